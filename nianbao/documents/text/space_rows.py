"""Tables whose cells are parted by spaces or slashes, where no cell is left out: each row has as many figures as its columns.

A dump that drops blank cells, or parts figures of many digits, has rows of other lengths: such a table is left to the
reader of run-together text, which asks the equations.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nianbao.documents.recovery.protocol import Candidate
from nianbao.documents.text.cells import grid_of
from nianbao.documents.text.lines import heading_key
from nianbao.report.cells import Cell, CellKind, is_value
from nianbao.report.labels import LabelIndex, tables_with_label
from nianbao.report.layout import LAYOUTS, TABLE_KEYS, TableKey
from nianbao.report.patterns import regex

FEWEST_ROWS = {"active_disclosure": 3, "applications": 6, "proceedings": 1}
"""So many rows of figures make a table."""
MAX_LINE = 400
"""Characters without the spaces; a longer line is prose."""

_GAP = regex(r"\s{2,}")
_SLASH = regex(r"\s*[/／]\s*")
_FILLERS = frozenset({CellKind.DASH, CellKind.NA})

_Rows = list[list[str]]


@dataclass
class _Stretch:
    """Lines of labels and figures of one table that follow one another: from, to (excluded), and their cells."""

    start: int
    end: int = 0
    rows: _Rows = field(default_factory=list)
    table: TableKey | None = None
    data_rows: int = 0
    fits: bool = True
    """Whether all rows have as many figures as columns, and nothing of the table stands beside them."""


class PartedBySpaces:
    """Such tables, found all at once: one that stands in pieces, or with lines beside it that may be its rows, is none."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._found = _whole_tables(lines)

    def at(self, position: int) -> Candidate | None:
        return self._found.get(position)


def _whole_tables(lines: Sequence[str]) -> dict[int, Candidate]:
    """Where such tables begin → what they are."""
    stretches = list(_stretches(lines))
    headings = [number for number, line in enumerate(lines) if heading_key(line) is not None]
    section = {stretch.start: bisect(headings, stretch.start) for stretch in stretches}
    pieces = Counter((section[stretch.start], stretch.table) for stretch in stretches)
    return {
        stretch.start: Candidate((grid_of(stretch.rows),), stretch.end)
        for stretch in stretches
        if stretch.table is not None
        and stretch.fits
        and pieces[section[stretch.start], stretch.table] == 1
        and stretch.data_rows >= FEWEST_ROWS[stretch.table]
        and _is_parted(lines[stretch.start : stretch.end])
    }


def _stretches(lines: Sequence[str]) -> Iterator[_Stretch]:
    stretch: _Stretch | None = None
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        cells = _cells(line)
        if cells is None:
            if stretch is not None:
                stretch.fits &= not _may_be_row(line)
                yield stretch
            stretch = None
            continue
        table = _table_of(cells)
        if stretch is not None and table is not None and stretch.table not in (None, table):
            yield stretch
            stretch = None
        if stretch is None:
            if table is None:
                continue
            stretch = _Stretch(number)
        stretch.table = stretch.table or table
        stretch.fits &= _fits(stretch, cells)
        stretch.rows.append(cells)
        stretch.end = number + 1
    if stretch is not None:
        yield stretch


def _may_be_row(line: str) -> bool:
    """True for a line that is no heading or sentence and holds a label or figure: a row with a label nobody knows."""
    text = line.strip()
    if heading_key(text) is not None or "。" in text:
        return False
    return any(map(_is_cell, text.split()))


def _cells(line: str) -> list[str] | None:
    """The cells of a line of nothing but labels and figures; None for any other line."""
    text = line.strip()
    if not text or len("".join(text.split())) > MAX_LINE:
        return None
    if "\t" in text or "|" in text or heading_key(text) is not None:
        return None
    if parted := _parted(text):
        return parted
    single = text.split()
    return single if all(map(_is_cell, single)) else None


def _parted(text: str) -> list[str] | None:
    """Cells between wide gaps or slashes; a slash that fills a cell makes no such row."""
    for separator in (_GAP, _SLASH):
        cells = separator.split(text)
        if len(cells) > 1 and all(cells) and all(map(_is_cell, cells)):
            return cells
    return None


def _is_cell(text: str) -> bool:
    return is_value(text) or any(LabelIndex.of_any_layout(key).is_label(text) for key in TABLE_KEYS)


def _table_of(cells: Sequence[str]) -> TableKey | None:
    keys = {key for cell in cells if not is_value(cell) for key in tables_with_label(cell)}
    return keys.pop() if len(keys) == 1 else None


def _fits(stretch: _Stretch, cells: list[str]) -> bool:
    """False for a row that has more or fewer figures than its label has columns."""
    values = sum(map(is_value, cells))
    if not values:
        return True
    labels = cells[: len(cells) - values]
    if any(is_value(cell) for cell in labels) or stretch.table is None:
        return False
    stretch.data_rows += 1
    if stretch.table == "proceedings":
        return not labels and values == len(LAYOUTS[0].tables["proceedings"].addresses)
    return bool(labels) and values in set(_columns(stretch.table, labels[-1]))


def _columns(table: TableKey, label: str) -> Iterator[int]:
    row = LabelIndex.of_any_layout(table).row(label)
    for layout in LAYOUTS:
        if row is not None and row in layout.tables[table].rows:
            yield len(layout.tables[table].columns_of(row))


def _is_parted(lines: Sequence[str]) -> bool:
    """True when wide gaps or slashes part all cells, or fillers stand where figures are missing."""
    texts = [text for line in lines if (text := line.strip())]
    wide = all(_is_cell(text) or _parted(text) for text in texts)
    return wide or any(Cell.read(word).kind in _FILLERS for text in texts for word in text.split())
