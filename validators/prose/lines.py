"""Prose line by line (a paragraph is a line), and the lines that begin with an ordinal."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.report.text import fold
from validators.prose.sentences import Span

OrdinalStyle = Literal["section", "paren", "arabic", "small"]
"""section: 一、 · paren: （一） · arabic: 1. or 1、 · small: （1）, 1） or ①."""

MAX_ORDINAL = 30
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STYLES: tuple[tuple[OrdinalStyle, re.Pattern[str]], ...] = (
    ("section", regex(r"\s*(?P<chinese>[一二三四五六七八九十]{1,3})\s*[、,.]")),
    ("paren", regex(r"\s*\(\s*(?P<chinese>[一二三四五六七八九十]{1,3})\s*\)(?!\s*[项款目条])")),
    ("arabic", regex(r"\s*(?P<digits>\d{1,2})\s*[.、](?!\s*\d)")),
    ("small", regex(rf"\s*(?:\(?\s*(?P<digits>\d{{1,2}})\s*\)|(?P<circled>[{_CIRCLED}]))")),
)


class Numbered(NamedTuple):
    """A line that begins with an ordinal. Offsets are those of the section's text; ``text`` is the line, folded."""

    style: OrdinalStyle
    number: int
    text: str
    start: int
    end: int


def lines(text: str) -> Iterator[Span]:
    """Every line that is not blank, folded, with its offsets."""
    return iter(_lines(text))


@lru_cache(maxsize=128)
def _lines(text: str) -> tuple[Span, ...]:
    return tuple(_each_line(text))


def _each_line(text: str) -> Iterator[Span]:
    position = 0
    for line in fold(text).split("\n"):
        if line.strip():
            yield Span(line, position, position + len(line))
        position += len(line) + 1


def numbered(line: Span) -> Numbered | None:
    """The line with its ordinal; None for other lines, and for one that goes on citing a law (（一）项)."""
    for style, pattern in _STYLES:
        match = pattern.match(line.text)
        if match is None:
            continue
        said = match.groupdict()
        if said.get("chinese"):
            number = chinese_to_int(said["chinese"])
        elif said.get("circled"):
            number = _CIRCLED.index(said["circled"]) + 1
        else:
            number = int(said["digits"])
        if number is None or not 1 <= number <= MAX_ORDINAL:
            return None
        return Numbered(style, number, line.text, line.start, line.end)
    return None
