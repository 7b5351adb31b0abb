"""The draft on the workbench as the document that the conversation beside it speaks of."""

from typing import TYPE_CHECKING

from nianbao.work.bench.opening import find_draft, open_draft
from nianbao.work.open_document import OpenDocument
from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.work.handed.upload import Upload


def open_bench(services: Services, id: int) -> tuple[str, OpenDocument, str | None]:
    """Title, document and conversation of a draft as it stands now."""
    from nianbao.drafting.export import export
    from nianbao.work.handed.upload import Upload

    bench = open_draft(services, id)
    draft, written = bench.draft, bench.written
    data = written.as_json() | {"draft": id, "draft_id": id, "revision": draft.latest, "writer": written.writer}

    def file() -> "Upload | None":
        return Upload(f"{written.report.title}.docx", export(written).docx)

    return f"{draft.agency} · {draft.year}", OpenDocument("draft", data, file), find_draft(services, id).conversation_id


def talk_of_draft(services: Services, id: int, conversation: str) -> None:
    """From now on the draft is talked about in this conversation."""
    from nianbao.store.drafts import talk_about

    talk_about(services.db, id, conversation)
