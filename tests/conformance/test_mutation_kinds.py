"""The mutation benchmark measures what it says: clean bases, real changes, the same for the same seed."""

from random import Random

import pytest

from benchmarks.mutation_kinds import KINDS, Kind, clean_bases

LEAST_KINDS = 40
BASES = clean_bases()


def test_there_are_enough_kinds_of_each_name_once() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= LEAST_KINDS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_kind_changes_some_report_and_repeats_itself(kind: Kind) -> None:
    made = 0
    for base in BASES[:25]:
        mutated = kind.make(base, Random(f"1 {base.name}"))
        again = kind.make(base, Random(f"1 {base.name}"))
        assert mutated == again
        if mutated is not None:
            made += 1
            assert mutated.report != base.report or mutated.published is not None
            assert mutated.said
    assert made > 0


def test_right_rules_and_consequences_are_apart() -> None:
    assert [kind.name for kind in KINDS if not kind.right] == []


@pytest.mark.parametrize("base", [b for b in BASES if "换写法" in b.name], ids=lambda base: base.name)
def test_stated_figures_stand_where_they_are_marked(base) -> None:
    assert [s for s in base.stated if base.report.text(s.section)[s.start : s.end] != s.text] == []
