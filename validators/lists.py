"""Lists spoken in prose: 一是…二是…三是…, with what slips in them."""

import re
from dataclasses import dataclass, field

from report.numerals import chinese_to_int
from report.regulation import chinese_number
from validators.lines import lines, numbered

_ITEM = re.compile(
    r"(?<![一二三四五六七八九十十第唯统单专周期逐不年月日])(?P<number>[一二三四五六七八九十]{1,2})是(?!否|非)"
)
_OTHER_WORDS = re.compile(r"首先|其次|再次|再者|一方面")
_LOOK_BACK = 400
"""Where the first item of a list that begins with 二是 may stand in other words."""


@dataclass(frozen=True, slots=True)
class Item:
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
