"""CON-03: section five names a problem and what was done about it."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from nianbao.report.model import Report
from nianbao.report.patterns import HAN, regex
from nianbao.report.text import squeeze
from validators.basis import ARTICLE_50_4, FORMAT_5
from validators.engine import Context, Hit, Remark, Where, rule
from validators.lexicon.no_answer import answers_nothing, without_denial
from validators.preconditions import WholeSection, WholeText
from validators.prose.empty import is_empty
from validators.prose.evidence import Evidence, evidence
from validators.prose.foot import without_foot
from validators.prose.lines import lines
from validators.prose.sentences import Span, sentences
from validators.prose.spaced import closed_up

_PROBLEM = regex(
    r"问题|不足|不够|差距|薄弱|欠缺|有待|亟待|亟需|不高|不强|不深|不严|不多|不及时|不平衡|不规范|不透彻|不到位|不完善|不熟|滞后|短板|弱项|缺乏|单一|偏[少低短弱多重]|较少|较弱|难以|紧张|不接地气|不清|不畅|不力"
    r"|(?<!解决)(?<!克服)(?<!实际)困难(?!群众|家庭|企业|学生|人员|人群|户|对象|职工|老人|儿童|残疾|补助|救助|帮扶)|待(?:提高|提升|加强|完善|改进|优化)"
)
_ALSO_PROBLEM = regex(
    r"不细|不全|不准(?!公|予)|不便|不新|(?<!放)(?<!减)慢(?!性|病)|迟(?!疑)|太[少低晚粗]|过[少晚粗]|粗糙|遗漏|脱节|参差|扎堆|流于形式"
)
"""Say a problem too, but may stand in a sentence on what was done about it."""
_MEASURE = regex(
    r"改进|措施|下一步|下步|举措|采取|针对(?!性)|整改|为此|对此|为(?:解决|破解|克服|弥补)|,\s*(?:将|已|拟|现已)(?!经不)"
    r"|(?:^|,)(?:现在?|均|都|目前|全部|当月|随后|事后|之后)*已(?!经?不|经?难|连续|成为)|改为|改成|改由|(?:^|,)[我本].{1,3}将(?!近)"
)
_NEXT_YEAR = regex(r"^(?:20\d\d年|明年|新的一年|来年|下一年度?)[^。]{0,16}?(?:将|拟|要|计划|会)(?!近)")
"""2025年，我局将进一步…: weak, but a measure."""
_ANSWER = regex(r"^(?:为此|对此|针对(?:此|这|上述|以上|该))")
"""Opens a sentence on what was done about that of which the sentence before speaks."""
_REFERS_BACK = regex(
    r"(?:针对|对照|围绕|根据|结合)(?:上述|以上|前述|这些|此类|上列|存在|自身|的)*(?:问题|不足|差距|短板)(?:[和与及、](?:问题|不足|差距|短板))?"
)
"""针对上述问题 names none."""

About = Literal["problems", "measures"]
_LACK = r"(?:问题|不足|差距|困难|短板|弱项|薄弱环节)(?:之处)?"
_PROBLEM_LABEL = (
    r"(?:20\d\d年度?|当前|目前|工作|过程|中|本年度?|今年|全年|年内|[我本](?:[省市县区旗镇乡局委办厅]|街道|单位|机关)|还|仍|尚|也|存在|主要|突出"
    r"|(?:政府)?信息公开|政务公开|方面|以下|一些|几个|有|的|自查|检查|抽查|查摆|发现|梳理|反映)*"
    rf"{_LACK}(?:(?:[和及与、]|以及)?(?:{_LACK}|原因))*(?:方面|主要|突出|有|是|为|表现|体现|在|于|如下|包括)*"
    r"|(?:今年|本年度?|年内|自查|检查|抽查|督查|工作中)*(?:发现|查出|查摆出?)"
)
_MEASURE_LABEL = (
    r"(?:下一?步|今后|主要|具体|相应|对应|工作|改进|整改|完善|采取|已|的|[及和、与])*"
    r"(?:措施|打算|计划|举措|思路|安排|方向|对策|做法|办法|改进|整改)(?:情况|措施|工作|计划|方向|方面|如下|有|是|为)*"
)
_MARK = r"(?:[(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})(?:[)][.、]?|[.、])\s*)?"
_BOTH = rf"(?:{_PROBLEM_LABEL})(?:[及和与、]|以及)(?:{_MEASURE_LABEL})"
_NONE_BEHIND = r"(?=(?:均|都|暂)?(?:无|没有)(?:$|[,.;\s]))"
_LABEL = regex(
    rf"(?:^|(?<=[,;\s]))\s*{_MARK}(?:(?P<both>{_BOTH})|(?P<problems>{_PROBLEM_LABEL})|(?P<measures>{_MEASURE_LABEL}))\s*(?::|{_NONE_BEHIND})"
)
_HEAD = regex(rf"{_MARK}(?:(?P<both>{_BOTH})|(?P<problems>{_PROBLEM_LABEL})|(?P<measures>{_MEASURE_LABEL}))[:]?")
_LEADS_TO_PROBLEMS = r"(?:存在|主要|突出)(?:的)?(?:主要|突出|以下|一些)*(?:问题|不足|差距|困难)(?:和不足)?[:：]?$"
_LEADS_ON = regex(
    rf"(?P<problems>{_LEADS_TO_PROBLEMS})|(?:存在(?:的)?(?:主要)?问题及改进情况|改进(?:措施|情况))[:：]?$"
)
_WORD = regex(rf"{HAN}|…")
"""An extract says […] where something stands that it leaves out."""


_FIRST_ITEM = r"(?:一是|其一|首先|\(?[1一]\)|[1一][.、]|①)"
_LISTS_PROBLEMS = regex(
    r"^\s*(?![^:]*(?:针对|对照|围绕|结合|解决|破解|整改|改进|克服|聚焦|措施|化解|弥补))"
    rf"[^,;:]{{0,24}}{_LACK}[^,;:]{{0,8}}:\s*(?={_FIRST_ITEM})"
)
"""2024年工作仍有三处短板：一是…"""
_NEXT_ITEMS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (regex(r"一是|其一|首先"), regex(r"\s*(?:[二三四五六七八九十]是|其[二三四五六]|其次|再次|最后)")),
    (regex(r"\([1一]\)"), regex(r"\s*\([2-9二三四五六七八九]\)")),
    (regex(r"(?<![\d(])1[.、]"), regex(r"\s*[2-9][.、]")),
    (regex("①"), regex(r"\s*[②-⑨]")),
)
"""How the first item of a list is marked, and those that go on with it."""
_ACT = regex(
    r"^(?:[我本].|各.{1,3})?(?:组织|开展|制定|制作|建立|增设|新增|开设|举办|印发|出台|修订|设立|配备|更换|安排|明确|规定|统一|调整|增加|健全|完善|实行|推行|邀请)"
)
"""Something done, told within the item that names the problem."""


class _Piece(NamedTuple):
    """What a sentence says, white space and its label dropped, and what that label, or the line above, announces."""

    about: About | None
    said: str
    sentence: Span
    listed: bool = False
    """A further item of a list that was announced before."""


def _pieces(report: Report) -> Iterator[_Piece]:
    """存在的主要问题：甲，改进情况：乙 → two pieces of one sentence; those that answer nothing (无, 见附件) are left out.

    What announces a list holds for all its items.
    """
    announced: About | None = None
    listing: tuple[About, re.Pattern[str]] | None = None
    for sentence in _sentences_on_problems(report):
        text = closed_up(sentence.text)
        flat = squeeze(text)
        if _HEAD.fullmatch(flat) or (_LEADS_ON.search(flat) and without_denial(flat) == flat):
            announced, listing = _announced(flat), None
            continue
        goes_on = listing is not None and listing[1].match(text) is not None
        about: About | None = listing[0] if listing and goes_on else announced
        for labelled, said in _by_label(text):
            about = labelled or about
            if _WORD.search(said) and not answers_nothing(said):
                yield _Piece(about, squeeze(said), sentence, goes_on and labelled is None)
            if about and (following := _next_item(said)):
                listing = about, following
            elif labelled:
                listing = None
        if not goes_on and listing and _next_item(text) is None:
            listing = None
        announced = None


def _next_item(said: str) -> re.Pattern[str] | None:
    return next((following for first, following in _NEXT_ITEMS if first.search(said)), None)


def _announced(head: str) -> About | None:
    if (match := _LEADS_ON.search(head)) and match["problems"]:
        return "problems"
    return _about(whole.groupdict()) if (whole := _HEAD.fullmatch(head)) else None


def _about(groups: dict[str, str | None]) -> About | None:
    if groups["both"]:
        return None
    return "problems" if groups["problems"] else "measures"


def _by_label(text: str) -> Iterator[tuple[About | None, str]]:
    lead = _LISTS_PROBLEMS.match(text)
    about: About | None = "problems" if lead else None
    start = lead.end() if lead else 0
    for label in _LABEL.finditer(text, start):
        yield about, text[start : label.start()]
        about, start = _about(label.groupdict()), label.end()
    yield about, text[start:]


def problem_evidence(report: Report) -> Evidence | None:
    """The first sentence that names a problem, the first one under a 存在的问题 head, or one that 为此 answers."""
    answered, before = None, None
    for piece in _pieces(report):
        named = without_denial(_REFERS_BACK.sub("", piece.said))
        denied = len(without_denial(piece.said)) < len(piece.said)
        if _PROBLEM.search(named) or _ALSO_PROBLEM.search(named) or (piece.about == "problems" and not denied):
            return evidence(report, "problems", piece.sentence)
        if before and _ANSWER.match(piece.said):
            answered = answered or before
        before = None if denied else piece.sentence
    answered = answered or next(_rows_of_both(report), None)
    return evidence(report, "problems", answered) if answered else None


_FEWEST = 12
"""Characters from which on a sentence that names no problem is taken to tell what was done (加强…, 设置…)."""


def measure_evidence(report: Report) -> Evidence | None:
    """The last sentence that speaks of measures, or tells something that is no problem."""
    found = None
    for piece in _pieces(report):
        tells = piece.about != "problems" and len(piece.said) >= _FEWEST and not _PROBLEM.search(piece.said)
        acts = piece.listed and any(_ACT.match(c) and not _PROBLEM.search(c) for c in piece.said.split(","))
        if piece.about == "measures" or tells or acts or _MEASURE.search(piece.said) or _NEXT_YEAR.match(piece.said):
            found = piece.sentence if found is None or not piece.said.startswith("[…") else found
    found = found or next(_rows_of_both(report), None)
    return evidence(report, "problems", found) if found else None


_PROBLEM_COLUMN = regex(r"问题|不足|短板|困难|差距")
_MEASURE_COLUMN = regex(r"改进|整改|措施|举措|做法")
_COLUMN_LENGTH = 12
_ORDINAL = regex(r"[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[).、]?")


_OF_SECTION_SIX = regex(r"^[^\n]*信息处理费", re.MULTILINE)
"""Where the heading of section six is missing, its text has come to section five: from this line on."""


def _sentences_on_problems(report: Report) -> Iterator[Span]:
    """Sentences of section five; the head of a table 问题 | 改进情况 tells neither, the foot of the report nothing."""
    text = without_foot(report.text("problems"))
    end = len(text)
    if report.section("other") is None and (fees := _OF_SECTION_SIX.search(text)):
        end = fees.start()
    return (s for s in sentences(text) if s.start < end and not _heads_both(_cells(s)))


def _rows_of_both(report: Report) -> Iterator[Span]:
    """The rows of a table 问题 | 改进情况: a problem and what was done about it stand in each."""
    headed = False
    for line in lines(report.text("problems")):
        cells = _cells(line)
        if _heads_both(cells):
            headed = True
        elif headed and len(cells) > 1 and not all(answers_nothing(cell) for cell in cells):
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
    """Section five holds at least one problem and one measure; 无 and 见附件 are no answer."""
    report = context.report
    if report.section("problems") is None:
        yield Remark("insufficient_data", "没有找到第五部分")
        return
    text = without_foot(report.text("problems")).strip()
    if not text and not is_empty(report, "problems"):
        yield Remark("insufficient_data", "没有读到第五部分的正文")
        return
    if not any(_pieces(report)) and next(_rows_of_both(report), None) is None:
        yield Hit(
            "第五部分没有写问题和改进情况" if text else "第五部分只有标题，下面没有内容",
            Where(section="problems", quote=text or None),
            suggestion="写一至三个具体问题，并写明对应的改进措施。",
        )
        return
    problem, measure = problem_evidence(report), measure_evidence(report)
    where = Where(section="problems")
    if problem is None:
        yield Hit("第五部分没有写存在的问题", where, suggestion="至少写一个具体问题。")
    if measure is None:
        yield Hit("第五部分没有写改进情况", where, suggestion="写明对应每个问题的改进措施。")
