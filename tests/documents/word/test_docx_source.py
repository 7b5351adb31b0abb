"""Word files of every kind, from raw XML: the exact blocks they are read into."""

import pytest

from nianbao.documents import packed as packed_files
from nianbao.documents import read
from nianbao.documents.stream import Block, Grid, GridCell, Paragraph, UnreadableFileError
from nianbao.documents.word.reading import source as docx_source
from nianbao.documents.word.reading.source import read_docx
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.documents.word.writing.styles import Fonts
from tests.support.files.raw_word import MAIN, RELATIONS, cell, packed, paragraph, row, run, style, table, word_file
from tests.support.files.word_files import SAMPLE, edited

P = Paragraph


def blocks(body: str, **parts: str) -> list[Block]:
    return list(read_docx(word_file(body, **parts)).blocks)


def grid(*rows: str) -> Grid:
    """A grid written down: cells parted by spaces as ``text@column`` or ``text@column+span``; · is an empty text."""
    return Grid(tuple(tuple(_grid_cell(c) for c in line.split()) for line in rows))


def _grid_cell(written: str) -> GridCell:
    text, _, place = written.partition("@")
    column, _, span = place.partition("+")
    return GridCell(text.replace("·", "").replace("/", "\n"), int(column), int(span or 1))


SPAN2, SPAN3 = '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'
TOP, BELOW, BELOW_TOO = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:vMerge w:val="continue"/>'
PREFIX = '<w:gridBefore w:val="2"/>'
LEFT, RIGHT = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
CONTROL = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"

GRIDS = {
    "cells side by side": (table(row("甲", "1"), row("乙", "2")), [grid("甲@0 1@1", "乙@0 2@1")]),
    "gridSpan": (table(row(cell("甲", SPAN2), "1")), [grid("甲@0+2 1@2")]),
    "gridBefore": (table(row("甲", "1", properties=PREFIX)), [grid("甲@2 1@3")]),
    "vMerge": (
        table(row(cell("组", TOP), "甲"), row(cell("", BELOW), "乙"), row(cell("旧", BELOW_TOO), "丙")),
        [grid("组@0 甲@1", "·@0 乙@1", "·@0 丙@1")],
    ),
    "vMerge with nothing above": (
        table(row("组", "甲"), row(cell("7", BELOW), "乙")), [grid("组@0 甲@1", "7@0 乙@1")],
    ),
    "hMerge": (table(row(cell("甲", LEFT), cell("旧", RIGHT), "1")), [grid("甲@0+2 1@2")]),
    "a row without its first cell": (table(row("甲", "乙"), row(cell("1", SPAN3))), [grid("甲@0 乙@1", "1@0+3")]),
    "content controls": (
        CONTROL.format(table(CONTROL.format(row("甲", CONTROL.format(cell("1"))), ), row("乙", cell(CONTROL.format(paragraph("2")))))),
        [grid("甲@0 1@1", "乙@0 2@1")],
    ),
    "several paragraphs in a cell": (table(row(cell(paragraph("商业") + paragraph() + paragraph("企业")), "1")), [grid("商业/企业@0 1@1")]),
    "two tables": (table(row("甲", "1")) + paragraph() + table(row("乙", "2")), [grid("甲@0 1@1"), grid("乙@0 2@1")]),
    "a deleted row": (table(row("甲", "1", properties="<w:del/>"), row("乙", "2", properties="<w:ins/>")), [grid("乙@0 2@1")]),
    "a merge whose first row is deleted": (
        table(row(cell("组", TOP), "甲", properties="<w:del/>"), row(cell("", BELOW), "乙"), row(cell("", BELOW), "丙")),
        [grid("·@0 乙@1", "·@0 丙@1")],
    ),
    "a deleted cell": (table(row(cell("删", "<w:cellDel/>"), "甲", cell("1", "<w:cellIns/>"))), [grid("甲@0 1@1")]),
    "a tracked merge": (
        table(row(cell("组", '<w:cellMerge w:vMerge="rest"/>'), "甲"), row(cell("旧", '<w:cellMerge w:vMerge="cont"/>'), "乙")),
        [grid("组@0 甲@1", "·@0 乙@1")],
    ),
    "a hidden row": (table(row("甲", "1", properties="<w:hidden/>"), row("乙", "2")), [grid("乙@0 2@1")]),
    "nothing left": (table(row("甲", "1", properties="<w:del/>")), []),
    "damaged numbers": (
        table(row(cell("甲", '<w:gridSpan w:val="abc"/>'), cell("乙", '<w:gridSpan w:val="0"/>'), cell("丙", '<w:gridSpan w:val="-4"/>'),
                  cell("丁", '<w:gridSpan w:val="²"/>'), cell("戊", '<w:gridSpan w:val="999999999999"/>'), "己",
                  properties='<w:gridBefore w:val="x"/>')),
        [grid("甲@0 乙@1 丙@2 丁@3 戊@4 己@5")],
    ),
    "a very wide cell": (table(row(cell("甲", '<w:gridSpan w:val="9999"/>'), "1")), [grid("甲@0+63 1@63")]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), GRIDS.values(), ids=GRIDS.keys())
def test_tables(body: str, expected: list[Block]) -> None:
    assert blocks(body) == expected


OFFICIAL = table(row("行政许可", "203"), row("行政处罚", "14"))
READ = grid("行政许可@0 203@1", "行政处罚@0 14@1")
PROSE = "".join(paragraph("本机关认真做好公开工作。" * 6) for _ in range(3))
READ_PROSE = [P("本机关认真做好公开工作。" * 6)] * 3

FRAMES = {
    "the whole report in one cell": (
        table(row(cell(paragraph("一、总体情况") + paragraph("正文。") + OFFICIAL + paragraph("完。")))),
        [P("一、总体情况"), P("正文。"), READ, P("完。")],
    ),
    "one column": (table(row("标题"), row("一、总体情况"), row(cell(OFFICIAL + paragraph()))), [P("标题"), P("一、总体情况"), READ]),
    "beside a list of links": (
        table(row(cell(paragraph("首页") + paragraph("年报")), cell(paragraph("正文。") + OFFICIAL + paragraph()))),
        [P("首页"), P("年报"), P("正文。"), READ],
    ),
    "a frame in a frame": (table(row(cell(table(row(cell(OFFICIAL + paragraph()))) + paragraph("完。")))), [READ, P("完。")]),
    "prose beside a margin": (
        table(row("", cell(PROSE))), READ_PROSE,
    ),
    "sections beside a margin": (
        table(row("边", cell(paragraph("一、总体情况") + paragraph("正文。") + paragraph("二、主动公开政府信息情况")))),
        [P("边"), P("一、总体情况"), P("正文。"), P("二、主动公开政府信息情况")],
    ),
    "a heading across a table of data": (
        table(row("行政许可", "203"), row(cell("三、收到和处理政府信息公开申请情况", SPAN2)), row("申请", "1")),
        [grid("行政许可@0 203@1"), P("三、收到和处理政府信息公开申请情况"), grid("申请@0 1@1")],
    ),
    "a label across a table of data is no frame": (
        table(row(cell("第二十条第（五）项", SPAN2)), row("行政许可", "203")), [grid("第二十条第（五）项@0+2", "行政许可@0 203@1")],
    ),
    "a broken label is no frame": (
        table(row(cell(paragraph("办") + paragraph("理") + paragraph("结") + paragraph("果")), "")), [grid("办/理/结/果@0 ·@1")],
    ),
    "a table in a cell of data": (
        table(row("行政许可", cell(table(row("203")) + paragraph())), row("行政处罚", "14")),
        [READ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), FRAMES.values(), ids=FRAMES.keys())
def test_tables_that_are_frames(body: str, expected: list[Block]) -> None:
    assert blocks(body) == expected


def drawn(content: str) -> str:
    return (
        f"<w:drawing><wp:inline><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wp:inline></w:drawing>"
    )


def vml(content: str) -> str:
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"


def either(choice: str, fallback: str) -> str:
    choice = f'<mc:Choice Requires="wps">{choice}</mc:Choice>'
    return f"<mc:AlternateContent>{choice}<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"


BOX = paragraph("框内") + OFFICIAL
ANCHOR = "<w:r><w:t>锚</w:t></w:r><w:r>{}</w:r>"
BOXES = {
    "drawn": (paragraph(ANCHOR.format(drawn(BOX))) + paragraph("后"), [P("锚"), P("框内"), READ, P("后")]),
    "VML": (paragraph(ANCHOR.format(vml(BOX))), [P("锚"), P("框内"), READ]),
    "drawn twice": (paragraph(ANCHOR.format(either(drawn(BOX), vml(BOX)))), [P("锚"), P("框内"), READ]),
    "words only in the substitute": (paragraph(ANCHOR.format(either("<w:drawing/>", vml(BOX)))), [P("锚"), P("框内"), READ]),
    "a box in a box": (
        paragraph(ANCHOR.format(drawn(paragraph(ANCHOR.format(either(drawn(BOX), vml(BOX))))))), [P("锚"), P("锚"), P("框内"), READ],
    ),
    "anchored in an empty paragraph": (paragraph(f"<w:r>{drawn(BOX)}</w:r>"), [P("框内"), READ]),
    "anchored in a cell": (
        table(row("甲", cell(paragraph(f"<w:r><w:t>1</w:t>{drawn(BOX)}</w:r>"))), row("乙", "2")),
        [grid("甲@0 1@1", "乙@0 2@1"), P("框内"), READ],
    ),
    "deleted": (paragraph(f"<w:r><w:t>锚</w:t></w:r><w:del><w:r>{drawn(BOX)}</w:r></w:del>"), [P("锚")]),
    "word art": (paragraph('<w:r><w:pict><v:shape><v:textpath string="年度报告"/></v:shape></w:pict></w:r>'), [P("年度报告")]),
    "alternatives around a paragraph": (either(paragraph("新"), paragraph("旧")), [P("新")]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), BOXES.values(), ids=BOXES.keys())
def test_text_boxes(body: str, expected: list[Block]) -> None:
    assert blocks(body) == expected


def field(code: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


RAISED = '<w:vertAlign w:val="superscript"/>'
CODE = "<w:r><w:instrText>IF </w:instrText></w:r>"
MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'
LINES = {
    "split runs": (run("1") + run("2件"), "12件"),
    "soft hyphen": ("<w:r><w:t>甲\xad乙</w:t><w:softHyphen/><w:t>丙</w:t></w:r>", "甲乙丙"),
    "tabs": ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:ptab/><w:t>丙</w:t></w:r>", "甲 乙 丙"),
    "page break": ('<w:r><w:br w:type="page"/></w:r>' + run("甲"), "甲"),
    "symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>甲</w:t></w:r>', "☑甲"),
    "unknown symbol": ('<w:r><w:sym w:font="Webdings" w:char="F031"/></w:r>', "\uf031"),
    "no symbol": ('<w:r><w:sym w:font="Webdings" w:char="zz"/></w:r>' + run("甲"), "甲"),
    "ruby": ("<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>", "拼"),
    "equation": ("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>", "1/2"),
    "power": ("<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>", "10^2"),
    "field": (field(CODE, run("5")), "5"),
    "field in a field's code": (field(CODE + field("", run("9")), run("5")), "5"),
    "field without a result": (run("甲") + field(CODE, "").replace("separate", "end", 1), "甲"),
    "field without end": ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("甲"), "甲"),
    "link": ('<w:hyperlink r:id="x">' + run("示例") + "</w:hyperlink>", "示例"),
    "hidden": (run("甲") + run("藏", "<w:vanish/>"), "甲"),
    "hidden by a style": (run("甲") + run("藏", '<w:rStyle w:val="Secret"/>'), "甲"),
    "shown against its style": (run("甲", '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>'), "甲"),
    "note mark": (run("12") + MARK + run("件"), "12件"),
    "note mark of its own": (run("12") + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>3</w:t></w:r>', "12"),
    "raised figure after a number": (run("12") + run("1", RAISED), "12"),
    "raised figure in brackets": (run("12") + run("[1]", RAISED) + run("件"), "12件"),
    "raised figure by a style": (run("12") + run("1", '<w:rStyle w:val="Mark"/>'), "12"),
    "figure lifted like a raised one": (run("12") + run("1", '<w:position w:val="8"/>'), "12"),
    "figure lifted a little": (run("1") + run("2", '<w:position w:val="2"/>'), "12"),
    "square metres": (run("12m") + run("2", RAISED), "12m²"),
    "all raised": (run("1", RAISED) + run("2", RAISED), "12"),
    "raised words": (run("甲") + run("附", RAISED), "甲附"),
    "inserted and deleted": (
        "<w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        "<w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo><w:moveFrom><w:r><w:t>去</w:t></w:r></w:moveFrom>", "增来",
    ),
}  # fmt: skip
STYLES = style("Secret", run="<w:vanish/>", kind="character") + style("Mark", run=RAISED, kind="character")


@pytest.mark.parametrize(("content", "expected"), LINES.values(), ids=LINES.keys())
def test_a_line_in_prose_and_in_a_cell(content: str, expected: str) -> None:
    line = paragraph(content)
    prose, cells = blocks(line + table(row("甲", cell(line)), row("乙", "")), styles=STYLES)
    assert prose == P(expected)
    assert isinstance(cells, Grid)
    assert cells.rows[0][1].text == expected


def test_a_hidden_paragraph_style_and_what_shows_in_spite_of_it() -> None:
    body = paragraph("藏", '<w:pStyle w:val="Gone"/>') + paragraph(
        run("藏") + run("见", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Gone"/>'
    )
    assert blocks(body, styles=style("Gone", run="<w:vanish/>")) == [P("见")]


def test_levels_of_styles_and_of_paragraphs() -> None:
    styles = (
        style("A", '<w:outlineLvl w:val="0"/>')
        + style("B", based_on="A")
        + style("C", based_on="C")
        + style("heading 2")
        + style("Body", '<w:outlineLvl w:val="9"/>', based_on="A")
    )
    own = '<w:pStyle w:val="A"/><w:outlineLvl w:val="{}"/>'
    body = "".join(
        paragraph("甲", f'<w:pStyle w:val="{name}"/>') for name in ("A", "B", "C", "heading 2", "Body", "无")
    )
    body += paragraph("甲", own.format(2)) + paragraph("甲", own.format(9)) + paragraph("甲", own.format("x"))
    assert [b.level for b in blocks(body, styles=styles)] == [1, 1, None, 2, None, None, 3, None, None]


GONE = "<w:rPr><w:del/></w:rPr>"
JOINS = {
    "a deleted mark": (paragraph("总体", GONE) + paragraph("情况"), [P("总体情况")]),
    "two deleted marks": (paragraph("总", GONE) + paragraph("体", GONE) + paragraph("情况"), [P("总体情况")]),
    "a mark moved away": (paragraph("总体", "<w:rPr><w:moveFrom/></w:rPr>") + paragraph("情况"), [P("总体情况")]),
    "before a table": (paragraph("总体", GONE) + OFFICIAL, [P("总体"), READ]),
    "at the end": (paragraph("总体", GONE), [P("总体")]),
    "an inserted mark": (paragraph("总体", "<w:rPr><w:ins/></w:rPr>") + paragraph("情况"), [P("总体"), P("情况")]),
    "in a cell": (
        table(row("甲", cell(paragraph("1", GONE) + paragraph("2"))), row("乙", "")), [grid("甲@0 12@1", "乙@0 ·@1")],
    ),
    "a style separator": (
        paragraph("（一）主动公开。", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + paragraph("正文"), [P("（一）主动公开。正文")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), JOINS.values(), ids=JOINS.keys())
def test_paragraphs_that_go_on_in_the_next(body: str, expected: list[Block]) -> None:
    assert blocks(body) == expected


def note(number: int, text: str, more: str = "") -> str:
    mark = f'<w:r><w:rPr>{RAISED}</w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r>'
    return f'<w:footnote {more} w:id="{number}">{paragraph(mark)}</w:footnote>'


def test_notes_come_last_in_the_order_of_their_marks() -> None:
    footnotes = note(-1, "线", 'w:type="separator"') + note(1, "甲注") + note(2, "乙注") + note(3, "无人提到")
    endnotes = f'<w:endnote w:id="1">{paragraph("尾注")}</w:endnote>'
    second, first, end = (
        f'<w:r><w:{kind}Reference w:id="{n}"/></w:r>' for kind, n in (("footnote", 2), ("footnote", 1), ("endnote", 1))
    )
    body = (
        paragraph(run("文") + end)
        + table(row("甲", cell(paragraph(run("5") + second))), row("乙", "6"))
        + paragraph(run("末") + first + second)
    )
    expected = [P("文"), grid("甲@0 5@1", "乙@0 6@1"), P("末"), P("乙注"), P("甲注"), P("尾注")]
    assert blocks(body, footnotes=footnotes, endnotes=endnotes) == expected


def relation(kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="x" Type="{RELATIONS}/{kind}" Target="{target}" {mode}/>'


LARGE = '<wp:inline><wp:extent cx="5400000" cy="3600000"/><a:blip r:embed="x"/></wp:inline>'
SMALL = LARGE.replace("5400000", "720000")
NOTICES = {
    "nothing": (paragraph("甲"), "", {}, []),
    "an insertion": (paragraph("<w:ins>" + run("甲") + "</w:ins>"), "", {}, [("tracked_changes", "修订")]),
    "a deleted row": (table(row("甲", "1", properties="<w:del/>")), "", {}, [("tracked_changes", "修订")]),
    "a format changed": (paragraph(run("甲", "<w:rPrChange/>")), "", {}, []),
    "macros": (paragraph("甲"), "", {"word/vbaProject.bin": b"\xd0\xcf"}, [("left_out", "宏")]),
    "a file put in": ('<w:altChunk r:id="x"/>' + paragraph("甲"), relation("aFChunk", "a.htm"), {}, [("left_out", "另外的文件")]),
    "a picture elsewhere": (
        paragraph("甲"), relation("image", "http://example.invalid/a.png", 'TargetMode="External"'), {}, [("left_out", "外部")],
    ),
    "a link": (paragraph("甲"), relation("hyperlink", "http://example.invalid/", 'TargetMode="External"'), {}, []),
    "an embedded sheet": (paragraph("<w:r><w:object/></w:r>"), "", {}, [("left_out", "Excel")]),
    "a large picture": (paragraph(f"<w:r><w:drawing>{LARGE}</w:drawing></w:r>"), "", {}, [("left_out", "图片")]),
    "a seal": (paragraph(f"<w:r><w:drawing>{SMALL}</w:drawing></w:r>"), "", {}, []),
}  # fmt: skip


@pytest.mark.parametrize(("body", "relations", "extra", "expected"), NOTICES.values(), ids=NOTICES.keys())
def test_notices(body: str, relations: str, extra: dict[str, bytes], expected: list[tuple[str, str]]) -> None:
    notices = read_docx(word_file(body, relations=relations, extra=extra)).notices
    assert [n.code for n in notices] == [code for code, _ in expected]
    assert all(word in n.message for n, (_, word) in zip(notices, expected, strict=True))


def test_the_strict_variant_and_a_document_under_another_name() -> None:
    body = paragraph("甲", '<w:pStyle w:val="A"/>') + OFFICIAL
    styles = style("A", '<w:outlineLvl w:val="0"/>')
    assert list(read_docx(word_file(body, styles=styles, strict=True)).blocks) == [P("甲", level=1), READ]
    assert list(read_docx(word_file(body, styles=styles, document="word/document2.xml")).blocks) == [
        P("甲", level=1),
        READ,
    ]


BOMB = '<!DOCTYPE w:document [<!ENTITY a "甲甲"><!ENTITY b "&a;&a;">]>'
NO_BODY = f'<w:document xmlns:w="{MAIN}"/>'.encode()
GOOD = word_file(paragraph("甲"))
UNREADABLE = {
    "empty": b"",
    "no zip": b"PK\x03\x04 broken",
    "cut off": GOOD[:-200],
    "no document": packed({"word/styles.xml": b"<a/>"}),
    "no body": packed({"word/document.xml": NO_BODY}),
    "no XML": packed({"word/document.xml": b"\x00\x01\x02"}),
    "entities": packed({"word/document.xml": BOMB.encode() + NO_BODY}),
    "nested without end": word_file("<w:sdt><w:sdtContent>" * 2000),
    "too deep": word_file("<w:ins>" * 300 + paragraph("甲") + "</w:ins>" * 300),
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_refused_in_one_chinese_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="Word") as caught:
        read_docx(data)
    assert "\n" not in str(caught.value)


def test_deep_nesting_is_read() -> None:
    body = paragraph("甲")
    for _ in range(75):
        body = table(row(cell(body + paragraph())))
    assert blocks(body) == [P("甲")]
    assert blocks(paragraph("<w:ins>" * 240 + run("甲") + "</w:ins>" * 240)) == [P("甲")]


def test_any_flipped_byte_of_a_file_is_read_or_refused() -> None:
    data = word_file(paragraph("甲") + OFFICIAL, styles=style("A"), numbering="")
    for place in range(0, len(data), 7):
        broken = bytearray(data)
        broken[place] ^= 0x41
        try:
            read_docx(bytes(broken))
        except UnreadableFileError:
            continue


@pytest.mark.parametrize(("limit", "value", "words"), [("MAX_CELLS", 3, "超过 3 格"), ("MAX_BLOCKS", 1, "超过 1 个")])
def test_limits_are_said(monkeypatch: pytest.MonkeyPatch, limit: str, value: int, words: str) -> None:
    monkeypatch.setattr(docx_source, limit, value)
    with pytest.raises(UnreadableFileError, match=words):
        blocks(paragraph("甲") + paragraph("乙") + OFFICIAL)


def test_a_part_that_is_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_files, "MAX_PART_BYTES", 1000)
    with pytest.raises(UnreadableFileError, match="过大"):
        blocks(paragraph("甲" * 1000))


def test_a_report_in_one_cell_is_read_as_the_report() -> None:
    data = docx_bytes(SAMPLE, Fonts())
    inside = edited(data, "word/document.xml", "<w:body>", "<w:body><w:tbl><w:tr><w:tc>")
    inside = edited(inside, "word/document.xml", "<w:sectPr>", "<w:p/></w:tc></w:tr></w:tbl><w:sectPr>")
    again = read(inside, "年报.docx")
    assert again.tables == SAMPLE.tables
    assert again.sections == read(data, "年报.docx").sections
    assert again.problems == ()
