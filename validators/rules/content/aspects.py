"""CON: what the prose must speak of."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nianbao.report.layout import SectionKey
from nianbao.report.model import Report
from nianbao.report.patterns import regex
from nianbao.report.text import fold, squeeze
from validators.basis import ARTICLE_46, ARTICLE_50_4, FORMAT_1, FORMAT_5
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import WholeSection, WholeText
from validators.prose.lines import lines
from validators.prose.saying import has_figure, lists_the_parts, most_telling
from validators.prose.sentences import Span, sentences
from validators.prose.spaced import closed_up


class Evidence(NamedTuple):
    """A passage that answers a requirement: section, offsets into its text, and the words."""

    section: str
    start: int
    end: int
    quote: str


# --- the five aspects of 总体情况 ------------------------------------------------------------------------------

_MANAGED = r"信息管理|政府信息(?!公开)[^,。;公开]{1,16}管理|公开属性"
"""政府信息全链条管理, 政府信息制作、获取、保存全流程管理, 公文公开属性的认定; not 政府信息公开工作的管理."""
_PUBLISHED = (
    r"主动公开|主动发布|(?:公开|发布)(?:各类|各项|政务|政府|相关|工作|重点)*信息(?:共计?|合计|累计|总计|总数)?\s*\d"
)
_ON_REQUEST = r"依申请|信息公开申请|公开申请|申请公开|(?:受理|办理|答复)(?:受理|办理|答复|群众|公众|政府|信息|[、和并的])*申请(?!人|书|表)"
ASPECTS: dict[str, re.Pattern[str]] = {
    "主动公开": regex(rf"{_PUBLISHED}|发布(?:各类)?信息"),
    "依申请公开": regex(_ON_REQUEST),
    "政府信息管理": regex(
        rf"{_MANAGED}|"
        r"信息资源|保密审查|公开审查|发布审[核查]|审核制度|(?:上网|发布|公开)前[^,。]{0,10}(?:审查|审核|把关)|规范性文件.{0,12}(?:清理|管理|归集)|三审|目录|公开指南|动态调整"
    ),
    "政府信息公开平台建设": regex(r"平台|网站|专栏|公众号|新媒体|栏目|公开专区"),
    "监督保障": regex(r"监督|考核|评议|培训|追究|组织领导|督查|督导"),
}


SUBHEADING_LENGTH = 16
"""Shorter sentences that name an aspect are its sub-heading."""


_PLAIN: dict[str, re.Pattern[str]] = {
    "主动公开": regex(r"主动公开|主动发布|(?:公开|发布)[^,。]{0,8}信息"),
    "依申请公开": regex(r"依申请|公开申请|申请公开"),
    "政府信息管理": regex(
        rf"{_MANAGED}|" r"信息资源|(?:保密|公开|发布)审[查核]|审核|归集|动态调整|文件[^,。]{0,6}清理"
    ),
    "政府信息公开平台建设": regex(
        r"平台|新媒体|公开专区|查阅点|网站[^,。]{0,6}(?:建设|改版|管理|维护|运维|升级|适老|改造)|(?:新增|增设|调整|优化)[^,。]{0,8}(?:栏目|专栏)"
    ),
    "监督保障": regex(r"监督|保障|考核|评议|培训|追究|督查|督导"),
}
"""What an aspect must be named by where the other four stand under headings of their own: a word in passing will
not do then."""
_HEADING = regex(r"^\s*[(（]?(?:[一二三四五六]+[)）、]|\d[.、．])")
_HEADED = 4


def _headings_of_aspects(report: Report) -> set[str]:
    """The aspects that have a sub-heading, or a numbered sentence that opens with them."""
    paragraphs = [closed_up(fold(p)) for p in report.text("overview").split("\n")]
    leads = [p.strip()[:SUBHEADING_LENGTH] for p in paragraphs if _HEADING.match(p)]
    return {aspect for aspect, named in _HEADING_WORDS.items() if any(named.search(lead) for lead in leads)}


_HEADING_WORDS: dict[str, re.Pattern[str]] = {
    "主动公开": regex(r"主动公开"),
    "依申请公开": regex(r"依申请|申请公开|公开申请"),
    "政府信息管理": regex(rf"{_MANAGED}|信息资源"),
    "政府信息公开平台建设": regex(r"平台"),
    "监督保障": regex(r"监督|保障"),
}


_NEXT_ASPECT = regex(r"[\s。:：]*(?:[(（][一二三四五六][)）]|$)")
"""Right behind a heading: nothing stands under it."""


def aspect_evidence(report: Report, aspect: str) -> Evidence | None:
    """The first sentence of 总体情况 that speaks of an aspect; a bare sub-heading only when nothing else does."""
    heading = None
    headed = _headings_of_aspects(report)
    words = _PLAIN[aspect] if len(headed) >= _HEADED and aspect not in headed else ASPECTS[aspect]
    for sentence in sentences(report.text("overview")):
        said = closed_up(sentence.text)
        if words.search(said) and not lists_the_parts(said):
            evidence = _evidence(report, "overview", sentence)
            if len(said.strip()) >= SUBHEADING_LENGTH:
                return evidence
            alone = _HEADING.match(said) and _NEXT_ASPECT.match(report.text("overview"), sentence.end)
            if not alone:
                heading = heading or evidence
    return heading


def _evidence(report: Report, section: SectionKey, span: Span) -> Evidence:
    return Evidence(section, span.start, span.end, report.text(section)[span.start : span.end].strip())


@rule("CON-01", "总体情况写到五个方面", "warning", (FORMAT_1,), WholeText(), WholeSection("overview"))
def five_aspects(context: Context) -> Iterator[Hit | Remark]:
    """主动公开、依申请公开、政府信息管理、平台建设、监督保障, by synonyms."""
    if not context.report.text("overview").strip():
        yield Remark("insufficient_data", "没有读到“一、总体情况”的正文")
        return
    for aspect in ASPECTS:
        if aspect_evidence(context.report, aspect) is None:
            yield Hit(
                f"“一、总体情况”没有写到“{aspect}”",
                Where(section="overview"),
                suggestion=f"补写“{aspect}”的情况，有数据的写数据。",
            )


# --- 工作考核、社会评议、责任追究 -------------------------------------------------------------------------------

# A result needs its subject (cue) and something said of it (a figure, a grade, an act or a denial) in one sentence.
_SYSTEM = r"(?!内容|指标|办法|制度|机制|细则|标准|体系|力度|方案|监督|、|和|与|及)"
_SAID = r"\d|[一二三四五六七八九十两]+(?:人|次|起|件|名|个)|优秀|良好|合格|得分|名次|等次|排名|位列|列第|结果|满分|占比|权重|未|没有|不存在|不涉及|无|零"
_SATISFIED = r"(?:评议|评价|结果|表示|基本|非常|比较|较为?|很|均|都|[为“\"、])满意(?![度率的])"
_JUDGES = r"(?:社会|公众|群众|代表|委员|监督员|居民|村民|市民|企业)"
_STAFF = r"(?:干部|人员|个人|单位|责任人|负责人|同志|职工)"
_BOTH = (
    r"(?:开展|组织|进行|完成|实施|接受|参加)[^,。;]{0,12}考核(?:、|和|与|及)(?:社会|群众|公众)?评[议价](?!制度|机制|办法|体系|指标|方案)"
    r"|考核(?:、|和|与|及)(?:社会|群众|公众)?评[议价](?:的)?结果"
)
"""Assessment and appraisal named in one breath: 开展工作考核和社会评议, 考核、评议结果良好."""
RESULTS: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "工作考核": (
        regex(rf"(?:考核|考评){_SYSTEM}|{_BOTH}|(?:纳入|列入|计入|作为)[^,]{{0,25}}(?:考核|考评|绩效)"),
        regex(
            rf"{_BOTH}|(?:考核|考评|测评|打分|绩效)[^。]{{0,40}}(?:{_SAID})|(?:{_SAID})[^,]{{0,12}}(?:考核|考评)"
            r"|纳入|列入|计入|(?:开展|组织|进行|完成|实施|接受|参加)[^,]{0,20}(?:考核|考评)"
        ),
    ),
    "社会评议": (
        regex(
            rf"评议{_SYSTEM}|满意度(?:调查|测评|评价|达|为|得)|(?:社会|公众|群众)评价{_SYSTEM}|第三方评估"
            rf"|{_JUDGES}[^,。]{{0,8}}(?:打分|评分|测评|打出){_SYSTEM}"
        ),
        regex(rf"{_SAID}|{_SATISFIED}|(?:开展|组织|进行|接受|参加|邀请)[^。]{{0,25}}(?:评议|评价|评估|调查|测评)"),
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
    r"(?:尚未|还没有?|暂未)(?:公布|发布|出来|下达|收到|反馈|通报|形成|揭晓|确定|下发)"
    r"|结果[^,]{0,6}(?:未|没有?)(?:公布|发布|出来|下达|收到|接到|反馈|通报|下发)|(?:未|没有)(?:公布|收到|接到)[^,]{0,8}结果"
    r"|待(?:补|定|公布|通报|反馈|确认|核)|不详|不明"
    r"|(?:将|拟|计划)(?:于|在)?(?:明年|来年|下一?年|20\d\d年|适时)|^\s*(?:要求|督促|指导)(?:各|全)"
)
"""结果尚未公布, 将于明年开展: of what the clause names there is no result."""


def _states(sentence: str, cue: re.Pattern[str], said: re.Pattern[str]) -> bool:
    """The sentence names the thing and says something of it, there or behind."""
    if _PLANNED.match(sentence):
        return False
    told = [clause for clause in re.split(r"[,;]", sentence) if not _NOT_KNOWN.search(clause)]
    named = next((at for at, clause in enumerate(told) if cue.search(clause)), None)
    whole = ",".join(told if named is None else told[named:])
    return cue.search(whole) is not None and said.search(whole) is not None


def result_evidence(report: Report, result: str) -> Evidence | None:
    """The sentence that states one of the three results, one with a figure before others; one that only speaks of a
    system states none, a heading none."""
    cue, said = RESULTS[result]
    first = None
    for section in report.sections:
        found = (s for s in sentences(section.text) if _states(closed_up(s.text), cue, said))
        sentence = most_telling(found)
        if sentence is not None:
            if has_figure(sentence.text):
                return _evidence(report, section.key, sentence)
            first = first or _evidence(report, section.key, sentence)
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


# --- 问题及改进 -------------------------------------------------------------------------------------------------

_PROBLEM_LEAD = regex(r"(?:存在|主要|突出)(?:的)?(?:主要|突出|以下|一些)*(?:问题|不足|差距|困难)(?:和不足)?[:：]?$")
_PROBLEM = regex(
    r"问题|不足|不够|差距|薄弱|欠缺|有待|亟待|亟需|不高|不强|不深|不严|不多|不及时|不平衡|不规范|不透彻|不到位|不完善|不熟|滞后|短板|弱项|缺乏|单一|偏[少低短弱多重]|较少|较弱|难以|紧张|不接地气|不清|不畅|不力"
    r"|(?<!解决)(?<!克服)(?<!实际)困难(?!群众|家庭|企业|学生|人员|人群|户|对象|职工|老人|儿童|残疾|补助|救助|帮扶)|待(?:提高|提升|加强|完善|改进|优化)"
)
_MEASURE = regex(
    r"改进|措施|下一步|下步|举措|采取|针对|整改|为此|对此|为(?:解决|破解|克服|弥补)|,\s*(?:将|已|拟|现已)(?!经不)"
)
_NEXT_YEAR = regex(r"^(?:20\d\d年|明年|新的一年|来年|下一年度?)[^。]{0,16}?(?:将|拟|要|计划|会)(?!近)")
"""2025年，我局将进一步…: weak, but a measure."""
_EMPTY = regex(r"^(?:无|没有|暂无|无此项|不涉及|无问题)?[。.]?$")
_NO_PROBLEM = regex(r"(?:不存在|没有|无|未发现)(?:明显|突出|主要|重大|任何)?(?:的)?问题")
_PROBLEM_HEAD = regex(r"(?:存在(?:的)?(?:主要)?问题(?:及改进情况)?|改进(?:措施|情况))[:：]?$")
_ANSWER = regex(r"^(?:为此|对此|针对(?:此|这|上述|以上|该))")
"""Opens a sentence on what was done about that of which the sentence before speaks."""


def problem_evidence(report: Report) -> Evidence | None:
    """The first sentence that names a problem, the first one under a 存在的问题 head, or one that 为此 answers."""
    led, answered, before = False, None, None
    for sentence in _sentences_on_problems(report):
        text = squeeze(sentence.text)
        if _PROBLEM_HEAD.search(text) or _PROBLEM_LEAD.search(text):
            led = bool(_PROBLEM_LEAD.search(text))
            continue
        if (led or _PROBLEM.search(text)) and not _NO_PROBLEM.search(text):
            return _evidence(report, "problems", sentence)
        if before and _ANSWER.match(text):
            answered = answered or before
        before = None if _EMPTY.match(text) or _NO_PROBLEM.search(text) else sentence
    answered = answered or next(_rows_of_both(report), None)
    return _evidence(report, "problems", answered) if answered else None


def measure_evidence(report: Report) -> Evidence | None:
    """The last sentence that speaks of measures, or tells something that is no problem (加强…, 设置…)."""
    found = None
    for sentence in _sentences_on_problems(report):
        text = squeeze(sentence.text)
        if _PROBLEM_HEAD.search(text):
            continue
        if _MEASURE.search(text) or _NEXT_YEAR.match(text) or (len(text) >= 12 and not _PROBLEM.search(text)):
            found = sentence
    found = found or next(_rows_of_both(report), None)
    return _evidence(report, "problems", found) if found else None


_PROBLEM_COLUMN = regex(r"问题|不足|短板|困难|差距")
_MEASURE_COLUMN = regex(r"改进|整改|措施|举措|做法")
_COLUMN_LENGTH = 12
_ORDINAL = regex(r"[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[).、]?")


def _sentences_on_problems(report: Report) -> Iterator[Span]:
    """Sentences of section five; the head of a table 问题 | 改进情况 tells neither."""
    return (s for s in sentences(report.text("problems")) if not _heads_both(_cells(s)))


def _rows_of_both(report: Report) -> Iterator[Span]:
    """The rows of a table 问题 | 改进情况: a problem and what was done about it stand in each."""
    headed = False
    for line in lines(report.text("problems")):
        cells = _cells(line)
        if _heads_both(cells):
            headed = True
        elif headed and len(cells) > 1:
            yield line


def _cells(line: Span) -> list[str]:
    """A row of a table that is none of the three official ones has come as a line, its cells divided by blanks."""
    return [cell for cell in line.text.split() if not _ORDINAL.fullmatch(cell)]


def _heads_both(cells: list[str]) -> bool:
    """Whether one short cell names problems and a later one measures."""
    if any(len(cell) > _COLUMN_LENGTH for cell in cells):
        return False
    first = next((i for i, cell in enumerate(cells) if _PROBLEM_COLUMN.search(cell)), len(cells))
    return any(_MEASURE_COLUMN.search(cell) for cell in cells[first + 1 :])


@rule("CON-03", "第五部分有问题也有改进", "warning", (ARTICLE_50_4, FORMAT_5), WholeText(), WholeSection("problems"))
def problems_and_measures(context: Context) -> Iterator[Hit | Remark]:
    """Section five holds at least one problem and one measure; 无 is no answer."""
    if context.report.section("problems") is None:
        yield Remark("insufficient_data", "没有找到第五部分")
        return
    text = squeeze(context.report.text("problems"))
    if _EMPTY.match(text):
        yield Hit(
            "第五部分没有写问题和改进情况",
            Where(section="problems", quote=text or None),
            suggestion="写一至三个具体问题，并写明对应的改进措施。",
        )
        return
    if problem_evidence(context.report) is None:
        yield Hit("第五部分没有写存在的问题", Where(section="problems"), suggestion="至少写一个具体问题。")
    if measure_evidence(context.report) is None:
        yield Hit("第五部分没有写改进情况", Where(section="problems"), suggestion="写明对应每个问题的改进措施。")
