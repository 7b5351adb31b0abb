"""A draft's revisions: what stands on the workbench saved as the next one, with its files."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianbao.work.bench.opening import AUTHOR, Bench, open_draft, take_revision
from nianbao.work.revised.revisions import MADE, Restore, made, restore
from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.drafting.bench.state import State
    from nianbao.store.drafts import Revision
    from nianbao.work.revised.revisions import KeptRevision


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
        "last_year": None if bench.last_year.report is None else report_as_json(bench.last_year.report),
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


def go_back(services: Services, id: int, number: int, after: int, author: str = AUTHOR) -> "KeptRevision":
    """An earlier revision as a new one, and the work goes on from it; what was not yet a revision becomes one first.

    The work does not hold the words of one that was edited in Word: it goes on from the material that this rests on, and
    from what of that file a person had taken over.
    Raises ``UserError``, ``RevisionConflictError`` when there is a newer revision than ``after``.
    """
    from nianbao.store.draft_steps import last_step

    if not last_step(services.db, id):
        return restore(services, Restore(id, number, after, author or AUTHOR))
    newest = newest_revision(services, id)
    if newest is not None and newest.number == after:
        after = keep_unsaved(services, id, author) or after
    kept = restore(services, Restore(id, number, after, author or AUTHOR))
    take_revision(services, id, kept.ledger_of or kept.number, author or AUTHOR, kept.number)
    if kept.ledger_of:
        _take_over_again(services, id, author)
    return kept


def _take_over_again(services: Services, id: int, author: str) -> None:
    """Of the changes in the Word file those that were taken over once."""
    from nianbao.store.draft_steps import list_steps
    from nianbao.work.bench.from_word import word_changes
    from nianbao.work.bench.saying import say

    taken = [(step.place, step.value) for step in list_steps(services.db, id)]
    changes = [c.said for c in word_changes(services, open_draft(services, id)) if c.said is not None]
    for said in changes:
        if (said.place, said.value) in taken:
            say(services, id, [said], author)


def go_on_from(services: Services, id: int, number: int, author: str) -> None:
    """The work goes on from a revision that was made elsewhere; what was not yet a revision becomes one first."""
    keep_unsaved(services, id, author)
    take_revision(services, id, number, author or AUTHOR)


def keep_unsaved(services: Services, id: int, author: str) -> int | None:
    """The work as a revision where a person did anything that is in none yet; its number."""
    gone_on = _gone_on(open_draft(services, id).state, newest_revision(services, id))
    return save_revision(services, id, author).number if gone_on else None


def _gone_on(state: "State", newest: "Revision | None") -> bool:
    """True where a person did anything that is in no revision yet."""
    since = state.saved[0] if state.saved else 1
    kept = newest.content.get("step", 0) if newest is not None else 0
    return state.last > max(since, kept)


def _in_word(revision: "Revision") -> bool:
    """True for a Word file that a person edited: the work does not hold its words."""
    return bool(revision.content.get(MADE, {}).get("ledger_of"))


def newest_from_word(services: Services, id: int) -> "Revision | None":
    """The newest revision where it came back from Word and the work has not gone on since."""
    newest = newest_revision(services, id)
    if newest is None or not _in_word(newest):
        return None
    return None if _gone_on(open_draft(services, id).state, newest) else newest


def newest_revision(services: Services, id: int) -> "Revision | None":
    from nianbao.store.database import NotFoundError
    from nianbao.store.drafts import load_revision

    try:
        return load_revision(services.db, id)
    except NotFoundError:
        return None
