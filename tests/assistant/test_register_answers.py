"""What a clerk answers to a register's open questions: read, shown as read, counted anew, taken back; else named."""

import pytest

from nianbao.assistant.acts.figure_of_register import figure_of_register
from nianbao.assistant.acts.overdue import overdue
from nianbao.assistant.service import Assistant
from nianbao.assistant.understanding.register_answers import answers_in
from nianbao.work.services import Services
from tests.conftest import ROOT
from tests.support.model.chat_scripts import Turn, assistant_with, turn

TOWN = ROOT / "tests" / "fixtures" / "registers" / "town_register_2024.xlsx"
DATA = {
    "year": 2024,
    "undecided": [
        {"field": "result", "raw": "已办", "rows": [9, 24], "candidates": []},
        {"field": "result", "raw": "告知", "rows": [14], "candidates": ["unable.not_held", "granted"]},
        {"field": "result", "raw": "不予公开", "rows": [30], "candidates": ["denied.process", "denied.third_party"]},
        {"field": "kind", "raw": "法人", "rows": [10], "candidates": []},
        {"field": "answered", "raw": "另定", "rows": [12], "candidates": []},
        {"field": "received", "raw": "提交时间、受理时间", "rows": [3], "candidates": ["提交时间", "受理时间"]},
    ],
    "each": {"16": {"number": "XXGK-2024-0016"}},
}


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("那个“已办”的算予以公开，“告知”算本机关不掌握", {"result": {"已办": "granted", "告知": "unable.not_held"}}),
        ("已办：公开\n告知：信访举报投诉类申请", {"result": {"已办": "granted", "告知": "rejected.petition"}}),
        (
            "已办→公开 告知→不予处理第三项",
            {"result": {"已办": "granted", "告知": "rejected.publication"}},
        ),
        ("已办、告知分别算公开、不掌握", {"result": {"已办": "granted", "告知": "unable.not_held"}}),
        ("已办和告知都算部分公开", {"result": {"已办": "partial", "告知": "partial"}}),
        ("告知不算信访，算重复申请", {"result": {"告知": "rejected.duplicate"}}),
        ("告知算公开，不对，算不掌握", {"result": {"告知": "unable.not_held"}}),
        ("已办我问过了是部分公开的", {"result": {"已办": "partial"}}),
        ("已办那两件其实都是予以公开", {"result": {"已办": "granted"}}),
        ("第9件算公开，第24件算部分公开", {"rows": {"9": {"result": "granted"}, "24": {"result": "partial"}}}),
        ("法人算企业", {"kind": {"法人": "commercial"}}),
        ("不予公开的算第三方", {"result": {"不予公开": "denied.third_party"}}),
        ("第12件2024年5月6日答复", {"rows": {"12": {"answered": "2024-05-06"}}}),
        ("第12件还没有答复", {"rows": {"12": {"answered": "open"}}}),
        ("收到日期用受理时间那一列", {"columns": {"received": "受理时间"}}),
    ],
)
def test_an_answer_is_read(said: str, read: dict[str, object]) -> None:
    found = answers_in(said, DATA)
    assert (found.mapping, found.unclear, found.rest) == (read, [], "")


@pytest.mark.parametrize(
    ("said", "unclear"),
    [
        ("已办算不予公开", "这一类有8项"),
        ("告知不算信访", "没有看懂"),
        ("不要把已办算成公开", "没有看懂"),
        ("告知算公开，算信访", "前后说法不一样"),
        ("告知就是告诉他没有这个东西", "没有看懂"),
        ("已办算公开，已办算部分公开", "前后说法不一样"),
        ("不予公开的算予以公开", "台账写的就是不予公开"),
        ("两个都算信访", "没有定的写法有3种"),
        ("把XXGK-2024-0016改成予以公开", "第16件没有改"),
    ],
)
def test_what_is_not_understood_is_named_and_changes_nothing(said: str, unclear: str) -> None:
    found = answers_in(said, DATA)
    assert found.mapping == {}
    assert any(unclear in line for line in found.unclear), found


@pytest.mark.parametrize("said", ["告知算什么", "已办算公开吗", "已办算公开还是部分公开", "已办算予以公开可以吗"])
def test_a_question_is_no_answer(said: str) -> None:
    found = answers_in(said, DATA)
    assert (found.mapping, found.unclear, len(found.asks)) == ({}, [], 1)


@pytest.mark.parametrize(
    "said", ["新收多少", "已办结几件", "告知书怎么写", "35号超期几天", "46号是不是超期", "全部列出来", "按期答复率多少"]
)
def test_other_requests_are_left_alone(said: str) -> None:
    assert not answers_in(said, DATA).is_any


@pytest.mark.parametrize("said", ["除了已办，其他都算第三方", "除已办外都算第三方", "已办算不予公开，其余的算第三方"])
def test_the_rest_is_what_was_not_named(said: str) -> None:
    third_party = dict.fromkeys(("告知", "不予公开"), "denied.third_party")
    assert answers_in(said, DATA).mapping == {"result": third_party}


def test_what_else_is_wanted_is_left_over() -> None:
    found = answers_in("已办算公开，超期的有哪几件", DATA)
    assert (found.mapping, found.rest) == ({"result": {"已办": "granted"}}, "超期的有哪几件")


@pytest.fixture
def assistant(offline_services: Services) -> Assistant:
    return assistant_with(offline_services)


def ask(assistant: Assistant, first: Turn, said: str) -> Turn:
    return turn(assistant, said, conversation_id=first.conversation_id)


def test_a_register_is_counted_anew_with_the_answers_and_back(assistant: Assistant) -> None:
    first = turn(assistant, "统计台账", [("town_register_2024.xlsx", TOWN.read_bytes())])
    page = first.results[0].markdown
    for words in ("yaml", "--", "json", "unable.", "columns:"):
        assert words not in page, words
    assert "信息处理费：" not in page  # its column is blank
    known = ask(assistant, first, "新收、办结、结转各多少")
    assert "本年新收：46件" in known.words
    assert "已定40件，另有4件没定" in known.words
    assert "结转下年度：5件（第45、46、47、48、49件）" in known.words
    some = ask(assistant, first, "“已办”的算予以公开，“告知”算本机关不掌握，“按规定处理”算不予公开")
    assert "“已办”（第9、24件） → （一）予以公开" in some.words
    assert "“按规定处理”：这一类有8项" in some.words
    assert some.results[0].data["tables"]["applications"]["processed_total"] is None
    all_ = ask(assistant, first, "按规定处理算信访，超期的有几件")
    assert all_.results[0].data["tables"]["applications"]["processed_total"]["total"] == 44
    assert "超期8件" in all_.words
    balance = ask(assistant, first, "公式平不平")
    assert (balance.results, "表三平" in balance.words) == ([], True)
    open_again = ask(assistant, first, "“已办”还是等我问清楚再说")
    assert "没定2件" in open_again.words
    assert [u["raw"] for u in open_again.results[0].data["undecided"]] == ["已办"]
    assert "表三平" in ask(assistant, first, "撤销上一步").words
    ask(assistant, first, "已办先不定，告知先不定，按规定处理先不定")  # nothing stays for the agency


@pytest.fixture(scope="module")
def town(offline_services: Services) -> dict[str, object]:
    first = turn(assistant_with(offline_services), "统计台账", [("town_register_2024.xlsx", TOWN.read_bytes())])
    return first.results[0].data


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("按期答复率多少", "36÷44＝81.8%"),
        ("律师算哪一类，有几件", "本年新收·法律服务机构：2件（第16、35件）"),
        ("自然人新收几件，哪几件", "、47、48件）"),
        ("不予处理一共几件", "另有4件没定"),
        ("行政诉讼几件", "台账没有复议、诉讼的列"),
        ("信息处理费收了多少", "不当作0"),
        ("行政处罚几件", "申请台账里没有这个数"),
        ("公式平不平", "还不能说平不平"),
        ("新收46件对吗", "一致"),
        ("办结44件对吗", "还不能判断"),
    ],
)
def test_figures_are_told_as_asked(town: dict[str, object], said: str, told: str) -> None:
    assert told in figure_of_register(town, (), said)


@pytest.mark.parametrize(
    ("said", "told", "lines"),
    [
        ("35号超期几天", "超8个工作日", 2),
        ("46号是不是超期", "第46件：没有超期", 2),
        ("还没办完又超期的有吗", "0件", 2),
        ("第88件超期了吗", "台账只有49件", 2),
        ("超得最久的是哪件", "超9个工作日", 4),
    ],
)
def test_one_application_is_told_alone(town: dict[str, object], said: str, told: str, lines: int) -> None:
    answer = overdue(town, said)
    assert told in answer
    assert "2025-01-31" in answer
    assert len(answer.splitlines()) == lines
