"""Drafts and their revisions. A revision, once written, is never changed or removed: a new one is added."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, defer

from nianbao.store.conversations import own_conversation
from nianbao.store.database import Database, NotFoundError, StoreError
from nianbao.store.models import DraftRow, RevisionRow
from nianbao.store.trust import agency_key
from nianbao.store.viewer import Viewer

Writer = Literal["model", "built-in"]


class RevisionConflictError(StoreError):
    """Someone else added a revision meanwhile; nothing was written."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft without its contents. ``latest`` is the number of its newest revision, 0 when there is none yet."""

    id: int
    agency: str
    year: int
    title: str
    conversation_id: str | None
    created_at: datetime
    latest: int


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a draft. ``content`` is JSON with ``report``, ``ledger``, ``prose``; numbers from 1."""

    draft_id: int
    number: int
    author: str
    writer: Writer
    model: str
    prompt_version: str
    ledger_hash: str
    content: dict[str, Any]
    has_docx: bool
    created_at: datetime


def create_draft(db: Database, agency: str, year: int, title: str = "", conversation_id: str | None = None) -> Draft:
    """A new draft without revisions. Raises ``NotFoundError`` for an unknown conversation."""
    with db.writing() as session:
        if conversation_id is not None:
            own_conversation(session, db.viewer, conversation_id)
        row = DraftRow(
            agency_name=agency,
            agency_key=agency_key(agency),
            year=year,
            title=title,
            conversation_id=conversation_id,
            owner=db.viewer.person,
            office=db.viewer.office,
        )
        session.add(row)
        session.flush()
        return _draft(row, 0)


def talk_about(db: Database, draft_id: int, conversation_id: str) -> None:
    """From now on the draft is talked about in this conversation. Raises ``NotFoundError``."""
    with db.writing() as session:
        own_conversation(session, db.viewer, conversation_id)
        own_draft(session, db.viewer, draft_id, for_update=True).conversation_id = conversation_id


def append_revision(
    db: Database,
    draft_id: int,
    content: Mapping[str, Any],
    *,
    author: str,
    writer: Writer,
    model: str = "",
    prompt_version: str = "",
    ledger_hash: str = "",
    docx: bytes | None = None,
    after: int | None = None,
) -> Revision:
    """Add a revision and return it, numbered; on disk when this returns.

    ``after`` is the number of the revision that this one was made from (0 for the first). When another one has
    been added since, raises ``RevisionConflictError`` and writes nothing. Without ``after`` it is simply added.
    Raises ``NotFoundError`` for an unknown draft.
    """
    with db.writing() as session:
        own_draft(session, db.viewer, draft_id, for_update=True)
        highest = select(func.max(RevisionRow.number)).where(RevisionRow.draft_id == draft_id)
        latest = session.scalar(highest) or 0
        if after is not None and after != latest:
            raise RevisionConflictError(f"草稿已有第 {latest} 稿，您修改的是第 {after} 稿。请先查看最新一稿，再保存。")
        row = RevisionRow(
            draft_id=draft_id,
            number=latest + 1,
            author=author,
            writer=writer,
            model=model,
            prompt_version=prompt_version,
            ledger_hash=ledger_hash,
            content=dict(content),
            docx=docx,
        )
        session.add(row)
        session.flush()
        return _revision(row, docx is not None)


def list_drafts(
    db: Database, *, agency: str | None = None, year: int | None = None, conversation_id: str | None = None
) -> list[Draft]:
    """Drafts, newest first. Every filter given must hold."""
    latest = func.coalesce(func.max(RevisionRow.number), 0)
    query = select(DraftRow, latest).outerjoin(RevisionRow, RevisionRow.draft_id == DraftRow.id)
    query = query.where(is_own(db.viewer)).group_by(DraftRow.id)
    if agency is not None:
        query = query.where(DraftRow.agency_key == agency_key(agency))
    if year is not None:
        query = query.where(DraftRow.year == year)
    if conversation_id is not None:
        query = query.where(DraftRow.conversation_id == conversation_id)
    with db.reading() as session:
        return [_draft(row, number) for row, number in session.execute(query.order_by(DraftRow.id.desc()))]


def load_draft(db: Database, draft_id: int) -> Draft:
    """One draft without its contents. Raises ``NotFoundError``."""
    latest = select(func.coalesce(func.max(RevisionRow.number), 0)).where(RevisionRow.draft_id == draft_id)
    with db.reading() as session:
        return _draft(own_draft(session, db.viewer, draft_id), session.scalar(latest) or 0)


def drafts_with_ledger(db: Database, ledger_hash: str) -> list[int]:
    """Drafts that have a revision with this ledger, the newest first."""
    query = select(RevisionRow.draft_id).join(DraftRow, DraftRow.id == RevisionRow.draft_id)
    query = query.where(RevisionRow.ledger_hash == ledger_hash, is_own(db.viewer)).distinct()
    with db.reading() as session:
        return list(session.scalars(query.order_by(RevisionRow.draft_id.desc())))


def list_revisions(db: Database, draft_id: int) -> list[Revision]:
    """Every revision of a draft, first to last, without the Word files."""
    with db.reading() as session:
        rows = session.execute(_revisions(db.viewer, draft_id).order_by(RevisionRow.number))
        return [_revision(row, has_docx) for row, has_docx in rows]


def load_revision(db: Database, draft_id: int, number: int | None = None) -> Revision:
    """One revision, the newest when no number is given. Raises ``NotFoundError``."""
    with db.reading() as session:
        query = _revisions(db.viewer, draft_id)
        if number is not None:
            query = query.where(RevisionRow.number == number)
        found = session.execute(query.order_by(RevisionRow.number.desc()).limit(1)).first()
        if found is None:
            raise NotFoundError(f"草稿 {draft_id} 没有{'任何一稿' if number is None else f'第 {number} 稿'}。")
        return _revision(found[0], found[1])


def load_docx(db: Database, draft_id: int, number: int) -> bytes | None:
    """The Word file kept with a revision, or None when it has none."""
    with db.reading() as session:
        return session.scalar(
            select(RevisionRow.docx)
            .join(DraftRow, DraftRow.id == RevisionRow.draft_id)
            .where(RevisionRow.draft_id == draft_id, RevisionRow.number == number, is_own(db.viewer))
        )


def own_draft(session: Session, viewer: Viewer, draft_id: int, *, for_update: bool = False) -> DraftRow:
    """The viewer's draft. Raises ``NotFoundError`` for one that is another's, as for one that never was."""
    query = select(DraftRow).where(DraftRow.id == draft_id, is_own(viewer))
    row = session.scalar(query.with_for_update() if for_update else query)
    if row is None:
        raise NotFoundError(f"数据库中没有编号为 {draft_id} 的草稿。")
    return row


def is_own(viewer: Viewer) -> ColumnElement[bool]:
    return (DraftRow.owner == viewer.person) & (DraftRow.office == viewer.office)


def _revisions(viewer: Viewer, draft_id: int) -> Select[RevisionRow, bool]:
    """Revisions of a draft of the viewer's, each with whether it has a Word file."""
    query = select(RevisionRow, RevisionRow.docx.is_not(None)).options(defer(RevisionRow.docx))
    query = query.join(DraftRow, DraftRow.id == RevisionRow.draft_id)
    return query.where(RevisionRow.draft_id == draft_id, is_own(viewer))


def _draft(row: DraftRow, latest: int) -> Draft:
    return Draft(row.id, row.agency_name, row.year, row.title, row.conversation_id, row.created_at, latest)


def _revision(row: RevisionRow, has_docx: bool) -> Revision:
    return Revision(
        draft_id=row.draft_id,
        number=row.number,
        author=row.author,
        writer=row.writer,  # type: ignore[arg-type]
        model=row.model,
        prompt_version=row.prompt_version,
        ledger_hash=row.ledger_hash,
        content=row.content,
        has_docx=has_docx,
        created_at=row.created_at,
    )
