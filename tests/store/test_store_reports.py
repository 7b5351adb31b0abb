"""Reports come back as they went in, cell for cell."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from nianbao import documents
from nianbao.report import LAYOUT_2021, Agency, Cell, CellKind, Report
from nianbao.report.model import Table
from nianbao.store.database import Database, NotFoundError, StoreError
from nianbao.store.reports import find_report, list_reports, load_report, save_report
from nianbao.store.trust import agency_key
from nianbao.store.types import fits
from tests.report.test_codec import every_oddity
from tests.support.deep import differences

MakeReport = Callable[..., Report]
SAMPLES = sorted((Path(__file__).resolve().parents[2] / "corpus" / "reports").glob("*.md"))
NEW = ("applications", "new", "total")


def stored_cells(db: Database) -> list[tuple[str, str, object]]:
    """Raw, kind and value as SQL sees it, in millionths (which SQLite keeps)."""
    with db.reading() as session:
        rows = session.execute(text("SELECT raw, kind, value FROM cells ORDER BY raw"))
        unit = 1 if session.connection().dialect.name == "sqlite" else 1_000_000
        return [(raw, kind, None if value is None else value * unit) for raw, kind, value in rows]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.stem)
def test_sample_reports_round_trip(db: Database, sample: Path) -> None:
    report = documents.read(sample)
    loaded = load_report(db, save_report(db, report, "corpus", sample.name))
    assert differences(report, loaded) == []
    assert [c for t in loaded.tables.values() if t for c in t.cells.values()]


@pytest.mark.parametrize(
    ("raw", "kind", "value"),
    [
        ("", CellKind.BLANK, None),
        (" 　", CellKind.BLANK, None),
        ("/", CellKind.DASH, None),
        ("－", CellKind.DASH, None),
        ("不适用", CellKind.NA, None),
        ("见附件", CellKind.TEXT, None),
        ("0", CellKind.ZERO, 0),
        ("0.00", CellKind.ZERO, Decimal("0.00")),
        ("1,234", CellKind.NUMBER, 1234),
        ("-2", CellKind.NUMBER, -2),
        ("22（其中修订16件）", CellKind.NUMBER, 22),
        ("24252.311082", CellKind.NUMBER, Decimal("24252.311082")),
        ("9" * 15, CellKind.NUMBER, int("9" * 15)),
        ("9" * 40, CellKind.TEXT, None),  # figures run together
    ],
)
def test_each_kind_of_cell_round_trips(
    db: Database, make_report: MakeReport, raw: str, kind: CellKind, value: object
) -> None:
    report = make_report(cells={NEW: raw})
    cell = load_report(db, save_report(db, report, "upload")).tables["applications"].get("new", "total")  # type: ignore[union-attr]
    assert cell is not None
    assert (cell.raw, cell.kind, cell.value, type(cell.value)) == (raw, kind, value, type(value))


def test_in_sql_only_numbers_have_a_value(db: Database, make_report: MakeReport) -> None:
    cells = {
        ("applications", "new", c): raw
        for c, raw in zip(("total", "research", "social", "other"), ("", "/", "0", "7"), strict=True)
    }
    cells["active_disclosure", "fees", "amount"] = "9" * 30
    save_report(db, make_report(cells=cells), "upload")
    assert stored_cells(db) == [
        ("", "blank", None),
        ("/", "dash", None),
        ("0", "zero", 0),
        ("7", "number", 7_000_000),
        ("9" * 30, "text", None),
    ]


def test_decoded_recognised_and_partly_unread_reports_survive_field_by_field(db: Database) -> None:
    report = every_oddity()
    assert differences(report, load_report(db, save_report(db, report, "upload", "甲.docx", "ab" * 32))) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raws=st.lists(st.text(max_size=12) | st.decimals(allow_nan=False, allow_infinity=False).map(str), max_size=7))
def test_any_printed_cells_round_trip(db: Database, make_report: MakeReport, raws: list[str]) -> None:
    columns = ("natural_person", "commercial", "research", "social", "legal_service", "other", "total")
    raws = [raw.replace("\x00", "") for raw in raws]
    report = make_report(cells={("applications", "new", c): raw for c, raw in zip(columns, raws, strict=False)})
    assert load_report(db, save_report(db, report, "upload")) == report


def test_a_cell_at_odds_with_its_text_is_refused_and_nothing_is_written(db: Database, make_report: MakeReport) -> None:
    good = make_report(cells={NEW: "5"})
    number = save_report(db, good, "upload")
    lying = Table(LAYOUT_2021.tables["applications"], {("new", "total"): Cell("", CellKind.ZERO, 0)})
    with pytest.raises(ValueError, match="its text is"):
        save_report(db, replace(good, title="别的", tables={**good.tables, "applications": lying}), "upload")
    assert load_report(db, number) == good


def test_saving_again_replaces_and_keeps_the_id(db: Database, make_report: MakeReport) -> None:
    first = save_report(db, make_report(cells={NEW: "5", ("applications", "carried_in", "total"): "1"}), "figures")
    again = save_report(db, make_report(cells={NEW: "6"}), "figures")
    assert again == first
    assert stored_cells(db) == [("6", "number", 6_000_000)]


def test_what_makes_another_report(db: Database, make_report: MakeReport) -> None:
    report = make_report(cells={NEW: "5"})
    ids = [
        save_report(db, report, "figures"),
        save_report(db, report, "corpus"),
        save_report(db, replace(report, year=2023), "corpus"),
        save_report(db, report, "upload", "一稿.docx", "a" * 64),
        save_report(db, report, "upload", "二稿.docx", "b" * 64),
    ]
    assert len(set(ids)) == 5
    assert save_report(db, report, "upload", "另存.docx", "a" * 64) == ids[3]
    assert save_report(db, report, "corpus", "x.md", "c" * 64) == ids[1]
    with pytest.raises(ValueError, match="elsewhere"):
        save_report(db, report, "elsewhere")  # type: ignore[arg-type]


def test_find_prefers_what_the_user_gave(db: Database, make_report: MakeReport) -> None:
    report = make_report()
    save_report(db, report, "corpus")
    save_report(db, report, "figures")
    save_report(db, report, "upload", sha256="a" * 64)
    newest = save_report(db, report, "upload", sha256="b" * 64)
    found = find_report(db, " 青禾县 人民政府（汇总）", 2024)
    assert found is not None
    assert (found.id, found.source) == (newest, "upload")
    only = find_report(db, "青禾县人民政府", 2024, ("corpus", "figures"))
    assert only is not None
    assert only.source == "corpus"
    assert find_report(db, "青禾县人民政府", 2023) is None
    assert find_report(db, "禾县人民政府", 2024) is None


def test_list_filters(db: Database, make_report: MakeReport) -> None:
    for year in (2022, 2024, 2023):
        save_report(db, make_report(year=year), "figures")
    other = make_report("青禾县教育局")
    save_report(
        db, replace(other, agency=Agency("青禾县教育局", "department", "county", None), preamble="有正文"), "upload"
    )
    assert [e.year for e in list_reports(db, agency="青禾县人民政府")] == [2024, 2023, 2022]
    assert [e.agency.name for e in list_reports(db, kind="department")] == ["青禾县教育局"]
    assert [e.agency.name for e in list_reports(db, has_prose=True)] == ["青禾县教育局"]
    assert len(list_reports(db, region="示例省", level="county", source="figures", has_prose=False)) == 3
    assert len(list_reports(db)) == 4


def test_unknown_id(db: Database) -> None:
    with pytest.raises(NotFoundError, match="没有编号为 7 的报告"):
        load_report(db, 7)
    assert issubclass(NotFoundError, StoreError)


def test_deleting_a_report_takes_its_cells(db: Database, make_report: MakeReport) -> None:
    save_report(db, make_report(cells={NEW: "5"}), "figures")
    with db.writing() as session:
        session.execute(text("DELETE FROM reports"))
    assert stored_cells(db) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, True),
        (-12, True),
        (Decimal("0E-9"), True),
        (Decimal("12.110000"), True),
        (Decimal("0.000001"), True),
        (Decimal("0.0000001"), False),
        (Decimal("1.00000000000000000000000000000000000001"), False),
        (9_223_372_036_854, True),
        (9_223_372_036_855, False),
        (Decimal("1E+500000"), False),
        (Decimal("1E-500000"), False),
        (Decimal("NaN"), False),
    ],
)
def test_what_fits_exactly(value: int | Decimal, expected: bool) -> None:
    assert fits(value) is expected


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.integers(-(10**12), 10**12) | st.decimals(-(10**12), 10**12, places=6))
def test_numbers_in_sql_are_exact(db: Database, make_report: MakeReport, value: int | Decimal) -> None:
    from sqlalchemy import select

    from nianbao.store.models import CellRow

    number = save_report(db, make_report(cells={NEW: f"{value:f}"}), "figures")
    with db.reading() as session:
        stored = session.scalar(select(CellRow.value).where(CellRow.report_id == number))
    assert stored == value
    assert isinstance(stored, int) == (value == int(value))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("上海市科学技术委员会（市科委）", "上海市科学技术委员会"),
        (" 青禾县\n人民政府 ", "青禾县人民政府"),
        ("x" * 500, "x" * 200),
    ],
)
def test_agency_key(name: str, key: str) -> None:
    assert agency_key(name) == key
