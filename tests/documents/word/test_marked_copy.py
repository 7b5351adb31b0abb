"""The marked copy: comments at the very words, whatever the Word file is made of; nothing else changed."""

import io
import shutil
import subprocess
import zipfile
from datetime import datetime

import pytest
from lxml import etree

from nianbao.documents import UnreadableFileError, read
from nianbao.documents.word.marking.anchors import bare
from nianbao.documents.word.marking.comments import LONGEST_COMMENT
from nianbao.documents.word.marking.copy import Mark, marked_copy
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.documents.word.writing.styles import Fonts
from nianbao.report.errors import UserError
from tests.support.files.raw_word import (
    MAIN,
    RELATIONS,
    cell,
    level,
    lists,
    numbered,
    paragraph,
    row,
    run,
    table,
    word_file,
)
from tests.support.files.word_comments import anchored, by_comment, comments
from tests.support.files.word_files import SAMPLE, W, part, with_text
from validators.prose.sentences import sentences

TITLE = paragraph("示例市青禾县财政局2024年政府信息公开工作年度报告")
OVERVIEW = paragraph("一、总体情况")
OTHER = paragraph("六、其他需要报告的事项") + paragraph("没有需要报告的事项。")


def report_file(body: str, **more: object) -> bytes:
    return word_file(TITLE + OVERVIEW + body + OTHER, **more)  # type: ignore[arg-type]


def mark_of(data: bytes, section: str, quote: str, comment: str = "此处") -> Mark:
    """A mark as a rule would give it: offsets into the section's text as read."""
    report = read(data)
    text = {"title": report.title, "preamble": report.preamble}.get(section) or report.text(section)  # type: ignore[call-overload]
    start = text.index(quote)
    return Mark(comment, section, start, start + len(quote), quote)


# --- prose --------------------------------------------------------------------------------------------------------

LINK = f"<w:hyperlink>{run('收到申请')}</w:hyperlink>"
INSERTED = f'<w:ins w:id="1" w:author="某">{run("收到")}</w:ins>{run("申请")}'
CONTROL = f"<w:sdt><w:sdtContent>{run('收到申请')}</w:sdtContent></w:sdt>"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("收到申请") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
MADE_OF = {
    "one run": run("今年收到申请12件，"),
    "several runs": run("今年收") + run("到", "<w:b/>") + run("申请1") + run("2件，"),
    "a hyperlink": run("今年") + LINK + run("12件，"),
    "an insertion": run("今年") + INSERTED + run("12件，"),
    "a content control": run("今年") + CONTROL + run("12件，"),
    "the result of a field": run("今年") + FIELD + run("12件，"),
    "a deletion between": run("今年收到")
    + '<w:del w:id="2">'
    + "<w:r><w:delText>不</w:delText></w:r></w:del>"
    + run("申请12件，"),
    "hidden text between": run("今年收到") + run("内部", "<w:vanish/>") + run("申请12件，"),
    "a tab and a break": "<w:r><w:t>今年收到申请</w:t><w:tab/><w:t>12件，</w:t></w:r>",
    "a soft hyphen": run("今年收到申\xad请12件，"),
}


@pytest.mark.parametrize("made_of", MADE_OF)
def test_a_quote_is_marked_at_its_words_whatever_they_are_made_of(made_of):
    data = report_file(paragraph(MADE_OF[made_of] + run("全部办结。")))
    quote = read(data).text("overview")
    quote = quote[quote.index("收") : quote.index("件") + 1]
    words = anchored(marked_copy(data, [mark_of(data, "overview", quote)]))["0"]
    assert bare(words).replace("内部", "").replace("\xad", "") == "收到申请12件"


def test_the_mark_goes_to_the_right_one_of_equal_words():
    lines = ["收到申请3件。", "主动公开3件。", "收到申请3件。", "受理3件，答复3件。"]
    data = report_file("".join(paragraph(line) for line in lines))
    text = read(data).text("overview")
    starts = [at for at in range(len(text)) if text.startswith("3件", at)]
    places = [before_the_mark(marked_copy(data, [Mark("此处", "overview", at, at + 2, "3件")])) for at in starts]
    assert places == [(2, "收到申请"), (3, "主动公开"), (4, "收到申请"), (5, "受理"), (5, "受理3件，答复")]


def before_the_mark(data: bytes) -> tuple[int, str]:
    """The number of the paragraph in which the only range begins, and its words before that."""
    body = part(data, "word/document.xml")[0]
    start = next(body.iter(f"{W}commentRangeStart"))
    words = [t.text or "" for run in start.itersiblings(preceding=True) for t in run.iter(f"{W}t")]
    return list(body).index(start.getparent()), "".join(reversed(words))


def test_a_number_that_word_prints_is_no_obstacle():
    numbering = lists(level(0, "chineseCountingThousand", "（%1）"))
    body = paragraph("主动公开工作", numbered(0, 1)) + paragraph("依申请公开工作", numbered(0, 1))
    data = report_file(body, numbering=numbering)
    assert "（二）依申请公开工作" in read(data).text("overview")
    marks = [mark_of(data, "overview", "（二）依申请公开工作", "全句"), mark_of(data, "overview", "申请公开", "半句")]
    assert by_comment(marked_copy(data, marks)) == {"全句": "依申请公开工作", "半句": "申请公开"}


def test_a_quote_over_several_paragraphs_and_a_whole_section():
    data = report_file(paragraph("一是学习不够。") + paragraph("二是人手不足。") + paragraph("三是督促不力。"))
    quote = "不够。\n二是人手不足。\n三是"
    length = len(read(data).text("overview"))
    marks = [mark_of(data, "overview", quote, "跨段"), Mark("整部分", "overview", 0, length)]
    assert by_comment(marked_copy(data, marks)) == {
        "跨段": "不够。二是人手不足。三是",
        "整部分": "一是学习不够。二是人手不足。三是督促不力。",
    }


def test_a_masked_quote_is_marked_by_its_offsets_and_a_longer_quote_around_them_as_a_whole():
    data = report_file(paragraph("联系电话13800000000，收到申请12件。"))
    text = read(data).text("overview")
    phone, count = text.index("138"), text.index("12件")
    marks = [
        Mark("电话", "overview", phone, phone + 11, "138****0000"),
        Mark("件数", "overview", count, count + 3, "收到申请12件"),
    ]
    assert by_comment(marked_copy(data, marks)) == {"电话": "13800000000", "件数": "收到申请12件"}


def test_words_in_a_text_box_are_marked_where_the_box_hangs():
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('收到申请12件。')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    data = report_file(paragraph(run("正文。") + box))
    copy = marked_copy(data, [mark_of(data, "overview", "12件")])
    assert "12件" in anchored(copy)["0"]
    start = part(copy, "word/document.xml").find(f".//{W}commentRangeStart")
    assert not list(start.iterancestors(f"{W}txbxContent"))


def test_the_words_of_a_note_are_not_in_the_body_and_the_comment_says_them():
    note = '<w:footnote w:id="3">' + paragraph("本年收到的申请不含转办件。") + "</w:footnote>"
    body = paragraph(run("收到申请12件") + '<w:r><w:footnoteReference w:id="3"/></w:r>' + run("。"))
    data = report_file(body, footnotes=note)
    section = next(s.key for s in read(data).sections if "转办件" in s.text)
    copy = marked_copy(data, [mark_of(data, section, "不含转办件")])
    assert by_comment(copy) == {"此处\n（原文：不含转办件）": read(data).section(section).heading.raw}


# --- headings and what is missing ---------------------------------------------------------------------------------

NOWHERE = [
    (Mark("标题", "title"), "示例市青禾县财政局2024年政府信息公开工作年度报告"),
    (Mark("缺第五部分", "problems"), "示例市青禾县财政局2024年政府信息公开工作年度报告"),
    (Mark("没有位置"), "示例市青禾县财政局2024年政府信息公开工作年度报告"),
    (Mark("部分", "overview"), "一、总体情况"),
    (Mark("标题原文", "other", quote="六、其他需要报告的事项"), "六、其他需要报告的事项"),
    (
        Mark("没有这张表", "applications", table="applications", row="new"),
        "示例市青禾县财政局2024年政府信息公开工作年度报告",
    ),
]


@pytest.mark.parametrize(("mark", "words"), NOWHERE, ids=[m.comment for m, _ in NOWHERE])
def test_what_has_no_words_stands_at_the_heading_or_the_title(mark, words):
    contents = "".join(paragraph(line) for line in ("目录", "一、总体情况", "六、其他需要报告的事项"))
    data = word_file(TITLE + contents + OVERVIEW + paragraph("收到申请12件。") + OTHER)
    copy = marked_copy(data, [mark])
    assert anchored(copy) == {"0": words}
    if words.startswith(("一", "六")):  # not in the table of contents
        body = part(copy, "word/document.xml")[0]
        at = next(n for n, p in enumerate(body) if p.find(f".//{W}commentRangeStart") is not None)
        assert at >= 4


# --- tables -------------------------------------------------------------------------------------------------------


def test_every_cell_is_found_by_its_labels_and_a_blank_one_too():
    data = docx_bytes(SAMPLE, Fonts())
    report = read(data)
    marks, wanted = [], []
    for key, found in report.tables.items():
        assert found is not None
        for (row_key, column), printed in found.cells.items():
            marks.append(Mark(f"{key}.{row_key}.{column}", table=key, row=row_key, column=column))
            wanted.append(bare(printed.raw))
    assert list(anchored(marked_copy(data, marks)).values()) == wanted


@pytest.mark.parametrize(
    ("table_key", "row_key", "column", "words"),
    [
        ("applications", "denied.process", None, "6.属于四类过程性信息"),
        ("applications", None, "natural_person", "自然人"),
        ("applications", None, "total", "总计"),
        ("active_disclosure", "regulations", None, "规章"),
        ("active_disclosure", None, "in_force", "现行有效件数"),
        ("active_disclosure", None, None, "第二十条第（一）项"),
    ],
)
def test_a_row_stands_at_its_label_a_column_at_its_header_a_table_at_its_first_words(table_key, row_key, column, words):
    data = docx_bytes(SAMPLE, Fonts())
    mark = Mark("此处", table=table_key, row=row_key, column=column)
    assert anchored(marked_copy(data, [mark])) == {"0": words}


def test_a_blank_cell_takes_a_comment_without_words():
    rows = row("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), row("规章", "0", "0", "0")
    grid = table(cell_row("第二十条第（一）项", 4), *rows, row("行政规范性文件", "2", "", "7"))
    data = word_file(TITLE + paragraph("二、主动公开政府信息情况") + grid + OTHER)
    mark = Mark("空白", table="active_disclosure", row="normative_documents", column="repealed")
    copy = marked_copy(data, [mark])
    assert anchored(copy) == {"0": ""}
    start = part(copy, "word/document.xml").find(f".//{W}commentRangeStart")
    holder = next(start.iterancestors(f"{W}tc"))
    assert list(holder.getparent()).index(holder) == 3  # properties, label, 制发, 废止
    assert start.getprevious().tag == f"{W}pPr"


def cell_row(text: str, span: int) -> str:
    return row(cell(text, f'<w:gridSpan w:val="{span}"/>'))


# --- the package --------------------------------------------------------------------------------------------------


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_all_other_parts_keep_their_bytes_and_the_original_too():
    data = docx_bytes(SAMPLE, Fonts())
    kept = bytes(data)
    before, after = parts_of(data), parts_of(marked_copy(data, [Mark("一"), Mark("二", "overview")]))
    assert data == kept
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}
    assert set(after) - set(before) == {"word/comments.xml"}
    for name in (*changed, "word/comments.xml"):
        etree.fromstring(after[name])
    assert b'PartName="/word/comments.xml"' in after["[Content_Types].xml"]
    assert b'Target="comments.xml"' in after["word/_rels/document.xml.rels"]


def test_the_copy_reads_as_the_original_with_the_comment_beside_it():
    data = docx_bytes(SAMPLE, Fonts())
    text = read(data).text("overview")
    marks = [Mark("句", "overview", s.start, s.end) for s in sentences(text)]
    copy = marked_copy(data, marks)
    assert read(copy) == read(data)
    assert [bare(words) for words in anchored(copy).values()] == [bare(text[m.start : m.end]) for m in marks]


def test_comments_that_are_there_stay_and_ids_go_on_after_theirs():
    body = paragraph(
        '<w:commentRangeStart w:id="7"/>'
        + run("收到申请12件")
        + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
        + run("，全部办结。")
    )
    old = f'<w:comments xmlns:w="{MAIN}"><w:comment w:id="7" w:author="科长">{paragraph("请核对")}</w:comment></w:comments>'
    relation = f'<Relationship Id="c1" Type="{RELATIONS}/comments" Target="notes/remarks.xml"/>'
    data = report_file(body, relations=relation, extra={"word/notes/remarks.xml": old.encode()})
    copy = marked_copy(data, [mark_of(data, "overview", "12件，全部", "新批注")])
    assert comments(copy, "word/notes/remarks.xml") == {"7": "请核对", "8": "新批注"}
    assert anchored(copy) == {"7": "收到申请12件", "8": "12件，全部"}
    assert "word/comments.xml" not in parts_of(copy)


def test_several_comments_at_one_place_each_stand_for_themselves():
    data = report_file(paragraph("收到申请12件，全部办结。"))
    marks = [
        mark_of(data, "overview", q, c)
        for q, c in [("12件", "甲"), ("12件", "乙"), ("申请12", "丙"), ("2件，全", "丁")]
    ]
    assert by_comment(marked_copy(data, marks)) == {"甲": "12件", "乙": "12件", "丙": "申请12", "丁": "2件，全"}


def test_a_comment_says_who_and_when_and_is_cut_when_long():
    data = report_file(paragraph("收到申请12件。"))
    copy = marked_copy(data, [Mark("很长" * LONGEST_COMMENT + "\x01")], when=datetime(2025, 1, 25, 9, 30))
    (comment,) = part(copy, "word/comments.xml")
    assert [comment.get(W + name) for name in ("author", "initials", "date")] == [
        "年报审核",
        "审",
        "2025-01-25T09:30:00Z",
    ]
    (text,) = comments(copy).values()
    assert len(text) == LONGEST_COMMENT
    assert text.endswith("见审核意见）")


def test_a_strict_file_stays_strict():
    data = report_file(paragraph("收到申请12件。"), strict=True)
    copy = marked_copy(data, [mark_of(data, "overview", "12件")])
    written = parts_of(copy)
    for name in ("word/document.xml", "word/comments.xml"):
        assert b"http://purl.oclc.org/ooxml/wordprocessingml/main" in written[name]
        assert MAIN.encode() not in written[name]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in written["word/_rels/document.xml.rels"]
    assert read(copy) == read(data)


@pytest.mark.parametrize(
    "data", ["示例局2024年政府信息公开工作年度报告\n一、总体情况\n无".encode(), b"%PDF-1.4 x"], ids=["text", "pdf"]
)
def test_other_formats_are_refused_in_chinese(data):
    with pytest.raises(UserError, match=r"\.docx"):
        marked_copy(data, [Mark("一")])


def test_a_broken_file_is_refused_in_chinese():
    with pytest.raises(UnreadableFileError, match="Word"):
        marked_copy(docx_bytes(SAMPLE, Fonts())[:3000], [Mark("一")])


# --- LibreOffice --------------------------------------------------------------------------------------------------

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_each_comment_at_its_words(tmp_path):
    report = with_text("overview", "（一）主动公开。发布信息31条。\n（二）依申请公开。收到申请 9 件，全部办结。")
    data = docx_bytes(report, Fonts())
    marks = [
        mark_of(data, "overview", "信息31条", "数"),
        mark_of(data, "overview", "申请 9 件，全部", "空格"),
        Mark("部分", "problems"),
        Mark("标题", "title"),
        Mark("格", table="applications", row="new", column="total"),
        Mark("列", table="applications", column="commercial"),
    ]
    (tmp_path / "marked.docx").write_bytes(marked_copy(data, marks))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "odt", "marked.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    new = read(data).table("applications").get("new", "total").raw
    assert annotations((tmp_path / "marked.odt").read_bytes()) == {
        "数": "信息31条",
        "空格": "申请9件，全部",
        "部分": "五、存在的主要问题及改进情况",
        "标题": bare(report.title),
        "格": new,
        "列": "商业企业",
    }


def annotations(odt: bytes) -> dict[str, str]:
    """First line of a comment → the words that LibreOffice anchors it at, without white space."""
    with zipfile.ZipFile(io.BytesIO(odt)) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    going: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    found: dict[str, str] = {}

    def walk(element: etree._Element) -> None:
        name = element.get(f"{OFFICE}name", "")
        if element.tag == f"{OFFICE}annotation":
            names[name] = "".join(element.find(f"{TEXT}p").itertext())
            going[name] = []
        elif element.tag == f"{OFFICE}annotation-end":
            found[names[name]] = bare("".join(going.pop(name)))
        else:
            say(element.text)
            for child in element:
                walk(child)
                say(child.tail)

    def say(text: str | None) -> None:
        for words in going.values():
            words.append(text or "")

    walk(root)
    assert not going
    return found
