"""Table four: fifteen values under three groups of five, in one table or in one small table a group."""

from collections.abc import Sequence

from nianbao.documents.stream import GridCell
from nianbao.documents.tables.reader import Sheet, TableReadError
from nianbao.report.cells import Cell, CellKind
from nianbao.report.labels import LabelIndex, column_cores, label_core
from nianbao.report.layout import OUTCOME_COLUMNS, Block, TableLayout
from nianbao.report.model import Address, ProblemCode, Table

_GridRow = tuple[GridCell, ...]


def read_table_four(layout: TableLayout, sheets: Sequence[Sheet]) -> Table:
    """Raises ``TableReadError`` unless the headers name every group and column in order over one row of values."""
    small = [_one_group(layout, sheet) for sheet in sheets]
    if len(sheets) > 1 and all(group is not None for group in small):
        return _by_group(layout, [(g, s) for g, s in zip(small, sheets, strict=True) if g is not None])
    return _whole(layout, sheets)


def _whole(layout: TableLayout, sheets: Sequence[Sheet]) -> Table:
    index = LabelIndex.of(layout)
    rows = [(sheet, number, row) for sheet in sheets for number, row in enumerate(sheet.grid.rows)]
    headers = [row for _, _, row in rows if _is_header(index, row)]
    addresses = _by_columns(layout, index, headers)
    if addresses is None:
        _check_order(layout, index, headers)
        addresses = list(layout.addresses)
    cells = dict(zip(addresses, _values(layout, rows, addresses), strict=True))
    return Table(layout, {address: cells[address] for address in layout.addresses})


def _by_columns(layout: TableLayout, index: LabelIndex, headers: list[_GridRow]) -> list[Address] | None:
    """The address of each of fifteen grid columns by the headers above it; None where the grid does not tell.

    A header over several columns is printed in the first of them, or repeated in each.
    """
    width = len(layout.addresses)
    spread = [cells for row in headers if len(cells := _spread(row)) == width]
    if not spread or len(spread) != len(headers):
        return None
    named: list[set[str]] = [set() for _ in range(width)]
    for cells in spread:
        group = ""
        for at, text in enumerate(cells):
            core = index.core(text) if text.strip() else ""
            is_leaf = any(core in column_cores(c) for c in layout.blocks[0].columns)
            group = "" if is_leaf else core or group
            named[at] |= {core, group} - {""}
    addresses = [_address(layout, names) for names in named]
    found = [a for a in addresses if a is not None]
    return found if sorted(found) == sorted(layout.addresses) else None


def _spread(row: _GridRow) -> list[str]:
    """The texts of a row grid column by grid column: a merged cell in its first, the rest blank."""
    if any(cell.column is None for cell in row):
        return [cell.text for cell in row]
    texts: list[str] = []
    for cell in row:
        texts += [""] * ((cell.column or 0) - len(texts)) + [cell.text] + [""] * (cell.span - 1)
    return texts


def _address(layout: TableLayout, names: set[str]) -> Address | None:
    blocks = [b for b in layout.blocks if label_core(b.rows[0].label) in names]
    columns = [c for c in layout.blocks[0].columns if column_cores(c) & names]
    if len(blocks) > 1:  # 行政诉讼 over 复议后起诉: the inner one
        blocks = [b for b in blocks if len(b.rows[0].labels) > 1]
    return (blocks[0].rows[0].key, columns[0].key) if len(blocks) == 1 == len(columns) else None


def _values(layout: TableLayout, rows: list[tuple[Sheet, int, _GridRow]], addresses: Sequence[Address]) -> list[Cell]:
    """The cells of the one row that holds values, as many as there are addresses."""
    index = LabelIndex.of(layout)
    wanted = len(addresses)
    found = [
        (s, n, row) for s, n, row in rows if not _is_header(index, row) and _filled(row) and not _numbers_columns(row)
    ]
    if not found:  # a form that was never filled in
        found = [(s, n, row) for s, n, row in rows if not _is_header(index, row) and len(row) >= wanted][:1]
    if len(found) != 1:
        said = "没有读到数字行" if not found else f"读到{len(found)}行数字，应为一行"
        raise TableReadError("short_row" if not found else "long_row", f"{layout.name}{said}")
    sheet, number, row = found[0]
    cells = [(i, cell) for i, cell in enumerate(row)]
    spare = len(cells) > wanted and not cells[-1][1].text.strip()
    while len(cells) > wanted and not cells[-1][1].text.strip():
        cells.pop()
    if len(cells) == wanted + 1 and Cell.read(cells[0][1].text).kind is CellKind.TEXT:
        cells.pop(0)  # 件数, in a column of its own
    if len(cells) != wanted:
        code: ProblemCode = "short_row" if len(cells) < wanted else "long_row"
        raise TableReadError(code, f"{layout.name}数字行读到{len(cells)}格，应有{wanted}格")
    read = [sheet.cell(number, i, cell) for i, cell in cells]
    if spare and not _adds_up(read):
        raise TableReadError("ambiguous", f"{layout.name}数字行比表头多出空格，各组又不相加，不能断定数字属于哪一列")
    return read


def _adds_up(cells: Sequence[Cell]) -> bool:
    """True when in every group the parts make up the total, blank cells counting nothing."""
    size = len(OUTCOME_COLUMNS)
    groups = [[cell.value or 0 for cell in cells[at : at + size]] for at in range(0, len(cells), size)]
    return all(sum(parts) == total for *parts, total in groups)


def _is_header(index: LabelIndex, row: _GridRow) -> bool:
    return any(index.known(c.text) for c in row if c.text)


def _numbers_columns(row: _GridRow) -> bool:
    """栏次 1 2 3 … 15: a number for each column, in which nothing is counted."""
    texts = [c.text.strip() for c in row if Cell.read(c.text).kind is not CellKind.TEXT and c.text.strip()]
    return len(texts) > 2 and texts == [str(n) for n in range(1, len(texts) + 1)]


def _filled(row: _GridRow) -> bool:
    """Holds more than a remark under the table."""
    texts = [c.text for c in row if c.text.strip()]
    return len(texts) > 1 or any(Cell.read(t).kind is not CellKind.TEXT for t in texts)


def _check_order(layout: TableLayout, index: LabelIndex, headers: list[_GridRow]) -> None:
    """Groups and columns in the official order, each where it belongs."""
    texts = [index.core(c.text) for row in headers for c in row if c.text.strip()]
    groups = {label_core(label) for block in layout.blocks for label in block.rows[0].labels}
    if not groups <= set(texts):
        raise TableReadError("no_header", f"{layout.name}表头不完整，无法确定各列属于行政复议还是行政诉讼")
    order = [texts.index(label_core(block.rows[0].label)) for block in layout.blocks]
    columns = [c.key for t in texts for c in layout.blocks[0].columns if t in column_cores(c)]
    expected = [c.key for c in layout.blocks[0].columns] * len(layout.blocks)
    if columns != expected or order != sorted(order):
        raise TableReadError("no_header", f"{layout.name}表头各列的名称或顺序与统一格式不同，未按位置猜测")


# --- a small table a group ------------------------------------------------------------------------------------


def _one_group(layout: TableLayout, sheet: Sheet) -> Block | None:
    """The block of a grid that holds five columns of one group, named in it or right above it."""
    index = LabelIndex.of(layout)
    texts = [index.core(c.text) for row in sheet.grid.rows for c in row if c.text.strip()]
    columns = [c.key for t in texts for c in layout.blocks[0].columns if t in column_cores(c)]
    if columns != [c.key for c in layout.blocks[0].columns]:
        return None
    said = label_core(sheet.caption) + "".join(texts)
    own = [b for b in layout.blocks if label_core(b.rows[0].label) in said]
    suits = [b for b in own if len(b.rows[0].labels) > 1]
    if len(suits) == 1:
        return suits[0]
    return own[0] if len(own) == 1 and not suits else None


def _by_group(layout: TableLayout, groups: list[tuple[Block, Sheet]]) -> Table:
    if sorted(layout.blocks.index(b) for b, _ in groups) != list(range(len(layout.blocks))):
        raise TableReadError("no_header", f"{layout.name}分成几张小表，没有读全行政复议和两类行政诉讼")
    cells: dict[Address, Cell] = {}
    for block, sheet in groups:
        addresses = [(block.rows[0].key, c.key) for c in block.columns]
        rows = [(sheet, number, row) for number, row in enumerate(sheet.grid.rows)]
        cells |= dict(zip(addresses, _values(layout, rows, addresses), strict=True))
    return Table(layout, {address: cells[address] for address in layout.addresses})
