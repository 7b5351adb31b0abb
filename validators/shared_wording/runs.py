"""The one way in which two reports' prose is compared: runs of characters that stand in both.

The rule LK-02, the review of a set and the comparison screen all ask here, with the profile's LK-02.characters.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from validators.shared_wording.similarity import common_runs, fingerprints

MOST_PLACES = 50
"""A piece that stands in a text more often is filler (a line of commas): its further places are not looked up."""
Seeds = Mapping[tuple[int, int], Iterable[tuple[int, int]]]
"""(section here, section there) → places here and there where the same piece stands."""


class Run(NamedTuple):
    """Characters ``start:end`` of our section stand in their section ``other`` at ``found_at``. Sections by number."""

    section: int
    start: int
    end: int
    other: int
    found_at: int


def prints(text: str, at_least: int) -> list[tuple[int, int]]:
    """``(hash, position)`` of a text's chosen pieces, of each hash the first ``MOST_PLACES``."""
    places: dict[int, int] = defaultdict(int)
    found = []
    for hashed, position in fingerprints(text, at_least):
        places[hashed] += 1
        if places[hashed] <= MOST_PLACES:
            found.append((hashed, position))
    return found


def shared_runs(mine: Sequence[str], theirs: Sequence[str], at_least: int) -> list[Run]:
    """Every run of at least so many characters of our compact texts that stands in one of theirs, none inside another."""
    known: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for other, text in enumerate(theirs):
        for hashed, there in prints(text, at_least):
            known[hashed].append((other, there))
    seeds: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for section, text in enumerate(mine):
        for hashed, here in prints(text, at_least):
            for other, there in known.get(hashed, ()):
                seeds[section, other].append((here, there))
    return runs_at(mine, theirs, seeds, at_least)


def runs_at(mine: Sequence[str], theirs: Sequence[str], seeds: Seeds, at_least: int) -> list[Run]:
    """The same from places that are known already, as the review of a set looks them up."""
    found = [
        Run(section, start, end, other, found_at)
        for (section, other), pairs in sorted(seeds.items())
        for start, end, found_at in common_runs(mine[section], theirs[other], pairs, at_least)
    ]
    longest: list[Run] = []
    for run in sorted(found, key=lambda r: (r.section, r.start, -r.end, r.other, r.found_at)):
        if not longest or run.section != longest[-1].section or run.end > longest[-1].end:
            longest.append(run)
    return longest
