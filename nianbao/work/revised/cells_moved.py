"""Numbers of two cells that change places (填反了, 对调), and applications counted in one cell that belong into another
(予以公开里自然人的挪2件到企业)."""

from collections.abc import Callable, Mapping
from typing import Any

from nianbao.report.patterns import regex
from nianbao.work.revised.cell_questions import is_column
from nianbao.work.revised.cells import FEES_CELL, column_name, line, number_in, parts, row_name, value_at
from nianbao.work.revised.change import Change

_CellsOf = Callable[[str], tuple[str, ...]]
_SWAPPED = regex(
    r"^(?:请|把|将)*(?P<of>.+?)(?:的?两?个?数|这两格)?(?:(?:写|填|搞|弄|整)?(?:反|颠倒)[了咯]?|(?:对调|互换|调换|交换|换)(?:一下|过来|个个?儿?)?)[，,。了吧]*(?:对调|换过来|互换|调(?=一下)|换(?=一下)|调过来)?(?:一下)?[。！!]*$"
)
_IS_OF = regex(
    r"^(?P<of>.+?)那?(?P<n>\d+)件(?P<row>[^，,]*?)(?:填错了?|错了?|不对)?[，,]?(?:其实|应该|实际上?|全|都)+(?:是|算|归)(?P<to>[^，,]+?)的?(?:[，,]?(?:帮我|给我|都|全)*(?:移|挪|改|归|算|划|调)(?:过去|到那边|到那里|过来))?[吧了。]*$"
)
"""商业企业那两件新收其实是科研机构的，移过去."""
_MOVED = regex(
    r"^(?:请|把|将)*(?P<of>.+?)的?(?:全部?|都)?(?:挪|移|调|划|转|归|改)(?P<n>\d+)?[件个]?(?P<how>到|给|进|至|成)(?P<to>.+?)(?:去|里面?|那[格行列]|那儿)*[吧了。]*$"
)
_ANOTHER_WISH = regex(r"改成|改为|填成?\d|[加减]\d")
_PART_OF = regex(
    r"^(?P<of>.+?)那?(?P<all>\d+)件里[头面边]?(?:其实)?有?(?P<n>\d+)件(?:其实|应该)*(?:是|属于|算)(?:我们)?(?P<to>[^，,]+?)的?(?:[，,].{0,10})?$"
)
"""科研机构那11件里有4件是补正后仍不明确的."""
_COUNT = regex(r"(?:那|的)?(?P<n>\d+)[件个]$")
_NOT_TWO = "要对调的是哪两格？请说全，例如“予以公开里自然人和商业企业对调”。"
_FROM_WHICH = "从哪一格挪？请把行和列都说出来，例如“予以公开里自然人的挪2件到商业企业”。"
_TO_WHICH = "挪到哪一格？“{line}”旁边的行和列都有几个，请说全，例如“自然人予以公开挪2件到自然人部分公开”。"
_NOT_SO_MANY = "“{line}”里挪不出{n}件。"
_NOTHING = "“{line}”里没有数可以挪。"


def cells_moved(inputs: Mapping[str, Any], said: str, cells_of: _CellsOf) -> list[Change] | str | None:
    """The two cells as they are then; a Chinese question where they are not clear; None where nothing of the tables moves."""
    said = _column_first(regex(r"[“”\"「」]").sub("", said).strip("。！! "), cells_of)
    if (match := _SWAPPED.match(said.strip())) and not _ANOTHER_WISH.search(match["of"]):
        if columns := _columns_swapped(inputs, match["of"], cells_of):
            return columns
        cells = _two(match["of"], cells_of)
        if len(cells) == 2:
            one, other = cells
            values = [value_at(inputs, cell) for cell in cells]
            return (
                [number_in(inputs, one, str(values[1])), number_in(inputs, other, str(values[0]))]
                if all(value is not None for value in values)
                else _NOT_TWO
            )
        return _NOT_TWO if cells else None
    if match := _PART_OF.match(said.strip()):
        return _moved(inputs, match["of"], match["n"], match["to"], cells_of, match["all"])
    if match := _IS_OF.match(said.strip()):
        return _moved(inputs, f"{match['of']}{match['row']}", match["n"], match["to"], cells_of)
    match = _MOVED.match(said.strip())
    if match is None or (match["how"] == "成" and not cells_of(match["to"])):
        return None
    return _moved(inputs, match["of"], match["n"], match["to"], cells_of)


def _column_first(said: str, cells_of: _CellsOf) -> str:
    """…填反了，自然人那列: the column or the row named at the end stands before the others."""
    before, _, name = said.rpartition("，")
    return f"{name}{before}" if before and len(name) <= _LONGEST_NAME and cells_of(name) else said


_LONGEST_NAME = 8


def _columns_swapped(inputs: Mapping[str, Any], of: str, cells_of: _CellsOf) -> list[Change]:
    """Two whole columns that change places, row by row; nothing where no two are named."""
    names = [name for name in regex(r"[、，,]|[和跟与]").split(regex(r"[这那]?两列|整列").sub("", of)) if name.strip()]
    columns = [cells_of(name) for name in names]
    if len(columns) != 2 or not all(len(column) > 1 and is_column(column) for column in columns):
        return []
    other = {parts(cell)[:2]: cell for cell in columns[1]}
    pairs = [(cell, other[parts(cell)[:2]]) for cell in columns[0] if parts(cell)[:2] in other]
    values = [(a, b, value_at(inputs, a), value_at(inputs, b)) for a, b in pairs]
    return [
        number_in(inputs, cell, str(value))
        for a, b, x, y in values
        if x != y and x is not None and y is not None
        for cell, value in ((a, y), (b, x))
    ]


def _two(of: str, cells_of: _CellsOf) -> tuple[str, ...]:
    cells = cells_of(of)
    names = [name for name in regex(r"[、，,]|[和跟与]").split(of) if name.strip()]
    if len(cells) <= 1 and len(names) > 1:
        several = [cells_of(name) for name in names]
        column = next((parts(found[0])[2] for found in several if len(found) == 1), "")
        several = [tuple(c for c in found if len(found) == 1 or parts(c)[2] == column) for found in several]
        cells = tuple(found[0] for found in several if len(found) == 1)
    return cells


def _moved(
    inputs: Mapping[str, Any], of: str, count: str | None, to: str, cells_of: _CellsOf, holding: str | None = None
) -> list[Change] | str | None:
    """``holding``: what is said to stand in the cell that they come from, where that is not ``count``."""
    told = _COUNT.search(of)
    count, of = (told["n"], of[: told.start()]) if told and count is None else (count, of)
    origin = cells_of(of)
    if not origin or FEES_CELL in origin:
        return None
    if len(origin) > 1:
        told_of = [cell for cell in origin if (holding or count) and str(value_at(inputs, cell)) == (holding or count)]
        filled = told_of or [cell for cell in origin if value_at(inputs, cell)]
        origin = tuple(filled) if len(filled) == 1 else origin
    if len(origin) > 1:
        return _FROM_WHICH
    now = value_at(inputs, origin[0])
    target = _target(origin[0], to, cells_of)
    if now is None:
        return _NOTHING.format(line=line(origin[0], now))
    if target is None:
        return _TO_WHICH.format(line=line(origin[0], now))
    there = value_at(inputs, target)
    n = int(count) if count else int(str(now))
    if n > int(str(now)) or there is None or n == 0:
        return _NOT_SO_MANY.format(line=line(origin[0], now), n=n)
    return [number_in(inputs, origin[0], str(int(str(now)) - n)), number_in(inputs, target, str(int(str(there)) + n))]


def _target(origin: str, to: str, cells_of: _CellsOf) -> str | None:
    """The cell that is named as it stands, else in the row or in the column of the one that it comes from."""
    tries = (to, f"{row_name(origin)}{to}", f"{column_name(origin)}{to}")
    table = parts(origin)[0]
    found = ([c for c in cells_of(words) if parts(c)[0] == table and c != origin] for words in tries)
    return next((cells[0] for cells in found if len(cells) == 1), None)
