"""What reviewers decided about findings. Keyed by rule, place and values: change a number and the note is void."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import select

from store.database import Database
from store.models import NoteRow
from store.reports import agency_key

Decision = Literal["accepted", "dismissed", "noted"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)


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


def finding_key(rule: str, place: Sequence[object], values: Sequence[object]) -> str:
    """sha256 naming a finding, e.g. ``("T3-01", ("applications", None, "natural_person"), (13, 12))``.

    Parts are compared by how they are written, so 13 and "13" are the same; None is no text.
    """
    parts = [rule, [_written(p) for p in place], [_written(v) for v in values]]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _written(part: object) -> str | None:
    return None if part is None else str(part)


def add_note(
    db: Database, finding: str, agency: str, year: int | None, decision: Decision, text: str = "", reviewer: str = ""
) -> Note:
    """Add a note; earlier ones on the same finding stay as history. Raises ``ValueError`` for an unknown decision."""
    if decision not in DECISIONS:
        raise ValueError(f"unknown decision: {decision}")
    with db.writing() as session:
        row = NoteRow(
            finding=finding,
            agency_name=agency,
            agency_key=agency_key(agency),
            year=year,
            decision=decision,
            text=text,
            reviewer=reviewer,
        )
        session.add(row)
        session.flush()
        return _note(row)


def list_notes(db: Database, agency: str, year: int | None, finding: str | None = None) -> list[Note]:
    """Every note on a report, oldest first; all of them, also those that later ones overrule."""
    query = select(NoteRow).where(NoteRow.agency_key == agency_key(agency), NoteRow.year == year)
    if finding is not None:
        query = query.where(NoteRow.finding == finding)
    with db.reading() as session:
        return [_note(row) for row in session.scalars(query.order_by(NoteRow.id))]


def current_notes(db: Database, agency: str, year: int | None) -> dict[str, Note]:
    """Finding key → the note that stands, for one report."""
    return {note.finding: note for note in list_notes(db, agency, year)}


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
    )
