"""The official tables as placed cells, merged as the official form merges them.

Every writer of tables (Word, web page, screen) draws from this grid. Labels and their order come from the
layout; which cells are merged follows from the label paths alone, so that a form of another year needs no code.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from nianbao.report.layout import BALANCE_HINT, CONTENT_HEADER, Block, Row, TableLayout
from nianbao.report.model import Address, Table


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell of the drawn form; ``row`` and ``column`` count from 0 and are those of its upper left corner.

    A value has an ``address``; a column header, the title of a block and the hint have ``header``;
    a row label has neither.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class FormGrid:
    """A drawn form: cells by the row in which they start, left to right. The cells cover the grid without overlap.

    ``header_rows`` is how many leading rows head the whole table (0 in table two, where every block has its own).
    """

    rows: tuple[tuple[FormCell, ...], ...]
    columns: int
    header_rows: int

    def cells(self) -> Iterator[FormCell]:
        """All cells in reading order."""
        return (cell for row in self.rows for cell in row)


def official_grid(table_layout: TableLayout, table: Table | None) -> FormGrid:
    """The form of one table, filled with ``table``'s cells as they are printed (``Cell.raw``).

    An address without a cell stays empty; without a table the whole form is empty. 其他处理 is one row or
    three, as the table has it. Source: 国办公开办函〔2021〕30号 and 〔2019〕60号, annexed forms.
    """
    filled = table or Table(table_layout, {})
    draw = {
        "active_disclosure": _blocks_below_each_other,
        "applications": _labels_left_of_values,
        "proceedings": _blocks_beside_each_other,
    }[table_layout.key]
    return draw(table_layout, filled)


# --- the three forms ------------------------------------------------------------------------------------------


def _blocks_below_each_other(layout: TableLayout, table: Table) -> FormGrid:
    """Table two: for every block its title, its header and its rows; the last column reaches to the edge."""
    width = 1 + max(len(block.columns) for block in layout.blocks)
    cells: list[FormCell] = []
    row = 0
    for block in layout.blocks:
        spans = [1] * len(block.columns)
        spans[-1] = width - len(block.columns)
        cells.append(FormCell(block.title, row, 0, 1, width, header=True))
        cells.append(FormCell(CONTENT_HEADER, row + 1, 0, header=True))
        cells += [FormCell(c.label, row + 1, 1 + i, 1, spans[i], header=True) for i, c in enumerate(block.columns)]
        row += 2
        for data in _printed_rows(layout, block, table):
            cells.append(FormCell(data.label, row, 0))
            cells += [
                _value(table, (data.key, column.key), row, 1 + i, spans[i]) for i, column in enumerate(block.columns)
            ]
            row += 1
    return _grid(cells, height=row, width=width, header_rows=0)


def _labels_left_of_values(layout: TableLayout, table: Table) -> FormGrid:
    """Table three: row labels and column headers are both trees; the hint fills the corner between them."""
    block = layout.blocks[0]
    rows = _printed_rows(layout, block, table)
    row_paths, column_paths = [r.labels for r in rows], [c.labels for c in block.columns]
    left, top = _depth(row_paths), _depth(column_paths)
    cells = [FormCell(BALANCE_HINT, 0, 0, top, left, header=True)]
    cells += [
        FormCell(label.text, label.level, left + label.start, label.levels, label.length, header=True)
        for label in _merged(column_paths)
    ]
    cells += [
        FormCell(label.text, top + label.start, label.level, label.length, label.levels) for label in _merged(row_paths)
    ]
    cells += [
        _value(table, (row.key, column.key), top + i, left + j)
        for i, row in enumerate(rows)
        for j, column in enumerate(block.columns)
    ]
    return _grid(cells, height=top + len(rows), width=left + len(block.columns), header_rows=top)


def _blocks_beside_each_other(layout: TableLayout, table: Table) -> FormGrid:
    """Table four: the rows' labels head their columns, and all values stand in one line below."""
    places = [(row, column) for block in layout.blocks for row in block.rows for column in block.columns]
    paths = [(*row.labels, *column.labels) for row, column in places]
    top = _depth(paths)
    cells = [
        FormCell(label.text, label.level, label.start, label.levels, label.length, header=True)
        for label in _merged(paths)
    ]
    cells += [_value(table, (row.key, column.key), top, i) for i, (row, column) in enumerate(places)]
    return _grid(cells, height=top + 1, width=len(places), header_rows=top)


# --- pieces ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Label:
    """A label over ``length`` neighbouring lines from ``start``, on ``levels`` levels from ``level``."""

    text: str
    start: int
    length: int
    level: int
    levels: int


def _merged(paths: Sequence[tuple[str, ...]]) -> Iterator[_Label]:
    """Labels of neighbouring paths: a shared beginning is one label, a short path's end fills the levels left over."""
    depth = _depth(paths)
    for level in range(depth):
        start = 0
        for prefix, run in groupby(path[: level + 1] for path in paths):
            length = len(list(run))
            if len(prefix) > level:
                ends = len(paths[start]) == level + 1
                yield _Label(prefix[level], start, length, level, depth - level if ends else 1)
            start += length


def _depth(paths: Sequence[tuple[str, ...]]) -> int:
    return max(len(path) for path in paths)


def _printed_rows(layout: TableLayout, block: Block, table: Table) -> list[Row]:
    """Rows of a block in the order of the form; one merged row stands where the rows it replaces would."""
    present = set(table.rows())
    merged = {row.key: row for row in layout.merged_rows if row.key in present}
    rows: list[Row] = []
    for row in block.rows:
        group = row.key.partition(".")[0]
        if row.key in present:
            rows.append(row)
        elif group in merged:
            rows.append(merged.pop(group))
    return rows


def _value(table: Table, address: Address, row: int, column: int, colspan: int = 1) -> FormCell:
    cell = table.get(*address)
    return FormCell("" if cell is None else cell.raw, row, column, 1, colspan, address=address)


def _grid(cells: list[FormCell], height: int, width: int, header_rows: int) -> FormGrid:
    rows: list[list[FormCell]] = [[] for _ in range(height)]
    for cell in sorted(cells, key=lambda c: (c.row, c.column)):
        rows[cell.row].append(cell)
    return FormGrid(tuple(tuple(row) for row in rows), width, header_rows)
