"""Where the cells of the official tables stand in a Word file: the table reader run again, over cells we know."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from nianbao.documents.recognise.tables import divide
from nianbao.documents.stream import Grid, GridCell
from nianbao.documents.tables.reader import Sheet, TableReadError, read_table
from nianbao.documents.tables.table_four import read_table_four
from nianbao.documents.word.marking.anchors import PrintedParagraph, PrintedText
from nianbao.documents.word.marking.places import Span
from nianbao.documents.word.reading.rows import TableCell, table_rows, wrapped_children
from nianbao.documents.word.xml import W
from nianbao.report.labels import LabelIndex, column_cores
from nianbao.report.layout import Layout, TableKey
from nianbao.report.model import Table

_Rows = list[list[TableCell]]
Found = Span | etree._Element


@dataclass(frozen=True)
class _Sheet:
    """A part of an official table: its rows of cells in the file, and its cells as the table reader takes them."""

    rows: _Rows
    grid: Grid


class TablePlaces:
    """The official tables of a file and their cells."""

    def __init__(self, layout: Layout, body: etree._Element, printed: PrintedText) -> None:
        self._layout = layout
        self._printed = printed
        self._sheets: dict[TableKey, list[_Sheet]] = {}
        for element in body.iter(f"{W}tbl"):
            rows = table_rows(element)
            grid = Grid(tuple(tuple(GridCell(self._text(c), c.column, c.span) for c in row) for row in rows))
            for key, piece in divide(grid):
                first = next(n for n, row in enumerate(grid.rows) if row is piece.rows[0])
                sheet = _Sheet(rows[first : first + len(piece.rows)], piece)
                self._sheets.setdefault(key, []).append(sheet)
        self._tables = {key: self._read(key) for key in self._sheets}

    def find(self, key: TableKey, row: str | None, column: str | None) -> Found | None:
        """A cell; for a row alone its label, for a column alone its header, for neither the first words of the table.

        An empty cell comes as its paragraph. None when the file has no such table that we can read.
        """
        table = self._tables.get(key)
        if key not in self._sheets:
            return None
        if table is not None and row is not None:
            columns = [c.key for c in table.layout.columns_of(row)]
            cell = self._cell(table, row, column if column in columns else columns[-1])
            if cell is not None and (column is not None or len(columns) == 1 or key == "proceedings"):
                return self._in_cell(cell)
            if cell is not None and (label := self._label(table, row)) is not None:
                return self._in_cell(label)
        if table is not None and row is None and column is not None:
            header = self._header(table, column)
            if header is not None:
                return self._in_cell(header)
        return self._first_words(key)

    # --- cells ----------------------------------------------------------------------------------------------------

    def _read(self, key: TableKey) -> Table | None:
        """The table with the place of each cell: number of the sheet, row and cell in it, all from 1."""
        sheets = [Sheet(sheet.grid, number) for number, sheet in enumerate(self._sheets[key], start=1)]
        try:
            layout = self._layout.tables[key]
            return read_table_four(layout, sheets) if key == "proceedings" else read_table(layout, sheets)
        except TableReadError:
            return None

    def _place(self, table: Table, row: str, column: str) -> tuple[_Sheet, int, int] | None:
        """The sheet of a cell, the row in it and the cell in that, both counted from 0."""
        cell = table.get(row, column)
        place = None if cell is None else cell.place
        if place is None or place.block is None or place.row is None or place.cell is None:
            return None
        return self._sheets[table.layout.key][place.block - 1], place.row - 1, place.cell - 1

    def _cell(self, table: Table, row: str, column: str) -> TableCell | None:
        found = self._place(table, row, column)
        return None if found is None else found[0].rows[found[1]][found[2]]

    def _label(self, table: Table, row: str) -> TableCell | None:
        """The cell left of the first value of a row that prints something."""
        places = [p for c in table.layout.columns_of(row) if (p := self._place(table, row, c.key)) is not None]
        sheet, at, _ = places[0]
        before = sheet.rows[at][: min(cell for _, _, cell in places)]
        return next((cell for cell in reversed(before) if self._text(cell)), None)

    def _header(self, table: Table, column: str) -> TableCell | None:
        """The header of a column, in the sheet of the first cell under it that was read."""
        index = LabelIndex.of(table.layout)
        for row in table.rows():
            for official in table.layout.columns_of(row):
                place = self._place(table, row, official.key) if official.key == column else None
                if place is None:
                    continue
                sheet, at, cell = place
                below = sheet.rows[at][cell]
                above = [c for cells in reversed(sheet.rows[:at]) for c in cells if _over(c, below)]
                named = [c for c in above if index.core(self._text(c)) in column_cores(official)]
                return named[0] if named else below
        return None

    def _first_words(self, key: TableKey) -> Found | None:
        cells = [cell for sheet in self._sheets[key] for row in sheet.rows for cell in row]
        return next((found for cell in cells if isinstance(found := self._in_cell(cell), Span)), None)

    # --- text -----------------------------------------------------------------------------------------------------

    def _paragraphs(self, cell: TableCell) -> Iterator[PrintedParagraph]:
        """Paragraphs right in a cell; those of a table inside it are that table's."""
        for child in wrapped_children(cell.element):
            paragraph = self._printed.paragraph(child) if child.tag == f"{W}p" else None
            if paragraph is not None:
                yield paragraph

    def _text(self, cell: TableCell) -> str:
        if cell.continued:
            return ""
        return "".join(self._printed.text[p.start : p.end] for p in self._paragraphs(cell))

    def _in_cell(self, cell: TableCell) -> Found | None:
        paragraphs = list(self._paragraphs(cell))
        filled = [p for p in paragraphs if p.start < p.end]
        if filled:
            return Span(filled[0].start, filled[-1].end)
        return paragraphs[0].element if paragraphs else None


def _over(above: TableCell, below: TableCell) -> bool:
    return above.column <= below.column < above.column + above.span
