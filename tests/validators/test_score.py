"""The self-assessment by a profile's score sheet: each lost point has its finding, and the verdict knows nothing of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nianbao.report.model import Report
from tests.support.rule_examples import context_of, sample
from validators.profile import Profile, load_profile, national
from validators.review import Review, review
from validators.score import Score, score_of, scored_again

SHEET = replace(
    national(),
    name="某县",
    points={
        "not_published": 5,
        "late": Decimal("2.5"),
        "missing_item": 5,
        "wrong_figures": 1,
        "same_as_last_year": 5,
        "shared_wording": 5,
    },
    total_points=10,
)
TOWN, LAST = sample("liuxi-town-2024"), sample("liuxi-town-2023")
ON_TIME, LATE = date(2025, 1, 20), date(2025, 3, 1)


def scored(report: Report = TOWN, profile: Profile = SHEET, **options: object) -> tuple[Review, Score]:
    result = review(report, profile=profile, **options)  # type: ignore[arg-type]
    assert result.score is not None
    return result, result.score


def outcomes(score: Score) -> dict[str, str]:
    return {line.ground: line.outcome for line in score.lines}


def test_without_a_sheet_there_is_no_score():
    assert review(TOWN).score is None


def test_what_nobody_could_look_at_is_neither_kept_nor_lost():
    _, score = scored()
    assert outcomes(score) == {
        "not_published": "undecided",
        "late": "undecided",
        "missing_item": "kept",
        "wrong_figures": "kept",
        "same_as_last_year": "undecided",
        "shared_wording": "undecided",
    }
    assert (score.lost, score.left) == (0, 10)
    assert all(line.reasons for line in score.undecided)


def test_with_date_last_year_and_peers_everything_is_decided():
    _, score = scored(published=ON_TIME, previous=LAST, peers=[sample("qinghe-education-bureau-2024")])
    assert set(outcomes(score).values()) == {"kept"}


@pytest.mark.parametrize(
    ("edit", "options", "lost", "points", "rule"),
    [
        ({}, {"published": LATE}, "late", Decimal("2.5"), "TM-01"),
        ({"sections": {"other": None}}, {}, "missing_item", 5, "STR-01"),
        ({"tables": {"proceedings": "absent"}}, {}, "missing_item", 5, "STR-05"),
        ({"cells": {"applications.new.total": "99"}}, {}, "wrong_figures", 1, "T3-01"),
        ({"sections": {"problems": LAST.text("problems")}}, {"previous": LAST}, "same_as_last_year", 5, "CON-04"),
    ],
)
def test_each_lost_point_has_its_finding(edit, options, lost, points, rule):
    result, score = scored(context_of(edit).report, **options)
    line = next(line for line in score.lines if line.ground == lost)
    assert (line.outcome, line.points) == ("lost", points)
    assert rule in line.rules
    assert any(f.hit.message in reason for f in result.findings for reason in line.reasons if f.rule == rule)


def test_no_more_is_lost_than_there_is():
    empty = context_of({"sections": {"other": None}}).report
    sheet = replace(SHEET, points={"missing_item": 8, "late": 7})
    _, score = scored(empty, sheet, published=LATE)
    assert (score.lost, score.left) == (10, 0)


def test_an_unreadable_table_costs_nothing():
    _, score = scored(context_of({"tables": {"applications": "unreadable"}}).report)
    assert outcomes(score)["missing_item"] == outcomes(score)["wrong_figures"] == "undecided"


@pytest.mark.parametrize("edit", [{}, {"sections": {"other": None}}, {"cells": {"applications.new.total": "99"}}])
def test_the_verdict_knows_nothing_of_the_score(edit):
    report = context_of(edit).report
    result, _ = scored(report)
    without = review(report, profile=replace(SHEET, points={}, total_points=0))
    assert (result.verdict, result.items, result.results) == (without.verdict, without.items, without.results)


def test_what_a_reviewer_dismissed_costs_nothing():
    result, score = scored(published=LATE)
    assert score.lost == Decimal("2.5")
    standing = [replace(r, findings=()) if r.rule == "TM-01" else r for r in result.results]
    assert scored_again(score, result.items, standing).lost == 0
    assert scored_again(score, result.items, result.results) == score


def test_half_points_of_a_file_are_exact():
    profile = load_profile("example-county")
    assert profile.points["late"] == Decimal("2.5")
    assert score_of(profile, (), review(TOWN, profile=profile).results) is not None
