"""The rows of a Word table as a reader of the paper sees them: grid columns, merges, accepted changes."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from lxml import etree

from nianbao.documents.word.reading.parts import ALTERNATE
from nianbao.documents.word.reading.styles import first_child, value_of, whole
from nianbao.documents.word.reading.words import alternative
from nianbao.documents.word.xml import W

MAX_COLUMNS = 63
"""Word's own limit; larger numbers in a file are damage."""
_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "dir", "bdo")
)
_ROW, _CELL, _ROW_PROPERTIES, _CELL_PROPERTIES = f"{W}tr", f"{W}tc", f"{W}trPr", f"{W}tcPr"
_PLACING = {W + name: name for name in ("gridSpan", "vMerge", "hMerge", "cellDel", "cellMerge")}
_WRAPPING = (*_WRAPPERS, f"{ALTERNATE}AlternateContent")
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class TableCell:
    """A physical cell: grid column and span; ``continued`` when it belongs to the cell above."""

    element: etree._Element
    column: int
    span: int
    continued: bool


def wrapped_children(parent: etree._Element) -> Iterator[etree._Element]:
    """Children of a body, cell, table or row, with those of the wrappers among them (content controls, insertions)."""
    for child in parent:
        tag = child.tag
        if tag in _WRAPPERS:
            yield from wrapped_children(child)
        elif tag == f"{ALTERNATE}AlternateContent":
            if (branch := alternative(child)) is not None:
                yield from wrapped_children(branch)
        else:
            yield child


def table_rows(table: etree._Element) -> list[list[TableCell]]:
    """Rows with their physical cells; rows and cells that were deleted, and hidden rows, are gone."""
    rows: list[list[TableCell]] = []
    merged: frozenset[int] = frozenset()
    is_wrapped = next(table.iter(*_WRAPPING), None) is not None
    placed = {next(element.iterancestors(_CELL), None) for element in table.iter(*_PLACING)}
    for row in _children(table, _ROW, is_wrapped):
        properties = first_child(row, _ROW_PROPERTIES)
        if properties is not None and (_is(properties, "del") or _is(properties, "hidden")):
            continue
        before = None if properties is None else first_child(properties, f"{W}gridBefore")
        first = min(whole(value_of(before), 0), MAX_COLUMNS)
        cells, merged = _cells(_children(row, _CELL, is_wrapped), placed, first, merged)
        rows.append(cells)
    return rows


def _is(properties: etree._Element, name: str) -> bool:
    element = first_child(properties, W + name)
    return element is not None and element.get(f"{W}val", "true") not in _OFF


def _children(parent: etree._Element, tag: str, is_wrapped: bool) -> Iterable[etree._Element]:
    """The rows of a table or the cells of a row; where nothing is wrapped they are quicker to find."""
    if is_wrapped:
        return (child for child in wrapped_children(parent) if child.tag == tag)
    return parent.iterchildren(tag)


def _cells(
    elements: Iterable[etree._Element], placed: Set[etree._Element | None], column: int, above: frozenset[int]
) -> tuple[list[TableCell], frozenset[int]]:
    """The cells of a row, and the columns at which a vertical merge may go on below.

    ``placed`` are the cells that say where they stand; the others are one column wide and stand for themselves. A cell
    that claims to go on from above where nothing is merged stands for itself, as Word shows it.
    """
    cells: list[TableCell] = []
    merged: set[int] = set()
    for cell in elements:
        told = _cell_properties(cell) if cell in placed else None
        if not told:
            cells.append(TableCell(cell, column, 1, False))
            column += 1
            continue
        if "cellDel" in told:
            continue
        span = min(max(1, whole(value_of(told.get("gridSpan")), 1)), MAX_COLUMNS)
        if cells and _continues(told.get("hMerge")):
            cells[-1].span += span
        else:
            merge = _vertical_merge(told)
            cells.append(TableCell(cell, column, span, merge == "continue" and column in above))
            if merge:
                merged.add(column)
        column += span
    return cells, frozenset(merged)


def _cell_properties(cell: etree._Element) -> dict[str, etree._Element]:
    """Those of a cell's properties that say where it stands, by name."""
    properties = first_child(cell, _CELL_PROPERTIES)
    return {} if properties is None else {_PLACING[p.tag]: p for p in properties.iterchildren(*_PLACING)}


def _vertical_merge(told: dict[str, etree._Element]) -> str:
    """``restart``, ``continue`` or nothing; a tracked merge counts as accepted."""
    tracked = told.get("cellMerge")
    if tracked is not None:
        return {"rest": "restart", "cont": "continue"}.get(tracked.get(f"{W}vMerge", ""), "")
    if "vMerge" not in told:
        return ""
    return "continue" if _continues(told["vMerge"]) else "restart"


def _continues(merge: etree._Element | None) -> bool:
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"
