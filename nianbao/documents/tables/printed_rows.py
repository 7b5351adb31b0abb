"""The rows of an official table as printed, over all the grids that hold it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nianbao.documents.stream import GridCell
from nianbao.documents.tables.reader import Sheet
from nianbao.report.cells import Cell, CellKind
from nianbao.report.labels import LabelIndex


class Row(NamedTuple):
    """A printed row and where it stands."""

    sheet: Sheet
    number: int
    cells: tuple[GridCell, ...]

    def cell(self, index: int) -> Cell:
        return self.sheet.cell(self.number, index, self.cells[index])

    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells if cell.text.strip()]

    @property
    def width(self) -> int:
        """Grid columns; cells, where the format has no grid."""
        last = self.cells[-1] if self.cells else GridCell("")
        return len(self.cells) if last.column is None else last.column + last.span

    def numbers_columns(self) -> bool:
        """栏次 1 2 3 … 15: a number for each column, in which nothing is counted."""
        values = [text.strip() for text in self.texts() if Cell.read(text).kind is not CellKind.TEXT]
        return len(values) > 2 and values == [str(n) for n in range(1, len(values) + 1)]


def printed_rows(index: LabelIndex, sheets: Sequence[Sheet]) -> list[Row]:
    """All rows in order; labels that a page break tore in two (结果 over 维持) put together, and those that ran
    together in one cell, because a border is not to be seen, apart."""
    rows = [Row(sheet, number, cells) for sheet in sheets for number, cells in enumerate(sheet.grid.rows)]
    for at, row in enumerate(rows):
        below = rows[at + 1].cells if at + 1 < len(rows) else ()
        row = rows[at] = row._replace(cells=tuple(_apart(index, row.cells, below)))
        if below and (pairs := list(_torn(index, row, rows[at + 1]))):
            upper, lower = list(row.cells), list(below)
            for high, low in pairs:
                upper[high] = upper[high]._replace(text=upper[high].text + lower[low].text)
                lower[low] = lower[low]._replace(text="")
            rows[at] = row._replace(cells=tuple(upper))
            rows[at + 1] = rows[at + 1]._replace(cells=tuple(lower))
    return rows


def _apart(index: LabelIndex, cells: Sequence[GridCell], below: Sequence[GridCell]) -> Iterator[GridCell]:
    """A cell over several columns whose words are each a label, or the upper part of one that goes on below, as so
    many cells of one width."""
    under = {cell.column: cell.text for cell in below}
    for cell in cells:
        words = cell.text.split()
        width, rest = divmod(cell.span, max(len(words), 1))
        if cell.column is None or len(words) < 2 or rest or index.is_label(cell.text):
            yield cell
            continue
        parts = [cell._replace(text=w, column=cell.column + n * width, span=width) for n, w in enumerate(words)]
        whole = all(index.is_label(p.text) or index.is_label(p.text + under.get(p.column, "")) for p in parts)
        yield from parts if whole else [cell]


def _torn(index: LabelIndex, upper: Row, lower: Row) -> Iterator[tuple[int, int]]:
    """Cells below each other that are one label together and none apart. All words of the lower row are such, or
    none is taken."""
    places = {cell.column if cell.column is not None else n: n for n, cell in enumerate(upper.cells)}
    pairs: list[tuple[int, int]] = []
    for n, cell in enumerate(lower.cells):
        if not cell.text.strip() or index.is_label(cell.text):
            continue
        above = places.get(cell.column if cell.column is not None else n)
        first = upper.cells[above].text if above is not None else ""
        if above is None or not first.strip() or index.is_label(first) or not index.is_label(first + cell.text):
            return
        pairs.append((above, n))
    yield from pairs
