"""What the desk asks of the assistant: official tables with marks, law behind findings, bars, ledger lines."""

from dataclasses import replace
from datetime import date

import pytest

from nianbao.documents import read
from nianbao.drafting.material.workbook_reading import is_workbook
from nianbao.pages.shown.comparison import bars
from nianbao.pages.shown.law import quotations, rule_entries
from nianbao.pages.shown.ledger import formula_in_numbers, ledger_lines
from nianbao.pages.shown.tables import official_tables
from nianbao.papers.opinion.places import place_name
from nianbao.papers.wording import change_label
from nianbao.report import Cell, Problem
from nianbao.report.layout import LAYOUT_2021
from nianbao.report.regulation import cite
from nianbao.work.handed.downloads import report_year, template_bytes
from tests.conftest import ROOT
from tests.support.draft_inputs import example
from validators.engine import Finding, Hit, Where
from validators.pages import HEADINGS

SAMPLE = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"


def where(table: str | None, row: str | None, column: str | None) -> Where:
    return Where("applications", table, row, column)  # type: ignore[arg-type]


def finding(place: Where) -> Finding:
    return Finding("T3-01", "error", "标题", (), (), Hit("不平", place))


def test_findings_mark_their_cell_their_row_or_the_equation_of_their_column():
    report = read(SAMPLE)
    cells = report.tables["applications"].cells
    cells["new", "natural_person"] = Cell.read("9")
    findings = [
        finding(where("applications", None, "natural_person")),
        finding(where("applications", "granted", None)),
        finding(where("applications", "carried_in", "total")),
    ]
    shown = next(t for t in official_tables(report, findings) if t.key == "applications")
    marked = [(c.text, c.mark) for row in shown.rows for c in row if c.mark]
    row_of_granted = [cell.raw for (row, _), cell in cells.items() if row == "granted"]
    column = [cells[r, "natural_person"].raw for r in ("new", "carried_in", "processed_total", "carried_out")]
    assert sorted(t for t, m in marked if m == "line") == sorted(row_of_granted + column)
    assert [t for t, m in marked if m == "cell"] == [cells["carried_in", "total"].raw]


def test_a_table_that_was_not_read_says_why():
    report = read(SAMPLE)
    unread = replace(
        report,
        tables=report.tables | {"proceedings": None},
        problems=(Problem("proceedings", "第四部分没有找到表格"),),
    )
    shown = official_tables(unread)[2]
    assert (shown.rows, shown.problem) == ((), "第四部分没有找到表格")


@pytest.mark.parametrize(
    ("place", "label"),
    [
        (("applications", "new", "natural_person"), "表三·一、本年新收政府信息公开申请数量·自然人"),
        (("applications", None, "total"), "表三·总计列"),
        (("applications", None, None), "表三"),
        ((None, None, None), "三、收到和处理政府信息公开申请情况"),
    ],
)
def test_place_of_a_finding_in_words(place, label):
    assert place_name(where(*place), read(SAMPLE)) == label


def test_quotations_are_the_statute_and_nothing_else_is():
    found = quotations(["条例第五十条第一款第（四）项", "条例第四十六条", "国办公开办函〔2021〕30号（年报格式）"])
    assert [q.label for q in found] == ["第五十条第一款第（四）项", "第四十六条"]
    assert "\n".join(found[0].lines) == cite(50)
    assert found[0].cited == (cite(50, paragraph=1, item=4),)


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("a.one+a.two+a.three", "3+7"),
        ("a.two+a.two", "0"),
        ("a.one/b.all", "3÷46"),
        ("|a.one-b.all|/b.all", "|3-46|÷46"),
        ("year·1月1日", "2024·1月1日"),
        ("unknown.id+a.one", "unknown.id+3"),
    ],
)
def test_formulas_are_shown_in_numbers(formula, shown):
    values = {"a.one": "3", "a.two": "0", "a.three": "7", "b.all": "46", "year": "2024"}
    assert formula_in_numbers(formula, values) == shown


def test_ledger_lines_begin_with_what_the_prose_prints():
    from nianbao.drafting.draft import make_draft

    inputs, previous = example("county")
    lines = ledger_lines(make_draft(inputs, previous=previous).as_json())
    first_unused = next(i for i, line in enumerate(lines) if not line.in_prose)
    assert 0 < first_unused < len(lines)
    assert not any(line.in_prose for line in lines[first_unused:])
    received = next(line for line in lines if line.label.endswith("申请数量·总计") and "新收" in line.label)
    assert (received.shown, received.origin) == ("47件", "31+9+2+3+2")


METRIC = {"unit": "件", "value": 11, "previous": None, "peer_median": "69.5", "change": None, "change_percent": None,
          "peers": [{"agency": "甲", "year": 2024, "value": 9}, {"agency": "乙", "year": 2024, "value": "139.5"}]}  # fmt: skip


def test_bars_are_own_then_median_then_peers_from_largest_and_skip_the_unknown():
    drawn = bars({"year": 2024, "previous_year": None}, METRIC)
    assert [(b.role, b.value, b.shown) for b in drawn] == [
        ("own", 11.0, "11件"),
        ("median", 69.5, "69.5件"),
        ("peer", 139.5, "139.5件"),
        ("peer", 9.0, "9件"),
    ]


@pytest.mark.parametrize(
    ("unit", "change", "percent", "shown"),
    [
        ("件", None, None, "—"),
        ("件", 0, "0.0", "持平"),
        ("件", 4, "57.1", "+4件（+57.1%）"),
        ("件", -4, "-50.0", "-4件（-50.0%）"),
        ("件", 4, None, "+4件"),
        ("%", "-15.1", None, "-15.1个百分点"),
        ("万元", "0.0", None, "持平"),
    ],
)
def test_change_in_words(unit, change, percent, shown):
    assert change_label({"unit": unit, "change": change, "change_percent": percent}) == shown


@pytest.mark.parametrize(
    ("today", "year"), [(date(2025, 1, 15), 2024), (date(2025, 6, 30), 2024), (date(2025, 7, 1), 2025)]
)
def test_the_year_that_is_due(today, year):
    assert report_year(today) == year


def test_template_is_our_workbook():
    assert is_workbook(template_bytes(2024))


def test_every_rule_has_its_page_without_example_code():
    for entry in rule_entries():
        assert set(entry.sections) | {h for h, _ in entry.examples} == set(HEADINGS)
        assert "```" not in "".join(entry.sections.values())


def test_layout_of_the_draft_is_the_current_form():
    assert [t.key for t in official_tables(read(SAMPLE))] == list(LAYOUT_2021.tables)
