"""Filings: roster, versions, steps and saved pages. A step is taken whole or not at all, by one who has seen all before it.

The rules (what may follow what, who may do it) are ``nianbao.office.filings``; here is what was done.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session, defer

from nianbao.store.audit import write_line
from nianbao.store.database import Database, NotFoundError, StoreError, alone
from nianbao.store.models import FilingPageRow, FilingRow, FilingStepRow, FilingVersionRow
from nianbao.store.trust import agency_key
from nianbao.store.viewer import Viewer

NOT_FILED = "due"
"""The state of a filing of which there is nothing yet."""


class OvertakenError(StoreError):
    """Somebody took a step since it was looked at; nothing was written."""


@dataclass(frozen=True, slots=True)
class Due:
    """A line of a roster: who is due, by when, and whom to remind. ``known_as``: how it stands on the roster until now,
    where that is another spelling."""

    unit: str
    due_on: date
    contact: str = ""
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a filing stands. ``office``: the one that gathers; ``version``, ``steps``: the newest, 0 for none."""

    id: int
    office: str
    year: int
    unit: str
    due_on: date
    contact: str
    state: str
    version: int
    steps: int
    is_host: bool
    """The viewer's office gathers it; else it is the viewer's own office that owes it."""


@dataclass(frozen=True, slots=True)
class Version:
    """A file as it was filed; ``content`` is empty in a list."""

    number: int
    file_name: str
    sha256: str
    record: Mapping[str, Any]
    created_at: datetime
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Step:
    """What was done: with which version, where it stood then, by whom (``person`` is empty without login)."""

    filing: int
    number: int
    version: int
    act: str
    state: str
    person: str
    name: str
    text: str
    detail: Mapping[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that comes with a step; ``record`` for a version."""

    name: str
    content: bytes
    record: Mapping[str, Any] = field(default_factory=dict)


def set_roster(db: Database, year: int, due: Sequence[Due]) -> tuple[int, int, list[str]]:
    """Make the roster of a year; returns how many are new, how many were taken off, and names that stay because they filed.

    Those that stand on it already keep what they filed and get the new date and contact.
    """
    with db.writing() as session:
        alone(session, "roster", db.viewer.office, year)
        mine = select(FilingRow).where(FilingRow.office == db.viewer.office, FilingRow.year == year)
        before = {row.unit_key: row for row in session.scalars(mine)}
        named, new = {agency_key(line.unit): line for line in due}, 0
        for position, (key, line) in enumerate(named.items()):
            row = before.pop(key, None) or before.pop(agency_key(line.known_as), None)
            if row is None:
                new += 1
                row = FilingRow(office=db.viewer.office, year=year, state=NOT_FILED, version=0, steps=0)
                session.add(row)
            row.unit, row.unit_key, row.position = line.unit, key, position
            row.due_on, row.contact = line.due_on, line.contact
        gone = list(before.values())
        session.flush()
        empty = [row.id for row in gone if not row.steps]
        session.execute(delete(FilingRow).where(FilingRow.id.in_(empty)))
        write_line(session, db.viewer, "roster", f"{year}", {"units": len(named), "new": new, "off": len(empty)})
        return new, len(empty), [row.unit for row in gone if row.steps]


def list_filings(db: Database, year: int) -> list[Filing]:
    """Those that the viewer's office gathers, and its own, in the order of the roster."""
    query = select(FilingRow).where(FilingRow.year == year, _is_seen(db.viewer))
    with db.reading() as session:
        rows = session.scalars(query.order_by(FilingRow.office, FilingRow.position, FilingRow.id))
        return [_filing(row, db.viewer) for row in rows]


def list_years(db: Database) -> list[int]:
    """Years of which there is a roster, the latest first."""
    query = select(FilingRow.year).where(_is_seen(db.viewer)).distinct()
    with db.reading() as session:
        return sorted(session.scalars(query), reverse=True)


def load_filing(db: Database, filing_id: int) -> Filing:
    """Raises ``NotFoundError``."""
    with db.reading() as session:
        return _filing(_seen(session, db.viewer, filing_id), db.viewer)


def list_steps(db: Database, filing_id: int) -> list[Step]:
    """All that was done, first to last. Raises ``NotFoundError``."""
    with db.reading() as session:
        _seen(session, db.viewer, filing_id)
        query = select(FilingStepRow).where(FilingStepRow.filing_id == filing_id).order_by(FilingStepRow.number)
        return [_step(row) for row in session.scalars(query)]


def steps_of_year(db: Database, year: int) -> dict[int, list[Step]]:
    """Filing id → its steps, of all that the viewer sees of a year."""
    query = (
        select(FilingStepRow)
        .join(FilingRow, FilingRow.id == FilingStepRow.filing_id)
        .where(FilingRow.year == year, _is_seen(db.viewer))
        .order_by(FilingStepRow.filing_id, FilingStepRow.number)
    )
    found: dict[int, list[Step]] = {}
    with db.reading() as session:
        for row in session.scalars(query):
            found.setdefault(row.filing_id, []).append(_step(row))
    return found


def list_versions(db: Database, filing_id: int) -> list[Version]:
    """All versions without their bytes, first to last. Raises ``NotFoundError``."""
    with db.reading() as session:
        _seen(session, db.viewer, filing_id)
        query = select(FilingVersionRow).options(defer(FilingVersionRow.content))
        query = query.where(FilingVersionRow.filing_id == filing_id).order_by(FilingVersionRow.number)
        return [_version(row, whole=False) for row in session.scalars(query)]


def load_version(db: Database, filing_id: int, number: int) -> Version:
    """Raises ``NotFoundError``."""
    with db.reading() as session:
        _seen(session, db.viewer, filing_id)
        row = session.get(FilingVersionRow, (filing_id, number))
        if row is None:
            raise NotFoundError(f"没有第{number}稿。")
        return _version(row, whole=True)


def newest_versions(
    db: Database, year: int, states: Sequence[str], is_asked: Callable[[str], bool]
) -> list[Mapping[str, Any]]:
    """The records of the newest versions of filings in some states whose unit is asked for."""
    asked = [f for f in list_filings(db, year) if f.state in states and is_asked(f.unit)]
    return [load_version(db, filing.id, filing.version).record for filing in asked]


def load_page(db: Database, filing_id: int, step: int) -> NewFile:
    """The saved page that came with a step. Raises ``NotFoundError``."""
    with db.reading() as session:
        _seen(session, db.viewer, filing_id)
        row = session.get(FilingPageRow, (filing_id, step))
        if row is None:
            raise NotFoundError("这一步没有保存网页。")
        return NewFile(row.file_name, row.content)


def take_step(
    db: Database,
    filing_id: int,
    act: str,
    state: str,
    *,
    seen: int,
    name: str,
    text: str = "",
    detail: Mapping[str, Any] | None = None,
    version: NewFile | None = None,
    page: NewFile | None = None,
) -> Step:
    """Write a step and where the filing stands after it; on disk, with its files and its line in the log, when this returns.

    ``seen``: how many steps whoever acts has seen. When there are more by now nothing is written and ``OvertakenError`` is
    raised. Raises ``NotFoundError``.
    """
    with db.writing() as session:
        row = _seen(session, db.viewer, filing_id, for_update=True)
        if row.steps != seen:
            raise OvertakenError("这份报送件刚刚有人处理过，没有写入。请看过最新的情况后再定。")
        row.steps, row.state = seen + 1, state
        if version is not None:
            row.version += 1
            session.add(
                FilingVersionRow(
                    filing_id=row.id,
                    number=row.version,
                    file_name=version.name,
                    sha256=_sha256(version.content),
                    content=version.content,
                    record=dict(version.record),
                )
            )
        if page is not None:
            session.add(
                FilingPageRow(
                    filing_id=row.id,
                    step=row.steps,
                    file_name=page.name,
                    sha256=_sha256(page.content),
                    content=page.content,
                )
            )
        step = FilingStepRow(
            filing_id=row.id,
            number=row.steps,
            version=row.version,
            act=act,
            state=state,
            person=db.viewer.person,
            name=name,
            text=text,
            detail=dict(detail or {}),
        )
        session.add(step)
        session.flush()
        told = {"filing": row.id, "step": row.steps, "version": row.version, "act": act, "state": state}
        files = [file for file in (version, page) if file is not None]
        told |= {"sha256": _sha256(files[0].content)} if files else {}
        write_line(session, replace(db.viewer, name=name), "filing", f"{row.unit} {row.year}", told)
        return _step(step)


def _is_seen(viewer: Viewer) -> ColumnElement[bool]:
    """By the office that gathers, and by the office that owes it."""
    host = FilingRow.office == viewer.office
    return host | (FilingRow.unit_key == viewer.office) if viewer.office else host


def _seen(session: Session, viewer: Viewer, filing_id: int, *, for_update: bool = False) -> FilingRow:
    query = select(FilingRow).where(FilingRow.id == filing_id, _is_seen(viewer))
    row = session.scalar(query.with_for_update() if for_update else query)
    if row is None:
        raise NotFoundError(f"没有找到编号为 {filing_id} 的报送件。")
    return row


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _filing(row: FilingRow, viewer: Viewer) -> Filing:
    return Filing(
        row.id,
        row.office,
        row.year,
        row.unit,
        row.due_on,
        row.contact,
        row.state,
        row.version,
        row.steps,
        row.office == viewer.office,
    )


def _version(row: FilingVersionRow, *, whole: bool) -> Version:
    content = row.content if whole else b""
    return Version(row.number, row.file_name, row.sha256, row.record, row.created_at, content)


def _step(row: FilingStepRow) -> Step:
    return Step(
        row.filing_id,
        row.number,
        row.version,
        row.act,
        row.state,
        row.person,
        row.name,
        row.text,
        row.detail,
        row.created_at,
    )
