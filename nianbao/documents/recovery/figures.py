"""Taking figures apart that were printed without separators, by the equations of the form.

A run of figures is read in every way that its digits allow: numbers without leading zeros, a space always a
boundary, and cells possibly left empty (an empty cell leaves no trace in such a text). Only a table that can be
read in one single way, and in that way without empty cells, is known. Work is bounded; beyond it nothing is known.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

MAX_DIGITS = 60
"""Digits of one run of figures; the longest real row has about thirty."""
MAX_STEPS = 60_000
"""Readings tried for one run of figures; beyond it the table stays undecided."""
ENOUGH = 2
"""Two readings are as bad as many."""
MAX_NUMBER_DIGITS = 15

COUNT = r"0|[1-9]\d*"
SIGNED_COUNT = r"[+-]?(?:0|[1-9]\d*)"
MONEY = r"(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?(?:万元|元)?"
NOTHING_TO_REPORT = "/"


class TooManyReadingsError(Exception):
    """The bound on work was reached; nothing is known about the table."""


MAX_STRAY_BLANKS = 1
"""Table four is read by three sums alone. Who leaves cells empty leaves zeros empty; so many empty cells (or wholly
empty groups) beside printed zeros are still reckoned with there. Table three, with its many sums, reckons with any."""


class Reading(NamedTuple):
    """One way to read a run: a value for each cell, 0 where it is taken for empty.

    ``blanks`` are the cells taken for empty, a group without any figure counted once; ``zeros``: a zero is printed.
    """

    values: tuple[int, ...]
    blanks: int = 0
    zeros: bool = False

    @property
    def is_far_fetched(self) -> bool:
        """Leaves more cells empty beside printed zeros than anybody would."""
        return self.zeros and self.blanks > MAX_STRAY_BLANKS

    def followed_by(self, rest: "Reading") -> "Reading":
        return Reading(self.values + rest.values, self.blanks + rest.blanks, self.zeros or rest.zeros)

    def behind(self, value: int | None) -> "Reading":
        """These cells with one more in front; None is an empty one."""
        return Reading((value or 0, *self.values), self.blanks + (value is None), self.zeros or value == 0)


class Figures:
    """A run of digits with the boundaries that are printed (white space) as facts."""

    def __init__(self, text: str, blanks: bool = True, far_fetched: bool = True) -> None:
        """``blanks``: reckon with empty cells; ``far_fetched``: with any number of them beside printed zeros."""
        self.segments = tuple(text.split())
        self.digits = "".join(self.segments)
        self._walls = [0]
        for segment in self.segments:
            self._walls.append(self._walls[-1] + len(segment))
        self._steps = 0
        self._blanks = blanks
        self._far_fetched = far_fetched
        if len(self.digits) > MAX_DIGITS:
            raise TooManyReadingsError

    def separated(self, width: int) -> tuple[int, ...] | None:
        """The numbers when all of them are printed apart, else None."""
        if len(self.segments) != width or not all(re.fullmatch(COUNT, s) for s in self.segments):
            return None
        return tuple(int(s) for s in self.segments)

    def readings(self, width: int, start: int = 0, end: int | None = None) -> set[Reading]:
        """Every way to read the digits from ``start`` to ``end`` as ``width`` cells, the last the sum of the others."""
        stop = len(self.digits) if end is None else end
        found: set[Reading] = set()
        if self._blanks and stop - start < width and not self.digits[start:stop].strip("0"):
            found.add(Reading((0,) * width, width - (stop - start) if start < stop else 1, zeros=start < stop))
        for split in range(start, stop):
            if not self._is_number(split, stop):
                continue
            total = int(self.digits[split:stop])
            parts = self._parts(start, split, width - 1, total, {})
            found |= {p.followed_by(Reading((total,), zeros=total == 0)) for p in parts}
        return self._worth_keeping(found)

    def _parts(
        self, start: int, stop: int, cells: int, total: int, memo: dict[tuple[int, int, int], set[Reading]]
    ) -> set[Reading]:
        """Readings of ``digits[start:stop]`` as ``cells`` cells that add up to ``total``."""
        if cells == 0:
            return {Reading(())} if start == stop and total == 0 else set()
        if stop - start > cells * len(str(total)):
            return set()
        key = (start, cells, total)
        if key in memo:
            return memo[key]
        found: set[Reading] = set()
        if self._blanks:
            found = {rest.behind(None) for rest in self._parts(start, stop, cells - 1, total, memo)}
        for end in range(start + 1, min(stop, start + len(str(total))) + 1):
            if not self._is_number(start, end) or (value := int(self.digits[start:end])) > total:
                break
            found |= {rest.behind(value) for rest in self._parts(end, stop, cells - 1, total - value, memo)}
        found = self._worth_keeping(found)
        self._steps += 1 + len(found)
        if self._steps > MAX_STEPS:
            raise TooManyReadingsError
        memo[key] = found
        return found

    def _worth_keeping(self, found: set[Reading]) -> set[Reading]:
        if self._far_fetched:
            return {Reading(r.values, min(r.blanks, 1), r.zeros) for r in found}
        return {r for r in found if not r.is_far_fetched}

    def _is_number(self, start: int, end: int) -> bool:
        if end - start > MAX_NUMBER_DIGITS or (end - start > 1 and self.digits[start] == "0"):
            return False
        return not any(start < wall < end for wall in self._walls)


def row_readings(text: str, width: int) -> list[Reading]:
    """Readings of one row whose last cell is the sum of the others; a row printed apart is read as it stands."""
    figures = Figures(text)
    if (printed := figures.separated(width)) is not None:
        return [Reading(printed)]
    return sorted(figures.readings(width))


def block_readings(text: str, blocks: int, width: int) -> list[Reading]:
    """At most two readings of ``blocks`` groups in one line, each of ``width`` cells with its sum last (table four).

    Empty cells are reckoned with only where the figures can be read in one way without them: it saves the work.
    """
    figures = Figures(text, blanks=False)
    if (printed := figures.separated(blocks * width)) is not None:
        return [Reading(printed)]
    full = _chains(figures, blocks, width)
    return full if len(full) != 1 else _chains(Figures(text, far_fetched=False), blocks, width)


def _chains(figures: Figures, blocks: int, width: int) -> list[Reading]:
    """At most two readings of all digits as groups one after another."""
    length = len(figures.digits)
    tails: dict[int, list[Reading]] = {length: [Reading(())]}
    reached = _reached(figures, blocks, width)
    for starts in reversed(reached):
        heads: dict[int, list[Reading]] = {}
        for start in starts:
            # At most two of each kind: what stands further left may make some of them far-fetched.
            known = heads.setdefault(start, [])
            for end, rests in tails.items():
                firsts = figures.readings(width, start, end) if start <= end else ()
                for first, rest in product(firsts, rests):
                    both = first.followed_by(rest)
                    alike = sum((r.blanks, r.zeros) == (both.blanks, both.zeros) for r in known)
                    if not both.is_far_fetched and alike < ENOUGH:
                        known.append(both)
        tails = {start: readings for start, readings in heads.items() if readings}
    return tails.get(0, [])[:ENOUGH]


def _reached(figures: Figures, blocks: int, width: int) -> list[list[int]]:
    """For each group where it can start: the first at 0, the second where the first can end, the others anywhere."""
    length = len(figures.digits)
    second = [end for end in range(length + 1) if figures.readings(width, 0, end)]
    return [[0], second, *([list(range(length + 1))] * (blocks - 2))]


def certain_cells(text: str, patterns: Sequence[str]) -> tuple[str, ...] | None:
    """The cells of a row without equation (table two), or None when the text can be read in more than one way."""
    segments = text.split()
    if len(segments) == len(patterns) and all(
        s == NOTHING_TO_REPORT or re.fullmatch(p, s) for s, p in zip(segments, patterns, strict=True)
    ):
        return tuple(segments)
    if not re.fullmatch(r"[\d.]+", joined := "".join(segments)) or len(joined) > MAX_DIGITS:
        return None
    walls = {sum(len(s) for s in segments[:i]) for i in range(len(segments) + 1)}
    ways = _ways(joined, walls, patterns, 0)
    found = [way for _, way in zip(range(ENOUGH), ways, strict=False)]
    return found[0] if len(found) == 1 and all(found[0]) else None


def _ways(text: str, walls: set[int], patterns: Sequence[str], start: int) -> Iterator[tuple[str, ...]]:
    if not patterns:
        if start == len(text):
            yield ()
        return
    for end in range(start, len(text) + 1):
        if any(start < wall < end for wall in walls):
            return
        if end == start or re.fullmatch(patterns[0], text[start:end]):
            for rest in _ways(text, walls, patterns[1:], end):
                yield (text[start:end], *rest)
