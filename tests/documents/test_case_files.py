"""Small files that once went wrong, and what is right (``tests/fixtures/cases``; the agencies are invented)."""

import pytest

from nianbao.documents import read
from nianbao.report.codec import report_as_json
from nianbao.report.layout import SECTION_KEYS, TABLE_KEYS
from nianbao.report.model import EndsIn, Report
from tests.conftest import ROOT
from validators.review import review

CASES = ROOT / "tests" / "fixtures" / "cases"
TOTALS = {
    ("active_disclosure", "licensing", "decisions"): 1268,
    ("active_disclosure", "normative_documents", "in_force"): 25,
    ("applications", "new", "total"): 66,
    ("applications", "unable.not_held", "commercial"): 4,
    ("applications", "carried_out", "total"): 3,
    ("proceedings", "reconsideration", "total"): 5,
    ("proceedings", "litigation_after", "total"): 2,
}
"""Cells of all of them, which are one report in different dress."""


def case(name: str) -> Report:
    return read(CASES / name)


@pytest.mark.parametrize(
    "name",
    [
        "05_cell_then_lone_pipe.txt",
        "06_piped_headings_eaten.txt",
        "09_tab_indented_prose.txt",
        "10_first_heading_renamed.txt",
        "25_two_reports_one_file.txt",
        "26_table_four_twice_identical.txt",
    ],
)
def test_a_whole_report_is_read_whole(name):
    report = case(name)
    assert (report.problems, report.complete, report.year) == ((), True, 2024)
    assert report.agency.name == "示例市城东区人民政府"
    assert tuple(s.key for s in report.sections) == SECTION_KEYS
    assert all(s.text for s in report.sections if s.key in ("overview", "problems", "other"))
    cells = [cell for key in TABLE_KEYS for cell in report.tables[key].cells.values()]
    assert (len(cells), all(cell.is_number for cell in cells)) == (200, True)
    assert {at: report.tables[at[0]].value(*at[1:]) for at in TOTALS} == TOTALS
    assert not [f for f in review(report).findings if f.severity == "error"]


def test_the_first_of_two_reports_is_read_and_both_are_named():
    report = case("25_two_reports_one_file.txt")
    assert report.reports_in_file == 2
    said = report.notice("several_reports").message
    assert "2024年政府信息公开工作年度报告》" in said
    assert "2023年政府信息公开工作年度报告》" in said
    assert not [f for f in review(report).findings if f.rule == "STR-02"]


def test_a_file_that_stops_in_table_three_says_so_once():
    report = case("28_file_ends_in_table_three.txt")
    assert report.ends_in == EndsIn("applications", "applications", "denied.state_secret")
    assert report_as_json(report)["ends_in"] == {
        "section": "applications",
        "table": "applications",
        "row": "denied.state_secret",
    }
    said = report.notice("cut").message
    assert "表三“三、本年度办理结果·（三）不予公开·1.属于国家秘密”一行处结束" in said
    results = {result.rule: result for result in review(report).results}
    for rule in ("STR-01", "STR-05", "STR-06"):
        assert [remark.reason for remark in results[rule].remarks] == [said]
        assert not results[rule].findings
