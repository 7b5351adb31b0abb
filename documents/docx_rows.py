"""The rows of a Word table as a reader of the paper sees them: grid columns, merges, accepted changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from documents.docx_parts import ALTERNATE
from documents.docx_styles import value_of, whole
from documents.docx_words import alternative
from documents.word_xml import W

MAX_COLUMNS = 63
"""Word's own limit; larger numbers in a file are damage."""
_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "dir", "bdo")
)
_PLACING = {W + name: name for name in ("gridSpan", "vMerge", "hMerge", "cellDel", "cellMerge")}
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
    for row in wrapped_children(table):
        if row.tag != f"{W}tr":
            continue
        properties = row.find(f"{W}trPr")
        if properties is not None and (_is(properties, "del") or _is(properties, "hidden")):
            continue
        before = None if properties is None else properties.find(f"{W}gridBefore")
        cells, merged = _cells(row, min(whole(value_of(before), 0), MAX_COLUMNS), merged)
        rows.append(cells)
    return rows


def _is(properties: etree._Element, name: str) -> bool:
    element = properties.find(W + name)
    return element is not None and element.get(f"{W}val", "true") not in _OFF


def _cells(row: etree._Element, column: int, above: frozenset[int]) -> tuple[list[TableCell], frozenset[int]]:
    """The cells of a row, and the columns at which a vertical merge may go on below.

    A cell that claims to go on from above where nothing is merged stands for itself, as Word shows it.
    """
    cells: list[TableCell] = []
    merged: set[int] = set()
    for cell in wrapped_children(row):
        if cell.tag != f"{W}tc":
            continue
        told = _cell_properties(cell)
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
    for child in cell:
        if child.tag == f"{W}tcPr":
            return {_PLACING[p.tag]: p for p in child if p.tag in _PLACING}
    return {}


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
