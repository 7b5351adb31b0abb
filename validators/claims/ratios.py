"""Rates whose parts stand in their own sentence: 收回113份，满意107份，满意率94.7%."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from nianbao.report.patterns import regex
from validators.claims.passages import Passage

_STEMS = {
    "满意": r"满意",
    "不合格": r"不合格",
    "合格": r"(?<!不)合格",
    "纠错": r"纠正|纠错",
    "图解": r"图解",
    "回收": r"[收回]回|回收",
    "收回": r"[收回]回|回收",
    "优秀": r"优秀",
}
_RATE = regex(
    r"(?P<stem>满意|不合格|(?<!不)合格|纠错|图解|回收|收回|优秀)[率度](?:达到?|为|是|[:：])?了?\s*(?P<percent>\d{1,3}(?:\.\d+)?)\s*%"
)
_NUMBER = r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)"
_AMOUNT = regex(rf"(?<![\d.]){_NUMBER}\s*(?P<unit>批次|人次|[件条份篇个人名户家期批次起项部])(?!以上|左右)")
_ROUGH = regex(r"\d\s*[余多万亿]|近\d|约\d|超过?\d")
_NEAR = 12
MOST_AMOUNTS = 8


@dataclass(frozen=True, slots=True)
class RatioClaim:
    """``percent`` is said of ``part`` of a ``whole`` of the same unit; ``amounts`` are all that the sentence counts."""

    percent: Decimal
    part: Decimal
    whole: Decimal
    amounts: tuple[Decimal, ...]
    of_cases: bool
    section: str
    start: int
    end: int
    quote: str

    def fits(self, wholes: tuple[Decimal, ...] = ()) -> bool:
        """True when any two figures of the sentence, or sums of neighbours, give the rate; ``wholes`` come from tables.
        The last printed digit may be rounded or cut off."""
        sums = _sums(self.amounts)
        digit = Decimal(1).scaleb(int(self.percent.as_tuple().exponent))
        return any(
            abs(rate - self.percent) < digit
            for part in sums
            for whole in (*sums, *wholes)
            if whole > 0
            for rate in (part * 100 / whole, 100 - part * 100 / whole)
        )


def _sums(amounts: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Each amount, and what it makes with those right behind it (满意90份、基本满意17份)."""
    return tuple(dict.fromkeys(added for at in range(len(amounts)) for added in accumulate(amounts[at:])))


def ratio_claims(passage: Passage) -> Iterator[RatioClaim]:
    """Rates of this year with an amount of their own name and a larger one of the same unit in the sentence."""
    text, at = passage.sentence.text, passage.sentence.start
    rates = list(_RATE.finditer(text))
    if len(rates) != 1 or passage.many_years or _ROUGH.search(text):
        return
    rate = rates[0]
    inside = any(c.start - at <= rate.start() < c.end - at for c in passage.clauses if passage.period(c) == "current")
    found = list(_AMOUNT.finditer(text))
    part = next((m for m in found if _named(text, m, rate)), None)
    if part is None or not inside or len(found) > MOST_AMOUNTS:
        return
    wholes = [m for m in found if m["unit"] == part["unit"] and _value(m) >= _value(part) and m is not part]
    if not wholes:
        return
    start, end = at + min(part.start(), rate.start()), at + rate.end()
    yield RatioClaim(
        Decimal(rate["percent"]),
        _value(part),
        _value(max((m for m in wholes if m.start() < part.start()), key=lambda m: m.start(), default=wholes[0])),
        tuple(_value(m) for m in found),
        rate["stem"] == "纠错",
        passage.section,
        start,
        end,
        passage.text[start:end],
    )


def _named(text: str, amount: re.Match[str], rate: re.Match[str]) -> bool:
    """The amount is of what the rate is: 满意107份, 107份表示满意, or stands in a bracket behind it (29篇)."""
    if text[rate.end() : amount.start()] in ("(", "（") and amount.start() > rate.end():
        return True
    stem = re.compile(_STEMS[rate["stem"]])
    before = re.split(r"[,、(:]", text[max(0, amount.start() - _NEAR) : amount.start()])[-1]
    behind = re.split(r"[,、):\d]", text[amount.end() : amount.end() + _NEAR])[0]
    return amount.end() <= rate.start() and bool(stem.search(before) or stem.search(behind))


def _value(match: re.Match[str]) -> Decimal:
    return Decimal(match["digits"].replace(",", ""))
