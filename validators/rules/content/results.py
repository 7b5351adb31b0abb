"""CON-02: results of 工作考核, 社会评议 and 责任追究, which the report of a government owes."""

import re
from collections.abc import Iterator

from nianbao.report.model import Report
from nianbao.report.patterns import regex
from validators.basis import ARTICLE_46, ARTICLE_50_4
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import WholeSection, WholeText
from validators.prose.evidence import Evidence, evidence
from validators.prose.saying import has_figure, most_telling
from validators.prose.sentences import sentences
from validators.prose.spaced import closed_up

# A result needs its subject (cue) and something said of it (a figure, a grade, an act or a denial) in one sentence.
_SYSTEM = r"(?!内容|指标|办法|制度|机制|细则|标准|体系|力度|方案|监督|、|和|与|及)"
_SAID = r"\d|好评|认可|位居|名列|前列|第[一二三四五六七八九十]|正常|达标|先进|表彰|表扬|评为|评定|优异|较高|较好|[一二三四五六七八九十两]+(?:人|次|起|件|名|个)|优秀|良好|合格|得分|名次|等次|排名|位列|列第|结果|满分|占比|权重|未|没有|不存在|不涉及|无|零"
_SATISFIED = r"(?:评议|评价|结果|表示|基本|非常|比较|较为?|很|均|都|[为“\"、])满意(?![度率的])"
_JUDGES = r"(?:社会|公众|群众|代表|委员|监督员|居民|村民|市民|企业)"
_STAFF = r"(?:干部|人员|个人|单位|责任人|负责人|同志|职工)"
_DONE = r"(?:(?:开展|组织|进行|完成|实施|参加)|(?:接受|邀请)(?=了|过))"
"""Acts that make a result; 自觉接受, 邀请…评议 are but a bearing or an intention, unless 了 says that it was done."""
_BOTH = (
    rf"{_DONE}[^,。;]{{0,12}}考核(?:、|和|与|及)(?:社会|群众|公众)?评[议价](?!制度|机制|办法|体系|指标|方案)"
    r"|考核(?:、|和|与|及)(?:社会|群众|公众)?评[议价](?:的)?结果"
)
"""Assessment and appraisal named in one breath: 开展工作考核和社会评议, 考核、评议结果良好."""
RESULTS: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "工作考核": (
        regex(rf"(?:考核|考评){_SYSTEM}|{_BOTH}|(?:纳入|列入|计入|作为)[^,]{{0,25}}(?:考核|考评|绩效)"),
        regex(
            rf"{_BOTH}|(?:考核|考评|测评|打分|绩效)[^。]{{0,40}}(?:{_SAID})|(?:{_SAID})[^,]{{0,12}}(?:考核|考评)"
            rf"|{_DONE}[^,]{{0,20}}(?:考核|考评)"
        ),
    ),
    "社会评议": (
        regex(
            rf"评议{_SYSTEM}|满意度(?:调查|测评|评价|达|为|得|较?高)|(?:社会|公众|群众)评价{_SYSTEM}|第三方评估"
            rf"|{_JUDGES}[^,。]{{0,8}}(?:打分|评分|测评|打出){_SYSTEM}"
        ),
        regex(rf"{_SAID}|{_SATISFIED}|{_DONE}[^。]{{0,25}}(?:评议|评价|评估|调查|测评)"),
    ),
    "责任追究": (
        regex(
            rf"(?:责任追究|追究|追责|问责|处分){_SYSTEM}"
            rf"|{_STAFF}[^,。]{{0,6}}(?:受到?|被|给予|作出)[^,。]{{0,6}}(?:处理|处罚|通报|诫勉|约谈|批评)"
            rf"|{_STAFF}[^,。]{{0,6}}进行了?(?:提醒谈话|约谈|诫勉|通报批评|批评教育)"
        ),
        regex(_SAID),
    ),
}


_PLANNED = regex(r"\s*(?:[一二三四五六]是)?(?:下一步|下步|今后|明年|来年|下一年度?|新的一年)")
"""下一步将开展社会评议 is a plan, not a result."""
_NOT_KNOWN = regex(
    r"(?:尚未|还没有?|暂未)(?:开展|进行|组织|实施|启动|公布|发布|出来|下达|收到|反馈|通报|形成|揭晓|确定|下发)"
    r"|结果[^,]{0,6}(?:未|没有?)(?:公布|发布|出来|下达|收到|接到|反馈|通报|下发)|(?:未|没有)(?:公布|收到|接到)[^,]{0,8}结果"
    r"|待(?:补|定|公布|通报|反馈|确认|核)|不详|不明"
    r"|(?:将|拟|计划)(?:于|在)?(?:明年|来年|下一?年|20\d\d年|适时)|^\s*(?:要求|督促|指导)(?:各|全)"
)
"""结果尚未公布, 尚未开展, 将于明年开展: of what the clause names there is no result yet."""


_NO_OUTCOME = regex(
    r"(?:19|20)\d\d年?度?|\d{1,2}月(?:份|\d{1,2}日)?|[\[(〔]\d{4}[\])〕]\d+号"
    r"|结果(?:的)?(?:运用|应用|使用|挂钩|作为|与[^,]{0,12}挂钩)"
    r"|(?:凡|对)[^,]{0,6}?(?:未|不|无)[^,]{1,30}?(?:的|者)"
)
"""Figures that count nothing, 强化考核结果运用, and the case that may come: 对未按要求公开的，严肃追究责任."""
_ANOTHER_MATTER = regex(r"培训|轮训")


def _states(sentence: str, result: str) -> bool:
    """The sentence names the thing and says something of it, there or in the clauses behind that go on about it."""
    if _PLANNED.match(sentence):
        return False
    cue, said = RESULTS[result]
    others = [other for name, (other, _) in RESULTS.items() if name != result]
    mine = False
    told: list[str] = []
    for printed in re.split(r"[,;]", sentence):
        if _NOT_KNOWN.search(printed):
            continue
        clause = _NO_OUTCOME.sub("", printed)
        if cue.search(clause):
            mine = True
        elif _ANOTHER_MATTER.search(clause) or any(other.search(clause) for other in others):
            mine = False
        if mine:
            told.append(clause)
    return said.search(",".join(told)) is not None


def result_evidence(report: Report, result: str) -> Evidence | None:
    """The sentence that states one of the three results, one with a figure before others; one that only speaks of a
    system states none, a heading none."""
    first = None
    for section in report.sections:
        found = (s for s in sentences(section.text) if _states(closed_up(s.text), result))
        sentence = most_telling(found)
        if sentence is not None:
            if has_figure(sentence.text):
                return evidence(report, section.key, sentence)
            first = first or evidence(report, section.key, sentence)
    return first


def owes_results(context: Context) -> bool | None:
    """各级人民政府, towns included; departments, an office that reports for itself and dispatched organs do not.

    None when the kind of the agency is not known.
    """
    return None if context.agency.kind is None else context.agency.kind == "government"


@rule(
    "CON-02",
    "政府年报写明考核、评议、追责结果",
    "warning",
    (ARTICLE_50_4, ARTICLE_46),
    WholeText(),
    WholeSection("overview"),
)
def government_results(context: Context) -> Iterator[Hit | Remark]:
    """For 各级人民政府: 工作考核, 社会评议, 责任追究 results each stated."""
    owes = owes_results(context)
    if owes is None:
        yield Remark("insufficient_data", "不能判断是不是各级人民政府的年报，请注明机关类别")
        return
    if not owes:
        yield Remark("not_applicable", "本机关不是一级人民政府")
        return
    missing = [result for result in RESULTS if result_evidence(context.report, result) is None]
    if missing:
        yield Hit(
            f"各级人民政府的年报还应写明{'、'.join(missing)}的结果，正文没有找到",
            Where(section="overview"),
            suggestion="在“监督保障”中分别写明工作考核、社会评议、责任追究的结果；没有发生的写“未发生”。",
        )
