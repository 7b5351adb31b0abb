"""Title and section headings in the many forms that agencies print them."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from nianbao.documents.recognise.site_words import is_chrome
from nianbao.documents.stream import Paragraph
from nianbao.report.agency import infer_agency
from nianbao.report.label_words import is_label
from nianbao.report.layout import SECTIONS, SectionKey
from nianbao.report.model import Heading, Numbering
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.report.text import collapse, remembered, squeeze

MAX_HEADING_LENGTH = 45
_ORDINAL = regex(
    r"^[、.,]?(?:(?P<chinese>[一二三四五六七八九十])[、,.:]|(?P<arabic>\d{1,2})[、.,](?!\d))?(?P<title>.+?)[。:;,.、]*$"
)
_TITLE_PATTERNS: dict[SectionKey, str] = {
    "overview": r"^(?:\d{4}年度?)?(?:政府信息公开|政务公开)?(?:工作)?(?:年度)?(?:总体(?:工作)?(?:情况|概述|概况)|概述|开展情况|基本情况)$",
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
    r"(?:政府信息公开|信息公开)(?:工作)?(?:(?P<late_year>(?:19|20)\d{2})年)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|年报)$"
)
_LATE_TITLE = regex(
    r"^(?P<before>.*?)(?:政府信息公开|信息公开)(?:工作)?(?P<year>(?:19|20)\d{2})(?:年度?)(?P<after>)(?:工作)?(?:报告|年报)$"
    r"|^(?P<agency>.*?)(?:政府信息公开|信息公开)(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)[\[(](?P<last_year>(?:19|20)\d{2})(?:年度?)?[\])]$"
)
_YEARLESS_TITLE = regex(r"^(?P<agency>.{4,40}?)(?:政府信息公开|信息公开)(?:工作)?(?:年度报告|年报)$")
_AROUND_TITLE = regex(
    r"^[\[【](?!20\d\d)[^\]】]{1,20}[\]】](?=.{8})|\((?:全文|正文|公开版|公布稿|定稿|修订版|图文版)\)$"
)
"""What a website prints in front of a title or behind it."""
_BRACKETED = regex(r"^[\[【](?P<agency>[^\]】]{3,40})[\]】]")
_YEAR_IN_WORDS = regex(r"二[零〇○oO0]([零〇○oO0一二三四五六七八九])([零〇○oO0一二三四五六七八九])年")
_NO_TITLE = regex(r"[。,;:>|»]|\[\d{4}\]\d*号|第\d+号|关于.*通知|\d{1,2}月\d{1,2}日")
"""A sentence, an addressee, a trail of links, a document number, a date."""
_BRACKETS = regex(r"^[\[【](?=[一二三四五六七八九十]、)|(?<=[况施项述])[\]】]$")
"""What decorates a heading: 【一、总体情况】."""
_NUMERALS = "一二三四五六七八九十"
_GLUED_ORDINAL = regex(r"^\s*[一二三四五六]\s*[、．.,，]")
_BEHIND = (
    r"[（(]?(?:无|20\d\d年|我[局镇县市区委办]|本(?:机关|单位|年度?|[镇局县市区]))"
    r"|全年|[（(][一二三四五1-5][）)]|一是|1[.．、]"
)
"""What prose begins with that is glued to its heading."""
_GLUED_END = regex(
    r"[。：:]\s*|(?<=[情况措施事项概述])(?:\s+|[，,；;]\s*|[-—]{2,})|(?<=[情况措施事项概述])(?=" + _BEHIND + ")"
)
_CONTENTS_ENTRY = regex(r"^(?P<heading>.*?[况施项述])[\s.…·．\-—]*\d{1,3}[\s\-—]*$")
_OTHER_PART = regex(r"^[^。]{0,40}[二三四五六]\s*[、．.]")
_BEFORE_AGENCY = regex(r"^(?:\(\)|关于(?:公布|发布|印发|报送)?|年度|年(?=[^度]{2}))+")
_AFTER_AGENCY = regex(r"(?:关于|的|年度|\(\))+$")
_PIECES = regex(r"[\s>»|《》]+|(?<=[^\d])[-_—–｜]+|[:：](?!\d)")
_END_OF_PIECE = regex(r"(?:的(?:公告|通知|函|通告))?(?:\.(?:docx?|pdf|wps|html?|txt|xlsx?))?$")
MAX_LINE_WITH_TITLE = 160
TITLE_SEARCH_PARAGRAPHS = 12


_PAUSE = regex(r"[。；;，,]")
_NUMBERED = regex(rf"^\s*(?:[{_NUMERALS}]|\d{{1,2}})\s*[、．.,，:：]\s*")


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
    match = _ORDINAL.match(_BRACKETS.sub("", squeeze(text)))
    if match is None:
        return None
    title = match["title"]
    key = next((key for key, pattern in _TITLES.items() if pattern.match(title)), None)
    ordinal, numbering = _ordinal(match)
    if ordinal is None and is_label(title):
        return None  # 其他对外管理服务事项 is a row of the form of 2019
    if key is None and ordinal is not None:
        official = SECTIONS[ordinal - 1].key if ordinal <= len(SECTIONS) else None
        key = official if official in _SHORT_TITLES and _SHORT_TITLES[official].match(title) else None
    if key is None:
        return None
    return Heading(key, text, ordinal, numbering, _printed_title(_BRACKETS.sub("", text)))


def split_heading(text: str) -> tuple[str, ...] | None:
    """六、其他需要报告的事项：无 → the heading and what follows it in the same line; None for every other line.

    Of an entry of a table of contents (一、总体情况……3) the heading alone.

    The heading must be whole, with its Chinese ordinal, and parted from what follows; a list of the six parts
    (…总体情况、二、主动公开…) is none.
    """
    entry = _CONTENTS_ENTRY.match(text) if text[-1:].isdecimal() or text[-1:] in "-—" else None
    if entry and _heading(entry["heading"]) is not None:
        return (entry["heading"].strip(),)
    for end in _GLUED_END.finditer(text[: MAX_HEADING_LENGTH + 1]):
        heading, rest = text[: end.start()], text[end.end() :].strip()
        if rest and _GLUED_ORDINAL.match(heading) and _heading(heading) is not None and not _OTHER_PART.search(rest):
            return heading.strip(), rest
    return None


def unknown_heading(paragraph: Paragraph) -> Heading | None:
    """A short line numbered 一、 … 六、 whose title is none of the six: perhaps a section under another name."""
    text = collapse(paragraph.text)
    if len(text) > MAX_HEADING_LENGTH:
        return None
    match = _ORDINAL.match(squeeze(text))
    if match is None or not match["chinese"] or _PAUSE.search(text):
        return None
    return Heading(None, text, chinese_to_int(match["chinese"]), "chinese", _printed_title(text))


def _ordinal(match: re.Match[str]) -> tuple[int | None, Numbering]:
    if match["chinese"]:
        return chinese_to_int(match["chinese"]), "chinese"
    if match["arabic"]:
        return int(match["arabic"]), "arabic"
    return None, "none"


def _printed_title(text: str) -> str:
    return _NUMBERED.sub("", text).strip().rstrip("。：:；;")


def official_title(key: SectionKey) -> str:
    return next(s.title for s in SECTIONS if s.key == key)


class Title(NamedTuple):
    """The report's own title: as printed (lines joined), its agency and year, and which paragraphs it took."""

    text: str
    agency: str
    year: int | None
    first: int
    last: int


def find_title(paragraphs: list[Paragraph]) -> Title | None:
    """The title among the first paragraphs; it may be broken over two or three lines at any place."""
    front = paragraphs[:TITLE_SEARCH_PARAGRAPHS]
    for first in range(len(front)):
        for last in range(first, min(first + 3, len(front))):
            joined = "".join(p.text for p in front[first : last + 1])
            flat = _AROUND_TITLE.sub("", _year_in_digits(squeeze(joined)))
            match = (_TITLE.match(flat) or _LATE_TITLE.match(flat)) if len(flat) <= 80 else None
            if match is None or _NO_TITLE.search(flat) or (first < last and is_chrome(front[first].text)):
                continue
            parts = match.groupdict("")
            agency = _agency(parts) or _in_front(squeeze(joined))
            text = _join(front[first : last + 1])
            if not agency and first > 0 and is_agency_line(front[first - 1].text):
                agency, first, text = squeeze(front[first - 1].text), first - 1, _join(front[first - 1 : last + 1])
            return Title(text, agency, int(parts["year"] or parts["last_year"]), first, last)
    return None


def title_in_line(paragraphs: list[Paragraph]) -> Title | None:
    """A title that stands in a line with other words: a trail of links, a card (信息名称：…), a notice that prints it.

    Asked for where ``find_title`` finds none; lines that are sentences are never looked into.
    """
    nameless = None
    for number, paragraph in enumerate(paragraphs[:TITLE_SEARCH_PARAGRAPHS]):
        if len(paragraph.text) > MAX_LINE_WITH_TITLE or re.search(r"[。，,；;]", paragraph.text):
            continue
        for piece in reversed(_PIECES.split(paragraph.text)):
            title = find_title([Paragraph(_END_OF_PIECE.sub("", piece, count=1))]) if "报" in piece else None
            if title is not None:
                found = title._replace(first=number, last=number)
                if found.agency:
                    return found
                nameless = nameless or found
    return nameless


def title_without_year(paragraphs: list[Paragraph]) -> Title | None:
    """An agency and 政府信息公开工作年度报告 in one line or two, no year: asked for last, since links are worded so too."""
    front = paragraphs[:TITLE_SEARCH_PARAGRAPHS]
    for first in range(len(front)):
        for last in range(first, min(first + 2, len(front))):
            flat = squeeze("".join(p.text for p in front[first : last + 1]))
            match = _YEARLESS_TITLE.match(flat)
            if match and not _NO_TITLE.search(flat) and is_agency_line(match["agency"]):
                return Title(_join(front[first : last + 1]), match["agency"], None, first, last)
    return None


def _join(paragraphs: list[Paragraph]) -> str:
    """Lines of a title put together as printed, inner spaces kept: a stray space is a finding (STR-09)."""
    return "".join(collapse(p.text.replace("\n", "")) for p in paragraphs)


def _year_in_digits(text: str) -> str:
    """二〇二四年 as 2024年."""
    digits = "零一二三四五六七八九"

    def year(match: re.Match[str]) -> str:
        return "20" + "".join(str(max(0, digits.find(sign))) for sign in match.groups()) + "年"

    return _YEAR_IN_WORDS.sub(year, text)


def _agency(parts: Mapping[str, str]) -> str:
    """The name without the words around it; 于 at its start is a part of it (于都县, 于洪区)."""
    name = parts["before"] + parts.get("agency", "") + parts["after"]
    return _AFTER_AGENCY.sub("", _BEFORE_AGENCY.sub("", name))


def _in_front(flat: str) -> str:
    """【青禾县水利局】2024年…: an agency that is set in brackets before its title."""
    match = _BRACKETED.match(flat)
    return match["agency"] if match and infer_agency(match["agency"]).kind is not None else ""


def is_agency_line(text: str) -> bool:
    flat = squeeze(text)
    return 3 <= len(flat) <= 40 and not re.search(r"[。，,；;:\d]", flat) and infer_agency(flat).kind is not None
