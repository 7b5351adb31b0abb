"""Throwing away by policy, over all offices: uploads first, then conversations nobody goes on with, and whom to call about a
filing that is settled. A tombstone in the log says of each what it was and why it went, never what stood in it.

Filings are the office's records and have a policy of their own, of years. Drafts, decisions and the log itself are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from nianbao.store.audit import write_line
from nianbao.store.database import Database, StoreError
from nianbao.store.models import (
    AttachmentRow,
    ConversationRow,
    DraftRow,
    FilingPageRow,
    FilingRow,
    FilingStepRow,
    FilingVersionRow,
    MessageRow,
    MetaRow,
    ReviewSetRow,
    SetFileRow,
)
from nianbao.store.viewer import Viewer

_BY_POLICY = "retention"
"""Stands in ``meta`` while filings are thrown away: the database lets their versions go only then (migration 0009)."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What was thrown away, or would be."""

    uploads: int = 0
    conversations: int = 0
    sets: int = 0
    contacts: int = 0
    """Filings that keep all but whom to call."""
    filings: int = 0

    @property
    def total(self) -> int:
        return self.uploads + self.conversations + self.sets + self.contacts + self.filings


def throw_away(db: Database, before: datetime, why: str, *, really: bool) -> Gone:
    """Uploads that came before a moment, sets and conversations on which nothing was done since, contacts of filings that
    were due and done with before. All or nothing.

    Whoever sits at the machine does it, for all offices. Raises ``StoreError`` for another.
    """
    _only_here(db)
    with db.writing() as session:
        last = func.coalesce(func.max(MessageRow.created_at), ConversationRow.created_at)
        quiet = (
            select(ConversationRow)
            .outerjoin(MessageRow, MessageRow.conversation_id == ConversationRow.id)
            .where(ConversationRow.turn_holder == "")
            .group_by(ConversationRow.id)
            .having(last < before)
        )
        old_files = (
            select(AttachmentRow.id, AttachmentRow.sha256, func.length(AttachmentRow.content), AttachmentRow.created_at)
            .add_columns(ConversationRow.owner, ConversationRow.office)
            .join(ConversationRow, ConversationRow.id == AttachmentRow.conversation_id)
            .where(AttachmentRow.created_at < before, ConversationRow.turn_holder == "")
        )
        files = session.execute(old_files.order_by(AttachmentRow.id)).all()
        talks = session.scalars(quiet).all()
        batches = session.scalars(select(ReviewSetRow).where(ReviewSetRow.touched_at < before)).all()
        if really:
            for number, sha256, size, at, owner, office in files:
                session.execute(delete(AttachmentRow).where(AttachmentRow.id == number))
                told = {"sha256": sha256, "bytes": size, "from": at.isoformat(), "owner": owner, "why": why}
                write_line(session, Viewer(office=office), "retention", "upload", told)
            for batch in batches:
                _set(session, batch, why)
            for talk in talks:
                _conversation(session, talk, why)
        contacts = [filing for filing in _settled(session, before) if filing.contact]
        for filing in contacts if really else ():
            filing.contact = ""
            write_line(session, Viewer(office=filing.office), "retention", "contact", _of(filing) | {"why": why})
        return Gone(len(files), len(talks), len(batches), len(contacts))


def throw_away_filings(db: Database, before: datetime, why: str, *, really: bool) -> Gone:
    """Filings that were due before a moment and on which nothing was done since, with their versions, steps and pages; the
    tombstone keeps how far each came and the hashes of its versions. All or nothing; raises ``StoreError`` as above."""
    _only_here(db)
    with db.writing() as session:
        filings = _settled(session, before)
        if really and filings:
            session.merge(MetaRow(key=_BY_POLICY, value=why))
            session.flush()
            for filing in filings:
                _filing(session, filing, why)
            session.execute(delete(MetaRow).where(MetaRow.key == _BY_POLICY))
        return Gone(filings=len(filings))


def _only_here(db: Database) -> None:
    if not db.viewer.is_local:
        raise StoreError("到期清除由系统管理员在本机执行。")


def _settled(session: Session, before: datetime) -> Sequence[FilingRow]:
    """Filings that were due before a moment, and on which nothing was done since."""
    last = func.coalesce(func.max(FilingStepRow.created_at), FilingRow.created_at)
    query = (
        select(FilingRow)
        .outerjoin(FilingStepRow, FilingStepRow.filing_id == FilingRow.id)
        .where(FilingRow.due_on < before.date())
        .group_by(FilingRow.id)
        .having(last < before)
        .order_by(FilingRow.id)
    )
    return session.scalars(query).all()


def _of(filing: FilingRow) -> dict[str, Any]:
    return {"filing": filing.id, "unit": filing.unit, "year": filing.year}


def _filing(session: Session, filing: FilingRow, why: str) -> None:
    versions = select(FilingVersionRow.sha256).where(FilingVersionRow.filing_id == filing.id)
    hashes = list(session.scalars(versions.order_by(FilingVersionRow.number)))
    told = _of(filing) | {"state": filing.state, "steps": filing.steps, "sha256": hashes, "why": why}
    for row in (FilingPageRow, FilingStepRow, FilingVersionRow):
        session.execute(delete(row).where(row.filing_id == filing.id))
    office = filing.office
    session.delete(filing)
    session.flush()
    write_line(session, Viewer(office=office), "retention", "filing", told)


def _conversation(session: Session, talk: ConversationRow, why: str) -> None:
    session.execute(update(DraftRow).where(DraftRow.conversation_id == talk.id).values(conversation_id=None))
    told = {"id": talk.id, "from": talk.created_at.isoformat(), "owner": talk.owner, "why": why}
    office = talk.office
    session.delete(talk)
    session.flush()
    write_line(session, Viewer(office=office), "retention", "conversation", told)


def _set(session: Session, batch: ReviewSetRow, why: str) -> None:
    files = session.scalar(select(func.count()).where(SetFileRow.set_id == batch.id)) or 0
    told = {"id": batch.id, "files": files, "from": batch.created_at.isoformat(), "owner": batch.owner, "why": why}
    office = batch.office
    session.delete(batch)
    session.flush()
    write_line(session, Viewer(office=office), "retention", "set", told)
