"""Word out: read back unchanged, every line in its style, the same bytes every time, never over another file."""

import dataclasses
import io
import random
import zipfile
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.documents import read
from nianbao.documents.word.reading.every_word import document_text
from nianbao.documents.word.writing.report import docx_bytes, title_lines, write_docx
from nianbao.documents.word.writing.styles import Fonts
from nianbao.report import LAYOUT_2019, LAYOUT_2021, Cell, Report, Table, infer_agency
from nianbao.report.form import official_grid
from tests.conftest import ROOT
from tests.support.files.word_files import NOTED, SAMPLE, W, as_others_read, part, with_text
from tests.support.tables import reports


@settings(max_examples=20, deadline=None)
@given(reports())
def test_valid_reports_are_read_back_unchanged(report: Report) -> None:
    again = read(docx_bytes(report, Fonts()), "x.docx")
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
    again = read(docx_bytes(report, Fonts()), "x.docx")
    assert not again.problems
    assert again.layout is layout
    for key, table in tables.items():
        assert again.tables[key] is not None
        assert again.tables[key].cells == table.cells


@pytest.mark.parametrize("path", sorted((ROOT / "corpus" / "reports").glob("*.md")), ids=lambda p: p.stem)
def test_every_sample_report_is_read_back_unchanged(path: Any) -> None:
    report = read(path)
    assert read(docx_bytes(report, Fonts()), "x.docx") == report


def test_one_row_for_other_handling_stays_one_row_in_its_place() -> None:
    form = LAYOUT_2021.tables["applications"]
    cells = {a: Cell.of(1) for a in form.addresses if not a[0].startswith("other")}
    cells |= {("other", c.key): Cell.of(5) for c in form.blocks[0].columns}
    tables = SAMPLE.tables | {"applications": Table(form, cells)}
    data = docx_bytes(dataclasses.replace(SAMPLE, tables=tables), Fonts())
    again = read(data, "x.docx").tables["applications"]
    assert again is not None
    assert again.cells == cells
    labels = [row[0].text for row in official_grid(form, again).rows[-3:]]
    assert labels == ["（六）其他处理", "（七）总计", "四、结转下年度继续办理"]


def test_a_missing_table_is_an_empty_form_under_a_marker_and_never_zeros() -> None:
    report = dataclasses.replace(SAMPLE, tables=SAMPLE.tables | {"applications": None})
    data = docx_bytes(report, Fonts())
    again = read(data, "x.docx").tables["applications"]
    assert again is not None
    assert {c.raw for c in again.cells.values()} == {""}
    assert any(text.startswith("〔待填：表三") for text in document_text(data))


def test_a_table_without_its_section_is_not_lost() -> None:
    sections = tuple(s for s in SAMPLE.sections if s.key != "applications")
    report = dataclasses.replace(SAMPLE, sections=sections, tables_found_in={})
    again = read(docx_bytes(report, Fonts()), "x.docx")
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


def test_headings_have_their_levels() -> None:
    paragraphs = [(p.style.name, p.text) for p in as_others_read(docx_bytes(SAMPLE, Fonts())).paragraphs]
    assert [text for style, text in paragraphs if style == "Title"] == [
        "示例省云岭市青禾县柳溪镇人民政府",
        "2024年政府信息公开工作年度报告",
    ]
    assert [text[:2] for style, text in paragraphs if style == "Heading 1"] == [
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
        "六、",
    ]
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
    paragraph = next(
        p for p in as_others_read(docx_bytes(with_text("overview", line), Fonts())).paragraphs if p.text == line
    )
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
        (
            "关于印发某项没有年份也没有地名的很长很长的标题的通知",
            ["关于印发某项没有年份也没有地名的很长很长的标题的通知"],
        ),
    ],
)
def test_long_titles_break_where_the_sense_allows(title: str, lines: list[str]) -> None:
    assert title_lines(title) == lines


def test_a_title_over_three_lines_is_read_back_whole() -> None:
    name = "示例壮族自治区云岭苗族侗族自治州砚洲土家族自治县市场监督管理局"
    title = f"{name}2024年政府信息公开工作年度报告"
    report = dataclasses.replace(SAMPLE, title=title, agency=infer_agency(name))
    again = read(docx_bytes(report, Fonts()), "x.docx")
    assert (again.title, again.agency, again.year) == (title, report.agency, 2024)


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
    properties = as_others_read(first).core_properties
    assert (properties.created.isoformat()[:19], properties.title) == ("2025-01-20T08:00:00", SAMPLE.title)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
