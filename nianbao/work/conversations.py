"""Conversations as the desk lists them: titled by what was done in them, found again, renamed, thrown away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from nianbao.report.errors import UserError
from nianbao.report.layout import LAYOUT_2021
from nianbao.report.text import storable
from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.store.conversations import Message
    from nianbao.work.handed.upload import Upload

MAX_TITLE = 60
JOBS = {"draft": "起草", "review": "审核", "compare": "比较", "law": "查法规", "set": "成批审核"}
_NAMELESS = "未读出机关名称"


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """A conversation in the list; ``title`` is what was done in it, or the beginning of its first question."""

    id: str
    title: str
    updated_at: datetime


def conversations(services: Services, limit: int = 20, words: str = "") -> list[ConversationLine]:
    """The most recently used first; those with ``words`` in their title."""
    from nianbao.store.conversations import list_conversations

    return [
        ConversationLine(c.id, c.title, c.updated_at) for c in list_conversations(services.db, limit, words.strip())
    ]


def begin(services: Services) -> str:
    """A new conversation's id."""
    from nianbao.store.conversations import create_conversation

    return create_conversation(services.db).id


def messages_of(services: Services, conversation_id: str) -> "list[Message]":
    """All messages of a conversation, the earliest first."""
    from nianbao.store.conversations import load_messages

    return load_messages(services.db, conversation_id)


def how_many(services: Services) -> int:
    """All conversations that are kept."""
    from nianbao.store.conversations import count_conversations

    return count_conversations(services.db)


def title_of(results: Sequence[Mapping[str, Any]]) -> str:
    """``柳溪镇人民政府 · 2024 · 审核`` of the results kept with an answer (``kind``, ``data``); ``等 3 份`` when there are
    several of a kind; empty where no result names a report."""
    named = [r for r in results if r["kind"] in ("draft", "review", "compare", "set")]
    if not named:
        return ""
    if named[-1]["kind"] == "set":
        return f"{named[-1]['data']['title']} · {JOBS['set']}"[:MAX_TITLE]
    agency, year = _whose(named[-1])
    job = named[-1]["kind"]
    count = len({_whose(r) for r in named if r["kind"] == job})
    others = f"等{count}份" if count > 1 else ""
    title = " · ".join(filter(None, (f"{agency or _NAMELESS}{others}", str(year or ""), JOBS[job])))
    return title if len(title) <= MAX_TITLE else f"…{title[1 - MAX_TITLE :]}"


def _whose(result: Mapping[str, Any]) -> tuple[str, int | None]:
    """Agency and year of a result; a comparison has the name alone where the others have a record of the agency."""
    data = result["data"]
    said = data.get("agency") or data.get("report", {}).get("agency") or ""
    name = said if isinstance(said, str) else said.get("name", "")
    return storable(name or ""), data.get("year") or data.get("report", {}).get("year")


def name_by_results(services: Services, conversation_id: str, messages: "Sequence[Message]") -> None:
    """Give a conversation the title of its last result. One that a person has named keeps its name."""
    from nianbao.store.conversations import load_conversation, rename_conversation

    titles = [title for title in _titles(messages) if title]
    if not titles:
        return
    now = load_conversation(services.db, conversation_id).title
    if now != titles[-1] and (now in titles or _begins(messages, now)):
        rename_conversation(services.db, conversation_id, titles[-1])


def _titles(messages: "Sequence[Message]") -> Iterator[str]:
    return (title_of(m.payload.get("results", [])) for m in messages if m.role == "assistant")


def _begins(messages: "Sequence[Message]", title: str) -> bool:
    """True for a title that was taken of the first question, or of the name of its first file."""
    first = messages[0]
    return any(said.strip().startswith(title) for said in (first.text, *first.payload.get("files", [])[:1]))


def rename(services: Services, conversation_id: str, title: str) -> None:
    """Raises ``UserError`` for an empty or too long title, or a conversation that is gone."""
    from nianbao.store.conversations import rename_conversation

    title = " ".join(storable(title).split())
    if not title:
        raise UserError("请写一个名称再保存。")
    if len(title) > MAX_TITLE:
        raise UserError(f"名称太长，不超过 {MAX_TITLE} 字。")
    rename_conversation(services.db, conversation_id, title)


def delete(services: Services, conversation_id: str) -> None:
    """Throw a conversation away with its files; drafts and decisions stay. Raises ``UserError`` when it is gone."""
    from nianbao.store.conversations import delete_conversation

    delete_conversation(services.db, conversation_id)


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
    from nianbao.work.handed.upload import Upload

    ids = {a.name: a.id for a in list_attachments(services.db, conversation_id)}
    return [Upload(name, load_attachment(services.db, ids[name])) for name in names if name in ids]


@dataclass(frozen=True, slots=True)
class OnTheDesk:
    """What earlier turns left: the newest result of each kind (its data), the kind of the last, a change that waits; every
    review with the number of its message, oldest first."""

    results: dict[str, "dict[str, Any]"]
    last: str
    pending: "dict[str, Any] | None"
    reviews: "tuple[tuple[int, dict[str, Any]], ...]" = ()
    acts: "tuple[dict[str, Any], ...]" = ()
    """What the last answer did (``assistant.done.Done`` as JSON)."""
    put_off: "dict[str, Any] | None" = None
    """A change that was shown further back: other things were asked since, and the draft is still as it was."""
    asked: "tuple[str | None, ...]" = ()
    """What was asked of reports, in its words, the oldest first; None for a review."""


def on_the_desk(services: Services, conversation_id: str) -> OnTheDesk:
    """Read from the payloads of the conversation's messages, oldest first; a law quotation is no result to go back to."""
    from nianbao.store.conversations import load_messages

    results: dict[str, dict[str, Any]] = {}
    reviews: list[tuple[int, dict[str, Any]]] = []
    last, pending, put_off, acts = "", None, None, list[dict[str, Any]]()
    asked: list[str | None] = []
    for message in load_messages(services.db, conversation_id):
        if message.role != "assistant":
            continue
        put_off = pending or put_off
        pending, acts = message.payload.get("pending"), message.payload.get("acts", [])
        if pending or any(act["act"] in ("edit", "draft", "history") for act in acts):
            put_off = None
        asked += [None if act["act"] == "review" else act.get("said", "") for act in acts if act["act"] in _OF_REPORTS]
        for result in message.payload.get("results", []):
            if result["kind"] not in ("law", "help"):
                results[result["kind"]] = result
                last = result["kind"]
            if result["kind"] == "review":
                reviews.append((message.position, result))
    return OnTheDesk(results, last, pending, tuple(reviews), tuple(acts), put_off, tuple(asked))


_OF_REPORTS = ("review", "verdict", "list", "explain", "suggest", "figure", "compare", "export")
"""Acts that are about reports."""
PaperKind = Literal["inputs", "register", "notes", "report"]


def kind_of_file(name: str, content: bytes) -> "PaperKind":
    """What a file is. Raises ``UserError`` with one Chinese sentence for one that is none of them or cannot be read."""
    from nianbao.documents import UnreadableFileError
    from nianbao.documents.recognise.register_head import IS_REGISTER
    from nianbao.drafting.material.workbook_reading import is_workbook, load_inputs_bytes
    from nianbao.work.handed.reading import read_once

    if is_workbook(content) or name.lower().endswith((".yaml", ".yml", ".json")):
        load_inputs_bytes(content)
        return "inputs"
    try:
        read_once(content, name)
    except UnreadableFileError as error:
        if str(error) == IS_REGISTER.format(name=name) or _is_register(name, content):
            return "register"
        if name.lower().endswith((".txt", ".docx", ".md")) and _NO_REPORT in str(error):
            return "notes"
        raise
    return "report"


def _is_register(name: str, content: bytes) -> bool:
    """Whether a file that is no report has the head of a register: a page saved as .xls, say, which holds no prose."""
    from nianbao.register.rows import read_rows
    from nianbao.register.sheets import open_register

    try:
        return read_rows(open_register(content, name), LAYOUT_2021.first_year, {}).heads > 0
    except UserError:
        return False


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
    from nianbao.work.handed.upload import Upload

    return [
        Kept(Upload(a.name, load_attachment(services.db, a.id)), a.created_at)
        for a in list_attachments(services.db, conversation_id)
    ]


def drafts_of_conversation(services: Services, conversation_id: str) -> list[Kept]:
    """The newest Word file of each draft that was written in this conversation."""
    from nianbao.store.drafts import list_drafts, load_docx, load_revision
    from nianbao.work.handed.upload import Upload

    found = []
    for draft in list_drafts(services.db, conversation_id=conversation_id):
        content = load_docx(services.db, draft.id, draft.latest)
        if content is not None:
            at = load_revision(services.db, draft.id, draft.latest).created_at
            found.append(Kept(Upload(f"{draft.title}（初稿{draft.latest}）.docx", content), at))
    return found


# --- a turn's words, kept -------------------------------------------------------------------------------------

TITLE_LENGTH = 24


def keep_question(
    services: Services, conversation_id: str, text: str, uploads: "Sequence[Upload]", set_id: str = ""
) -> None:
    """The question and its files, on disk; those of a set are kept with it. Raises ``StoreError`` for an unknown conversation."""
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
    for upload in () if set_id else uploads:
        add_attachment(db, conversation_id, upload.name, upload.content)
    payload = {"files": [u.name for u in uploads]} | ({"set": set_id} if set_id else {})
    append_message(db, conversation_id, "user", text, payload)


def keep_answer(services: Services, conversation_id: str, text: str, payload: "dict[str, Any]") -> None:
    """The assistant's message, on disk."""
    from nianbao.store.conversations import append_message

    append_message(services.db, conversation_id, "assistant", text, payload)


def words_of_conversation(services: Services, conversation_id: str) -> list[tuple[str, str]]:
    """(role, text) of every message with words, in order."""
    from nianbao.store.conversations import load_messages

    return [(m.role, m.text) for m in load_messages(services.db, conversation_id) if m.text]
