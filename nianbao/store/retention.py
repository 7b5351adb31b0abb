"""Throwing away by policy, over all offices: uploads first, then conversations nobody goes on with. A tombstone in the log
says of each what it was and why it went, never what stood in it.

Drafts, decisions, filings and the log itself are kept: they are the office's records.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from nianbao.store.audit import write_line
from nianbao.store.database import Database, StoreError
from nianbao.store.models import AttachmentRow, ConversationRow, DraftRow, MessageRow, ReviewSetRow, SetFileRow
from nianbao.store.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Gone:
    """What was thrown away, or would be."""

    uploads: int
    conversations: int
    sets: int

    @property
    def total(self) -> int:
        return self.uploads + self.conversations + self.sets


def throw_away(db: Database, before: datetime, why: str, *, really: bool) -> Gone:
    """Uploads that came before a moment, sets and conversations on which nothing was done since. All or nothing.

    Whoever sits at the machine does it, for all offices. Raises ``StoreError`` for another.
    """
    if not db.viewer.is_local:
        raise StoreError("到期清除由系统管理员在本机执行。")
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
        return Gone(len(files), len(talks), len(batches))


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
