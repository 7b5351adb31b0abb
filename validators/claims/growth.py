"""Growth worked out in the sentence itself: 41件，较上年的52件减少11件，降幅21.2%."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.report.patterns import regex
from validators.claims.amounts import read_amounts
from validators.claims.passages import Passage

_UNIT = r"(?:件次|件|条|起|宗|项|封|份|篇|个)"
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_GROWTH = regex(
    rf"(?:同比|(?:较|比|与|同)(?:20\d\d年度?|上一?年度?|去年|前一年)?(?:同期)?的?)(?:(?P<base>{_NUMBER})\s*{_UNIT})?(?:相比|比)?,?"
    rf"(?P<word>增长|增加|上升|增多|减少|下降|降低|多|少)了?\s*(?:(?P<change>{_NUMBER})\s*{_UNIT})?"
    r"(?:[,(、]?\s*(?:同比)?(?:增幅|降幅|增长|增加|下降|减少|上升)?[为达了]?\s*(?P<percent>\d+(?:\.\d+)?)\s*%)?"
    rf"(?:\s*\((?:上一?年度?|去年)(?:同期)?[为是]?(?P<aside>{_NUMBER})\s*{_UNIT}\))?"
)
_ASIDE = regex(r"\((?!(?:上一?年度?|去年)(?:同期)?[为是]?\d)[^()]*\)")
"""Between a count and its growth: 615件（含上年结转23件），比…"""
_FROM_TO = regex(
    rf"由\s*(?P<base>{_NUMBER})\s*(?P<unit>[家个件条项次人名处篇])"
    r"(?:(?P<fewer>整合|压减|精简|合并|减少|缩减|归并|下降)|增加|增长|上升|扩大|增)[为到至]"
    rf"\s*(?P<now>{_NUMBER})\s*(?P=unit)"
)
_RIGHT_BEHIND = regex(r"^\s*[,(]?\s*$")
_FEWER = frozenset({"减少", "下降", "降低", "少"})


@dataclass(frozen=True, slots=True)
class GrowthClaim:
    """One of ``counts`` (件, 条 …; the last is the nearest) grew from ``base`` or by ``change``, that is by ``percent``.

    ``base`` or two of the three are given; ``fewer``: it shrank.
    """

    counts: tuple[Decimal, ...]
    base: Decimal | None
    change: Decimal | None
    percent: Decimal | None
    fewer: bool
    section: str
    start: int
    end: int
    quote: str

    def fits(self) -> bool:
        """True when for one of the counts everything that is said of its growth is right; of a percentage the last
        printed digit may be cut off or rounded."""
        return any(self._fits(count) for count in self.counts)

    def worked_out(self) -> tuple[Decimal, Decimal, Decimal]:
        """Of the nearest count: what it grew from, by how much, and by how many percent (one decimal place)."""
        change, base = self._change(self.counts[-1])
        return base, abs(change), (abs(change) * 100 / base).quantize(Decimal("0.1")) if base > 0 else Decimal(0)

    def _change(self, count: Decimal) -> tuple[Decimal, Decimal]:
        if self.base is not None:
            return count - self.base, self.base
        change = -(self.change or 0) if self.fewer else (self.change or Decimal(0))
        return Decimal(change), count - change

    def _fits(self, count: Decimal) -> bool:
        change, base = self._change(count)
        if base <= 0 or (change < 0) != self.fewer:
            return False
        if self.change is not None and abs(change) != self.change:
            return False
        if self.percent is None:
            return True
        digit = Decimal(1).scaleb(int(self.percent.as_tuple().exponent))
        return abs(abs(change) * 100 / base - self.percent) < digit


def growth_claims(passage: Passage) -> Iterator[GrowthClaim]:
    """Growth said right behind a count, with enough figures to work it out without last year's report."""
    yield from _from_to(passage)
    text = _ASIDE.sub(lambda aside: " " * len(aside.group()), passage.sentence.text)
    amounts = read_amounts(text)
    for match in _GROWTH.finditer(text):
        base, change = _value(match["base"] or match["aside"]), _value(match["change"])
        percent = Decimal(match["percent"]) if match["percent"] else None
        before = [a for a in amounts if a.end <= match.start()]
        if sum(given is not None for given in (base, change, percent)) < 2 or not before:
            continue
        if before[-1].bound != "exact" or not _RIGHT_BEHIND.match(text[before[-1].end : match.start()]):
            continue
        at = passage.sentence.start
        start, end = at + before[-1].start, at + match.end()
        counts = tuple(a.value for a in before if a.bound == "exact")
        fewer = match["word"] in _FEWER
        quote = passage.text[start:end]
        yield GrowthClaim(counts, base, change, percent, fewer, passage.section, start, end, quote)


def _from_to(passage: Passage) -> Iterator[GrowthClaim]:
    """由9家整合为5家: the words and the two figures must go the same way."""
    at = passage.sentence.start
    for match in _FROM_TO.finditer(passage.sentence.text):
        now, base = _value(match["now"]), _value(match["base"])
        if now is None or now == base:
            continue
        start, end = at + match.start(), at + match.end()
        quote = passage.text[start:end]
        fewer = match["fewer"] is not None
        yield GrowthClaim((now,), base, None, None, fewer, passage.section, start, end, quote)


def _value(digits: str | None) -> Decimal | None:
    return Decimal(re.sub(",", "", digits)) if digits else None
