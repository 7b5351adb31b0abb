"""A review: every rule run once over one report, with the Article 50 verdict. ``codec`` writes it and reads it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

from nianbao.report.agency import Agency, AgencyKind, AgencyLevel
from nianbao.report.enforcement import Enforcement
from nianbao.report.model import Report
from validators.article50 import Item, Verdict, checklist, overall
from validators.catalogue import catalogue
from validators.engine import Context, Finding, ModelState, RuleResult
from validators.profile import Profile, Severity, national
from validators.score import Score, score_of
from validators.shared_wording.neighbours import Neighbours
from validators.undetermined import undetermined_because

_SEVERITY_ORDER = {"error": 0, "warning": 1, "info": 2}


PreviousSource = Literal["file", "library", "set", "filing"]
"""Where last year's report came from: handed in, kept in the library, another file of the set, or the version of last year's
filing that was accepted."""


class Served(NamedTuple):
    """The report that serves as last year's, and where it came from; no report where there is none."""

    report: Report | None = None
    source: PreviousSource = "file"


class LastYear(NamedTuple):
    """Which report served as last year's."""

    agency: str
    year: int | None
    title: str = ""
    source: PreviousSource = "file"


@dataclass(frozen=True)
class AppliedProfile:
    """What a reader must know of the profile: its name, rules switched off with the reason, severities it changed."""

    name: str
    off: Mapping[str, str] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)

    @classmethod
    def of(cls, profile: Profile) -> "AppliedProfile":
        usual = national().severities
        changed = {rule: severity for rule, severity in profile.severities.items() if usual.get(rule) != severity}
        return cls(profile.name, dict(profile.off), changed)


@dataclass(frozen=True)
class Review:
    """What a review found: verdict, checklist, and one result per rule (pass and not_run are results too)."""

    report: Report
    verdict: Verdict
    items: tuple[Item, ...]
    results: tuple[RuleResult, ...]
    model_state: ModelState
    previous: LastYear | None = None
    profile: AppliedProfile = field(default_factory=lambda: AppliedProfile.of(national()))
    undetermined_because: tuple[str, ...] = ()
    """Why nothing better than ``undetermined`` is said, whatever the verdict is; Chinese, one a cause."""
    score: Score | None = None
    """The self-assessment by the profile's score sheet, where it has one; no part of the verdict."""

    @property
    def agency(self) -> Agency:
        """Who reports, as the review took it: kind and level may have been said by the reviewer."""
        return self.report.agency

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
    enforcement: Enforcement | None = None


def review(
    report: Report,
    *,
    previous: Report | None = None,
    previous_source: PreviousSource = "file",
    kind: AgencyKind | None = None,
    level: AgencyLevel | None = None,
    published: date | None = None,
    draft: bool = False,
    model_state: ModelState = "not_configured",
    profile: Profile | None = None,
    enforcement: Enforcement | None = None,
    peers: Sequence[Report] = (),
    shared: Neighbours | None = None,
    open_places: int = 0,
) -> Review:
    """Run every rule. ``kind`` and ``level`` override what the agency's name tells; ``draft`` softens leftovers.

    ``profile`` is the national default unless a province or county has its own. ``enforcement`` is the organ's
    行政执法统计年报. ``peers`` are reports of other agencies to compare with, ``shared`` what a set's review has found by comparing them already. ``open_places``: those
    of a draft that nobody has filled or settled.
    """
    agency = report.agency
    if kind or level:
        agency = replace(agency, kind=kind or agency.kind, level=level or agency.level, inferred=False)
        report = replace(report, agency=agency)
    context = Context(
        report,
        previous,
        agency,
        draft,
        published,
        model_state,
        profile or national(),
        tuple(peers),
        shared,
        enforcement,
    )
    results = [_sorted(rule.run(context)) for rule in catalogue().values()]
    items = checklist(context)
    last = None if previous is None else LastYear(previous.agency.name, previous.year, previous.title, previous_source)
    applied = AppliedProfile.of(context.profile)
    because = undetermined_because(report, agency, results, open_places)
    verdict = overall(items, results, because)
    score = score_of(context.profile, items, results)
    return Review(report, verdict, tuple(items), tuple(results), model_state, last, applied, because, score)


def _sorted(result: RuleResult) -> RuleResult:
    """The findings of a rule, errors first."""
    return replace(result, findings=tuple(sorted(result.findings, key=lambda f: _SEVERITY_ORDER[f.severity])))
