"""Word out: read back unchanged, merged as the official form, laid out by GB/T 9704, never over another file."""

import dataclasses
import io
import random
import zipfile
from datetime import datetime
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents import UnreadableFileError, read, read_bytes
from documents.docx_writer import Fonts, document_text, docx_bytes, title_lines, write_docx
from documents.official_form import official_grid
from report import LAYOUT_2019, LAYOUT_2021, Cell, Report, Table, infer_agency
from report.layout import BALANCE_HINT
from settings import Settings
from tests.conftest import ROOT
from tests.support.tables import reports

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAMPLE = read(ROOT / "corpus" / "reports" / "liuxi-town-2024.md")
NOTED = "22（其中修订16件）"


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def tables_of(data: bytes) -> list[etree._Element]:
    return part(data, "word/document.xml").findall(f"{W}body/{W}tbl")


def word(data: bytes) -> Any:
    """The file as python-docx sees it: a reader that is not ours."""
    return docx.Document(io.BytesIO(data))


def with_text(section: str, text: str) -> Report:
    sections = tuple(dataclasses.replace(s, text=text) if s.key == section else s for s in SAMPLE.sections)
    return dataclasses.replace(SAMPLE, sections=sections)


# --- read back ------------------------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None)
@given(reports())
def test_valid_reports_are_read_back_unchanged(report: Report) -> None:
    again = read_bytes(docx_bytes(report, Fonts()), "x.docx")
    assert again == report


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([LAYOUT_2021, LAYOUT_2019]))
def test_cells_of_any_kind_are_read_back_as_printed(seed: int, layout: Any) -> None:
    rnd = random.Random(seed)
    printed = ["0", "7", "12345", "", "/", "—", "不适用", NOTED, "1,234", "１２", "3.50"]
    tables = {}
    for key, form in layout.tables.items():
        cells = {a: Cell.read(rnd.choice(printed)) for a in form.addresses}
        if key == "proceedings":  # an empty table four is refused by the reader, so one number at least
            cells["reconsideration", "upheld"] = Cell.read("3")
        tables[key] = Table(form, cells)
    report = dataclasses.replace(SAMPLE, layout=layout, tables=tables)
    again = read_bytes(docx_bytes(report, Fonts()), "x.docx")
    assert not again.problems
    assert again.layout is layout
    for key, table in tables.items():
        assert again.tables[key] is not None
        assert again.tables[key].cells == table.cells


@pytest.mark.parametrize("path", sorted((ROOT / "corpus" / "reports").glob("*.md")), ids=lambda p: p.stem)
def test_every_sample_report_is_read_back_unchanged(path: Any) -> None:
    report = read(path)
    assert read_bytes(docx_bytes(report, Fonts()), "x.docx") == report


def test_one_row_for_other_handling_stays_one_row_in_its_place() -> None:
    form = LAYOUT_2021.tables["applications"]
    cells = {a: Cell.of(1) for a in form.addresses if not a[0].startswith("other")}
    cells |= {("other", c.key): Cell.of(5) for c in form.blocks[0].columns}
    tables = SAMPLE.tables | {"applications": Table(form, cells)}
    data = docx_bytes(dataclasses.replace(SAMPLE, tables=tables), Fonts())
    again = read_bytes(data, "x.docx").tables["applications"]
    assert again is not None
    assert again.cells == cells
    labels = [row[0].text for row in official_grid(form, again).rows[-3:]]
    assert labels == ["（六）其他处理", "（七）总计", "四、结转下年度继续办理"]


def test_a_missing_table_is_an_empty_form_under_a_marker_and_never_zeros() -> None:
    report = dataclasses.replace(SAMPLE, tables=SAMPLE.tables | {"applications": None})
    data = docx_bytes(report, Fonts())
    again = read_bytes(data, "x.docx").tables["applications"]
    assert again is not None
    assert {c.raw for c in again.cells.values()} == {""}
    assert any(text.startswith("〔待填：表三") for text in document_text(data))


def test_a_table_without_its_section_is_not_lost() -> None:
    sections = tuple(s for s in SAMPLE.sections if s.key != "applications")
    report = dataclasses.replace(SAMPLE, sections=sections, tables_found_in={})
    again = read_bytes(docx_bytes(report, Fonts()), "x.docx")
    assert again.tables == SAMPLE.tables
    assert [s.key for s in again.sections] == [s.key for s in SAMPLE.sections]


def test_tables_in_one_section_do_not_touch() -> None:
    report = dataclasses.replace(SAMPLE, tables_found_in=dict.fromkeys(SAMPLE.tables, "overview"))
    body = part(docx_bytes(report, Fonts()), "word/document.xml").find(f"{W}body")
    assert body is not None
    tags = [child.tag for child in body]
    assert tags.count(f"{W}tbl") == 3
    assert all(after == f"{W}p" for tag, after in pairwise(tags) if tag == f"{W}tbl")


def test_characters_that_xml_forbids_do_not_stop_the_writer() -> None:
    text = "做好\x00公开\x0b工作\ud800。"
    assert "做好公开工作。" in document_text(docx_bytes(with_text("problems", text), Fonts()))


# --- the official form ----------------------------------------------------------------------------------------

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
            ("".join(t.text or "" for t in cell.iter(f"{W}t")), next((s.get(f"{W}val") for s in cell.iter(f"{W}gridSpan")), "1"))
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


# --- GB/T 9704 ------------------------------------------------------------------------------------------------


def test_paper_and_margins() -> None:
    section = word(docx_bytes(SAMPLE, Fonts())).sections[0]
    measures = [
        (section.page_width, 210),
        (section.page_height, 297),
        (section.top_margin, 37),
        (section.bottom_margin, 35),
        (section.left_margin, 28),
        (section.right_margin, 26),
    ]
    for measured, millimetres in measures:
        assert abs(measured - Mm(millimetres)) < Mm(0.05)
    for table in tables_of(docx_bytes(SAMPLE, Fonts())):
        width = sum(int(c.get(f"{W}w", "")) for c in table.findall(f"{W}tblGrid/{W}gridCol"))
        assert abs(width * 635 - Mm(156)) < Mm(0.3)


@pytest.mark.parametrize(
    ("style", "font", "points", "outline"),
    [
        ("Title", "方正小标宋简体", 22, None),
        ("Normal", "仿宋_GB2312", 16, None),
        ("Heading1", "黑体", 16, "0"),
        ("Heading2", "楷体_GB2312", 16, "1"),
        ("Footer", "宋体", 14, None),
    ],
)
def test_fonts_sizes_and_outline(style: str, font: str, points: int, outline: str | None) -> None:
    styles = part(docx_bytes(SAMPLE, Fonts()), "word/styles.xml")
    defaults = styles.find(f"{W}docDefaults//{W}rPr")
    own = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == style)

    def value(tag: str, attribute: str) -> str | None:
        for source in (own.find(f"{W}rPr/{W}{tag}"), defaults.find(f"{W}{tag}")):
            if source is not None:
                return source.get(W + attribute)
        return None

    assert value("rFonts", "eastAsia") == font
    assert value("sz", "val") == str(points * 2)
    assert value("lang", "eastAsia") == "zh-CN"
    level = own.find(f"{W}pPr/{W}outlineLvl")
    assert (None if level is None else level.get(f"{W}val")) == outline


def test_body_lines_are_fixed_and_indented_but_table_lines_are_not() -> None:
    document = word(docx_bytes(SAMPLE, Fonts()))
    body, table = (document.styles[name].paragraph_format for name in ("Normal", "Table Text"))
    assert body.line_spacing == Pt(28)
    assert body.first_line_indent == Pt(32)
    assert body.element.find(f"{W}pPr/{W}ind").get(f"{W}firstLineChars") == "200"
    assert table.line_spacing == 1.0
    assert table.first_line_indent == 0
    used = {p.style.name for t in document.tables for c in t._cells for p in c.paragraphs}
    assert used == {"Table Text"}


def test_headings_have_their_levels() -> None:
    paragraphs = [(p.style.name, p.text) for p in word(docx_bytes(SAMPLE, Fonts())).paragraphs]
    assert [text for style, text in paragraphs if style == "Title"] == [
        "示例省云岭市青禾县柳溪镇人民政府",
        "2024年政府信息公开工作年度报告",
    ]
    assert [text[:2] for style, text in paragraphs if style == "Heading 1"] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert [text for style, text in paragraphs if style == "Heading 2"] == [
        "（一）主动公开",
        "（二）依申请公开",
        "（三）政府信息管理",
        "（四）政府信息公开平台建设",
        "（五）监督保障",
    ]


@pytest.mark.parametrize(
    ("line", "style", "runs"),
    [
        ("（一）主动公开", "Heading 2", ["（一）主动公开"]),
        ("（一）主动公开〔待填：条数〕", "Heading 2", ["（一）主动公开", "〔待填：条数〕"]),
        ("（一）主动公开。发布信息5条。", "Normal", ["（一）主动公开。", "发布信息5条。"]),
        ("一是制度不全。", "Normal", ["一是制度不全。"]),
    ],
)
def test_a_line_that_runs_on_after_its_heading_is_body(line: str, style: str, runs: list[str]) -> None:
    paragraph = next(p for p in word(docx_bytes(with_text("overview", line), Fonts())).paragraphs if p.text == line)
    assert paragraph.style.name == style
    assert [r.text for r in paragraph.runs] == runs


def test_what_is_to_be_filled_in_is_yellow_and_nothing_else() -> None:
    text = "发布信息〔待填：条数〕条，比上年增加。"
    report = with_text("overview", text)
    table = report.tables["active_disclosure"]
    cells = table.cells | {("fees", "amount"): Cell.read("〔待填〕")}
    report = dataclasses.replace(report, tables=report.tables | {"active_disclosure": Table(table.layout, cells)})
    document = part(docx_bytes(report, Fonts()), "word/document.xml")
    marked = [
        "".join(t.text or "" for t in run.iter(f"{W}t"))
        for run in document.iter(f"{W}r")
        if (mark := run.find(f"{W}rPr/{W}highlight")) is not None and mark.get(f"{W}val") == "yellow"
    ]
    assert marked == ["〔待填：条数〕", "〔待填〕"]


def test_page_number_stands_at_the_outer_foot() -> None:
    data = docx_bytes(SAMPLE, Fonts())
    section = word(data).sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]._p
        assert paragraph.find(f"{W}fldSimple").get(f"{W}instr").strip() == "PAGE"
        assert paragraph.find(f"{W}pPr/{W}jc").get(f"{W}val") == side
        assert "".join(t.text for t in paragraph.iter(f"{W}t")) == "— 1 —"
    assert word(data).settings.odd_and_even_pages_header_footer


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


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("青禾县2024年政府信息公开年报", ["青禾县2024年政府信息公开年报"]),
        ("2024年政府信息公开工作年度报告", ["2024年政府信息公开工作年度报告"]),
        (
            "2024年度示例省云岭市青禾县柳溪镇人民政府政府信息公开工作报告",
            ["2024年度示例省云岭市青禾县柳溪镇人民政府", "政府信息公开工作报告"],
        ),
        (
            "示例省云岭市砚洲县市场监督管理局政府信息公开工作2024年度报告",
            ["示例省云岭市砚洲县市场监督管理局", "政府信息公开工作2024年度报告"],
        ),
        (
            "示例壮族自治区云岭苗族侗族自治州砚洲土家族自治县市场监督管理局2024年政府信息公开工作年度报告",
            ["示例壮族自治区云岭苗族侗族自治州", "砚洲土家族自治县市场监督管理局", "2024年政府信息公开工作年度报告"],
        ),
        ("关于印发某项没有年份也没有地名的很长很长的标题的通知", ["关于印发某项没有年份也没有地名的很长很长的标题的通知"]),
    ],
)
def test_long_titles_break_where_the_sense_allows(title: str, lines: list[str]) -> None:
    assert title_lines(title) == lines


def test_a_title_over_three_lines_is_read_back_whole() -> None:
    name = "示例壮族自治区云岭苗族侗族自治州砚洲土家族自治县市场监督管理局"
    title = f"{name}2024年政府信息公开工作年度报告"
    report = dataclasses.replace(SAMPLE, title=title, agency=infer_agency(name))
    again = read_bytes(docx_bytes(report, Fonts()), "x.docx")
    assert (again.title, again.agency, again.year) == (title, report.agency, 2024)


# --- fonts, files, dates --------------------------------------------------------------------------------------


def test_default_fonts_are_those_of_the_settings() -> None:
    names = [Settings.model_fields[f"font_{use}"].default for use in ("title", "body", "heading", "subheading")]
    fonts = Fonts()
    assert [fonts.title, fonts.body, fonts.heading, fonts.subheading] == names


def test_fonts_of_the_settings_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    from settings import get_settings

    monkeypatch.setenv("NIANBAO_FONT_BODY", "仿宋")
    get_settings.cache_clear()
    styles = part(docx_bytes(SAMPLE), "word/styles.xml")
    get_settings.cache_clear()
    assert styles.find(f"{W}docDefaults//{W}rFonts").get(f"{W}eastAsia") == "仿宋"


def test_an_existing_file_is_not_overwritten(tmp_path: Any) -> None:
    path = tmp_path / "原件.docx"
    path.write_bytes("原件".encode())
    with pytest.raises(FileExistsError, match=r"原件\.docx"):
        write_docx(SAMPLE, path)
    assert path.read_bytes() == "原件".encode()
    write_docx(SAMPLE, path, overwrite=True)
    assert read(path) == SAMPLE


def test_a_buffer_can_be_written_to() -> None:
    buffer = io.BytesIO()
    write_docx(SAMPLE, buffer, Fonts())
    assert buffer.getvalue() == docx_bytes(SAMPLE, Fonts())


def test_output_depends_on_nothing_but_its_input() -> None:
    dates = [datetime(2025, 1, 20, 8), datetime(2025, 1, 21, 8)]
    first, second = (docx_bytes(SAMPLE, Fonts(), created=date) for date in dates)
    assert first == docx_bytes(SAMPLE, Fonts(), created=dates[0])
    assert first != second
    properties = word(first).core_properties
    assert (properties.created.isoformat()[:19], properties.title) == ("2025-01-20T08:00:00", SAMPLE.title)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


# --- reading the words back -----------------------------------------------------------------------------------


def test_document_text_holds_every_word_and_number_and_no_page_number() -> None:
    texts = document_text(docx_bytes(SAMPLE, Fonts()))
    assert "203" in texts
    assert BALANCE_HINT in texts
    assert texts[:2] == ["示例省云岭市青禾县柳溪镇人民政府", "2024年政府信息公开工作年度报告"]
    for line in SAMPLE.text("overview").split("\n"):
        assert line in texts
    numbers = [t for t in texts if t.isdigit()]
    assert len(numbers) == sum(len(t.cells) for t in SAMPLE.tables.values() if t is not None)
    assert texts[-2:] == ["—  —", "—  —"]


def edited(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with one place of one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.namelist():
            content = source.read(entry).decode()
            if entry == name:
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(entry, content)
    return out.getvalue()


TEXT_BOX = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框里77</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
PAGE_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>78</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (TEXT_BOX, ["末段。", "框里77"]),
        ("<w:del><w:r><w:delText>删79</w:delText><w:t>删79</w:t></w:r></w:del>", ["末段。"]),
        (PAGE_FIELD, ["末段。"]),
        (PAGE_FIELD.replace("PAGE", "DOCPROPERTY 件数"), ["末段。78"]),
        ("<w:r><w:t>7</w:t></w:r><w:r><w:tab/><w:t>6件</w:t></w:r>", ["末段。7 6件"]),
    ],
    ids=["text box", "deleted", "page field", "other field", "split runs"],
)
def test_document_text_of_a_file_edited_by_others(content: str, seen: list[str]) -> None:
    data = docx_bytes(with_text("other", "末段。"), Fonts())
    mark = '<w:t xml:space="preserve">末段。</w:t></w:r>'
    texts = document_text(edited(data, "word/document.xml", mark, mark + content))
    last = next(i for i, text in enumerate(texts) if text.startswith("末段。"))
    assert texts[last:-2] == seen


def damaged() -> bytes:
    """A .docx with a torn stream in the middle of its first part."""
    data = bytearray(docx_bytes(SAMPLE, Fonts()))
    start = data.index(b"word/document.xml") + 200
    data[start : start + 200] = bytes(200)
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 broken", "纯文本".encode(), docx_bytes(SAMPLE, Fonts())[:4000], damaged()],
    ids=["empty", "not a zip", "text", "cut", "damaged"],
)
def test_document_text_of_no_word_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="Word"):
        document_text(data)
