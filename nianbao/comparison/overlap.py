"""Wording that two reports share: whole sentences, and runs of characters, with where each stands.

Runs are found as rule LK-02 finds them and with the same threshold; of each it is said how much is the agency's own.

格式: perfunctory or year-after-year identical text is forbidden. This only measures; whether it matters is for
the rules and the reader.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from nianbao.comparison.arithmetic import percentage
from nianbao.report.model import Report
from nianbao.report.text import squeeze
from validators.profile import Profile, national
from validators.prose.sentences import sentences
from validators.shared_wording.digest import NOT_COMPARED, sentence_keys
from validators.shared_wording.formulas import is_form_heading
from validators.shared_wording.neighbours import Peer
from validators.shared_wording.own_prose import OwnProse
from validators.shared_wording.runs import Run, shared_runs
from validators.shared_wording.similarity import CompactText, compact

MIN_SENTENCE = 10
"""Shorter pieces (sub-headings, 无) are shared by every report and are not counted as sentences."""


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


class SharedRun(SharedText):
    """A run of characters. ``own``: how many of them say something of the agency's own; 0 for formulas, the words of
    the law, compulsory headings, sentences of which only the numbers differ, and the preamble."""

    own: int


class Overlap(BaseModel):
    """What a report shares with another. Shares are in percent of *this* report."""

    model_config = ConfigDict(frozen=True)

    other: str
    """Name and year of the other report."""
    sentences: int
    """Sentences of this report that were looked for."""
    shared_sentences: list[SharedText]
    shared_sentence_share: Decimal | None
    runs: list[SharedRun]
    """Maximal shared runs of at least ``run_length`` characters, longest first."""
    run_length: int
    """Characters without white space that a run must have: the profile's LK-02.characters."""
    covered_share: Decimal | None
    """Characters of this report that stand in some run, formulas too."""
    own_share: Decimal | None
    """Characters of this report that stand in some run and are its own."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A section without white space."""

    section: str
    prose: CompactText

    def place(self, start: int, end: int) -> Place:
        """Place of the compact characters ``start`` to ``end`` (exclusive)."""
        begin, finish = self.prose.span(start, end)
        return Place(section=self.section, start=begin, end=finish)


def overlap(report: Report, other: Report, profile: Profile | None = None) -> Overlap:
    """Compare the prose of two reports. Exact, and linear in their length."""
    rules = profile or national()
    at_least = int(rules.threshold("LK-02.characters"))
    total, shared = _shared_sentences(report, other)
    parts = _parts(report)
    runs, covered = _shared_runs(parts, report, other, rules, at_least)
    length = sum(len(part.prose.text) for part in parts)
    year = "" if other.year is None else f"{other.year}年"
    return Overlap(
        other=f"{other.agency.name}{year}",
        sentences=total,
        shared_sentences=shared,
        shared_sentence_share=percentage(len(shared), total),
        runs=sorted(runs, key=lambda run: -run.length),
        run_length=at_least,
        covered_share=percentage(covered, length),
        own_share=percentage(min(covered, sum(run.own for run in runs)), length),
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
            if len(compared) >= MIN_SENTENCE and not is_form_heading(span.text):
                yield compared, text[span.start : span.end], Place(section=section, start=span.start, end=span.end)


def _shared_runs(
    ours: list[_Part], report: Report, other: Report, profile: Profile, at_least: int
) -> tuple[list[SharedRun], int]:
    """Runs in reading order, and how many of our characters they cover together."""
    theirs = _parts(other)
    peer = Peer(other.agency.name, other.year)
    own_prose = OwnProse(list(report.prose()), profile, at_least)
    their_sentences = [key for _, text in other.prose() for key in sentence_keys(text)]
    runs: list[SharedRun] = []
    covered = 0
    reached = (0, 0)
    for run in shared_runs([part.prose.text for part in ours], [part.prose.text for part in theirs], at_least):
        part = ours[run.section]
        stretches = [] if part.section in NOT_COMPARED else own_prose.stretches(peer, [run], their_sentences)
        runs.append(_shared_run(part, theirs[run.other], run, sum(s.own for s in stretches)))
        covered += run.end - max(run.start, reached[1] if reached[0] == run.section else 0)
        reached = (run.section, run.end)
    return runs, covered


def _shared_run(part: _Part, theirs: _Part, run: Run, own: int) -> SharedRun:
    length = run.end - run.start
    here = part.place(run.start, run.end)
    there = theirs.place(run.found_at, run.found_at + length)
    return SharedRun(quote=part.prose.original[here.start : here.end], length=length, here=here, there=there, own=own)


def _parts(report: Report) -> list[_Part]:
    return [_Part(section, compact(text)) for section, text in report.prose()]
