"""Choosing one reading for each row of table three so that its column equations hold, and counting the choices.

Source of the equations: the form itself (国办公开办函〔2021〕30号), see ``nianbao.report.arithmetic``.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from nianbao.documents.recovery.figures import ENOUGH, Reading, TooManyReadingsError

MAX_SUMS = 20_000
"""Different sums kept while columns are added up; beyond it the table stays undecided."""
_COLUMN_BITS = 64
"""Sums of the columns are packed side by side into one integer; so many bits hold any number that is read."""


class Balance(NamedTuple):
    """Row keys by their part in the two column equations of table three."""

    added: tuple[str, str]
    """new, carried_in: together they equal processed_total and carried_out."""
    outcomes: tuple[str, ...]
    processed: str
    left_over: str


Solution = dict[str, Reading]


def solve(rows: Mapping[str, Sequence[Reading]], balance: Balance) -> list[Solution]:
    """Choices of one reading a row that satisfy every column equation: all of them, but at most two.

    Raises ``TooManyReadingsError`` when that cannot be told with the work allowed.
    """
    rows = _narrowed(rows, balance)
    if not all(rows.values()):
        return []
    received = _sums(rows, balance.added)
    first, second = (_sums(rows, half) for half in _halves(rows, balance.outcomes))
    found: list[Solution] = []
    for processed in rows[balance.processed]:
        done = [
            left | right
            for total, lefts in first.items()
            for left, right in product(lefts, second.get(_packed(processed.values) - total, ()))
        ][:ENOUGH]
        for left_over in rows[balance.left_over] if done else ():
            begun = received.get(_packed(processed.values) + _packed(left_over.values), ())
            for start, end in product(begun, done):
                found.append(start | end | {balance.processed: processed, balance.left_over: left_over})
                if len(found) == ENOUGH:
                    return found
    return found


def _packed(values: tuple[int, ...]) -> int:
    packed = 0
    for value in values:
        packed = packed << _COLUMN_BITS | value
    return packed


def _sums(rows: Mapping[str, Sequence[Reading]], keys: Iterable[str]) -> dict[int, list[Solution]]:
    """Column sums over some rows, packed, with at most two choices of readings that give them."""
    sums: dict[int, list[Solution]] = {0: [{}]}
    for key in keys:
        grown: dict[int, list[Solution]] = {}
        for (total, choices), reading in product(sums.items(), rows[key]):
            known = grown.setdefault(total + _packed(reading.values), [])
            known.extend(choice | {key: reading} for choice in choices[: ENOUGH - len(known)])
            if len(grown) > MAX_SUMS:
                raise TooManyReadingsError
        sums = grown
    return sums


def _halves(rows: Mapping[str, Sequence[Reading]], keys: Iterable[str]) -> tuple[list[str], list[str]]:
    """Rows dealt into two hands with about the same number of combinations."""
    hands: tuple[list[str], list[str]] = ([], [])
    sizes = [1, 1]
    for key in sorted(keys, key=lambda k: -len(rows[k])):
        hand = 0 if sizes[0] <= sizes[1] else 1
        hands[hand].append(key)
        sizes[hand] *= len(rows[key])
    return hands


def _narrowed(rows: Mapping[str, Sequence[Reading]], balance: Balance) -> dict[str, list[Reading]]:
    """Rows without the readings that no choice for the other rows could balance (bounds of each column)."""
    narrowed = {key: list(readings) for key, readings in rows.items()}
    equations = (
        (balance.outcomes, (balance.processed,)),
        (balance.added, (balance.processed, balance.left_over)),
    )
    changed = True
    while changed and all(narrowed.values()):
        changed = False
        for left, right in equations:
            for side, other in ((left, right), (right, left)):
                changed |= _narrow(narrowed, side, other)
    return narrowed


def _narrow(rows: dict[str, list[Reading]], side: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Drop readings of the first row of ``side`` that has any too small or too great to balance ``other``."""
    if not all(rows[key] for key in (*side, *other)):
        return False
    low, high = _bounds(rows, side)
    other_low, other_high = _bounds(rows, other)
    for key in side:
        own_low, own_high = _bounds(rows, (key,))
        kept = [
            reading
            for reading in rows[key]
            if all(
                value + low[c] - own_low[c] <= other_high[c] and value + high[c] - own_high[c] >= other_low[c]
                for c, value in enumerate(reading.values)
            )
        ]
        if len(kept) < len(rows[key]):
            rows[key] = kept
            return True
    return False


def _bounds(rows: Mapping[str, Sequence[Reading]], keys: Iterable[str]) -> tuple[list[int], list[int]]:
    """Least and greatest sum of each column over some rows."""
    columns = [list(zip(*(r.values for r in rows[key]), strict=True)) for key in keys]
    low = [sum(min(column[c]) for column in columns) for c in range(len(columns[0]))]
    high = [sum(max(column[c]) for column in columns) for c in range(len(columns[0]))]
    return low, high
