"""Table four: fifteen values under three groups of five."""

from collections.abc import Sequence

from nianbao.documents.stream import GridCell
from nianbao.documents.tables.printed_rows import Row, printed_rows
from nianbao.documents.tables.reader import Sheet, TableReadError
from nianbao.documents.tables.table_four_shapes import Part, read_shapes
from nianbao.report.cells import Cell, CellKind
from nianbao.report.labels import LabelIndex, column_cores, label_core
from nianbao.report.layout import OUTCOME_COLUMNS, TableLayout
from nianbao.report.model import Address, ProblemCode, Table

_GridRow = tuple[GridCell, ...]


def read_table_four(layout: TableLayout, sheets: Sequence[Sheet]) -> Table:
    """The form's shape first; else any other in which each value has a group and an outcome.

    Raises ``TableReadError`` where a value has not, where values are missing, and where one printed twice differs.
    """
    rows = printed_rows(LabelIndex.of(layout), sheets)
    try:
        return _whole(layout, rows)
    except TableReadError:
        parts = read_shapes(layout, rows)
        if not parts:
            raise
        return _joined(layout, parts)


def _joined(layout: TableLayout, parts: Sequence[Part]) -> Table:
    """The table of what several printed tables hold."""
    cells: dict[Address, Cell] = {}
    for address, cell in (pair for part in parts for pair in part):
        earlier = cells.setdefault(address, cell)
        if (earlier.value, earlier.kind) != (cell.value, cell.kind):
            said = f"{layout.label(*address)}印了两次，一处是“{earlier.raw}”，一处是“{cell.raw}”"
            raise TableReadError("contradiction", said)
    if cells.keys() != set(layout.addresses):
        raise TableReadError("no_header", f"{layout.name}没有读全行政复议和两类行政诉讼")
    return Table(layout, {address: cells[address] for address in layout.addresses})


def _whole(layout: TableLayout, rows: Sequence[Row]) -> Table:
    index = LabelIndex.of(layout)
    headers = [row.cells for row in rows if _is_header(index, row)]
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


def _values(layout: TableLayout, rows: Sequence[Row], addresses: Sequence[Address]) -> list[Cell]:
    """The cells of the one row that holds values, as many as there are addresses."""
    index = LabelIndex.of(layout)
    wanted = len(addresses)
    others = [row for row in rows if not _is_header(index, row)]
    found = [row for row in others if _filled(row) and not row.numbers_columns()]
    if not found:  # a form that was never filled in
        found = [row for row in others if len(row.cells) >= wanted][:1]
    if len(found) != 1:
        said = "没有读到数字行" if not found else f"读到{len(found)}行数字，应为一行"
        raise TableReadError("short_row" if not found else "long_row", f"{layout.name}{said}")
    row = found[0]
    indices = list(range(len(row.cells)))
    spare = len(indices) > wanted and not row.cells[-1].text.strip()
    while len(indices) > wanted and not row.cells[indices[-1]].text.strip():
        indices.pop()
    if len(indices) == wanted + 1 and row.cell(0).kind is CellKind.TEXT:
        indices.pop(0)  # 件数, in a column of its own
    if len(indices) != wanted:
        code: ProblemCode = "short_row" if len(indices) < wanted else "long_row"
        raise TableReadError(code, f"{layout.name}数字行读到{len(indices)}格，应有{wanted}格")
    read = [row.cell(index) for index in indices]
    if spare and not _adds_up(read):
        raise TableReadError("ambiguous", f"{layout.name}数字行比表头多出空格，各组又不相加，不能断定数字属于哪一列")
    return read


def _adds_up(cells: Sequence[Cell]) -> bool:
    """True when in every group the parts make up the total, blank cells counting nothing."""
    size = len(OUTCOME_COLUMNS)
    groups = [[cell.value or 0 for cell in cells[at : at + size]] for at in range(0, len(cells), size)]
    return all(sum(parts) == total for *parts, total in groups)


def _is_header(index: LabelIndex, row: Row) -> bool:
    return any(index.known(text) for text in row.texts())


def _filled(row: Row) -> bool:
    """Holds more than a remark under the table."""
    texts = row.texts()
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
