"""The document that stands open beside a conversation: what 这份 and 第一条 speak of there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from nianbao.report.errors import UserError
from validators.record import ReviewRecord, record_as_json

if TYPE_CHECKING:
    from nianbao.work.handed.upload import Upload
    from nianbao.work.services import Services

DocumentKind = Literal["review", "draft", "set"]


def _no_file() -> None:
    return None


@dataclass(frozen=True)
class OpenDocument:
    """``data``: as the result of such a job is kept with an answer. ``file``: its file, fetched when somebody asks to
    have it reviewed or compared again."""

    kind: DocumentKind
    data: dict[str, Any]
    file: "Callable[[], Upload | None]" = _no_file

    def as_result(self) -> dict[str, Any]:
        """As a result that an answer of the conversation has."""
        return {"kind": self.kind, "markdown": "", "data": self.data}


def open_review(services: "Services", conversation: str, record: ReviewRecord) -> OpenDocument:
    """A review that is looked at; ``conversation`` is where its file was handed in."""

    def file() -> "Upload | None":
        from nianbao.work.handed.upload import Upload
        from nianbao.work.reviewed.files import reviewed_file

        try:
            return Upload(record.file, reviewed_file(services, conversation, record.sha256))
        except UserError:
            return None

    return OpenDocument("review", record_as_json(record), file)


def open_draft(services: "Services", draft_id: int, revision: int) -> OpenDocument:
    """A revision of a draft that is looked at. Raises ``NotFoundError``."""
    from nianbao.store.drafts import load_docx, load_revision
    from nianbao.work.handed.upload import Upload

    kept = load_revision(services.db, draft_id, revision)
    data = kept.content | {"draft": draft_id, "draft_id": draft_id, "revision": kept.number, "writer": kept.writer}

    def file() -> "Upload | None":
        content = load_docx(services.db, draft_id, kept.number)
        if content is None:
            return None
        return Upload(f"{data['report']['title']}（初稿{kept.number}）.docx", content)

    return OpenDocument("draft", data, file)
