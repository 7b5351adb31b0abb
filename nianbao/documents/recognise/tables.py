"""Which official table a grid holds, and of which form: told by labels and headers, never by its place."""

from collections.abc import Iterable

from nianbao.documents.stream import Grid, GridCell
from nianbao.report.cells import Cell
from nianbao.report.labels import LabelIndex, column_cores, tables_with_label
from nianbao.report.layout import LAYOUTS, Layout, TableKey

MIN_LABELS = 2
"""So many labels of one official table make a grid (a part of) that table."""


def divide(grid: Grid) -> list[tuple[TableKey, Grid]]:
    """The official tables that a grid holds, by their labels: none, one (or a torn part of it), or several in a row."""
    keys: list[TableKey | None] = [_row_key(row) for row in grid.rows]
    pieces: list[tuple[TableKey, int]] = []
    for number, of_row in enumerate(keys):
        if of_row is not None and (not pieces or pieces[-1][0] != of_row):
            pieces.append((of_row, number if pieces else 0))
    ends = [start for _, start in pieces[1:]]
    found = []
    for (key, start), end in zip(pieces, [*ends, len(grid.rows)], strict=False):
        index = LabelIndex.of_any_layout(key)
        rows = grid.rows[start:end]
        labels = {index.core(text) for text in {c.text for row in rows for c in row if c.text}} & index.vocabulary
        if len(labels) >= MIN_LABELS or any(_holds_whole_row(key, row) for row in rows):
            found.append((key, grid._replace(rows=rows)))
    return found


def continues(key: TableKey, grid: Grid) -> bool:
    """True when a grid of too few labels to tell is the end of the official table before it: its rows are."""
    index = LabelIndex.of_any_layout(key)
    rows = [row for row in grid.rows if any(c.text.strip() for c in row)]
    return bool(rows) and all(any(c.text and index.known(c.text) for c in row) for row in rows)


def _holds_whole_row(key: TableKey, row: tuple[GridCell, ...]) -> bool:
    """An official label of table three with a figure for each of its columns: a table of one row."""
    if key != "applications":
        return False
    columns = len(LAYOUTS[0].tables[key].blocks[0].columns)
    figures = sum(Cell.read(c.text).is_number for c in row)
    return figures >= columns and any(c.text and LabelIndex.of_any_layout(key).row(c.text) for c in row)


def _row_key(row: tuple[GridCell, ...]) -> TableKey | None:
    """The table that the labels of a row belong to; None for a row of figures, or of labels that several share."""
    keys = {key for cell in row if (text := cell.text) for key in tables_with_label(text)}
    return keys.pop() if len(keys) == 1 else None


def detect_layout(grids: Iterable[Grid], year: int | None) -> Layout:
    """The form in use, told by the headers of table two; the report year decides only when they are silent."""
    index = LabelIndex.of_any_layout("active_disclosure")
    texts = {index.core(text) for text in {c.text for grid in grids for row in grid.rows for c in row if c.text}}
    scores = {layout.key: len(_OWN_HEADERS[layout.key] & texts) for layout in LAYOUTS}
    new, old = LAYOUTS
    if scores[new.key] != scores[old.key]:
        return max(LAYOUTS, key=lambda layout: scores[layout.key])
    return old if year is not None and year < new.first_year else new


_OWN_HEADERS = {
    layout.key: frozenset(
        core for b in layout.tables["active_disclosure"].blocks for c in b.columns for core in column_cores(c)
    )
    for layout in LAYOUTS
}
