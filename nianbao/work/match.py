"""Match: an edited Word file against the draft it came from, and the rules once more."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nianbao.drafting.ledger.matching import MatchedNumber, match
from nianbao.report.errors import UserError
from nianbao.report.model import Report
from validators.codec import review_as_json
from validators.review import Review, review

if TYPE_CHECKING:
    from nianbao.drafting.material.inputs import DraftInputs
    from nianbao.work.services import Services


OPEN_MARK = "〔待"


@dataclass(frozen=True)
class Match:
    """``edited``: the file as it is now; ``inputs``: the workbook that the draft was made from, or ``draft``: its number in the
    database. ``previous``: last year's report, as it was given to the draft."""

    edited: Path
    inputs: Path | None = None
    draft: int | None = None
    previous: Path | None = None


@dataclass(frozen=True)
class Matched:
    """Every number with its state, and the review of the edited file."""

    numbers: tuple[MatchedNumber, ...]
    review: Review
    unread: tuple[str, ...]
    """Tables of the edited file that could not be read: their numbers were not matched."""

    @property
    def open_places(self) -> int:
        """Marks 〔待填〕 and 〔待核〕 that are still in the file."""
        report = self.review.report
        cells = (c.raw for table in report.tables.values() if table for c in table.cells.values())
        return sum(text.count(OPEN_MARK) for text in (*(text for _, text in report.prose()), *cells))

    @property
    def verdict(self) -> str:
        """As of a draft: while anything is open it cannot be said to be in order, nor to lack what it left open."""
        if not self.open_places:
            return self.review.verdict
        return "does_not_meet" if self.review.has_errors else "undetermined"

    def of(self, state: str) -> list[MatchedNumber]:
        return [n for n in self.numbers if n.state == state]

    def as_json(self) -> dict[str, Any]:
        return {
            "numbers": [n.as_json() for n in self.numbers],
            "verdict": self.verdict,
            "open_places": self.open_places,
            "counts": {s: len(self.of(s)) for s in ("matches", "differs", "unknown", "missing")},
            "review": review_as_json(self.review),
        }


def match_file(request: Match, services: "Services | None" = None) -> Matched:
    """Raises ``UserError`` for files that cannot be read, inputs that make no draft, and an unknown draft."""
    from nianbao.documents import read
    from nianbao.drafting.material.workbook_reading import load_inputs

    if (request.inputs is None) == (request.draft is None):
        raise UserError("请用 --inputs 给出起草用的资料表，或用 --draft 给出草稿编号（两者选一）")
    edited = read(request.edited)
    previous = None if request.previous is None else read(request.previous)
    if request.inputs is not None:
        return match_report(edited, load_inputs(request.inputs), previous)
    assert request.draft is not None
    if services is None:
        from nianbao.work.services import Services

        services = Services()
    return _match_stored(services, edited, request.draft, previous)


def match_report(edited: Report, inputs: "DraftInputs", previous: Report | None = None) -> Matched:
    """Against the draft that these inputs give without a model: its numbers are the ledger's whoever worded it."""
    from nianbao.documents import read
    from nianbao.drafting.draft import make_draft
    from nianbao.drafting.export import export

    draft = make_draft(inputs, previous=previous)
    data = draft.as_json()
    drafted = read(export(draft).docx, "draft.docx")
    return _matched(
        edited, drafted, data, review(edited, previous=previous, kind=inputs.kind, level=inputs.level, draft=True)
    )


def _match_stored(services: "Services", edited: Report, number: int, previous: Report | None) -> Matched:
    """Against the newest revision kept of a draft, as its Word file stands."""
    from nianbao.documents import read
    from nianbao.store.drafts import load_docx, load_revision
    from nianbao.work.last_year import last_years_report

    revision = load_revision(services.db, number)
    content = load_docx(services.db, number, revision.number)
    if content is None:
        raise UserError(f"草稿 {number} 第 {revision.number} 稿没有保存 Word 文件，请改用 --inputs 核对")
    drafted = read(content, "draft.docx")
    previous = previous or last_years_report(services.library, drafted.agency.name, drafted.year)
    return _matched(edited, drafted, revision.content, review(edited, previous=previous, draft=True))


def _matched(edited: Report, drafted: Report, data: dict[str, Any], reviewed: Review) -> Matched:
    unread = tuple(p.message for p in edited.problems if p.table is not None and edited.table(p.table) is None)
    return Matched(tuple(match(edited, drafted, data["ledger"], data["prose"])), reviewed, unread)
