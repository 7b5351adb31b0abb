"""Workbooks as clerks keep them: columns that check, hidden rows, sheets in any order, text that is no longer valid."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nianbao.documents import read
from nianbao.documents.stream import Grid, Paragraph, Stream
from nianbao.documents.xlsx.places import letters, place
from nianbao.documents.xlsx.source import read_xlsx
from tests.support.files.raw_excel import MAIN, excel_file, relations

HEADER = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
NEW, OLD, GRANTED, LAST = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "四、结转下年度继续办理",
)
FIGURES = [1, 2, 0, 0, 0, 3, 6]


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(rows: Sequence[Sequence[object]]) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    return book, book.active


def three(*more: Sequence[object]) -> list[list[object]]:
    """Table three in short, further cells behind its header and its rows."""
    beside = [*more, *[()] * (5 - len(more))]
    rows = [["", *HEADER], *([label, *FIGURES] for label in (NEW, OLD, GRANTED, LAST))]
    return [[*row, *extra] for row, extra in zip(rows, beside, strict=True)]


def texts(stream: Stream) -> list[list[str]]:
    (grid,) = (block for block in stream.blocks if isinstance(block, Grid))
    return [[cell.text for cell in row] for row in grid.rows]


def said(stream: Stream) -> str:
    return "".join(notice.message for notice in stream.notices)


PLAIN = [["", *HEADER], *([label, *map(str, FIGURES)] for label in (NEW, OLD, GRANTED, LAST))]
CHECKS = {
    "a header that says so": (("校验",), (5,), (0,), (7,), (0,)),
    "noughts without a header": ((), (0,), (0,), (0,), (0,)),
    "formulas": ((), *[("=SUM(B2:G2)-H2",)] * 4),
    "a blank column between": (("", "是否平衡"), *[("", "平衡")] * 4),
    "truths": ((), (True,), (True,), (False,), (True,)),
    "a remark": ((), ("", "", "此行请核实"), (), (), ()),
}


@pytest.mark.parametrize("more", CHECKS.values(), ids=CHECKS.keys())
def test_a_column_that_only_checks_is_left_out_and_said(more: Sequence[Sequence[object]]) -> None:
    stream = read_xlsx(saved(sheet_of(three(*more))[0]))
    assert texts(stream) == PLAIN
    assert "统一表式以外" in said(stream)


def test_a_column_of_figures_stays() -> None:
    rows = texts(read_xlsx(saved(sheet_of(three(("个体工商户",), (5,), (0,), (1,), (0,)))[0])))
    assert [row[-1] for row in rows] == ["个体工商户", "5", "0", "1", "0"]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([*three(), ["", 0, 0, 0, 0, 0, 0, 0]], False),
        ([*three(), ["", *["=B2-B3"] * 7]], False),
        ([*three(), ["", 0, 0, 5, 0, 0, 0, 0]], True),
        ([*three()[:-1], ["", 0, 0, 0, 0, 0, 0, 0]], True),
        ([["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"], [0, 0, 0, 0, 0]], True),
    ],
)
def test_a_row_without_name_is_left_out_only_below_the_last_row(rows: list[list[object]], kept: bool) -> None:
    stream = read_xlsx(saved(sheet_of(rows)[0]))
    assert (len(texts(stream)) == len(rows)) is kept
    assert ("没有名称的一行" in said(stream)) is not kept


# --- hidden rows and columns --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hidden", "again", "read_all"),
    [([3], False, True), ([3, 4], False, True), ([5], False, False), ([3], True, False)],
)
def test_hidden_official_rows_inside_a_table_are_read_and_said(hidden: list[int], again: bool, read_all: bool) -> None:
    rows = three()
    if again:  # the row stands in the table already, last year's hidden below it
        rows.insert(2, [OLD, 9, 9, 9, 9, 9, 9, 9])
    book, sheet = sheet_of(rows)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    stream = read_xlsx(saved(book))
    assert (len(texts(stream)) == len(rows)) is read_all
    assert ("取消隐藏，否则表上缺少这些行" in said(stream)) is read_all
    assert ("隐藏的行或列" in said(stream)) is not read_all


FOUR = [["行政复议", *[""] * 4, "行政诉讼"], ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3, [*range(15)]]
COLUMNS = {
    "an official one": (three(), "C", True),
    "one of table four": (FOUR, "G", True),
    "a check": (three(("校验",), (0,), (0,), (0,), (0,)), "I", False),
    "a label twice": (three(("总计",), (9,), (9,), (9,), (9,)), "I", False),
    "a label of table four once too often": ([[*row, *more] for row, more in zip(FOUR, [[""], ["总计"], [9]], strict=True)], "P", False),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "letter", "read_it"), COLUMNS.values(), ids=COLUMNS.keys())
def test_a_hidden_column_is_read_only_where_the_table_lacks_it_otherwise(
    rows: list[list[object]], letter: str, read_it: bool
) -> None:
    book, sheet = sheet_of(rows)
    sheet.column_dimensions[letter].hidden = True
    stream = read_xlsx(saved(book))
    width = max(len(row) for row in rows)
    assert max(len(row) for row in texts(stream)) == (width if read_it else width - 1)
    assert (f"隐藏的列（{letter}）" in said(stream)) is read_it
    assert (f"列：{letter}）没有读取" in said(stream)) is not read_it


def test_places() -> None:
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert place("AB12") == (12, 27)


# --- sheets -------------------------------------------------------------------------------------------------------

TITLES = {
    "一": "一、总体情况",
    "二": "二、主动公开政府信息情况",
    "三": "三、收到和处理政府信息公开申请情况",
    "五": "五、存在的主要问题及改进情况",
}
TITLE = "示例县示例局2024年政府信息公开工作年度报告"


def book_of(**sheets: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def prose(*keys: str) -> list[list[object]]:
    return [[TITLE], *([line] for key in keys for line in (TITLES[key], f"{key}。做了工作。"))]


ORDERS = {
    "a table with its heading, which the report lacks": ({"正文": prose("一", "五"), "附表": [[TITLES["三"]], *three()]}, "一三表五"),
    "a table with its heading, which the report has": ({"正文": prose("一", "三", "五"), "附表": [[TITLES["三"]], *three()]}, "一三表五"),
    "a table without heading": ({"正文": prose("一", "三", "五"), "附表": three()}, "一三表五"),
    "a table before the report": ({"附表": three(), "正文": prose("一", "三", "五")}, "一三表五"),
    "a table without a place": ({"正文": prose("一", "五"), "附表": three()}, "一五表"),
    "a sheet a section": ({"甲": [[TITLES["三"]], *three()], "乙": [[TITLES["五"]]]}, "三表五"),
}  # fmt: skip


@pytest.mark.parametrize(("sheets", "order"), ORDERS.values(), ids=ORDERS.keys())
def test_tables_on_sheets_of_their_own_come_in_their_section(sheets: dict[str, list[list[object]]], order: str) -> None:
    found = ""
    for block in read_xlsx(book_of(**sheets)).blocks:
        if isinstance(block, Grid):
            found += "表"
        elif block.text in TITLES.values():
            found += block.text[0]
    assert found == order


@pytest.mark.parametrize(
    ("name", "rows", "left_out"),
    [
        ("填报说明", [["一、本表由各单位填写。"]], True),
        ("Sheet2", [["填表说明"], ["表三各列之和等于总计。"]], True),
        ("说明", [["填写前请看。"]], True),
        ("填报说明", [[TITLES["五"]], ["做了工作。"]], False),
        ("补充", [["填报说明见附件。"]], False),
    ],
)
def test_a_sheet_of_instructions_is_left_out_and_said(name: str, rows: list[list[object]], left_out: bool) -> None:
    stream = read_xlsx(book_of(正文=prose("一", "三"), **{name: rows}))
    lines = [block.text for block in stream.blocks if isinstance(block, Paragraph)]
    assert (rows[-1][0] in lines) is not left_out
    assert ("填表的说明" in said(stream)) is left_out


# --- what a cell says ---------------------------------------------------------------------------------------------

STRUCK, RAISED = "<rPr><strike/></rPr>", '<rPr><vertAlign val="superscript"/></rPr>'
UNSTRUCK = '<rPr><strike val="0"/></rPr>'


def rich(*runs: tuple[str, str]) -> str:
    return "<si>" + "".join(f"<r>{look}<t>{text}</t></r>" for look, text in runs) + "</si>"


def one_cell(shared: str, cell: str = '<c t="s"><v>0</v></c>', styles: str = "") -> Stream:
    rows = f"<sheetData><row><c><v>1</v></c>{cell}<c><v>2</v></c></row><row>{'<c><v>3</v></c>' * 3}</row></sheetData>"
    parts = {
        "xl/_rels/workbook.xml.rels": relations(
            worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml", styles="styles.xml"
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    }
    return read_xlsx(excel_file(rows, shared, **parts))


@pytest.mark.parametrize(
    ("shared", "text", "struck"),
    [
        (rich((STRUCK, "15"), ("", "18")), "18", True),
        (rich((STRUCK, "15"), (UNSTRUCK, "18")), "18", True),
        (rich((STRUCK, "15")), "", True),
        (rich(("", "12"), (RAISED, "1")), "12", False),
        (rich(("", "12"), (RAISED, "[1]"), ("", "件")), "12件", False),
        (rich(("", "5m"), (RAISED, "2")), "5m²", False),
        (rich((RAISED, "12")), "12", False),
        (rich(("", "甲"), (RAISED, "附")), "甲附", False),
        ("<si><t>'12</t></si>", "12", False),
        ("<si><t>‘12</t></si>", "12", False),
        ("<si><t>'示例'</t></si>", "'示例'", False),
    ],
)
def test_texts_of_runs(shared: str, text: str, struck: bool) -> None:
    stream = one_cell(shared)
    assert texts(stream)[0] == ["1", text, "2"] if text else ["1", "", "2"]
    assert ("删除线" in said(stream)) is struck


STYLES = (
    '<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>'
    '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs>'
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c s="1"><v>15</v></c>', ""),
        ('<c s="1" t="s"><v>0</v></c>', "18"),
        ('<c s="1" t="s"><v>1</v></c>', ""),
        ('<c s="2"><v>15</v></c>', "15"),
        ('<c s="1"><f>A1</f><v>15</v></c>', ""),
    ],
)
def test_a_cell_struck_through_as_a_whole(cell: str, text: str) -> None:
    shared = rich(("", "15"), (UNSTRUCK, "18")) + "<si><t>7</t></si>"
    stream = one_cell(shared, cell, STYLES)
    assert texts(stream)[0] == ["1", text, "2"]
    assert ("删除线" in said(stream)) is (text != "15")


@pytest.mark.parametrize(
    ("stored", "code", "value", "noted"),
    [
        ("12.11", "#,##0", "12.11", True),
        ("1234.5678", "#,##0.00", "1,234.5678", True),
        ("12.1149444444444", "0.00", "12.114944", True),
        ("12.110000000000001", "0.00", "12.11", False),
        ("0.339", "0%", "34%", False),
        ("12", "0.00", "12.00", False),
        ("0.00000000000001", "0", "0", False),
    ],
)
def test_a_number_shown_rounded_is_read_as_stored_and_said(stored: str, code: str, value: str, noted: bool) -> None:
    styles = f'<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>'
    stream = one_cell("", f'<c s="0"><v>{stored}</v></c>', styles)
    assert texts(stream)[0][1] == value
    assert ("四舍五入" in said(stream)) is noted


def test_the_password_of_a_workbook_is_spoken_of() -> None:
    from nianbao.documents.libreoffice.checks import OLE_MAGIC
    from nianbao.documents.stream import UnreadableFileError

    name = "EncryptedPackage".encode("utf-16-le") + b"\x00\x00"
    entry = name.ljust(64, b"\x00") + bytes([len(name)]) + b"\x00" * 63
    with pytest.raises(UnreadableFileError, match=r"工作簿.*密码"):
        read(OLE_MAGIC.ljust(1024, b"\x00") + entry, "年报.xlsx")
