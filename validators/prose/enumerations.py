"""Enumerations in prose: 一是…二是…, （一）（二）, 1. 2., with the place of every marker.

``enumerations`` counts the items of lists of every kind, as far as they are in order; ``spoken_lists`` follows 一是…
二是… through lists inside lists and tells where an ordinal slips.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import HAN, regex
from nianbao.report.regulation import chinese_number
from nianbao.report.text import fold
from validators.prose.lines import lines, numbered

_CHINESE = r"[一二三四五六七八九十]{1,2}"
_SPOKEN = rf"(?<![一二三四五六七八九十第唯统单专周期逐不年月日\d]){_CHINESE}(?=是(?!否|非))"
"""The ordinal of 一是; 唯一是, 统一是 and 八月一日是 are none."""
_AFTER_STOP = r"(?:^|(?<=[。;；:：!?,、\s)]))"
_KINDS = {
    "是": regex(rf"({_SPOKEN}|(?<![\u4e00-\u9fff\d]){_CHINESE}(?=则))[是则]"),
    "其": regex(rf"(?<!{HAN})其({_CHINESE})(?=[,、:是])"),
    "第": regex(rf"(?<!{HAN})第({_CHINESE})(?=[,、:是])"),
    "（一）": regex(rf"{_AFTER_STOP}\(\s*({_CHINESE})\s*\)", re.MULTILINE),
    "1.": regex(rf"{_AFTER_STOP}(\d{{1,2}})(?:\.(?!\d)|、)", re.MULTILINE),
    "（1）": regex(rf"{_AFTER_STOP}\(\s*(\d{{1,2}})\s*\)", re.MULTILINE),
}


class Marker(NamedTuple):
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


@lru_cache(maxsize=64)
def enumerations(text: str) -> tuple[Enumeration, ...]:
    """Every enumeration of a section's text, in reading order; one inside an item of another is listed too."""
    folded = fold(text)
    found = [run for kind, pattern in _KINDS.items() for run in _runs(kind, pattern, folded)]
    return tuple(sorted(found, key=lambda run: run.start))


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


# --- 一是…二是…, and what slips in it -----------------------------------------------------------------------------

_ITEM = regex(rf"(?P<number>{_SPOKEN})是")
_OTHER_WORDS = regex(r"首先|其次|再次|再者|一方面")
_LOOK_BACK = 400
"""Where the first item of a list that begins with 二是 may stand in other words."""


class Item(NamedTuple):
    """One 二是. Offsets are those of the text."""

    number: int
    word: str
    start: int
    end: int
    line: int


@dataclass(slots=True)
class SpokenList:
    """Items in the order of the text; ``slip`` is the first whose ordinal does not follow."""

    items: list[Item] = field(default_factory=list)
    slip: Item | None = None

    @property
    def last(self) -> Item:
        return self.items[-1]


def spoken_lists(text: str) -> list[SpokenList]:
    """All lists of a section. A list inside an item of another, and ordinals said otherwise (二要, 其次), are no slip."""
    done: list[SpokenList] = []
    open_lists: list[SpokenList] = []
    for number, line in enumerate(lines(text)):
        head = numbered(line)
        if head is not None and head.style in ("section", "paren"):
            open_lists = []
        for match in _ITEM.finditer(line.text):
            value = chinese_to_int(match["number"])
            if value is None:
                continue
            start, end = line.start + match.start(), line.start + match.end()
            item = Item(value, match.group(), start, end, number)
            _add(item, text, open_lists, done)
    return [found for found in done if len(found.items) > 1]


def _add(item: Item, text: str, open_lists: list[SpokenList], done: list[SpokenList]) -> None:
    if item.number == 1 or not open_lists:
        if open_lists and item.line != open_lists[-1].last.line and open_lists[-1].last.number > 1:
            open_lists.clear()  # the earlier list is over
        new = SpokenList([item])
        if item.number > 1 and not _said_otherwise(text[max(0, item.start - _LOOK_BACK) : item.start], item.number - 1):
            new.slip = item
        open_lists.append(new)
        done.append(new)
        return
    inner = open_lists[-1]
    for depth in range(len(open_lists) - 1, -1, -1):
        if open_lists[depth].last.number + 1 == item.number:
            del open_lists[depth + 1 :]
            open_lists[depth].items.append(item)
            return
    goes_on = item.number > inner.last.number or item.line == inner.last.line
    if inner.slip is None and goes_on and not _said_otherwise(text[inner.last.end : item.start], item.number - 1):
        inner.slip = item
    inner.items.append(item)


def _said_otherwise(between: str, missing: int) -> bool:
    """The missing ordinal stands there in other words, or something was cut out."""
    numeral = chinese_number(missing) if missing else ""
    other = rf"第{numeral}|其{numeral}|{numeral}[是、，,.．要为则来方]|[（(]\s*{numeral}\s*[)）]|(?<!\d){missing}[.．、)）](?!\d)"
    return bool(_OTHER_WORDS.search(between) or re.search(other, between) or "[…]" in between)
