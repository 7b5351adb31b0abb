"""CON-01: the five aspects of 总体情况."""

import re
from collections.abc import Iterator

from nianbao.report.model import Report
from nianbao.report.patterns import regex
from nianbao.report.text import fold
from validators.basis import FORMAT_1
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import WholeSection, WholeText
from validators.prose.empty import is_empty
from validators.prose.evidence import Evidence, evidence
from validators.prose.foot import without_foot
from validators.prose.saying import lists_the_parts
from validators.prose.sentences import sentences
from validators.prose.spaced import closed_up

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
            found = evidence(report, "overview", sentence)
            if len(said.strip()) >= SUBHEADING_LENGTH:
                return found
            alone = _HEADING.match(said) and _NEXT_ASPECT.match(report.text("overview"), sentence.end)
            if not alone:
                heading = heading or found
    return heading


@rule("CON-01", "总体情况写到五个方面", "warning", (FORMAT_1,), WholeText(), WholeSection("overview"))
def five_aspects(context: Context) -> Iterator[Hit | Remark]:
    """主动公开、依申请公开、政府信息管理、平台建设、监督保障, by synonyms."""
    if not without_foot(context.report.text("overview")).strip():
        yield _nothing_there(context.report)
        return
    for aspect in ASPECTS:
        if aspect_evidence(context.report, aspect) is None:
            yield Hit(
                f"“一、总体情况”没有写到“{aspect}”",
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
