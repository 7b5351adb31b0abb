"""Runs a conformance case: a sample report or a file of its own, edited as the case says, before every rule.

A case file (``tests/conformance/<report year>/*.yaml``) is ``{defaults: {...}, cases: [{...}, ...]}``; defaults are
laid under every case of the file. The folder is the report year: a sample of another year is moved to it whole.

Where the report comes from (one of):

- ``report``, ``previous``: samples of ``corpus/reports`` by file name, without the ending; ``report`` has a default;
- ``file``: the text of a file, read as ``documents.read`` reads any file.

Edits, in this order:

- ``printed``, ``previous_printed``: {old: new} in the text of the sample before it is read; old must stand there;
- ``layout``, ``agency``, ``title``, ``found_in``, ``unknown_rows``, ``tables``, ``sections``, ``append``, ``heading``,
  ``order``, ``unconfirmed``: as in the examples of the rule pages, see ``tests.support.rule_examples``;
- ``preamble``: another preamble; ``notices``: what the reader had to say, by code;
- ``three``, ``previous_three``: table three anew, all applicants natural persons, every other cell 0: ``new``,
  ``carried_in``, ``answered``, ``carried_out``, and outcomes by row or by group. What is left out is worked out so
  that the table balances (an outcome nobody named is 予以公开);
- ``four``: table four anew: block → [维持, 纠正, 其他, 尚未审结], totals worked out, blocks left out are 0;
- ``cells``, ``previous_cells``: ``table.row.column`` → raw text, as in the rule pages;
- ``stream``: table three read as one stream of cells: ``{at: row.column, insert: raw}`` puts a stray cell there (a
  page number), ``{at: row.column}`` alone loses that cell; every cell after it moves by one;
- ``aspects``: 总体情况 by aspect (disclosure, requests, management, platform, supervision) → another text;
- ``copied``: sections whose text is last year's with the year moved on; ``copied_tables``: likewise tables.

How the review is asked for: ``draft``, ``model_state``, ``published`` (a date), ``profile`` (one of ours), ``enforcement``, ``peers``
(samples, each a name or ``{report, ...edits}``).

What must come of it:

- ``expect``: rule → number of findings, or the state it ends in, or ``{count, state, severity, at_most}``
  (``severity`` of every finding, ``at_most`` the gravest allowed);
- ``either``: rules of which at least one must fire (where the catalogue leaves open which);
- ``others``: rules that may also newly fire against the unedited report; ``any`` for no matter which. Without it
  none may.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from nianbao.documents import read
from nianbao.paths import CORPUS_DIR
from nianbao.report.model import Report
from tests.support.conformance_edits import EDIT_KEYS, copied, edit, moved, plain, set_three
from tests.support.rule_examples import enforcement_of
from validators.catalogue import catalogue
from validators.engine import Context, RuleResult
from validators.profile import load_profile

CASES_DIR = Path(__file__).resolve().parent.parent / "conformance"
DEFAULT_REPORT = "liuxi-town-2024"
Spec = Mapping[str, Any]
Results = dict[str, RuleResult]

_SEVERITIES = ("info", "warning", "error")
_REVIEW_KEYS = ("draft", "model_state")
_KEYS = EDIT_KEYS | {
    "case",
    "report",
    "previous",
    "file",
    "printed",
    "previous_printed",
    "previous_three",
    "previous_cells",
    "copied",
    "copied_tables",
    *_REVIEW_KEYS,
    "published",
    "profile",
    "enforcement",
    "peers",
    "expect",
    "either",
    "others",
}


@dataclass(frozen=True)
class Case:
    """One case with its defaults filled in; ``name`` is file and number, for the test report."""

    name: str
    year: int
    spec: Spec

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(self.spec["expect"])

    def expects_finding(self, rule: str) -> bool:
        """True when the case wants at least one finding of the rule (or, for EX and T3-06, its own failing state)."""
        wanted = _wanted(self.spec["expect"][rule])
        if "count" in wanted:
            return bool(wanted["count"] > 0)
        return wanted.get("state") == "fail" or (rule in _STATE_RULES and wanted.get("state") in _STATE_RULES[rule])


# Rules that speak through their state, not through findings.
_STATE_RULES: dict[str, tuple[str, ...]] = {
    "T3-06": ("parse_error",),
    "EX-02": ("parse_error",),
    "EX-03": ("not_run",),
}


def load_cases() -> list[Case]:
    """All cases under ``tests/conformance``; raises ValueError for a key that nothing reads."""
    return list(_cases())


def _cases() -> Iterator[Case]:
    for path in sorted(CASES_DIR.glob("*/*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for number, own in enumerate(data["cases"], start=1):
            spec = {**data.get("defaults", {}), **own}
            if unknown := set(spec) - _KEYS:
                raise ValueError(f"{path.name} {number}: unknown keys {sorted(unknown)}")
            if not spec.get("case") or not spec.get("expect"):
                raise ValueError(f"{path.name} {number}: a case needs “case” (what it shows) and “expect”")
            yield Case(f"{path.parent.name}/{path.stem}/{number}", int(path.parent.name), spec)


# --- running --------------------------------------------------------------------------------------------------


def run_case(case: Case) -> Results:
    return run_all(edited(case))


def run_all(context: Context) -> Results:
    return {rule_id: rule.run(context) for rule_id, rule in catalogue().items()}


@lru_cache(maxsize=64)
def unedited(case_year: int, report: str | None, previous: str | None) -> Mapping[str, int]:
    """Findings by rule of the sample as it is: what an edited one is measured against."""
    if report is None:
        return {}
    results = run_all(_context(_sample(report, case_year), previous and _sample(previous, case_year - 1)))
    return {rule: len(r.findings) for rule, r in results.items()}


def unmet(case: Case, results: Results) -> list[str]:
    """What the case wants and the rules did not do; empty when all is as written. Raises KeyError for an unknown rule."""
    wrong = [
        f"{rule}: {complaint}"
        for rule, expected in case.spec["expect"].items()
        for complaint in _unmet_of(results[rule], _wanted(expected))
    ]
    either = case.spec.get("either", [])
    if either and not any(results[rule].findings for rule in either):
        wrong.append(f"none of {either} fires")
    allowed = case.spec.get("others", [])
    if allowed == "any":
        return wrong
    allowed = [*allowed, *either]
    base = {} if "file" in case.spec else _base_counts(case)
    for rule, result in results.items():
        if rule not in case.spec["expect"] and rule not in allowed and len(result.findings) > base.get(rule, 0):
            wrong.append(f"{rule} fires too: {_said(result)}")
    return wrong


def _base_counts(case: Case) -> Mapping[str, int]:
    return unedited(case.year, case.spec.get("report", DEFAULT_REPORT), case.spec.get("previous"))


def _wanted(expected: int | str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(expected, dict):
        return expected
    return {"count": expected} if isinstance(expected, int) else {"state": expected}


def _unmet_of(result: RuleResult, wanted: dict[str, Any]) -> Iterator[str]:
    if "count" in wanted and len(result.findings) != wanted["count"]:
        yield f"{len(result.findings)} findings, expected {wanted['count']} ({result.state}): {_said(result)}"
    if "state" in wanted and result.state != wanted["state"]:
        yield f"state {result.state}, expected {wanted['state']}: {_said(result)}"
    severities = {f.severity for f in result.findings}
    if "severity" in wanted and severities != {wanted["severity"]}:
        yield f"severity {sorted(severities)}, expected {wanted['severity']}: {_said(result)}"
    if "at_most" in wanted:
        limit = _SEVERITIES.index(wanted["at_most"])
        if any(_SEVERITIES.index(s) > limit for s in severities):
            yield f"severity {sorted(severities)}, at most {wanted['at_most']}: {_said(result)}"


def _said(result: RuleResult) -> list[str]:
    return [f.hit.message for f in result.findings] + [r.reason for r in result.remarks]


def balance(cases: list[Case]) -> dict[str, Counter[str]]:
    """Rule → how many cases want it to fire (``positive``) and how many want it silent (``negative``)."""
    counts: dict[str, Counter[str]] = {}
    for case in cases:
        for rule in case.rules:
            kind = "positive" if case.expects_finding(rule) else "negative"
            counts.setdefault(rule, Counter())[kind] += 1
    return counts


# --- the report of a case -------------------------------------------------------------------------------------


def edited(case: Case) -> Context:
    """The context of a case with all its edits."""
    spec = case.spec
    previous = None
    if "previous" in spec:
        previous = _sample(spec["previous"], case.year - 1, spec.get("previous_printed"))
        previous = set_three(previous, spec["previous_three"]) if "previous_three" in spec else previous
        previous = plain(previous, "cells", spec["previous_cells"]) if "previous_cells" in spec else previous
    report = edit(_source(case), spec)
    if previous is not None:
        report = copied(report, previous, spec)
    context = replace(_context(report, previous), **{key: spec[key] for key in _REVIEW_KEYS if key in spec})
    if "published" in spec:
        context = replace(context, published=date.fromisoformat(str(spec["published"])))
    if "profile" in spec:
        context = replace(context, profile=load_profile(spec["profile"]))
    if "enforcement" in spec:
        context = replace(context, enforcement=enforcement_of(spec["enforcement"]))
    if "peers" in spec:
        context = replace(context, peers=tuple(_peer(case.year, p) for p in spec["peers"]))
    return context


def _context(report: Report, previous: Report | None) -> Context:
    return Context(report, previous, report.agency)


def _source(case: Case) -> Report:
    if "file" in case.spec:
        return read(case.spec["file"].encode("utf-8"), f"{case.year}.txt")
    return _sample(case.spec.get("report", DEFAULT_REPORT), case.year, case.spec.get("printed"))


def _peer(year: int, said: str | Spec) -> Report:
    spec: Spec = {"report": said} if isinstance(said, str) else said
    return edit(_sample(spec["report"], year, spec.get("printed")), spec)


def _sample(name: str, year: int, printed: Mapping[str, str] | None = None) -> Report:
    text = _sample_text(name, year)
    for old, new in (printed or {}).items():
        if old not in text:
            raise ValueError(f"{name} does not say “{old}”")
        text = text.replace(old, new, 1)
    return read(text.encode("utf-8"), f"{name}.md")


@lru_cache(maxsize=64)
def _sample_text(name: str, year: int) -> str:
    """The sample's text; every year it names is moved with its own."""
    text = (CORPUS_DIR / "reports" / f"{name}.md").read_text(encoding="utf-8")
    return moved(text, year - int(name.rpartition("-")[2]))
