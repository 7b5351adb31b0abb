"""What a mutation is: a clean report, one seeded change, the rules that are right to notice it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Literal

from nianbao.report.layout import SectionKey
from nianbao.report.model import Report, Section

Group = Literal["table", "prose"]


@dataclass(frozen=True)
class Stated:
    """A figure (or trend word) that the prose states: what it is of, and where it stands in its section."""

    measure: str
    section: SectionKey
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Base:
    """A clean report with last year's, if the corpus has it, and what its prose is known to state."""

    name: str
    report: Report
    previous: Report | None = None
    stated: tuple[Stated, ...] = ()
    foreign: tuple[str, ...] = ()
    """Names of agencies of another city: neither above it nor below it."""

    def of(self, measure: str) -> Stated | None:
        return next((s for s in self.stated if s.measure == measure), None)


@dataclass(frozen=True)
class Mutated:
    """The changed report, and a word on what was changed, for a reader of the log."""

    report: Report
    said: str
    published: date | None = None
    right: frozenset[str] = frozenset()
    """The rules that must notice this one, when the kind is of many measures; empty: those of the kind."""


Make = Callable[[Base, Random], Mutated | None]
"""Makes the change, or None when the kind does not apply to the base (or could not be seen by anyone)."""


@dataclass(frozen=True)
class Kind:
    """One kind of change. One of ``right`` must notice it; ``also`` may, being told of the same change."""

    name: str
    group: Group
    right: frozenset[str]
    make: Make
    also: frozenset[str] = field(default=frozenset())


# --- what other rules may truthfully say of a change ----------------------------------------------------------

SUMS = frozenset({"T3-01", "T3-02", "T3-03", "T3-06"})
APPLICATION_PROSE = frozenset(
    {"NT-01", "NT-02", "NT-03", "NT-04", "NT-05", "NT-06", "NT-07", "NT-11", "NT-12", "NT-14"}
)
PROCEEDING_PROSE = frozenset({"NT-08", "NT-09", "NT-11", "NT-14"})
LAST_YEAR = frozenset({"YR-01", "YR-02", "YR-06", "T2-05"})


def rules(*ids: str) -> frozenset[str]:
    return frozenset(ids)


# --- prose ----------------------------------------------------------------------------------------------------


def with_text(report: Report, key: SectionKey, text: str) -> Report:
    return replace(report, sections=tuple(s._replace(text=text) if s.key == key else s for s in report.sections))


def with_section(report: Report, section: Section) -> Report:
    return replace(report, sections=tuple(section if s.key == section.key else s for s in report.sections))


def appended(report: Report, key: SectionKey, line: str) -> Report:
    return with_text(report, key, f"{report.text(key)}\n{line}")


def replaced_at(report: Report, stated: Stated, new: str) -> Report:
    text = report.text(stated.section)
    return with_text(report, stated.section, text[: stated.start] + new + text[stated.end :])


# --- the samples ----------------------------------------------------------------------------------------------

_MARK = re.compile(r"\[([^\]]+)\]")


def find_stated(report: Report, marked: Mapping[str, str]) -> tuple[Stated, ...]:
    """The marked pieces of ``stated_figures.yaml`` in the report; ValueError for one that is not there just once."""
    found = []
    for measure, piece in marked.items():
        mark = _MARK.search(piece)
        if mark is None:
            raise ValueError(f"no [figure] in {piece}")
        before, figure, after = piece[: mark.start()], mark[1], piece[mark.end() :]
        places = [
            (s.key, s.text.index(before + figure + after)) for s in report.sections if before + figure + after in s.text
        ]
        if len(places) != 1:
            raise ValueError(f"{report.title}: “{piece}” stands in {len(places)} sections")
        key, at = places[0]
        start = at + len(before)
        found.append(Stated(measure, key, start, start + len(figure), figure))
    return tuple(found)
