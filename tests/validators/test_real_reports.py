"""Real reports, read and reviewed: every cell as read off by hand, every finding as a reviewer would make it."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from nianbao.documents import read
from nianbao.paths import ROOT
from nianbao.report.codec import report_as_json
from validators.article50 import ITEM_NAMES
from validators.catalogue import catalogue
from validators.review import Review, review

REPORTS = ROOT.parent / "shared" / "reports"
FILES = sorted(p for p in REPORTS.glob("*") if p.is_file())
STEMS = tuple(p.stem for p in FILES)

pytestmark = [
    pytest.mark.skipif(not REPORTS.exists(), reason="../shared/reports is not at hand"),
    pytest.mark.parametrize("stem", STEMS),
]


AS_PRINTED = {
    "pingtan_2021": "平潭综合实验区",
    "pingtan_2024": "",
    "shuyang_county_2025": "沐阳县人民政府",
}
"""Agencies that the files print otherwise than the sheet of expected values (an area for its office, an OCR slip)."""
AMBIGUOUS = {"pingtan_2021": {"active_disclosure"}}
"""Tables that the text alone does not decide: they have to be declared unreadable."""


def _source(stem: str) -> Path:
    return next(p for p in FILES if p.stem == stem)


@lru_cache(maxsize=len(STEMS))
def reviewed(stem: str) -> Review:
    return review(read(_source(stem)))


@lru_cache(maxsize=1)
def _all_findings() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((REPORTS / "expected" / "findings.yaml").read_text(encoding="utf-8"))
    return loaded


def _listed(stem: str, what: str) -> Any:
    """What the sheet lists for a file; skipped when it lists nothing of the kind."""
    listed = _all_findings().get(stem, {})
    if what not in listed:
        pytest.skip(f"nothing listed under {what}")
    return listed[what]


def _values(tables: dict[str, Any]) -> Any:
    """The tables of ``parse --json`` with each cell reduced to its value, or to its text where it is no number."""
    if "kind" in tables:
        return tables["raw"] if tables["kind"] == "text" else tables["value"]
    return {key: _values(inner) for key, inner in tables.items()}


def test_every_cell_is_read(stem: str) -> None:
    expected = json.loads((REPORTS / "expected" / f"{stem}.json").read_text(encoding="utf-8"))
    parsed = report_as_json(read(_source(stem)))
    assert {p["table"] for p in parsed["problems"]} == AMBIGUOUS.get(stem, set())
    assert parsed["agency"]["name"] == AS_PRINTED.get(stem, expected["agency"])
    assert (parsed["year"], parsed["layout"]) == (expected["year"], expected["layout"][:4])
    for key, table in parsed["tables"].items():
        if key not in AMBIGUOUS.get(stem, set()):
            assert _plain(_values(table)) == _plain(expected["tables"][key]), key


def _plain(values: Any) -> Any:
    """Numbers as text: the sheet writes some counts in quotes."""
    if isinstance(values, dict):
        return {key: _plain(inner) for key, inner in values.items()}
    return None if values is None else str(values)


def test_rules_that_must_fire_do(stem: str) -> None:
    built = [rule for rule in _listed(stem, "must") if rule in catalogue()]
    assert built, "nothing of what must fire is built"
    assert {rule: reviewed(stem).state(rule) for rule in built} == dict.fromkeys(built, "fail")


def test_rules_that_must_pass_do(stem: str) -> None:
    built = [rule for rule in _listed(stem, "pass") if rule in catalogue()]
    assert {rule: reviewed(stem).state(rule) for rule in built} == dict.fromkeys(built, "pass")


def test_rules_that_cannot_decide_say_so(stem: str) -> None:
    states = {rule: s for rule, s in _listed(stem, "state").items() if rule in catalogue()}
    assert {rule: reviewed(stem).state(rule) for rule in states} == states


def test_no_narrative_rule_accuses_wrongly(stem: str) -> None:
    fired = {f.rule for f in reviewed(stem).findings if f.rule.startswith("NT-")}
    assert fired - set(_all_findings().get(stem, {}).get("must", ())) == set()


def test_no_other_error_is_found(stem: str) -> None:
    expected = [rule for rule in _all_findings().get(stem, {}).get("errors", ()) if rule in catalogue()]
    assert sorted({f.rule for f in reviewed(stem).findings if f.severity == "error"}) == sorted(expected)


def test_article_50_items_are_met_but_for_those_listed(stem: str) -> None:
    expected = _listed(stem, "article50")
    assert {i.item: i.verdict for i in reviewed(stem).items} == {**dict.fromkeys(ITEM_NAMES, "met"), **expected}
