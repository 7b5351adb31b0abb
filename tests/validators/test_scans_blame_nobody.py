"""A cell that was not made out in a picture is 待人工核对: no finding is about it, and the report names it."""

from dataclasses import replace

import pytest

from nianbao.documents import read
from nianbao.documents.tables.found import MOST_NAMED, unsure_cells
from nianbao.report.cells import Cell
from nianbao.report.layout import TableKey
from nianbao.report.model import Report
from nianbao.report.place import Origin
from tests.conftest import ROOT
from validators.review import review

REPORT = read(ROOT / "corpus" / "reports" / "liuxi-town-2024.md")
CELLS: list[tuple[TableKey, str, str, str]] = [
    ("active_disclosure", "penalties", "decisions", "T2-01"),
    ("applications", "rejected.petition", "natural_person", "T3-05"),
    ("proceedings", "reconsideration", "upheld", "T4-02"),
]


def with_cell(key: TableKey, row: str, column: str, raw: str, origin: Origin) -> Report:
    table = REPORT.table(key)
    assert table is not None
    cells = table.cells | {(row, column): replace(Cell.read(raw), origin=origin)}
    return replace(REPORT, tables=dict(REPORT.tables) | {key: replace(table, cells=cells)})


@pytest.mark.parametrize("raw", ["1?", "?", "", "/", "I"])
@pytest.mark.parametrize(("key", "row", "column", "rule"), CELLS)
def test_a_cell_that_was_not_made_out_is_nobodys_fault(
    key: TableKey, row: str, column: str, rule: str, raw: str
) -> None:
    found = review(with_cell(key, row, column, raw, "recognised"))
    assert [f for f in found.findings if f.rule == rule or f.hit.where.row == row] == []
    (result,) = [r for r in found.results if r.rule == rule]
    assert result.state == "parse_error"
    assert "待人工核对" in result.remarks[0].reason


@pytest.mark.parametrize("raw", ["1?", "", "/"])
@pytest.mark.parametrize(("key", "row", "column", "rule"), CELLS)
def test_the_same_in_a_printed_table_is_said(key: TableKey, row: str, column: str, rule: str, raw: str) -> None:
    found = review(with_cell(key, row, column, raw, "printed"))
    assert rule in {f.rule for f in found.findings}


@pytest.mark.parametrize("raw", ["0", "1", "12"])
def test_a_number_of_a_picture_is_judged_as_any_other(raw: str) -> None:
    found = review(with_cell("applications", "rejected.petition", "natural_person", raw, "recognised"))
    assert next(r.state for r in found.results if r.rule == "T3-05") == "pass"


def test_the_report_names_the_cells_to_look_at() -> None:
    report = with_cell("applications", "rejected.petition", "natural_person", "1?", "recognised")
    (notice,) = unsure_cells(report.tables)
    assert notice.message.startswith("有1格在图片上没有认清，待人工核对：表三·")
    assert notice.message.endswith("1.信访举报投诉类申请·自然人（像“1”）。")
    table = report.table("applications")
    assert table is not None
    every = {a: replace(Cell.read("?"), origin="recognised") for a in table.cells}
    (notice,) = unsure_cells({"applications": replace(table, cells=every)})
    assert "有175格" in notice.message
    assert notice.message.count("；") == MOST_NAMED - 1
    assert list(unsure_cells(REPORT.tables)) == []
