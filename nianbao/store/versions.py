"""Which files were reviewed as versions of which report. Who is a version of what is decided by the caller."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from nianbao.store.conversations import own_conversation
from nianbao.store.database import Database
from nianbao.store.models import VersionRow
from nianbao.store.trust import agency_key


@dataclass(frozen=True, slots=True)
class Version:
    """A reviewed file: of which report (``lineage``), known by what (``traits``), in which conversation."""

    id: int
    lineage: str
    sha256: str
    traits: frozenset[str]
    conversation_id: str
    created_at: datetime


def add_version(
    db: Database,
    lineage: str,
    agency: str,
    year: int | None,
    sha256: str,
    traits: frozenset[str],
    conversation_id: str,
) -> int:
    """Keep a version and return its id; on disk when this returns. Raises ``NotFoundError`` for an unknown conversation."""
    with db.writing() as session:
        own_conversation(session, db.viewer, conversation_id)
        row = VersionRow(
            office=db.viewer.office,
            lineage=lineage,
            agency_key=agency_key(agency),
            year=year,
            sha256=sha256,
            traits=sorted(traits),
            conversation_id=conversation_id,
        )
        session.add(row)
        session.flush()
        return row.id


def list_versions(db: Database, agency: str, year: int | None, lineage: str | None = None) -> list[Version]:
    """All versions of reports of this agency and year, the latest first; of one report where its ``lineage`` is given."""
    query = select(VersionRow).where(VersionRow.agency_key == agency_key(agency), VersionRow.year == year)
    query = query.where(VersionRow.office == db.viewer.office)
    if lineage is not None:
        query = query.where(VersionRow.lineage == lineage)
    with db.reading() as session:
        rows = session.scalars(query.order_by(VersionRow.id.desc()))
        return [Version(r.id, r.lineage, r.sha256, frozenset(r.traits), r.conversation_id, r.created_at) for r in rows]
