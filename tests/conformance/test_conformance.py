"""What each rule must find and must not: the cases under ``<year>/*.yaml``, and the sentences of the shared folder."""

import pytest

from tests.conftest import SHARED
from tests.support.conformance import CannotRunError, Case, balance, load_cases, run_case, unmet
from validators.catalogue import catalogue

CASES = load_cases()
LEAST_CASES = 250
LEAST_OF_EACH = 2

# Every rule of the catalogue that the house promises, built or not.
PROMISED = {
    family: [f"{family}-{number:02}" for number in range(1, last + 1)]
    for family, last in {
        "STR": 11,
        "T2": 5,
        "T3": 7,
        "T4": 3,
        "NT": 16,
        "FEE": 3,
        "CON": 9,
        "YR": 6,
        "LK": 3,
        "TM": 2,
        "TX": 4,
        "EX": 4,
    }.items()
}
ALL_RULES = [rule for rules in PROMISED.values() for rule in rules]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    built = [rule for rule in case.rules if rule in catalogue()]
    if not built:
        pytest.skip(f"rule not built yet: {'、'.join(case.rules)}")
    if case.original is not None and not case.original.exists():
        pytest.skip(f"the shared file {case.spec['original']} is not here")
    try:
        results = run_case(case)
    except CannotRunError as reason:
        pytest.skip(str(reason))
    assert unmet(case, results) == [], case.spec["case"]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= LEAST_CASES


@pytest.mark.parametrize("rule", sorted({*ALL_RULES, *catalogue()}))
def test_every_rule_has_cases_for_and_against(rule: str) -> None:
    counts = balance(CASES).get(rule, {})
    few = {kind: counts.get(kind, 0) for kind in ("positive", "negative") if counts.get(kind, 0) < LEAST_OF_EACH}
    assert few == {}


def test_every_promised_rule_is_built() -> None:
    missing = [rule for rule in ALL_RULES if rule not in catalogue()]
    if missing:
        pytest.skip(f"rule not built yet: {'、'.join(missing)}")


def test_shared_folder_is_only_read_where_it_is() -> None:
    assert all(case.original is None or SHARED in case.original.parents for case in CASES)
