"""Real reports, read and reviewed: every cell as read off by hand, every finding as a reviewer would make it."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from documents import read
from report.as_json import report_as_json
from settings import ROOT
from validators.article50 import ITEM_NAMES
from validators.engine import catalogue
from validators.review import Review, review

REPORTS = ROOT.parent / "shared" / "reports"
STEMS = ("000_76dba209f2768b4a", "001_5937ca3af0d8f695", "004_d3db6b388dfeabf3")

pytestmark = [
    pytest.mark.skipif(not REPORTS.exists(), reason="../shared/reports is not at hand"),
    pytest.mark.parametrize("stem", STEMS),
]


def _source(stem: str) -> Path:
    return REPORTS / f"{stem}.txt"


@lru_cache(maxsize=len(STEMS))
def reviewed(stem: str) -> Review:
    return review(read(_source(stem)))


@lru_cache(maxsize=1)
def _findings() -> dict[str, Any]:
    text = (REPORTS / "expected" / "findings.yaml").read_text(encoding="utf-8")
    return {name: expected for name, expected in yaml.safe_load(text).items() if name in STEMS}


def _values(tables: dict[str, Any]) -> Any:
    """The tables of ``parse --json`` with each cell reduced to its value."""
    if "kind" in tables:
        return tables["value"]
    return {key: _values(inner) for key, inner in tables.items()}


def test_every_cell_is_read(stem: str) -> None:
    expected = json.loads((REPORTS / "expected" / f"{stem}.json").read_text(encoding="utf-8"))
    parsed = report_as_json(read(_source(stem)))
    assert parsed["problems"] == []
    assert parsed["agency"]["name"] == expected["agency"]
    assert (parsed["year"], parsed["layout"]) == (expected["year"], expected["layout"])
    assert {key: _values(table) for key, table in parsed["tables"].items()} == expected["tables"]


def test_rules_that_must_fire_do(stem: str) -> None:
    built = [rule for rule in _findings()[stem]["must"] if rule in catalogue()]
    assert built, "nothing of what must fire is built"
    assert {rule: reviewed(stem).state(rule) for rule in built} == dict.fromkeys(built, "fail")


def test_rules_that_must_pass_do(stem: str) -> None:
    built = [rule for rule in _findings()[stem]["pass"] if rule in catalogue()]
    assert {rule: reviewed(stem).state(rule) for rule in built} == dict.fromkeys(built, "pass")


def test_rules_that_cannot_decide_say_so(stem: str) -> None:
    states = {rule: s for rule, s in _findings()[stem].get("state", {}).items() if rule in catalogue()}
    assert {rule: reviewed(stem).state(rule) for rule in states} == states


def test_no_narrative_rule_accuses_wrongly(stem: str) -> None:
    fired = {f.rule for f in reviewed(stem).findings if f.rule.startswith("NT-")}
    assert fired - set(_findings()[stem]["must"]) == set()


def test_no_other_error_is_found(stem: str) -> None:
    expected = [rule for rule in _findings()[stem]["errors"] if rule in catalogue()]
    assert sorted({f.rule for f in reviewed(stem).findings if f.severity == "error"}) == sorted(expected)


def test_article_50_items_are_met_but_for_those_listed(stem: str) -> None:
    assert {i.item: i.verdict for i in reviewed(stem).items} == {
        **dict.fromkeys(ITEM_NAMES, "met"),
        **_findings()[stem]["article50"],
    }
