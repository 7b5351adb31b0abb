"""``Report`` to Word (.docx), laid out by GB/T 9704—2012 as far as an annual report uses it.

The parts of the package are built directly, and everything is deterministic, so that the same report gives
the same bytes.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from nianbao.documents.recognise.headings import official_title
from nianbao.documents.word.writing.package import core_properties, custom_properties, pack, page_setup
from nianbao.documents.word.writing.paragraphs import add_space, make_paragraph, make_runs
from nianbao.documents.word.writing.styles import LINE_PT, Fonts, font_table, styles
from nianbao.documents.word.writing.tables import table_blocks
from nianbao.documents.word.xml import W, ems, w
from nianbao.report.files import write_whole
from nianbao.report.layout import SECTIONS, TABLE_KEYS, SectionKey, TableKey
from nianbao.report.model import Report, Section
from nianbao.report.patterns import regex

TITLE_LINE_EMS = 20
"""So many characters of the title fit on a line of 156 mm."""
_AROUND_TABLE_PT = 6

_SUBHEADING = regex(r"^[（(][一二三四五六七八九十]{1,3}[）)]")
_RUN_IN_HEADING = regex(r"^[（(][一二三四五六七八九十]{1,3}[）)][^。：:〔]{1,30}[。：:](?=.)")
SUBHEADING_MAX_LENGTH = 40
_TITLE_YEAR = regex(r"[\d〇零一二三四五六七八九]{4}年")
_PLACE_END = regex(
    r"(?:省|自治[区州县旗]|(?<!城)市(?![场政容民])|县|旗|(?<![社园治])区(?![域块])|镇|(?<!城)乡)(?!人民|政府|级)"
)


def write_docx(
    report: Report,
    target: str | Path | BinaryIO,
    fonts: Fonts | None = None,
    *,
    overwrite: bool = False,
    created: datetime | None = None,
) -> None:
    """Write a report to a path or an open binary file.

    ``fonts``: default those of the settings. ``created``: date for the document's properties (naive means
    UTC); without it none is written, and the same report always gives the same bytes.
    Raises ``FileExistsError`` when the path exists, unless ``overwrite``; ``FileError`` where it cannot be written.
    """
    data = docx_bytes(report, fonts, created=created)
    if not isinstance(target, str | Path):
        target.write(data)
        return
    write_whole(Path(target), data, overwrite=overwrite)


def docx_bytes(
    report: Report,
    fonts: Fonts | None = None,
    *,
    created: datetime | None = None,
    marked: tuple[str, ...] = (),
    signature: tuple[str, ...] = (),
    properties: Mapping[str, str] | None = None,
    note: str = "",
) -> bytes:
    """The .docx of a report in memory; arguments as for ``write_docx``.

    ``marked``: words of the text to highlight, a draft's proposals. ``signature``: the lines at the end of the last
    section that are its 落款 and stand to the right (GB/T 9704 §7.3.5). ``properties``: words that the file carries unseen
    (``nianbao.documents.word.reading.properties`` reads them again). ``note``: a line at the foot of every page.
    """
    fonts = fonts or Fonts.from_settings()
    document = _document(report, fonts, marked, signature)
    core = core_properties(report.title, report.agency.name, created)
    custom = custom_properties(properties) if properties else None
    return pack(document, styles(fonts), font_table(fonts), core, custom, note)


def _document(report: Report, fonts: Fonts, marked: tuple[str, ...], signature: tuple[str, ...]) -> etree._Element:
    others = frozenset(heading.raw for heading in report.headings if heading.key is None)
    blocks = [*_title(report), *_prose(report.preamble, fonts, others)]
    for section in _sections(report):
        text, signed = _without_signature(section.text, signature)
        blocks.append(make_paragraph(_heading_text(section), "Heading1"))
        prose = list(_prose(text, fonts, others, marked))
        if signed and prose:
            prose[-1][0].insert(1, w("keepNext"))  # no page holds the 落款 alone
        blocks.extend(prose)
        blocks.extend(_signature(signature) if signed else ())
        for key in TABLE_KEYS:
            if _home(report, key) == section.key:
                blocks.extend(table_blocks(report, key))
    _set_off_tables(blocks)
    return w("document", w("body", *blocks, page_setup()))


def _set_off_tables(blocks: list[etree._Element]) -> None:
    """A table keeps with what introduces it, has a little room, and touches no other table (Word would join them)."""
    for place in range(len(blocks) - 1, -1, -1):
        if blocks[place].tag == f"{W}tbl" and (place + 1 == len(blocks) or blocks[place + 1].tag == f"{W}tbl"):
            blocks.insert(place + 1, make_paragraph("", "TableText"))
    for above, below in pairwise(blocks):
        if above.tag == f"{W}p" and below.tag == f"{W}tbl":
            add_space(above, after=_AROUND_TABLE_PT)
            above[0].insert(1, w("keepNext"))
        elif above.tag == f"{W}tbl" and below.tag == f"{W}p":
            add_space(below, before=_AROUND_TABLE_PT)


def _sections(report: Report) -> list[Section]:
    """The report's sections as printed; a table whose section is missing gets it, so that no figure is lost."""
    sections = list(report.sections)
    for key in TABLE_KEYS:
        home = _home(report, key)
        if report.table(key) is not None and all(s.key != home for s in sections):
            order = [s.key for s in SECTIONS]
            place = next((i for i, s in enumerate(sections) if order.index(s.key) > order.index(home)), len(sections))
            sections.insert(place, Section(home, None, official_title(home), ""))
    return sections


def _home(report: Report, key: TableKey) -> SectionKey:
    return report.tables_found_in.get(key) or report.layout.tables[key].section


def _heading_text(section: Section) -> str:
    """The heading as printed; where Word numbered it, or nothing is printed yet, with the official ordinal."""
    if section.heading is not None and section.heading.numbering != "auto":
        return section.heading.raw
    ordinal = next(s.ordinal for s in SECTIONS if s.key == section.key)
    return f"{ordinal}、{section.title}"


def _title(report: Report) -> Iterator[etree._Element]:
    """The title, one paragraph a line; after its last line one line stays empty."""
    lines = title_lines(report.title) if report.title.strip() else ["〔待填：标题〕"]
    for line in lines[:-1]:
        yield make_paragraph(line, "Title")
    last = make_paragraph(lines[-1], "Title")
    add_space(last, after=LINE_PT)
    yield last


def title_lines(title: str) -> list[str]:
    """A title too long for one line, broken where the sense allows: agency (one line or two), then the rest.

    >>> title_lines("示例省云岭市青禾县柳溪镇人民政府2024年政府信息公开工作年度报告")
    ['示例省云岭市青禾县柳溪镇人民政府', '2024年政府信息公开工作年度报告']
    """
    if ems(title) <= TITLE_LINE_EMS:
        return [title]
    year = _TITLE_YEAR.search(title)
    cuts = [place for place in (year.start() if year else -1, title.find("政府信息公开")) if place > 0]
    if not cuts:
        return [title]
    head, tail = title[: min(cuts)], title[min(cuts) :]
    places = [m.end() for m in _PLACE_END.finditer(head) if m.end() < len(head)]
    if ems(head) <= TITLE_LINE_EMS or not places:
        return [head, tail]
    middle = min(places, key=lambda place: abs(ems(head[:place]) - ems(head[place:])))
    return [head[:middle], head[middle:], tail]


def _without_signature(text: str, signature: tuple[str, ...]) -> tuple[str, bool]:
    """A section's text without the 落款 at its end, and whether it stood there."""
    end = "\n".join(signature)
    if not end or not text.endswith(end):
        return text, False
    return text[: -len(end)].rstrip("\n"), True


def _signature(lines: tuple[str, ...]) -> Iterator[etree._Element]:
    """The 落款: to the right, four characters from the edge, one line free above it; its lines stay together."""
    for number, line in enumerate(lines):
        keep = [w("keepNext")] if number + 1 < len(lines) else []
        inset = w("ind", rightChars=400, right=4 * 320, firstLineChars=0, firstLine=0)
        paragraph = make_paragraph(line, "Normal", *keep, inset, w("jc", val="right"))
        if number == 0:
            spacing = w("spacing", before=round(LINE_PT * 20))
            paragraph[0].insert(1 + len(keep), spacing)
        yield paragraph


def _prose(text: str, fonts: Fonts, headings: frozenset[str], marked: tuple[str, ...] = ()) -> Iterator[etree._Element]:
    """Lines of prose: （一） lines are headings; where a text runs on after such a heading, only its face differs.

    ``headings``: top-level headings that are none of the six and stand as lines of a section.
    """
    for line in text.split("\n"):
        line = line.strip()
        if not line:
            continue
        run_in = _RUN_IN_HEADING.match(line)
        if line in headings:
            yield make_paragraph(line, "Heading1")
        elif run_in:
            paragraph = make_paragraph(line[run_in.end() :], "Normal")
            for position, run in enumerate(make_runs(run_in.group(), east_asia=fonts.subheading), start=1):
                paragraph.insert(position, run)
            yield paragraph
        elif _SUBHEADING.match(line) and len(line) <= SUBHEADING_MAX_LENGTH:
            yield make_paragraph(line, "Heading2")
        else:
            yield make_paragraph(line, "Normal", marked=marked)
