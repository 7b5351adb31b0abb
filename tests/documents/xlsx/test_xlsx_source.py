"""Spreadsheets: what a cell shows, merged cells, prose in cells, hidden parts, and what is refused."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nianbao.documents import UnreadableFileError, read
from nianbao.documents.stream import Block, Grid, Paragraph, Stream
from nianbao.documents.xlsx.numbers import displayed
from nianbao.documents.xlsx.source import INPUTS_MARK, INPUTS_SHEETS, IS_INPUTS, read_xlsx
from nianbao.drafting.material.inputs import DraftInputs
from nianbao.drafting.material.workbook import SHEET_BASICS, SHEET_FACTS, SHEET_TABLES, SIGNATURE
from nianbao.report.form import official_grid
from nianbao.report.layout import TABLE_KEYS
from nianbao.report.model import Report
from tests.support.draft_inputs import example
from tests.support.files.raw_excel import excel_file
from tests.support.files.word_files import NOTED, SAMPLE
from tests.support.files.workbooks import workbook_bytes


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled(fill: Callable[[Worksheet], Any]) -> bytes:
    """A book of one sheet."""
    book = Workbook()
    fill(book.active)
    return saved(book)


def stream_of(fill: Callable[[Worksheet], Any]) -> Stream:
    return read_xlsx(filled(fill))


def patched(data: bytes, old: str, new: str, part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode() if name.endswith((".xml", ".rels")) else ""
            assert name != part or old in content, content
            target.writestr(name, content.replace(old, new) if name == part else source.read(name))
    return out.getvalue()


def texts(block: Block) -> list[list[str]]:
    assert isinstance(block, Grid)
    return [[cell.text for cell in row] for row in block.rows]


# --- numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("12", "General", "12"),
        ("12.0", "General", "12"),
        ("12.11", "General", "12.11"),
        ("12.109999999999999", "General", "12.11"),
        ("0.30000000000000004", "General", "0.3"),
        ("1.2345678E7", "General", "12345678"),
        ("123456789012345", "General", "123456789012345"),
        ("-0", "General", "0"),
        ("-3", "General", "-3"),
        ("1E-5", "General", "0.00001"),
        ("1E+400", "General", "1E+400"),
        ("7" * 5000, "General", "7" * 5000),
        ("12", "0.00", "12.00"),
        ("12.005", "0.00", "12.005"),
        ("2.5", "0", "2.5"),
        ("-0.001", "0.00", "-0.001"),
        ("1234567", "#,##0", "1,234,567"),
        ("1234.5", "#,##0.00_);(#,##0.00)", "1,234.50"),
        ("-12", "#,##0_);(#,##0)", "(12)"),
        ("-12", "0;-0", "-12"),
        ("0.339", "0.0%", "33.9%"),
        ("1", "0%", "100%"),
        ("3", "00", "03"),
        ("0", "#,###", "0"),
        ("0", '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', "0"),
        ("5", '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', "5"),
        ("0", "0;-0;;@", "0"),
        ("12", '0"件"', "12件"),
        ("12.5", "0.00万元", "12.50万元"),
        ("12", 'General"件"', "12件"),
        ("12", "[Red]0", "12"),
        ("12", "G/通用格式", "12"),
        ("12", "[$￥-804]#,##0.00", "￥12.00"),
        ("45316", "yyyy/m/d", "2024年1月25日"),
        ("45316", 'yyyy"年"m"月"d"日";@', "2024年1月25日"),
        ("45316", "yyyy/m", "2024年1月"),
        ("45316.5", "yyyy/m/d h:mm", "2024年1月25日 12:00"),
        ("0.75", "h:mm", "18:00"),
        ("1", "m/d", "1月1日"),
    ],
)
def test_a_number_reads_as_it_is_shown(stored: str, code: str, shown: str) -> None:
    assert displayed(stored, code) == shown


@pytest.mark.parametrize(
    ("stored", "code"),
    [
        ("12345", "0!.0,"),
        ("12000", "0,"),
        ("12", "[DBNum1]General"),
        ("12", "[>10]0;0.0"),
        ("12", "0.00E+00"),
        ("0.5", "# ?/?"),
        ("12", ";;;"),
        ("13800001111", "000-0000-0000"),
        ("99999999", "yyyy/m/d"),
        ("1.5", "[h]:mm"),
    ],
)
def test_a_format_that_cannot_be_followed_gives_no_number(stored: str, code: str) -> None:
    assert displayed(stored, code).endswith(f"〔{code}〕")


def test_dates_of_books_that_count_from_1904() -> None:
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)
    book.active.append(["日期", date(2024, 1, 25)])
    assert texts(read_xlsx(saved(book)).blocks[0]) == [["日期", "2024年1月25日"]]


def test_values_of_every_kind() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["甲", 12, 12.0, 12.11, "12", " 7 ", True, "", None, date(2024, 1, 25)])

    assert texts(stream_of(fill).blocks[0]) == [["甲", "12", "12", "12.11", "12", " 7 ", "TRUE", "2024年1月25日"]]


@pytest.mark.parametrize(
    ("cell", "text", "notices"),
    [
        ("<c><f>SUM(A1:A3)</f><v/></c>", "=SUM(A1:A3)", 1),
        ("<c><f>SUM(A1:A3)</f></c>", "=SUM(A1:A3)", 1),
        ('<c><f t="shared" si="0"/></c>', "=…", 1),
        ("<c><f>SUM(A1:A3)</f><v>30</v></c>", "30", 0),
        ("<c><f>SUM(A1:A3)</f><v>0</v></c>", "0", 0),
        ('<c t="str"><f>IF(A1,"","")</f><v></v></c>', "", 0),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", 0),
        ('<c t="b"><v>1</v></c>', "TRUE", 0),
        ('<c t="s"><v>0</v></c>', "甲乙", 0),
        ('<c t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh><t>jia</t></rPh></is></c>', "甲乙", 0),
        ('<c t="str"><v>甲_x000D_乙_xD800_</v></c>', "甲乙", 0),
        ("<c/>", "", 0),
        ("<c><v> </v></c>", "", 0),
    ],
)
def test_formulas_and_texts(cell: str, text: str, notices: int) -> None:
    rows = f"<sheetData><row><c><v>1</v></c>{cell}<c><v>2</v></c></row><row>{'<c><v>3</v></c>' * 3}</row></sheetData>"
    stream = read_xlsx(excel_file(rows, "<si><r><t>甲</t></r><r><t>乙</t></r></si>"))
    assert texts(stream.blocks[0]) == [["1", text, "2"], ["3", "3", "3"]]
    assert len(stream.notices) == notices


def test_a_book_of_the_strict_variant() -> None:
    data = excel_file("<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>")
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        data = patched(data, "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/", part)
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    odd = "http://purl.oclc.org/ooxml/officeDocument/2006/relationships"
    assert texts(read_xlsx(patched(data, odd, strict, "xl/workbook.xml")).blocks[0]) == [["1", "2"]]


# --- sheets -----------------------------------------------------------------------------------------------------

P = Paragraph


def test_merged_cells_have_their_columns_and_print_once() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["组", "甲", 1, 2], [None, "乙", 3, 4], ["丙", "旧", 5, 6]):
            sheet.append(row)
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("A3:B3")

    (grid,) = stream_of(fill).blocks
    assert isinstance(grid, Grid)
    assert [[(c.text, c.column, c.span) for c in row] for row in grid.rows] == [
        [("组", 0, 1), ("甲", 1, 1), ("1", 2, 1), ("2", 3, 1)],
        [("", 0, 1), ("乙", 1, 1), ("3", 2, 1), ("4", 3, 1)],
        [("丙", 0, 2), ("5", 2, 1), ("6", 3, 1)],
    ]


def test_texts_left_under_a_merged_cell_are_not_read() -> None:
    rows = "".join("<row>" + "".join(f"<c><v>{v}</v></c>" for v in values) + "</row>" for values in ("1293", "4895"))
    sheet = f'<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="B1:C2"/></mergeCells>'
    assert texts(read_xlsx(excel_file(sheet)).blocks[0]) == [["1", "2", "3"], ["4", "", "5"]]


def test_prose_in_cells_is_paragraphs_and_empty_rows_and_columns_are_nothing() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["C2"] = "示例县示例局2024年政府信息公开工作年度报告"
        sheet["C4"] = "一、总体情况"
        sheet["C5"] = "一年来做了工作。\n（一）主动公开"
        sheet["C6"], sheet["D6"] = "（二）监督保障", "全年没有发生责任追究。"
        sheet["C8"] = "二、主动公开政府信息情况"
        sheet["H8"] = None
        sheet["C9"] = "第二十条第（五）项"
        sheet["C10"], sheet["F10"] = "信息内容", "本年处理决定数量"
        sheet["C12"], sheet["F12"] = "行政许可", 3

    blocks = stream_of(fill).blocks
    assert blocks[:-1] == tuple(
        map(
            P,
            (
                "示例县示例局2024年政府信息公开工作年度报告",
                "一、总体情况",
                "一年来做了工作。",
                "（一）主动公开",
                "（二）监督保障",
                "全年没有发生责任追究。",
                "二、主动公开政府信息情况",
            ),
        )
    )
    assert texts(blocks[-1]) == [["第二十条第（五）项", ""], ["信息内容", "本年处理决定数量"], ["行政许可", "3"]]


def test_hidden_sheets_rows_and_columns_are_left_out_and_said() -> None:
    book = Workbook()
    sheet = book.active
    for row in (["甲", 1, 2, 3], ["乙", 4, 5, 6], ["丙", 7, 8, 9]):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    kept_back = book.create_sheet("底稿")
    kept_back.append(["丁", 10])
    kept_back.sheet_state = "hidden"
    stream = read_xlsx(saved(book))
    assert [texts(b) for b in stream.blocks] == [[["甲", "1", "3"], ["丙", "7", "9"]]]
    assert [n.code for n in stream.notices] == ["left_out", "left_out"]
    assert "底稿" in stream.notices[0].message


@pytest.mark.parametrize(
    ("name", "first", "expected"),
    [
        ("二、主动公开政府信息情况", "行政许可", [P("二、主动公开政府信息情况"), Grid]),
        ("Sheet1", "行政许可", [Grid]),
        ("表二 主动公开", "行政许可", [Grid]),
        ("二、主动公开政府信息情况", "二、主动公开政府信息情况", [P("二、主动公开政府信息情况"), Grid]),
    ],
)
def test_a_sheet_name_is_a_heading_only_where_it_is_an_official_title_not_said_below(
    name: str, first: str, expected: list[Any]
) -> None:
    book = Workbook()
    book.active.title = name
    if first != "行政许可":
        book.active.append([first])
    book.active.append(["行政许可", 3])
    blocks = read_xlsx(saved(book)).blocks
    assert [b if isinstance(b, Paragraph) else Grid for b in blocks] == expected


def test_macros_links_and_text_boxes_are_named_and_left_alone() -> None:
    data = filled(lambda s: s.append(["行政许可", 3]))
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    link = '<Relationship Id="rId99" Type="http://x/externalLink" Target="externalLinks/externalLink1.xml"/>'
    data = patched(out.getvalue(), "</Relationships>", link + "</Relationships>", "xl/_rels/workbook.xml.rels")
    assert [n.message[:4] for n in read_xlsx(data).notices] == ["表格引用", "文件带有"]


# --- whole reports ----------------------------------------------------------------------------------------------


def put_table(sheet: Worksheet, report: Report, key: str, top: int) -> int:
    """The official form as a clerk types it; the row below it."""
    grid = official_grid(report.layout.tables[key], report.tables[key])
    for cell in grid.cells():
        value: object = cell.text
        if cell.address and cell.text.isdecimal():
            value = int(cell.text)
        elif cell.address and cell.text.replace(".", "", 1).isdecimal():
            value = float(cell.text)
        row, column = top + cell.row, cell.column + 1
        sheet.cell(row, column).value = value
        if cell.rowspan > 1 or cell.colspan > 1:
            end_row, end_column = row + cell.rowspan - 1, column + cell.colspan - 1
            sheet.merge_cells(start_row=row, start_column=column, end_row=end_row, end_column=end_column)
    return top + len(grid.rows)


def whole_report(report: Report, sheet_a_table: bool) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append([report.title])
    sheet.merge_cells("A1:J1")
    sheet.append([report.preamble])
    row = 4
    for section in report.sections:
        sheet.cell(row, 1).value = section.heading.raw if section.heading else section.title
        sheet.cell(row + 1, 1).value = section.text or None
        row += 2
        if section.key in TABLE_KEYS:
            if sheet_a_table:
                put_table(book.create_sheet(f"表{len(book.sheetnames)}"), report, section.key, 2)
            else:
                row = put_table(sheet, report, section.key, row) + 1
    return saved(book)


@pytest.mark.parametrize("sheet_a_table", [False, True])
def test_a_whole_report_on_one_sheet_or_with_a_sheet_a_table(sheet_a_table: bool) -> None:
    again = read(whole_report(SAMPLE, sheet_a_table), "年报.xlsx")
    assert again.problems == ()
    assert again.unconfirmed == ()
    for key in TABLE_KEYS:
        table, printed = again.table(key), SAMPLE.table(key)
        assert table is not None
        assert printed is not None
        assert {a: c.value for a, c in table.cells.items()} == {a: c.value for a, c in printed.cells.items()}
    assert (again.title, again.year, again.agency) == (SAMPLE.title, SAMPLE.year, SAMPLE.agency)
    assert [s.key for s in again.sections] == [s.key for s in SAMPLE.sections]
    assert again.text("overview") == SAMPLE.text("overview")


def test_a_remark_stays_with_its_number_and_a_formula_without_value_is_text() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["第二十条第（一）项"])
        sheet.append(["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"])
        sheet.append(["规章", 0, None, "=B3+1"])
        sheet.append(["行政规范性文件", NOTED, 0, 3])

    report = read(filled(fill), "年报.xlsx")
    table = report.table("active_disclosure")
    assert table is not None
    kinds = {address: cell.kind.value for address, cell in table.cells.items()}
    assert kinds == {
        ("regulations", "issued"): "zero",
        ("regulations", "repealed"): "blank",
        ("regulations", "in_force"): "text",
        ("normative_documents", "issued"): "number",
        ("normative_documents", "repealed"): "zero",
        ("normative_documents", "in_force"): "number",
    }
    assert table.value("normative_documents", "issued") == 22


# --- refused ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("inputs", [example("county")[0], None])
def test_our_own_inputs_workbook_is_told_from_a_report(inputs: DraftInputs | None) -> None:
    from nianbao.drafting.material.workbook import write_template

    buffer = io.BytesIO()
    write_template(buffer, 2024, inputs)
    data = workbook_bytes(inputs) if inputs else buffer.getvalue()
    with pytest.raises(UnreadableFileError, match=IS_INPUTS):
        read(data, "资料.xlsx")


def test_what_tells_the_inputs_workbook_is_what_is_written() -> None:
    assert INPUTS_MARK == SIGNATURE
    assert {SHEET_BASICS, SHEET_FACTS, SHEET_TABLES["applications"]} == INPUTS_SHEETS


CELL = "<c><v>1</v></c>"
BROKEN_SHEETS = {
    "a shared text that is not there": '<row><c t="s"><v>7</v></c></row>',
    "a shared text of no number": '<row><c t="s"><v>x</v></c></row>',
    "a cell twice": '<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "a row twice": f'<row r="1">{CELL}</row><row r="1">{CELL}</row>',
    "a place that is none": '<row><c r="壹1"><v>1</v></c></row>',
    "a column too far": '<row><c r="ZZZ1"><v>1</v></c></row>',
    "a row too far": f'<row r="1048577">{CELL}</row>',
    "a merge that is none": f'<row>{CELL}</row></sheetData><mergeCells><mergeCell ref="A1:0"/></mergeCells><sheetData>',
}


@pytest.mark.parametrize("rows", BROKEN_SHEETS.values(), ids=BROKEN_SHEETS.keys())
def test_damaged_sheets_are_refused(rows: str) -> None:
    with pytest.raises(UnreadableFileError, match="不是完好的 Excel"):
        read_xlsx(excel_file(f"<sheetData>{rows}</sheetData>"))


def test_merges_over_one_another_are_refused() -> None:
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 600
    with pytest.raises(UnreadableFileError, match="不是完好的 Excel"):
        read_xlsx(excel_file(f"<sheetData><row>{CELL}</row></sheetData><mergeCells>{merges}</mergeCells>"))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl/workbook.bin": b"x"}, ".xlsb"),
        ({"ppt/presentation.xml": b"x"}, "演示文稿"),
        ({"OFD.xml": b"x"}, "OFD"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"x"}, ".ods"),
        ({"xl/workbook.xml": b"x"}, "不是完好的 Excel"),
    ],
)
def test_other_packed_files_are_named(parts: dict[str, bytes], said: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(UnreadableFileError, match=said):
        read(buffer.getvalue(), "年报.xlsx")
