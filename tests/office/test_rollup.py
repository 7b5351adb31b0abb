"""Roll-up: every sum has its parts; a report is a part whole or not at all; nothing is chosen silently."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.office.names import same_agency
from nianbao.office.rollup import filed, roll_up
from nianbao.office.roster import roster_names
from nianbao.papers.rollup_text import rollup_lines
from nianbao.report import Cell, Table
from nianbao.report.errors import UserError
from nianbao.report.model import Notice
from nianbao.work.rollup import as_material
from tests.support.filed_reports import random_cells, report_with

US, YEAR = "示例省云岭市青禾县人民政府", 2024


def one(name: str, seed: int = 1, year: int = YEAR, **cells: int):
    values = random_cells(seed) | {k.replace("__", "."): v for k, v in cells.items()}
    return filed(report_with(name, values, year), f"{name}{seed}.docx", YEAR)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 9999), min_size=1, max_size=12, unique=True))
def test_every_cell_is_the_independent_sum_of_its_parts(seeds):
    given_cells = {f"青禾县第{seed}局": random_cells(seed) for seed in seeds}
    result = roll_up([filed(report_with(n, c), n, YEAR) for n, c in given_cells.items()], US, YEAR)
    for cell in random_cells(0):
        assert result.sums[cell] == sum(c[cell] for c in given_cells.values())
        assert result.parts[cell] == {n: c[cell] for n, c in given_cells.items()}
    assert (result.complete, result.failed, result.equations) == (True, (), 42)


LEFT_OUT = {
    "an equation that does not hold": (
        {"applications__new__natural_person": 9999},
        "表三·自然人列不平",
    ),
    "table four's sum": ({"proceedings__reconsideration__total": 77}, "表四·行政复议不平"),
}


@pytest.mark.parametrize("case", LEFT_OUT)
def test_a_report_that_contradicts_itself_is_no_part_and_the_reason_shows_the_sides(case):
    cells, why = LEFT_OUT[case]
    result = roll_up([one("青禾县教育局", 1), one("青禾县司法局", 2, **cells)], US, YEAR)
    assert [f.used for f in result.filed] == [True, False]
    assert why in result.filed[1].why_not
    assert "≠" in result.filed[1].why_not
    assert result.sums["applications.new.total"] == random_cells(1)["applications.new.total"]
    assert not result.complete


def with_cell(report, key, address, raw):
    table = report.tables[key]
    cells = dict(table.cells) | {address: Cell.read(raw)}
    return replace(report, tables=report.tables | {key: Table(table.layout, cells)})


@pytest.mark.parametrize("raw", ["", "/", "若干", "-3", "2.5"])
def test_what_is_no_count_is_not_added_as_zero(raw):
    report = with_cell(
        report_with("青禾县司法局", random_cells(3)), "active_disclosure", ("licensing", "decisions"), raw
    )
    found = filed(report, "司法局.docx", YEAR)
    assert "表二·行政许可" in found.why_not
    assert not found.used


def test_a_dash_for_rules_that_an_organ_cannot_make_leaves_it_in():
    report = with_cell(
        report_with("青禾县柳溪镇人民政府", random_cells(3)), "active_disclosure", ("regulations", "issued"), "/"
    )
    assert filed(report, "镇.docx", YEAR).used


def test_an_agency_that_stands_twice_is_used_neither_time():
    result = roll_up([one("青禾县教育局", 1), one("云岭市青禾县教育局", 2), one("青禾县水务局", 3)], US, YEAR)
    assert [f.used for f in result.filed] == [False, False, True]
    assert "青禾县教育局1.docx、云岭市青禾县教育局2.docx" in result.filed[0].why_not
    assert result.twice == ("青禾县教育局", "云岭市青禾县教育局")
    assert set(result.parts["applications.new.total"]) == {"青禾县水务局"}


def test_own_report_and_other_years_are_no_parts():
    result = roll_up([one("青禾县人民政府", 1), one("青禾县教育局", 2, year=2023), one("青禾县水务局", 3)], US, YEAR)
    assert [f.used for f in result.filed] == [False, False, True]
    assert "汇总机关自己" in result.filed[0].why_not
    assert "2023年度" in result.filed[1].why_not


def test_rules_that_two_organs_count_are_not_added_but_shown():
    rules = "active_disclosure__regulations__issued"
    result = roll_up([one("甲局", 1, **{rules: 1}), one("乙局", 2, **{rules: 1}), one("丙局", 3)], US, YEAR)
    assert [(d.cell, d.parts) for d in result.decide] == [
        ("active_disclosure.regulations.issued", {"甲局": 1, "乙局": 1})
    ]
    assert result.sums["active_disclosure.regulations.issued"] is None
    assert result.sums["active_disclosure.regulations.repealed"] == 0
    alone = roll_up([one("甲局", 1, **{rules: 1}), one("丙局", 3)], US, YEAR)
    assert (alone.decide, alone.sums["active_disclosure.regulations.issued"]) == ((), 1)


def test_the_roster_tells_who_is_missing_and_names_a_file_that_was_not_read():
    from nianbao.office.rollup import Filed

    unread = Filed("青禾县财政局年报.docx", None, why_not="没有读出：坏了")
    roster = ["青禾县教育局", "青禾县财政局", "青禾县民政局"]
    result = roll_up([one("青禾县教育局", 1), unread, one("样板县水务局", 2)], US, YEAR, roster)
    assert result.missing == ("青禾县民政局",)
    assert result.filed[1].name == "青禾县财政局"
    assert result.strangers == ("样板县水务局",)


def test_other_handling_in_one_row_is_taken_when_it_is_zero_and_refused_when_it_is_not():
    report = report_with("青禾县教育局", random_cells(1))
    table = report.tables["applications"]
    cells = {a: c for a, c in table.cells.items() if not a[0].startswith("other.")}
    sums = {
        c.key: sum(table.value(r, c.key) for r in table.outcome_rows("other")) for c in table.layout.columns_of("new")
    }
    merged = cells | {("other", c): Cell.of(v) for c, v in sums.items()}
    found = filed(replace(report, tables=report.tables | {"applications": Table(table.layout, merged)}), "a.docx", YEAR)
    assert "（六）其他处理只有一行" in found.why_not


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("示例县水务局", "云岭市示例县水务局", True),
        ("示例县水务局", "示例县 水务局（示例县河长办）", True),
        ("示例县水务局", "样板县水务局", False),
        ("示例县教育局", "示例县体育教育局", False),
        ("教育局", "体育教育局", False),
        ("", "示例县教育局", False),
    ],
)
def test_names_of_one_agency(a, b, same):
    assert same_agency(a, b) is same_agency(b, a) is same


def test_rosters_of_several_shapes():
    assert roster_names(
        [("名单",), ("序号", "单位名称", "报送日期"), (1, "甲局", ""), (2, "乙镇", ""), ("", "合计", "2")]
    ) == ["甲局", "乙镇"]
    assert roster_names([(1, "甲局"), (2, "乙镇"), (2, "乙镇")]) == ["甲局", "乙镇"]
    with pytest.raises(UserError, match="单位名称"):
        roster_names([("单位名称",), (None,)])


def test_a_government_beside_its_own_department_is_said_to_overlap():
    result = roll_up([one("云岭市人民政府", 1), one("云岭市公安局", 2), one("青禾县教育局", 3)], US, YEAR)
    assert [bool(f.remarks) for f in result.filed] == [True, False, False]
    assert "云岭市公安局" in result.filed[0].remarks[0]


def test_of_nothing_no_sum_no_equation_and_no_workbook_is_made():
    result = roll_up([one("青禾县教育局", year=2022)], US, YEAR)
    assert set(result.sums.values()) == {None}
    assert (result.equations, result.complete) == (0, False)
    assert not any("勾稽" in line for line in rollup_lines(result))
    with pytest.raises(UserError, match="没有计入"):
        as_material(result)


def test_a_file_of_two_reports_is_no_part_and_the_second_is_not_called_missing():
    said = Notice("several_reports", "文件里有2份年报：《青禾县教育局年报》、《柳溪镇人民政府年报》。只读取了第一份。")
    two = replace(report_with("青禾县教育局", random_cells(1)), reports_in_file=2, notices=(said,))
    roster = ["青禾县教育局", "柳溪镇人民政府", "青禾县水务局"]
    result = roll_up([filed(two, "二.txt", YEAR), one("青禾县司法局")], US, YEAR, roster)
    assert "2份年报" in result.filed[0].why_not
    assert result.missing == ("青禾县水务局",)
