"""The three official tables in Word, merged as the official form is.

They are built cell by cell in lxml, in milliseconds; ``python-docx`` needs seconds for them.
"""

from collections.abc import Iterator

from lxml import etree

from nianbao.documents.recognise.headings import official_title
from nianbao.documents.word.writing.paragraphs import make_paragraph
from nianbao.documents.word.writing.styles import TABLE_PT
from nianbao.documents.word.xml import ems, mm, twips, w
from nianbao.report.form import FormCell, FormGrid, official_grid
from nianbao.report.layout import TableKey
from nianbao.report.model import Report
from nianbao.report.text import fold

SMALLEST_PT = 5
DIGIT_EM = 0.65
"""Width of a digit in the widest font that may stand in for the Western one (its own are 0.5)."""

# Columns of each table; they fill the text width of 156 mm.
_WIDTHS_MM: dict[TableKey, tuple[float, ...]] = {
    "active_disclosure": (42, 38, 38, 38),
    "applications": (8.5, 24, 43, *(11.5,) * 7),
    "proceedings": (10.4,) * 15,
}
_ROW_MM: dict[TableKey, float] = {"active_disclosure": 8, "applications": 5.6, "proceedings": 9}
_CELL_MARGIN_MM = 0.6
_ROWS_TOGETHER = 2


def table_blocks(report: Report, key: TableKey) -> Iterator[etree._Element]:
    """The official form; where the report has no table, the empty form under a marker that says so."""
    layout, table = report.layout.tables[key], report.table(key)
    if table is None:
        yield make_paragraph(f"〔待填：{layout.name}没有数据，请按原件填写〕", "Normal")
    grid = official_grid(layout, table)
    widths = [mm(width) for width in _WIDTHS_MM[key]]
    properties = w(
        "tblPr",
        w("tblW", w=sum(widths), type="dxa"),
        w("jc", val="center"),
        w("tblBorders", *(_border(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=mm(_CELL_MARGIN_MM), type="dxa") for side in ("left", "right"))),
        w("tblCaption", val=official_title(layout.section)),
    )
    yield w(
        "tbl",
        properties,
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *(_row(grid, index, key, widths) for index in range(len(grid.rows))),
    )


def _border(side: str) -> etree._Element:
    return w(side, val="single", sz=4, space=0, color="auto")


def _row(grid: FormGrid, index: int, key: TableKey, widths: list[int]) -> etree._Element:
    """One row: the cells that start in it, and a continuation for each cell that reaches down into it."""
    properties = w("trPr", w("cantSplit"), w("trHeight", val=mm(_ROW_MM[key]), hRule="atLeast"))
    if index < grid.header_rows:
        properties.append(w("tblHeader"))
    reaching = [c for row in grid.rows[: index + 1] for c in row if c.row <= index < c.row + c.rowspan]
    keep_next = _stays_with_next(grid, index, key)
    cells = sorted(reaching, key=lambda c: c.column)
    return w("tr", properties, *(_cell(cell, index, key, widths, keep_next) for cell in cells))


def _stays_with_next(grid: FormGrid, index: int, key: TableKey) -> bool:
    """Whether a row may not end a page. Table four is small and stays whole, table two breaks between its blocks, table
    three anywhere but near its ends: kept whole, they leave half a page empty before them (Word repeats the header)."""
    last = len(grid.rows) - 1
    if index >= last:
        return False
    if key == "applications":
        return index < grid.header_rows + _ROWS_TOGETHER or index >= last - _ROWS_TOGETHER
    following = grid.rows[index + 1]
    begins_block = len(following) == 1 and following[0].header and following[0].colspan == grid.columns
    return key == "proceedings" or not begins_block


def _cell(cell: FormCell, row: int, key: TableKey, widths: list[int], keep_next: bool) -> etree._Element:
    width = sum(widths[cell.column : cell.column + cell.colspan])
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    if cell.colspan > 1:
        properties.append(w("gridSpan", val=cell.colspan))
    if cell.rowspan > 1:
        properties.append(w("vMerge", val="restart" if cell.row == row else "continue"))
    properties.append(w("vAlign", val="center"))
    layout = [w("keepNext")] if keep_next else []
    if cell.header and (aside := twips(_narrowing(cell, key, width))):
        layout.append(w("ind", left=aside, right=aside))
    if key == "applications" and not cell.header and cell.address is None and cell.rowspan == 1:
        layout.append(w("jc", val="left"))  # row labels of table three; labels of its groups are centred
    text = cell.text if cell.row == row else ""
    return w("tc", properties, make_paragraph(text, "TableText", *layout, points=_table_size(cell, key, width)))


def _narrowing(cell: FormCell, key: TableKey, width: int) -> float:
    """Points to leave at either side of a narrow header, so that it breaks between words: 商业/企业, not 商业企/业.

    The words of these headers are pairs of characters; a line that holds three is narrowed to two.
    """
    size = TABLE_PT[key]
    fitting = int(_room(width) / size)
    return size / 2 if fitting % 2 and fitting < len(cell.text) and cell.colspan == 1 else 0


def _room(width: int) -> float:
    """Points for text in a cell of ``width`` twips."""
    return width / 20 - 2 * _CELL_MARGIN_MM / 25.4 * 72


def _table_size(cell: FormCell, key: TableKey, width: int) -> float:
    """Points: the table's size, less for a number too long for its cell, for a broken number is misread."""
    usual = TABLE_PT[key]
    if cell.address is None or not cell.text or not fold(cell.text).isascii():
        return usual
    fitting = _room(width) / (ems(cell.text) * DIGIT_EM / 0.5)
    return usual if fitting >= usual else max(SMALLEST_PT, int(fitting * 2) / 2)
