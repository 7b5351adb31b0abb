"""The table reader: official tables out of grids, by label.

A cell is placed by its row label and its column header, never by counting numbers from the top. Whatever
does not fit is said (``TableReadError``), not repaired.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.labels import LabelIndex, label_core
from documents.stream import Grid, GridCell
from report.cells import Cell
from report.layout import LAYOUTS, ORGANISATIONS, Column, Layout, TableKey, TableLayout
from report.model import Address, Table


class TableReadError(Exception):
    """One official table cannot be read; the message says which row or header and why, in Chinese."""


GridRow = tuple[GridCell, ...]


@dataclass(frozen=True)
class _DataRow:
    """A row whose label is official: the label's key and the cells to the right of it."""

    key: str
    after: tuple[GridCell, ...]


def classify(grid: Grid) -> TableKey | None:
    """Which official table a grid (or a torn part of one) belongs to, by its labels."""
    texts = {label_core(cell.text) for row in grid.rows for cell in row if cell.text}
    scores = Counter({key: len(texts & LabelIndex.of_any_layout(key).vocabulary) for key in LAYOUTS[0].tables})
    key, best = scores.most_common(1)[0]
    return key if best >= 2 else None


def detect_layout(grids: Iterable[Grid], year: int | None) -> Layout:
    """The form in use, told by the headers of table two; the report year decides only when they are silent."""
    texts = {label_core(cell.text) for grid in grids for row in grid.rows for cell in row}
    scores = {}
    for layout in LAYOUTS:
        table = layout.tables["active_disclosure"]
        labels = {label_core(label) for b in table.blocks for c in b.columns for label in (c.label, *c.aliases)}
        scores[layout.key] = sum(any(t.startswith(label) for t in texts) for label in labels)
    new, old = LAYOUTS
    if scores[new.key] != scores[old.key]:
        return max(LAYOUTS, key=lambda layout: scores[layout.key])
    return old if year is not None and year < new.first_year else new


def read_table(layout: TableLayout, grids: Sequence[Grid]) -> Table:
    """One official table from all the grids that hold parts of it.

    Raises ``TableReadError`` when a header is missing or out of place, a row is too short, or two rows
    with the same label disagree.
    """
    if layout.key == "proceedings":
        return _read_proceedings(layout, grids)
    cells: dict[Address, Cell] = {}
    unknown: list[str] = []
    columns: dict[str, tuple[Column, ...]] = {}
    for grid in grids:
        index = LabelIndex.of(layout)
        pending: list[_DataRow] = []
        for row in grid.rows:
            data = _data_row(layout, index, row)
            if data is not None:
                pending.append(data)
            elif header := _header_columns(layout, row):
                columns |= header
            elif label := _unknown_label(index, row):
                unknown.append(label)
        start = _usual_start(layout, pending)
        positions = _header_positions(layout, grid) if grid.has_columns else {}
        for data in pending:
            block = layout.block_of[data.key].title
            if block not in columns:
                raise TableReadError(f"{layout.name}缺少表头，无法确定“{layout.rows[data.key].label}”一行各列的含义")
            values = _values(layout, data, columns[block], positions, start)
            _store(cells, layout, data.key, values)
    return Table(layout, cells, tuple(unknown))


# --- rows -----------------------------------------------------------------------------------------------------


def _data_row(layout: TableLayout, index: LabelIndex, row: GridRow) -> _DataRow | None:
    """The rightmost official row label with its cells; None for headers, group lines and strangers."""
    for position in range(len(row) - 1, -1, -1):
        text = row[position].text
        key = index.row(text)
        if key is None:
            continue
        after = row[position + 1 :]
        if any(index.header(c.text) for c in after):
            return None
        if index.names_something_else(text) and len(after) < len(layout.columns_of(key)):
            return None  # 其他 and 总计 are column headers too, （六）其他处理 also heads a group of rows
        return _DataRow(key, after)
    return None


def _unknown_label(index: LabelIndex, row: GridRow) -> str | None:
    """The label of a row that holds numbers but no official label."""
    texts = [c.text for c in row if c.text]
    if len(texts) < 2 or index.known(texts[0]) or not any(Cell.read(t).is_number for t in texts[1:]):
        return None
    return texts[0]


def _values(
    layout: TableLayout,
    data: _DataRow,
    columns: tuple[Column, ...],
    positions: dict[int, str],
    usual_start: int | None,
) -> dict[str, Cell]:
    """Column key → cell for one row.

    With grid columns (Word) each cell goes under its header. Without, the values are the run of
    cells right of the label; where blanks at its ends leave a choice, the neighbours' alignment decides.
    """
    label = layout.rows[data.key].label
    wanted = len(columns)
    if positions and wanted > 1:
        placed = {positions[c.column]: c for c in data.after if c.column in positions}
        strays = [c for c in data.after if c.column not in positions and c.text.strip()]
        if not strays and len(placed) == wanted:
            return {key: Cell.read(cell.text) for key, cell in placed.items()}
        if len(data.after) != wanted:
            raise TableReadError(f"{layout.name}“{label}”一行的单元格与表头各列对不上（合并单元格可能被改动）")
    texts = [c.text for c in data.after]
    if len(texts) < wanted:
        raise TableReadError(f"{layout.name}“{label}”一行只读到{len(texts)}格，应有{wanted}格")
    filled = [i for i, text in enumerate(texts) if text.strip()]
    starts = [s for s in range(len(texts) - wanted + 1) if not filled or (s <= filled[0] and filled[-1] < s + wanted)]
    if not starts:
        raise TableReadError(f"{layout.name}“{label}”一行读到的数多于{wanted}格")
    if not filled or len(starts) == 1:
        start = starts[0]
    elif usual_start in starts:
        start = usual_start
    elif wanted == 1:
        start = filled[0]
    else:
        raise TableReadError(f"{layout.name}“{label}”一行有空格，无法确定数字属于哪一列")
    return {column.key: Cell.read(texts[start + i]) for i, column in enumerate(columns)}


def _usual_start(layout: TableLayout, rows: list[_DataRow]) -> int | None:
    """Where values start right of the label in rows that leave no choice (all cells filled)."""
    starts: Counter[int] = Counter()
    for data in rows:
        wanted = len(layout.columns_of(data.key))
        filled = [i for i, c in enumerate(data.after) if c.text.strip()]
        if wanted > 1 and len(filled) == wanted == filled[-1] - filled[0] + 1:
            starts[filled[0]] += 1
    return starts.most_common(1)[0][0] if starts else None


def _store(cells: dict[Address, Cell], layout: TableLayout, row: str, values: dict[str, Cell]) -> None:
    for column, cell in values.items():
        earlier = cells.get((row, column))
        if earlier is not None and earlier.value != cell.value:
            raise TableReadError(f"{layout.label(row)}出现两次且数字不同")
        cells[row, column] = cell


# --- headers --------------------------------------------------------------------------------------------------


def _header_columns(layout: TableLayout, row: GridRow) -> dict[str, tuple[Column, ...]]:
    """Columns in printed order for the blocks (by title) whose header this row is.

    Table three: the five organisation columns stand in one row, 自然人 before and 总计 after them.
    """
    texts = [label_core(c.text) for c in row if c.text.strip()]
    found: dict[str, tuple[Column, ...]] = {}
    for block in layout.blocks:
        leaves = [c for c in block.columns if ORGANISATIONS in c.labels] or list(block.columns)
        seen = [column for text in texts for column in leaves if _names(column, text)]
        if len(seen) < len(leaves) or len(set(seen)) != len(leaves):
            continue
        if layout.key == "applications":
            first, last = block.columns[0], block.columns[-1]
            found[block.title] = (first, *seen, last)
        else:
            found[block.title] = tuple(seen)
    return found


def _names(column: Column, text: str) -> bool:
    """Header text equals the label, or starts with it and goes on with a remark: 现行有效件数（历史累计）."""
    return any(
        text == label_core(name) or text.startswith(label_core(name) + "(") for name in (column.label, *column.aliases)
    )


def _header_positions(layout: TableLayout, grid: Grid) -> dict[int, str]:
    """Grid column → column key for table three, from where its leaf headers stand."""
    if layout.key != "applications":
        return {}
    positions: dict[int, str] = {}
    for row in grid.rows:
        for cell in row:
            for column in layout.blocks[0].columns:
                if cell.column is not None and cell.text.strip() and _names(column, label_core(cell.text)):
                    positions.setdefault(cell.column, column.key)
        if len(positions) == len(layout.blocks[0].columns):
            return positions
    return positions


# --- table four -----------------------------------------------------------------------------------------------


def _read_proceedings(layout: TableLayout, grids: Sequence[Grid]) -> Table:
    """Fifteen values under three groups of five; the headers must name all groups and columns in order."""
    rows = [row for grid in grids for row in grid.rows]
    addresses = layout.addresses
    index = LabelIndex.of(layout)
    header_rows = [row for row in rows if any(index.known(c.text) for c in row if c.text)]
    value_rows = [row for row in rows if row not in header_rows and len(row) >= len(addresses)]
    if len(value_rows) > 1:
        value_rows = [row for row in value_rows if any(c.text.strip() for c in row)]
    _check_proceedings_header(layout, header_rows)
    if len(value_rows) != 1:
        found = "没有读到数字行" if not value_rows else f"读到{len(value_rows)}行数字，应为一行"
        raise TableReadError(f"{layout.name}{found}")
    texts = [c.text for c in value_rows[0]]
    while len(texts) > len(addresses) and not texts[-1].strip():
        texts.pop()
    if len(texts) != len(addresses):
        raise TableReadError(f"{layout.name}数字行读到{len(texts)}格，应有{len(addresses)}格")
    return Table(layout, {address: Cell.read(text) for address, text in zip(addresses, texts, strict=True)})


def _check_proceedings_header(layout: TableLayout, rows: list[GridRow]) -> None:
    texts = [label_core(c.text) for row in rows for c in row if c.text.strip()]
    groups = [label_core(label) for block in layout.blocks for label in block.rows[0].labels]
    order = [texts.index(g) for g in dict.fromkeys(groups) if g in texts]
    if len(order) != len(set(groups)):
        raise TableReadError(f"{layout.name}表头不完整，无法确定各列属于行政复议还是行政诉讼")
    direct, after = (texts.index(label_core(layout.rows[k].label)) for k in ("litigation_direct", "litigation_after"))
    columns = [next((c.key for c in block.columns if _names(c, t)), None) for t in texts for block in layout.blocks[:1]]
    expected = [c.key for c in layout.blocks[0].columns] * len(layout.blocks)
    if [c for c in columns if c] != expected or direct > after:
        raise TableReadError(f"{layout.name}表头各列的名称或顺序与统一格式不同，未按位置猜测")
