"""The audit log: who did what to what, when. Each line holds the hash of the one before, so that a changed one is found.

A line is written in the transaction of what it tells of: one is never there without the other.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from nianbao.report.text import storable
from nianbao.store.database import Database, alone
from nianbao.store.models import AuditRow
from nianbao.store.types import now, to_json
from nianbao.store.viewer import Viewer

Event = Literal["login", "person", "roster", "filing", "decision", "delete", "retention"]
"""Somebody came in; a person was entered or changed; a roster; a step of a filing; a decision on a finding; something was
thrown away by its owner; something was thrown away by policy (a tombstone: what it was, never what stood in it)."""
_FIRST = "0" * 64
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Line:
    """``subject``: what it was done to; ``detail``: what else is worth knowing, small, without the text of any report."""

    number: int
    at: datetime
    person: str
    name: str
    office: str
    act: Event
    subject: str
    detail: Mapping[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first line at which the log does not hold, and how (Chinese)."""

    number: int
    why: str


def write_line(
    session: Session, viewer: Viewer, act: Event, subject: str, detail: Mapping[str, Any] | None = None
) -> None:
    """Add a line in a transaction that is open; the last thing that is done in it, for from here on others wait."""
    alone(session, "audit")
    last = session.execute(select(AuditRow.number, AuditRow.hash).order_by(AuditRow.number.desc()).limit(1)).first()
    number, previous = (last[0] + 1, last[1]) if last else (1, _FIRST)
    row = AuditRow(
        number=number,
        person=viewer.person,
        name=storable(viewer.name),
        office=viewer.office,
        act=act,
        subject=storable(subject),
        detail=json.loads(to_json(dict(detail or {}))),
        at=now(),
        previous=previous,
    )
    row.hash = _hash(row)
    session.add(row)
    session.flush()


def log_event(db: Database, act: Event, subject: str, detail: Mapping[str, Any] | None = None) -> None:
    """A line on its own, in the viewer's name."""
    with db.writing() as session:
        write_line(session, db.viewer, act, subject, detail)


def list_lines(db: Database, limit: int | None = None) -> list[Line]:
    """The log of the viewer's office, oldest first; with ``limit`` the newest so many."""
    query = select(AuditRow).where(AuditRow.office == db.viewer.office).order_by(AuditRow.number.desc()).limit(limit)
    with db.reading() as session:
        return [_line(row) for row in reversed(session.scalars(query).all())]


def verify(db: Database) -> tuple[int, Broken | None]:
    """How many lines the whole log has, and the first that was changed, is missing or was put in between."""
    count, previous = 0, _FIRST
    for row in _rows(db):
        count += 1
        if row.number != count:
            return count, Broken(count, f"第{count}条不见了")
        if row.previous != previous:
            return count, Broken(count, "与前一条接不上：前一条被改过，或者这一条是后来插入的")
        if row.hash != _hash(row):
            return count, Broken(count, "内容被改过")
        previous = row.hash
    return count, None


def last_hash(db: Database) -> str:
    """The hash of the newest line of the whole log; empty before there is one."""
    with db.reading() as session:
        return session.scalar(select(AuditRow.hash).order_by(AuditRow.number.desc()).limit(1)) or ""


def _rows(db: Database) -> Iterator[AuditRow]:
    with db.reading() as session:
        yield from session.scalars(select(AuditRow).order_by(AuditRow.number)).yield_per(_BATCH)


def _hash(row: AuditRow) -> str:
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    told = [row.number, at, row.person, row.name, row.office, row.act, row.subject, row.detail, row.previous]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _line(row: AuditRow) -> Line:
    return Line(
        row.number,
        row.at,
        row.person,
        row.name,
        row.office,
        row.act,  # type: ignore[arg-type]
        row.subject,
        row.detail,
        row.previous,
        row.hash,
    )
