"""What each rule must find and must not: the cases under ``<year>/*.yaml``."""

import pytest

from tests.support.conformance import Case, balance, load_cases, run_case, unmet
from tests.support.promised import PROMISED, TO_COME
from validators.catalogue import catalogue

CASES = load_cases()
LEAST_CASES = 250
LEAST_OF_EACH = 2


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    assert unmet(case, run_case(case)) == [], case.spec["case"]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= LEAST_CASES


@pytest.mark.parametrize("rule", sorted({*PROMISED, *catalogue()}))
def test_every_rule_has_cases_for_and_against(rule: str) -> None:
    counts = balance(CASES).get(rule, {})
    few = {kind: counts.get(kind, 0) for kind in ("positive", "negative") if counts.get(kind, 0) < LEAST_OF_EACH}
    assert few == {}


@pytest.mark.parametrize("rule", PROMISED)
def test_every_promised_rule_is_built(rule: str) -> None:
    assert rule in catalogue()


def test_no_rule_is_built_that_is_not_promised() -> None:
    """A new rule is promised in ``tests.support.promised`` the day it is built: from then on its id is for ever."""
    assert sorted(set(catalogue()) - set(PROMISED)) == []
    assert sorted(set(TO_COME) & set(PROMISED)) == []
