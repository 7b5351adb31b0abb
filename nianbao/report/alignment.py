"""Does a table three that does not add up look as if its figures had slipped out of place?

One wrong figure breaks two or three equations. A row moved by one column, or a page number among the figures that
pushes the rest along, breaks a crowd of them, and moving the figures back mends most. Then they are not to be held
against the agency.
"""

from collections.abc import Iterator
from typing import NamedTuple

from nianbao.report.arithmetic import equations
from nianbao.report.cells import Number
from nianbao.report.layout import APPLICATION_COLUMNS
from nianbao.report.model import Table

CROWD = 4
"""Fewer broken equations than this are single mistakes."""
MOST = 0.7
"""Share of the broken equations that moving figures back must mend."""

Figures = list[Number | None]


class Misalignment(NamedTuple):
    """``what`` moved, in Chinese; how many equations are broken as printed, and how many with it moved back."""

    what: str
    broken: int
    left: int


def misalignment(table: Table) -> Misalignment | None:
    """The one move of figures by one place that mends most of a crowd of broken equations, if there is one."""
    if table.layout.key != "applications":
        return None
    rows = table.rows()
    addresses = [(row, c.key) for row in rows for c in APPLICATION_COLUMNS]
    position = {address: i for i, address in enumerate(addresses)}
    sides = [
        ([position[a] for a in equation.left], [position[a] for a in equation.right]) for equation in equations(table)
    ]
    figures: Figures = [table.value(*address) for address in addresses]
    broken = _broken(sides, figures)
    if broken < CROWD:
        return None
    best: Misalignment | None = None
    for what, moved in _moves(figures, [table.layout.rows[row].label for row in rows]):
        left = _broken(sides, moved)
        if broken - left >= MOST * broken and (best is None or left < best.left):
            best = Misalignment(what, broken, left)
    return best


def _broken(sides: list[tuple[list[int], list[int]]], figures: Figures) -> int:
    """How many equations do not hold; one with a blank in it counts as neither."""
    count = 0
    for left, right in sides:
        there = [figures[i] for i in left]
        here = [figures[i] for i in right]
        if None not in there and None not in here:
            count += sum(v for v in there if v is not None) != sum(v for v in here if v is not None)
    return count


def _moves(figures: Figures, labels: list[str]) -> Iterator[tuple[str, Figures]]:
    """Every way in which figures may have been moved by one place, with the figures moved back."""
    width = len(APPLICATION_COLUMNS)
    for number, label in enumerate(labels):
        start = number * width
        row = figures[start : start + width]
        for moved_to, back in (("右", [*row[1:], row[0]]), ("左", [row[-1], *row[:-1]])):
            yield f"“{label}”一行的数像是向{moved_to}错了一列", figures[:start] + back + figures[start + width :]
        rest = figures[start:]
        yield f"从“{label}”起各行的数像是向下错了一行", figures[:start] + rest[width:] + rest[:width]
        yield f"从“{label}”起各行的数像是向上错了一行", figures[:start] + rest[-width:] + rest[:-width]
    for i in range(len(figures)):
        label = labels[i // width]
        yield f"“{label}”一行像是混进了一个页码，后面的数都错后了一格", [*figures[:i], *figures[i + 1 :], None]
        yield f"“{label}”一行像是少了一个数，后面的数都错前了一格", [*figures[:i], None, *figures[i:-1]]
