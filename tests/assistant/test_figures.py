"""Figures asked of a report: the row and column that are named, sums with parts, blanks as blanks, equations as they stand."""

import pytest

from nianbao.assistant.acts.figure import figure_of_draft
from nianbao.assistant.acts.figure_of_report import figures_of_report
from nianbao.assistant.understanding.cells import columns_in, rows_in
from nianbao.documents import read
from nianbao.drafting.draft import make_draft
from nianbao.drafting.material.inputs import DraftInputs
from nianbao.report.codec import report_as_json
from nianbao.report.layout import LAYOUT_2021
from nianbao.report.model import Report
from tests.support.draft_inputs import example
from tests.support.model.chat_results import SAMPLE, exchanged, sample

NAMED: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("复议后起诉几件", ("litigation_after",), ()),
    ("经复议后起诉的有几件", ("litigation_after",), ()),
    ("未经复议直接起诉几件", ("litigation_direct",), ()),
    ("行政诉讼几件", ("litigation",), ()),
    ("诉讼一共几件", ("litigation",), ()),
    ("行政复议几件", ("reconsideration",), ()),
    ("复议和诉讼各几件", ("proceedings",), ()),
    ("复议维持几件", ("reconsideration",), ("upheld",)),
    ("不予公开几件", ("denied",), ()),
    ("予以公开几件", ("granted",), ()),
    ("无法提供一共几件", ("unable",), ()),
    ("不掌握的几件", ("unable.not_held",), ()),
    ("自然人申请几件", ("new",), ("natural_person",)),
    ("商业企业申请几件", ("new",), ("commercial",)),
    ("不予公开里自然人几件", ("denied",), ("natural_person",)),
    ("行政处罚填的多少", ("penalties",), ()),
    ("规范性文件废止几件", ("normative_documents",), ("repealed",)),
    ("上年结转几件", ("carried_in",), ()),
    ("结转到下年几件", ("carried_out",), ()),
    ("公开率多少", ("share",), ()),
    ("去年新收几件", ("new",), ()),
]


@pytest.mark.parametrize(("said", "rows", "columns"), NAMED, ids=[s for s, _, _ in NAMED])
def test_rows_and_columns_that_are_named(said: str, rows: tuple[str, ...], columns: tuple[str, ...]) -> None:
    assert rows_in(said) == rows
    assert columns_in(said) == columns


@pytest.fixture(scope="module")
def report() -> Report:
    return read(sample(), SAMPLE)


def told(report: Report, said: str) -> str:
    return figures_of_report("某镇2024年年报", report, rows_in(said), said)


def test_every_row_is_told_as_it_is_printed(report: Report) -> None:
    """A row of one column (行政处罚) is no blank."""
    for key, layout in LAYOUT_2021.tables.items():
        table = report.table(key)
        assert table is not None
        for row in table.rows():
            words = figures_of_report("名", report, (row,), "")
            for column in layout.columns_of(row):
                cell = table.get(row, column.key)
                label = column.label.partition("（")[0]
                assert f"{label}{cell.raw.strip() if cell and cell.raw.strip() else '（空）'}" in words, (
                    row,
                    column.key,
                )


def test_sums_come_with_their_parts(report: Report) -> None:
    table = report.tables["applications"]
    assert table is not None
    words = told(report, "无法提供一共几件")
    assert f"无法提供各项合计{table.group_total('unable')}件" in words
    suits = told(report, "行政诉讼几件")
    assert "行政诉讼各项合计0件" in suits
    assert "未经复议直接起诉" in suits
    assert "复议后起诉" in suits


def test_a_blank_enters_no_sum() -> None:
    text = sample().decode()
    row = next(line for line in text.split("\n") if "不掌握相关政府信息" in line)
    blank = f"{row.rstrip(' |').rpartition('|')[0]}|  |"
    report = read(exchanged(text, row, blank).encode(), SAMPLE)
    words = told(report, "无法提供一共几件")
    assert "不能求和" in words
    assert "不掌握相关政府信息（空）" in words


def test_no_column_is_called_equal_that_is_not() -> None:
    """The total balances, the first column does not: both are said."""
    text = sample().decode()
    report = read(
        exchanged(text, "| 8 | 2 | 0 | 0 | 1 | 0 | 11 |\n| 二、", "| 7 | 2 | 0 | 0 | 1 | 0 | 11 |\n| 二、").encode(),
        SAMPLE,
    )
    words = told(report, "新收几件")
    assert "表三自然人一列：新收7" in words
    assert "不平" in words
    assert "“一、本年新收政府信息公开申请数量”一行各项之和与总计不等" in words
    assert "每一列两边都相等" not in told(report, "表三平不平")


def test_a_share_is_told_with_its_formula(report: Report) -> None:
    words = told(report, "公开率多少")
    assert "予以公开占比" in words
    assert "÷" in words


def test_a_rate_that_was_not_given_is_said_to_lack_its_number(report: Report) -> None:
    draft = {"ledger": [], "report": report_as_json(report)}
    assert "按期答复件数没有填" in figure_of_draft(draft, (), "按期答复率怎么算出来的")


def test_a_cell_that_is_held_back_says_why_and_is_not_called_unfilled() -> None:
    inputs, previous = example("county")
    raw = inputs.model_dump(mode="json")
    raw["tables"]["applications"]["granted"]["natural_person"] = 36
    draft = make_draft(DraftInputs.model_validate(raw), previous=previous).as_json()
    told = figure_of_draft(draft, ("applications.new.total",), "新收一共多少")
    assert "〔待核〕，表三·自然人列不平" in told
    assert "还没有填" not in told
    assert "不是没填" in figure_of_draft(draft, ("applications",), "表三平了吗")
