"""The official tables in Word: merged as the official form, header rows repeated, no number broken."""

import dataclasses
from typing import Any

import pytest
from lxml import etree

from nianbao.documents.word.writing.report import docx_bytes
from nianbao.documents.word.writing.styles import Fonts
from nianbao.report import LAYOUT_2019, LAYOUT_2021, Cell, Table
from nianbao.report.form import official_grid
from nianbao.report.layout import BALANCE_HINT
from tests.support.files.word_files import NOTED, SAMPLE, W, tables_of

# (row, column, rowspan, colspan) of every merged cell.
MERGES = {
    "applications": {
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）": (0, 0, 3, 3),
        "申请人情况": (0, 3, 1, 7),
        "自然人": (1, 3, 2, 1),
        "法人或其他组织": (1, 4, 1, 5),
        "总计": (1, 9, 2, 1),
        "一、本年新收政府信息公开申请数量": (3, 0, 1, 3),
        "二、上年结转政府信息公开申请数量": (4, 0, 1, 3),
        "三、本年度办理结果": (5, 0, 22, 1),
        "（一）予以公开": (5, 1, 1, 2),
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": (6, 1, 1, 2),
        "（三）不予公开": (7, 1, 8, 1),
        "（四）无法提供": (15, 1, 3, 1),
        "（五）不予处理": (18, 1, 5, 1),
        "（六）其他处理": (23, 1, 3, 1),
        "（七）总计": (26, 1, 1, 2),
        "四、结转下年度继续办理": (27, 0, 1, 3),
    },
    "proceedings": {
        "行政复议": (0, 0, 1, 5),
        "行政诉讼": (0, 5, 1, 10),
        "结果维持": (1, 0, 2, 1),
        "结果纠正": (1, 1, 2, 1),
        "其他结果": (1, 2, 2, 1),
        "尚未审结": (1, 3, 2, 1),
        "总计": (1, 4, 2, 1),
        "未经复议直接起诉": (1, 5, 1, 5),
        "复议后起诉": (1, 10, 1, 5),
    },
}


def merges_in(table: etree._Element) -> dict[str, tuple[int, int, int, int]]:
    """Merged cells as the XML has them, found without our reader or our form."""
    found: dict[tuple[int, int], list[Any]] = {}
    open_at: dict[int, tuple[int, int]] = {}
    for r, row in enumerate(table.findall(f"{W}tr")):
        column = 0
        for cell in row.findall(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = 1 if span is None else int(span.get(f"{W}val", ""))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            text = "".join(t.text or "" for t in cell.iter(f"{W}t"))
            if merge is not None and merge.get(f"{W}val") == "continue":
                assert text == ""
                assert found[open_at[column]][4] == width
                found[open_at[column]][3] += 1
            else:
                open_at[column] = (r, column)
                found[r, column] = [text, r, column, 1, width]
            column += width
    return {text: tuple(place) for text, *place in found.values() if place[2] > 1 or place[3] > 1}


@pytest.mark.parametrize(("number", "key"), [(1, "applications"), (2, "proceedings")])
def test_cells_are_merged_as_in_the_official_form(number: int, key: str) -> None:
    assert merges_in(tables_of(docx_bytes(SAMPLE, Fonts()))[number]) == MERGES[key]


def test_table_two_has_a_header_for_every_block() -> None:
    table = tables_of(docx_bytes(SAMPLE, Fonts()))[0]
    rows = [
        [
            (
                "".join(t.text or "" for t in cell.iter(f"{W}t")),
                next((s.get(f"{W}val") for s in cell.iter(f"{W}gridSpan")), "1"),
            )
            for cell in row.findall(f"{W}tc")
        ]
        for row in table.findall(f"{W}tr")
    ]
    assert rows == [
        [("第二十条第（一）项", "4")],
        [("信息内容", "1"), ("本年制发件数", "1"), ("本年废止件数", "1"), ("现行有效件数", "1")],
        [("规章", "1"), ("0", "1"), ("0", "1"), ("0", "1")],
        [("行政规范性文件", "1"), ("2", "1"), ("1", "1"), ("7", "1")],
        [("第二十条第（五）项", "4")],
        [("信息内容", "1"), ("本年处理决定数量", "3")],
        [("行政许可", "1"), ("203", "3")],
        [("第二十条第（六）项", "4")],
        [("信息内容", "1"), ("本年处理决定数量", "3")],
        [("行政处罚", "1"), ("14", "3")],
        [("行政强制", "1"), ("1", "3")],
        [("第二十条第（八）项", "4")],
        [("信息内容", "1"), ("本年收费金额（单位：万元）", "3")],
        [("行政事业性收费", "1"), ("0", "3")],
    ]


@pytest.mark.parametrize("layout", [LAYOUT_2021, LAYOUT_2019], ids=lambda layout: layout.key)
@pytest.mark.parametrize("key", ["active_disclosure", "applications", "proceedings"])
def test_the_form_covers_its_grid_once_and_has_every_address(layout: Any, key: Any) -> None:
    form = official_grid(layout.tables[key], None)
    covered = [
        (row, column)
        for c in form.cells()
        for row in range(c.row, c.row + c.rowspan)
        for column in range(c.column, c.column + c.colspan)
    ]
    assert len(covered) == len(set(covered)) == len(form.rows) * form.columns
    assert {c.address for c in form.cells() if c.address} == set(layout.tables[key].addresses)
    assert all(not c.text for c in form.cells() if c.address)


def test_the_2019_form_of_table_three_has_one_row_for_other_handling() -> None:
    form = official_grid(LAYOUT_2019.tables["applications"], None)
    place = {c.text: (c.row, c.column, c.rowspan, c.colspan) for c in form.cells()}
    assert place["（六）其他处理"] == (23, 1, 1, 2)
    assert place["三、本年度办理结果"] == (5, 0, 20, 1)
    assert place[BALANCE_HINT] == (0, 0, 3, 3)


def test_header_rows_repeat_and_no_row_is_torn() -> None:
    for table, header_rows in zip(tables_of(docx_bytes(SAMPLE, Fonts())), (0, 3, 3), strict=True):
        rows = table.findall(f"{W}tr")
        marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert marked == [True] * header_rows + [False] * (len(rows) - header_rows)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@pytest.mark.parametrize(
    ("printed", "whole"), [("8", True), ("99999", True), ("1234567", False), ("１２３４５６", False), (NOTED, True)]
)
def test_a_long_number_is_set_smaller_instead_of_broken(printed: str, whole: bool) -> None:
    table = SAMPLE.tables["applications"]
    cells = table.cells | {("new", "total"): Cell.read(printed)}
    report = dataclasses.replace(SAMPLE, tables=SAMPLE.tables | {"applications": Table(table.layout, cells)})
    row = tables_of(docx_bytes(report, Fonts()))[1].findall(f"{W}tr")[3]
    size = row.findall(f"{W}tc")[-1].find(f".//{W}sz").get(f"{W}val")
    assert (size in ("17", "18")) is whole
