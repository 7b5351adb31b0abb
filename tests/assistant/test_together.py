"""Several reports at once: their sum with every addend, their order, which of them have errors, and what was not answered."""

import pytest

from nianbao.assistant.acts.together import Of, together
from nianbao.assistant.acts.which_ones import asks_which_ones, which_ones
from nianbao.assistant.service import Assistant
from nianbao.assistant.understanding.known_report import KnownReport
from nianbao.assistant.understanding.together import asks_figures, asks_together
from nianbao.documents import read
from nianbao.work.services import Services
from tests.assistant.test_which_report import line_of, other_town
from tests.support.model.chat_results import SAMPLE, sample
from tests.support.model.chat_scripts import assistant_with, turn

NEEDS_A_FILE = "还没有收到文件"


@pytest.fixture
def assistant(offline_services: Services) -> Assistant:
    return assistant_with(offline_services)


@pytest.fixture
def two(assistant: Assistant) -> str:
    return turn(assistant, "审核", [("other.md", other_town()), (SAMPLE, sample())]).conversation_id


@pytest.mark.parametrize(
    "said",
    [
        "三家合计多少件",
        "六家一共收了多少件申请",
        "哪家申请最多",
        "排个次序，谁的处罚多",
        "两个镇哪个申请多",
        "比教育局多吗，处罚",
    ],
)
def test_what_is_asked_of_several_together(said: str) -> None:
    assert asks_together(said)


@pytest.mark.parametrize(
    "said",
    [
        "收到多少件申请",
        "处罚比去年多几件",
        "别的镇谁的申请多",
        "谁的问题最多",
        "教育局复议几件",
        "一共有几个错误",
        "申请多少天答复",
    ],
)
def test_what_is_not(said: str) -> None:
    assert not asks_together(said)


def test_which_report_and_which_finding() -> None:
    for said in ("哪个有问题", "哪家不符合", "哪几个能报", "谁没过", "哪些单位要改"):
        assert asks_which_ones(said), said
    for said in ("有哪些问题", "哪个问题最严重", "哪几个错误要改", "哪个最严重", "能报吗"):
        assert not asks_which_ones(said), said


def test_how_a_report_is_written_is_no_figure() -> None:
    assert asks_figures("诉讼败诉的有没有")
    for said in ("哪些单位没有写行政复议", "复议期限是多少天", "处罚对不上的有哪些家"):
        assert not asks_figures(said), said


def test_a_sum_names_every_addend_and_who_has_none() -> None:
    report = read(sample(), SAMPLE)
    of = [Of("甲镇", 2024, report), Of("乙镇", 2024, report), Of("丙镇", 2024, None, "没有2024年的年报")]
    told = together(of, "三家新收一共多少", ("new",), ())
    assert "2份合计**22件**（甲镇11＋乙镇11）" in told
    assert "没有算进去的：丙镇（没有2024年的年报）" in told
    alike = together(of[:2], "谁新收多", ("new",), ())
    assert "2份一样，都是11件" in alike
    years = together([of[0], Of("乙镇", 2023, report)], "谁新收多", ("new",), ())
    assert "乙镇（2023年）" in years
    assert "不是同一年度" in years


def test_sums_and_orders_in_the_chat(assistant: Assistant, two: str) -> None:
    for said, answer in (
        ("两家一共收到多少件申请", "2份合计**24件**"),
        ("谁的申请多", "最多的是示例省云岭市青禾县白云镇人民政府，13件"),
        ("谁的申请最少", "最少的是示例省云岭市青禾县柳溪镇人民政府，11件"),
    ):
        assert answer in turn(assistant, said, conversation_id=two).words, said
    alone = turn(assistant, "柳溪镇呢", conversation_id=two).words
    assert "总计11件" in alone
    assert "白云镇" not in alone


def test_the_half_that_is_not_answered_is_told(assistant: Assistant, two: str) -> None:
    words = turn(assistant, "柳溪镇新收几件，青石镇呢", conversation_id=two).words
    assert "总计11件" in words
    assert "没有答的：青石镇的年报不在这次对话里" in words


def test_which_of_them_has_errors(assistant: Assistant) -> None:
    for said in ("两家的年报，看看哪个能报", "白云镇和柳溪镇的，帮看看哪个有问题", "这两家的年报一起审一下"):
        words = turn(assistant, said, [("other.md", other_town()), (SAMPLE, sample())]).words
        assert words.startswith("有错误或不符合的1份：示例省云岭市青禾县白云镇人民政府（错误3项"), said
        assert "没有查出错误的1份：示例省云岭市青禾县柳溪镇人民政府" in words, said
        assert "尚不符合" in line_of(words, "白云镇"), said
    none = KnownReport("a.txt", "示例县白云镇人民政府", 2024, {"verdict": "undetermined", "findings": []}, 1)
    assert which_ones([none]) == "还不能下结论的1份：示例县白云镇人民政府。"


@pytest.mark.parametrize(
    "said", ["这两家的年报一起审一下", "全县几家的年报都在这里了，审", "这几家的年报帮我看看", "报告给你了"]
)
def test_files_that_came_are_never_missing(assistant: Assistant, said: str) -> None:
    done = turn(assistant, said, [("other.md", other_town()), (SAMPLE, sample())])
    assert NEEDS_A_FILE not in done.words
    assert done.kinds == ["review", "review"]


def test_it_is_what_was_spoken_of_last(assistant: Assistant, two: str) -> None:
    turn(assistant, "白云镇有几个错误", conversation_id=two)
    assert "柳溪镇" not in turn(assistant, "它能报吗", conversation_id=two).words
    other = turn(assistant, "不是白云镇，是柳溪镇", conversation_id=two).words
    assert "柳溪镇" in other
    assert "白云镇" not in other
