"""Two reports' prose cut into pieces: what both have, and what is one's own."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from nianbao.papers.wording import section_name
from nianbao.report.model import Report

if TYPE_CHECKING:
    from nianbao.work.desk.comparing import Beside

Mark = Literal["", "shared", "formula"]


class Piece(NamedTuple):
    """Words with how they are to be marked."""

    text: str
    mark: Mark


class Section(NamedTuple):
    heading: str
    paragraphs: tuple[tuple[Piece, ...], ...]


def pieces_of(beside: "Beside", side: Literal["here", "there"]) -> list[Section]:
    """The prose of one of the two, section by section."""
    report: Report = beside.report if side == "here" else beside.other
    found = []
    for key, text in report.prose():
        runs = [(getattr(run, side), run.own) for run in beside.overlap.runs if getattr(run, side).section == key]
        spans = [(place.start, place.end, "shared" if own else "formula") for place, own in runs]
        paragraphs, at = [], 0
        for line in text.split("\n"):
            if line.strip():
                paragraphs.append(tuple(_cut(line, at, spans)))
            at += len(line) + 1
        if paragraphs:
            found.append(Section(section_name(key), tuple(paragraphs)))
    return found


def _cut(line: str, at: int, spans: Sequence[tuple[int, int, str]]) -> list[Piece]:
    edges = {0, len(line)} | {min(max(edge - at, 0), len(line)) for start, end, _ in spans for edge in (start, end)}
    pieces = []
    for start, end in pairwise(sorted(edges)):
        marks = {mark for a, b, mark in spans if a - at <= start and end <= b - at}
        pieces.append(Piece(line[start:end], "shared" if "shared" in marks else "formula" if marks else ""))
    return pieces
