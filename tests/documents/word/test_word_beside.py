"""What stands beside the text of a Word file: told, and never read as the report's."""

import pytest

from nianbao.documents import read
from nianbao.documents.word.reading.parts import RELATION_ID
from tests.support.files.raw_word import RELATIONS, paragraph, run, word_file

TITLE = "示例市青禾县财政局2024年政府信息公开工作年度报告"
BODY = paragraph(TITLE) + paragraph("一、总体情况") + paragraph("收到申请12件。") + paragraph("六、其他需要报告的事项")
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _with(kind: str, text: str, body: str = BODY) -> list[str]:
    part = f"<w:{kind[:3]}r {NAMESPACE}>{paragraph(text)}</w:{kind[:3]}r>".replace("hear", "hdr").replace("foor", "ftr")
    link = f'<Relationship Id="h1" Type="{RELATIONS}/{kind}" Target="{kind}1.xml"/>'
    name = RELATION_ID.partition("}")[0][1:]
    shown = f'<w:p><w:pPr><w:sectPr><w:{kind}Reference xmlns:q="{name}" q:id="h1" w:type="default"/></w:sectPr></w:pPr></w:p>'
    report = read(word_file(body + shown, relations=link, extra={f"word/{kind}1.xml": part.encode()}), "年报.docx")
    assert text not in "".join(s.text for s in report.sections)
    return [notice.message for notice in report.notices]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("header", "砚洲县人民政府2023年政府信息公开工作年度报告"),
        ("footer", "征求意见稿 XX"),
        ("footer", "青禾县民政局"),
    ],
)
def test_a_header_or_footer_of_its_own_words_is_told(kind: str, text: str) -> None:
    (message,) = _with(kind, text)
    assert text in message


@pytest.mark.parametrize("text", [TITLE, "第1页 共9页", "- 3 -", "示例市青禾县财政局"])
def test_title_and_page_numbers_are_not(text: str) -> None:
    assert _with("header", text) == []


def test_hidden_text_and_comments_are_told() -> None:
    hidden = paragraph(run("收到申请12件。") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>159件</w:t></w:r>")
    assert "1处隐藏文字" in read(word_file(BODY + hidden), "年报.docx").notices[0].message
    comment = (
        f'<w:comments {NAMESPACE}><w:comment w:id="0" w:author="李">{paragraph("请核实")}</w:comment></w:comments>'
    )
    link = f'<Relationship Id="c1" Type="{RELATIONS}/comments" Target="comments.xml"/>'
    file = word_file(BODY, relations=link, extra={"word/comments.xml": comment.encode()})
    assert "1条批注（如“请核实”）" in read(file, "年报.docx").notices[0].message
    own = comment.replace('"李"', '"年报审核"')
    assert not read(word_file(BODY, relations=link, extra={"word/comments.xml": own.encode()}), "年报.docx").notices


def test_a_note_belongs_to_the_section_that_refers_to_it() -> None:
    note = '<w:footnote w:id="3">' + paragraph("不含转办件。") + "</w:footnote>"
    told = paragraph(run("收到申请12件") + '<w:r><w:footnoteReference w:id="3"/></w:r>' + run("。"))
    report = read(word_file(BODY.replace(paragraph("收到申请12件。"), told), footnotes=note), "年报.docx")
    assert "不含转办件" in report.text("overview")
    assert "不含转办件" not in report.text("other")
