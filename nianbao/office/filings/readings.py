"""Who may read: a version is read three times, by different people, none of them who handed it in, unless the profile says
otherwise."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nianbao.office.filings.states import ACT_NAMES, READINGS, Act, transition
from nianbao.office.roles import ROLE_NAMES, Role
from nianbao.report.errors import UserError

ONE_READER = "FIL.one_reader"
"""Key of a profile: 1 allows one person to read a version more than once, and what they handed in."""
FILER_READS = "FIL.filer_reads"
"""Key of a profile: 1 allows who handed a version in to do one of its readings."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts. ``id`` is empty without login: then the name that was given tells people apart. ``roles``: None without
    login, where everybody may do everything."""

    name: str
    id: str = ""
    roles: frozenset[Role] | None = None

    @property
    def known_by(self) -> str:
        return self.id or f"name:{''.join(self.name.split())}"


@dataclass(frozen=True, slots=True)
class Reading:
    """That a version was let through, or handed in (``file``), by whom (``Person.known_by``)."""

    act: Act
    by: str
    name: str


def check_actor(
    act: Act,
    person: Person,
    is_host: bool,
    done: Sequence[Reading],
    one_reader_may: bool,
    filer_may: bool = False,
) -> None:
    """``is_host``: the person is of the office that gathers; ``done``: who handed this version in, and its readings so far.
    Raises ``UserError`` when this person may not do this now."""
    if not person.name.strip():
        raise UserError("请先写明姓名：每一步都要记下是谁做的。")
    if transition(act).by_host and not is_host:
        raise UserError(f"{ACT_NAMES[act]}由收件的单位来做。")
    roles = transition(act).roles
    if person.roles is not None and not person.roles.intersection(roles):
        raise UserError(f"{ACT_NAMES[act]}要由{_said(roles)}来做，您没有这个角色。")
    if act not in READINGS or one_reader_may:
        return
    mine = [r for r in done if r.by == person.known_by and not (filer_may and r.act == "file")]
    if mine and mine[0].act == "file":
        raise UserError(f"这一稿是{mine[0].name}报送的，三审要由别人来做，请换人（人手不够的，可以在规则配置里放开）。")
    if before := next(iter(mine), None):
        raise UserError(
            f"这一稿的{ACT_NAMES[before.act].removesuffix('通过')}是{before.name}做的，三审要由不同的人来做，请换人。"
        )


def _said(roles: Collection[Role]) -> str:
    return "或".join(f"“{ROLE_NAMES[role]}”" for role in roles)
