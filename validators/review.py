"""A review: every rule run once over one report, with the Article 50 verdict; and its contract JSON."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from nianbao.report.agency import Agency, AgencyKind, AgencyLevel
from nianbao.report.as_json import report_as_json
from nianbao.report.model import Report
from validators.article50 import Item, Verdict, checklist, overall
from validators.catalogue import catalogue
from validators.engine import Context, Finding, ModelState, RuleResult, as_number
from validators.profile import Profile, national
from validators.shared_wording.neighbours import Neighbours
from validators.undetermined import undetermined_because

_SEVERITY_ORDER = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True)
class Review:
    """What a review found: verdict, checklist, and one result per rule (pass and not_run are results too)."""

    report: Report
    agency: Agency
    verdict: Verdict
    items: tuple[Item, ...]
    results: tuple[RuleResult, ...]
    model_state: ModelState
    previous: Report | None = None
    profile: Profile = field(default_factory=national)
    undetermined_because: tuple[str, ...] = ()
    """Why nothing better than ``undetermined`` is said, whatever the verdict is; Chinese, one a cause."""

    @property
    def findings(self) -> list[Finding]:
        """All findings, errors first, in catalogue order within a severity."""
        found = [f for r in self.results for f in r.findings]
        return sorted(found, key=lambda f: _SEVERITY_ORDER[f.severity])

    @property
    def has_errors(self) -> bool:
        return any(f.severity == "error" for f in self.findings)

    def state(self, rule: str) -> str:
        return next(r.state for r in self.results if r.rule == rule)


class ReviewOptions(NamedTuple):
    """What a reviewer says of a report beyond what stands in it; arguments of ``review`` by name."""

    kind: AgencyKind | None = None
    level: AgencyLevel | None = None
    published: date | None = None
    draft: bool = False
    profile: Profile | None = None


def review(
    report: Report,
    *,
    previous: Report | None = None,
    kind: AgencyKind | None = None,
    level: AgencyLevel | None = None,
    published: date | None = None,
    draft: bool = False,
    model_state: ModelState = "not_configured",
    profile: Profile | None = None,
    peers: Sequence[Report] = (),
    shared: Neighbours | None = None,
    open_places: int = 0,
) -> Review:
    """Run every rule. ``kind`` and ``level`` override what the agency's name tells; ``draft`` softens leftovers.

    ``profile`` is the national default unless a province or county has its own. ``peers`` are reports of other
    agencies to compare with, ``shared`` what a set's review has found by comparing them already. ``open_places``: those
    of a draft that nobody has filled or settled.
    """
    agency = report.agency
    if kind or level:
        agency = replace(agency, kind=kind or agency.kind, level=level or agency.level, inferred=False)
        report = replace(report, agency=agency)
    context = Context(
        report, previous, agency, draft, published, model_state, profile or national(), tuple(peers), shared
    )
    results = [rule.run(context) for rule in catalogue().values()]
    items = checklist(context)
    because = undetermined_because(report, agency, results, open_places)
    return Review(
        report,
        agency,
        overall(items, results, because),
        tuple(items),
        tuple(results),
        model_state,
        previous,
        context.profile,
        because,
    )


def review_as_json(result: Review) -> dict[str, Any]:
    """The ``review --json`` contract."""
    return {
        "report": report_as_json(result.report),
        "verdict": result.verdict,
        "undetermined_because": list(result.undetermined_because),
        "article50": [
            {
                "item": i.item,
                "verdict": i.verdict,
                "evidence": [
                    {"section": e.section, "start": e.start, "end": e.end, "quote": e.quote} for e in i.evidence
                ],
                "rules": list(i.rules),
                "missing": list(i.missing),
            }
            for i in result.items
        ],
        "findings": [_finding(f) for f in result.findings],
        "rules": [{"rule": r.rule, "state": r.state, "reasons": [m.reason for m in r.remarks]} for r in result.results],
        "model": {"state": result.model_state},
        "profile": result.profile.name,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    hit = finding.hit
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "title": finding.title,
        "message": hit.message,
        "expression": hit.expression,
        "left": as_number(hit.left),
        "right": as_number(hit.right),
        "delta": as_number(finding.delta),
        "where": {
            "section": hit.where.section,
            "table": hit.where.table,
            "row": hit.where.row,
            "column": hit.where.column,
            "start": hit.where.start,
            "end": hit.where.end,
            "quote": hit.where.quote,
        },
        "basis": list(finding.basis),
        "suggestion": hit.suggestion,
        "responsibility": hit.responsibility,
        "related": list(finding.related),
    }
