"""From the stream to the report: title, headings, sections, tables. One builder for every format."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from nianbao.documents.ending import notice_of, where_it_ends, without_torn_row
from nianbao.documents.parts import Part, by_section, headings_of, parts_of, sections_of
from nianbao.documents.recognise.dates import Published
from nianbao.documents.recognise.headings import (
    find_title,
    section_heading,
    split_heading,
    title_in_line,
    title_without_year,
)
from nianbao.documents.recognise.tables import detect_layout
from nianbao.documents.recovery.flat_page import split_flat_text
from nianbao.documents.recovery.identity import agency_of, date_of, find_statements, front_lines, year_of
from nianbao.documents.recovery.loose_cells import gather
from nianbao.documents.several import several_reports
from nianbao.documents.stream import Block, Paragraph, Stream, UnreadableFileError
from nianbao.documents.tables.found import Found, find_sheets, read_tables, unsure_cells
from nianbao.documents.tables.second_look import unconfirmed_rows
from nianbao.report.layout import LAYOUT_2019, LAYOUT_2021, Layout, SectionKey, TableKey
from nianbao.report.model import EndsIn, Heading, Problem, Report, Table
from nianbao.report.text import squeeze


def build_report(stream: Stream, name: str = "") -> Report:
    """The report in a stream of blocks. ``name`` is the file name, used only where the text is silent on the year.

    Raises ``UnreadableFileError`` when nothing of an annual report is there.
    """
    several = several_reports(split_flat_text(_without_soft_returns(stream.blocks)))
    blocks = gather(several.first)
    undecided: dict[TableKey, str] = {}
    notices = (*stream.notices, *several.notices)
    parts = parts_of(blocks)
    found = find_sheets(by_section(parts))
    if unseen := [key for key, sheets in found.items() if not sheets]:
        from nianbao.documents.recovery.run_together import decode_run_together  # few files need these
        from nianbao.documents.recovery.wrapped_headers import unwrap_headers

        together = decode_run_together(unwrap_headers(blocks), unseen)
        blocks, undecided, notices = list(together.blocks), together.undecided, (*notices, *together.notices)
        parts = parts_of(blocks)
        found = find_sheets(by_section(parts))
    front, rest = parts[0], parts[1:]
    front_paragraphs = [b for b in front.blocks if isinstance(b, Paragraph)]
    title = find_title(front_paragraphs) or title_in_line(front_paragraphs) or title_without_year(front_paragraphs)
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
    read = _read(parts, found, year, blocks, undecided, stream.unread_in)
    if read.end and (whole := without_torn_row(read.end, blocks, read.tables)):
        shorter = parts_of(whole)
        read = _read(shorter, find_sheets(by_section(shorter)), year, whole, undecided, stream.unread_in)
    layout, tables, end = read.layout, read.tables, read.end
    problems = [p for p in read.problems if end is None or p.table != end.table]  # why it is not whole is known
    problems += _unread(stream, layout, tables, problems)
    notices = (*notices, *unsure_cells(tables))
    return Report(
        agency=agency_of(statements),
        year=year,
        title=title.text if title else "",
        preamble="\n".join(p.text for p in preamble),
        layout=layout,
        sections=sections_of(rest),
        tables=tables,
        headings=tuple(headings_of(rest)),
        problems=tuple(problems),
        notices=(*notices, *notice_of(end, layout)),
        statements=statements,
        published=published.day if published else None,
        published_source=published.source if published else "",
        complete=end is None,
        ends_in=end,
        reports_in_file=several.number,
        unconfirmed=tuple(unconfirmed_rows(stream.blocks if several.number == 1 else several.first, tables)),
        tables_found_in={
            key: layout.tables[key].section if layout.tables[key].section in dict(sheets) else sheets[0][0]
            for key, sheets in found.items()
            if sheets
        },
    )


class _Read(NamedTuple):
    """The official tables as read, why others were not, and where the file stops if it stops in the middle."""

    layout: Layout
    tables: dict[TableKey, Table | None]
    problems: list[Problem]
    end: EndsIn | None


def _read(
    parts: Sequence[Part],
    found: Found,
    year: int | None,
    blocks: Sequence[Block],
    undecided: Mapping[TableKey, str],
    unread_in: Sequence[SectionKey],
) -> _Read:
    layout = detect_layout([sheet.grid for sheets in found.values() for _, sheet in sheets], year)
    tables, problems = read_tables(layout, found, blocks, undecided)
    if layout is LAYOUT_2019 and problems:
        problems = list(_of_mixed_forms(problems, found, blocks))
    return _Read(layout, tables, problems, where_it_ends(parts, tables, unread_in))


def _of_mixed_forms(problems: Sequence[Problem], found: Found, blocks: Sequence[Block]) -> Iterator[Problem]:
    """A table that is whole in the present form stands beside the old form's table two: that is what is wrong with it."""
    present, _ = read_tables(LAYOUT_2021, found, blocks, {})
    for problem in problems:
        if problem.table is not None and present.get(problem.table) is not None:
            name = LAYOUT_2021.tables[problem.table].name
            message = f"{name}是2021年的统一格式，表二的表头却是2019年的旧表样，两种表样混用，没有读{name}"
            problem = Problem(problem.table, message, "renamed")
        yield problem


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
