"""CON-01: the five aspects of 总体情况.

Where the aspects have sub-headings, an aspect is told by what stands under its own; else by any sentence that speaks of it.
"""

import re
from collections.abc import Iterator

from nianbao.report.model import Report
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze
from validators.basis import FORMAT_1
from validators.engine import Context, Hit, Remark, Where, rule
from validators.lexicon.no_answer import answers_nothing
from validators.lexicon.unwritten import unwritten
from validators.preconditions import WholeSection, WholeText
from validators.prose.empty import is_empty, may_have_lost
from validators.prose.evidence import Evidence, evidence
from validators.prose.foot import without_foot
from validators.prose.saying import lists_the_parts
from validators.prose.sentences import Span, sentences
from validators.prose.spaced import closed_up
from validators.prose.under_headings import Headed, under_headings

_MANAGED = r"信息管理|政府信息(?!公开)[^,。;公开]{1,16}管理|公开属性"
"""政府信息全链条管理, 政府信息制作、获取、保存全流程管理, 公文公开属性的认定; not 政府信息公开工作的管理."""
_PUBLISHED = (
    r"主动公开|主动发布|(?:公开|发布)(?:各类|各项|政务|政府|相关|工作|重点)*信息(?:共计?|合计|累计|总计|总数)?\s*\d"
)
_ON_REQUEST = r"依申请|信息公开申请|公开申请|申请公开|(?:收到|接到|提出|提交|受理|办理|答复)(?:受理|办理|答复|群众|公众|政府|信息|[、和并的了])*申请(?!人|书|表)"
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
    "监督保障": regex(
        r"监督(?!管理)|(?:监督|组织|制度|队伍|经费|工作)保障|保障(?:机制|措施|到位)|考核|评议|培训|追究|督查|督导"
    ),
}
"""What an aspect must be named by where the other four stand under headings of their own: a word in passing will
not do then."""
_HEADING = regex(r"^\s*[(（]?(?:[一二三四五六]+[)）、]|\d[.、．])")
_HEADED = 4
_FEWEST_HEADED = 3
"""So many aspects have sub-headings of one style: the text is ordered by them."""
_AT_ITS_HEAD = 24


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
    """The first sentence of 总体情况 that tells of an aspect, under its own sub-heading where the aspects have such."""
    found = _told(report, aspect)
    return found if isinstance(found, Evidence) else None


def _told(report: Report, aspect: str) -> Evidence | str | None:
    """The sentence that tells of an aspect, or in words what stands under its heading instead; None without either."""
    headed = _by_aspect(report)
    if aspect in headed:
        return _under_its_heading(report, aspect, headed)
    at_head = len(headed) >= _HEADED
    words = _PLAIN[aspect] if at_head else ASPECTS[aspect]
    heading = None
    for sentence in sentences(report.text("overview")):
        said = closed_up(sentence.text)
        if words.search(said[:_AT_ITS_HEAD] if at_head else said) and not lists_the_parts(said):
            found = evidence(report, "overview", sentence)
            if len(said.strip()) >= SUBHEADING_LENGTH:
                return found
            alone = _HEADING.match(said) and _NEXT_ASPECT.match(report.text("overview"), sentence.end)
            if not alone:
                heading = heading or found
    return heading


def _by_aspect(report: Report) -> dict[str, list[Headed]]:
    """Aspect → its sub-headings with what stands under them; empty where the text is not ordered by aspects, or came
    apart so that most of its headings have nothing behind."""
    best: dict[str, list[Headed]] = {}
    for headings in under_headings(report.text("overview")).values():
        found: dict[str, list[Headed]] = {}
        for headed in headings:
            for aspect, named in _HEADING_WORDS.items():
                if named.search(headed.heading):
                    found.setdefault(aspect, []).append(headed)
        if len(found) > len(best):
            best = found
    bare = [aspect for aspect, headings in best.items() if not any(h.body for h in headings)]
    return best if len(best) >= _FEWEST_HEADED and 2 * len(bare) <= len(best) else {}


def _under_its_heading(report: Report, aspect: str, headed: dict[str, list[Headed]]) -> Evidence | str:
    mine = [line for heading in headed[aspect] for line in heading.body]
    if not mine:
        name = headed[aspect][0].heading
        if may_have_lost(report, "overview"):
            return Evidence("overview", 0, 0, name)
        return f"“{name}”只有标题，下面没有内容"
    telling = [line for line in mine if not _tells_nothing(report, aspect, line)]
    if not telling:
        quote = report.text("overview")[mine[0].start : mine[0].end].strip("。：: \u3000")
        return f"“{headed[aspect][0].heading}”下面只写了“{quote}”"
    said = squeeze("".join(line.text for line in telling)).rstrip("。.;")
    if not ASPECTS[aspect].search(said) and (other := _copied_from(aspect, said, headed)):
        return f"“{headed[aspect][0].heading}”下面的文字与“{other}”下面的相同"
    found = [s for line in telling for s in sentences(report.text("overview")) if line.start <= s.start < line.end]
    about = [s for s in found if ASPECTS[aspect].search(closed_up(s.text)) and len(s.text.strip()) >= SUBHEADING_LENGTH]
    return evidence(report, "overview", (about or found or telling)[0])


def _tells_nothing(report: Report, aspect: str, line: Span) -> bool:
    """无, 同上, 待补充. That there were no applications is an answer, unless table three has some."""
    text = report.text("overview")[line.start : line.end]
    blank = max((mark.end - mark.start for mark in unwritten(text)), default=0)
    if not answers_nothing(text) and blank * _MOST_OF_A_LINE < len(text.strip()):
        return False
    if aspect == "依申请公开" and _NONE.search(text):
        table = report.table("applications")
        return table is not None and any(table.integer(row) for row in ("new", "carried_in"))
    return True


_NONE = regex(r"无|没有|零")
_MOST_OF_A_LINE = 2
"""What is still to be written is the line where it takes half of it; a blank within a sentence is none."""
_LEAST_COPIED = 12


def _copied_from(aspect: str, said: str, headed: dict[str, list[Headed]]) -> str | None:
    """The heading of another aspect under which all of ``said`` stands too."""
    if len(said) < _LEAST_COPIED:
        return None
    for other, headings in headed.items():
        for heading in headings:
            if (
                other != aspect
                and heading not in headed[aspect]
                and said in squeeze("".join(b.text for b in heading.body))
            ):
                return heading.heading
    return None


@rule("CON-01", "总体情况写到五个方面", "warning", (FORMAT_1,), WholeText(), WholeSection("overview"))
def five_aspects(context: Context) -> Iterator[Hit | Remark]:
    """主动公开、依申请公开、政府信息管理、平台建设、监督保障, by synonyms."""
    if not without_foot(context.report.text("overview")).strip():
        yield _nothing_there(context.report)
        return
    for aspect in ASPECTS:
        told = _told(context.report, aspect)
        if not isinstance(told, Evidence):
            yield Hit(
                f"“一、总体情况”没有写到“{aspect}”" + (f"：{told}" if told else ""),
                Where(section="overview"),
                suggestion=f"补写“{aspect}”的情况，有数据的写数据。",
            )


def _nothing_there(report: Report) -> Hit | Remark:
    """One finding on a section that holds nothing, not five; none where it may hold what we did not read."""
    if not is_empty(report, "overview"):
        return Remark("insufficient_data", "没有读到“一、总体情况”的正文")
    return Hit(
        "“一、总体情况”只有标题，下面没有内容，五个方面都没有写",
        Where(section="overview"),
        suggestion=f"写明{'、'.join(ASPECTS)}的情况；正文在原件里是图片或附件的，改为文字。",
    )
