"""Enumerations in prose: 一是…二是…, （一）（二）, 1. 2., with the place of every marker."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report.numerals import chinese_to_int
from report.text import fold

_CHINESE = r"[一二三四五六七八九十]{1,2}"
_AFTER_STOP = r"(?:^|(?<=[。;；:：!?,、\s)]))"
_KINDS = {
    "是": re.compile(rf"(?<![\u4e00-\u9fff\d])({_CHINESE})(?:是|则)(?!否)"),
    "其": re.compile(rf"(?<![\u4e00-\u9fff])其({_CHINESE})(?=[,、:是])"),
    "第": re.compile(rf"(?<![\u4e00-\u9fff])第({_CHINESE})(?=[,、:是])"),
    "（一）": re.compile(rf"{_AFTER_STOP}\(\s*({_CHINESE})\s*\)", re.MULTILINE),
    "1.": re.compile(rf"{_AFTER_STOP}(\d{{1,2}})(?:\.(?!\d)|、)", re.MULTILINE),
    "（1）": re.compile(rf"{_AFTER_STOP}\(\s*(\d{{1,2}})\s*\)", re.MULTILINE),
}


@dataclass(frozen=True, slots=True)
class Marker:
    """``二是`` at ``text[start:end]``; ``ordinal`` 2."""

    ordinal: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Markers of one kind that count 1, 2, 3 …; ``slipped`` when the next one of the kind leaves the count."""

    kind: str
    markers: tuple[Marker, ...]
    slipped: bool = False

    @property
    def start(self) -> int:
        return self.markers[0].start

    def __len__(self) -> int:
        return len(self.markers)


def enumerations(text: str) -> list[Enumeration]:
    """Every enumeration of a section's text, in reading order; one inside an item of another is listed too."""
    folded = fold(text)
    found = [run for kind, pattern in _KINDS.items() for run in _runs(kind, pattern, folded)]
    return sorted(found, key=lambda run: run.start)


def _runs(kind: str, pattern: re.Pattern[str], folded: str) -> Iterator[Enumeration]:
    run: list[Marker] = []
    for match in pattern.finditer(folded):
        ordinal = int(match[1]) if match[1].isdecimal() else chinese_to_int(match[1])
        if ordinal is None:
            continue
        marker = Marker(ordinal, match.start(), match.end())
        if ordinal == len(run) + 1:
            run.append(marker)
            continue
        if run:
            yield Enumeration(kind, tuple(run), slipped=ordinal != 1)
        run = [marker] if ordinal == 1 else []
    if run:
        yield Enumeration(kind, tuple(run))
