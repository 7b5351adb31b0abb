"""Counts and what the words behind them say of the year before: 139件，比上年增加10件，增幅7.8%.

A comparison is read as a chain of short statements, in any order: what it was (较上年的129件, 上年为129件), how far it moved
(增加10件, 增幅7.8%), how many times it grew (翻了一番, 是上年的三倍). Whoever checks one asks each statement.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from validators.claims.amounts import read_amounts
from validators.claims.passages import Passage

UNITS = r"(?:批次|条次|件次|人次|场次|件|条|起|宗|项|封|份|篇|个|例|期|次|家|处|名|人|户|组|张|部|场|幅)"
NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_COUNT = regex(
    rf"(?P<before>近|约|超过?|逾|不足|各|每|前|第|[增减]加?少?)?\s*(?<![\d.])(?P<digits>{NUMBER})(?P<fraction>\.\d+)?"
    rf"\s*(?P<more>余|多)?\s*(?P<large>万|亿)?\s*(?P<more2>余|多)?\s*(?P<unit>{UNITS})(?!月|工作日|百分点|小时)(?P<about>以上|以下|左右|上下)?"
)
_ASIDE = regex(r"(?<!上年)(?<!去年)(?<!年度)(?<!同期)\((?!(?:上一?年度?|去年|20\d\d年|较|比|同比|与)[^()]*\d)[^()]*\)")
"""Between a count and its comparison: 615件（含上年结转23件），比…"""
_WHEN = r"(?:(?P<{0}>20\d\d)年度?|上一?年度?|去年|前一年)(?:同期)?"
_NEXT = r"[\s,、()]*"
_ROUGH = r"(?!\s*(?:左右|以上|上下|个百分点))"
_BASE = regex(
    rf"{_NEXT}(?:较|比|与|同|由|从|是)?{_WHEN.format('year')}(?:[的为是有共]|收到|发布)*\s*\(?(?P<base>{NUMBER})\s*{UNITS}\)?(?:相比|的)?"
    rf"|{_NEXT}[由从]\s*(?P<from>{NUMBER})\s*{UNITS}(?=[^,\d]{{0,6}}[到至为]\s*\d)"
)
_WAY = r"增长|增加|上升|增多|提高|增幅|涨幅|升幅|减少|下降|降低|降幅|多|少|持平"
_SAID_OF = rf"(?:(?:同比|(?:较|比|与|同){_WHEN.format('year')}(?:相比|比)?|首次|再次),?)?"
_MOVE = regex(
    rf"{_NEXT}{_SAID_OF}(?:大幅|小幅|明显|略有|略|有所|又|共|净|实现|出现)*(?P<way>{_WAY})(?:了|为|达)*"
    rf"(?:(?P<back>[到至])\s*(?P<now>{NUMBER})\s*{UNITS}|\s*(?P<change>{NUMBER})\s*{UNITS}{_ROUGH}"
    rf"|\s*(?P<percent>\d+(?:\.\d+)?)\s*%{_ROUGH}|\s*(?P<fold>\d+(?:\.\d+)?|[一二两三四五六七八九十])\s*倍(?P<foldmore>多|以上|有余)?)?"
)
_DOUBLED = regex(
    rf"{_NEXT}{_SAID_OF}(?:数量|总量|实现)?翻了?(?P<doubled>[一两二三四])番(?P<more>多|以上|有余)?"
    rf"|{_NEXT}(?:{_WHEN.format('when')}的|(?<=的))\s*(?P<times>\d+(?:\.\d+)?|[一二两三四五六七八九十])\s*倍(?P<timesmore>多|以上|有余)?"
    rf"|{_NEXT}[是为达]到?{_WHEN.format('asked')}的\s*(?P<fold>\d+(?:\.\d+)?|[一二两三四五六七八九十])\s*倍(?P<foldmore>多|以上|有余)?"
)
_FEWER = frozenset({"减少", "下降", "降低", "降幅", "少"})
_COMPARES = regex(r"同比|较|比|与|同|首次|再次")
_FIGURES = ("now", "change", "percent", "fold")
_NEEDS_FIGURE = frozenset({"多", "少", "增幅", "降幅", "涨幅", "升幅"})
_LEAD = regex(r"[^,、:()]*$")
_TOTAL = regex(r"(?:^|,)(?P<lead>[^,\d]{0,8}(?:总量|总数|总条数|总件数|合计数|合计|总计))(?=(?:较|比|与|同))")
_ITSELF = regex(r"(?:^|,)(?P<lead>(?:其|总)?(?:数量|件数|条数|篇数|数))(?=(?:较|比|与|同|首次|再次))")
_NAMED = regex(r"(?:^|,)(?P<lead>[^,\d:、()]{2,12}?(?:数量?|件数)?)(?=(?:较|比|与|同)(?:上|去|前一年|20))")


class Times(NamedTuple):
    """Grown to one of ``factors`` of what it was (增长2倍 may mean twice or three times); ``more``: above that."""

    factors: tuple[Decimal, ...]
    more: bool

    def fits(self, now: Decimal, before: Decimal) -> bool:
        """Words are round: within a tenth of the factor; 翻了一番多 is above it and not yet its double."""
        if before <= 0:
            return True
        rate = now / before
        if self.more:
            return any(f <= rate < 2 * f for f in self.factors)
        return any(abs(rate - f) <= f * _ROUND for f in self.factors)


_ROUND = Decimal("0.15")


class Move(NamedTuple):
    """``way`` of a change: up, down or same, with how much it is (件 …), how much of the base (%), or how many times."""

    way: str
    change: Decimal | None = None
    percent: Decimal | None = None
    times: Times | None = None

    def fits(self, now: Decimal, before: Decimal, *, cut: bool = True) -> bool:
        """True when a change from ``before`` to ``now`` is what is said; of a percentage the last printed digit may be
        rounded, and with ``cut`` also cut off."""
        way = "same" if now == before else "up" if now > before else "down"
        if self.way != way:
            return False
        if self.change is not None and abs(now - before) != self.change:
            return False
        if self.times is not None and not self.times.fits(now, before):
            return False
        if self.percent is None or before <= 0:
            return True
        step = Decimal(1).scaleb(int(self.percent.as_tuple().exponent))
        off = abs(abs(now - before) * 100 / before - self.percent)
        return off < step if cut else off <= step / 2


@dataclass(frozen=True, slots=True)
class Comparison:
    """One of ``counts`` (the last is the nearest) against the year before. ``lead``: the words of what it is, before the
    number in its clause; ``said`` what stands before them in the sentence. ``total``: 总量, of all that the paragraph
    counts in ``unit``. Without ``counts`` only the words say of what (纠正数比上年少1件)."""

    counts: tuple[Decimal, ...]
    unit: str
    lead: str
    said: str
    base: Decimal | None
    moves: tuple[Move, ...]
    total: bool
    passage: Passage
    start: int
    end: int

    @property
    def quote(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def current(self) -> bool:
        """Said of the report's own year."""
        return is_current(self.passage, self.start)


def is_current(passage: Passage, position: int) -> bool:
    """True when the clause at a place of the section's text speaks of the report's own year."""
    return any(c.start <= position < c.end and passage.period(c) == "current" for c in passage.clauses)


class Counted(NamedTuple):
    """A count in a sentence: exact unless 约, 余, 万 and the like stand with it."""

    value: Decimal
    unit: str
    start: int
    end: int
    exact: bool


def counted(text: str) -> list[Counted]:
    """Every count of a sentence in digits, and of cases (件 …) also in Chinese numerals."""
    found = [
        Counted(
            _value(m["digits"]) or Decimal(0),
            m["unit"],
            m.start("digits"),
            m.end(),
            not any(m[n] for n in ("before", "fraction", "more", "large", "more2", "about")),
        )
        for m in _COUNT.finditer(text)
    ]
    spelled = [a for a in read_amounts(text) if not any(c.start < a.end and a.start < c.end for c in found)]
    found += [Counted(a.value, text[a.end - 1], a.start, a.end, a.bound == "exact") for a in spelled]
    return sorted(found, key=lambda c: c.start)


def comparisons(passages: list[Passage]) -> Iterator[Comparison]:
    """Every comparison with the year before; of sentences that count over several years none."""
    paragraph: list[Counted] = []
    place: tuple[str, int] = ("", -1)
    for passage in passages:
        line = passage.text.count("\n", 0, passage.sentence.start)
        if place != (passage.section, line):
            place, paragraph = (passage.section, line), []
        text = _ASIDE.sub(lambda aside: " " * len(aside.group()), passage.sentence.text)
        here = counted(text)
        if not passage.many_years:
            yield from _behind_counts(passage, text, here)
            yield from _of_words(passage, text, here, paragraph)
        paragraph += here


def _behind_counts(passage: Passage, text: str, here: list[Counted]) -> Iterator[Comparison]:
    ended = 0
    for at, count in enumerate(here):
        if not count.exact or count.start < ended:
            continue
        base, moves, ended_at = _chain(passage, text, count.end, [count.value])
        if base is None and not moves:
            continue
        ended = ended_at
        before = tuple(c.value for c in here[: at + 1] if c.exact)
        lead = _LEAD.search(text[: count.start])
        start = lead.start() if lead else 0
        yield Comparison(
            before,
            count.unit,
            text[start : count.start],
            text[:start],
            base,
            moves,
            False,
            passage,
            passage.sentence.start + count.start,
            passage.sentence.start + ended_at,
        )


def _of_words(passage: Passage, text: str, here: list[Counted], paragraph: list[Counted]) -> Iterator[Comparison]:
    for pattern in (_TOTAL, _ITSELF, _NAMED):
        for match in pattern.finditer(text):
            start = match.start("lead")
            before = [c for c in here if c.end <= start]
            counts: tuple[Decimal, ...] = ()
            unit = lead = ""
            said = text[:start]
            if pattern is _TOTAL:
                all_before = [*paragraph, *before]
                first = next(iter(all_before), None)
                if first is None or not first.exact:
                    continue
                alike = [c.value for c in all_before if c.unit == first.unit]
                if first.value != max(alike):
                    continue
                counts, unit = (first.value,), first.unit
            elif pattern is _ITSELF:
                if not before or not before[-1].exact or not _blank(text[before[-1].end : start]):
                    continue
                counts, unit = (before[-1].value,), before[-1].unit
                found = _LEAD.search(text[: before[-1].start])
                lead = found.group() if found else ""
            else:
                lead = match["lead"]
                if _TOTAL.match(f",{lead}较") or _ITSELF.match(f",{lead}较"):
                    continue
            base, moves, end = _chain(passage, text, match.end(), list(counts))
            if base is None and not moves:
                continue
            at = passage.sentence.start
            yield Comparison(counts, unit, lead, said, base, moves, pattern is _TOTAL, passage, at + start, at + end)


def _blank(text: str) -> bool:
    """Nothing but blanks, commas and brackets."""
    return not text.strip(" ,()")


def _chain(
    passage: Passage, text: str, position: int, counts: list[Decimal]
) -> tuple[Decimal | None, tuple[Move, ...], int]:
    """The statements from a place on: what it was, how it moved, where they end."""
    base: Decimal | None = None
    moves: list[Move] = []
    end = position
    while True:
        if (match := _BASE.match(text, end)) and base is None:
            base = _value(match["base"] or match["from"])
        elif match := _DOUBLED.match(text, end):
            if match["times"] and base is None and not match["when"]:
                break
            moves.append(_times(match))
        elif match := _MOVE.match(text, end):
            if match["now"] and counts and _value(match["now"]) not in counts:
                break
            move = _move(match)
            if move is None or not (moves or base is not None or _COMPARES.search(match.group())):
                break
            if moves and not any(match[name] for name in _FIGURES):
                break  # 增加4件，减少了环节
            moves.append(move)
        else:
            break
        years = {y for name, y in match.groupdict().items() if name in ("year", "when", "asked") and y}
        if years and passage.year is not None and years != {str(passage.year - 1)}:
            return None, (), position
        end = match.end()
    return base, tuple(moves), end


def _move(match: re.Match[str]) -> Move | None:
    if match["way"] in _NEEDS_FIGURE and not any(match[name] for name in _FIGURES):
        return None
    way = "same" if match["way"] == "持平" else "down" if match["way"] in _FEWER else "up"
    times = None
    if fold := _number(match["fold"]):
        times = Times((fold, fold + 1) if fold > 1 else (fold + 1,), bool(match["foldmore"]))
    return Move(way, _value(match["change"]), Decimal(match["percent"]) if match["percent"] else None, times)


def _times(match: re.Match[str]) -> Move:
    if match["doubled"]:
        return Move("up", times=Times((Decimal(2) ** int(_number(match["doubled"]) or 1),), bool(match["more"])))
    factor = _number(match["times"] or match["fold"]) or Decimal(1)
    return Move("up", times=Times((factor,), bool(match["timesmore"] or match["foldmore"])))


def _number(text: str | None) -> Decimal | None:
    if not text:
        return None
    if text[0].isdigit():
        return Decimal(text)
    value = chinese_to_int(text)
    return None if value is None else Decimal(value)


def _value(digits: str | None) -> Decimal | None:
    return Decimal(digits.replace(",", "")) if digits else None
