"""Shares, changes, medians and ranks, against the plainest possible statement of each."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.comparison.arithmetic import median, percent_change, percentage, rank, round_half_up

COUNTS = st.integers(0, 10**9)
MONEY = st.decimals(0, 10**9, places=6)
NUMBERS = COUNTS | MONEY


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (Fraction(1, 4), 1, "0.3"),
        (Fraction(-1, 4), 1, "-0.3"),
        (Fraction(249, 1000), 1, "0.2"),
        (Fraction(1, 3), 1, "0.3"),
        (Fraction(2, 3), 1, "0.7"),
        (Fraction(0), 1, "0.0"),
        (Fraction(9995, 100), 1, "100.0"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(1005, 1000), 2, "1.01"),
    ],
)
def test_rounding(value: Fraction, digits: int, expected: str) -> None:
    assert str(round_half_up(value, digits)) == expected


@given(numerator=st.integers(-(10**15), 10**15), denominator=st.integers(1, 10**9))
def test_rounding_is_the_nearest_tenth(numerator: int, denominator: int) -> None:
    value = Fraction(numerator, denominator)
    rounded = Fraction(round_half_up(value))
    assert (rounded * 10).denominator == 1
    error = abs(rounded - value)
    assert error <= Fraction(1, 20)
    if error == Fraction(1, 20):
        assert abs(rounded) > abs(value)


@pytest.mark.parametrize(
    ("value", "base", "expected"),
    [
        (142, 148, "-4.1"),
        (13, 0, None),
        (0, 0, None),
        (0, 7, "-100.0"),
        (7, 7, "0.0"),
        (1001, 800, "25.1"),
        (Decimal("341.18"), Decimal("365.42"), "-6.6"),
        (3, -2, None),
        (2001, 2000, "0.1"),
        (20009, 20000, "0.0"),
        (10**20 + 5 * 10**16, 10**20, "0.1"),
    ],
)
def test_percent_change(value: int | Decimal, base: int | Decimal, expected: str | None) -> None:
    change = percent_change(value, base)
    assert (None if change is None else str(change)) == expected


@given(value=NUMBERS, base=NUMBERS)
def test_percent_change_undone_gives_the_value_back(value: int | Decimal, base: int | Decimal) -> None:
    change = percent_change(value, base)
    if base == 0:
        assert change is None
        return
    assert change is not None
    back = Fraction(base) * (100 + Fraction(change)) / 100
    assert abs(back - Fraction(value)) <= Fraction(base) / 2000
    assert (change > 0) <= (value > base)
    assert (change < 0) <= (value < base)


@given(parts=st.lists(COUNTS, min_size=1, max_size=8))
def test_shares_of_a_whole_add_up_but_for_rounding(parts: list[int]) -> None:
    shares = [percentage(part, sum(parts)) for part in parts]
    if sum(parts) == 0:
        assert set(shares) == {None}
    else:
        assert abs(sum(s for s in shares if s is not None) - 100) <= Decimal("0.05") * len(parts)


@given(values=st.lists(NUMBERS, min_size=1, max_size=12))
def test_median_has_half_on_each_side(values: list[int | Decimal]) -> None:
    middle = median(values)
    assert middle is not None
    assert min(values) <= middle <= max(values)
    exact = Fraction(middle)
    below, above = sum(Fraction(v) < exact for v in values), sum(Fraction(v) > exact for v in values)
    assert below <= len(values) / 2
    assert above <= len(values) / 2
    assert median(list(reversed(values))) == middle
    ordered = sorted(Fraction(v) for v in values)
    half = len(values) // 2
    assert exact == (ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        ([3], 3),
        ([1, 2], Decimal("1.5")),
        ([1, 3], 2),
        ([5, 1, 3], 3),
        ([Decimal("12.3"), Decimal("12.4")], Decimal("12.35")),
    ],
)
def test_median(values: list[int | Decimal], expected: int | Decimal | None) -> None:
    found = median(values)
    assert (found, type(found)) == (expected, type(expected))


@given(value=NUMBERS, others=st.lists(NUMBERS, max_size=12))
def test_rank_is_the_place_in_the_sorted_list(value: int | Decimal, others: list[int | Decimal]) -> None:
    place = rank(value, others)
    ordered = sorted([value, *others], reverse=True)
    assert ordered.index(value) + 1 == place.place
    assert ordered.count(value) == place.ties + 1
    assert place.of == len(ordered)


@pytest.mark.parametrize(
    ("value", "others", "expected"),
    [
        (5, [], (1, 0, 1)),
        (5, [5, 5], (1, 2, 3)),
        (5, [9, 5, 1], (2, 1, 4)),
        (0, [1, 2], (3, 0, 3)),
        (2, [Decimal("2.0")], (1, 1, 2)),
    ],
)
def test_rank(value: int, others: list[int | Decimal], expected: tuple[int, int, int]) -> None:
    place = rank(value, others)
    assert (place.place, place.ties, place.of) == expected
