"""The table reader: official tables out of grids, by label.

A cell is placed by its row label and its column header, never by counting numbers from the top. Whatever
does not fit is said (``TableReadError``), not repaired.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nianbao.documents.stream import Grid, GridCell
from nianbao.documents.tables.head import applicants_in_order, header_positions, leads_agree
from nianbao.documents.tables.row_values import DataRow, MisplacedValuesError, RowShapes, place
from nianbao.report.cells import Cell, CellKind
from nianbao.report.labels import LabelIndex, column_cores, has_ordinal, ordinal_of
from nianbao.report.layout import ORGANISATIONS, Column, TableLayout
from nianbao.report.model import Address, ProblemCode, Table
from nianbao.report.patterns import regex
from nianbao.report.place import Place
from nianbao.report.text import squeeze

_ARABIC_ORDINAL = regex(r"\s*\d\s*[.．、]")
_place = lru_cache(maxsize=4096)(Place)
"""Reports are alike: their cells stand in the same places."""


class TableReadError(Exception):
    """One official table cannot be read; the message says which row or header and why, in Chinese."""

    def __init__(self, code: ProblemCode, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Sheet:
    """A grid that holds (part of) an official table: what stood right above it, and which block of the file it is."""

    grid: Grid
    block: int | None = None
    caption: str = ""

    def cell(self, row: int, index: int, printed: GridCell, read: Cell | None = None) -> Cell:
        """A printed cell understood, with its place (row and cell counted from 0 here, from 1 there)."""
        read = read or Cell.read(printed.text)
        place = _place(printed.page, self.block, row + 1, index + 1)
        return Cell(read.raw, read.kind, read.value, read.note, self.grid.origin, place, read.unit)


MIN_ROWS_IN_OFFICIAL_ORDER = 10
"""A table three without headers is read in the official order only when at least so many rows add up."""


def read_table(layout: TableLayout, sheets: Sequence[Sheet]) -> Table:
    """Table two or three from all the grids that hold parts of it (table four: ``table_four``).

    Raises ``TableReadError`` when a header is missing or out of place, a row has too few or too many values,
    values stand without a label, or two rows with the same label disagree.
    """
    reader = _Reader(layout)
    for sheet in sheets:
        reader.take(sheet)
    return reader.table()


class _Reader:
    """Takes sheet after sheet of one official table."""

    def __init__(self, layout: TableLayout) -> None:
        self.layout = layout
        self.index = LabelIndex.of(layout)
        self.merged = {row.key for row in layout.merged_rows}
        self.cells: dict[Address, Cell] = {}
        self.columns: dict[str, tuple[Column, ...]] = {}
        self.unknown: list[str] = []
        self.printed: list[tuple[str | None, str]] = []
        """Rows as printed: key, or None where the label is unknown, and that label."""
        self.without_header: list[tuple[Sheet, DataRow]] = []
        self.reordered = False
        """The header names the columns of table three in another order than the form."""
        self.headers: list[str] = []
        """Texts of the rows above the first row of values: what is left of a header."""

        self.strange_heads: list[list[str]] = []
        """Texts of the rows that are no official row and no whole header."""

    def take(self, sheet: Sheet) -> None:
        pending: list[tuple[DataRow, tuple[Column, ...] | None]] = []
        for number, row in enumerate(_with_torn_labels_joined(self.index, sheet.grid.rows)):
            data = self._data_row(number, row)
            if data is not None:
                pending.append((data, self.columns.get(self.layout.block_of[data.key].title)))
                self.printed.append((data.key, ""))
            elif columns_named := self._header_columns(row):
                self.columns |= columns_named
            else:
                self.strange_heads.append([squeeze(c.text) for c in row if c.text.strip()])
                if not any(key for key, _ in self.printed):
                    self.headers += [squeeze(c.text) for c in row if c.text.strip()]
                self._note_stranger(row)
        header = sheet.grid.rows[: pending[0][0].number] if pending else sheet.grid.rows
        positions = self._positions(sheet.grid, header)
        shapes = {
            wanted: RowShapes([d for d, c in pending if c is not None and len(c) == wanted], wanted)
            for wanted in {len(columns) for _, columns in pending if columns is not None}
        }
        for data, columns in pending:
            if columns is None:
                self.without_header.append((sheet, data))
                continue
            try:
                values = place(data, columns, positions, shapes[len(columns)])
            except MisplacedValuesError as error:
                label = self.layout.rows[data.key].label
                raise TableReadError(error.code, f"{self.layout.name}“{label}”一行{error}") from error
            self._store(sheet, data, values)

    def table(self) -> Table:
        if self.without_header:
            self._read_in_official_order()
        self._take_group_rows_out()
        if self.reordered:
            self._check_reordered()
        table = Table(self.layout, self.cells, tuple(self.unknown))
        if doubt := self._perhaps_unknown(table):
            label, lost = doubt
            said = "、".join(f"“{self.layout.rows[row].label}”" for row in lost[:3])
            same_ordinal = len(lost) == 1 and ordinal_of(label) == ordinal_of(self.layout.rows[lost[0]].label) != ""
            raise TableReadError(
                "renamed" if same_ordinal else "unknown_row",
                f"{self.layout.name}有认不出名称的行“{label}”，又缺{said}，不能断定它是哪一行",
            )
        return table

    def _take_group_rows_out(self) -> None:
        """（六）其他处理 is a row of its own only where its three rows are not printed; else it heads them, with
        subtotals perhaps, which are nothing official."""
        for row in self.layout.merged_rows:
            if not any(key.startswith(f"{row.key}.") for key, _ in self.cells):
                continue
            own = [self.cells.pop(address) for address in [a for a in self.cells if a[0] == row.key]]
            if any(cell.is_number and cell.value for cell in own):
                self.unknown.append(row.label)

    def _perhaps_unknown(self, table: Table) -> tuple[str, list[str]] | None:
        """A row of unknown label where official rows are missing: it may be one of them."""
        order = table.rows()
        keys = [key for key, _ in self.printed]
        for at, (key, label) in enumerate(self.printed):
            if key is None:
                above = next((k for k in reversed(keys[:at]) if k in order), None)
                below = next((k for k in keys[at:] if k in order), None)
                first = order.index(above) + 1 if above else 0
                last = order.index(below) if below else len(order)
                missing = [k for k in order[first:last] if not table.has_row(k)]
                if above and self._is_blank(above):
                    missing.append(above)  # the figures may be those of the row above, its label torn in two
                if missing:
                    return " ".join(label.split()), missing
        return None

    def _is_blank(self, row: str) -> bool:
        return all(cell.kind is CellKind.BLANK for (key, _), cell in self.cells.items() if key == row)

    # --- rows -------------------------------------------------------------------------------------------------

    def _data_row(self, number: int, row: tuple[GridCell, ...]) -> DataRow | None:
        """The rightmost official row label with its cells; None for headers, group lines and strangers."""
        words = [(position, text) for position, cell in enumerate(row) if (text := cell.text) and not text.isdecimal()]
        for nth in range(len(words) - 1, -1, -1):
            position, text = words[nth]
            key = self.index.row(text)
            if key is None:
                continue
            if key in self.merged and _ARABIC_ORDINAL.match(text):
                key = f"{key}.misc"  # 3.其他处理 is the third row of （六）其他处理
            after = row[position + 1 :]
            if any(self.index.header(later) for _, later in words[nth + 1 :]):
                return None
            if not has_ordinal(text) and any(self.index.header(earlier) for _, earlier in words[:nth]):
                return None  # 总计 or 其他 at the end of a header row
            if self.index.names_something_else(text) and len(after) < len(self.layout.columns_of(key)):
                return None  # 其他 and 总计 are column headers too, （六）其他处理 also heads a group of rows
            return DataRow(key, number, row, position, len(self.layout.rows[key].labels))
        return None

    def _note_stranger(self, row: tuple[GridCell, ...]) -> None:
        """A row with values and no official label: its label is kept; values without any label are an error."""
        texts = [c.text for c in row if c.text.strip()]
        kinds = [Cell.read(text).kind for text in texts]
        words = [text for text, kind in zip(texts, kinds, strict=True) if kind is CellKind.TEXT]
        counted = sum(kind in (CellKind.NUMBER, CellKind.ZERO) for kind in kinds)
        if not words:
            if counted > 1:
                said = "、".join(texts[:3])
                raise TableReadError("unknown_row", f"{self.layout.name}有一行数字（{said}…）前面没有名称")
            return  # a page number, or an empty row
        if counted and self.index.row(words[-1]) is None and not self.index.leaf(words[-1]):
            self.unknown.append(" ".join(words[-1].split()))
            self.printed.append((None, words[-1]))
        elif not counted and len(row) > len(words) and not any(self.index.known(word) for word in words):
            self.printed.append((None, words[-1]))  # perhaps an official row of blanks or dashes

    def _store(self, sheet: Sheet, data: DataRow, values: dict[str, int]) -> None:
        for column, index in values.items():
            printed = data.after[index]
            read = self.layout.read_cell(data.key, printed.text)
            cell = sheet.cell(data.number, data.label_at + 1 + index, printed, read)
            earlier = self.cells.get((data.key, column))
            if earlier is not None and (earlier.value, earlier.kind) != (cell.value, cell.kind):
                raise TableReadError("contradiction", f"{self.layout.label(data.key)}出现两次且数字不同")
            self.cells[data.key, column] = cell

    # --- headers ----------------------------------------------------------------------------------------------

    def _header_columns(self, row: tuple[GridCell, ...]) -> dict[str, tuple[Column, ...]]:
        """Columns in printed order for the blocks (by title) whose header this row is.

        Table three: the five organisation columns stand in one row, 自然人 before and 总计 after them.
        """
        texts = [self.index.core(c.text) for c in row if c.text.strip()]
        found: dict[str, tuple[Column, ...]] = {}
        for block in self.layout.blocks:
            leaves = [c for c in block.columns if ORGANISATIONS in c.labels] or list(block.columns)
            seen = [column for text in texts for column in leaves if text in column_cores(column)]
            if len(set(seen)) != len(leaves):
                continue
            if self.layout.key == "applications":
                first, last = block.columns[0], block.columns[-1]
                found[block.title] = (first, *seen, last)
            else:
                found[block.title] = tuple(seen)
        return found

    def _positions(self, grid: Grid, header: Sequence[tuple[GridCell, ...]]) -> dict[int, str]:
        """Where the columns of table three stand in the grid. Raises ``TableReadError`` when neither their places nor
        their order can be relied on."""
        if self.layout.key != "applications":
            return {}
        positions = header_positions(self.layout, self.index, grid) if grid.has_columns else {}
        columns = self.layout.blocks[0].columns
        whole = len(positions) == len(columns)
        if not whole and not applicants_in_order(self.index, header, columns):
            raise TableReadError("no_header", f"{self.layout.name}表头各列的顺序与统一格式不同，不能断定各列的含义")
        self.reordered |= whole and [positions[at] for at in sorted(positions)] != [c.key for c in columns]
        return positions

    def _check_reordered(self) -> None:
        """Columns in another order are believed when the rows add up so; a header cell of a wrong width moves them."""
        columns = [c.key for c in self.layout.blocks[0].columns]
        rows = {row for row, _ in self.cells}
        values = [[self.cells[row, c].value if (row, c) in self.cells else None for c in columns] for row in rows]
        counted = [[v for v in of_row if v is not None] for of_row in values if None not in of_row and any(of_row)]
        if sum(sum(v[:-1]) != v[-1] for v in counted) * 2 > len(counted):
            raise TableReadError(
                "no_header",
                f"{self.layout.name}表头各列的顺序与统一格式不同，照表头读出的各行又不相加，不能断定各列的含义",
            )

    def _read_in_official_order(self) -> None:
        """Table three whose header was lost: in the official order, if every row is whole and adds up."""
        sheet, data = self.without_header[0]
        label = self.layout.rows[data.key].label
        lost = self._renamed_head(data) or TableReadError(
            "no_header", f"{self.layout.name}缺少表头，无法确定“{label}”一行各列的含义"
        )
        columns = self.layout.blocks[0].columns
        if self.layout.key != "applications" or self.columns or len(self.without_header) < MIN_ROWS_IN_OFFICIAL_ORDER:
            raise lost
        if not leads_agree(self.headers, columns):
            raise lost
        for sheet, data in self.without_header:
            filled = data.filled
            values = [Cell.read(data.after[i].text).value for i in filled]
            if len(filled) != len(columns) or any(v is None for v in values):
                raise lost
            numbers = [v for v in values if v is not None]
            if sum(numbers[:-1]) != numbers[-1]:
                raise lost
            self._store(sheet, data, {c.key: i for c, i in zip(columns, filled, strict=True)})

    def _renamed_head(self, data: DataRow) -> TableReadError | None:
        """The header is there, but names as many columns otherwise as are missing."""
        block = self.layout.block_of[data.key]
        leaves = [c for c in block.columns if ORGANISATIONS in c.labels] or list(block.columns)
        for texts in self.strange_heads:
            cores = {self.index.core(text) for text in texts}
            missing = [column.label for column in leaves if not cores & column_cores(column)]
            odd = [text for text in texts if not self.index.known(text)]
            known = len(texts) - len(odd)
            if odd and len(odd) == len(missing) and known and not any(Cell.read(t).is_number for t in texts):
                said, official = (f"“{'、'.join(names)}”" for names in (odd, missing))
                message = f"{self.layout.name}表头写的是{said}，统一格式是{official}，不能断定各列的含义"
                return TableReadError("renamed", message)
        return None


def _with_torn_labels_joined(index: LabelIndex, rows: Sequence[tuple[GridCell, ...]]) -> list[tuple[GridCell, ...]]:
    """Rows with a label that a page break or a line end has torn in two put together again.

    The upper part stands alone in its row, the lower part leads the row of values (or the other way round).
    """
    joined = list(rows)
    for i in range(len(joined) - 1):
        upper, lower = joined[i], joined[i + 1]
        below = _filled(lower)
        if not below or index.is_label(lower[below[0]].text) or not (above := _filled(upper)):
            continue
        for a, values in ((above[-1], False), (above[0], True)):
            first, second = upper[a].text, lower[below[0]].text
            if index.is_label(first) or Cell.read(second).kind is not CellKind.TEXT:
                continue
            if not index.is_label(first + second) or index.row(first + second) is None:
                continue
            whole = first + second
            if values:  # the lower part stands alone
                if len(below) == 1:
                    joined[i] = (*upper[:a], upper[a]._replace(text=whole), *upper[a + 1 :])
                    joined[i + 1] = tuple(c._replace(text="") for c in lower)
            else:
                n = below[0]
                joined[i] = (*upper[:a], upper[a]._replace(text=""), *upper[a + 1 :])
                joined[i + 1] = (*lower[:n], lower[n]._replace(text=whole), *lower[n + 1 :])
            break
    return joined


def _filled(row: tuple[GridCell, ...]) -> list[int]:
    return [n for n, cell in enumerate(row) if (text := cell.text) and not text.isspace()]
