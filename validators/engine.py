"""The engine: decorated rules, what they yield, and the one state in which each ends.

A rule is a generator over a ``Context``. It yields ``Hit`` for something found and ``Remark`` for what it
could not decide; yielding nothing means it looked and found nothing wrong.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal, Protocol

from nianbao.report.agency import Agency
from nianbao.report.alignment import Misalignment, misalignment
from nianbao.report.cells import Number
from nianbao.report.enforcement import Enforcement
from nianbao.report.layout import TableKey
from nianbao.report.model import Report, Table
from validators.budget import Cut, within_budget
from validators.claims import Claim, OutcomeClaim, Passage, count_claims, outcome_claims, passages
from validators.profile import Profile, Severity, national
from validators.prose.plain import plain
from validators.shared_wording.neighbours import Neighbours

State = Literal["pass", "fail", "not_applicable", "insufficient_data", "parse_error", "not_run"]
UndecidedState = Literal["not_applicable", "insufficient_data", "parse_error", "not_run"]
Responsibility = Literal["source", "system", "unknown"]
ModelState = Literal["not_configured", "failed", "truncated", "done"]

# When a rule remarks several things, the gravest says how it ended.
_GRAVITY: tuple[UndecidedState, ...] = ("parse_error", "insufficient_data", "not_run", "not_applicable")


@dataclass(frozen=True, slots=True)
class Where:
    """Where a finding is. Offsets are characters of the section's text; ``quote`` is what stands there."""

    section: str | None = None
    table: TableKey | None = None
    row: str | None = None
    column: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Something a rule found: both sides, the expression, where, and what to do. Numbers as printed (件, 万元)."""

    message: str
    where: Where = field(default_factory=Where)
    expression: str | None = None
    left: Number | None = None
    right: Number | None = None
    suggestion: str = ""
    severity: Severity | None = None
    responsibility: Responsibility = "unknown"


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a rule could not decide (all or part of) its question."""

    state: UndecidedState
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit with everything its rule knows: id, severity, title, legal basis, related rules."""

    rule: str
    severity: Severity
    title: str
    basis: tuple[str, ...]
    related: tuple[str, ...]
    hit: Hit

    @property
    def delta(self) -> Number | None:
        if self.hit.left is None or self.hit.right is None:
            return None
        return self.hit.left - self.hit.right


@dataclass(frozen=True, slots=True)
class RuleResult:
    """How one rule ended, with its findings and its remarks."""

    rule: str
    state: State
    findings: tuple[Finding, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Context:
    """What a rule may look at: the report, last year's, who reports, and how the review was asked for."""

    report: Report
    previous: Report | None = None
    agency: Agency = field(default_factory=lambda: Agency(""))
    draft: bool = False
    published: date | None = None
    model_state: ModelState = "not_configured"
    profile: Profile = field(default_factory=national)
    peers: tuple[Report, ...] = ()
    """Reports of other agencies to compare with …"""
    shared: Neighbours | None = None
    """… or, in the review of a set, what was found by comparing with all of them."""
    enforcement: Enforcement | None = None
    """The organ's 行政执法统计年报, where it was handed in."""

    def table(self, key: TableKey) -> Table:
        """A table that the engine has made sure of (the rule ``Needs`` it)."""
        table = self.report.table(key)
        if table is None:
            raise LookupError(f"rule asked for {key} without declaring it")
        return table

    @cached_property
    def misalignment(self) -> Misalignment | None:
        """What seems to have moved in table three, when a crowd of its equations is broken."""
        table = self.report.table("applications")
        return misalignment(table) if table is not None else None

    @cached_property
    def cut(self) -> Cut | None:
        """What the rules on prose look at when there is more of it than their budget, see ``validators.budget``."""
        return within_budget(self.report)

    @cached_property
    def within_budget(self) -> "Context":
        """This context, or the one with as much prose as there is budget for, of last year's report too."""
        previous = within_budget(self.previous) if self.previous else None
        if self.cut is None and previous is None:
            return self
        report = self.cut.report if self.cut else self.report
        return replace(self, report=report, previous=previous.report if previous else self.previous)

    @cached_property
    def undisguised(self) -> "tuple[Context, dict[str, list[int]]]":
        """The same report with nothing in its prose that hides a figure, and for each section that had something where
        its characters stood. Mostly this very context."""
        report = self.report
        found = {section: clear for section, text in report.prose() if (clear := plain(text)) is not None}
        if not found:
            return self, {}
        preamble = found["preamble"].text if "preamble" in found else report.preamble
        sections = tuple(s._replace(text=found[s.key].text) if s.key in found else s for s in report.sections)
        clear_report = replace(report, preamble=preamble, sections=sections)
        return replace(self, report=clear_report), {section: clear.places for section, clear in found.items()}

    @cached_property
    def claims(self) -> list[Claim]:
        """What the prose claims of counts, read once for all rules."""
        return [claim for passage in self.passages for claim in count_claims(passage)]

    @cached_property
    def passages(self) -> list[Passage]:
        """Every sentence of the prose with what its paragraph is about."""
        return list(passages(self.report))

    @cached_property
    def outcome_claims(self) -> list[OutcomeClaim]:
        """What the prose claims of outcomes of applications and cases."""
        return [claim for passage in self.passages for claim in outcome_claims(passage)]


Check = Callable[[Context], Iterator[Hit | Remark]]


class Precondition(Protocol):
    """What must be there before a rule can look; see ``validators.preconditions``."""

    @property
    def of_whole(self) -> bool:
        """True when a part of the prose will not do."""

    def unmet(self, context: Context) -> Remark | None:
        """Why the rule cannot be run on this report, or None when it can."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue. ``needs`` are asked in their order; the first that is not met says how the rule ends."""

    id: str
    title: str
    severity: Severity
    basis: tuple[str, ...]
    check: Check
    needs: tuple[Precondition, ...] = ()
    related: tuple[str, ...] = ()
    of_prose: bool = True
    """Looks at the prose, which has a budget; not so the rules on tables, headings and how the file was read."""

    def run(self, context: Context) -> RuleResult:
        """Run against one report; always ends in exactly one state."""
        why_off = context.profile.off.get(self.id)
        if why_off is not None:
            reason = f"规则配置“{context.profile.name}”停用了本规则：{why_off}"
            return RuleResult(self.id, "not_run", remarks=(Remark("not_run", reason),))
        unmet = next((why for need in self.needs if (why := need.unmet(context))), None)
        if unmet is not None:
            return RuleResult(self.id, unmet.state, remarks=(unmet,))
        if self.of_prose and context.cut is not None:
            return self._run_within_budget(context, context.cut)
        return self._ended(context, list(self.check(context)))

    def _run_within_budget(self, context: Context, cut: Cut) -> RuleResult:
        """What a rule finds in the part that was looked at stands; that it found nothing says nothing of the rest."""
        beyond = Remark("not_run", cut.said)
        if any(need.of_whole for need in self.needs):
            return RuleResult(self.id, "not_run", remarks=(beyond,))
        ended = self._ended(context, [*self.check(context.within_budget), beyond])
        return ended if ended.findings else replace(ended, state="not_run")

    def _ended(self, context: Context, yielded: "list[Hit | Remark]") -> RuleResult:
        usual = context.profile.severities.get(self.id, self.severity)
        hits = [replace(h, severity=h.severity or usual) for h in yielded if isinstance(h, Hit)]
        findings = tuple(Finding(self.id, h.severity or usual, self.title, self.basis, self.related, h) for h in hits)
        remarks = tuple(r for r in yielded if isinstance(r, Remark))
        state: State = "pass"
        if findings:
            state = "fail"
        elif remarks:
            state = min((r.state for r in remarks), key=_GRAVITY.index)
        return RuleResult(self.id, state, findings, remarks)


REGISTERED: dict[str, Rule] = {}


def rule(
    id: str,
    title: str,
    severity: Severity,
    basis: tuple[str, ...],
    *needs: Precondition,
    related: tuple[str, ...] = (),
    of_prose: bool = True,
) -> Callable[[Check], Check]:
    """Register a generator as a rule of the catalogue. Ids are never reused. Without ``needs`` it is run on every report."""

    def register(check: Check) -> Check:
        if id in REGISTERED:
            raise ValueError(f"rule id {id} is taken")
        REGISTERED[id] = Rule(id, title, severity, basis, check, needs, related, of_prose)
        return check

    return register


def as_number(value: Number | None) -> int | str | None:
    """A number for JSON: counts as int, money as a string."""
    return str(value) if isinstance(value, Decimal) else value
