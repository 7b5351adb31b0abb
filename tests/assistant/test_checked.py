"""Does it agree? What the rules found comes first; what nobody held against anything is never called right."""

import pytest

from nianbao.assistant.acts.figure_of_report import figures_of_report
from nianbao.assistant.service import Assistant
from nianbao.assistant.understanding.absent import no_such
from nianbao.documents import read
from nianbao.work.services import Services
from tests.support.model.chat_results import SAMPLE, SAMPLE_LAST_YEAR, exchanged, sample
from tests.support.model.chat_scripts import assistant_with, turn

AGREES, FOUND = "没有查出对不上的地方", "查出"


@pytest.fixture
def assistant(offline_services: Services) -> Assistant:
    return assistant_with(offline_services)


def with_faults() -> bytes:
    """Three faults: the text says 15 received, 较上年增加8件 and one suit; the tables 11, 4 more and none."""
    text = exchanged(
        sample().decode(), "收到政府信息公开申请11件，较上年增加4件", "收到政府信息公开申请15件，较上年增加8件"
    )
    return exchanged(text, "没有行政诉讼案件", "行政诉讼1件").encode()


def last_year_with_another_carry() -> bytes:
    """Last year's report carried two over; this year's says one came."""
    text = sample(SAMPLE_LAST_YEAR).decode()
    rows = [line for line in text.split("\n") if line.startswith("| 四、结转")]
    assert len(rows) == 1
    return exchanged(text, rows[0], rows[0].replace("| 1 |", "| 2 |")).encode()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("正文和表格的申请数对得上吗", "15件"),
        ("收到15件对吗", "15件"),
        ("行政诉讼的数没问题吧", "行政诉讼1件"),
        ("表四对不对", "行政诉讼1件"),
        ("正文的数和表里的数都对得上吗", "15件"),
    ],
)
def test_what_the_rules_found_is_the_answer(assistant: Assistant, said: str, told: str) -> None:
    reviewed = turn(assistant, "审核", [("年报.md", with_faults())])
    words = turn(assistant, said, conversation_id=reviewed.conversation_id).words
    assert FOUND in words
    assert told in words
    assert AGREES not in words


@pytest.mark.parametrize(("said", "told"), [("到底收到多少件申请", "15件"), ("行政诉讼几件", "行政诉讼1件")])
def test_a_cell_is_not_told_without_what_the_text_says_otherwise(assistant: Assistant, said: str, told: str) -> None:
    reviewed = turn(assistant, "审核", [("年报.md", with_faults())])
    assert told in turn(assistant, said, conversation_id=reviewed.conversation_id).words


def test_what_is_wrong_elsewhere_is_said(assistant: Assistant) -> None:
    reviewed = turn(assistant, "审核", [("年报.md", with_faults())])
    words = turn(assistant, "行政处罚的数对得上吗", conversation_id=reviewed.conversation_id).words
    assert AGREES in words
    assert "所问之外，另有3处数字对不上" in words


def test_what_agrees_says_what_was_looked_at(assistant: Assistant) -> None:
    reviewed = turn(assistant, "审核", [(SAMPLE, sample())])
    words = turn(assistant, "收到的申请数对得上吗", conversation_id=reviewed.conversation_id).words
    assert AGREES in words
    assert "正文收到申请数与表三一致" in words


def test_what_could_not_be_looked_at_is_said(assistant: Assistant) -> None:
    elsewhere = sample().decode().replace("柳溪镇", "青桐镇").encode()
    reviewed = turn(assistant, "审核", [("年报.md", elsewhere)])
    words = turn(assistant, "上年结转对得上吗", conversation_id=reviewed.conversation_id).words
    assert "没有核对的：上年结转与上年度年报一致" in words


@pytest.mark.parametrize("said", ["收到99件对吗", "全年主动公开888条对吗", "按期答复率98%对吗"])
def test_a_figure_that_nothing_was_held_against_is_not_called_right(assistant: Assistant, said: str) -> None:
    reviewed = turn(assistant, "审核", [(SAMPLE, sample())])
    assert AGREES not in turn(assistant, said, conversation_id=reviewed.conversation_id).words


def test_last_years_report_that_comes_later_renews_the_review(assistant: Assistant) -> None:
    reviewed = turn(assistant, "审核", [("今年.md", sample())])
    before = turn(assistant, "结转对得上吗", conversation_id=reviewed.conversation_id).words
    again = turn(assistant, "这是去年的", [("去年.md", last_year_with_another_carry())], reviewed.conversation_id)
    after = turn(assistant, "结转对得上吗", conversation_id=reviewed.conversation_id).words
    assert "2件" not in before
    assert "2024年的年报有了上年年报，已重新审核" in again.words
    assert "上年度年报结转下年度的是2件" in after


def test_this_year_stays_this_year_whatever_came_last(assistant: Assistant) -> None:
    reviewed = turn(assistant, "审核", [("今年.md", sample())])
    compared = turn(assistant, "和去年比", [("去年.md", last_year_with_another_carry())], reviewed.conversation_id)
    assert compared.kinds == ["compare"]
    asked = turn(assistant, "新收申请今年多少", conversation_id=reviewed.conversation_id).words
    assert "2024年" in asked
    assert "11件" in asked
    wrong = turn(assistant, "上年结转对不对", conversation_id=reviewed.conversation_id).words
    assert "上年度年报结转下年度的是2件" in wrong


def test_both_years_are_told_with_their_difference(assistant: Assistant) -> None:
    given = turn(assistant, "审核", [("今年.md", sample()), ("去年.md", sample(SAMPLE_LAST_YEAR))])
    words = turn(assistant, "今年比去年多收了多少件申请", conversation_id=given.conversation_id).words
    assert "11−7＝4，增加4（57.1%）" in words


@pytest.mark.parametrize(("said", "told"), [("主动公开了多少条", "信息288条"), ("公众号发了多少条", "推送信息96条")])
def test_a_figure_of_the_text_alone_is_quoted_and_no_table(assistant: Assistant, said: str, told: str) -> None:
    more = "通过县政府网站主动公开政府信息288条，政务公众号推送信息96条。\n收到政府信息公开申请11件"
    report = exchanged(sample().decode(), "收到政府信息公开申请11件", more).encode()
    reviewed = turn(assistant, "审核", [("年报.md", report)])
    words = turn(assistant, said, conversation_id=reviewed.conversation_id).words
    assert told in words
    assert "表三" not in words


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("表五填得对吗", "没有表五"),
        ("第七部分写了没有", "没有第七部分"),
        ("条例第六十条怎么说的", "没有第六十条"),
    ],
)
def test_what_does_not_exist_is_not_called_in_order(assistant: Assistant, said: str, told: str) -> None:
    reviewed = turn(assistant, "审核", [(SAMPLE, sample())])
    words = turn(assistant, said, conversation_id=reviewed.conversation_id).words
    assert told in words
    assert "符合" not in words


@pytest.mark.parametrize(
    "said", ["表一下态", "行政复议法第六十条", "第12条意见", "条例第五十条", "表三平吗", "第六部分"]
)
def test_what_exists_is_not_denied(said: str) -> None:
    assert no_such(said) is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("有没有写培训", "培训"),
        ("行政复议写了吗", "被申请行政复议1件"),
        ("写没写直播带货", "没有“直播带货”这几个字"),
    ],
)
def test_whether_the_text_says_something_is_answered_from_the_text(said: str, told: str) -> None:
    assert told in figures_of_report("名", read(sample(), SAMPLE), (), said)
