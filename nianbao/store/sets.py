"""Sets: many reports reviewed together, by an office. Every result is on disk the moment it is there."""

import hashlib
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, func, insert, select, update
from sqlalchemy.orm import Session

from nianbao.store.conversations import own_conversation
from nianbao.store.database import Database, NotFoundError
from nianbao.store.models import NoteRow, ReviewSetRow, SetFileRow
from nianbao.store.trust import agency_key
from nianbao.store.types import now
from nianbao.store.viewer import Viewer

SetState = Literal["waiting", "running", "done", "stopped", "failed"]
AT_WORK = timedelta(seconds=90)
"""A set that has not gone on for so long is nobody's: its process is gone."""


@dataclass(frozen=True, slots=True)
class ReviewSet:
    """A set without its files. ``done`` of ``total`` in the present ``phase``; ``problem``: why it could not be done."""

    id: str
    title: str
    profile: str
    state: SetState
    phase: str
    done: int
    total: int
    problem: str
    conversation_id: str | None
    created_at: datetime
    touched_at: datetime

    @property
    def is_stale(self) -> bool:
        """It is said to be at work, but nobody has been for long."""
        return self.state in ("waiting", "running") and now() - self.touched_at > AT_WORK


@dataclass(frozen=True, slots=True)
class SetFile:
    """A file of a set without its bytes and its record; ``summary`` is empty while it waits and when it could not be
    read, then ``problem`` says why."""

    set_id: str
    number: int
    name: str
    sha256: str
    problem: str
    summary: dict[str, Any]
    reviewed_at: datetime | None


def create_set(
    db: Database, title: str, files: Iterable[tuple[str, bytes]], profile: str = "", conversation_id: str | None = None
) -> ReviewSet:
    """A set with its files (name, bytes), none reviewed yet; whole on disk when this returns."""
    with db.writing() as session:
        if conversation_id is not None:
            own_conversation(session, db.viewer, conversation_id)
        row = ReviewSetRow(
            id=str(uuid.uuid4()),
            owner=db.viewer.person,
            office=db.viewer.office,
            title=title,
            profile=profile,
            state="waiting",
            phase="",
            done=0,
            problem="",
            conversation_id=conversation_id,
        )
        session.add(row)
        session.flush()
        count = 0
        for count, (name, content) in enumerate(files, start=1):
            values = {
                "set_id": row.id,
                "number": count,
                "name": name,
                "sha256": hashlib.sha256(content).hexdigest(),
                "content": content,
            }
            session.execute(insert(SetFileRow), values)
        return _set(row, count)


def load_set(db: Database, set_id: str) -> ReviewSet:
    """Raises ``NotFoundError``."""
    with db.reading() as session:
        found = session.execute(_sets(db.viewer).where(ReviewSetRow.id == set_id)).first()
        if found is None:
            raise NotFoundError("没有找到这一批：链接可能不完整，或已被删除。")
        return _set(*found)


def list_sets(db: Database, limit: int = 20) -> list[ReviewSet]:
    """The latest first."""
    query = _sets(db.viewer).order_by(ReviewSetRow.created_at.desc(), ReviewSetRow.id).limit(limit)
    with db.reading() as session:
        return [_set(*found) for found in session.execute(query)]


def _sets(viewer: Viewer) -> Select[ReviewSetRow, int]:
    """Colleagues see each other's: they review the same reports."""
    count = select(func.count()).where(SetFileRow.set_id == ReviewSetRow.id).scalar_subquery()
    return select(ReviewSetRow, count).where(_is_seen(viewer))


def _is_seen(viewer: Viewer) -> ColumnElement[bool]:
    return ReviewSetRow.office == viewer.office


def delete_set(db: Database, set_id: str) -> None:
    """With its files and records; decisions on findings stay, they belong to the reports. Raises ``NotFoundError``."""
    with db.writing() as session:
        session.delete(_row(session, db.viewer, set_id))


def begin_set(db: Database, set_id: str) -> bool:
    """Take a set for this process; false when somebody is at it. Raises ``NotFoundError``."""
    with db.writing() as session:
        row = _row(session, db.viewer, set_id, for_update=True)
        if row.state == "running" and now() - row.touched_at <= AT_WORK:
            return False
        row.state, row.phase, row.done, row.problem, row.touched_at = "running", "", 0, "", now()
        return True


def touch_set(db: Database, set_id: str, **changed: Any) -> SetState:
    """Progress, the end or a conversation; that somebody is at it. Returns the state it is in. Raises ``NotFoundError``."""
    with db.writing() as session:
        row = _row(session, db.viewer, set_id)
        for name, value in changed.items():
            setattr(row, name, value)
        row.touched_at = now()
        return row.state  # type: ignore[return-value]  # only such are written


def keep_result(
    db: Database, set_id: str, number: int, summary: Mapping[str, Any], record: Mapping[str, Any], problem: str = ""
) -> None:
    """What became of a file; done again it takes the place of what was there. Raises ``NotFoundError``."""
    values = {
        "summary": dict(summary),
        "record": dict(record),
        "problem": problem,
        "agency_key": agency_key(str(summary.get("agency", ""))),
        "year": summary.get("year"),
        "reviewed_at": now(),
    }
    where = SetFileRow.set_id == set_id, SetFileRow.number == number
    with db.writing() as session:
        _row(session, db.viewer, set_id)
        session.execute(update(SetFileRow).where(*where).values(values))


def list_files(db: Database, set_id: str) -> list[SetFile]:
    """In their order, without bytes and records."""
    query = _files(db.viewer).where(SetFileRow.set_id == set_id).order_by(SetFileRow.number)
    with db.reading() as session:
        return [SetFile(*row) for row in session.execute(query)]


def files_of_agency(db: Database, agency: str, year: int | None) -> list[SetFile]:
    """Reviewed files of an agency and year in all sets, the latest first."""
    query = _files(db.viewer).where(SetFileRow.agency_key == agency_key(agency), SetFileRow.year == year)
    with db.reading() as session:
        found = session.execute(query.order_by(SetFileRow.reviewed_at.desc()))
        return [SetFile(*row) for row in found if row.summary]


def _files(viewer: Viewer) -> Select[str, int, str, str, str, dict[str, Any], datetime | None]:
    query = select(
        SetFileRow.set_id,
        SetFileRow.number,
        SetFileRow.name,
        SetFileRow.sha256,
        SetFileRow.problem,
        SetFileRow.summary,
        SetFileRow.reviewed_at,
    )
    return query.join(ReviewSetRow, ReviewSetRow.id == SetFileRow.set_id).where(_is_seen(viewer))


def load_record(db: Database, set_id: str, number: int) -> dict[str, Any]:
    """The whole review of a file; empty while there is none. Raises ``NotFoundError``."""
    with db.reading() as session:
        query = select(SetFileRow.record).join(ReviewSetRow, ReviewSetRow.id == SetFileRow.set_id)
        of_file = SetFileRow.set_id == set_id, SetFileRow.number == number
        found = session.scalar(query.where(_is_seen(db.viewer), *of_file))
        if found is None:
            raise NotFoundError("没有找到这份文件。")
        return dict(found)


def load_content(db: Database, set_id: str, number: int) -> bytes:
    """The bytes of a file as they came. Raises ``NotFoundError``."""
    with db.reading() as session:
        query = select(SetFileRow.content).join(ReviewSetRow, ReviewSetRow.id == SetFileRow.set_id)
        of_file = SetFileRow.set_id == set_id, SetFileRow.number == number
        found = session.scalar(query.where(_is_seen(db.viewer), *of_file))
        if found is None:
            raise NotFoundError("没有找到这份文件。")
        return found


@dataclass(frozen=True, slots=True)
class Decided:
    """The last decision on each finding: agency key, year, lineage and finding → its id and what it says."""

    last: dict[tuple[str, int | None, str, str], tuple[int, str]]

    def holds(self, agency_key: str, year: int | None, lineage: str, finding: str) -> bool:
        """A decision stands on a finding of this report; those from before reports were told apart count for all."""
        keys = {(agency_key, year, lineage, finding), (agency_key, year, "", finding)}
        found = [self.last[key] for key in keys if key in self.last]
        return bool(found) and max(found)[1] != "withdrawn"


def decisions_of_years(db: Database, years: Collection[int | None]) -> Decided:
    """All decisions on reports of these years, for many reports at once."""
    if not years:
        return Decided({})
    query = select(NoteRow.agency_key, NoteRow.year, NoteRow.lineage, NoteRow.finding, NoteRow.id, NoteRow.decision)
    query = query.where(NoteRow.office == db.viewer.office)
    if None not in years:
        query = query.where(NoteRow.year.in_(years))
    with db.reading() as session:
        rows = session.execute(query.order_by(NoteRow.id))
        return Decided({(key, year, lineage, finding): (id, said) for key, year, lineage, finding, id, said in rows})


def _row(session: Session, viewer: Viewer, set_id: str, *, for_update: bool = False) -> ReviewSetRow:
    query = select(ReviewSetRow).where(ReviewSetRow.id == set_id, _is_seen(viewer))
    row = session.scalar(query.with_for_update() if for_update else query)
    if row is None:
        raise NotFoundError("没有找到这一批：链接可能不完整，或已被删除。")
    return row


def _set(row: ReviewSetRow, total: int) -> ReviewSet:
    return ReviewSet(
        id=row.id,
        title=row.title,
        profile=row.profile,
        state=row.state,  # type: ignore[arg-type]  # written by this module alone
        phase=row.phase,
        done=row.done,
        total=total,
        problem=row.problem,
        conversation_id=row.conversation_id,
        created_at=row.created_at,
        touched_at=row.touched_at,
    )
