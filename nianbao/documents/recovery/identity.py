"""Whose report it is and of which year: every place that says so, and whom to believe."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from nianbao.documents.recognise.headings import Title
from nianbao.documents.stream import Paragraph
from nianbao.report.agency import Agency, infer_agency
from nianbao.report.model import STATEMENT_SOURCES, Statement
from nianbao.report.patterns import HAN, regex
from nianbao.report.text import squeeze

_PERIOD = regex(r"(?P<year>20\d\d)年0?1月0?1日.{0,8}?(?:20\d\d年|本年)?12月31日|(?P<months>20\d\d)年1[-—–至到]12月")
_MENTION = regex(
    r"(?P<before>[^。，,;；:：《〈]{0,40}?)(?P<year>20\d\d)年(?:度)?(?:本(?:机关|单位|镇|局|县|市|区))?"
    r"(?:政府)?信息公开(?:工作)?年度报告(?!(?:的?编制|的?编写|发布|公布|格式|有关|工作的?通知))"
)
_ABOUT_A_NOTICE = regex(r"关于|通知|要求|格式")
_DATE = regex(r"^20\d\d年\d{1,2}月\d{1,2}日$")
_FILE_NAME = regex(r"(?<!\d)(20[0-4]\d)(?=年|[^\d]|$)")
_NAME_IN_FILE = regex(
    rf"^(?:[\d_\-.\s]+)?(?:20\d\d年(?:度)?)?(?P<agency>(?:{HAN}|[()（）]){{4,40}}?)(?:20\d\d年|政府信息公开|信息公开)"
)
MAX_SIGNATURE = 40
FIRST_LINES = 3
"""The preamble may stand under the first heading: so many lines are looked at."""
LAST_LINES = 6
"""A signature stands among so many lines at the end."""


def find_statements(
    title: Title | None, front: Sequence[Paragraph], body: Sequence[Paragraph], name: str
) -> tuple[Statement, ...]:
    """All places that name the agency or the year, in the order of trust."""
    found = [*_of_title(title), *_of_front([*front, *body[:FIRST_LINES]]), *_of_signature(body), *_of_file_name(name)]
    order = list(STATEMENT_SOURCES)
    return tuple(sorted(dict.fromkeys(found), key=lambda s: order.index(s.source)))


def year_of(statements: Iterable[Statement]) -> int | None:
    """The year of the most trusted place that names one."""
    return next((int(s.value) for s in statements if s.subject == "year"), None)


def agency_of(statements: Iterable[Statement]) -> Agency:
    """The agency of the most trusted place that names one; nameless when none does."""
    return next((infer_agency(s.value) for s in statements if s.subject == "agency"), Agency(""))


def _of_title(title: Title | None) -> Iterator[Statement]:
    if title is not None:
        yield Statement("year", str(title.year), "title", title.text)
        if title.agency:
            yield Statement("agency", title.agency, "title", title.text)


def _of_front(paragraphs: Sequence[Paragraph]) -> Iterator[Statement]:
    for paragraph in paragraphs:
        text = squeeze(paragraph.text)
        for match in _PERIOD.finditer(text):
            yield Statement("year", match["year"] or match["months"], "period", match.group())
        for match in _MENTION.finditer(text) if "年度报告" in text else ():
            if not _ABOUT_A_NOTICE.search(match["before"]):
                yield Statement("year", match["year"], "preamble", match.group())


def _of_signature(paragraphs: Sequence[Paragraph]) -> Iterator[Statement]:
    """An agency alone in a line among the last, a date under it."""
    last = [squeeze(p.text) for p in paragraphs[-LAST_LINES:]]
    for line, below in pairwise(last):
        if _DATE.match(below) and len(line) <= MAX_SIGNATURE and not re.search(r"[。,;:、]", line):
            agency = infer_agency(line)
            if agency.kind is not None:
                yield Statement("agency", agency.name, "signature", line)


def _of_file_name(name: str) -> Iterator[Statement]:
    if match := _FILE_NAME.search(name):
        yield Statement("year", match[1], "file_name", name)
    stem = name.rpartition(".")[0] or name
    match = _NAME_IN_FILE.match(stem)
    if match and infer_agency(match["agency"]).kind is not None:
        yield Statement("agency", match["agency"], "file_name", name)
