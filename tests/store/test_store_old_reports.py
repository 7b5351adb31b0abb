"""A database of an earlier program is brought over whole: what it did not record is unknown, never made up."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, Table, create_engine

from nianbao.documents import read
from nianbao.report.model import Report
from nianbao.store.database import MIGRATIONS_DIR, open_database
from nianbao.store.models import ReportRow
from nianbao.store.reports import find_report, list_reports, load_report
from tests.conftest import ROOT

SAMPLE = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"


def at_revision_two(url: str, report: Report) -> None:
    """The report as revision 0002 kept it: prose and reading in columns, raw text of the cells in rows."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_DIR))
    with create_engine(url).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
    headings = [h._asdict() for h in report.headings]
    sections = [
        {"key": s.key, "heading": s.heading._asdict() if s.heading else None, "title": s.title, "text": s.text}
        for s in report.sections
    ]
    reading = {
        "headings": headings,
        "problems": [{"table": None, "message": "第3页没有读出", "state": "parse_error"}],
        "tables": {key: table is not None for key, table in report.tables.items()},
        "unknown_rows": {"applications": ["（八）撤回"]},
        "found_in": dict(report.tables_found_in),
    }
    agency = report.agency
    row = {
        "id": 1, "identity": "x", "source": "upload", "agency_name": agency.name, "agency_key": agency.name,
        "agency_kind": agency.kind, "agency_level": agency.level, "agency_region": agency.region,
        "agency_inferred": True, "year": report.year, "title": report.title, "layout": report.layout.key,
        "file_name": "年报.docx", "sha256": "", "has_prose": True, "preamble": report.preamble, "sections": sections,
        "reading": reading, "created_at": datetime(2025, 1, 9, 8, tzinfo=UTC),
    }  # fmt: skip
    cells = [
        {
            "report_id": 1,
            "table_key": key,
            "row_key": row,
            "column_key": column,
            "raw": cell.raw,
            "kind": cell.kind.value,
        }
        for key, table in report.tables.items()
        for (row, column), cell in (table.cells.items() if table else ())
    ]
    with create_engine(url).begin() as connection:
        for name, rows in (("reports", [row]), ("cells", cells)):
            connection.execute(Table(name, MetaData(), autoload_with=connection).insert(), rows)


@pytest.fixture
def old(url: str) -> str:
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir()
    at_revision_two(url, read(SAMPLE))
    return url


def test_reports_come_over_cell_for_cell_and_say_that_their_origin_is_unknown(old: str) -> None:
    report = read(SAMPLE)
    db = open_database(old)
    kept = load_report(db, 1)
    assert (kept.title, kept.preamble, kept.sections, kept.headings) == (
        report.title,
        report.preamble,
        report.sections,
        report.headings,
    )
    for key, table in report.tables.items():
        again = kept.tables[key]
        assert table is not None
        assert again is not None
        assert again.cells == table.cells
        assert {cell.origin for cell in again.cells.values()} == {"unknown"}
    assert [p.message for p in kept.problems] == ["第3页没有读出"]
    assert kept.tables["applications"].unknown_rows == ("（八）撤回",)  # type: ignore[union-attr]


def test_they_are_found_again_and_may_be_peers(old: str) -> None:
    db = open_database(old)
    assert [entry.id for entry in list_reports(db)] == [1]
    assert find_report(db, read(SAMPLE).agency.name, 2024) is not None
    with db.reading() as session:
        row = session.get(ReportRow, 1)
        assert row is not None
        assert (row.complete, row.trade) == (True, "")
