"""Entries of a table of contents are left out however they are marked; prose and headings that only look so stay."""

import pytest

from nianbao.documents.stream import Paragraph
from nianbao.documents.word.reading.source import read_docx
from tests.support.files.raw_word import paragraph, row, run, table, word_file

ENTRY_STYLE = '<w:pStyle w:val="T"/>'
STYLES = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
HEADINGS = ("一、总体情况", "二、主动公开政府信息情况")
TAB = "<w:r><w:tab/></w:r>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def opened(code: str) -> str:
    """A field up to its result, its code in two runs."""
    half = len(code) // 2
    codes = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (code[:half], code[half:]))
    return mark("begin") + codes + mark("separate")


def entry(title: str, page: str = "3") -> str:
    return run(title) + TAB + run(page)


def page_reference(title: str) -> str:
    return run(title) + TAB + opened(" PAGEREF _Toc12 \\h ") + run("3") + mark("end")


def control(content: str, gallery: str = "Table of Contents") -> str:
    return (
        f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="{gallery}"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


first, second = HEADINGS
CONTENTS = {
    "a field over paragraphs, its end by itself": paragraph(opened(' TOC \\o "1-3" ') + entry(first))
    + paragraph(entry(second))
    + paragraph(mark("end")),
    "a field without page numbers": paragraph(opened("TOC \\n") + run(first)) + paragraph(run(second) + mark("end")),
    "a content control": control(paragraph("目  录") + paragraph(run(first)) + paragraph(run(second))),
    "a style": paragraph(entry(first), ENTRY_STYLE) + paragraph(entry(second, "- 4 -"), ENTRY_STYLE),
    "a style that the file does not define": paragraph(entry(first), '<w:pStyle w:val="TOC1"/>')
    + paragraph(entry(second, "IV"), '<w:pStyle w:val="目录2"/>'),
    "references to pages": paragraph(page_reference(first)) + paragraph(page_reference(second)),
    "links": "".join(
        paragraph(f'<w:hyperlink w:anchor="_Toc{number}">{entry(title)}</w:hyperlink>')
        for number, title in enumerate(HEADINGS)
    ),
    "fields of links": "".join(
        paragraph(opened(f' HYPERLINK \\l "_Toc{number}" ') + entry(title) + mark("end"))
        for number, title in enumerate(HEADINGS)
    ),
}


@pytest.mark.parametrize("contents", CONTENTS.values(), ids=CONTENTS.keys())
def test_entries_are_left_out(contents: str) -> None:
    blocks = read_docx(word_file(paragraph("甲") + contents + paragraph(first), styles=STYLES)).blocks
    assert blocks == (Paragraph("甲"), Paragraph(first))


PROSE = "收到申请5件。"
KEPT = {
    "a heading in a style for contents": paragraph(first, ENTRY_STYLE),
    "prose in a style for contents": paragraph(f"{PROSE}共5", ENTRY_STYLE),
    "prose in a content control": control(paragraph(PROSE)),
    "a control of another kind": control(paragraph(first), "Cover Pages"),
    "a control over the whole report": control(paragraph(first) + table(row("甲", "1"))),
    "a field that never ends": paragraph(opened("TOC") + run(first)),
    "a field over the whole report": paragraph(opened("TOC") + run(first))
    + table(row("甲", "1"))
    + paragraph(mark("end")),
    "a heading behind the end of the field": paragraph(opened("TOC")) + paragraph(mark("end") + run(first)),
    "a reference in prose": paragraph(run("见第") + opened("PAGEREF _Toc12") + run("3") + mark("end") + run("页")),
    "a number beside a link": paragraph(run("共") + '<w:hyperlink w:anchor="_Ref1">' + run("3") + "</w:hyperlink>"),
}


@pytest.mark.parametrize("body", KEPT.values(), ids=KEPT.keys())
def test_what_is_no_entry_stays(body: str) -> None:
    assert isinstance(read_docx(word_file(body, styles=STYLES)).blocks[0], Paragraph)
