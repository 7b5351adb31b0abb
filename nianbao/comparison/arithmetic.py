"""Exact arithmetic for comparisons: shares, changes, medians, ranks. No float comes near a reported number."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from nianbao.report.cells import Number

PERCENT_DIGITS = 1


def round_half_up(value: Fraction, digits: int = PERCENT_DIGITS) -> Decimal:
    """四舍五入 to a number of decimals, away from zero on a tie: 0.25 → 0.3, -0.25 → -0.3."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-digits)


def percentage(part: Number, whole: Number) -> Decimal | None:
    """``part`` of ``whole`` in percent, one decimal; None when there is nothing to divide by."""
    return None if whole <= 0 else round_half_up(Fraction(part) * 100 / Fraction(whole))


def percent_change(value: Number, base: Number) -> Decimal | None:
    """Growth over ``base`` in percent, one decimal; None when the base is 0 (or, in a faulty table, negative)."""
    return percentage(value - base, base)


def median(values: Sequence[Number]) -> Number | None:
    """The middle value; of an even number of values the exact mean of the middle two. None of no values."""
    if not values:
        return None
    ordered, middle = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return ordered[middle]
    total = ordered[middle - 1] + ordered[middle]
    if isinstance(total, int):
        return total // 2 if total % 2 == 0 else Decimal(total) / 2
    return total / 2


@dataclass(frozen=True, slots=True)
class Rank:
    """``place`` 1 is the largest; ``ties`` others share the place; ``of`` counts everyone, oneself included."""

    place: int
    ties: int
    of: int


def rank(value: Number, others: Sequence[Number]) -> Rank:
    """Where a value stands among others, as in sport: 1, 2, 2, 4."""
    return Rank(1 + sum(o > value for o in others), sum(o == value for o in others), 1 + len(others))
