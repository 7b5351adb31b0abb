"""What may stand as evidence: a sentence that says something, never a heading, a list of parts or words of a table."""

import dataclasses

import pytest

from nianbao.report.cells import Cell
from nianbao.report.model import Table
from tests.support.rule_examples import sample
from validators.prose.saying import has_figure, most_telling, says_something
from validators.prose.sentences import sentences
from validators.review import review

NOTHING = [
    "（一）主动公开情况",
    "（二）依申请公开",
    "1.行政复议情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "四、行政复议和行政诉讼",
    "工作考核、社会评议和责任追究结果情况：",
    "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况以及其他需要报告的事项组成",
    "报告包括总体情况、主动公开政府信息情况、依申请公开情况、存在的主要问题及改进情况等部分",
    "根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告",
    "行政复议 行政诉讼 结果维持 结果纠正 其他结果 尚未审结 总计",
]
SOMETHING = [
    "全年主动公开政府信息120条",
    "未发生行政复议、行政诉讼",
    "无",
    "我镇坚持先审后发",
    "本年度未收取信息处理费",
    "行政复议1件，维持1件",
    "（一）主动公开情况全年发布信息三条",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_says_nothing(text):
    assert not says_something(text)


@pytest.mark.parametrize("text", SOMETHING)
def test_what_says_something(text):
    assert says_something(text)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("2024年我镇依法办理行政复议", False),
        ("按照条例第五十条办理", False),
        ("国办公开办函〔2021〕30号", False),
        ("（三）行政复议", False),
        ("行政复议三件", True),
        ("行政复议12件", True),
        ("2024年办理行政诉讼1件", True),
    ],
)
def test_years_and_numbers_of_articles_are_no_figures(text, figure):
    assert has_figure(text) is figure


def test_the_sentence_with_the_figure_is_preferred():
    text = "（三）行政复议情况。我局认真办理行政复议案件。全年办理行政复议2件。"
    found = most_telling(s for s in sentences(text) if "复议" in s.text)
    assert found is not None
    assert found.text == "全年办理行政复议2件"


def with_section(key: str, text: str):
    report = sample("shili-transport-2024")
    sections = tuple(s._replace(text=text) if s.key == key else s for s in report.sections)
    return dataclasses.replace(report, sections=sections)


def item(report, wanted):
    return next(i for i in review(report).items if i.item == wanted)


def test_neither_the_list_of_parts_nor_a_blank_table_answers_an_item():
    report = with_section("overview", NOTHING[8])
    table = report.tables["proceedings"]
    blank = Table(table.layout, {place: Cell.read("") for place in table.cells})
    alone = dataclasses.replace(
        report,
        sections=tuple(s._replace(text="") if s.key != "overview" else s for s in report.sections),
        tables=dict(report.tables) | {"proceedings": blank},
    )
    third = item(alone, "三")
    assert (third.verdict, third.evidence) == ("missing", ())


def test_blank_cells_are_not_quoted():
    report = sample("shili-transport-2024")
    table = report.tables["proceedings"]
    cells = dict(table.cells) | {
        ("litigation_direct", "total"): Cell.read(""),
        ("litigation_after", "total"): Cell.read("—"),
    }
    changed = dataclasses.replace(report, tables=dict(report.tables) | {"proceedings": Table(table.layout, cells)})
    quote = item(changed, "三").evidence[-1].quote
    assert "行政复议" in quote
    assert all(said.split("：")[-1].strip() for said in quote.split("；"))
    assert "—" not in quote


def test_section_six_of_headings_alone_says_nothing():
    sixth = item(with_section("other", "（一）信息处理费收取情况\n（二）其他工作情况"), "五")
    assert sixth.verdict == "missing"
    assert item(with_section("other", "无。"), "五").verdict == "met"
