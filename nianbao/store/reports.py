"""Reports in the database: whole as JSON, their figures also as rows of ``cells`` that SQL can compare."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, insert, select
from sqlalchemy.orm import Session, defer

from nianbao.report.agency import Agency, AgencyKind, AgencyLevel
from nianbao.report.cells import Cell
from nianbao.report.codec import report_as_json, report_from_json
from nianbao.report.model import Report
from nianbao.store.audit import write_line
from nianbao.store.database import Database, NotFoundError, alone
from nianbao.store.models import CellRow, ReportRow
from nianbao.store.trust import REPORT_SOURCES, SHARED, TRUST, ReportSource, agency_key
from nianbao.store.types import fits, now
from nianbao.store.viewer import LOCAL, Viewer

_TRADE_LENGTH = 3
REPORTS = "reports"
"""The matter of which one writer at a time has charge (``database.alone``): the same report may come twice at once."""


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A stored report without its contents: what a list shows."""

    id: int
    agency: Agency
    year: int | None
    title: str
    source: ReportSource
    file_name: str
    sha256: str
    has_prose: bool
    created_at: datetime


def save_report(db: Database, report: Report, source: ReportSource, file_name: str = "", sha256: str = "") -> int:
    """Save and return the id. The same agency and year from the same source is replaced and keeps its id.

    Uploads are told apart by the file's hash too: two versions of one report are two uploads, the same file
    twice is one. One transaction: a reader sees the old report or the new one, whole.
    """
    with db.writing() as session:
        return write_report(session, report, source, file_name, sha256, viewer=db.viewer)


def write_report(
    session: Session,
    report: Report,
    source: ReportSource,
    file_name: str = "",
    sha256: str = "",
    *,
    viewer: Viewer = LOCAL,
) -> int:
    """``save_report`` inside a transaction that is already open."""
    if source not in REPORT_SOURCES:
        raise ValueError(f"unknown source: {source}")
    office = "" if source in SHARED else viewer.office
    identity = _identity(report, source, sha256, office)
    alone(session, REPORTS)
    row = session.scalar(select(ReportRow).where(ReportRow.identity == identity))
    if row is None:
        row = ReportRow(identity=identity)
        session.add(row)
    agency = report.agency
    row.source, row.office = source, office
    row.agency_name, row.agency_key = agency.name, agency_key(agency.name)
    row.agency_kind, row.agency_level, row.agency_region = agency.kind, agency.level, agency.region
    row.agency_inferred = agency.inferred
    row.year, row.title, row.layout = report.year, report.title, report.layout.key
    row.file_name, row.sha256 = file_name, sha256
    row.has_prose = any(text.strip() for _, text in report.prose())
    row.content = report_as_json(report)
    row.complete, row.trade = _is_complete(report), trade_of(agency)
    row.created_at = now()
    session.flush()
    session.execute(delete(CellRow).where(CellRow.report_id == row.id))
    if cells := _cell_values(row.id, report):
        session.execute(insert(CellRow), cells)
    return row.id


def trade_of(agency: Agency) -> str:
    """The end of a department's name that tells its trade: 教育局, 公安局. Empty for the others."""
    return agency_key(agency.name)[-_TRADE_LENGTH:] if agency.kind == "department" else ""


def _is_complete(report: Report) -> bool:
    """Its table three is known: peers whose figures are known come before those of which a text states a few."""
    table = report.table("applications")
    return table is not None and table.has_row("processed_total")


def _identity(report: Report, source: ReportSource, sha256: str, office: str) -> str:
    parts = [source, agency_key(report.agency.name), str(report.year), sha256 if source == "upload" else ""]
    parts += [office] if office else []
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _cell_values(report_id: int, report: Report) -> list[dict[str, object]]:
    return [
        {
            "report_id": report_id,
            "table_key": key,
            "row_key": row,
            "column_key": column,
            "raw": cell.raw,
            "kind": cell.kind.value,
            "value": _storable(cell),
        }
        for key, table in report.tables.items()
        if table is not None
        for (row, column), cell in table.cells.items()
    ]


def _storable(cell: Cell) -> object:
    return cell.value if cell.value is not None and fits(cell.value) else None


def load_report(db: Database, report_id: int) -> Report:
    """The report as it was saved, equal field by field. Raises ``NotFoundError``."""
    with db.reading() as session:
        row = session.scalar(select(ReportRow).where(ReportRow.id == report_id, in_library_of(db.viewer)))
        if row is None:
            raise NotFoundError(f"数据库中没有编号为 {report_id} 的报告。")
        return report_from_json(row.content)


def list_reports(
    db: Database,
    *,
    source: ReportSource | None = None,
    agency: str | None = None,
    year: int | None = None,
    kind: AgencyKind | None = None,
    level: AgencyLevel | None = None,
    region: str | None = None,
    has_prose: bool | None = None,
) -> list[ReportEntry]:
    """Entries by agency, newest year first. Every filter given must hold; ``agency`` is the whole name."""
    wanted = [
        (ReportRow.source, source),
        (ReportRow.agency_key, None if agency is None else agency_key(agency)),
        (ReportRow.year, year),
        (ReportRow.agency_kind, kind),
        (ReportRow.agency_level, level),
        (ReportRow.agency_region, region),
        (ReportRow.has_prose, has_prose),
    ]
    query = _entries(db.viewer).where(*(column == value for column, value in wanted if value is not None))
    with db.reading() as session:
        rows = session.scalars(query.order_by(ReportRow.agency_key, ReportRow.year.desc(), ReportRow.id))
        return [_entry(row) for row in rows]


def find_report(db: Database, agency: str, year: int, sources: Sequence[ReportSource] = TRUST) -> ReportEntry | None:
    """The report of an agency for a year, or None. Of several, the first source in ``sources``, then the newest."""
    query = _entries(db.viewer).where(
        ReportRow.agency_key == agency_key(agency), ReportRow.year == year, ReportRow.source.in_(sources)
    )
    with db.reading() as session:
        entries = [_entry(row) for row in session.scalars(query)]
    return min(entries, key=lambda e: (sources.index(e.source), -e.created_at.timestamp()), default=None)


def in_library_of(viewer: Viewer) -> ColumnElement[bool]:
    """What comes with the program, and what the viewer's office took in or drafted."""
    return ReportRow.source.in_(SHARED) | (ReportRow.office == viewer.office)


def _entries(viewer: Viewer) -> Select[ReportRow]:
    return select(ReportRow).options(defer(ReportRow.content)).where(in_library_of(viewer))


def _entry(row: ReportRow) -> ReportEntry:
    return ReportEntry(
        id=row.id,
        agency=_agency(row),
        year=row.year,
        title=row.title,
        source=row.source,  # type: ignore[arg-type]  # written by write_report, which checks it
        file_name=row.file_name,
        sha256=row.sha256,
        has_prose=row.has_prose,
        created_at=row.created_at,
    )


def _agency(row: ReportRow) -> Agency:
    return Agency(
        name=row.agency_name,
        kind=row.agency_kind,  # type: ignore[arg-type]
        level=row.agency_level,  # type: ignore[arg-type]
        region=row.agency_region,
        inferred=row.agency_inferred,
    )


def delete_report(db: Database, report_id: int) -> ReportEntry:
    """Remove a report that was taken in; what comes with the program stays. Raises ``NotFoundError``."""
    load_report(db, report_id)
    own = ReportRow.id == report_id, ReportRow.source == "upload", ReportRow.office == db.viewer.office
    with db.writing() as session:
        row = session.scalar(select(ReportRow).where(*own))
        if row is None:
            raise NotFoundError("这份报告是随程序提供的，不能删除。")
        entry = _entry(row)
        session.delete(row)
        session.flush()
        write_line(session, db.viewer, "delete", "report", {"id": report_id, "sha256": entry.sha256})
        return entry
