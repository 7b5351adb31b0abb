"""Who acts: the person who is logged in, or the local one who names himself; and who may log in at all."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nianbao.office.filings.readings import Person
from nianbao.office.roles import ROLE_NAMES, ROLES, Role, role_of
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
