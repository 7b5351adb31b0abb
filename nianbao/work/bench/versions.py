"""A draft's revisions: what stands on the workbench saved as the next one, with its files."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianbao.work.bench.opening import AUTHOR, Bench, open_draft
from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.store.drafts import Revision


@dataclass(frozen=True, slots=True)
class Saved:
    """A revision that holds the work as it stands; ``new``: it was made for this request."""

    number: int
    new: bool


def save_revision(services: Services, id: int, author: str) -> Saved:
    """The work as it stands as a revision with Word file, page and ledger; the newest one when it holds just this.

    Raises ``ExportError`` when the written file does not say what the draft says; nothing is saved then.
    """
    from nianbao.drafting.bench.writing import arranged_as_json
    from nianbao.drafting.export import export
    from nianbao.store.drafts import append_revision

    bench = open_draft(services, id)
    if saved := saved_as(services, bench):
        return Saved(saved, False)
    draft = bench.written
    exported = export(draft)
    content = draft.as_json() | {
        "inputs": draft.inputs.model_dump(mode="json"),
        "provenance": exported.provenance,
        "page": exported.page,
        "step": bench.state.last,
        "arranged": {key: arranged_as_json(items) for key, items in draft.arranged.items()},
    }
    revision = append_revision(
        services.db,
        id,
        content,
        author=author or AUTHOR,
        writer=draft.writer,  # type: ignore[arg-type]
        model=draft.model_name,
        prompt_version=draft.prompt_version,
        ledger_hash=draft.ledger.hash(),
        docx=exported.docx,
    )
    return Saved(revision.number, True)


def saved_as(services: Services, bench: Bench) -> int | None:
    """The number of the newest revision when the work has not gone on since; None while something is unsaved."""
    newest = newest_revision(services, bench.draft.id)
    return newest.number if newest is not None and newest.content.get("step") == bench.state.last else None


def newest_revision(services: Services, id: int) -> "Revision | None":
    from nianbao.store.database import NotFoundError
    from nianbao.store.drafts import load_revision

    try:
        return load_revision(services.db, id)
    except NotFoundError:
        return None
