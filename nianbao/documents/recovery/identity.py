"""Whose report it is and of which year: every place that says so, and whom to believe."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from nianbao.documents.recognise.dates import Published, day_alone, published_on, written_on
from nianbao.documents.recognise.headings import Title, is_agency_line, title_in_line
from nianbao.documents.recovery.named_in_prose import named_in_prose, reported_years
from nianbao.documents.stream import Block, Paragraph
from nianbao.report.agency import Agency, infer_agency
from nianbao.report.model import STATEMENT_SOURCES, Statement, StatementSource
from nianbao.report.patterns import HAN, regex
from nianbao.report.text import squeeze

_PERIOD = regex(r"(?P<year>20\d\d)年0?1月0?1日.{0,8}?(?:20\d\d年|本年)?12月31日|(?P<months>20\d\d)年1[-—–至到]12月")
_MENTION = regex(
    r"(?P<before>[^。，,;；:：《〈]{0,40}?)(?P<year>20\d\d)年(?:度)?(?:本(?:机关|单位|镇|局|县|市|区))?"
    r"(?:政府)?信息公开(?:工作)?年度报告(?!(?:的?编制|的?编写|发布|公布|格式|有关|工作的?通知))"
)
_ABOUT_A_NOTICE = regex(r"关于|通知|要求|格式|已于|按[时期]|及时|如期|[月日]前?(?:公布|发布|公开|报送)")
_FILE_NAME = regex(r"(?<!\d)(20[0-4]\d)(?=年|[^\d]|$)")
_NAME_IN_FILE = regex(
    rf"^(?:[\d_\-.\s]+)?(?:20\d\d年(?:度)?)?(?P<agency>(?:{HAN}|[()（）]){{4,40}}?)(?:20\d\d年|政府信息公开|信息公开)"
)
_CARD = regex(
    rf"(?:发布机构|发布单位|发文机关|发文单位|公开主体|公开责任部门|责任部门|信息来源|文章来源|来源)\s*[:：|]?\s*(?P<agency>(?:{HAN}|[()（）]){{3,40}})"
)
_LABEL_BEHIND = regex(
    r"(?:名称|信息名称|索引号|标题|发布日期|发文日期|发布时间|成文日期|生成日期|公开方式|文号|时间|日期|主题分类)$"
)
_SIGNED = regex(r"^(?P<agency>.{4,40}?)(?P<day>20\d\d年\d{1,2}月\d{1,2}日|二[零〇○]..年.{1,2}月.{1,3}日)$")
_GOVERNMENTS_OFFICE = regex(r"政府办(?:公[厅室])?$")
MAX_SIGNATURE = 40
MAX_CARD = 600
"""Characters of a line; a longer one is prose."""
FIRST_LINES = 3
"""The preamble may stand under the first heading: so many lines are looked at."""
LINES_OF_A_COVER = 2
LAST_LINES = 6
"""A signature stands among so many lines at the end."""
SIGNATURE_DATE = "落款日期"
_UNSURE: tuple[StatementSource, ...] = ("preamble", "metadata", "contact")
"""Places that name an office for its government as often as for itself."""


def find_statements(
    title: Title | None,
    front: Sequence[Paragraph],
    body: Sequence[Paragraph],
    name: str,
    above: Sequence[str] = (),
    page_titles: Sequence[str] = (),
    around: Sequence[str] = (),
) -> tuple[Statement, ...]:
    """All places that name the agency or the year, in the order of trust.

    ``front``: the paragraphs between title and first heading, ``above``: all lines above that heading, rows of tables
    too; ``page_titles`` and ``around`` as of ``Stream``.
    """
    found = [
        *_of_title(title),
        *_of_page([*page_titles, *(above if title is None or title.year is None else ())]),
        *_of_line_below(front),
        *_of_front([*front, *body[:FIRST_LINES]]),
        *_of_preamble(front),
        *_of_contact(body),
        *_of_signature(body),
        *_of_card([*above, *around]),
        *_of_file_name(name),
    ]
    order = list(STATEMENT_SOURCES)
    return tuple(sorted(dict.fromkeys(found), key=lambda s: order.index(s.source)))


def year_of(statements: Iterable[Statement]) -> int | None:
    """The year of the most trusted place that names one."""
    return next((int(s.value) for s in statements if s.subject == "year"), None)


def agency_of(statements: Iterable[Statement]) -> Agency:
    """The agency of the most trusted place that names one; nameless when none does.

    The office of a government, named anywhere but in title and signature, may have made the report for itself or for
    its government: its kind is not told then.
    """
    said = next((s for s in statements if s.subject == "agency"), None)
    if said is None:
        return Agency("")
    agency = infer_agency(said.value)
    if said.source in _UNSURE and _GOVERNMENTS_OFFICE.search(agency.name):
        return replace(agency, kind=None)
    return agency


def date_of(front: Sequence[str], body: Sequence[Paragraph]) -> Published | None:
    """The day of publication printed above the report or below it, else the day of its signature."""
    lines = [*front, *(p.text for p in body[-LAST_LINES:])]
    return published_on(lines) or written_on(lines) or _signed_on(body)


def front_lines(blocks: Iterable[Block]) -> list[str]:
    """What stands above the first heading, a row of a card as a line."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += block.text.split("\n")
        else:
            found += [" | ".join(cell.text for cell in row if cell.text) for row in block.rows]
    return found


def _of_title(title: Title | None) -> Iterator[Statement]:
    if title is not None:
        if title.year is not None:
            yield Statement("year", str(title.year), "title", title.text)
        if title.agency:
            yield Statement("agency", title.agency, "title", title.text)


def _of_page(lines: Sequence[str]) -> Iterator[Statement]:
    title = title_in_line([Paragraph(line) for line in lines])
    for statement in _of_title(title):
        yield statement._replace(source="page")


def _of_line_below(front: Sequence[Paragraph]) -> Iterator[Statement]:
    """An agency alone in a line under the title, as a cover page has it."""
    for paragraph in front[:LINES_OF_A_COVER]:
        if is_agency_line(paragraph.text):
            yield Statement("agency", squeeze(paragraph.text), "preamble", paragraph.text)


def _of_front(paragraphs: Sequence[Paragraph]) -> Iterator[Statement]:
    for paragraph in paragraphs:
        text = squeeze(paragraph.text)
        for match in _PERIOD.finditer(text):
            yield Statement("year", match["year"] or match["months"], "period", match.group())
        for match in _MENTION.finditer(text) if "年度报告" in text else ():
            if not _ABOUT_A_NOTICE.search(match["before"]):
                yield Statement("year", match["year"], "preamble", match.group())
        for named in named_in_prose(text):
            source: StatementSource = "contact" if named.is_contact else "preamble"
            yield Statement("agency", named.agency, source, named.quote)
            if named.year:
                yield Statement("year", named.year, source, named.quote)


def _of_preamble(front: Sequence[Paragraph]) -> Iterator[Statement]:
    """The year of the report by its short name; in a section it may be told of last year's report, too."""
    for paragraph in front:
        for year, quote in reported_years(squeeze(paragraph.text)):
            yield Statement("year", year, "preamble", quote)


def _of_contact(body: Sequence[Paragraph]) -> Iterator[Statement]:
    for paragraph in body[-LAST_LINES:]:
        for named in named_in_prose(squeeze(paragraph.text)):
            if named.is_contact:
                yield Statement("agency", named.agency, "contact", named.quote)


def _of_card(lines: Sequence[str]) -> Iterator[Statement]:
    """发布机构：X, in a card or in a line of one."""
    for line in lines:
        for match in _CARD.finditer(line) if len(line) <= MAX_CARD and "。" not in line else ():
            name = _LABEL_BEHIND.sub("", match["agency"])
            if infer_agency(name).kind is not None:
                yield Statement("agency", squeeze(name), "metadata", match.group())


def _of_signature(paragraphs: Sequence[Paragraph]) -> Iterator[Statement]:
    """An agency alone in a line among the last, a date under it or behind it."""
    for signer, line, _ in _signatures(paragraphs):
        agency = infer_agency(signer)
        if agency.kind is not None:
            yield Statement("agency", agency.name, "signature", line)


def _signed_on(paragraphs: Sequence[Paragraph]) -> Published | None:
    return next((Published(day, SIGNATURE_DATE) for _, _, day in _signatures(paragraphs)), None)


def _signatures(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, str, date]]:
    """Who signs, the line, and the day."""
    last = [squeeze(p.text) for p in paragraphs[-LAST_LINES:]]
    for line, below in pairwise([*last, ""]):
        if match := _SIGNED.match(line):
            signer, day = match["agency"], day_alone(match["day"])
        else:
            signer, day = line, day_alone(below)
        if day is not None and len(signer) <= MAX_SIGNATURE and not re.search(r"[。,;:、]", signer):
            yield signer, line, day


def _of_file_name(name: str) -> Iterator[Statement]:
    if match := _FILE_NAME.search(name):
        yield Statement("year", match[1], "file_name", name)
    stem = name.rpartition(".")[0] or name
    match = _NAME_IN_FILE.match(stem)
    if match and infer_agency(match["agency"]).kind is not None:
        yield Statement("agency", match["agency"], "file_name", name)
