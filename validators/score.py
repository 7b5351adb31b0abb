"""A self-assessment by a score sheet that a profile holds: points lost, each with what it rests on.

Offices are scored by their superiors on sheets of their own (year, place and points differ); this says beforehand what
would be lost. It is no part of the verdict, and what the rules could not decide is left to a person, not taken off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from nianbao.report.cells import Number
from validators.article50 import ITEM_NAMES, Item
from validators.engine import RuleResult, State
from validators.profile import Ground, Profile

Outcome = Literal["lost", "kept", "undecided"]
GROUND_NAMES: dict[Ground, str] = {
    "not_published": "年报没有公布",
    "late": "晚于期限公布",
    "missing_item": "内容缺失",
    "wrong_figures": "数字错误",
    "same_as_last_year": "与上年雷同",
    "shared_wording": "与其他机关雷同",
    "local_items": "本地要求的内容没有写",
}
_TIME = "TM-01"
_PARTS = ("STR-01", "STR-05", "STR-06")
_RULES: dict[Ground, tuple[str, ...]] = {
    "late": (_TIME,),
    "same_as_last_year": ("CON-04", "YR-03", "YR-04"),
    "shared_wording": ("LK-02",),
    "local_items": ("CON-10", "CON-11"),
}
"""Grounds that rest on findings of these rules, whatever their severity."""
_OF_FIGURES = ("T2-", "T3-", "T4-", "NT-", "FEE-")
_UNREAD: frozenset[State] = frozenset({"parse_error", "not_run"})
_OPEN: Mapping[Ground, frozenset[State]] = {
    **dict.fromkeys(_RULES, _UNREAD | {"insufficient_data"}),
    "wrong_figures": _UNREAD,
}
"""States that leave a ground open. Of the many rules on figures some never have what they compare with (last year's)."""
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One line of the sheet: ``points`` it is worth, and why they are lost, or why nobody can tell (Chinese).
    ``rules``: those whose findings are behind it."""

    ground: Ground
    points: Number
    outcome: Outcome
    reasons: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return GROUND_NAMES[self.ground]


@dataclass(frozen=True, slots=True)
class Score:
    """``total`` points of the sheet and its lines in the sheet's order."""

    total: Number
    lines: tuple[ScoreLine, ...]

    @property
    def lost(self) -> Number:
        """Points lost for what was found; never more than there are."""
        lost = sum((Decimal(line.points) for line in self.lines if line.outcome == "lost"), Decimal(0))
        return min(lost, Decimal(self.total))

    @property
    def left(self) -> Number:
        return Decimal(self.total) - Decimal(self.lost)

    @property
    def undecided(self) -> tuple[ScoreLine, ...]:
        return tuple(line for line in self.lines if line.outcome == "undecided")


def score_of(profile: Profile, items: Sequence[Item], results: Sequence[RuleResult]) -> Score | None:
    """The self-assessment of a review; None where the profile has no score sheet."""
    if not profile.points:
        return None
    by_rule = {result.rule: result for result in results}
    lines = (_line(ground, points, items, by_rule) for ground, points in profile.points.items())
    return Score(profile.total_points, tuple(lines))


def scored_again(score: Score, items: Sequence[Item], results: Sequence[RuleResult]) -> Score:
    """The same sheet over other results: without the findings that a reviewer has dismissed."""
    by_rule = {result.rule: result for result in results}
    return replace(score, lines=tuple(_line(line.ground, line.points, items, by_rule) for line in score.lines))


def _line(ground: Ground, points: Number, items: Sequence[Item], by_rule: Mapping[str, RuleResult]) -> ScoreLine:
    if ground == "not_published":
        known = by_rule[_TIME].state in ("pass", "fail")
        return ScoreLine(ground, points, "kept" if known else "undecided", () if known else ("不知道公布日期",))
    if ground == "missing_item":
        return _missing(points, items, by_rule)
    if ground == "wrong_figures":
        of_figures = [result for rule, result in by_rule.items() if rule.startswith(_OF_FIGURES)]
        return _by_findings(ground, points, [_errors_of(result) for result in of_figures])
    return _by_findings(ground, points, [by_rule[rule] for rule in _RULES[ground]])


def _missing(points: Number, items: Sequence[Item], by_rule: Mapping[str, RuleResult]) -> ScoreLine:
    """An item of Article 50 that is not there at all, a section or a table that the report lacks."""
    results = [_errors_of(by_rule[rule]) for rule in _PARTS]
    gone = [f"缺少{ITEM_NAMES[item.item]}" for item in items if item.verdict == "missing"]
    found = _found(results)
    if gone or found:
        return ScoreLine("missing_item", points, "lost", _shown([*gone, *found]), _behind(results))
    unclear = [ITEM_NAMES[item.item] for item in items if item.verdict in ("unreadable", "undetermined")]
    if unclear:
        return ScoreLine("missing_item", points, "undecided", (f"没有判断：{'、'.join(unclear)}",))
    return ScoreLine("missing_item", points, "kept")


def _by_findings(ground: Ground, points: Number, results: Sequence[RuleResult]) -> ScoreLine:
    """Lost for any finding; undecided when a rule had no conclusion, or none applied; else kept."""
    found = _found(results)
    if found:
        return ScoreLine(ground, points, "lost", _shown(found), _behind(results))
    open_ones = [result for result in results if result.state in _OPEN[ground]]
    if not open_ones and any(result.state in ("pass", "fail") for result in results):
        return ScoreLine(ground, points, "kept")
    reasons = [remark.reason for result in open_ones or results for remark in result.remarks]
    return ScoreLine(ground, points, "undecided", _shown(reasons))


def _errors_of(result: RuleResult) -> RuleResult:
    return replace(result, findings=tuple(f for f in result.findings if f.severity == "error"))


def _found(results: Sequence[RuleResult]) -> list[str]:
    return [f"{f.rule} {f.hit.message}" for result in results for f in result.findings]


def _behind(results: Sequence[RuleResult]) -> tuple[str, ...]:
    return tuple(result.rule for result in results if result.findings)


def _shown(reasons: Sequence[str]) -> tuple[str, ...]:
    unique = list(dict.fromkeys(reasons))
    more = [f"另有{len(unique) - _MOST_REASONS}处"] if len(unique) > _MOST_REASONS else []
    return (*unique[:_MOST_REASONS], *more)
