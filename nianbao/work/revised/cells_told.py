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
from nianbao.work.revised.cell_questions import (
    ALL_FILLED,
    ANOTHER_NUMBER,
    ANOTHER_SUM,
    COMPUTED,
    NOT_AS_MANY,
    OTHER_OR_REST,
    OVER,
    SOME_BLANK,
    is_column,
    which,
)
from nianbao.work.revised.cell_values import UNITS_OF_LINES, with_numbers
from nianbao.work.revised.cells import (
    BLANKS,
    FEES_CELL,
    blanks_zero,
    is_blanks,
    number_in,
    parts,
    row_name,
    value_at,
)
from nianbao.work.revised.change import Change
from nianbao.work.revised.lines import QUOTED, lines_of
from nianbao.work.revised.number_said import (
    CLAUSE,
    FIGURE,
    JOINT,
    NEXT_NAME,
    NUMBER,
    RUN_ON,
    Statement,
    read_clause,
)

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

    def in_its_row(self, of: str, cells_of: CellsOf, column: tuple[str, ...]) -> tuple[str, ...]:
        """``column``: the cells of the column that was named, where one was."""
        row = row_name(self.cell) if self.cell else ""
        whole = cells_of(row) if row else ()
        found = cells_of(f"{row}{of}") if self.cell in whole else ()
        return tuple(cell for cell in found if not column or cell in column) if len(found) < len(whole) else ()

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
_COLUMN_OR_REST = regex(r"其他(?:那?[列格栏])?(?:的)?(?:填|写|是|为)(?:成|作)?(?:0|零)[吧了]*")
_TABLES: dict[str, str] = {"二": "active_disclosure", "三": "applications", "四": "proceedings"}
_OF_TABLE = regex(r"表([二三四])|第([二三四])部分")
_SOME = regex(r"[行列类栏]|自然人|企业|机构|组织|公开|提供|处理|复议|诉讼|结转")
_NOT_ONE = regex(
    r"[？?]|[吗么呢]$|多少(?!\d)|几[件个]$|删|去掉|(?:加|补|添)(?:上|充)?一?[句段条]|挪|移|[比较](?:去|上)年|同比|今年(?:少|多)了?"
)
_FREE_TEXT = regex(
    r"(?:加|补|添)(?:上|充)?(?:一?[句段条个])?[：:]|(?:改[成为]|换[成为]|写成)(?!\s*(?:[-－负约近]|大[约概]|超过|不到|至少|最多|差不多)*(?:\d|[零〇一二两三四五六七八九十百千万几]+[多余来]?\S?(?:左右|以上)?$))|措施(?:是|为|写|填|[：:])"
)
"""After these, words go on to the end."""
_TOTAL = regex(r"(?:各项|全部|办理结果)?(?:总计|合计|总数|总和|共计)(?:那?一?[格列行栏])?")
_SEVERAL_CELLS = regex(rf"{JOINT.pattern}|[整一每]行|每[一个]?格|[三四六]个数")


def cells_told(inputs: Mapping[str, Any], said: str, cells_of: CellsOf) -> CellsTold:
    """What a message puts into cells; its clauses that tell of none are the ``rest``, in their order."""
    if QUOTED.search(said) or _NOT_ONE.search(said):
        return CellsTold(rest=said)
    found: list[Change] = []
    told: list[str] = []
    rest: list[str] = []
    before, listed = _Before(), list[Change]()
    for clause, mark in _clauses(said, cells_of):
        if _FREE_TEXT.search(clause) or (rest and _FREE_TEXT.search(rest[-1])):
            rest.append(clause + mark)
            continue
        read = _clause(inputs, clause, cells_of, before)
        if read == COMPUTED and (stated := NUMBER.match(clause)) and len(listed) > 1:
            total = sum(Decimal(change.value) for change in listed)
            if total != Decimal(stated["value"]):
                found = [change for change in found if change not in listed]
                told.append(ANOTHER_SUM.format(n=len(listed), sum=total, said=stated["value"]))
            continue
        listed = read if isinstance(read, list) else []
        if read is None:
            rest.append(clause + mark)
        elif isinstance(read, str):
            told.append(read)
        else:
            found += read
            told += _beside(inputs, read, clause)
            before = _Before(read[-1].place) if not is_blanks(read[-1].place) else before
    found = _last_said(found) if _SAID_ANEW.search(said) else found
    return CellsTold(tuple(found), tuple(told), "".join(rest) if found or told else said)


_NOTHING_MORE = regex(
    r"(?:在|那个)?表[一二三四]里?|等等|等一下|哦|不对|我?说错了?|\d+[件个]?(?:就?是|才是)(?:总的|总数|合计|总计|一共的?)"
)
"""A clause that fills nothing by itself: where the next ones are, that the last was wrong, what all make."""
_SAID_ANEW = regex(r"等等|等一下|不对|错了|更正")


def _last_said(found: list[Change]) -> list[Change]:
    """Of what was said of a cell more than once in one breath, the last."""
    last = {change.place: change for change in found}
    return list(last.values())


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
        over = [c for c in read if c.value == "0" and str(value_at(inputs, c.place)) not in ("None", "0")]
        return [OVER.format(n=len(over))] if over else []
    said = None if is_blanks(read[0].place) else read_clause(clause)
    if said is None or not said.was or str(value_at(inputs, read[0].place)) == said.was:
        return []
    return [ANOTHER_NUMBER.format(line=read[0].before, was=said.was)]


def _clauses(said: str, cells_of: CellsOf) -> Iterator[tuple[str, str]]:
    """Each clause with the mark behind it; a name alone goes with the clause that says something of each."""
    text = RUN_ON.sub("，", said.strip())
    text = NEXT_NAME.sub(lambda m: f"，{m.group()}" if cells_of(m["name"]) else m.group(), text)
    text = _name_first(text, cells_of)
    held, begin = "", 0
    for cut in [*CLAUSE.finditer(text), None]:
        clause = text[begin : cut.start() if cut else len(text)].strip()
        mark = cut.group() if cut else ""
        begin = cut.end() if cut else begin
        if not clause or _NOTHING_MORE.fullmatch(clause):
            continue
        if cut and read_clause(clause) is None and cells_of(clause):
            held += f"{clause}、"
            continue
        yield held + clause, mark
        held = ""
    if held:
        yield held, ""


def _name_first(text: str, cells_of: CellsOf) -> str:
    """信访那个填3，个人的: the row or the column that is named after the number stands before it."""
    match = _NAMED_LAST.match(text)
    if match is None or not cells_of(match["name"]) or regex(r"\d").search(match["name"]):
        return text
    said = read_clause(match["said"])
    whole = cells_of(said.of) if said else ()
    one = cells_of(f"{match['name']}{said.of}") if said else ()
    return f"{match['name']}{match['said']}" if len(whole) > 1 and len(one) == 1 else text


_NAMED_LAST = regex(
    r"^(?P<said>[^，,；;。]*\d[^，,；;。]*)[，,](?P<name>[^，,；;。\d]{2,8}?)(?:那?一?[列行格]|的|上|里)*[。！!]*$"
)


def _clause(inputs: Mapping[str, Any], clause: str, cells_of: CellsOf, before: _Before) -> list[Change] | str | None:
    if _COLUMN_OR_REST.fullmatch(clause):
        return OTHER_OR_REST
    if _BLANK.search(clause) or _OTHERS.fullmatch(clause):
        return _all_blank(inputs, clause)
    said = read_clause(clause)
    if said is None:
        return None
    if (total := _TOTAL.search(said.of)) and _names_a_total(said.of, total, cells_of):
        return COMPUTED
    named = _named(said, cells_of, before)
    if not named and said.unit.startswith("万") and "收费" in said.of:  # 元 may be 信息处理费
        named = [(FEES_CELL,)] if cells_of(said.of.replace("收费", "行政事业性收费")) == (FEES_CELL,) else []
    if not named or _is_of_a_line(inputs, said, named):
        return None
    named = [_with_the_number(inputs, cells, said) for cells in named]
    if said.how == "none":
        return _with_none(inputs, named, said)
    if isinstance(cells := _each_one(named, said), str):
        return cells
    return with_numbers(inputs, cells, said, clause)


def _all_blank(inputs: Mapping[str, Any], clause: str) -> list[Change] | str:
    table = _OF_TABLE.search(clause)
    if _SOME.search(_OF_TABLE.sub("", clause)) and _BLANK.search(clause):
        return SOME_BLANK
    place = f"{BLANKS}.{_TABLES[table[1] or table[2]]}" if table else BLANKS
    change = blanks_zero(inputs, place)
    return [change] if change else ALL_FILLED.format(where=f"表{table[1] or table[2]}里" if table else "三张表里")


def _named(said: Statement, cells_of: CellsOf, before: _Before) -> list[tuple[str, ...]]:
    """The cells named, a tuple for each name; what names no row goes on in the row before, what names no column in its
    column."""
    whole = cells_of(said.of)
    if said.of_each or said.how == "none":
        names = [name for name in JOINT.split(said.of) if name.strip()]
        several = [cells_of(name) for name in names]
        if len(names) > 1 and all(several) and (len(whole) <= 1 or len(said.values) == len(names)):
            return several
    if not whole or is_column(whole):
        whole = before.in_its_row(said.of, cells_of, whole) or whole
    elif len(whole) > 1 and said.how != "none" and len(said.values) != len(whole):
        whole = before.in_its_column(whole)
    return [whole] if whole else []


def _is_of_a_line(inputs: Mapping[str, Any], said: Statement, named: list[tuple[str, ...]]) -> bool:
    """Whether a line of the year's work is meant that speaks of the same (公开行政许可信息12条): by the number that stood
    there, or by a unit that no cell has."""
    name = row_name(named[0][0])
    lines = [text for text in lines_of(dict(inputs)).values() if name in text]
    if said.was and not any(str(value_at(inputs, cell)) == said.was for cells in named for cell in cells):
        return any(said.was in regex(FIGURE).findall(text) for text in lines)
    return bool(said.unit) and said.unit in UNITS_OF_LINES and any(said.unit in text for text in lines)


def _with_the_number(inputs: Mapping[str, Any], cells: tuple[str, ...], said: Statement) -> tuple[str, ...]:
    """Of several cells the one that holds the number which is said to stand there (打官司赢的那1件改成2件)."""
    holding = tuple(cell for cell in cells if said.was and str(value_at(inputs, cell)) == said.was)
    return holding if len(cells) > 1 and len(holding) == 1 else cells


def _names_a_total(of: str, total: re.Match[str], cells_of: CellsOf) -> bool:
    left = of[: total.start()] + of[total.end() :]
    return bool(cells_of(left)) or not regex(r"[把将的请\s\d件从]").sub("", left)


def _with_none(inputs: Mapping[str, Any], named: list[tuple[str, ...]], said: Statement) -> list[Change] | str:
    """Nought in what is named: a cell, all of a row, all of a column where 都 or 列 says so."""
    for cells in named:
        if is_column(cells) and not (said.of_each or regex(r"[全列]").search(said.of)):
            return which(cells)
    found = [number_in(inputs, cell, "0") for cells in named for cell in cells]
    return [c for c in found if c.before != c.after] or found


def _each_one(named: list[tuple[str, ...]], said: Statement) -> list[str] | str:
    """One cell for each name; all of a row where several columns are named or the whole row is, and each has the number, or as
    many numbers as the row has cells are told in its order."""
    in_order = len(named) == 1 and len(said.values) == len(named[0])
    if len(named) == 1 and len(named[0]) > 1 and (in_order or (said.of_each and _SEVERAL_CELLS.search(said.of))):
        named = [(cell,) for cell in named[0]]
    unclear = next((cells for cells in named if len(cells) > 1), None)
    if unclear:
        return which(unclear)
    cells = [cells[0] for cells in named]
    if said.how != "vague" and len(said.values) not in (1, len(cells)):
        return NOT_AS_MANY.format(cells=len(cells), n=len(said.values))
    return cells
