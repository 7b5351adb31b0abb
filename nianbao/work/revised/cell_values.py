"""The number of a cell as words tell it: as it was said, more or less than what stands there, in the cell's own unit."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from nianbao.report.patterns import regex
from nianbao.work.revised.cell_questions import (
    ANOTHER_CELL,
    BELOW_NOUGHT,
    EXACT,
    IN_UNIT,
    MORE_OR_LESS,
    NOTHING_THERE,
    SET_OR_ADD,
    SEVERAL,
    WHOLE_ONLY,
)
from nianbao.work.revised.cells import FEES_CELL, line, number_in, row_name, unit_of, value_at
from nianbao.work.revised.change import Change
from nianbao.work.revised.lines import lines_of
from nianbao.work.revised.number_said import END, FIGURE, NUMBER, UNIT, WAS, Statement, plain

UNITS_OF_LINES = "条次篇期场户人部"
"""No cell has one of these."""
_TEN_THOUSAND = Decimal(10_000)


def with_numbers(inputs: Mapping[str, Any], cells: list[str], said: Statement, clause: str) -> list[Change] | str:
    """The cells with the numbers that were said of them, one for each or the same for all; a question for what is no number of a
    cell, or stands elsewhere."""
    if other := _where_the_number_is(inputs, cells, said):
        return other
    values = said.values if len(said.values) == len(cells) else said.values * len(cells)
    if said.how == "vague":
        return EXACT.format(label=line(cells[0], "").removesuffix(unit_of(cells[0])), said=clause)
    found = []
    for cell, value in zip(cells, values, strict=True):
        told = _of_cell(inputs, cell, value, said, clause)
        if isinstance(told, str):
            return told
        found.append(told)
    return found


def _of_cell(inputs: Mapping[str, Any], cell: str, value: str, said: Statement, clause: str = "") -> Change | str:
    """The cell with its number: as it was said, or more or less than what stands there."""
    now, shown = value_at(inputs, cell), line(cell, value_at(inputs, cell))
    label, unit, amount = line(cell, "").removesuffix(unit_of(cell)), said.unit, Decimal(value)
    if cell == FEES_CELL:
        if unit not in ("", "元", "万", "万元"):
            return IN_UNIT.format(label=label, unit="万元", said=unit)
        amount = amount / _TEN_THOUSAND if unit == "元" else amount
    elif unit not in ("", *"件起宗项份个"):
        return IN_UNIT.format(label=label, unit="件", said=unit)
    elif amount % 1:
        return WHOLE_ONLY.format(label=label)
    if said.how == "either" and now is not None:
        less, more = (plain(Decimal(str(now)) + sign * amount) for sign in (-1, 1))
        return MORE_OR_LESS.format(line=shown, less=less, more=more, said=clause)
    if said.how in ("more", "less", "either"):
        if now is None:
            return NOTHING_THERE.format(label=label, sign="减" if said.how == "less" else "加")
        total = Decimal(str(now)) + (amount if said.how == "more" else -amount)
        if total < 0:
            return BELOW_NOUGHT.format(line=shown, value=value)
        return number_in(inputs, cell, plain(total))
    if said.how == "on top" and now is not None:
        return SET_OR_ADD.format(line=shown, value=value, row=row_name(cell), sum=plain(Decimal(str(now)) + amount))
    return number_in(inputs, cell, plain(amount))


def _where_the_number_is(inputs: Mapping[str, Any], cells: list[str], said: Statement) -> str:
    """The question which of two is meant, where the number that is said to stand there stands in another cell."""
    if len(cells) != 1 or not said.was or str(value_at(inputs, cells[0])) == said.was:
        return ""
    others = [line(cell, said.was) for cell in _all(inputs) if str(value_at(inputs, cell)) == said.was]
    if len(others) != 1:
        return ""
    return ANOTHER_CELL.format(line=line(cells[0], value_at(inputs, cells[0])), was=said.was, other=others[0])


_ANOTHER = regex(
    rf"^(?:请|麻烦|帮我|再)*[把将从由]?(?:那个|这个|那|这)?(?P<was>{FIGURE}){UNIT}(?:改成|改为|改到|换成|换为|变成|调整为|更正为|[，,]?(?:而|应该|应)?是){FIGURE}{UNIT}{END}"
)


def cell_with_number(inputs: Mapping[str, Any], said: str) -> list[Change] | str | None:
    """从12改成20, where nothing else is named: the one cell that holds the number, or the question which of several it is; None
    where no cell does."""
    match = _ANOTHER.match(WAS.sub(lambda m: f"{m['was']}", said.strip("。！! ")))
    was = match["was"] if match else None
    now = NUMBER.match(said.strip("。！! "))
    if match is None or now is None or now["unit"] in (*UNITS_OF_LINES,):
        return None
    cells = [cell for cell in _all(inputs) if str(value_at(inputs, cell)) == was]
    others = [text for text in lines_of(dict(inputs)).values() if was in regex(FIGURE).findall(text)]
    if not cells:
        return None
    if len(cells) + len(others) > 1:
        lines = "；".join([*others, *(line(cell, was) for cell in cells)][:_SHOWN])
        return SEVERAL.format(was=was, n=len(cells) + len(others), lines=lines)
    change = _of_cell(inputs, cells[0], now["value"], Statement("", "set", (now["value"],), now["unit"]))
    return change if isinstance(change, str) else [change]


def _all(inputs: Mapping[str, Any]) -> Iterator[str]:
    for key, rows in inputs.get("tables", {}).items():
        for row, columns in rows.items():
            yield from (f"{key}.{row}.{column}" for column in columns)


_SHOWN = 6
