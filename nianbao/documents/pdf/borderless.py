"""Official tables printed without ruling lines: rows by the labels, columns by what stands below each header.

A table comes out only when every piece of it found its place; otherwise its lines come as they stand, and the
table reader says what it cannot place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nianbao.documents.pdf.lines import Line
from nianbao.documents.pdf.page import PageContent
from nianbao.documents.pdf.pieces import Label, Piece, is_prose, labels_of, pieces_of
from nianbao.documents.pdf.tables import Item, PdfTable
from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.stream import Grid, GridCell, Paragraph
from nianbao.report.label_words import is_label, table_of, within_group, within_label
from nianbao.report.labels import LabelIndex, has_ordinal
from nianbao.report.layout import LAYOUTS, TableKey
from nianbao.report.place import Origin

MIN_LABELS = 6
"""So many labels of one table make lines a table."""
ON_LINE = 0.3
BESIDE = 0.4
"""A value stands beside the middle of its label, or on its first or last line, within so many sizes."""


def without_lines(items: Sequence[Item], contents: Sequence[PageContent]) -> Iterator[Item | Grid]:
    """The items, official tables without ruling lines as grids in their place."""
    position = 0
    while position < len(items):
        stop = _zone(items, position)
        lines = [item for item in items[position:stop] if isinstance(item, Line)]
        grid = _grid(lines, _origin(lines, contents)) if lines else None
        if grid is None:
            yield items[position]
            position += 1
        else:
            yield grid
            position = stop


def _zone(items: Sequence[Item], start: int) -> int:
    """Where the lines of a form end that begin at ``start`` with one of its labels; ``start`` when none begins."""
    stop = position = start
    while position < len(items):
        item = items[position]
        if isinstance(item, PdfTable) or is_prose(item) or section_heading(Paragraph(item.text)) is not None:
            break
        pieces = pieces_of(item)
        if any(is_label(p.text) or p.is_value for p in pieces):
            stop = position + 1
        if position == start and not any(is_label(p.text) for p in pieces):
            return start
        position += 1
    while stop < position and all(within_label(p.text) for p in pieces_of(items[stop])):  # type: ignore[arg-type]
        stop += 1  # the last line of a label
    return stop


def _origin(lines: Sequence[Line], contents: Sequence[PageContent]) -> Origin:
    return next((o for line in lines if (o := contents[line.page - 1].origin) != "printed"), "printed")


def _grid(lines: Sequence[Line], origin: Origin) -> Grid | None:
    pieces = sorted((p for line in lines for p in pieces_of(line)), key=lambda p: (p.page, p.base, p.x0))
    labels, rest = labels_of(pieces)
    values = [piece for piece in rest if piece.is_value]
    key = table_of({label.text for label in labels})
    if key is None or len(labels) < MIN_LABELS or not values:
        return None
    form = _Form(key, labels, values)
    strays = [piece for piece in rest if not piece.is_value and not within_group(key, piece.text)]
    rows = None if strays else form.rows()
    if rows is None:
        rows = [tuple(GridCell(p.text, page=p.page) for p in pieces_of(line)) for line in lines]
    return Grid(tuple(rows), origin)


@dataclass
class _Column:
    """A leaf header and how far its column is known to reach."""

    header: Label
    x0: float
    x1: float


class _Form:
    """The labels and values of one table."""

    def __init__(self, key: TableKey, labels: Sequence[Label], values: Sequence[Piece]) -> None:
        self.key = key
        self.index = LabelIndex.of_any_layout(key)
        self.values = values
        self.heads = [label for label in labels if self._is_head(label)]
        self.row_labels = [
            label for label in labels if label not in self.heads and self.index.row(label.text) is not None
        ]
        self.titles = [label for label in labels if label not in self.heads and label not in self.row_labels]

    def _is_head(self, label: Label) -> bool:
        """True for the header of one column; 3.其他 and （七）总计 are rows."""
        return self.index.leaf(label.text) and not has_ordinal(label.text)

    def rows(self) -> list[tuple[GridCell, ...]] | None:
        """The rows of the grid, None when a value or a header has no certain place."""
        if self.key == "proceedings":
            return self._proceedings()
        own = self._own_values()
        if own is None:
            return None
        return self._applications(own) if self.key == "applications" else self._blocks(own)

    def _own_values(self) -> dict[int, list[Piece]] | None:
        """Row label (its number) → the values beside it. None when a value stands beside none, or beside two."""
        own: dict[int, list[Piece]] = {n: [] for n in range(len(self.row_labels))}
        for value in self.values:
            beside = [n for n, label in enumerate(self.row_labels) if _is_beside(value, label)]
            if len(beside) > 1:  # （六）其他处理 is a row, or stands beside the rows of its group
                beside = [n for n in beside if not self.index.group(self.row_labels[n].text)]
            if len(beside) != 1:
                return None
            own[beside[0]].append(value)
        if any(_heights(values) > 1 for values in own.values()):
            return None
        return own

    # --- table three ----------------------------------------------------------------------------------------------

    def _applications(self, own: dict[int, list[Piece]]) -> list[tuple[GridCell, ...]] | None:
        leaves = LAYOUTS[0].tables[self.key].blocks[0].columns
        found: dict[str, _Column] = {}
        for head in self.heads:
            column = found.setdefault(self.index.core(head.text), _Column(head, head.x0, head.x1))
            column.x0, column.x1 = min(column.x0, head.x0), max(column.x1, head.x1)
        columns = sorted(found.values(), key=lambda column: column.x0)
        if len(columns) != len(leaves) or not _apart(columns):
            return None
        return self._placed(own, columns, [_header_row(columns)])

    def _placed(
        self, own: dict[int, list[Piece]], columns: list[_Column], rows: list[tuple[GridCell, ...]]
    ) -> list[tuple[GridCell, ...]] | None:
        """Rows with every value under its header."""
        for values in own.values():
            if len(values) == len(columns):
                for column, value in zip(columns, sorted(values, key=lambda v: v.x0), strict=True):
                    column.x0, column.x1 = min(column.x0, value.x0), max(column.x1, value.x1)
        if not _apart(columns):
            return None
        for n, label in enumerate(self.row_labels):
            if not own[n] and self.index.group(label.text):
                rows.append((GridCell(label.text, 0, page=label.page),))
                continue
            cells = _cells(columns, own[n], label.page)
            if cells is None:
                return None
            rows.append((GridCell(label.text, 0, page=label.page), *cells))
        return rows

    # --- table two ------------------------------------------------------------------------------------------------

    def _blocks(self, own: dict[int, list[Piece]]) -> list[tuple[GridCell, ...]] | None:
        """Titles, headers and rows from top to bottom; every row under the headers right above it."""
        events = sorted(
            [*((t.page, t.base, 0, t) for t in self.titles), *((h.page, h.base, 1, h) for h in self.heads)]
            + [(r.page, r.base, 2, r) for r in self.row_labels],
            key=lambda event: event[:3],
        )
        rows: list[tuple[GridCell, ...]] = []
        columns: list[_Column] = []
        begun = True
        for _, _, kind, label in events:
            if kind == 0:
                rows.append((GridCell(label.text, 0, page=label.page),))
            elif kind == 1:
                columns = [] if begun else columns
                begun = False
                columns.append(_Column(label, label.x0, label.x1))
            else:
                columns.sort(key=lambda column: column.x0)
                if not columns or not _apart(columns):
                    return None
                if not begun:
                    rows.append(_header_row(columns))
                begun = True
                cells = _cells(columns, own[self.row_labels.index(label)], label.page)
                if cells is None:
                    return None
                rows.append((GridCell(label.text, 0, page=label.page), *cells))
        return rows

    # --- table four -----------------------------------------------------------------------------------------------

    def _proceedings(self) -> list[tuple[GridCell, ...]] | None:
        """Fifteen headers over one line of values; the titles of the groups by their height and place."""
        blocks = LAYOUTS[0].tables[self.key].blocks
        columns = sorted((_Column(h, h.x0, h.x1) for h in self.heads), key=lambda column: column.x0)
        if len(columns) != sum(len(block.columns) for block in blocks) or not _apart(columns):
            return None
        if _heights(self.values) != 1:
            return None
        page, base = self.values[0].page, min(value.base for value in self.values)
        groups = [*self.row_labels, *self.titles]
        if any((head.page, head.base) >= (page, base) for head in (*self.heads, *groups)):
            return None
        cells = _cells(columns, list(self.values), page)
        if cells is None:
            return None
        above: dict[float, list[Label]] = {}
        for group in sorted(groups, key=lambda g: (g.page, g.base, g.x0)):
            height = next((h for h in above if abs(h - group.base) < ON_LINE * group.pieces[0].size), group.base)
            above.setdefault(height, []).append(group)
        rows = [tuple(GridCell(g.text, page=g.page) for g in sorted(row, key=lambda g: g.x0)) for row in above.values()]
        return [*rows, _header_row(columns)[1:], tuple(cells)]


def _is_beside(value: Piece, label: Label) -> bool:
    own = [piece for piece in label.pieces if piece.page == value.page]
    if not own or value.x0 < label.x0:
        return False
    first, last, size = own[0].base, own[-1].base, value.size
    on_a_line = abs(value.base - first) <= ON_LINE * size or abs(value.base - last) <= ON_LINE * size
    return on_a_line or abs(value.base - (first + last) / 2) <= BESIDE * size


def _heights(values: Sequence[Piece]) -> int:
    """On how many lines the values stand."""
    heights: list[Piece] = []
    for value in values:
        if not any(v.page == value.page and abs(v.base - value.base) <= ON_LINE * value.size for v in heights):
            heights.append(value)
    return len(heights)


def _apart(columns: Sequence[_Column]) -> bool:
    return all(left.x1 <= right.x0 for left, right in pairwise(columns))


def _header_row(columns: Sequence[_Column]) -> tuple[GridCell, ...]:
    cells = (GridCell(c.header.text, n, page=c.header.page) for n, c in enumerate(columns, start=1))
    return (GridCell("", 0), *cells)


def _cells(columns: Sequence[_Column], values: Sequence[Piece], page: int) -> list[GridCell] | None:
    """The values of a row under their headers, blanks where there is none; None when a place is not certain."""
    cells = [GridCell("", n, page=page) for n in range(1, len(columns) + 1)]
    in_order = sorted(values, key=lambda value: value.x0)
    for number, value in enumerate(in_order):
        below = [n for n, column in enumerate(columns) if value.overlaps(column.x0, column.x1)]
        if len(values) == len(columns):
            if below and below != [number]:
                return None
            below = [number]
        if len(below) != 1 or cells[below[0]].text:
            return None
        cells[below[0]] = GridCell(value.text, below[0] + 1, page=value.page)
    return cells
