"""What reviewers decided about findings. Keyed by rule, place and values: change a number and the note is void."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Select, select

from nianbao.report.text import storable
from nianbao.store.audit import write_line
from nianbao.store.database import Database, StoreError, alone
from nianbao.store.models import NoteRow
from nianbao.store.trust import agency_key
from nianbao.store.viewer import Viewer

Decision = Literal["accepted", "dismissed", "noted", "withdrawn"]
"""``withdrawn`` takes back what was decided before: the finding is undecided again."""
DECISIONS: tuple[Decision, ...] = get_args(Decision)
UNSEEN = -1
"""For ``add_note``: whoever decides did not look at what stood before."""


class OvertakenError(StoreError):
    """Somebody else decided on the finding since it was looked at; ``note`` is theirs."""

    def __init__(self, message: str, note: "Note") -> None:
        super().__init__(message)
        self.note = note


@dataclass(frozen=True, slots=True)
class Note:
    """A decision on one finding in the report of one agency and year."""

    id: int
    finding: str
    agency: str
    year: int | None
    decision: Decision
    text: str
    reviewer: str
    created_at: datetime
    about: Mapping[str, Any]
    """What the finding said then: rule, place and words, as the caller wrote them."""


def add_note(
    db: Database,
    finding: str,
    agency: str,
    year: int | None,
    decision: Decision,
    text: str = "",
    reviewer: str = "",
    *,
    about: Mapping[str, Any] | None = None,
    seen: int | None = UNSEEN,
    lineage: str = "",
) -> Note:
    """Add a note; earlier ones on the same finding stay as history.

    ``lineage``: which report of this agency and year, where that is known (``nianbao.store.versions``).
    ``seen``: id of the note that the reviewer saw standing (None: none). When another one stands by now nothing is
    written and ``OvertakenError`` is raised; unless it says just the same (a double click), then it is given back.
    Raises ``ValueError`` for an unknown decision.
    """
    if decision not in DECISIONS:
        raise ValueError(f"unknown decision: {decision}")
    text, reviewer = storable(text), storable(reviewer)  # as they will stand there, to be compared and given back
    with db.writing() as session:
        alone(session, "note", db.viewer.office, finding, agency_key(agency), year, lineage)
        if seen != UNSEEN:
            standing = session.scalar(
                _notes(db.viewer, agency, year, finding, lineage).order_by(NoteRow.id.desc()).limit(1)
            )
            if (standing.id if standing else None) != seen:
                return _same_or_overtaken(standing, decision, text, reviewer)
        row = NoteRow(
            finding=finding,
            office=db.viewer.office,
            agency_name=agency,
            agency_key=agency_key(agency),
            year=year,
            lineage=lineage,
            decision=decision,
            text=text,
            reviewer=reviewer,
            about=dict(about or {}),
        )
        session.add(row)
        session.flush()
        signed = replace(db.viewer, name=reviewer)
        write_line(session, signed, "decision", f"{agency} {year}", {"note": row.id, "decision": decision})
        return _note(row)


def list_notes(
    db: Database, agency: str, year: int | None, finding: str | None = None, lineage: str = ""
) -> list[Note]:
    """Every note on a report, oldest first; all of them, also those that later ones overrule.

    ``lineage``: those of this report, and those made before reports of one name were told apart.
    """
    with db.reading() as session:
        return [
            _note(row)
            for row in session.scalars(_notes(db.viewer, agency, year, finding, lineage).order_by(NoteRow.id))
        ]


def current_notes(db: Database, agency: str, year: int | None, lineage: str = "") -> dict[str, Note]:
    """Finding key → the last note, for one report; one that says ``withdrawn`` too, so that a writer can have seen it."""
    return {note.finding: note for note in list_notes(db, agency, year, lineage=lineage)}


def _notes(viewer: Viewer, agency: str, year: int | None, finding: str | None, lineage: str) -> Select[NoteRow]:
    """Colleagues see each other's decisions: they review the same reports."""
    query = select(NoteRow).where(
        NoteRow.office == viewer.office,
        NoteRow.agency_key == agency_key(agency),
        NoteRow.year == year,
        NoteRow.lineage.in_({lineage, ""}),
    )
    return query if finding is None else query.where(NoteRow.finding == finding)


def _same_or_overtaken(standing: NoteRow | None, decision: Decision, text: str, reviewer: str) -> Note:
    if standing is None:
        raise StoreError("这条意见已不在数据库中，请刷新页面后再处理。")
    if (standing.decision, standing.text, standing.reviewer) == (decision, text, reviewer):
        return _note(standing)
    raise OvertakenError("这一项刚刚在另一个窗口处理过。", _note(standing))


def _note(row: NoteRow) -> Note:
    return Note(
        id=row.id,
        finding=row.finding,
        agency=row.agency_name,
        year=row.year,
        decision=row.decision,  # type: ignore[arg-type]
        text=row.text,
        reviewer=row.reviewer,
        created_at=row.created_at,
        about=row.about,
    )
