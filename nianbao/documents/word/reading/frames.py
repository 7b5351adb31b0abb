"""Tables that are only a frame on the page: what stands in their cells is read as if there were no table."""

from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.stream import Paragraph
from nianbao.documents.word.reading.rows import TableCell, wrapped_children
from nianbao.documents.word.xml import W
from nianbao.report.text import squeeze

LONG_TEXT = 200
"""So many characters in the only cell of a row are prose, not a label; the longest official label has 45."""
SEVERAL = 3
"""Paragraphs; a label broken over lines has them too, but it is short and is no section heading."""


def is_one_column(rows: list[list[TableCell]]) -> bool:
    """A table whose every row is a single cell holds no data in columns."""
    return all(len(cells) <= 1 for cells in rows)


def is_frame_row(cells: list[TableCell], may_nest: bool) -> bool:
    """Whether a row holds pieces of the report rather than cells of data.

    It does when a table in it has more to say than the row itself, when a cell holds a section heading amid
    other paragraphs or all the width, or when a single cell of prose fills it. ``may_nest`` False spares the
    search for tables.
    """
    if not may_nest and len(cells) > 1 and all(len(cell.element) <= SEVERAL for cell in cells):
        return False  # no cell has as many paragraphs as SEVERAL: the usual row
    filled: list[list[str]] = []
    nested = 0
    for cell in cells:
        if cell.continued:
            continue
        if may_nest:
            nested += _nested_cells(cell)
        if lines := _lines(cell):
            filled.append(lines)
    if nested > max(1, len(filled)):
        return True
    if any(len(lines) >= SEVERAL and _has_heading(lines) for lines in filled):
        return True
    if len(filled) != 1:
        return False
    lines = filled[0]
    if len(cells) == 1 and (_has_heading(lines) or nested > 1):
        return True
    return len("".join(lines)) >= LONG_TEXT and (len(cells) == 1 or len(lines) >= SEVERAL)


def _lines(cell: TableCell) -> list[str]:
    """Non-empty paragraphs right in a cell, roughly: enough to tell prose from data."""
    texts = (
        squeeze("".join(t.text or "" for t in child.iter(f"{W}t")))
        for child in wrapped_children(cell.element)
        if child.tag == f"{W}p"
    )
    return [text for text in texts if text]


def _nested_cells(cell: TableCell) -> int:
    """Cells with text in tables inside a cell; a text box is no table of the cell's."""
    tables = [child for child in wrapped_children(cell.element) if child.tag == f"{W}tbl"]
    cells = (inner for table in tables for inner in table.iter(f"{W}tc"))
    return sum(any((t.text or "").strip() for t in inner.iter(f"{W}t")) for inner in cells)


def _has_heading(lines: list[str]) -> bool:
    return any(section_heading(Paragraph(line)) for line in lines)
