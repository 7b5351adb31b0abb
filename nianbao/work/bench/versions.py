"""A draft's revisions: what stands on the workbench saved as the next one, with its files."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianbao.work.bench.opening import AUTHOR, Bench, open_draft, take_revision
from nianbao.work.revisions import MADE, Restore, made, restore
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
    from nianbao.report.codec import report_as_json
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
        "last_year": None if bench.previous is None else report_as_json(bench.previous),
    }
    newest = newest_revision(services, id)
    revision = append_revision(
        services.db,
        id,
        content | made("edited", newest.number if newest else None),
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
    if newest is None or _in_word(newest):
        return None
    same = newest.content.get("step") == bench.state.last or bench.state.saved == (bench.state.last, newest.number)
    return newest.number if same else None


def go_back(services: Services, id: int, number: int, after: int, author: str) -> int:
    """An earlier revision as a new one, and the work goes on from it; one that was edited in Word is kept as it is, and the
    work from the material it rests on. Returns the new revision's number. Raises ``UserError``, ``RevisionConflictError``."""
    kept = restore(services, Restore(id, number, after, author or AUTHOR))
    take_revision(services, id, kept.ledger_of or kept.number, author or AUTHOR, kept.number)
    return kept.number


def _in_word(revision: "Revision") -> bool:
    """True for a Word file that a person edited: the work does not hold its words."""
    return bool(revision.content.get(MADE, {}).get("ledger_of"))


def newest_revision(services: Services, id: int) -> "Revision | None":
    from nianbao.store.database import NotFoundError
    from nianbao.store.drafts import load_revision

    try:
        return load_revision(services.db, id)
    except NotFoundError:
        return None
