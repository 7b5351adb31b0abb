"""How much prose the rules look at: counted in characters and sentences, so that every machine gives the same answer.

The longest of the real reports at hand holds 1,810 characters of prose in 63 sentences; what goes far beyond that is a
file of something else, or made to keep the rules busy. Tables and headings are looked at whatever the prose.
"""

import re
from dataclasses import replace
from typing import NamedTuple

from nianbao.report.model import Report
from nianbao.report.patterns import regex

OVER_BUDGET = "超出规则的篇幅预算"
"""How the remark of a rule begins that did not see the whole of the prose."""
MOST_CHARACTERS = 40_000
MOST_SENTENCES = 2_000
MOST_PIECES = 8_000
"""Pieces between commas and stops; a line of commas is no sentence."""
_STOP = regex(r"[。；;！？!?\n]")
_PIECE = regex(r"[。；;！？!?\n,，、:：()（）]")


class Cut(NamedTuple):
    """A report of which only so much prose is left; ``read`` of ``whole`` characters."""

    report: Report
    read: int
    whole: int

    @property
    def said(self) -> str:
        return f"{OVER_BUDGET}：正文共{self.whole}字，规则只看了前{self.read}字，后面的没有审核"


class _Left:
    """What is left of the budget."""

    def __init__(self) -> None:
        self.characters, self.sentences, self.pieces = MOST_CHARACTERS, MOST_SENTENCES, MOST_PIECES

    def take(self, text: str) -> str:
        """As much of a text as there is budget for, up to the end of a sentence where it has one."""
        end = min(len(text), self.characters)
        end = min(end, _end_of(_STOP, text, self.sentences, end), _end_of(_PIECE, text, self.pieces, end))
        if end < len(text):
            stops = [match.end() for match in _STOP.finditer(text, 0, end)]
            end = stops[-1] if stops else end
            self.characters = self.sentences = self.pieces = 0
        else:
            self.characters -= len(text)
            self.sentences -= len(_STOP.findall(text)) + 1
            self.pieces -= len(_PIECE.findall(text)) + 1
        return text[:end]


def _end_of(stop: re.Pattern[str], text: str, count: int, limit: int) -> int:
    """Where the ``count``-th piece ends, or ``limit``."""
    if count <= 0:
        return 0
    for number, match in enumerate(stop.finditer(text, 0, limit), start=1):
        if number >= count:
            return int(match.end())
    return limit


def within_budget(report: Report) -> Cut | None:
    """The report with as much of its prose as the rules look at, in reading order; None when that is all of it."""
    whole = sum(len(text) for _, text in report.prose())
    left = _Left()
    preamble = left.take(report.preamble)
    sections = tuple(section._replace(text=left.take(section.text)) for section in report.sections)
    cut = replace(report, preamble=preamble, sections=sections)
    read = sum(len(text) for _, text in cut.prose())
    return None if read == whole else Cut(cut, read, whole)
