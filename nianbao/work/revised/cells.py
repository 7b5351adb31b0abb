"""Cells of the three tables as places that words can fill: each by its official name, and all that are blank together.

``BLANKS`` is every blank cell, ``blanks.applications`` those of one table.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS, cell_label
from nianbao.report.patterns import regex
from nianbao.work.revised.change import Change

BLANKS = "blanks"
FEES_CELL = "active_disclosure.fees.amount"
"""The one cell that is no number of 件: 万元."""
_LONG_REMARK = regex(r"（[^（）]{7,}）")
_OPEN, _ZERO = "{where}里还空着的{n}格〔待填〕", "都填0"
_ALL_TABLES = "三张表"


def cell_lines(inputs: Mapping[str, Any]) -> dict[str, str]:
    """Every cell as it reads, and how many have nothing in them, in all and in each table."""
    places = {f"{key}.{row}.{column}" for key, rows in inputs["tables"].items() for row in rows for column in rows[row]}
    all_of = (BLANKS, *(f"{BLANKS}.{key}" for key in TABLE_KEYS))
    return {place: line(place, value_at(inputs, place)) for place in places} | {
        place: _open_line(inputs, place) for place in all_of
    }


def blank(inputs: Mapping[str, Any], place: str = BLANKS) -> list[str]:
    """The cells in which nothing stands, of all tables or of the one that the place names; what could not be read is none of
    them."""
    unread, of = inputs.get("unread") or {}, place.partition(".")[2]
    return [
        cell
        for key, rows in inputs["tables"].items()
        for row, columns in rows.items()
        for column, value in columns.items()
        if value is None and of in ("", key) and (cell := f"{key}.{row}.{column}") not in unread
    ]


def is_blanks(place: str) -> bool:
    """Whether a place is all that is blank, of the tables or of one."""
    return place.partition(".")[0] == BLANKS


def is_cell(place: str) -> bool:
    """Whether a place is a cell, or all that are blank."""
    return is_blanks(place) or place.partition(".")[0] in TABLE_KEYS


def put_in(inputs: dict[str, Any], place: str, value: str) -> None:
    """The number into its cell, or into all that are blank."""
    for cell in blank(inputs, place) if is_blanks(place) else [place]:
        key, row, column = parts(cell)
        inputs["tables"][key][row][column] = value


def blanks_zero(inputs: Mapping[str, Any], place: str) -> Change | None:
    """Nought in all that is blank; None where nothing is."""
    return Change(place, "set", _open_line(inputs, place), _ZERO, "0") if blank(inputs, place) else None


def _open_line(inputs: Mapping[str, Any], place: str) -> str:
    of = place.partition(".")[2]
    where = next((layout.name for key, layout in LAYOUT_2021.tables.items() if key == of), _ALL_TABLES)
    return _OPEN.format(where=where, n=len(blank(inputs, place)))


def number_in(inputs: Mapping[str, Any], cell: str, value: str) -> Change:
    """Another number in a cell, as it is shown: before and after, under the official name."""
    return Change(cell, "set", line(cell, value_at(inputs, cell)), line(cell, value), value)


def line(cell: str, value: object) -> str:
    """A cell as it reads: 表二·行政处罚·处理决定数量 12件, 〔待填〕 where nothing stands."""
    label = _LONG_REMARK.sub("", cell_label(cell))
    return f"{label}{'〔待填〕' if value is None else f'{value}{unit_of(cell)}'}"


def unit_of(cell: str) -> str:
    return "万元" if cell == FEES_CELL else "件"


def parts(cell: str) -> tuple[str, str, str]:
    """Table, row and column of a cell's place."""
    key, _, address = cell.partition(".")
    row, _, column = address.rpartition(".")
    return key, row, column


def value_at(inputs: Mapping[str, Any], cell: str) -> object:
    """What stands in a cell; None for nothing."""
    key, row, column = parts(cell)
    return inputs["tables"][key][row][column]


def row_name(cell: str) -> str:
    """What the cell's row is called, without its number and remarks: 行政许可, 法律行政法规禁止公开."""
    key, row, _ = parts(cell)
    layout = LAYOUT_2021.tables[next(k for k in TABLE_KEYS if k == key)]
    return regex(r"^[一二三四五六七（）\d、.]+|（.*?）|政府信息公开申请数量$").sub("", layout.rows[row].label)


def column_name(cell: str) -> str:
    """What the cell's column is called: 自然人, 结果维持, 制发件数."""
    return regex(r"（.*?）").sub("", cell_label(cell).split("·")[-1])


def cell_names(row: str, columns: tuple[str, ...]) -> Iterator[str]:
    """The cells of a row of the form in these columns, in all that are filled in where none is named."""
    from nianbao.drafting.material.inputs import leaf_addresses

    rows = _GROUPS.get(row, (row,))
    for key in TABLE_KEYS:
        there = [(r, c) for r, c in leaf_addresses(LAYOUT_2021.tables[key]) if r in rows or r.startswith(f"{row}.")]
        wanted = {c for _, c in there} & set(columns)
        yield from (f"{key}.{r}.{c}" for r, c in there if not wanted or c in wanted)


@cache
def official_rows() -> tuple[str, ...]:
    """What the rows are called on the form, the longer names first."""
    from nianbao.drafting.material.inputs import leaf_addresses

    places = (f"{key}.{row}.{column}" for key in TABLE_KEYS for row, column in leaf_addresses(LAYOUT_2021.tables[key]))
    return tuple(sorted({row_name(place) for place in places} - {"其他"}, key=len, reverse=True))


def column_names(column: str) -> Iterator[str]:
    """The cells of a column, in every row that has it."""
    from nianbao.drafting.material.inputs import leaf_addresses

    for key in TABLE_KEYS:
        yield from (f"{key}.{r}.{c}" for r, c in leaf_addresses(LAYOUT_2021.tables[key]) if c == column)


_GROUPS = {
    "litigation": ("litigation_direct", "litigation_after"),
    "proceedings": ("reconsideration", "litigation_direct", "litigation_after"),
}
"""Rows that have one name."""
