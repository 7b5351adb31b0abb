"""A report goes to JSON and back and is equal field by field, those that ``==`` leaves out among them."""

import json
from dataclasses import MISSING, fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.documents import read
from nianbao.report import LAYOUT_2021, Agency, Cell, CellKind, Heading, Problem, Report, Section, Table
from nianbao.report.codec import VERSION, CodecError, report_as_json, report_from_json
from nianbao.report.model import EndsIn, Notice, Statement
from nianbao.report.place import Place
from tests.conftest import ROOT
from tests.support.deep import differences

SAMPLES = sorted((ROOT / "corpus" / "reports").glob("*.md"))
APPLICATIONS = LAYOUT_2021.tables["applications"]


def there_and_back(report: Report) -> Report:
    return report_from_json(json.loads(json.dumps(report_as_json(report), ensure_ascii=False)))


def every_oddity() -> Report:
    """Decoded and recognised cells, places, notices, codes of problems, a table half read: nothing at its default."""
    heading = Heading("overview", "1、总体情况", 1, "arabic", "总体情况")
    cells = {
        ("new", "total"): replace(Cell.read("12"), origin="decoded", place=Place(2, 14, 3, 9)),
        ("carried_in", "total"): replace(Cell.read("1？"), origin="recognised"),
        ("other", "total"): Cell.read("22（其中修订16件）"),
    }
    return Report(
        agency=Agency("示例局", "department", "county", "示例省", inferred=False),
        year=2024,
        title="示例局2024年政府信息公开工作年度报告",
        preamble="前言",
        layout=LAYOUT_2021,
        sections=(Section("overview", heading, "总体情况", "第一段\n第二段"), Section("other", None, "其他", "")),
        tables={
            "active_disclosure": None,
            "applications": Table(APPLICATIONS, cells, ("（八）撤回",)),
            "proceedings": Table(LAYOUT_2021.tables["proceedings"], {}),
        },
        headings=(heading, Heading(None, "七、附件", 7, "chinese", "附件")),
        problems=(Problem("active_disclosure", "表二有两种读法", "ambiguous"), Problem(None, "无", "short_row")),
        notices=(Notice("decoded", "表三的数字连写，已拆开。"), Notice("recognised", "第2页是图片。", (2,))),
        statements=(Statement("agency", "示例局", "title", "示例局2024年"),),
        published=date(2025, 1, 20),
        published_source="落款",
        complete=False,
        ends_in=EndsIn("applications", "applications", "granted"),
        reports_in_file=2,
        unconfirmed=(("applications", "new"),),
        tables_found_in={"applications": "overview", "proceedings": None},
    )


def test_the_example_sets_every_field() -> None:
    """A field that is added to ``Report`` must be set in the example too, so that its way back is tested."""
    report = every_oddity()
    defaults = {
        f.name: f.default if f.default is not MISSING else f.default_factory()  # type: ignore[misc]
        for f in fields(Report)
        if f.default is not MISSING or f.default_factory is not MISSING
    }
    assert [name for name, default in defaults.items() if getattr(report, name) == default] == []


def test_every_field_comes_back() -> None:
    report = every_oddity()
    assert differences(report, there_and_back(report)) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.stem)
def test_sample_reports_come_back(sample: Path) -> None:
    report = read(sample)
    assert differences(report, there_and_back(report)) == []


@given(st.lists(st.text(max_size=12) | st.decimals(allow_nan=False, allow_infinity=False).map(str), max_size=7))
def test_any_printed_cells_come_back(raws: list[str]) -> None:
    cells = {
        ("new", column.key): Cell.read(raw) for column, raw in zip(APPLICATIONS.columns_of("new"), raws, strict=False)
    }
    report = replace(every_oddity(), tables=every_oddity().tables | {"applications": Table(APPLICATIONS, cells)})
    assert differences(report, there_and_back(report)) == []


def test_a_cell_at_odds_with_its_text_is_refused() -> None:
    lying = Table(APPLICATIONS, {("new", "total"): Cell("", CellKind.ZERO, 0)})
    with pytest.raises(CodecError, match="its text is"):
        report_as_json(replace(every_oddity(), tables={"applications": lying}))


@pytest.mark.parametrize(
    "change",
    [
        {"version": VERSION + 1},
        {"year": "2024"},
        {"layout": "1999"},
        {"published": "昨天"},
        {"colour": "red"},
        {"notices": [{"code": "magic", "message": "", "pages": []}]},
        {"tables": {"applications": {"new": {"total": {"raw": "5", "value": 0, "kind": "blank"}}}}},
        {"tables": {"applications": {"made_up": {"total": {"raw": "5", "value": 5, "kind": "number"}}}}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_none_of_ours_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(CodecError):
        report_from_json(report_as_json(every_oddity()) | change)


def test_the_first_version_is_still_read() -> None:
    """Without headings, places and where tables stood, as reviews kept by earlier programs have it."""
    old = report_as_json(every_oddity())
    for name in ("version", "headings", "places", "unknown_rows", "unconfirmed", "tables_found_in"):
        del old[name]
    for section in old["sections"]:
        del section["heading"]
    report = report_from_json(old)
    assert report.headings == ()
    assert report.tables["applications"].value("new") == 12  # type: ignore[union-attr]
    assert report.sections[0].text == "第一段\n第二段"
