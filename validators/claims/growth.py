"""Growth worked out in the sentence itself: 41件，较上年的52件减少11件，降幅21.2%."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.report.patterns import regex
from validators.claims.comparisons import NUMBER, Comparison, Move, comparisons
from validators.claims.passages import Passage

_FROM_TO = regex(
    rf"由\s*(?P<base>{NUMBER})\s*(?P<unit>[家个件条项次人名处篇])"
    r"(?:(?P<fewer>整合|压减|精简|合并|减少|缩减|归并|下降)|增加|增长|上升|扩大|增)[为到至]"
    rf"\s*(?P<now>{NUMBER})\s*(?P=unit)"
)


@dataclass(frozen=True, slots=True)
class GrowthClaim:
    """One of ``counts`` (件, 条 …; the last is the nearest) grew from ``base``, by all that its ``moves`` say."""

    counts: tuple[Decimal, ...]
    base: Decimal | None
    moves: tuple[Move, ...]
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
        base = self._base(self.counts[-1])
        change = abs(self.counts[-1] - base)
        return base, change, (change * 100 / base).quantize(Decimal("0.1")) if base > 0 else Decimal(0)

    @property
    def percent(self) -> Decimal | None:
        return next((move.percent for move in self.moves if move.percent is not None), None)

    def _base(self, count: Decimal) -> Decimal:
        if self.base is not None:
            return self.base
        changed = next(move for move in self.moves if move.change is not None)
        change = changed.change or Decimal(0)
        return count + change if changed.way == "down" else count - change

    def _fits(self, count: Decimal) -> bool:
        base = self._base(count)
        return base > 0 and all(move.fits(count, base) for move in self.moves)


def growth_claims(passages: list[Passage]) -> Iterator[GrowthClaim]:
    """Growth said right behind a count, with enough figures to work it out without last year's report."""
    for passage in passages:
        yield from _from_to(passage)
    for said in comparisons(passages):
        if not said.total and said.counts and _enough(said):
            section, quote = said.passage.section, said.quote
            yield GrowthClaim(said.counts, said.base, said.moves, section, said.start, said.end, quote)


def _enough(said: Comparison) -> bool:
    """What it was and something of how it moved; or by how much, and one thing more."""
    if said.base is not None:
        return bool(said.moves)
    return len(said.moves) > 1 and any(move.change is not None for move in said.moves)


def _from_to(passage: Passage) -> Iterator[GrowthClaim]:
    """由9家整合为5家: the words and the two figures must go the same way."""
    at = passage.sentence.start
    for match in _FROM_TO.finditer(passage.sentence.text):
        now, base = (Decimal(match[name].replace(",", "")) for name in ("now", "base"))
        if now == base:
            continue
        start, end = at + match.start(), at + match.end()
        move = Move("down" if match["fewer"] else "up")
        yield GrowthClaim((now,), base, (move,), passage.section, start, end, passage.text[start:end])
