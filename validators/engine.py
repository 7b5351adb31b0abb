"""The engine: decorated rules, what they yield, and the one state in which each ends.

A rule is a generator over a ``Context``. It yields ``Hit`` for something found and ``Remark`` for what it
could not decide; yielding nothing means it looked and found nothing wrong.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from nianbao.report.agency import Agency
from nianbao.report.alignment import Misalignment, misalignment
from nianbao.report.cells import Number
from nianbao.report.layout import TableKey
from nianbao.report.model import Report, Table
from validators.claims import Claim, OutcomeClaim, Passage, count_claims, outcome_claims, passages
from validators.profile import Profile, Severity, national
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

    def table(self, key: TableKey) -> Table:
        """A table that the engine has made sure of (the rule declared it in ``tables``)."""
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


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    ``tables`` must be readable, ``needs_previous`` last year's report present; a rule that finds what is missing
    ``needs_whole_text``: it cannot tell from a file of which pages are pictures; one that ``judges_cells`` looks at
    each cell for itself, the others rely on the figures of table three standing where they belong (T3-06).
    """

    id: str
    title: str
    severity: Severity
    basis: tuple[str, ...]
    check: Check
    tables: tuple[TableKey, ...] = ()
    needs_previous: bool = False
    layouts: tuple[str, ...] = ("2021", "2019")
    related: tuple[str, ...] = ()
    needs_whole_text: bool = False
    judges_cells: bool = False

    def run(self, context: Context) -> RuleResult:
        """Run against one report; always ends in exactly one state."""
        why_off = context.profile.off.get(self.id)
        if why_off is not None:
            reason = f"规则配置“{context.profile.name}”停用了本规则：{why_off}"
            return RuleResult(self.id, "not_run", remarks=(Remark("not_run", reason),))
        blocked = self._blocked(context)
        if blocked is not None:
            return RuleResult(self.id, blocked.state, remarks=(blocked,))
        yielded = list(self.check(context))
        usual = context.profile.severities.get(self.id, self.severity)
        findings = tuple(
            Finding(self.id, h.severity or usual, self.title, self.basis, self.related, h)
            for h in yielded
            if isinstance(h, Hit)
        )
        remarks = tuple(r for r in yielded if isinstance(r, Remark))
        state: State = "pass"
        if findings:
            state = "fail"
        elif remarks:
            state = min((r.state for r in remarks), key=_GRAVITY.index)
        return RuleResult(self.id, state, findings, remarks)

    def _blocked(self, context: Context) -> Remark | None:
        report = context.report
        if report.layout.key not in self.layouts:
            return Remark("not_applicable", "本规则不适用于这一版式的报告")
        if self.needs_whole_text and (notice := report.notice("no_text_layer")):
            return Remark("parse_error", notice.message)
        for key in self.tables:
            if report.table(key) is None:
                return missing_table(report, key)
        if "applications" in self.tables and not self.judges_cells and context.misalignment is not None:
            return Remark("parse_error", f"{context.misalignment.what}，见 T3-06，没有拿表三的数作比较")
        if self.needs_previous:
            if context.previous is None:
                return Remark("insufficient_data", "没有提供上一年度报告")
            for key in self.tables:
                if context.previous.table(key) is None:
                    return Remark("insufficient_data", "上一年度报告的相应表格没有读到")
        return None


def missing_table(report: Report, key: TableKey) -> Remark:
    """Why a table is not there: we could not read it (our failure), or the report has none."""
    problem = report.problem(key)
    if problem is not None:
        return Remark("parse_error", problem.message)
    if (notice := report.notice("cut")) and report.stops_before_end_of(key):
        return Remark("insufficient_data", notice.message)
    return Remark("insufficient_data", f"报告中没有{report.layout.tables[key].name}")


REGISTERED: dict[str, Rule] = {}


def rule(
    id: str,
    title: str,
    severity: Severity,
    basis: tuple[str, ...],
    *,
    tables: tuple[TableKey, ...] = (),
    needs_previous: bool = False,
    layouts: tuple[str, ...] = ("2021", "2019"),
    related: tuple[str, ...] = (),
    needs_whole_text: bool = False,
    judges_cells: bool = False,
) -> Callable[[Check], Check]:
    """Register a generator as a rule of the catalogue. Ids are never reused."""

    def register(check: Check) -> Check:
        if id in REGISTERED:
            raise ValueError(f"rule id {id} is taken")
        REGISTERED[id] = Rule(
            id, title, severity, basis, check, tables, needs_previous, layouts, related, needs_whole_text, judges_cells
        )
        return check

    return register


def as_number(value: Number | None) -> int | str | None:
    """A number for JSON: counts as int, money as a string."""
    return str(value) if isinstance(value, Decimal) else value
