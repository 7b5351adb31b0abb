"""A number in the place of a number: the one that was named, the only one there, or so many more than it."""

import re
from decimal import Decimal
from typing import Any

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.work.revised.cell_questions import SEVERAL
from nianbao.work.revised.change import Change
from nianbao.work.revised.lines import (
    FILLER,
    LEAST_COMMON,
    PLACE_NUMBER,
    common,
    fact_line,
    likeness,
    lines_of,
    listed,
    offered,
    place_of,
    speaks_of,
)
from nianbao.work.revised.number_said import EITHER, plain, takes_away

FIGURE = regex(r"(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>[\u4e00-\u9fff]{0,3})")
_IN_WORDS = regex(
    r"(?P<number>[零〇一二两三四五六七八九十百千万]+)(?P<unit>人次|[条件次个期篇场份项户人名家处分元])|(?P<bare>[一二两三四五六七八九][零〇一二两三四五六七八九十百千万]+)"
)
"""A number in words with a unit, or of several words, and nothing else: 三百二十条, 两百二."""
TABLE = regex(r"表[二三四]")
_OF_ALL = regex(r"政府|信息|公开|申请|数量|工作|全年|今年|本年度?|情况|行政")
"""Words that a line shares with most others: they name none."""
_NOT_HERE = "不在可以改的句子里。表格里的数请说明是哪一格，例如“行政许可改成12件”“自然人予以公开改成3件”，由它写成的句子会跟着变；也可以在起草工作台的“数字”里改。"
_MORE_OR_LESS = regex(
    r"^(?:请|麻烦)?[把将]?(?P<old>.{2,40}?)的?(?:比(?:原来|现在|之前))?(?:再|又|还|要)*(?P<sign>加|(?<!新)增加|多(?:[报算填写计]了?)?|减少|减|少(?:[报算填写计]了?)?)(?:了|上|掉)?\s*(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>[\u4e00-\u9fff]{0,2}?)[吧了]*$"
)
"""培训再加1场: what stands there and so many more."""


def more_or_less(inputs: dict[str, Any], said: str, section: str | None) -> list[Change] | str | None:
    """So many more or less than the one number of the line that is named; None where none is."""
    match = _MORE_OR_LESS.match(said)
    if match is None:
        return None
    texts = lines_of(inputs)
    same = {place: text for place, text in texts.items() if match["unit"] and match["unit"] in _units(text)}
    place = place_of(same, match["old"], section) or place_of(texts, match["old"], section)
    if place is None or not speaks_of(match["old"], texts[place], section):
        return None
    there = list(FIGURE.finditer(texts[place]))
    if len(there) != 1:
        return f"“{texts[place]}”：请直接说改成多少，例如“把3次改成4次”。"
    unit = there[0]["unit"]
    if match["unit"] and not unit.startswith(match["unit"]):
        return f"“{texts[place]}”的单位是“{unit}”，您说的是“{match['unit']}”，请确认后再说一遍。"
    if EITHER.search(said):
        less, more = (plain(Decimal(there[0]["value"]) + sign * Decimal(match["value"])) for sign in (-1, 1))
        return f"“{texts[place]}”：是要改成{less}{unit}，还是改成{more}{unit}？“{said}”两种意思都有，请直接说改成多少。"
    total = Decimal(there[0]["value"]) + Decimal(match["value"]) * (-1 if takes_away(match["sign"]) else 1)
    figure = FIGURE.match(plain(total)) if total >= 0 else None
    if figure is None:
        return f"“{texts[place]}”：请直接说改成多少。"
    return figure_at(inputs, place, "", figure)


def another_number(
    inputs: dict[str, Any], texts: dict[str, str], words: str, figure: re.Match[str], section: str | None
) -> list[Change] | str:
    """A number takes the place of a number and of nothing else: of the one that was named, else of the only one there."""
    bare = PLACE_NUMBER.sub("", words)
    named = list(FIGURE.finditer(bare))
    if named:
        before = bare[: named[-1].start()]
        holding = _with_figure(texts, named[-1], before)
        if len(holding) > 1 and len(FILLER.sub("", before)) < LEAST_COMMON:
            return SEVERAL.format(was=named[-1].group(), n=len(holding), lines=listed([texts[p] for p in holding]))
        place = next(iter(holding), None)
    else:
        place = _of_this_figure(texts, words, figure, section)
    if place is None:
        return f"“{words.strip('，,。、 ')}”{_NOT_HERE}{offered(inputs, words)}"
    return figure_at(inputs, place, named[-1]["value"] if named else "", figure)


def _of_this_figure(texts: dict[str, str], words: str, figure: re.Match[str], section: str | None) -> str | None:
    """The place that words without a number speak of; among several one whose number is of the new one's unit. A line that is
    named hardly at all must be of that unit."""
    place, unit = place_of(texts, words, section), figure["unit"]
    if place is not None and (speaks_of(words, texts[place], section) or _mostly(words, texts[place])):
        rivals = [p for p in texts if likeness(words, texts[p]) == likeness(words, texts[place])]
        fit = [p for p in rivals if (unit in _units(texts[p]) if unit else p.startswith("facts."))]
        return fit[0] if len(fit) == 1 and place in rivals else place
    same = {p: t for p, t in texts.items() if unit in _units(t)}
    return place_of(same, _OF_ALL.sub("", words), section) if unit and not TABLE.search(words) else None


def _mostly(words: str, line: str) -> bool:
    """Whether most of the words stand in the line in their order (培训人次: 培训参加人员85人次)."""
    return likeness(words, line) >= _MOST_OF * len(words)


_MOST_OF = 0.75


def figure_at(inputs: dict[str, Any], place: str, named: str, figure: re.Match[str]) -> list[Change] | str:
    """The number of a place, the ``named`` one where its line holds several, gives way to another."""
    if place.startswith("facts."):
        fact = inputs["facts"][int(place.partition(".")[2]) - 1]
        unit = figure["unit"] or fact["unit"]
        if unit != fact["unit"]:
            return f"“{fact_line(fact)}”的单位是“{fact['unit']}”，您说的是“{unit}”，请确认后再说一遍。"
        return [Change(place, "set", fact_line(fact), f"{fact['label']}{figure['value']}{unit}", figure["value"])]
    line = lines_of(inputs)[place]
    there = [m for m in FIGURE.finditer(line) if not named or m["value"] == named]
    if len(there) != 1:
        return f"“{line}”里要改哪个数？请连原来的数一起说，例如“把3次改成4次”。"
    start, end = there[0].span("value")
    after = f"{line[:start]}{figure['value']}{line[end:]}"
    return [Change(place, "set", line, after, after)]


def _with_figure(texts: dict[str, str], named: re.Match[str], before: str) -> list[str]:
    """The places that hold the number in its unit, those first that share most words with what was said before it."""

    def holds(line: str) -> bool:
        same = [m for m in FIGURE.finditer(line) if m["value"] == named["value"]]
        return any(not named["unit"] or m["unit"][:1] == named["unit"][0] for m in same)

    def is_meant(line: str) -> bool:
        return bool(named["unit"]) or len(before) < LEAST_COMMON or likeness(before, line) > 0

    holding = [place for place, line in texts.items() if holds(line) and is_meant(line)]
    return sorted(holding, key=lambda p: -common(before, texts[p]))


def _units(line: str) -> list[str]:
    return [m["unit"] for m in FIGURE.finditer(line)]


def new_number(new: str) -> re.Match[str] | None:
    """Words that are a number and nothing else, as one (``value``, ``unit``)."""
    return FIGURE.fullmatch(_as_digits(new))


def _as_digits(new: str) -> str:
    """三百二十条 as 320条; other words as they are."""
    match = _IN_WORDS.fullmatch(new)
    number = chinese_to_int(match["number"] or match["bare"]) if match else None
    return new if match is None or number is None else f"{number}{match['unit'] or ''}"
