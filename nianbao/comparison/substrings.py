"""Longest common runs of two texts in linear time, by a suffix automaton."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """``text[start:end]`` stands in the indexed text at ``found_at``."""

    start: int
    end: int
    found_at: int


class SubstringIndex:
    """Every substring of a text. States are sets of end positions; ``_first_end`` is the first of each.

    Built in O(length) after Blumer et al. (1985): each character adds a state and at most one clone.
    """

    def __init__(self, text: str) -> None:
        self._next: list[dict[str, int]] = [{}]
        self._link = [-1]
        self._length = [0]
        self._first_end = [0]
        last = 0
        for end, character in enumerate(text, start=1):
            last = self._extend(last, character, end)

    def _extend(self, last: int, character: str, end: int) -> int:
        added = self._add({}, self._length[last] + 1, end)
        state = last
        while state != -1 and character not in self._next[state]:
            self._next[state][character] = added
            state = self._link[state]
        if state == -1:
            self._link[added] = 0
            return added
        target = self._next[state][character]
        if self._length[target] == self._length[state] + 1:
            self._link[added] = target
            return added
        clone = self._add(dict(self._next[target]), self._length[state] + 1, self._first_end[target])
        self._link[clone] = self._link[target]
        while state != -1 and self._next[state].get(character) == target:
            self._next[state][character] = clone
            state = self._link[state]
        self._link[target] = self._link[added] = clone
        return added

    def _add(self, transitions: dict[str, int], length: int, first_end: int) -> int:
        self._next.append(transitions)
        self._link.append(0)
        self._length.append(length)
        self._first_end.append(first_end)
        return len(self._next) - 1

    def matches(self, text: str, at_least: int) -> Iterator[Match]:
        """Runs of ``text`` found in the index that cannot be made longer at either end, in order.

        None lies inside another, but two may overlap when their parts stand in different places of the index.
        """
        state = length = 0
        previous: Match | None = None
        for end, character in enumerate(text, start=1):
            while state and character not in self._next[state]:
                state = self._link[state]
                length = self._length[state]
            if character in self._next[state]:
                state = self._next[state][character]
                length += 1
            start = end - length
            if previous and start != previous.start:
                yield previous
                previous = None
            if length >= at_least:
                previous = Match(start, end, self._first_end[state] - length)
        if previous:
            yield previous
