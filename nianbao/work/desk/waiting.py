"""What waits for somebody, and what was worked on last: drafts with open places, reviews and sets with findings undecided,
filings of the year on their way."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Literal

from nianbao.work.bench.opening import drafts_at_work, open_draft
from nianbao.work.reviewed.notes import reviewers_word
from nianbao.work.reviewed.workbench import recent_reviews
from nianbao.work.sets.lines import recent_sets, view

if TYPE_CHECKING:
    from nianbao.store.sets import ReviewSet
    from nianbao.work.reviewed.workbench import Kept
    from nianbao.work.services import Services

LOOKED_AT = 6
"""Of each kind, the latest."""
Kind = Literal["draft", "review", "set", "filings"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of work. ``left``: open places of a draft, undecided findings of a review or a set, files not yet reviewed
    of a set ``at_work``, filings of a year that are not yet published; 0 when nothing waits. ``address``: its draft's or
    set's id, where the review is, or the year."""

    kind: Kind
    title: str
    left: int
    address: str
    at: datetime
    at_work: bool = False


def latest_work(services: "Services") -> list[Piece]:
    """The latest drafts, reviews and sets; what waits first, each by when it was worked on."""
    found = [*_drafts(services), *_reviews(services), *(_set(services, each) for each in _sets(services))]
    found += _filings(services)
    return sorted(found, key=lambda piece: (piece.left == 0, -piece.at.timestamp()))


def _drafts(services: "Services") -> list[Piece]:
    return [
        Piece("draft", f"{draft.agency} · {draft.year}", left, str(draft.id), draft.at)
        for draft in drafts_at_work(services, LOOKED_AT)
        if (left := _left(services, draft.id, draft.revisions)) is not None
    ]


def _left(services: "Services", id: int, revisions: int) -> int | None:
    """Open places of a draft as it stands on the workbench, else of its newest revision; None for one without anything."""
    from nianbao.store.draft_steps import last_step
    from nianbao.store.drafts import load_revision

    if last_step(services.db, id):
        return len(open_draft(services, id).written.open)
    return len(load_revision(services.db, id, revisions).content.get("open", [])) if revisions else None


def _reviews(services: "Services") -> list[Piece]:
    """Each report once, its latest review: of an earlier version nothing waits any more."""
    latest: dict[object, Kept] = {}
    for kept in recent_reviews(services, LOOKED_AT):
        latest.setdefault(kept.record.lineage or kept.record.whose, kept)
    return [_review(services, kept) for kept in latest.values()]


def _review(services: "Services", kept: "Kept") -> Piece:
    agency, year = kept.record.whose
    left = sum(judged.note is None for judged in reviewers_word(services, kept.record).judged)
    return Piece("review", " · ".join(filter(None, (agency, str(year or "")))), left, str(kept.address), kept.at)


def _sets(services: "Services") -> "list[ReviewSet]":
    return recent_sets(services)[: LOOKED_AT // 2]


def _set(services: "Services", kept: "ReviewSet") -> Piece:
    lines = view(services, kept.id).lines
    at_work = kept.state != "done"
    left = sum(line.waits for line in lines) if at_work else sum(line.undecided for line in lines)
    return Piece("set", kept.title, left, kept.id, kept.touched_at, at_work)


def _filings(services: "Services") -> list[Piece]:
    """The latest years that have a roster: how many of its units are not yet on the website."""
    from nianbao.store.filings import list_years

    return [_filings_of(services, year) for year in list_years(services.db)[: LOOKED_AT // 2]]


def _filings_of(services: "Services", year: int) -> Piece:
    from nianbao.store.filings import list_filings, steps_of_year

    filings = list_filings(services.db, year)
    acted = [step.created_at for steps in steps_of_year(services.db, year).values() for step in steps]
    at = max(acted, default=datetime.combine(max(filing.due_on for filing in filings), time(), UTC))
    return Piece("filings", str(year), sum(filing.state != "published" for filing in filings), str(year), at)
