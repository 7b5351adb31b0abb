"""A table torn by page breaks put together: columns matched, repeated headers dropped, torn cells joined."""

from collections.abc import Sequence
from dataclasses import replace

from nianbao.documents.pdf.tables import Item, PdfTable, TableCell
from nianbao.report.cells import Cell
from nianbao.report.label_words import begins_label, is_label, is_row_label
from nianbao.report.labels import label_core

SAME_WIDTH = 0.04
"""Parts of one table differ in width by no more than this share."""
SAME_EDGE = 5.0
"""Points by which an edge may be off on the next page, once both parts are brought to one width …"""
SHIFTED_EDGE = 14.0
"""… and by which it may be off where both parts have as many columns."""


def join_pages(pages: Sequence[Sequence[Item]]) -> list[Item]:
    """All items in order; a table that ends one page and one that begins the next are one where they fit."""
    items: list[Item] = []
    for page in pages:
        for number, item in enumerate(page):
            above = items[-1] if items else None
            if number == 0 and isinstance(item, PdfTable) and isinstance(above, PdfTable):
                joined = join(above, item) if above.last_page == item.page - 1 else None
                if joined is not None:
                    items[-1] = joined
                    continue
            items.append(item)
    return items


def join(above: PdfTable, below: PdfTable) -> PdfTable | None:
    """Two parts as one table, None when their columns are not the same table's."""
    matched = _same_columns(above, below)
    if matched is None:
        return None
    above, below = _without_repeated_head(*matched)
    if below.height == 0:
        return replace(above, last_page=below.page)
    split = _row_is_split(above, below)
    shift = above.height - (1 if split else 0)
    pairs = _pairs(above, below)
    gone: set[TableCell] = set()
    changed: dict[TableCell, TableCell] = {}
    for upper, lower in pairs:
        torn = split or _is_torn(upper.text, lower.text)
        if torn or (not lower.text and max(upper.rows, lower.rows) > 1):
            rows = shift + lower.rows - upper.row
            changed[upper] = replace(upper, text=upper.text + lower.text, rows=rows)
            gone.add(lower)
    cells = [changed.get(c, c) for c in above.cells]
    cells += [replace(c, row=c.row + shift) for c in below.cells if c not in gone]
    origin = above.origin if above.origin != "printed" else below.origin
    return replace(above, cells=tuple(cells), height=shift + below.height, last_page=below.page, origin=origin)


# --- columns ------------------------------------------------------------------------------------------------------


def _same_columns(above: PdfTable, below: PdfTable) -> tuple[PdfTable, PdfTable] | None:
    """Both parts over one set of edges: every edge that either of them has."""
    width, own = above.xs[-1] - above.xs[0], below.xs[-1] - below.xs[0]
    if abs(width - own) > SAME_WIDTH * width:
        return None
    moved = [above.xs[0] + (x - below.xs[0]) * width / own for x in below.xs]
    if len(above.xs) == len(below.xs):
        if all(abs(a - b) <= SHIFTED_EDGE for a, b in zip(above.xs, moved, strict=True)):
            return above, replace(below, xs=above.xs)
        return None
    edges = list(above.xs)
    place: list[float] = []
    for x in moved:
        nearest = min(above.xs, key=lambda edge: abs(edge - x))
        place.append(nearest if abs(nearest - x) <= SAME_EDGE else x)
    if len(set(place)) != len(place):
        return None
    edges = sorted({*above.xs, *place})
    return _over(above, list(above.xs), edges), _over(below, place, edges)


def _over(table: PdfTable, own: list[float], edges: list[float]) -> PdfTable:
    """The table with its columns counted over more edges."""
    index = [edges.index(x) for x in own]
    cells = (
        replace(c, column=index[c.column], columns=index[c.column + c.columns] - index[c.column]) for c in table.cells
    )
    return replace(table, xs=tuple(edges), cells=tuple(cells))


# --- rows ---------------------------------------------------------------------------------------------------------


def _without_repeated_head(above: PdfTable, below: PdfTable) -> tuple[PdfTable, PdfTable]:
    """``below`` without the header rows that ``above`` began with."""
    count = 0
    while count < min(above.height, below.height) and _says(above, count) == _says(below, count):
        if any(Cell.read(c.text).is_number for c in above.row(count)):
            break
        count += 1
    if count == 0 or not any(is_label(c.text) for n in range(count) for c in above.row(n)):
        return above, below
    kept = [replace(c, row=c.row - count) for c in below.cells if c.row >= count]
    return above, replace(below, cells=tuple(kept), height=below.height - count)


def _says(table: PdfTable, number: int) -> list[tuple[int, int, str]]:
    return [(c.column, c.columns, label_core(c.text)) for c in table.row(number)]


def _pairs(above: PdfTable, below: PdfTable) -> list[tuple[TableCell, TableCell]]:
    """Cells at the foot of one part with those at the head of the next over the same columns."""
    heads = {(c.column, c.columns): c for c in below.row(0)}
    feet = above.covering(above.height - 1)
    return [(c, heads[c.column, c.columns]) for c in feet if (c.column, c.columns) in heads]


def _row_is_split(above: PdfTable, below: PdfTable) -> bool:
    """True when the page break runs through a row: its label or its numbers go on below.

    A row keeps its numbers on one side of the break; a row label is torn, or stands on one side and the
    numbers on the other.
    """
    feet, heads = above.covering(above.height - 1), below.row(0)
    pairs = _pairs(above, below)
    if len(pairs) != len(feet) or len(pairs) != len(heads):
        return False
    upper, lower = (any(Cell.read(c.text).is_number for c in cells) for cells in (feet, heads))
    if (upper and lower) or any(a.text and b.text and not _is_torn(a.text, b.text) for a, b in pairs):
        return False
    strip_below = all(not b.text or _is_torn(a.text, b.text) for a, b in pairs)
    strip_above = all(not a.text for a, _ in pairs if a.rows == 1)
    if strip_below or strip_above or any(a.rows == 1 and _is_torn(a.text, b.text) for a, b in pairs):
        return True
    labelled_above = any(c.rows == 1 and is_row_label(c.text) for c in feet)
    labelled_below = any(is_row_label(c.text) for c in heads)
    bare_above = not any(c.text for c in feet if c.rows == 1 and not Cell.read(c.text).is_number)
    bare_below = not any(c.text and not Cell.read(c.text).is_number for c in heads)
    return (lower and labelled_above and bare_below) or (upper and labelled_below and bare_above)


def _is_torn(first: str, second: str) -> bool:
    """True when two texts are one official label, or begin one, and are none by themselves."""
    if not first or not label_core(second):
        return False
    return begins_label(first + second) if not is_label(second) else not is_label(first) and is_label(first + second)
