"""The states of a filing and all that may be done with it, as data: what is not in this table cannot be done.

未报送 → 已报送 → 初审 → 复审 → 终审 → 已公布, and 退回 from wherever it is read. A returned filing is filed anew, as the next
version, and is read from the beginning.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from nianbao.office.roles import Role
from nianbao.report.errors import UserError

State = Literal["due", "filed", "first_read", "second_read", "accepted", "published", "returned"]
STATES: tuple[State, ...] = get_args(State)
STATE_NAMES: dict[State, str] = {
    "due": "未报送",
    "filed": "已报送",
    "first_read": "初审",
    "second_read": "复审",
    "accepted": "终审",
    "published": "已公布",
    "returned": "退回",
}
Act = Literal["file", "first", "second", "final", "return", "publish"]
ACTS: tuple[Act, ...] = get_args(Act)
ACT_NAMES: dict[Act, str] = {
    "file": "报送",
    "first": "初审通过",
    "second": "复审通过",
    "final": "终审通过",
    "return": "退回",
    "publish": "公布",
}
READINGS: tuple[Act, ...] = ("first", "second", "final")
"""The three readings (三审), in their order; each lets a version through."""


@dataclass(frozen=True, slots=True)
class Transition:
    """``act`` leads from one of ``before`` to ``after``. ``roles``: any of them may do it. ``by_host``: only the office that
    gathers may; the others may be done by the unit itself as well."""

    act: Act
    before: tuple[State, ...]
    after: State
    roles: tuple[Role, ...]
    by_host: bool = True


TRANSITIONS: tuple[Transition, ...] = (
    Transition("file", ("due", "filed", "returned"), "filed", ("clerk", "manager"), by_host=False),
    Transition("first", ("filed",), "first_read", ("reviewer", "signer")),
    Transition("second", ("first_read",), "second_read", ("reviewer", "signer")),
    Transition("final", ("second_read",), "accepted", ("signer",)),
    Transition("return", ("filed", "first_read", "second_read", "accepted"), "returned", ("reviewer", "signer")),
    Transition("publish", ("accepted", "published"), "published", ("clerk", "manager"), by_host=False),
)
"""``publish`` again: the page was mended, or saved anew, and is compared once more."""
_BY_ACT: dict[Act, Transition] = {transition.act: transition for transition in TRANSITIONS}
IN_HAND: frozenset[State] = frozenset({"filed", "first_read", "second_read", "accepted", "published"})
"""A version lies with the office; in the others it is the unit's turn."""
ACCEPTED: tuple[State, ...] = ("accepted", "published")
"""The newest version is the one that stands: it counts in the roll-up, and serves as last year's report."""
WAITING: frozenset[State] = frozenset({"due", "returned"})


def transition(act: Act) -> Transition:
    return _BY_ACT[act]


def allowed(state: State) -> tuple[Act, ...]:
    """What may be done next, in the order in which a screen offers it."""
    return tuple(t.act for t in TRANSITIONS if state in t.before)


def after(state: State, act: Act) -> State:
    """The state after an act. Raises ``UserError`` for what cannot be done now, with what can."""
    found = _BY_ACT[act]
    if state not in found.before:
        can = "、".join(ACT_NAMES[a] for a in allowed(state))
        raise UserError(f"现在是“{STATE_NAMES[state]}”，不能{ACT_NAMES[act]}；可以做的是：{can}。")
    return found.after
