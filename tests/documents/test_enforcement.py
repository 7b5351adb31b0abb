"""The totals of an 行政执法统计年报: read where they are plainly there, refused where they are not."""

import io

import pytest

from nianbao.documents.enforcement import read_enforcement
from nianbao.report.errors import UserError

ALL = {"licensing": 203, "penalties": 14, "coercion": 1}
Rows = list[list[object]]


def as_csv(rows: Rows) -> bytes:
    return "\n".join(",".join("" if v is None else str(v) for v in row) for row in rows).encode()


def as_xlsx(rows: Rows, merged: tuple[str, ...] = ()) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place in merged:
        book.active.merge_cells(place)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_docx(*tables: Rows, before: tuple[str, ...] = ()) -> bytes:
    from docx import Document

    document = Document()
    for number, rows in enumerate(tables):
        if before:
            document.add_paragraph(before[number])
        table = document.add_table(len(rows), len(rows[0]))
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                table.cell(r, c).text = "" if value is None else str(value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


BY_ROWS: Rows = [["项目", "件数"], ["行政许可", 203], ["行政处罚", 14], ["行政强制", 1]]
BY_COLUMNS: Rows = [["单位", "行政许可（件）", "行政处罚（宗）", "行政强制（宗）"], ["柳溪镇人民政府", 203, 14, 1]]
WITH_PARTS: Rows = [
    ["类别", "申请", "受理", "许可", "不予许可", "合计"],
    ["行政许可", 210, 205, 203, 2, None],
    ["行政处罚", None, None, None, None, 14],
    ["行政强制", None, None, None, None, 1],
]
WITH_SUM: Rows = [
    ["单位", "行政许可", "行政处罚", "行政强制"],
    ["甲所", 200, 10, 0],
    ["乙所", 3, 4, 1],
    ["合计", 203, 14, 1],
]
FORMS: tuple[Rows, ...] = (
    [["单位名称", "申请数量", "受理数量", "许可数量", "不予许可数量", "撤销许可数量"], ["本机关", 210, 205, 203, 2, 0]],
    [["单位名称", "警告（宗）", "罚款（宗）", "合计（宗）", "罚没金额（万元）"], ["本机关", 4, 10, 14, 2.5]],
    [["单位名称", "查封（宗）", "扣押（宗）", "合计（宗）"], ["本机关", 1, 0, 1]],
)
TITLES = tuple(f"柳溪镇人民政府2024年度行政{kind}实施情况统计表" for kind in ("许可", "处罚", "强制"))


@pytest.mark.parametrize("rows", [BY_ROWS, BY_COLUMNS, WITH_PARTS, WITH_SUM], ids=["rows", "columns", "parts", "sum"])
@pytest.mark.parametrize(("write", "name"), [(as_csv, "a.csv"), (as_xlsx, "a.xlsx"), (as_docx, "a.docx")])
def test_rows_and_columns_in_every_format(rows, write, name):
    assert read_enforcement(write(rows), name).counts == ALL


def test_the_official_forms_a_table_a_kind():
    found = read_enforcement(as_docx(*FORMS, before=TITLES), "统计年报.docx")
    assert (found.counts, found.year, found.source) == (ALL, 2024, "统计年报.docx")


def test_headings_over_several_columns():
    rows: Rows = [
        ["柳溪镇2024年行政执法统计年报"],
        ["单位", "行政许可", None, None, "行政处罚", None, "行政强制"],
        [None, "申请", "受理", "许可", "罚款", "合计", None],
        ["本机关", 210, 205, 203, 10, 14, 1],
        ["说明：一份决定含两种处罚的按一件计。"],
    ]
    found = read_enforcement(as_xlsx(rows, ("B2:D2", "E2:F2")), "年报.xlsx")
    assert found.counts == ALL
    assert (found.year, found.note) == (2024, "说明：一份决定含两种处罚的按一件计。")


def test_a_kind_that_is_not_there_is_left_out():
    rows: Rows = [["项目", "件数"], ["行政处罚", "1,014"]]
    assert read_enforcement(as_xlsx(rows), "a.xlsx").counts == {"penalties": 1014}
    assert read_enforcement("项目\t件数\n行政处罚\t1,014\n".encode("gb18030"), "a.tsv").counts == {"penalties": 1014}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        ("柳溪镇今年很忙。".encode(), "没有找到"),
        (as_csv([["信息内容", "件数"], ["规章", 3]]), "没有找到"),
        (as_csv([["类别", "罚款", "警告"], ["行政处罚", 10, 4]]), "看不出“行政处罚”"),
        (as_csv([["类别", "申请"], ["行政许可", 210]]), "看不出“行政许可”"),
        (as_csv([["单位", "行政处罚", "行政强制"], ["甲所", 10, 0], ["乙所", 4, 1]]), "看不出“行政处罚”"),
        (as_docx(BY_ROWS, [["项目", "件数"], ["行政许可", 210]]), "203和210"),
    ],
    ids=["empty", "prose", "another table", "no total", "applied for", "no sum", "two totals"],
)
def test_what_is_not_plain_is_refused(data, said):
    with pytest.raises(UserError, match=said):
        read_enforcement(data, "a.docx" if data.startswith(b"PK") else "a.csv")


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("青禾县柳溪镇人民政府2024年度行政执法统计年报", "青禾县柳溪镇人民政府"),
        ("填报单位：青禾县教育局", "青禾县教育局"),
        ("2024年度行政执法数据表", ""),
    ],
)
def test_whose_totals_they_are(line: str, agency: str) -> None:
    assert read_enforcement(as_csv([[line], *BY_ROWS]), "执法.csv").agency == agency


def test_an_annual_disclosure_report_is_not_taken_for_one() -> None:
    page = ["青禾县教育局2024年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况", "行政许可\t203"]
    with pytest.raises(UserError, match="不是行政执法统计年报"):
        read_enforcement("\n".join(page).encode(), "年报.txt")


PART_FORMS: Rows = [
    ["柳溪镇人民政府2024年度行政执法统计年报"],
    ["附表1 行政许可实施情况统计表"],
    ["单位名称", "申请数量", "受理数量", "许可数量", "不予许可数量", "撤销许可数量"],
    ["党政办", "110", "105", "103", 2, 0],
    ["便民中心", "100", "100", "100", 0, 0],
    ["合计", 210, 205, 203, 2, 0],
    ["附表2 行政处罚实施情况统计表"],
    ["单位名称", "警告", "罚款", "合计（宗）", "罚没金额（万元）"],
    ["执法队", 4, 10, 14, 2.5],
    ["合计", 4, 10, 14, 2.5],
    ["附表3 行政强制实施情况统计表"],
    ["单位名称", "查封场所", "代履行", "合计（宗）"],
    ["执法队", 1, 0, 1],
    ["合计", 1, 0, 1],
]


def test_forms_one_below_the_other_on_a_sheet():
    found = read_enforcement(as_xlsx(PART_FORMS), "统计年报.xlsx")
    assert (found.counts, found.year, found.agency) == (ALL, 2024, "柳溪镇人民政府")


@pytest.mark.parametrize(
    "rows",
    [
        [["项目", "2023年", "2024年"], ["行政许可", 180, 203], ["行政处罚", 9, 14], ["行政强制", 0, 1]],
        [["年度", "行政许可", "行政处罚", "行政强制"], ["2023年", 180, 9, 0], ["2024年", 203, 14, 1]],
        [["年度", "行政许可", "行政处罚", "行政强制"], [2023, 180, 9, 0], [2024, 203, 14, 1]],
        [
            ["项目", "2023年度", None, "2024年度", None],
            [None, "申请", "合计", "申请", "合计"],
            ["行政许可", 190, 180, 210, 203],
            ["行政处罚", None, 9, None, 14],
            ["行政强制", None, 0, None, 1],
        ],
    ],
    ids=["columns", "rows", "bare-years", "spanning"],
)
def test_years_beside_each_other_are_taken_by_the_year(rows):
    merged = ("B1:C1", "D1:E1") if len(rows[0]) == 5 else ()
    found = read_enforcement(as_xlsx(rows, merged), "统计年报.xlsx")
    assert found.of_year(2024).counts == ALL
    assert found.of_year(2023).counts == {"licensing": 180, "penalties": 9, "coercion": 0}
    assert found.of_year(2022).counts == {}
