"""States: found nothing, could not tell and did not run never look alike."""

import dataclasses

import pytest

from nianbao.report import Cell, Problem, Table
from nianbao.report.agency import infer_agency
from tests.support.rule_examples import context_of, sample
from validators.article50 import overall
from validators.catalogue import catalogue
from validators.engine import Context, Hit, Remark, Rule, rule
from validators.preconditions import Needs, NeedsPrevious, NotMisaligned, OfLayout, WholeText
from validators.review import review

CLEAN = "liuxi-town-2024"


def run(*yielded, **options):
    made = Rule("X-1", "t", "warning", ("b",), lambda _: iter(yielded), **options)
    return made.run(Context(sample(CLEAN)))


@pytest.mark.parametrize(
    ("yielded", "state"),
    [
        ([], "pass"),
        ([Hit("m")], "fail"),
        ([Remark("insufficient_data", "r")], "insufficient_data"),
        ([Remark("not_applicable", "r"), Remark("parse_error", "r")], "parse_error"),
        ([Remark("parse_error", "r"), Hit("m")], "fail"),
        ([Remark("not_applicable", "r"), Remark("insufficient_data", "r")], "insufficient_data"),
    ],
)
def test_one_state_from_all_that_was_yielded(yielded, state):
    assert run(*yielded).state == state


def test_a_table_we_could_not_read_is_our_failure_a_missing_one_is_not():
    report = sample(CLEAN)
    tables = dict(report.tables) | {"applications": None}
    gone = dataclasses.replace(report, tables=tables)
    torn = dataclasses.replace(gone, problems=(Problem("applications", "表三读不出"),))
    rules = catalogue()
    assert rules["T3-01"].run(Context(gone)).state == "insufficient_data"
    assert rules["T3-01"].run(Context(torn)).state == "parse_error"
    assert rules["STR-05"].run(Context(gone)).state == "fail"
    assert rules["STR-05"].run(Context(torn)).state == "parse_error"
    assert review(torn).verdict == "unreadable"


def test_every_rule_ends_every_run_in_one_state():
    for name in (CLEAN, "luqi-town-2024", "yunling-city-2024"):
        result = review(sample(name))
        assert [r.rule for r in result.results] == list(catalogue())


def test_an_id_is_never_taken_twice():
    with pytest.raises(ValueError, match="is taken"):
        rule("T3-01", "another", "error", ())(lambda _: iter(()))


@pytest.mark.parametrize("name", ["liuxi-town-2024", "qinghe-county-2024", "yunling-city-2024", "shili-transport-2024"])
def test_good_reports_come_out_clean(name):
    result = review(sample(name))
    assert [(f.rule, f.hit.message) for f in result.findings] == []
    assert result.verdict == "meets"


def test_a_blank_operand_never_lets_an_equation_pass():
    report = sample(CLEAN)
    table = report.tables["applications"]
    cells = table.cells | {("granted", "commercial"): Cell.read("")}
    changed = dataclasses.replace(report, tables=dict(report.tables) | {"applications": Table(table.layout, cells)})
    result = review(changed)
    assert result.state("T3-02") == result.state("T3-03") == "insufficient_data"
    assert result.state("T3-05") == "fail"


def test_the_verdict_is_the_gravest_of_what_was_found():
    items = review(sample(CLEAN)).items
    partial = tuple(dataclasses.replace(i, verdict="partial") for i in items)
    missing = tuple(dataclasses.replace(i, verdict="missing") for i in items)
    unreadable = tuple(dataclasses.replace(i, verdict="unreadable") for i in items)
    assert [overall(list(x), []) for x in (items, partial, unreadable, missing)] == [
        "meets", "meets_with_warnings", "unreadable", "does_not_meet",
    ]  # fmt: skip


def test_a_department_owes_no_results_of_assessment():
    items = {i.item for i in review(sample("qinghe-education-bureau-2024")).items}
    assert "四之二" not in items
    assert "四之二" in {i.item for i in review(sample(CLEAN)).items}


def test_kind_and_level_can_be_told():
    result = review(sample("qinghe-education-bureau-2024"), kind="government")
    assert "四之二" in {i.item for i in result.items}
    assert result.agency.inferred is False


def _without(key):
    report = sample(CLEAN)
    return dataclasses.replace(report, tables=dict(report.tables) | {key: None})


def of_last_year(name=None, without=None):
    """A context whose last year is this report a year earlier, perhaps another organ's or short of a table."""
    report = sample(CLEAN)
    earlier = dataclasses.replace(_without(without) if without else report, year=report.year - 1)
    if name:
        earlier = dataclasses.replace(earlier, agency=infer_agency(name))
    return Context(report, earlier, report.agency)


@pytest.mark.parametrize(
    ("need", "context", "state"),
    [
        (Needs("applications"), Context(sample(CLEAN)), None),
        (Needs("active_disclosure", "applications"), Context(_without("applications")), "insufficient_data"),
        (NeedsPrevious(), Context(sample(CLEAN)), "insufficient_data"),
        (NeedsPrevious(), Context(sample(CLEAN), sample(CLEAN)), "insufficient_data"),  # of the same year
        (NeedsPrevious(), of_last_year(), None),
        (NeedsPrevious(), of_last_year(name="青禾县教育局"), "insufficient_data"),
        (NeedsPrevious("applications"), of_last_year(without="applications"), "insufficient_data"),
        (OfLayout("2021"), Context(sample(CLEAN)), None),
        (OfLayout("2019"), Context(sample(CLEAN)), "not_applicable"),
        (NotMisaligned(), context_of({"shifted": "granted"}), "parse_error"),
        (NotMisaligned(), Context(sample(CLEAN)), None),
        (WholeText(), context_of({"scanned": [2]}), "parse_error"),
        (WholeText(), Context(sample(CLEAN)), None),
    ],
)
def test_a_precondition_says_why_it_is_not_met(need, context, state):
    unmet = need.unmet(context)
    assert (unmet.state if unmet else None) == state


def test_the_first_need_that_is_not_met_says_how_a_rule_ends():
    made = Rule("X-1", "t", "error", (), lambda c: iter([Hit("m")]), (OfLayout("2019"), NeedsPrevious()))
    assert made.run(Context(sample(CLEAN))).state == "not_applicable"
