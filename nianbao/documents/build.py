"""From the stream to the report: title, headings, sections, tables. One builder for every format."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nianbao.documents.recognise.dates import Published
from nianbao.documents.recognise.headings import (
    find_title,
    section_heading,
    split_heading,
    title_in_line,
    unknown_heading,
)
from nianbao.documents.recognise.tables import detect_layout, divide
from nianbao.documents.recovery.flat_page import split_flat_text
from nianbao.documents.recovery.identity import agency_of, date_of, find_statements, front_lines, year_of
from nianbao.documents.recovery.loose_cells import gather
from nianbao.documents.stream import Block, Paragraph, Stream, UnreadableFileError
from nianbao.documents.tables.found import find_sheets, read_tables
from nianbao.documents.tables.second_look import unconfirmed_rows
from nianbao.report.labels import LabelIndex
from nianbao.report.layout import LAYOUT_2019, TABLE_KEYS, Layout, SectionKey, TableKey
from nianbao.report.model import Heading, Problem, Report, Section, Table
from nianbao.report.text import squeeze

CONTENTS_RUN = 3
"""So many headings with nothing between them are a table of contents, not sections."""


@dataclass
class _Part:
    """A heading with the blocks under it; the part before the first heading has none."""

    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)


def build_report(stream: Stream, name: str = "") -> Report:
    """The report in a stream of blocks. ``name`` is the file name, used only where the text is silent on the year.

    Raises ``UnreadableFileError`` when nothing of an annual report is there.
    """
    blocks = gather(split_flat_text(_without_soft_returns(stream.blocks)))
    undecided: dict[TableKey, str] = {}
    notices = stream.notices
    parts = _parts(blocks)
    found = find_sheets(_by_section(parts))
    if unseen := [key for key, sheets in found.items() if not sheets]:
        from nianbao.documents.recovery.run_together import decode_run_together  # few files need these
        from nianbao.documents.recovery.wrapped_headers import unwrap_headers

        together = decode_run_together(unwrap_headers(blocks), unseen)
        blocks, undecided, notices = list(together.blocks), together.undecided, (*notices, *together.notices)
        parts = _parts(blocks)
        found = find_sheets(_by_section(parts))
    front, rest = parts[0], parts[1:]
    front_paragraphs = [b for b in front.blocks if isinstance(b, Paragraph)]
    title = find_title(front_paragraphs) or title_in_line(front_paragraphs)
    after_title = front_paragraphs[title.last + 1 if title else 0 :]
    body = [b for part in rest for b in part.blocks if isinstance(b, Paragraph)]
    above = front_lines(front.blocks)
    statements = find_statements(title, after_title, body, name, above, stream.page_titles, stream.around)
    published = Published(stream.published, stream.published_source) if stream.published else None
    published = published or date_of(above, body)
    year = year_of(statements)
    preamble = [p for p in after_title if squeeze(p.text) != "目录"]
    if title is None and not rest and not any(found.values()):
        raise UnreadableFileError(f"没有在{name or '文件'}里找到年报的标题、各部分或表格，请确认是不是选错了文件。")
    if year is not None and year < LAYOUT_2019.first_year and not any(found.values()):
        raise UnreadableFileError(
            f"这是{year}年度的年报，用的是2019年以前的旧格式，没有统一的三张表，不能按现行格式读取。"
        )
    layout = detect_layout([sheet.grid for sheets in found.values() for _, sheet in sheets], year)
    tables, problems = read_tables(layout, found, blocks, undecided)
    problems += _unread(stream, layout, tables, problems)
    return Report(
        agency=agency_of(statements),
        year=year,
        title=title.text if title else "",
        preamble="\n".join(p.text for p in preamble),
        layout=layout,
        sections=_sections(rest),
        tables=tables,
        headings=tuple(_headings(rest)),
        problems=tuple(problems),
        notices=notices,
        statements=statements,
        published=published.day if published else None,
        published_source=published.source if published else "",
        unconfirmed=tuple(unconfirmed_rows(stream.blocks, tables)),
        tables_found_in={
            key: layout.tables[key].section if layout.tables[key].section in dict(sheets) else sheets[0][0]
            for key, sheets in found.items()
            if sheets
        },
    )


def _unread(
    stream: Stream, layout: Layout, tables: Mapping[TableKey, Table | None], problems: Sequence[Problem]
) -> Iterator[Problem]:
    """Tables that are nowhere, while in their section something stands that could not be read."""
    said = {problem.table for problem in problems}
    for key, table in tables.items():
        official = layout.tables[key]
        if table is None and key not in said and official.section in stream.unread_in:
            message = f"{official.name}没有读到：这一部分里只有图片、嵌入的对象或插入的文件"
            yield Problem(key, message, "no_table")


def _without_soft_returns(blocks: Sequence[Block]) -> Iterator[Block]:
    """Paragraphs whose lines are headings apart, for a report pasted from a page is one paragraph of many lines; and
    a heading apart from the text that goes on in its line."""
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield block
        elif any(_heading_lines(block)):
            yield from (block._replace(text=line.strip()) for line in block.text.split("\n") if line.strip())
        elif parts := split_heading(block.text):
            yield from (block._replace(text=part) for part in parts)
        else:
            yield block


def _heading_lines(paragraph: Paragraph) -> Iterator[Heading]:
    """The section headings among the lines of a paragraph of several."""
    lines = paragraph.text.split("\n")
    for line in lines if len(lines) > 1 else ():
        if heading := section_heading(Paragraph(line)):
            yield heading


# --- sections -------------------------------------------------------------------------------------------------


def _parts(blocks: Sequence[Block]) -> list[_Part]:
    parts = [_Part(None)]
    for block in blocks:
        heading = section_heading(block) if isinstance(block, Paragraph) else None
        if heading is None:
            parts[-1].blocks.append(block)
        else:
            parts.append(_Part(heading))
    return _without_contents(parts)


def _without_contents(parts: list[_Part]) -> list[_Part]:
    """Drop a leading run of bare headings that come again later with text under them (a table of contents)."""
    run = 1
    while run < len(parts) and not parts[run].blocks:
        run += 1
    listed = _keys(parts[1:run])
    again = _keys(parts[run:])
    if len(listed) < CONTENTS_RUN or not listed <= again:
        return parts
    if run < len(parts) and not _keys([parts[run]]) <= listed:
        # The last entry of the contents has swallowed what stands between them and the first section.
        return [_Part(None, parts[0].blocks + parts[run].blocks), *parts[run + 1 :]]
    return [parts[0], *parts[run:]]


def _by_section(parts: list[_Part]) -> Iterator[tuple[SectionKey | None, list[Block]]]:
    for part in parts:
        yield (part.heading.key if part.heading else None), part.blocks


def _keys(parts: list[_Part]) -> set[SectionKey]:
    return {p.heading.key for p in parts if p.heading and p.heading.key}


def _sections(parts: list[_Part]) -> tuple[Section, ...]:
    """Sections in printed order; a heading printed twice is one section with both texts."""
    merged: dict[SectionKey, tuple[Heading, list[str]]] = {}
    for part in parts:
        if part.heading is None or part.heading.key is None:
            continue
        _, lines = merged.setdefault(part.heading.key, (part.heading, []))
        lines.extend(_lines(part.blocks))
    return tuple(Section(key, heading, heading.title, "\n".join(lines)) for key, (heading, lines) in merged.items())


def _headings(parts: list[_Part]) -> Iterator[Heading]:
    """Top-level headings in printed order, those of no official title among them."""
    for part in parts:
        if part.heading:
            yield part.heading
        for block in part.blocks:
            if isinstance(block, Paragraph) and (unknown := unknown_heading(block)) and not _is_table_label(block):
                yield unknown


def _is_table_label(paragraph: Paragraph) -> bool:
    """True for 三、本年度办理结果 and the like, printed outside its table."""
    return any(LabelIndex.of_any_layout(key).is_label(paragraph.text) for key in TABLE_KEYS)


def _lines(blocks: list[Block]) -> list[str]:
    """Prose of a part: paragraphs, and the words of grids that are no official table."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.extend(line.strip() for line in block.text.split("\n") if line.strip())
        elif not divide(block):
            lines.extend(text for row in block.rows if (text := " ".join(c.text for c in row if c.text)))
    return lines
