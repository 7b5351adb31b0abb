"""The reviewer's own word on findings: accepted, dismissed with a reason, or noted.

A decision is kept by rule, place and values (``nianbao.store.notes``) for one report (``nianbao.work.reviewed.versions``): a new
run or a new version keeps it while the numbers stand. When they change the finding is undecided again, and the earlier
decision stands beside it.
The verdict is no business of this module: it is computed from rules alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianbao.papers.opinion.reviewed import Word
from nianbao.report.errors import UserError
from validators.engine import Finding
from validators.finding_keys import ALIKE, about, finding_key_of, likeness
from validators.record import ReviewRecord

if TYPE_CHECKING:
    from nianbao.store.notes import Decision, Note
    from nianbao.work.services import Services

MAX_TEXT = 500
MAX_NAME = 30
NEEDS_REASON = "请写明理由再保存。"


# --- what stands ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with what was decided. ``last`` may be ``withdrawn``; ``earlier``: on numbers that have changed since."""

    finding: Finding
    key: str
    last: "Note | None" = None
    earlier: "Note | None" = None

    @property
    def note(self) -> "Note | None":
        """The decision that stands."""
        return None if self.last is None or self.last.decision == "withdrawn" else self.last

    @property
    def is_dismissed(self) -> bool:
        return self.note is not None and self.note.decision == "dismissed"


@dataclass(frozen=True, slots=True)
class ReviewersWord:
    """All findings of a review in its order, and decisions whose finding is not there any more."""

    judged: tuple[Judged, ...]
    gone: "tuple[Note, ...]"

    def dismissed(self, severity: str | None = None) -> int:
        """How many findings (of a severity) were dismissed."""
        return sum(j.is_dismissed and severity in (None, j.finding.severity) for j in self.judged)

    @property
    def changed(self) -> int:
        """How many findings must be decided on again because their numbers changed."""
        return sum(j.note is None and j.earlier is not None for j in self.judged)

    def for_opinion(self) -> dict[str, Word]:
        """Finding key → what stands, as an opinion and a marked copy print it."""
        return {j.key: Word(j.note.decision, j.note.text, j.note.reviewer) for j in self.judged if j.note}


def reviewers_word(services: "Services", record: ReviewRecord) -> ReviewersWord:
    """What reviewers decided about the findings of a review, read anew from the database."""
    from nianbao.store.notes import current_notes

    last = current_notes(services.db, *record.whose, record.lineage)
    findings = record.review.findings
    keys = [finding_key_of(finding) for finding in findings]
    orphans = [n for key, n in last.items() if key not in keys and n.decision != "withdrawn"]
    judged = []
    for finding, key in zip(findings, keys, strict=True):
        earlier = None
        if (key not in last or last[key].decision == "withdrawn") and (earlier := _same_matter(finding, orphans)):
            orphans.remove(earlier)
        judged.append(Judged(finding, key, last.get(key), earlier))
    return ReviewersWord(tuple(judged), tuple(orphans))


def _same_matter(finding: Finding, orphans: "Sequence[Note]") -> "Note | None":
    """The decision on what stood at this place before: by row and column in a table, by likeness of words in prose."""
    matter = about(finding)
    best = max(orphans, key=lambda n: likeness(matter, n.about), default=None)
    return best if best is not None and likeness(matter, best.about) >= ALIKE else None


# --- deciding -------------------------------------------------------------------------------------------------


def decide(
    services: "Services", record: ReviewRecord, judged: Judged, decision: "Decision", text: str = "", reviewer: str = ""
) -> "Note":
    """Keep a decision on a finding, as it was seen in ``judged``.

    Whoever is logged in signs with their own name. Raises ``UserError``: a dismissal or a remark without words, words too long, or somebody decided meanwhile.
    """
    from nianbao.store.notes import OvertakenError, add_note

    text, reviewer = " ".join(text.split()), services.viewer.name or " ".join(reviewer.split())
    if decision in ("dismissed", "noted") and not text:
        raise UserError(NEEDS_REASON)
    if len(text) > MAX_TEXT or len(reviewer) > MAX_NAME:
        raise UserError(f"文字太长：理由和批注不超过 {MAX_TEXT} 字，姓名不超过 {MAX_NAME} 字。")
    seen = judged.last.id if judged.last else None
    matter = about(judged.finding)
    agency, year = record.whose
    try:
        return add_note(
            services.db,
            judged.key,
            agency,
            year,
            decision,
            text,
            reviewer,
            about=matter,
            seen=seen,
            lineage=record.lineage,
        )
    except OvertakenError as error:
        raise UserError(f"{error}现在显示的是最新的处理意见，请看过后再定。") from error
