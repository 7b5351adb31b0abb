"""Who acts: the person who is logged in, or the local one who names himself; and who may log in at all."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from nianbao.office.filings.readings import Person
from nianbao.office.roles import ROLE_NAMES as ROLE_NAMES
from nianbao.office.roles import ROLES as ROLES
from nianbao.office.roles import Role as Role
from nianbao.office.roles import role_of
from nianbao.report.errors import UserError
from nianbao.store.viewer import Viewer as Viewer
from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.store.people import PersonEntry


def acting(services: Services, name: str = "") -> Person:
    """``name``: how the local person signs; whoever is logged in signs with their own name and has the roles that our table
    gives them now. Raises ``NotFoundError`` for one who is not in it."""
    viewer = services.viewer
    if viewer.is_local:
        return Person(" ".join(name.split()))
    from nianbao.store.people import load_person

    entry = load_person(services.db, viewer.person)
    roles = frozenset(role for role in entry.roles if role in ROLES) if entry.active else frozenset()
    return Person(entry.name, entry.id, roles)


# --- who may log in ---------------------------------------------------------------------------------------------


def who_came(services: Services, issuer: str, subject: str, name: str) -> "PersonEntry":
    """Whom the provider names, as our table knows them now; ``services`` are the local person's."""
    from nianbao.store.people import person_who_logged_in

    return person_who_logged_in(services.db, issuer, subject, name)


def is_admitted(person: "PersonEntry") -> bool:
    """They have an office and a role, and nobody has shut them out."""
    return person.active and bool(person.office.strip()) and any(role in ROLES for role in person.roles)


def note_login(services: Services) -> None:
    """A line in the log; ``services`` are the viewer's."""
    from nianbao.store.audit import log_event

    log_event(services.db, "login", services.viewer.name, {"id": services.viewer.person})


def people(services: Services) -> "list[PersonEntry]":
    """Those of the viewer's office; on the command line all."""
    from nianbao.store.people import list_people

    return list_people(services.db)


def enter(services: Services, who: str, office: str, roles: Sequence[str], active: bool = True) -> "PersonEntry":
    """Whose a person is (by id or by a name that only one has) and what they may do. Raises ``UserError``."""
    from nianbao.store.people import set_person

    found = [p for p in people(services) if who in (p.id, p.name)]
    if len(found) != 1:
        raise UserError(
            f"有{len(found)}个人叫“{who}”，请用编号（nianbao people list）" if found else f"没有“{who}”，请先登录一次"
        )
    keys = [role_of(said) for said in roles]
    if None in keys:
        known = "、".join(ROLE_NAMES.values())
        raise UserError(f"没有角色“{roles[keys.index(None)]}”，可以写的有：{known}")
    if active and not (office.strip() and keys):
        raise UserError("请写明单位和至少一个角色")
    return set_person(services.db, found[0].id, " ".join(office.split()), [str(key) for key in keys], active)


def place(
    services: Services, person_id: str, roles: Sequence[Role], *, office: str = "", active: bool = True
) -> "PersonEntry":
    """Enter what a person of the viewer's office may do, or take one in who is of no office yet, by the id that they were
    shown at their first login. The local person says of which ``office``. Raises ``UserError``."""
    must_be(services, "manager")
    if not person_id.strip():
        raise UserError("请填编号：让他先登录一次，把屏幕上的编号告诉您。")
    if active and not roles:
        raise UserError("请至少选一个角色；不再让这个人登录的，请停用。")
    of = office if services.viewer.is_local else own_office(services)
    if not of.strip():
        raise UserError("请写明单位。")
    return _set(services, person_id, " ".join(of.split()), roles, active)


def let_go(services: Services, person_id: str) -> "PersonEntry":
    """The person is of no office any more, until another takes them in. Raises ``UserError``."""
    must_be(services, "manager")
    return _set(services, person_id, "", (), True)


def own_office(services: Services) -> str:
    """The name of the viewer's office as it was entered; empty for the local person."""
    from nianbao.store.people import load_person

    viewer = services.viewer
    return "" if viewer.is_local else load_person(services.db, viewer.person).office


def _set(services: Services, person_id: str, office: str, roles: Sequence[Role], active: bool) -> "PersonEntry":
    from nianbao.store.people import set_person

    keep: Role | Literal[""] = "" if services.viewer.is_local else "manager"
    return set_person(services.db, person_id.strip(), office, list(roles), active, keep)


def roles_said(roles: Sequence[str]) -> str:
    """``经办、审核``."""
    return "、".join(ROLE_NAMES[role] for role in roles if role in ROLES)


def may(services: Services, role: Role) -> bool:
    """Whoever is logged in has this role; the local person has them all."""
    roles = acting(services).roles
    return roles is None or role in roles


def must_be(services: Services, role: Role) -> None:
    """Raises ``UserError`` for whoever has not this role."""
    if not may(services, role):
        raise UserError(f"这要由有“{ROLE_NAMES[role]}”角色的人来做。")
