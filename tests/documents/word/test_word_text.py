"""Text of a paragraph edited by others: what the reader of reports and ``document_text`` see, side by side."""

import pytest

from nianbao.documents.stream import Paragraph
from nianbao.documents.word.leaves import leaf_text, text_leaves
from nianbao.documents.word.reading.every_word import document_text
from nianbao.documents.word.reading.source import read_docx
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.documents.word.writing.styles import Fonts
from nianbao.documents.word.xml import w
from tests.support.files.word_files import edited, with_text

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {code} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>78</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
ALTERNATIVES = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice Requires="wps"><w:drawing>{BOX}</w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
HIDDEN = "<w:r><w:rPr><w:vanish{value}/></w:rPr><w:t>隐</w:t></w:r>"

# What follows 末段。 in its paragraph; how the report reads it; the paragraphs of document_text.
CASES = {
    "split runs": ("<w:r><w:t>7</w:t></w:r><w:r><w:t>6件</w:t></w:r>", "末段。76件", ["末段。76件"]),
    "tab": ("<w:r><w:tab/><w:t>6件</w:t></w:r>", "末段。 6件", ["末段。 6件"]),
    "line break": ("<w:r><w:br/><w:t>次行</w:t></w:r>", "末段。\n次行", ["末段。 次行"]),
    "return": ("<w:r><w:cr/><w:t>次行</w:t></w:r>", "末段。\n次行", ["末段。 次行"]),
    "hyphen": ("<w:r><w:noBreakHyphen/><w:t>甲</w:t></w:r>", "末段。-甲", ["末段。-甲"]),
    "inserted": ("<w:ins><w:r><w:t>增</w:t></w:r></w:ins>", "末段。增", ["末段。增"]),
    "moved here": ("<w:moveTo><w:r><w:t>移</w:t></w:r></w:moveTo>", "末段。移", ["末段。移"]),
    "moved away": ("<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>", "末段。", ["末段。"]),
    "deleted": ("<w:del><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del>", "末段。", ["末段。"]),
    "hidden": (HIDDEN.format(value=""), "末段。", ["末段。隐"]),
    "hidden no more": (HIDDEN.format(value=' w:val="0"'), "末段。隐", ["末段。隐"]),
    "page field": (FIELD.format(code="PAGE"), "末段。78", ["末段。"]),
    "other field": (FIELD.format(code="REF 件数"), "末段。78", ["末段。78"]),
    "short page field": ('<w:fldSimple w:instr=" PAGE "><w:r><w:t>9</w:t></w:r></w:fldSimple>', "末段。9", ["末段。"]),
    "text box": (f"<w:r><w:pict>{BOX}</w:pict></w:r>", "末段。", ["末段。", "框"]),
    "drawn twice": (ALTERNATIVES, "末段。", ["末段。", "框"]),
}


def file_with(content: str) -> bytes:
    """A report whose last paragraph is 末段。 and what follows it."""
    mark = '<w:t xml:space="preserve">末段。</w:t></w:r>'
    return edited(docx_bytes(with_text("other", "末段。"), Fonts()), "word/document.xml", mark, mark + content)


@pytest.mark.parametrize(("content", "read", "proofread"), CASES.values(), ids=CASES.keys())
def test_both_readers_of_an_edited_paragraph(content: str, read: str, proofread: list[str]) -> None:
    data = file_with(content)
    lines = [read, *proofread[1:]]  # a text box follows the paragraph that holds it
    assert list(read_docx(data).blocks[-len(lines) :]) == [Paragraph(line) for line in lines]
    assert document_text(data)[-2 - len(proofread) : -2] == proofread  # two footers stand last


def test_a_tab_stop_is_no_text() -> None:
    paragraph = w("p", w("pPr", w("tabs", w("tab", val="left"))), w("r", w("tab")))
    assert [leaf_text(leaf, "\n") for leaf in text_leaves(paragraph, lambda _: False)] == ["", " "]
