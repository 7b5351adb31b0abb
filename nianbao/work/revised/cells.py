"""Cells of the three tables filled or put right by words: 行政处罚12件, 规章都没有, 自然人部分公开是1件, 其余空格都填0.

Which cells words name is told by whoever understands them (``CellsOf``); here the number is read and shown under the official
name of its cell. One number is for one cell: nothing is shared out.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS, TableKey, cell_label
from nianbao.report.patterns import regex
from nianbao.work.revised.wanted import QUOTED, Change

CellsOf = Callable[[str], tuple[str, ...]]
"""The cells (``penalties`` of table two: ``active_disclosure.penalties.decisions``) that words name and say nothing beside."""
BLANKS = "blanks"
"""The place of all cells in which nothing stands."""
_FEES = "active_disclosure.fees.amount"
_CLAUSE = regex(r"[，,、；;。！!\n]+")
_SAYS = r"(?:应该|应当|应|就|都|全|均|也|只)*(?:填写|填成|填|写成|写|补成|补|改成|改为|改|为|是|有|[：:])*(?:了|上)?"
_NUMBER = regex(rf"^(?P<of>.*?){_SAYS}\s*(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>万元|件|元|起|宗|项|份|个)?[吧了呢啊]*$")
_NONE = regex(
    rf"^(?P<of>.*?)(?:{_SAYS})(?:没有|没|无|未|零|(?<![\d.])0)(?:发生|作出|收到|做|有|过|件|万元|的)*[吧了呢啊]*$"
)
_BLANK = regex(
    r"(?:空(?:着|白|格|的|下)|没(?:有)?填)[^，,。]{0,8}?(?:填|写|按|算|当|补|计|都?[是为])(?:成|作|为|上)*(?:0|零)"
)
_NOT_ONE = regex(r"[？?]|[吗么呢]$|多少|几[件个]|删|去掉|(?:加|补|添)(?:上|充)?一|挪|移")
_BY_COLUMN = {
    "applications": "“{row}”是按申请人分开填的，请说明是哪一类，例如“自然人{row}1件”。",
    "proceedings": "“{row}”是按结果分开填的，请说明是哪一种结果，例如“{row}维持1件”。",
}
_BY_STOCK = "“{row}”有制发、废止、现行有效三个数，请说明是哪一个，例如“{row}制发1件”。"
_IN_TEN_THOUSANDS = "“{label}”的单位是万元，请按万元说。"
_WHOLE_ONLY = "“{label}”填的是件数，请说整数。"
_LONG_REMARK = regex(r"（[^（）]{7,}）")
_ALL_FILLED = "三张表里没有空格。"
_SOME = regex(r"表[二三四]|第[二三四]部分|[行列类栏]|自然人|企业|机构|组织|公开|提供|处理|复议|诉讼|结转")
_SOME_BLANK = "一句话只能把三张表里所有的空格都填0（“其余空格都填0”）。只填一部分的，请说是哪一行、哪一列，例如“国家秘密没有”“科研机构那一列都是0”。"
_NOT_THIS = regex(r"(?:而)?不是(?:原来的)?\s*\d+\S{0,2}")
"""What stood there before: 改成2，不是1."""
_OPEN, _ZERO = "三张表里还空着的{n}格〔待填〕", "都填0"


def cells_told(inputs: Mapping[str, Any], said: str, cells_of: CellsOf) -> list[Change] | str | None:
    """What the words fill in; a Chinese line where a cell is not told exactly; None where they tell of no cell."""
    if QUOTED.search(said) or _NOT_ONE.search(said):
        return None
    if _BLANK.search(said):
        return _SOME_BLANK if _SOME.search(said) else _all_blank(inputs)
    found: list[Change] = []
    for clause in (c for c in _CLAUSE.split(said) if c.strip() and not _NOT_THIS.fullmatch(c.strip())):
        told = _clause(inputs, clause.strip(), cells_of)
        if told is None or isinstance(told, str):
            return told
        found += told
    return found or None


def cell_lines(inputs: Mapping[str, Any]) -> dict[str, str]:
    """Every cell as it reads, and how many have nothing in them."""
    places = {f"{key}.{row}.{column}" for key, rows in inputs["tables"].items() for row in rows for column in rows[row]}
    return {place: _line(place, _at(inputs, place)) for place in places} | {BLANKS: _OPEN.format(n=len(blank(inputs)))}


def blank(inputs: Mapping[str, Any]) -> list[str]:
    """The cells in which nothing stands; what could not be read is none of them."""
    unread = inputs.get("unread") or {}
    return [
        place
        for key, rows in inputs["tables"].items()
        for row, columns in rows.items()
        for column, value in columns.items()
        if value is None and (place := f"{key}.{row}.{column}") not in unread
    ]


def is_cell(place: str) -> bool:
    """Whether a place is one of these."""
    return place == BLANKS or place.partition(".")[0] in TABLE_KEYS


def put_in(inputs: dict[str, Any], place: str, value: str) -> None:
    """The number into its cell, or into all that are blank."""
    for cell in blank(inputs) if place == BLANKS else [place]:
        key, _, address = cell.partition(".")
        row, _, column = address.rpartition(".")
        inputs["tables"][key][row][column] = value


def _all_blank(inputs: Mapping[str, Any]) -> list[Change] | str:
    count = len(blank(inputs))
    return [Change(BLANKS, "set", _OPEN.format(n=count), _ZERO, "0")] if count else _ALL_FILLED


def _clause(inputs: Mapping[str, Any], clause: str, cells_of: CellsOf) -> list[Change] | str | None:
    none = _NONE.match(clause)
    number = None if none else _NUMBER.match(clause)
    match = none or number
    cells = cells_of(match["of"]) if match else ()
    if match is None or not cells:
        return None
    if none:
        return [_changed(inputs, cell, "0") for cell in cells]
    return _with_number(inputs, cells, match)


def _with_number(inputs: Mapping[str, Any], cells: tuple[str, ...], match: re.Match[str]) -> list[Change] | str:
    if len(cells) > 1:
        return _which(cells[0])
    label, value, unit = cell_label(cells[0]), match["value"], match["unit"] or ""
    if cells[0] == _FEES and unit not in ("", "万元"):
        return _IN_TEN_THOUSANDS.format(label=label)
    if cells[0] != _FEES and ("." in value or unit.endswith("元")):
        return _WHOLE_ONLY.format(label=label)
    return [_changed(inputs, cells[0], value)]


def _which(cell: str) -> str:
    key, _, address = cell.partition(".")
    row, _, column = address.rpartition(".")
    layout = LAYOUT_2021.tables[next(k for k in TABLE_KEYS if k == key)]
    name = regex(r"^[一二三四五六（）\d、.]+|（.*?）").sub("", layout.label(row, column).split("·")[-2])
    return _BY_COLUMN.get(key, _BY_STOCK).format(row=name)


def _changed(inputs: Mapping[str, Any], cell: str, value: str) -> Change:
    return Change(cell, "set", _line(cell, _at(inputs, cell)), _line(cell, value), value)


def _line(cell: str, value: object) -> str:
    label = _LONG_REMARK.sub("", cell_label(cell))
    return f"{label}{'〔待填〕' if value is None else f'{value}{_unit(cell)}'}"


def _unit(cell: str) -> str:
    return "万元" if cell == _FEES else "件"


def _at(inputs: Mapping[str, Any], cell: str) -> object:
    key, _, address = cell.partition(".")
    row, _, column = address.rpartition(".")
    return inputs["tables"][key][row][column]


def cell_names(row: str, columns: tuple[str, ...]) -> Iterator[str]:
    """The cells of a row of the form in these columns, in all that are filled in where none is named."""
    from nianbao.drafting.material.inputs import leaf_addresses

    rows = _GROUPS.get(row, (row,))
    for key in TABLE_KEYS:
        there = [(r, c) for r, c in leaf_addresses(LAYOUT_2021.tables[key]) if r in rows or r.startswith(f"{row}.")]
        wanted = {c for _, c in there} & set(columns)
        yield from (f"{key}.{r}.{c}" for r, c in there if not wanted or c in wanted)


def column_names(column: str) -> Iterator[str]:
    """The cells of a column of table three, those that are filled in."""
    from nianbao.drafting.material.inputs import leaf_addresses

    key: TableKey = "applications"
    yield from (f"{key}.{r}.{c}" for r, c in leaf_addresses(LAYOUT_2021.tables[key]) if c == column)


_GROUPS = {
    "litigation": ("litigation_direct", "litigation_after"),
    "proceedings": ("reconsideration", "litigation_direct", "litigation_after"),
}
"""Rows that have one name."""
