"""Wording that two reports share: whole sentences, and runs of characters, with where each stands.

格式: perfunctory or year-after-year identical text is forbidden. This only measures; whether it matters is for
the rules and the reader.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from nianbao.comparison.arithmetic import percentage
from nianbao.comparison.substrings import SubstringIndex
from nianbao.report.model import Report
from nianbao.report.text import squeeze
from validators.prose.sentences import sentences
from validators.shared_wording.similarity import CompactText, compact

MIN_RUN = 30
"""Characters without white space that a shared run must have (the measure of rule LK-02)."""
MIN_SENTENCE = 10
"""Shorter pieces (sub-headings, 无) are shared by every report and are not counted as sentences."""
_BOUNDARY = "\x00"
"""Stands between two sections in the index, and in no compact text; no run crosses it."""


class Place(BaseModel):
    """Where a piece of prose is: section key (or ``preamble``), offsets into that section's text."""

    model_config = ConfigDict(frozen=True)

    section: str
    start: int
    end: int


class SharedText(BaseModel):
    """A piece that both reports hold; ``quote`` as printed in the first, ``length`` without white space."""

    model_config = ConfigDict(frozen=True)

    quote: str
    length: int
    here: Place
    there: Place


class Overlap(BaseModel):
    """What a report shares with another. Shares are in percent of *this* report."""

    model_config = ConfigDict(frozen=True)

    other: str
    """Name and year of the other report."""
    sentences: int
    """Sentences of this report that were looked for."""
    shared_sentences: list[SharedText]
    shared_sentence_share: Decimal | None
    runs: list[SharedText]
    """Maximal shared runs of at least ``MIN_RUN`` characters, longest first."""
    covered_share: Decimal | None
    """Characters of this report that stand in some run."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A section without white space."""

    section: str
    prose: CompactText

    def place(self, start: int, end: int) -> Place:
        """Place of the compact characters ``start`` to ``end`` (exclusive)."""
        begin, finish = self.prose.span(start, end)
        return Place(section=self.section, start=begin, end=finish)


def overlap(report: Report, other: Report) -> Overlap:
    """Compare the prose of two reports. Exact, and linear in their length."""
    total, shared = _shared_sentences(report, other)
    runs, covered, length = _shared_runs(_parts(report), _parts(other))
    year = "" if other.year is None else f"{other.year}年"
    return Overlap(
        other=f"{other.agency.name}{year}",
        sentences=total,
        shared_sentences=shared,
        shared_sentence_share=percentage(len(shared), total),
        runs=runs,
        covered_share=percentage(covered, length),
    )


def _shared_sentences(report: Report, other: Report) -> tuple[int, list[SharedText]]:
    theirs: dict[str, Place] = {}
    for text, _, place in _sentences(other):
        theirs.setdefault(text, place)
    ours = list(_sentences(report))
    shared = [
        SharedText(quote=quote, length=len(text), here=place, there=theirs[text])
        for text, quote, place in ours
        if text in theirs
    ]
    return len(ours), shared


def _sentences(report: Report) -> Iterator[tuple[str, str, Place]]:
    """Each sentence as compared, as printed, and its place."""
    for section, text in report.prose():
        for span in sentences(text):
            compared = squeeze(span.text)
            if len(compared) >= MIN_SENTENCE:
                yield compared, text[span.start : span.end], Place(section=section, start=span.start, end=span.end)


def _shared_runs(ours: list[_Part], theirs: list[_Part]) -> tuple[list[SharedText], int, int]:
    """Runs, how many of our characters they cover together, and how many characters we have."""
    index = SubstringIndex(_BOUNDARY.join(part.prose.text for part in theirs))
    runs: list[SharedText] = []
    covered = 0
    for part in ours:
        reached = 0
        for match in index.matches(part.prose.text, MIN_RUN):
            here = part.place(match.start, match.end)
            there = _place(theirs, match.found_at, match.end - match.start)
            quote = part.prose.original[here.start : here.end]
            runs.append(SharedText(quote=quote, length=match.end - match.start, here=here, there=there))
            covered += match.end - max(match.start, reached)
            reached = match.end
    runs.sort(key=lambda run: -run.length)
    return runs, covered, sum(len(part.prose.text) for part in ours)


def _place(parts: list[_Part], start: int, length: int) -> Place:
    """The place of a run found at ``start`` of the joined text."""
    for part in parts:
        if start < len(part.prose.text):
            return part.place(start, start + length)
        start -= len(part.prose.text) + len(_BOUNDARY)
    raise IndexError(start)


def _parts(report: Report) -> list[_Part]:
    return [_Part(section, compact(text)) for section, text in report.prose()]
