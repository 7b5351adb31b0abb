"""Who may log in, whose they are, and what they may do: held here, because a cookie freezes what a provider once said.

Only people of the viewer's own office are shown and changed; the command line, which sits on the machine itself, sees all.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from nianbao.store.audit import write_line
from nianbao.store.database import Database, NotFoundError, StoreError, alone
from nianbao.store.models import PersonRow
from nianbao.store.trust import agency_key
from nianbao.store.viewer import Viewer


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """``office`` is the name as it was entered, empty until somebody enters it; ``roles`` are keys of ``office.roles``."""

    id: str
    issuer: str
    subject: str
    name: str
    office: str
    roles: tuple[str, ...]
    active: bool

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.id, agency_key(self.office), self.name)


def person_who_logged_in(db: Database, issuer: str, subject: str, name: str) -> PersonEntry:
    """The person the provider names, entered without office and roles when met for the first time.

    Asked before anybody is a viewer. The name follows the provider's.
    """
    with db.writing() as session:
        alone(session, "person", issuer, subject)
        query = select(PersonRow).where(PersonRow.issuer == issuer, PersonRow.subject == subject)
        row = session.scalar(query)
        if row is None:
            row = PersonRow(id=str(uuid.uuid4()), issuer=issuer, subject=subject, name=name, office_name="", office="")
            row.roles, row.active = [], True
            session.add(row)
            session.flush()
            write_line(session, _entry(row).viewer, "person", name, {"id": row.id, "new": True})
        elif name and row.name != name:
            row.name = name
        return _entry(row)


def list_people(db: Database) -> list[PersonEntry]:
    """By office and name."""
    query = select(PersonRow).where(_is_seen(db.viewer)).order_by(PersonRow.office, PersonRow.name, PersonRow.id)
    with db.reading() as session:
        return [_entry(row) for row in session.scalars(query)]


def load_person(db: Database, person_id: str) -> PersonEntry:
    """Raises ``NotFoundError``."""
    query = select(PersonRow).where(PersonRow.id == person_id, _is_seen(db.viewer))
    with db.reading() as session:
        row = session.scalar(query)
        if row is None:
            raise NotFoundError("没有找到这个人。")
        return _entry(row)


def set_person(
    db: Database, person_id: str, office: str, roles: Sequence[str], active: bool = True, keep: str = ""
) -> PersonEntry:
    """Whose a person is and what they may do, from now on. An office may take in one of no office, whose id it was told, and
    let one of its own go (no office again); it places nobody elsewhere. ``keep``: a role that somebody of the office must
    still have afterwards. Raises ``StoreError``, ``NotFoundError``.
    """
    own = db.viewer.office
    if not db.viewer.is_local and agency_key(office) not in ("", own):
        raise StoreError("只能写明本单位的人，不能写到别的单位。")
    with db.writing() as session:
        alone(session, "people", own)
        query = select(PersonRow).where(PersonRow.id == person_id, _is_seen(db.viewer) | (PersonRow.office == ""))
        row = session.scalar(query.with_for_update())
        if row is None:
            raise NotFoundError("没有找到这个人：编号不完整，或者已经归了别的单位。")
        before = _entry(row)
        row.office_name, row.office, row.roles, row.active = office, agency_key(office), [*roles], active
        session.flush()
        if keep and not _is_had(session, own, keep):
            raise StoreError("没有改动：本单位至少要有一个能登录、有“管理”角色的人。")
        told = {"id": row.id, "office": office, "roles": [*roles], "active": active}
        told |= {"before": {"office": before.office, "roles": [*before.roles], "active": before.active}}
        write_line(session, db.viewer, "person", row.name, told)
        return _entry(row)


def _is_had(session: Session, office: str, role: str) -> bool:
    """Somebody of the office who may log in has the role."""
    theirs = session.scalars(select(PersonRow).where(PersonRow.office == office, PersonRow.active))
    return any(role in row.roles for row in theirs)


def _is_seen(viewer: Viewer) -> ColumnElement[bool]:
    return true() if viewer.is_local else PersonRow.office == viewer.office


def _entry(row: PersonRow) -> PersonEntry:
    return PersonEntry(row.id, row.issuer, row.subject, row.name, row.office_name, tuple(row.roles), row.active)
