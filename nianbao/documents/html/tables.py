"""HTML tables: official ones become grids, those that only lay out the page dissolve into what they hold."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from nianbao.documents.html.lines import Item, Line, Lines, Printed
from nianbao.documents.html.tree import span
from nianbao.documents.limits import MAX_CELLS
from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.stream import Grid, GridCell, Paragraph, UnreadableFileError

MAX_COLSPAN = 1_000
MAX_ROWSPAN = 65_534
"""Both as browsers have it."""
PROSE_LENGTH = 60
"""A cell alone in its row with more text than this, or with a sentence, is prose, not a label."""
ARTICLE_LENGTH = 400
"""A cell with more text than this is no cell of an official table."""

ROW_GROUPS = {"thead": -1, "tbody": 0, "tfoot": 1}
"""Where the rows of a group are printed: above, in place, below."""

_grid_cell = lru_cache(maxsize=1024)(GridCell)
"""Most cells of a report are a blank or a nought in one of ten columns."""


@dataclass(slots=True)
class _Cell:
    """A cell of a table: a single text in most cases, else the lines and tables in it."""

    element: etree._Element
    plain: str = ""
    content: Lines | None = None

    @property
    def text(self) -> str:
        """Lines joined by line breaks, so that two figures in two paragraphs never grow into one."""
        if self.content is None:
            return self.plain
        return "\n".join(item.text for item in self.content.items if isinstance(item, Line))

    @property
    def items(self) -> list[Item]:
        if self.content is not None:
            return self.content.items
        return [Line(self.plain, self.element)] if self.plain else []

    @property
    def holds_table(self) -> bool:
        return self.content is not None and any(isinstance(item, Printed) for item in self.content.items)


@dataclass(slots=True)
class _Row:
    cells: list[_Cell] = field(default_factory=list)
    ends_group: bool = False
    """Cells spanning rows end with their row group."""
    place: int = 0
    """Where the row is printed: rows of the head (-1) first, rows of the foot (1) last, wherever they stand."""


@dataclass(slots=True)
class OpenTable:
    """A table as it is met: rows and cells open and close as the parser meets their tags, closed tags or not."""

    element: etree._Element
    around: Lines
    """The stretch of the page that the table stands in."""
    before: Lines = field(default_factory=Lines)
    """Text of the table outside its cells, which browsers show before it."""
    rows: list[_Row] = field(default_factory=list)
    cell: _Cell | None = None
    _row_open: bool = False
    _group_start: int = 0
    """The first row of the group that is open."""
    _groups: set[str] = field(default_factory=set)
    """Heads and feet that have ended."""

    @property
    def lines(self) -> Lines:
        """Where text goes that is met now."""
        return self.before if self.cell is None or self.cell.content is None else self.cell.content

    def open_row(self) -> None:
        self.close_cell()
        if len(self.rows) >= MAX_CELLS:
            raise _too_many_cells()
        self.rows.append(_Row())
        self._row_open = True

    def close_row(self) -> None:
        self.close_cell()
        self._row_open = False

    def open_cell(self, element: etree._Element) -> None:
        """A cell whose text is still to come."""
        self.cell = self._add_cell(_Cell(element, content=Lines()))

    def add_plain_cell(self, element: etree._Element, text: str) -> None:
        """A cell whose text is known."""
        self._add_cell(_Cell(element, text))

    def _add_cell(self, cell: _Cell) -> _Cell:
        self.close_cell()
        if not self._row_open:
            self.open_row()
        self.rows[-1].cells.append(cell)
        return cell

    def close_cell(self, element: etree._Element | None = None) -> None:
        """Close the open cell; a closing tag (of ``element``) closes only the cell that it opened."""
        if self.cell is not None and (element is None or element is self.cell.element):
            self.lines.end_line()
            self.cell = None

    def open_group(self) -> None:
        self._group_start = len(self.rows)

    def end_group(self, element: etree._Element) -> None:
        """The end of ``element``, a group of rows; only the first head and the first foot are printed as such."""
        self.close_row()
        if self.rows:
            self.rows[-1].ends_group = True
        tag = element.tag
        if (place := ROW_GROUPS.get(tag)) and tag not in self._groups:
            self._groups.add(tag)
            for row in self.rows[self._group_start :]:
                row.place = place

    def close(self) -> list[Item]:
        """What the table adds to the page, in order: grids, and the blocks of rows that only lay out."""
        self.close_row()
        self.before.end_line()
        items = self.before.items
        if self._groups:
            self.rows.sort(key=lambda row: row.place)
        single_column = all(len(row.cells) <= 1 for row in self.rows)
        run: list[tuple[GridCell, ...]] = []
        for row, placed in zip(self.rows, _placed(self.rows), strict=True):
            if single_column or _lays_out(row, placed):
                self._flush(items, run)
                run = []
                for cell in row.cells:
                    items.extend(cell.items)
            elif placed:
                run.append(placed)
        self._flush(items, run)
        return items

    def _flush(self, items: list[Item], run: list[tuple[GridCell, ...]]) -> None:
        if any(cell.text for row in run for cell in row):
            items.append(Printed(Grid(tuple(run)), self.element))


def _too_many_cells() -> UnreadableFileError:
    return UnreadableFileError(f"网页里的表格超过{MAX_CELLS}格，已停止读取。")


def _lays_out(row: _Row, placed: tuple[GridCell, ...]) -> bool:
    """True for a row that holds tables, an article, or alone in its width a numbered heading or a sentence."""
    for cell in row.cells:
        if cell.content is not None and (cell.holds_table or len(cell.text) > ARTICLE_LENGTH):
            return True
    if len(placed) != 1:
        return False
    text = placed[0].text
    return "。" in text or len(text) > PROSE_LENGTH or _is_numbered_heading(text)


def _is_numbered_heading(text: str) -> bool:
    """一、总体情况 in a row of its own parts the table; a caption without its number is left to the table."""
    if not re.match(r"\s*(?:[一二三四五六]|[1-6])\s*[、.．]", text):
        return False
    return section_heading(Paragraph(text)) is not None


def _placed(rows: list[_Row]) -> list[tuple[GridCell, ...]]:
    """Rows with their grid columns; a cell that spans rows stands empty in those below its first."""
    placed: list[tuple[GridCell, ...]] = []
    hanging: dict[int, tuple[int, int]] = {}
    """Grid column → (width, rows still to come) of the cells from above."""
    count = 0
    for row in rows:
        cells = [_grid_cell("", column, width) for column, (width, _) in hanging.items()]
        taken = {c for column, (width, _) in hanging.items() for c in range(column, column + width)}
        hanging = {column: (width, left - 1) for column, (width, left) in hanging.items() if left > 1}
        column = 0
        for cell in row.cells:
            while column in taken:
                column += 1
            width = span(cell.element, "colspan", MAX_COLSPAN) or 1
            height = span(cell.element, "rowspan", MAX_ROWSPAN) or MAX_ROWSPAN
            cells.append(_grid_cell(cell.text, column, width))
            if height > 1:
                hanging[column] = (width, height - 1)
            column += width
        if taken:
            cells.sort(key=_column)
        placed.append(tuple(cells))
        count += len(cells) + len(taken)
        if count > MAX_CELLS:
            raise _too_many_cells()
        if row.ends_group:
            hanging = {}
    return placed


def _column(cell: GridCell) -> int:
    return cell.column or 0
