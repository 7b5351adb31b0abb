"""Lines of text dumps: prose put together again, page lines gone, marks of Markdown and look-alike characters folded."""

import pytest

from nianbao.documents import UnreadableFileError, read
from nianbao.documents.formats import detect_format
from nianbao.documents.recognise.radicals import fold_radicals
from nianbao.documents.text.html import is_text_with_tables
from nianbao.documents.text.lines import without_drawing, without_page_lines
from nianbao.documents.text.markdown import plain_line
from nianbao.documents.text.wrapping import join_wrapped

TITLE = "示例市青禾区水务局2024年政府信息公开工作年度报告"
PROSE = [
    "（一）主动公开。全年在门户网站公开水质监测、河道整治、节水补助等信息一百二十条，较上年多二十条，方便居民随时查看。",
    "（二）依申请公开。全年收到申请三件，都在期限内答复，没有引起行政复议和行政诉讼，答复文书统一编号并归档保存备查。",
    "（三）监督保障。组织培训两次，请法律顾问讲解常见问题，社会评议结果良好，全年没有发生需要追究责任的情形，也没有投诉。",
]
PROBLEMS = (
    "存在的问题是专栏更新不够及时。下一步由办公室每月核对一次，逾期的在局务会上通报，并请各科室说明原因后限期补上。"
)


def wrapped(text: str, width: int, indent: str = "", gap: str = "\n") -> str:
    text = indent + text
    return gap.join(text[at : at + width] for at in range(0, len(text), width))


def dumped(width: int, indent: str = "", gap: str = "\n") -> str:
    front = [TITLE, "一、总体情况", *(wrapped(p, width, indent, gap) for p in PROSE)]
    return "\n".join([*front, "五、存在的主要问题及改进情况", wrapped(PROBLEMS, width, indent, gap)])


@pytest.mark.parametrize("width", [24, 31, 38, 42])
@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_prose_cut_at_the_width_of_a_page_is_put_together(width, indent, gap):
    report = read(dumped(width, indent, gap).encode(), "x.txt")
    assert report.section("overview").text.split("\n") == PROSE
    assert report.section("problems").text == PROBLEMS
    assert report.title == TITLE


def test_a_sentence_goes_on_over_a_page_number():
    text = dumped(38).replace("监督保障。组织培训", "监督保障。组织培训", 1)
    lines = text.split("\n")
    lines[3:3] = ["", "第 1 页 共 2 页", ""]
    assert read("\n".join(lines).encode(), "x.txt").section("overview").text.split("\n") == PROSE


KEPT = [
    ("paragraphs of their own", ["这是第一段话，说明全年的工作，没有句号", "这是第二段话，很短", "第三段。"]),
    ("two lines alone prove nothing", ["全年公开信息一百二十条，较上年多二十条，都在网站上", "方便查看，无。"]),
]


@pytest.mark.parametrize(("why", "lines"), KEPT)
def test_other_lines_stay_apart(why, lines):
    assert join_wrapped(lines) == lines, why


def test_tables_headings_and_items_are_never_joined():
    cut = "全年公开水质监测、河道整治、节水补助等信息一百二十条，较上年多二十条"
    assert len(cut) == 34
    for below in (
        "二、主动公开政府信息情况",
        "（二）依申请公开",
        "2.办理申请",
        "12",
        "规章\t0\t0\t0",
        "| 规章 |",
        "规章",
    ):
        lines = ["一、总体情况", *[cut, "方便查看。"] * 3, cut, below]
        joined = join_wrapped(lines)
        assert joined == ["一、总体情况", *[cut + "方便查看。"] * 3, cut, below], below
    in_table = ["三、收到和处理政府信息公开申请情况", *[cut, "方便查看。"] * 3]
    assert join_wrapped(["一、总体情况", *[cut, "方便查看。"] * 3, *in_table])[-7:] == in_table


PAGES = [
    "全年公开信息。",
    "第 1 页 共 3 页",
    "示例市水务局编印",
    "24/1/31 10:20",
    "规章\t0\t0\t0",
    "2/5",
    "全年收到申请。",
    "- 2 -",
    "示例市水务局编印",
    "办结三件。",
    "file:///C:/x.html 3/3",
    "2024-01-31 9:30  示例市水务局",
    "http://www.example.com/a",
    "另有四件。",
]


def test_page_lines_are_left_out_of_the_text():
    kept = ["全年公开信息。", "规章\t0\t0\t0", "全年收到申请。", "办结三件。", "http://www.example.com/a", "另有四件。"]
    assert without_page_lines([line for line in PAGES if line != "2/5"]) == kept
    assert without_page_lines(["发布时间", "24/1/31 10:20", "2/5", "另有四件。"]) == [
        "发布时间",
        "24/1/31 10:20",
        "2/5",
        "另有四件。",
    ]


def test_the_title_of_the_report_is_no_running_head_where_it_stands_first():
    lines = ["第 1 页", TITLE, "根据条例编制。", "第 2 页", TITLE, "全年公开信息。"]
    assert without_page_lines(lines) == [TITLE, "根据条例编制。", "全年公开信息。"]


def test_bars_part_cells_where_they_bound_them():
    lines = ["｜规章｜0｜", "规章｜0｜0", "首页｜政务公开｜年报", "┌──┬──┐", "├──┼──┤", "+----+", "一加一 + 二"]
    assert without_drawing(lines) == ["|规章|0|", "规章|0|0", "首页｜政务公开｜年报", "一加一 + 二"]


MARKS = [
    ("**一、总体情况**", "一、总体情况"),
    ("共**318**条，其中__12__条", "共318条，其中__12__条"),
    ("# **示例局年报**", "# 示例局年报"),
    (r"1\. 属于国家秘密 \_", "1. 属于国家秘密 _"),
    ("| **规章** | **0** | *3* |", "| 规章 | 0 | 3 |"),
    ("2*3*4 与 12* 和 *注", "2*3*4 与 12* 和 *注"),
    ("12** | 3**", "12** | 3**"),
    ("| \\ | \\ |", "| \\ | \\ |"),
    ("公开____条，____件", "公开____条，____件"),
    ("![](images/1.jpg)", ""),
    ("*注：含上年结转*", "注：含上年结转"),
    ("规章**", "规章**"),
]


@pytest.mark.parametrize(("line", "said"), MARKS)
def test_marks_of_markdown_go_where_they_are_such(line, said):
    assert plain_line(line) == said


def test_radicals_are_read_as_the_characters_they_look_like():
    assert fold_radicals("⼀、⾏政⼈⺠⽹⻚，门⼾") == "一、行政人民网页，门户"
    assert fold_radicals("Ⅰ①，：（一）") == "Ⅰ①，：（一）"


PAGE = "<p>一、总体情况</p><p>全年公开信息。</p><table><tr><td>规章</td><td>0</td></tr></table>"
TEXT = "# 一、总体情况\n\n全年公开信息。\n\n<table><tr><td>规章</td><td>0</td></tr></table>\n\n## 二、主动公开"


def test_text_with_tables_in_html_is_no_page():
    assert is_text_with_tables(TEXT)
    assert is_text_with_tables(
        TEXT.replace("<table>", "<html><body><table>").replace("</table>", "</table></body></html>")
    )
    assert is_text_with_tables(TEXT + '\n<div align="center"><img src="a.png"></div>')
    assert not is_text_with_tables(PAGE)
    assert not is_text_with_tables(f"<html><body>{PAGE}</body></html>")
    assert not is_text_with_tables(TEXT.replace("\n\n", "<br>"))
    assert not is_text_with_tables("全年公开信息。")
    tables = "<table><tr><td>规章</td></tr></table>" * 3
    assert detect_format((TEXT + tables).encode(), "a.md") == "text"
    assert detect_format((TEXT + tables).encode(), "a.html") == "html"
    assert detect_format(f"<html><body>{PAGE}</body></html>".encode(), "a.md") == "html"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_prose_in_utf_16_needs_no_mark(encoding):
    report = read(dumped(38).encode(encoding), "x.txt")
    assert report.title == TITLE
    assert report.section("overview").text.split("\n") == PROSE


def test_big5_is_refused_in_words():
    text = "示例縣衛生局政府資訊公開年度報告\n依據條例規定編製本報告，統計期間為全年，公開資訊三百條，方便群眾查閱。"
    with pytest.raises(UnreadableFileError, match="编码"):
        read((text * 4).encode("big5"), "x.txt")
