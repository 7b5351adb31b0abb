"""What a Word file shows and nobody may read as a value: struck text, requests to fill in, formulas without result,
two figures in a cell; and what may hold a table and is not read."""

import pytest
from lxml import etree

from nianbao.documents.stream import Grid, Paragraph, Stream
from nianbao.documents.word.marking.anchors import PrintedText
from nianbao.documents.word.reading.chunks import MAX_CHUNKS
from nianbao.documents.word.reading.source import read_docx
from tests.support.files.raw_word import MAIN, RELATIONS, cell, paragraph, row, run, style, table, word_file

ONCE, TWICE = "<w:strike/>", "<w:dstrike/>"
STYLES = style("Gone", run=ONCE, kind="character") + style("Para", run=TWICE)


def read(body: str, **parts: str) -> Stream:
    return read_docx(word_file(body, **parts))


STRUCK = {
    "once": (run("15", ONCE) + run("18"), "18"),
    "twice": (run("15", TWICE) + run("18"), "18"),
    "switched off": (run("1", '<w:strike w:val="0"/>') + run("8", '<w:dstrike w:val="false"/>'), "18"),
    "by a style": (run("15", '<w:rStyle w:val="Gone"/>') + run("18"), "18"),
    "against its style": (run("18", '<w:rStyle w:val="Gone"/><w:strike w:val="0"/>'), "18"),
    "all of it": (run("15", ONCE), ""),
    "a tab and a symbol": ("<w:r><w:rPr><w:strike/></w:rPr><w:tab/><w:t>1</w:t></w:r>" + run("8"), "8"),
    "a field in it": (
        '<w:r><w:rPr><w:strike/></w:rPr><w:fldChar w:fldCharType="begin"/><w:instrText>QUOTE</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>5</w:t><w:fldChar w:fldCharType="end"/></w:r>' + run("8"),
        "8",
    ),
}


@pytest.mark.parametrize(("content", "shown"), STRUCK.values(), ids=STRUCK.keys())
def test_struck_text_is_not_read(content: str, shown: str) -> None:
    prose, grid = read(paragraph("甲") + table(row("乙", cell(paragraph(content)))), styles=STYLES).blocks
    assert prose == Paragraph("甲")
    assert isinstance(grid, Grid)
    assert grid.rows[0][1].text == shown


def test_a_struck_paragraph_is_gone_and_said_and_styles_cancel_out() -> None:
    body = paragraph("旧", '<w:pStyle w:val="Para"/>') + paragraph(
        run("新", '<w:rStyle w:val="Gone"/>'), '<w:pStyle w:val="Para"/>'
    )
    stream = read(body, styles=STYLES)
    assert stream.blocks == (Paragraph("新"),)
    assert ["删除线" in notice.message for notice in stream.notices] == [True]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("12") + "<w:r><w:tab/></w:r>" + run("345"), "12  345"),
        (run("12   345"), "12  345"),
        (run("12\t3"), "12  3"),
        (run("12 345"), "12 345"),
        (run("12") + "<w:r><w:tab/></w:r>" + run("件"), "12 件"),
        (run("结果   维持"), "结果 维持"),
    ],
)
def test_a_wide_gap_between_figures_of_a_cell_stays(content: str, text: str) -> None:
    prose, grid = read(paragraph(content) + table(row("甲", cell(paragraph(content))), row("乙", ""))).blocks
    assert isinstance(prose, Paragraph)
    assert "\t" not in prose.text or "\t" in content
    assert isinstance(grid, Grid)
    assert grid.rows[0][1].text == text


def control(content: str, sign: str = "<w:showingPlcHdr/>") -> str:
    return f"<w:sdt><w:sdtPr>{sign}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


REQUEST = "单击或点击此处输入文字。"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (cell(control(paragraph(REQUEST))), ""),
        (cell(paragraph(control(run(REQUEST)))), ""),
        (control(cell(REQUEST)), ""),
        (control(cell("Click or tap here to enter text.")), ""),
        (control(cell("12")), "12"),
        (control(cell(REQUEST), ""), REQUEST),
        (control(cell(REQUEST), '<w:showingPlcHdr w:val="0"/>'), REQUEST),
    ],
)
def test_a_request_to_fill_in_is_a_blank(inner: str, text: str) -> None:
    (grid,) = read(table(row("甲", inner), row("乙", "1"))).blocks
    assert isinstance(grid, Grid)
    assert [c.text for c in grid.rows[0]] == ["甲", text]


def formula(result: str) -> str:
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + result if result else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> =SUM(LEFT) </w:instrText></w:r>'
        + middle
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(("result", "said"), [("", True), (run(" "), True), (run("5"), False)])
def test_a_formula_without_result_is_said(result: str, said: bool) -> None:
    notices = read(table(row("甲", cell(paragraph(formula(result)))), row("乙", "1"))).notices
    assert any("公式" in notice.message for notice in notices) is said


# --- what may hold a table ----------------------------------------------------------------------------------------

TWO, THREE = "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"
PICTURE = '<a:blip r:embed="x"/>'
SHEET = paragraph("<w:r><w:object/></w:r>")
TABLE_TWO = table(
    row("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    row("规章", "0", "0", "0"),
    row("行政规范性文件", "1", "0", "3"),
)


def picture(width: int | None) -> str:
    size = "" if width is None else f'<wp:extent cx="{width * 360000}" cy="3600000"/>'
    return paragraph(f"<w:r><w:drawing><wp:inline>{size}{PICTURE}</wp:inline></w:drawing></w:r>")


UNREAD = {
    "pictures": (paragraph(TWO) + picture(15) + paragraph(THREE) + picture(None), ("active_disclosure", "applications")),
    "a seal": (paragraph(TWO) + picture(3), ()),
    "an embedded sheet": (paragraph(THREE) + SHEET, ("applications",)),
    "a picture in a frame": (paragraph(THREE) + table(row(cell(SHEET))), ("applications",)),
    "a file that is not there": (paragraph(THREE) + '<w:altChunk r:id="none"/>', ("applications",)),
    "a picture beside the table": (paragraph(TWO) + TABLE_TWO + picture(15), ()),
    "a picture elsewhere": (paragraph("一、总体情况") + picture(15) + paragraph(TWO), ()),
}  # fmt: skip


@pytest.mark.parametrize(("body", "sections"), UNREAD.values(), ids=UNREAD.keys())
def test_sections_whose_table_may_be_in_what_was_not_read(body: str, sections: tuple[str, ...]) -> None:
    stream = read(body)
    assert stream.unread_in == sections
    assert any("没有读到统计表" in notice.message for notice in stream.notices) is bool(sections)


PAGE = "<html><body><p>{}</p><table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table></body></html>"
ARCHIVE = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
REPORT = "<p>一、总体情况</p><p>做了工作。</p><p>六、其他需要报告的事项</p><p>没有。</p>"
CHUNKS = {
    "a page": ("a.html", PAGE.format("段").encode(), [Paragraph("段"), Grid], True),
    "a Word file": ("a.docx", word_file(paragraph("段") + table(row("甲", "1"), row("乙", "2"))), [Paragraph("段"), Grid], True),
    "a Word file in a Word file": (
        "a.docx", word_file('<w:altChunk r:id="x"/>' + paragraph("段"), relations=f'<Relationship Id="x" Type="{RELATIONS}/aFChunk" Target="b.htm"/>', extra={"word/b.htm": b"<p>x</p>"}),
        [Paragraph("段")], False,
    ),
    "rich text": ("a.rtf", b"{\\rtf1 x}", [], False),
    "damaged": ("a.docx", b"PK\x03\x04", [], False),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "expected", "wholly"), CHUNKS.values(), ids=CHUNKS.keys())
def test_a_file_put_into_the_file(name: str, data: bytes, expected: list[object], wholly: bool) -> None:
    relation = f'<Relationship Id="x" Type="{RELATIONS}/aFChunk" Target="{name}"/>'
    body = paragraph("前") + '<w:altChunk r:id="x"/>' + paragraph("后")
    stream = read_docx(word_file(body, relations=relation, extra={f"word/{name}": data}))
    found = [block if isinstance(block, Paragraph) else Grid for block in stream.blocks]
    assert found == [Paragraph("前"), *expected, Paragraph("后")]
    assert any("另外的文件" in notice.message for notice in stream.notices) is not wholly


@pytest.mark.parametrize(("page", "read_it"), [(REPORT, True), (PAGE.format("段"), False)])
def test_a_web_archive_put_into_the_file_is_read_when_it_holds_the_report(page: str, read_it: bool) -> None:
    relation = f'<Relationship Id="x" Type="{RELATIONS}/aFChunk" Target="a.mht"/>'
    archive = (ARCHIVE + f"<html><body>{page}</body></html>").encode()
    stream = read_docx(word_file('<w:altChunk r:id="x"/>', relations=relation, extra={"word/a.mht": archive}))
    assert (Paragraph("六、其他需要报告的事项") in stream.blocks) is read_it
    assert any("另外的文件" in notice.message for notice in stream.notices) is not read_it


def test_no_more_files_than_the_limit_are_read() -> None:
    relation = f'<Relationship Id="x" Type="{RELATIONS}/aFChunk" Target="a.htm"/>'
    body = '<w:altChunk r:id="x"/>' * (MAX_CHUNKS + 1)
    stream = read_docx(word_file(body, relations=relation, extra={"word/a.htm": PAGE.format("段").encode()}))
    assert sum(isinstance(block, Grid) for block in stream.blocks) == MAX_CHUNKS
    assert any("另外的文件" in notice.message for notice in stream.notices)


FLOATING = '<w:tblpPr w:vertAnchor="text" w:tblpY="600"/>'


@pytest.mark.parametrize(
    ("heading", "properties", "moved"), [(TWO, FLOATING, True), (THREE, FLOATING, False), (TWO, "", False)]
)
def test_a_table_that_floats_above_its_own_heading_is_put_below(heading: str, properties: str, moved: bool) -> None:
    floating = TABLE_TWO.replace("<w:tblPr/>", f"<w:tblPr>{properties}</w:tblPr>")
    blocks = read(paragraph("一、总体情况") + floating + paragraph(heading)).blocks
    assert [isinstance(block, Grid) for block in blocks] == ([False, False, True] if moved else [False, True, False])


def test_comments_are_placed_in_the_text_as_it_is_read() -> None:
    body = etree.fromstring(
        word_body(paragraph(run("收到") + run("15", ONCE) + run("18") + run("件", '<w:strike w:val="0"/>')))
    )
    assert PrintedText(body).text == "收到18件"


def word_body(content: str) -> str:
    return f'<w:body xmlns:w="{MAIN}">{content}</w:body>'
