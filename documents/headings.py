"""Title and section headings in the many forms that agencies print them."""

import re
from typing import NamedTuple

from documents.stream import Paragraph
from report.agency import infer_agency
from report.layout import SECTIONS, SectionKey
from report.model import Heading, Numbering
from report.numerals import chinese_to_int
from report.patterns import regex
from report.text import collapse, remembered, squeeze

MAX_HEADING_LENGTH = 45
_ORDINAL = regex(
    r"^[、.,]?(?:(?P<chinese>[一二三四五六七八九十])[、,.:]|(?P<arabic>\d{1,2})[、.,](?!\d))?(?P<title>.+?)[。:;,.]*$"
)
_TITLE_PATTERNS: dict[SectionKey, str] = {
    "overview": r"^(?:\d{4}年度?)?(?:政府信息公开)?(?:工作)?(?:年度)?(?:总体(?:工作)?(?:情况|概述)|概述|开展情况|基本情况)$",
    "active_disclosure": r"^(?:行政机关)?主动公开(?:政府)?信息(?:的|公开)?情况$",
    "applications": r"^(?:行政机关)?(?:收到(?:和|与|及|、)?处理政府信息(?:公开|申请|的|总体)*(?:情况)?|政府信息申请公开申请情况)$",
    "proceedings": r"^(?:因)?政府信息公开(?:工作|申请)?.{0,4}行政法?复议.{0,8}行政诉讼(?:的)?情况$",
    "problems": r"^(?:政府信息公开)?(?:工作)?(?:中)?(?:当前)?(?:存在|主要).{0,6}(?:问题|不足).{0,8}(?:改进|整改).{0,6}$",
    "other": r"^(?:其[他它]|需要).{0,10}(?:事项)$",
}
_SHORT_PATTERNS: dict[SectionKey, str] = {
    "active_disclosure": r"^政府信息主动公开情况$",
    "applications": r"^依申请公开政府信息(?:的)?情况$",
    "proceedings": r"^(?:被)?(?:申请)?行政复议.{0,8}行政诉讼(?:的)?情况$",
}
"""Titles that are sub-headings too: they need their own ordinal to be a section's."""
_SHORT_TITLES = {key: regex(pattern) for key, pattern in _SHORT_PATTERNS.items()}
_TITLES = {key: regex(pattern) for key, pattern in _TITLE_PATTERNS.items()}
_TITLE = regex(
    r"^(?P<before>.*?)(?P<year>(?:19|20)\d{2})(?:年度?)?(?P<after>.*?)"
    r"(?:政府信息公开|信息公开)(?:工作)?(?:(?P<late_year>(?:19|20)\d{2})年)?(?:年度)?(?:工作)?(?:报告|年报)$"
)
_LATE_TITLE = regex(
    r"^(?P<before>.*?)(?:政府信息公开|信息公开)(?:工作)?(?P<year>(?:19|20)\d{2})(?:年度?)(?P<after>)(?:工作)?(?:报告|年报)$"
)
_NO_TITLE = regex(r"[。,;:>|»]|\[\d{4}\]\d*号|第\d+号|关于.*通知")
"""A sentence, an addressee, a trail of links, a document number."""
_NUMERALS = "一二三四五六七八九十"
TITLE_SEARCH_PARAGRAPHS = 12


def section_heading(paragraph: Paragraph) -> Heading | None:
    """The top-level heading that a paragraph is, or None. Only the six official titles and their variants count."""
    heading = _heading(paragraph.text)
    if heading is None or heading.numbering != "none" or not paragraph.auto_numbered:
        return heading
    return heading._replace(numbering="auto")


@remembered
def _heading(printed: str) -> Heading | None:
    text = collapse(printed)
    if len(text) > MAX_HEADING_LENGTH:
        return None
    if "。" in text[:-1]:
        return None  # two sentences
    match = _ORDINAL.match(squeeze(text))
    if match is None:
        return None
    title = match["title"]
    key = next((key for key, pattern in _TITLES.items() if pattern.match(title)), None)
    ordinal, numbering = _ordinal(match)
    if key is None and ordinal is not None:
        official = SECTIONS[ordinal - 1].key if ordinal <= len(SECTIONS) else None
        key = official if official in _SHORT_TITLES and _SHORT_TITLES[official].match(title) else None
    if key is None:
        return None
    return Heading(key, text, ordinal, numbering, _printed_title(text))


def unknown_heading(paragraph: Paragraph) -> Heading | None:
    """A short line numbered 一、 … 六、 whose title is none of the six: perhaps a section under another name."""
    text = collapse(paragraph.text)
    if len(text) > MAX_HEADING_LENGTH:
        return None
    match = _ORDINAL.match(squeeze(text))
    if match is None or not match["chinese"] or re.search(r"[。；;，,]", text):
        return None
    return Heading(None, text, chinese_to_int(match["chinese"]), "chinese", _printed_title(text))


def _ordinal(match: re.Match[str]) -> tuple[int | None, Numbering]:
    if match["chinese"]:
        return chinese_to_int(match["chinese"]), "chinese"
    if match["arabic"]:
        return int(match["arabic"]), "arabic"
    return None, "none"


def _printed_title(text: str) -> str:
    return re.sub(rf"^\s*(?:[{_NUMERALS}]|\d{{1,2}})\s*[、．.,，:：]\s*", "", text).strip().rstrip("。：:；;")


def official_title(key: SectionKey) -> str:
    return next(s.title for s in SECTIONS if s.key == key)


class Title(NamedTuple):
    """The report's own title: as printed (lines joined), its agency and year, and which paragraphs it took."""

    text: str
    agency: str
    year: int
    first: int
    last: int


def find_title(paragraphs: list[Paragraph]) -> Title | None:
    """The title among the first paragraphs; it may be broken over two or three lines at any place."""
    front = paragraphs[:TITLE_SEARCH_PARAGRAPHS]
    for first in range(len(front)):
        for last in range(first, min(first + 3, len(front))):
            joined = "".join(p.text for p in front[first : last + 1])
            flat = squeeze(joined)
            match = (_TITLE.match(flat) or _LATE_TITLE.match(flat)) if len(flat) <= 80 else None
            if match is None or _NO_TITLE.search(flat):
                continue
            agency = _agency(match)
            text = _join(front[first : last + 1])
            if not agency and first > 0 and _is_agency_line(front[first - 1].text):
                agency, first, text = squeeze(front[first - 1].text), first - 1, _join(front[first - 1 : last + 1])
            return Title(text, agency, int(match["year"]), first, last)
    return None


def _join(paragraphs: list[Paragraph]) -> str:
    """Lines of a title put together as printed, inner spaces kept: a stray space is a finding (STR-09)."""
    return "".join(collapse(p.text.replace("\n", "")) for p in paragraphs)


def _agency(match: re.Match[str]) -> str:
    name = (match["before"] + match["after"]).strip("年度关于")
    return re.sub(r"(?:关于|的)$", "", name)


def _is_agency_line(text: str) -> bool:
    flat = squeeze(text)
    return 3 <= len(flat) <= 40 and not re.search(r"[。，,；;:\d]", flat) and infer_agency(flat).kind is not None
