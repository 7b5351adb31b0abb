"""Conversations as the desk lists them: titled by what was done in them, found again, renamed, thrown away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from nianbao.report.errors import UserError
from nianbao.report.text import storable
from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.store.conversations import Message
    from nianbao.work.upload import Upload

MAX_TITLE = 60
JOBS = {"draft": "起草", "review": "审核", "compare": "比较", "law": "查法规"}
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


def how_many(services: Services) -> int:
    """All conversations that are kept."""
    from nianbao.store.conversations import count_conversations

    return count_conversations(services.db)


def title_of(results: Sequence[Mapping[str, Any]]) -> str:
    """``柳溪镇人民政府 · 2024 · 审核`` of the results kept with an answer (``kind``, ``data``); ``等 3 份`` when there are
    several of a kind; empty where no result names a report."""
    named = [r for r in results if r["kind"] in ("draft", "review", "compare")]
    if not named:
        return ""
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
    from nianbao.work.upload import Upload

    ids = {a.name: a.id for a in list_attachments(services.db, conversation_id)}
    return [Upload(name, load_attachment(services.db, ids[name])) for name in names if name in ids]
