"""What could not be judged, a line a cause: one table that was not read keeps many rules from a conclusion."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from validators.engine import RuleResult

UNDECIDED = ("parse_error", "insufficient_data", "not_run")
STEP_OF_THE_MODEL = "EX-04"
"""Not run wherever no model is configured; lists of what to look into leave it out."""


class Entry(NamedTuple):
    """How one rule ended, from a review or from its JSON."""

    rule: str
    state: str
    reasons: Sequence[str]


class Cause(NamedTuple):
    """A reason and every rule that it kept from a conclusion, in catalogue order. ``more``: further reasons of those."""

    state: str
    reason: str
    rules: tuple[str, ...]
    more: int = 0

    @property
    def said(self) -> str:
        """``表三没有读出：…；因此17条规则没有结论（T3-01、…）``."""
        reason = self.reason.rstrip("。；")
        others = f"（另有{self.more}处，原因相类）" if self.more else ""
        count = "这条规则" if len(self.rules) == 1 else f"{len(self.rules)}条规则"
        return f"{reason}{others}；因此{count}没有结论（{'、'.join(self.rules)}）"


def causes(entries: Iterable[Entry], states: Sequence[str] = UNDECIDED) -> list[Cause]:
    """Rules without a conclusion by their cause, the one that most hangs on first; a rule stands once, at its first reason."""
    rules: dict[tuple[str, str], list[str]] = {}
    more: dict[tuple[str, str], int] = {}
    for entry in entries:
        if entry.state not in states or not entry.reasons:
            continue
        different = list(dict.fromkeys(entry.reasons))
        key = entry.state, different[0]
        rules.setdefault(key, []).append(entry.rule)
        more[key] = max(more.get(key, 0), len(different) - 1)
    found = [Cause(state, reason, tuple(ids), more[state, reason]) for (state, reason), ids in rules.items()]
    return sorted(found, key=lambda cause: -len(cause.rules))


def causes_of(results: Iterable[RuleResult], states: Sequence[str] = UNDECIDED) -> list[Cause]:
    """The same of a review's results."""
    return causes((Entry(r.rule, r.state, [m.reason for m in r.remarks]) for r in results), states)
