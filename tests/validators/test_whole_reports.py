"""Whole reports, read and reviewed: every cell as read off by hand, every finding as a reviewer would make it.

Replicas of real files always, the real ones where they are at hand (``tests.support.reports``).
"""

from functools import cache
from typing import Any

import pytest

from nianbao.documents import read
from nianbao.report.codec import report_as_json
from tests.support.reports import Truth, truths
from tests.support.rule_examples import context_of
from validators.article50 import ITEM_NAMES, checklist
from validators.review import Review, review

TRUTHS = truths()
every_report = pytest.mark.parametrize("truth", TRUTHS, ids=str)


def listing(what: str) -> Any:
    """The reports whose sheet lists something of the kind."""
    return pytest.mark.parametrize("truth", [t for t in TRUTHS if what in t.findings()], ids=str)


@cache
def reviewed(truth: Truth) -> Review:
    return review(read(truth.path))


def states(truth: Truth, rules: Any) -> dict[str, str]:
    """Rule → the state it ended in; a rule that is no more ends the test with an error."""
    found = reviewed(truth)
    return {rule: found.state(rule) for rule in rules}


def _values(tables: dict[str, Any]) -> Any:
    """The tables of ``parse --json`` with each cell reduced to its value, with the unit that it states itself (251000元),
    or to its text where it is no number."""
    if "kind" not in tables:
        return {key: _values(inner) for key, inner in tables.items()}
    if tables["kind"] == "text":
        return tables["raw"]
    return f"{tables['value']}{tables['unit']}" if tables.get("unit") else tables["value"]


def _plain(values: Any) -> Any:
    """Numbers as text: the sheet writes some counts in quotes."""
    if isinstance(values, dict):
        return {key: _plain(inner) for key, inner in values.items()}
    return None if values is None else str(values)


def test_every_replica_is_here() -> None:
    assert sum(not truth.is_real for truth in TRUTHS) == 8


@every_report
def test_every_cell_is_read(truth: Truth) -> None:
    expected = truth.expected()
    parsed = report_as_json(read(truth.path))
    assert [p["table"] for p in parsed["problems"]] == expected["undecided"]
    assert {key: parsed[key] for key in ("year", "layout")} == {key: expected[key] for key in ("year", "layout")}
    assert parsed["agency"]["name"] == expected["agency"]
    for key, table in parsed["tables"].items():
        if key not in expected["undecided"]:
            assert _plain(_values(table)) == _plain(expected["tables"][key]), key


@listing("must")
def test_rules_that_must_fire_do(truth: Truth) -> None:
    must = truth.findings()["must"]
    assert states(truth, must) == dict.fromkeys(must, "fail")


@listing("pass")
def test_rules_that_must_pass_do(truth: Truth) -> None:
    must = truth.findings()["pass"]
    assert states(truth, must) == dict.fromkeys(must, "pass")


@listing("state")
def test_rules_that_cannot_decide_say_so(truth: Truth) -> None:
    expected = truth.findings()["state"]
    assert states(truth, expected) == expected


@every_report
def test_no_narrative_rule_accuses_wrongly(truth: Truth) -> None:
    fired = {f.rule for f in reviewed(truth).findings if f.rule.startswith("NT-")}
    assert fired <= set(truth.findings().get("must", ()))


@every_report
def test_no_other_error_is_found(truth: Truth) -> None:
    found = sorted({f.rule for f in reviewed(truth).findings if f.severity == "error"})
    assert found == sorted(truth.findings().get("errors", ()))


@listing("article50")
def test_article_50_items_are_met_but_for_those_listed(truth: Truth) -> None:
    expected = truth.findings()["article50"]
    assert {i.item: i.verdict for i in reviewed(truth).items} == {**dict.fromkeys(ITEM_NAMES, "met"), **expected}


@pytest.mark.parametrize(
    ("spec", "item", "verdict"),
    [
        ({"sections": {"overview": ""}}, "一", "partial"),
        ({"sections": {"overview": ""}, "scanned": [1]}, "一", "undetermined"),
        ({"sections": {"problems": "存在的主要问题：无。改进情况：见附件。"}}, "四", "missing"),
        ({"sections": {"problems": "改进情况：无。存在的主要问题：公示时间偏短。"}}, "四", "partial"),
        ({"sections": {"other": "示例省云岭市青禾县柳溪镇人民政府\n2025年1月20日"}}, "五", "missing"),
        ({"sections": {"other": "2025年1月20日"}}, "五", "missing"),
        ({"sections": {"other": "无。\n示例省云岭市青禾县柳溪镇人民政府"}}, "五", "met"),
        ({"heading": {"other": "六、其他"}}, "五", "met"),
        ({"heading": {"problems": "五、今后打算"}}, "四", "met"),
    ],
)
def test_an_item_is_met_by_what_says_something_in_its_section(spec: dict[str, object], item: str, verdict: str) -> None:
    items = {i.item: i for i in checklist(context_of(spec))}
    assert items[item].verdict == verdict
