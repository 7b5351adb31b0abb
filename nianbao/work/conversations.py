"""Conversations as the desk lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

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


@dataclass(frozen=True, slots=True)
class OnTheDesk:
    """What earlier turns left: the newest result of each kind (its data), the kind of the last, a change that waits."""

    results: dict[str, "dict[str, Any]"]
    last: str
    pending: "dict[str, Any] | None"


def on_the_desk(services: Services, conversation_id: str) -> OnTheDesk:
    """Read from the payloads of the conversation's messages, oldest first; a law quotation is no result to go back to."""
    from nianbao.store.conversations import load_messages

    results: dict[str, dict[str, Any]] = {}
    last, pending = "", None
    for message in load_messages(services.db, conversation_id):
        if message.role != "assistant":
            continue
        pending = message.payload.get("pending")
        for result in message.payload.get("results", []):
            if result["kind"] not in ("law", "help"):
                results[result["kind"]] = result
                last = result["kind"]
    return OnTheDesk(results, last, pending)


PaperKind = Literal["inputs", "register", "notes", "report"]


def kind_of_file(name: str, content: bytes) -> "PaperKind":
    """What a file is. Raises ``UserError`` with one Chinese sentence for one that is none of them or cannot be read."""
    from nianbao.documents import UnreadableFileError
    from nianbao.documents.recognise.register_head import IS_REGISTER
    from nianbao.drafting.workbook_reading import is_workbook, load_inputs_bytes
    from nianbao.work.reading import read_once

    if is_workbook(content) or name.lower().endswith((".yaml", ".yml", ".json")):
        load_inputs_bytes(content)
        return "inputs"
    try:
        read_once(content, name)
    except UnreadableFileError as error:
        if str(error).startswith(IS_REGISTER.partition("，")[0]):
            return "register"
        if name.lower().endswith((".txt", ".docx", ".md")) and _NO_REPORT in str(error):
            return "notes"
        raise
    return "report"


_NO_REPORT = "没有在"
"""How the reader begins to say that a file has nothing of a report; such a text is notes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a conversation, and when it came."""

    upload: "Upload"
    at: datetime


def files_of_conversation(services: Services, conversation_id: str) -> list[Kept]:
    """All uploaded files, oldest first."""
    from nianbao.store.conversations import list_attachments, load_attachment
    from nianbao.work.upload import Upload

    return [
        Kept(Upload(a.name, load_attachment(services.db, a.id)), a.created_at)
        for a in list_attachments(services.db, conversation_id)
    ]


def drafts_of_conversation(services: Services, conversation_id: str) -> list[Kept]:
    """The newest Word file of each draft that was written in this conversation."""
    from nianbao.store.drafts import list_drafts, load_docx, load_revision
    from nianbao.work.upload import Upload

    found = []
    for draft in list_drafts(services.db, conversation_id=conversation_id):
        content = load_docx(services.db, draft.id, draft.latest)
        if content is not None:
            at = load_revision(services.db, draft.id, draft.latest).created_at
            found.append(Kept(Upload(f"{draft.title}（初稿{draft.latest}）.docx", content), at))
    return found


# --- a turn's words, kept -------------------------------------------------------------------------------------

TITLE_LENGTH = 24


def keep_question(services: Services, conversation_id: str, text: str, uploads: "Sequence[Upload]") -> None:
    """The question and its files, on disk. Raises ``StoreError`` for an unknown conversation."""
    from nianbao.store.conversations import (
        add_attachment,
        append_message,
        load_conversation,
        load_messages,
        rename_conversation,
    )

    db = services.db
    load_conversation(db, conversation_id)
    if not load_messages(db, conversation_id):
        title = (text or (uploads[0].name if uploads else "")).strip()[:TITLE_LENGTH]
        rename_conversation(db, conversation_id, title)
    for upload in uploads:
        add_attachment(db, conversation_id, upload.name, upload.content)
    append_message(db, conversation_id, "user", text, {"files": [u.name for u in uploads]})


def keep_answer(services: Services, conversation_id: str, text: str, payload: "dict[str, Any]") -> None:
    """The assistant's message, on disk."""
    from nianbao.store.conversations import append_message

    append_message(services.db, conversation_id, "assistant", text, payload)


def words_of_conversation(services: Services, conversation_id: str) -> list[tuple[str, str]]:
    """(role, text) of every message with words, in order."""
    from nianbao.store.conversations import load_messages

    return [(m.role, m.text) for m in load_messages(services.db, conversation_id) if m.text]
