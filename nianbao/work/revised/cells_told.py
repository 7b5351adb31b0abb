"""Numbers told for the cells of the three tables: 行政处罚12件, 规章都没有, 行政许可再加10, 自然人予以公开8件、商业企业2件.

A message is read clause by clause. Which cells words name is told by whoever understands them (``CellsOf``); here the number
is read. One number is for one cell unless it is said of each (都, 均, 各); what names no row or no column goes on in that of
the clause before. What is no definite number of a cell is asked back, and what tells of no cell is left to others.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from nianbao.report.patterns import regex
from nianbao.work.revised.cells import (
    BLANKS,
    FEES_CELL,
    blanks_zero,
    column_name,
    is_blanks,
    line,
    number_in,
    parts,
    row_name,
    unit_of,
    value_at,
)
from nianbao.work.revised.number_said import (
    CLAUSE,
    END,
    FIGURE,
    JOINT,
    NUMBER,
    OF_EACH,
    RUN_ON,
    UNIT,
    WAS,
    Statement,
    read_clause,
)
from nianbao.work.revised.wanted import QUOTED, Change, lines_of

CellsOf = Callable[[str], tuple[str, ...]]
"""The cells (``penalties`` of table two: ``active_disclosure.penalties.decisions``) that words name and say nothing beside: of
a row without a column all of the row, of a column without a row all of the column."""


class CellsTold(NamedTuple):
    """``told``: in Chinese, what is not clear enough to be put in; ``rest``: what of the message tells of no cell."""

    changes: tuple[Change, ...] = ()
    told: tuple[str, ...] = ()
    rest: str = ""


class _Before(NamedTuple):
    """The cell of the clause before, in whose row or column the next may go on."""

    cell: str = ""

    def in_its_row(self, of: str, cells_of: CellsOf) -> tuple[str, ...]:
        row = row_name(self.cell) if self.cell else ""
        return cells_of(f"{row}{of}") if row and self.cell in cells_of(row) else ()

    def in_its_column(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        table, _, column = parts(self.cell) if self.cell else ("", "", "")
        mine = tuple(c for c in cells if (parts(c)[0], parts(c)[2]) == (table, column))
        return mine if len(mine) == 1 else cells


_BLANK = regex(
    r"(?:空(?:着|白|格|的|下)|没(?:有)?填)[^，,。]{0,8}?(?:填|写|按|算|当|补|计|都?[是为])(?:成|作|为|上)*(?:0|零)"
)
_OTHERS = regex(
    r"^(?:其[余他它]|剩下?|剩余|别)的?(?:空?格|数|地方|单元格|行|项|栏)*(?:都|全|部|也|统统|一律)*(?:填|写|按|算|当|补|计|是|为)*(?:成|作|为|上)*(?:0|零|没有|无)件?[吧了]*$"
)
_TABLES: dict[str, str] = {"二": "active_disclosure", "三": "applications", "四": "proceedings"}
_OF_TABLE = regex(r"表([二三四])|第([二三四])部分")
_SOME = regex(r"[行列类栏]|自然人|企业|机构|组织|公开|提供|处理|复议|诉讼|结转")
_NOT_ONE = regex(r"[？?]|[吗么呢]$|多少(?!\d)|几[件个]$|删|去掉|(?:加|补|添)(?:上|充)?一?[句段条]|挪|移")
_FREE_TEXT = regex(
    r"(?:加|补|添)(?:上|充)?(?:一?[句段条个])?[：:]|(?:改[成为]|换[成为]|写成)(?!\s*(?:[-－负约近]|大[约概]|超过|不到|至少|最多|差不多)*(?:\d|[零〇一二两三四五六七八九十百千万几]+[多余来]?\S?(?:左右|以上)?$))|措施(?:是|为|写|填|[：:])"
)
"""After these, words go on to the end."""
_TOTAL = regex(r"(?:各项|全部|办理结果)?(?:总计|合计|总数|总和|共计)(?:那?一?[格列行栏])?")
_BY_COLUMN = {
    "applications": "“{row}”是按申请人分开填的，请说明是哪一类，例如“自然人{row}1件”。",
    "proceedings": "“{row}”是按结果分开填的，请说明是哪一种结果，例如“{row}结果维持1件”。",
}
_BY_STOCK = "“{row}”有制发、废止、现行有效三个数，请说明是哪一个，例如“{row}制发1件”。"
_BY_ROW = "“{column}”在{n}行里都有，请说明是哪一行，例如“{row}{column}1件”。"
_IN_UNIT = "“{label}”的单位是{unit}，您说的是“{said}”，请按{unit}说。"
_WHOLE_ONLY = "“{label}”填的是件数，请说整数。"
_EXACT = "“{label}”要填确切的整数，“{said}”不能填进表里；请核实后说准数。"
_COMPUTED = "总计、合计是程序按各格加出来的，不单独填；请改里面的那一格，例如“自然人予以公开3件”。"
_NOTHING_THERE = "“{label}”还没有数，没法{sign}，请直接说是多少件。"
_BELOW_NOUGHT = "“{line}”减不了{value}，请说改成多少。"
_SET_OR_ADD = "“{line}”：是改成{value}件，还是在这个数上再加{value}件？请说“{row}改成{value}”或“{row}改成{sum}”。"
_NOT_AS_MANY = "说到{cells}处、{n}个数，对不上，请一处一处说。"
_ALL_FILLED = "{where}没有空格。"
_SOME_BLANK = "一句话只能把空格都填0的，是三张表或其中一张（“其余空格都填0”“表四空着的填0”）。只填一部分的，请说是哪一行、哪一列，例如“国家秘密没有”“科研机构那一列都是0”。"
_OVER = "（其中{n}格原来有数，会改成0。）"
_ANOTHER_NUMBER = "“{line}”现在不是{was}，请看清楚是不是这一格。"
_UNITS_OF_LINES = "条次篇期场户人部"
_TEN_THOUSAND = Decimal(10_000)


def cells_told(inputs: Mapping[str, Any], said: str, cells_of: CellsOf) -> CellsTold:
    """What a message puts into cells; its clauses that tell of none are the ``rest``, in their order."""
    if QUOTED.search(said) or _NOT_ONE.search(said):
        return CellsTold(rest=said)
    found: list[Change] = []
    told: list[str] = []
    rest: list[str] = []
    before = _Before()
    for clause, mark in _clauses(said, cells_of):
        if _FREE_TEXT.search(clause) or (rest and _FREE_TEXT.search(rest[-1])):
            rest.append(clause + mark)
            continue
        read = _clause(inputs, clause, cells_of, before)
        if read is None:
            rest.append(clause + mark)
        elif isinstance(read, str):
            told.append(read)
        else:
            found += read
            told += _beside(inputs, read, clause)
            before = _Before(read[-1].place) if not is_blanks(read[-1].place) else before
    return CellsTold(tuple(found), tuple(told), "".join(rest) if found or told else said)


def names_cells(said: str, cells_of: CellsOf) -> bool:
    """Whether some clause of a message says what is to stand in cells."""
    if QUOTED.search(said) or _NOT_ONE.search(said):
        return False
    read = (read_clause(clause) for clause, _ in _clauses(said, cells_of))
    return any(told is not None and cells_of(told.of) for told in read)


def _beside(inputs: Mapping[str, Any], read: list[Change], clause: str) -> list[str]:
    """What is to be seen before a yes: numbers that nought takes the place of, another number than the one said to stand
    there."""
    if len(read) > 1:
        over = [c for c in read if c.value == "0" and value_at(inputs, c.place) is not None]
        return [_OVER.format(n=len(over))] if over else []
    was = WAS.search(clause)
    if was is None or is_blanks(read[0].place) or str(value_at(inputs, read[0].place)) == was["was"]:
        return []
    return [_ANOTHER_NUMBER.format(line=read[0].before, was=was["was"])]


def _clauses(said: str, cells_of: CellsOf) -> Iterator[tuple[str, str]]:
    """Each clause with the mark behind it; a name alone goes with the clause that says something of each."""
    text = RUN_ON.sub("，", said.strip())
    held, begin = "", 0
    for cut in [*CLAUSE.finditer(text), None]:
        clause = text[begin : cut.start() if cut else len(text)].strip()
        mark = cut.group() if cut else ""
        begin = cut.end() if cut else begin
        if not clause:
            continue
        if cut and not regex(r"\d").search(clause) and cells_of(clause) and OF_EACH.search(text[cut.end() :]):
            held += f"{clause}、"
            continue
        yield held + clause, mark
        held = ""
    if held:
        yield held, ""


def _clause(inputs: Mapping[str, Any], clause: str, cells_of: CellsOf, before: _Before) -> list[Change] | str | None:
    if _BLANK.search(clause) or _OTHERS.fullmatch(clause):
        return _all_blank(inputs, clause)
    said = read_clause(clause)
    if said is None:
        return None
    if (total := _TOTAL.search(said.of)) and _names_a_total(said.of, total, cells_of):
        return _COMPUTED
    named = _named(said, cells_of, before)
    if not named or _is_of_a_line(inputs, said, named):
        return None
    if said.how == "none":
        return _with_none(inputs, named, said)
    if isinstance(cells := _each_one(named, said), str):
        return cells
    return _with_numbers(inputs, cells, said, clause)


def _all_blank(inputs: Mapping[str, Any], clause: str) -> list[Change] | str:
    table = _OF_TABLE.search(clause)
    if _SOME.search(_OF_TABLE.sub("", clause)) and _BLANK.search(clause):
        return _SOME_BLANK
    place = f"{BLANKS}.{_TABLES[table[1] or table[2]]}" if table else BLANKS
    change = blanks_zero(inputs, place)
    return [change] if change else _ALL_FILLED.format(where=f"表{table[1] or table[2]}里" if table else "三张表里")


def _named(said: Statement, cells_of: CellsOf, before: _Before) -> list[tuple[str, ...]]:
    """The cells named, a tuple for each name; what names no row goes on in the row before, what names no column in its
    column."""
    whole = cells_of(said.of)
    if said.of_each or said.how == "none":
        names = [name for name in JOINT.split(said.of) if name.strip()]
        several = [cells_of(name) for name in names]
        if len(names) > 1 and all(several) and (len(whole) <= 1 or len(said.values) == len(names)):
            return several
    if not whole or _is_column(whole):
        whole = before.in_its_row(said.of, cells_of) or whole
    elif len(whole) > 1 and said.how != "none":
        whole = before.in_its_column(whole)
    return [whole] if whole else []


def _is_of_a_line(inputs: Mapping[str, Any], said: Statement, named: list[tuple[str, ...]]) -> bool:
    """Whether a line of the year's work is meant that speaks of the same (公开行政许可信息12条): by the number that stood
    there, or by a unit that no cell has."""
    name = row_name(named[0][0])
    lines = [text for text in lines_of(dict(inputs)).values() if name in text]
    if said.was and not any(str(value_at(inputs, cell)) == said.was for cells in named for cell in cells):
        return any(said.was in regex(FIGURE).findall(text) for text in lines)
    return bool(said.unit) and said.unit in _UNITS_OF_LINES and any(said.unit in text for text in lines)


def _names_a_total(of: str, total: re.Match[str], cells_of: CellsOf) -> bool:
    left = of[: total.start()] + of[total.end() :]
    return bool(cells_of(left)) or not regex(r"[把将的请\s\d件从]").sub("", left)


def _with_none(inputs: Mapping[str, Any], named: list[tuple[str, ...]], said: Statement) -> list[Change] | str:
    """Nought in what is named: a cell, all of a row, all of a column where 都 or 列 says so."""
    for cells in named:
        if _is_column(cells) and not (said.of_each or regex(r"[全列]").search(said.of)):
            return _which(cells)
    found = [number_in(inputs, cell, "0") for cells in named for cell in cells]
    return [c for c in found if c.before != c.after] or found


def _is_column(cells: tuple[str, ...]) -> bool:
    return len({parts(c)[:2] for c in cells}) > 1 and len({parts(c)[2] for c in cells}) == 1


def _each_one(named: list[tuple[str, ...]], said: Statement) -> list[str] | str:
    """One cell for each name, all of a row where several columns are named and each has the number."""
    if len(named) == 1 and said.of_each and len(named[0]) > 1 and JOINT.search(said.of):
        named = [(cell,) for cell in named[0]]
    unclear = next((cells for cells in named if len(cells) > 1), None)
    if unclear:
        return _which(unclear)
    cells = [cells[0] for cells in named]
    if said.how != "vague" and len(said.values) not in (1, len(cells)):
        return _NOT_AS_MANY.format(cells=len(cells), n=len(said.values))
    return cells


def _with_numbers(inputs: Mapping[str, Any], cells: list[str], said: Statement, clause: str) -> list[Change] | str:
    values = said.values if len(said.values) == len(cells) else said.values * len(cells)
    if said.how == "vague":
        return _EXACT.format(label=line(cells[0], "").removesuffix(unit_of(cells[0])), said=clause)
    found = []
    for cell, value in zip(cells, values, strict=True):
        told = _of_cell(inputs, cell, value, said)
        if isinstance(told, str):
            return told
        found.append(told)
    return found


def _of_cell(inputs: Mapping[str, Any], cell: str, value: str, said: Statement) -> Change | str:
    """The cell with its number: as it was said, or more or less than what stands there."""
    now, shown = value_at(inputs, cell), line(cell, value_at(inputs, cell))
    label, unit, amount = line(cell, "").removesuffix(unit_of(cell)), said.unit, Decimal(value)
    if cell == FEES_CELL:
        if unit not in ("", "元", "万元"):
            return _IN_UNIT.format(label=label, unit="万元", said=unit)
        amount = amount / _TEN_THOUSAND if unit == "元" else amount
    elif unit not in ("", *"件起宗项份个"):
        return _IN_UNIT.format(label=label, unit="件", said=unit)
    elif amount % 1:
        return _WHOLE_ONLY.format(label=label)
    if said.how in ("more", "less"):
        if now is None:
            return _NOTHING_THERE.format(label=label, sign="加" if said.how == "more" else "减")
        total = Decimal(str(now)) + (amount if said.how == "more" else -amount)
        if total < 0:
            return _BELOW_NOUGHT.format(line=shown, value=value)
        return number_in(inputs, cell, _plain(total))
    if said.how == "on top" and now is not None:
        return _SET_OR_ADD.format(line=shown, value=value, row=row_name(cell), sum=_plain(Decimal(str(now)) + amount))
    return number_in(inputs, cell, _plain(amount))


def _plain(amount: Decimal) -> str:
    """As it is written in a table: no exponent, no noughts behind the point."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _which(cells: tuple[str, ...]) -> str:
    """The question for the row or the column that was not said."""
    first = cells[0]
    if _is_column(cells):
        return _BY_ROW.format(column=column_name(first), n=len(cells), row=row_name(first))
    return _BY_COLUMN.get(parts(first)[0], _BY_STOCK).format(row=row_name(first))


_ANOTHER = regex(
    rf"^(?:请|麻烦|帮我|再)*[把将从由]?(?P<was>{FIGURE}){UNIT}(?:改成|改为|改到|换成|换为|变成|调整为|更正为|[，,]?(?:而|应该|应)?是){FIGURE}{UNIT}{END}"
)


def cell_with_number(inputs: Mapping[str, Any], said: str) -> CellsTold:
    """从12改成20, where nothing else is named: the one cell that holds the number, or the question which of several it is."""
    match = _ANOTHER.match(WAS.sub(lambda m: f"{m['was']}", said.strip("。！! ")))
    was = match["was"] if match else None
    now = NUMBER.match(said.strip("。！! "))
    cells = [cell for cell in _all(inputs) if was is not None and str(value_at(inputs, cell)) == was]
    if match is None or now is None or not cells:
        return CellsTold()
    if len(cells) > 1:
        lines = "；".join(line(cell, was) for cell in cells[:_SHOWN])
        return CellsTold(told=(_SEVERAL.format(was=was, n=len(cells), lines=lines),))
    change = _of_cell(inputs, cells[0], now["value"], Statement("", "set", (now["value"],), now["unit"]))
    return CellsTold(told=(change,)) if isinstance(change, str) else CellsTold((change,))


def _all(inputs: Mapping[str, Any]) -> Iterator[str]:
    for key, rows in inputs.get("tables", {}).items():
        for row, columns in rows.items():
            yield from (f"{key}.{row}.{column}" for column in columns)


_SHOWN = 6
_SEVERAL = "表里是{was}的有{n}格，请说明是哪一格：{lines}。"
