"""Match: an edited Word file against the draft it came from, and the rules once more."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nianbao.drafting.ledger.matching import MatchedNumber, match
from nianbao.report.codec import report_from_json
from nianbao.report.errors import UserError
from nianbao.report.model import Report
from validators.codec import review_as_json
from validators.review import Review, review

if TYPE_CHECKING:
    from nianbao.drafting.material.inputs import DraftInputs
    from nianbao.store.drafts import Revision
    from nianbao.work.services import Services


OPEN_MARK = "〔待"


@dataclass(frozen=True)
class Match:
    """``edited``: the file as it is now; ``inputs``: the workbook that the draft was made from. ``previous``: last year's
    report, as it was given to the draft."""

    edited: Path
    inputs: Path
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
        return self.verdict_with(self.open_places)

    def verdict_with(self, open_places: int) -> str:
        """The verdict while so many places are open."""
        if not open_places:
            return self.review.verdict
        return "does_not_meet" if self.review.has_errors else "undetermined"

    def of(self, state: str) -> list[MatchedNumber]:
        return [n for n in self.numbers if n.state == state]

    @property
    def counts(self) -> dict[str, int]:
        """How many numbers are in each state."""
        return {s: len(self.of(s)) for s in ("matches", "differs", "unknown", "missing")}

    def as_json(self) -> dict[str, Any]:
        return {
            "numbers": [n.as_json() for n in self.numbers],
            "verdict": self.verdict,
            "open_places": self.open_places,
            "counts": self.counts,
            "unread": list(self.unread),
            "review": review_as_json(self.review),
        }


def match_file(request: Match) -> Matched:
    """Raises ``UserError`` for files that cannot be read and inputs that make no draft."""
    from nianbao.documents import read
    from nianbao.drafting.material.workbook_reading import load_inputs

    previous = None if request.previous is None else read(request.previous)
    return match_report(read(request.edited), load_inputs(request.inputs), previous)


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


def match_revision(services: "Services", edited: Report, base: "Revision", previous: Report | None = None) -> Matched:
    """Against a revision that stands on the material, as its Word file reads; last year's report is the one it was made
    with where none is given. Raises ``UserError`` for a revision without a file.
    """
    from nianbao.documents import read
    from nianbao.drafting.material.inputs import DraftInputs
    from nianbao.store.drafts import load_docx
    from nianbao.work.last_year import last_years_report

    content = load_docx(services.db, base.draft_id, base.number)
    if content is None:
        raise UserError(f"草稿 {base.draft_id} 第 {base.number} 稿没有保存 Word 文件，请改用 --inputs 核对")
    drafted = read(content, "draft.docx")
    kept = base.content.get("last_year")
    handed_in = previous or (report_from_json(kept) if kept else None)
    last = last_years_report(services.library, drafted.agency.name, drafted.year, handed_in)
    inputs = base.content.get("inputs")
    told = DraftInputs.model_validate(inputs) if inputs else None
    kind, level = (told.kind, told.level) if told else (None, None)
    reviewed = review(edited, previous=last.report, previous_source=last.source, kind=kind, level=level, draft=True)
    return _matched(edited, drafted, base.content, reviewed)


def _matched(edited: Report, drafted: Report, data: dict[str, Any], reviewed: Review) -> Matched:
    unread = tuple(p.message for p in edited.problems if p.table is not None and edited.table(p.table) is None)
    return Matched(tuple(match(edited, drafted, data["ledger"], data["prose"])), reviewed, unread)
