"""What is done to the lines of a text before its tables are looked for; each line that needs nothing stays as it is."""

import pytest

from nianbao.documents.recognise.headings import split_heading
from nianbao.documents.text.cells import CellALine
from nianbao.documents.text.edges import without_edges
from nianbao.documents.text.lines import without_page_lines
from nianbao.documents.text.lone_pipes import with_pipes_behind
from nianbao.documents.text.rows import RowALine
from nianbao.documents.text.torn import with_torn_labels_joined


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("\t一、总体情况", ["一、总体情况"]),
        ("一、总体情况 |", ["一、总体情况"]),
        ("\t\t示例县教育局2024年政府信息公开工作年度报告", ["示例县教育局2024年政府信息公开工作年度报告"]),
        ("\t全年主动公开政府信息3条。", ["全年主动公开政府信息3条。"]),
        ("一、总体情况 | 全年公开3条。", ["一、总体情况", "全年公开3条。"]),
        ("\t规章", ["\t规章"]),
        ("规章 |", ["规章 |"]),
        ("\t3", ["\t3"]),
        ("规章\t0\t0\t1", ["规章\t0\t0\t1"]),
        ("|", ["|"]),
    ],
)
def test_only_headings_titles_and_sentences_lose_their_edges(line, bare):
    assert without_edges([line]) == bare


@pytest.mark.parametrize(
    ("lines", "closed"),
    [
        (["规章", "|", "0", "|", "1", "|"], ["规章 |", "0 |", "1 |"]),
        (["|", "规章", "|", "0", "|", "2", "|", "1"], ["规章 |", "0 |", "2 |", "1"]),
        (["规章", "|", "|", "1", "|", "0", "|"], ["规章 |", "|", "1 |", "0 |"]),
        (["|", "规章 |", "0 |", "1", "|", "行政许可 |", "3"], ["|", "规章 |", "0 |", "1", "|", "行政许可 |", "3"]),
        (["规章", "|", "0"], ["规章", "|", "0"]),
    ],
    ids=["below", "above", "a blank cell", "behind most cells", "a single one"],
)
def test_pipes_below_their_cells_are_put_behind_them(lines, closed):
    assert with_pipes_behind(lines) == closed


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["三、本年度", "办理结果\t（一）予以公开\t5"], ["三、本年度办理结果\t（一）予以公开\t5"]),
        (["（四）无", "法提供|1.本机", "关不掌握相关政府信息|0"], ["（四）无法提供|1.本机关不掌握相关政府信息|0"]),
        (["（三）", "不予公开\t1.属于国家秘密\t0"], ["（三）不予公开\t1.属于国家秘密\t0"]),
        (["规章\t0\t0\t1", "行政规范性文件\t1\t0\t2"], ["规章\t0\t0\t1", "行政规范性文件\t1\t0\t2"]),
        (["三、本年度", "办理结果"], ["三、本年度", "办理结果"]),
        (["一、总体情况", "规章\t0\t0\t1"], ["一、总体情况", "规章\t0\t0\t1"]),
    ],
    ids=["in its row", "twice in a row", "an ordinal", "whole labels", "no row of cells", "a heading"],
)
def test_labels_torn_in_rows_are_joined(lines, joined):
    assert with_torn_labels_joined(lines) == joined


def test_pages_that_count_on_are_no_figures():
    lines = ["规章", "1 / 24", "好", "2 / 24", "0/0", "3/2"]
    assert without_page_lines(lines) == ["规章", "好", "0/0", "3/2"]
    assert without_page_lines(["规章", "1 / 24", "好"]) == ["规章", "1 / 24", "好"]


def test_prose_behind_a_tab_below_a_table_is_no_row_of_it():
    assert RowALine(["规章\t0\t0\t1", "\t（一）存在的问题", "好。"]).at(0).end == 1
    assert RowALine(["规章\t0\t0\t1", "\t第二十条第（五）项", "行政许可\t3"]).at(0).end == 3


def test_a_sentence_does_not_go_on_with_the_cell_above_it():
    assert CellALine(["\t（二）改进措施", "下一步，加强培训。"]).at(0).end == 1
    assert CellALine(["\t商业", "企业"]).at(0).end == 2


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("一、总体情况（一）主动公开。好。", ("一、总体情况", "（一）主动公开。好。")),
        ("五、存在的主要问题及改进情况一是公开不够。", ("五、存在的主要问题及改进情况", "一是公开不够。")),
        ("一、总体情况——2024年公开3条。", ("一、总体情况", "2024年公开3条。")),
        ("一、总体情况，全年公开3条。", ("一、总体情况", "全年公开3条。")),
        ("一、总体情况全年公开3条。", ("一、总体情况", "全年公开3条。")),
        ("六、其他需要报告的事项无", ("六、其他需要报告的事项", "无")),
        ("一、总体情况，二、主动公开政府信息情况", None),
        ("本报告由一、总体情况、二、主动公开政府信息情况组成。", None),
        ("一、总体情况良好。", None),
        ("四、政府信息公开行政复议、行政诉讼情况", None),
    ],
)
def test_a_heading_and_what_is_glued_to_it_are_two(line, parts):
    assert split_heading(line) == parts
