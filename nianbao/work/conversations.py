"""Conversations as the desk lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.work.upload import Upload


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """A conversation in the list; ``title`` is the beginning of its first question, perhaps empty."""

    id: str
    title: str
    updated_at: datetime


def conversations(services: Services, limit: int = 20) -> list[ConversationLine]:
    """The most recently used first."""
    from nianbao.store.conversations import list_conversations

    return [ConversationLine(c.id, c.title, c.updated_at) for c in list_conversations(services.db, limit)]


def conversation_exists(services: Services, conversation_id: str) -> bool:
    from nianbao.store.conversations import load_conversation
    from nianbao.store.database import NotFoundError

    try:
        load_conversation(services.db, conversation_id)
    except NotFoundError:
        return False
    return True


def uploads_named(services: Services, conversation_id: str, names: Sequence[str]) -> "list[Upload]":
    """Files of a conversation by name, to do a turn again; of two with one name the later."""
    from nianbao.store.conversations import list_attachments, load_attachment
    from nianbao.work.upload import Upload

    ids = {a.name: a.id for a in list_attachments(services.db, conversation_id)}
    return [Upload(name, load_attachment(services.db, ids[name])) for name in names if name in ids]
