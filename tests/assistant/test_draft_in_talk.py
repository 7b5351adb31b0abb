"""A draft changed in a conversation: what waits goes on, 撤销 takes back only what is named, sources tell of changes, questions
beside a draft are answered."""

import pytest

from nianbao.assistant.service import Assistant
from nianbao.work.services import Services
from tests.conftest import ROOT
from tests.support.draft_inputs import example
from tests.support.files.workbooks import workbook_bytes
from tests.support.model.chat_scripts import assistant_with, turn

REGISTER = ROOT / "tests" / "fixtures" / "registers" / "b_05.csv"


class Talk:
    """One conversation over the county's draft."""

    def __init__(self, services: Services, *files: tuple[str, bytes]) -> None:
        self.assistant: Assistant = assistant_with(services)
        inputs, _ = example("county")
        self.first = turn(self.assistant, "起草", [("资料表.xlsx", workbook_bytes(inputs)), *files])

    def say(self, said: str) -> str:
        return turn(self.assistant, said, conversation_id=self.first.conversation_id).words

    def acts(self) -> list[str]:
        kept = self.assistant.messages(self.first.conversation_id)[-1].payload["acts"]
        return [a["act"] for a in kept]


def test_a_number_that_waits_goes_on(offline_services: Services) -> None:
    talk = Talk(offline_services)
    assert "行政强制1件" in talk.say("行政强制加一件")
    assert "行政强制2件" in talk.say("再加一件")
    assert "已保存为第2稿：表二·行政强制2件" in talk.say("全部确认")


def test_a_measure_joins_the_problem_that_waits(offline_services: Services) -> None:
    talk = Talk(offline_services)
    talk.say("第五部分加一条：专栏更新不及时")
    assert "专栏更新不及时；改进措施：明确专人每周更新" in talk.say("措施：明确专人每周更新")
    assert "已保存" in talk.say("确认")
    assert "明确专人每周更新" in talk.say("第五部分现在怎么写的")


def test_those_before_are_dropped_and_the_rest_is_shown(offline_services: Services) -> None:
    talk = Talk(offline_services)
    talk.say("行政处罚改成300")
    shown = talk.say("前面那处不改，行政强制改成1")
    assert "行政强制1件" in shown
    assert "300" not in shown
    talk.say("确认")
    assert "318件" in talk.say("行政处罚是多少")


def test_a_removal_is_taken_back_in_other_words(offline_services: Services) -> None:
    talk = Talk(offline_services)
    talk.say("删掉第二个问题")
    assert "不改了，初稿没有变" in talk.say("不对，还是留着")


def test_what_is_undone_is_what_was_named(offline_services: Services) -> None:
    talk = Talk(offline_services)
    talk.say("网站公开信息改成1400条，行政强制改成2")
    talk.say("确认")
    assert "里面没有改“培训”" in talk.say("撤销刚才的培训")
    assert "不只改了“强制”" in talk.say("撤销刚才的强制")
    assert "1400条" in talk.say("网站公开多少条")
    assert "已把第1稿的内容保存为第3稿" in talk.say("撤销")


def test_a_figure_says_that_it_was_changed(offline_services: Services) -> None:
    talk = Talk(offline_services)
    assert "第1稿是" not in talk.say("网站公开信息的数是哪来的")
    talk.say("网站公开信息改成1400条")
    talk.say("确认")
    assert "第1稿是1386条" in talk.say("网站公开信息的数是哪来的")


def test_a_register_beside_the_workbook_is_said_not_to_be_used(offline_services: Services) -> None:
    talk = Talk(offline_services, ("台账.csv", REGISTER.read_bytes()))
    assert "台账没有用" in talk.first.words
    assert "台账没有用" not in Talk(offline_services).first.words


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("网站公开信息改成1400条，解读改成60篇，培训改成6场", "edit"),
        ("商业企业上年结转的数量应为1", "edit"),
        ("通过县政府门户网站改成通过市政府门户网站", "edit"),
        ("给我打印两份，双面的", "refuse"),
        ("把稿子发到王主任邮箱去", "refuse"),
        ("存在的问题全部重写：1栏目更新慢 2业务不熟 改进：1专人周更 2每季度学习", "edit"),
    ],
)
def test_words_beside_a_draft(offline_services: Services, said: str, act: str) -> None:
    talk = Talk(offline_services)
    talk.say(said)
    assert talk.acts() == [act]
