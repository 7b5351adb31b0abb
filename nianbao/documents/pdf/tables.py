"""The ruled tables of one page with their texts, and the lines of text around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nianbao.documents.pdf.lines import Line, cell_text, lines_of
from nianbao.documents.pdf.overhang import hanging_words, touch, with_hanging_marks
from nianbao.documents.pdf.page import UNKNOWN, Glyph, PageContent
from nianbao.documents.pdf.rulings import Ruled, find_ruled
from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.stream import Grid, GridCell, Paragraph
from nianbao.report.label_words import within_label
from nianbao.report.place import Origin

PROSE_LINES = 6
PROSE_LENGTH = 150
"""A cell with so many lines and characters holds prose, not a value: the table is there for the layout."""
INTRODUCTION = 40
"""A row of one cell over the whole width with more characters is prose, too."""


NEXT_ROW = 2.5
"""The next row of a table stands at most so many sizes below."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell and the rows and columns it covers, counted from 0."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    page: int

    @property
    def end(self) -> int:
        """The row below its last one."""
        return self.row + self.rows


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A table on one page or, joined, on several. ``xs`` are its column edges in points, ``height`` its rows."""

    xs: tuple[float, ...]
    height: int
    cells: tuple[TableCell, ...]
    top: float
    page: int
    last_page: int
    origin: Origin = "printed"

    def row(self, number: int) -> list[TableCell]:
        """The cells that begin in a row, from left to right."""
        return sorted((c for c in self.cells if c.row == number), key=lambda c: c.column)

    def covering(self, number: int) -> list[TableCell]:
        """The cells that cover a row, from left to right."""
        return sorted((c for c in self.cells if c.row <= number < c.end), key=lambda c: c.column)

    def grid(self) -> Grid:
        """As the stream has it: a cell that reaches down is empty below its first row."""
        rows = (
            tuple(
                GridCell(c.text if c.row == number else "", c.column, c.columns, c.page) for c in self.covering(number)
            )
            for number in range(self.height)
        )
        return Grid(tuple(rows), self.origin)


Item = Line | PdfTable


def page_items(content: PageContent) -> list[Item]:
    """Tables and lines of a page from top to bottom. What only looks like a table comes as lines."""
    tables, rest = ruled_tables(content, find_ruled(content.rules), content.glyphs)
    if content.boxes and rest:
        shaded, rest = _shaded_tables(content, rest)
        tables += shaded
    items: list[Item] = [*tables, *lines_of(rest, content.number)]
    return sorted(items, key=lambda item: item.top)


def _shaded_tables(content: PageContent, glyphs: Sequence[Glyph]) -> tuple[list[PdfTable], list[Glyph]]:
    """Tables whose cells show by their shade alone: those that do not go on, unshaded, above or below."""
    candidates = [c for c in find_ruled(rule for box in content.boxes for rule in box.rules()) if len(c.ys) > 2]
    while True:
        tables, rest = ruled_tables(content, candidates, glyphs)
        lines = [line for line in lines_of(rest, content.number) if len(line.pieces()) > 1]
        whole = [c for c in candidates if not any(_adjoins(line, c) for line in lines)]
        if len(whole) == len(candidates):
            return tables, rest
        candidates = whole


def _adjoins(line: Line, table: Ruled) -> bool:
    """True for a line right above or below a table."""
    apart = max(table.ys[0] - line.base, line.base - table.ys[-1])
    return apart < NEXT_ROW * line.size and line.x0 < table.xs[-1] and line.x1 > table.xs[0]


def ruled_tables(
    content: PageContent, candidates: Sequence[Ruled], glyphs: Sequence[Glyph]
) -> tuple[list[PdfTable], list[Glyph]]:
    """The candidates that are tables, with their texts, and the glyphs outside them."""
    inside: dict[int, list[Glyph]] = {}
    rest: list[Glyph] = []
    by_size = sorted(range(len(candidates)), key=lambda i: candidates[i].area)
    for glyph in glyphs:
        y = (glyph.top + glyph.bottom) / 2
        home = next((i for i in by_size if candidates[i].holds(glyph.middle, y)), None)
        if home is None:
            rest.append(glyph)
        else:
            inside.setdefault(home, []).append(glyph)
    tables: list[PdfTable] = []
    for home, own in inside.items():
        if words := hanging_words(candidates[home], own, rest, content.number):
            own += words
            rest = [glyph for glyph in rest if glyph not in words]
        parts, loose = _filled(candidates[home], own, content)
        tables += parts
        rest += loose
    return tables, rest


def _filled(ruled: Ruled, glyphs: Sequence[Glyph], content: PageContent) -> tuple[list[PdfTable], list[Glyph]]:
    """A ruled table as one table or, cut by rows of prose, several; and the glyphs of those rows."""
    frame_of = {
        (row, column): number
        for number, frame in enumerate(ruled.frames)
        for row in range(frame.row, frame.row + frame.rows)
        for column in range(frame.column, frame.column + frame.columns)
    }
    home = {glyph: frame_of[ruled.at(glyph.middle, (glyph.top + glyph.bottom) / 2)] for glyph in glyphs}
    home = with_hanging_marks(glyphs, home, content.number)
    texts: list[list[Glyph]] = [[] for _ in ruled.frames]
    for glyph in glyphs:
        texts[home[glyph]].append(glyph)
    if len({frame.column for frame in ruled.frames}) < 2 and not all(
        within_label(cell_text(own, 0)) for own in texts if own
    ):
        return [], list(glyphs)  # a frame around text; what a page break cut off a form is none
    torn = _crossing(glyphs, home, content.number)
    cells = [
        TableCell(
            frame.row,
            frame.column,
            frame.rows,
            frame.columns,
            cell_text(own, ruled.xs[frame.column + frame.columns] - ruled.xs[frame.column])
            + (UNKNOWN if number in torn else ""),
            content.number,
        )
        for number, (frame, own) in enumerate(zip(ruled.frames, texts, strict=True))
    ]
    prose = set(_prose_rows(ruled, cells, texts, content.number))
    loose = [g for frame, own in zip(ruled.frames, texts, strict=True) if frame.row in prose for g in own]
    return list(_parts(ruled, cells, prose, content)), loose


def _crossing(glyphs: Sequence[Glyph], home: dict[Glyph, int], page: int) -> set[int]:
    """Cells whose number runs over a border into the next cell: neither can be read."""
    torn: set[int] = set()
    for line in lines_of(glyphs, page):
        for left, right in pairwise(line.glyphs):
            if not (left.text.isdigit() and right.text.isdigit()) or home[left] == home[right]:
                continue
            if touch(left, right):
                torn |= {home[left], home[right]}
    return torn


def _prose_rows(ruled: Ruled, cells: list[TableCell], texts: list[list[Glyph]], page: int) -> Iterator[int]:
    """Rows that hold prose: a long text, or over the whole width a heading, an introduction or a caption."""
    last = len(ruled.ys) - 2
    for cell, own in zip(cells, texts, strict=True):
        if cell.rows > 1 or not cell.text:
            continue
        whole = cell.columns == len(ruled.xs) - 1
        outer = cell.row in (0, last) and not within_label(cell.text)
        heading = section_heading(Paragraph(cell.text)) is not None
        long = len(cell.text) >= PROSE_LENGTH and len(lines_of(own, page)) >= PROSE_LINES
        if long or (whole and (outer or heading or len(cell.text) > INTRODUCTION)):
            yield cell.row


def _parts(ruled: Ruled, cells: list[TableCell], prose: set[int], content: PageContent) -> Iterator[PdfTable]:
    """The rows between rows of prose, each run a table."""
    start = 0
    for stop in [*sorted(prose), len(ruled.ys) - 1]:
        own = [replace(c, row=c.row - start) for c in cells if start <= c.row < stop]
        if own and any(c.text for c in own):
            number = content.number
            yield PdfTable(ruled.xs, stop - start, tuple(own), ruled.ys[start], number, number, content.origin)
        start = stop + 1
