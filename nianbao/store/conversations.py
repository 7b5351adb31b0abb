"""Conversations, their messages, and the files uploaded in them: on disk the moment they exist."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from nianbao.store.audit import write_line
from nianbao.store.database import Database, NotFoundError
from nianbao.store.models import AttachmentRow, ConversationRow, DraftRow, MessageRow
from nianbao.store.viewer import Viewer

_NAME_LENGTH = 255


@dataclass(frozen=True, slots=True)
class Conversation:
    """``updated_at`` is when its last message was added."""

    id: str
    title: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """One turn; ``payload`` is JSON for what is not text (findings, a draft's id, which writer answered)."""

    conversation_id: str
    position: int
    role: str
    text: str
    payload: dict[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Attachment:
    """An uploaded file without its bytes."""

    id: int
    conversation_id: str
    name: str
    sha256: str
    size: int
    created_at: datetime


def create_conversation(db: Database, title: str = "") -> Conversation:
    with db.writing() as session:
        row = ConversationRow(id=str(uuid.uuid4()), title=title, owner=db.viewer.person, office=db.viewer.office)
        session.add(row)
        session.flush()
        return Conversation(row.id, row.title, row.created_at, row.created_at)


def rename_conversation(db: Database, conversation_id: str, title: str) -> None:
    """Raises ``NotFoundError``."""
    with db.writing() as session:
        row = own_conversation(session, db.viewer, conversation_id)
        row.title = title


def delete_conversation(db: Database, conversation_id: str) -> None:
    """Its messages and uploaded files go with it. Drafts made in it stay, for a revision is never thrown away; so do
    decisions on findings, which belong to the report. Raises ``NotFoundError``."""
    with db.writing() as session:
        row = own_conversation(session, db.viewer, conversation_id)
        session.execute(
            update(DraftRow).where(DraftRow.conversation_id == conversation_id).values(conversation_id=None)
        )
        session.delete(row)
        session.flush()
        write_line(session, db.viewer, "delete", "conversation", {"id": conversation_id})


def list_conversations(db: Database, limit: int = 50, words: str = "") -> list[Conversation]:
    """The most recently used first; those with ``words`` in their title."""
    updated = func.coalesce(func.max(MessageRow.created_at), ConversationRow.created_at).label("updated")
    query = (
        select(ConversationRow, updated)
        .outerjoin(MessageRow, MessageRow.conversation_id == ConversationRow.id)
        .where(_is_own(db.viewer))
        .group_by(ConversationRow.id)
        .order_by(updated.desc(), ConversationRow.id)
        .limit(limit)
    )
    if words:
        query = query.where(ConversationRow.title.icontains(words, autoescape=True))
    with db.reading() as session:
        return [Conversation(row.id, row.title, row.created_at, at) for row, at in session.execute(query)]


def load_conversation(db: Database, conversation_id: str) -> Conversation:
    """Raises ``NotFoundError``."""
    with db.reading() as session:
        row = own_conversation(session, db.viewer, conversation_id)
        last = select(func.max(MessageRow.created_at)).where(MessageRow.conversation_id == conversation_id)
        return Conversation(row.id, row.title, row.created_at, session.scalar(last) or row.created_at)


def append_message(
    db: Database, conversation_id: str, role: str, text: str, payload: Mapping[str, Any] | None = None
) -> Message:
    """Add a turn at the end; on disk when this returns. Raises ``NotFoundError``."""
    with db.writing() as session:
        own_conversation(session, db.viewer, conversation_id, for_update=True)
        last = select(func.max(MessageRow.position)).where(MessageRow.conversation_id == conversation_id)
        row = MessageRow(
            conversation_id=conversation_id,
            position=(session.scalar(last) or 0) + 1,
            role=role,
            text=text,
            payload=dict(payload or {}),
        )
        session.add(row)
        session.flush()
        return _message(row)


def count_conversations(db: Database) -> int:
    with db.reading() as session:
        return session.scalar(select(func.count()).select_from(ConversationRow).where(_is_own(db.viewer))) or 0


def load_messages(db: Database, conversation_id: str) -> list[Message]:
    """Every turn in order; empty for a conversation that does not exist."""
    query = (
        select(MessageRow)
        .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
        .where(MessageRow.conversation_id == conversation_id, _is_own(db.viewer))
        .order_by(MessageRow.position)
    )
    with db.reading() as session:
        return [_message(row) for row in session.scalars(query)]


def add_attachment(db: Database, conversation_id: str, name: str, content: bytes) -> Attachment:
    """Keep an uploaded file; the same file under the same name again is the one already kept.

    Raises ``NotFoundError`` for an unknown conversation.
    """
    name, sha256 = name[-_NAME_LENGTH:], hashlib.sha256(content).hexdigest()
    with db.writing() as session:
        own_conversation(session, db.viewer, conversation_id, for_update=True)
        row = session.scalar(
            select(AttachmentRow).where(
                AttachmentRow.conversation_id == conversation_id,
                AttachmentRow.name == name,
                AttachmentRow.sha256 == sha256,
            )
        )
        if row is None:
            row = AttachmentRow(conversation_id=conversation_id, name=name, sha256=sha256, content=content)
            session.add(row)
            session.flush()
        return Attachment(row.id, conversation_id, name, sha256, len(content), row.created_at)


def list_attachments(db: Database, conversation_id: str) -> list[Attachment]:
    """Files of a conversation in the order they came, without their bytes."""
    query = (
        select(
            AttachmentRow.id,
            AttachmentRow.conversation_id,
            AttachmentRow.name,
            AttachmentRow.sha256,
            func.length(AttachmentRow.content),
            AttachmentRow.created_at,
        )
        .join(ConversationRow, ConversationRow.id == AttachmentRow.conversation_id)
        .where(AttachmentRow.conversation_id == conversation_id, _is_own(db.viewer))
    )
    with db.reading() as session:
        return [Attachment(*row) for row in session.execute(query.order_by(AttachmentRow.id))]


def load_attachment(db: Database, attachment_id: int) -> bytes:
    """The bytes of a file. Raises ``NotFoundError``."""
    query = (
        select(AttachmentRow.content)
        .join(ConversationRow, ConversationRow.id == AttachmentRow.conversation_id)
        .where(AttachmentRow.id == attachment_id, _is_own(db.viewer))
    )
    with db.reading() as session:
        content = session.scalar(query)
    if content is None:
        raise NotFoundError("没有找到这个附件。")
    return content


def _message(row: MessageRow) -> Message:
    return Message(row.conversation_id, row.position, row.role, row.text, row.payload, row.created_at)


def own_conversation(
    session: Session, viewer: Viewer, conversation_id: str, *, for_update: bool = False
) -> ConversationRow:
    """The viewer's conversation. Raises ``NotFoundError``, for another's as for one that never was."""
    query = select(ConversationRow).where(ConversationRow.id == conversation_id, _is_own(viewer))
    row = session.scalar(query.with_for_update() if for_update else query)
    if row is None:
        raise NotFoundError(f"没有找到对话 {conversation_id}。")
    return row


def _is_own(viewer: Viewer) -> ColumnElement[bool]:
    return (ConversationRow.owner == viewer.person) & (ConversationRow.office == viewer.office)
