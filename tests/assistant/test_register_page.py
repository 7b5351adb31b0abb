"""Every sentence that docs/register.md gives takes effect on a register where it makes sense; where it does not, that is said."""

import re

import pytest

from nianbao.assistant.service import Assistant
from nianbao.work.services import Services
from tests.conftest import ROOT
from tests.support.model.chat_scripts import Turn, assistant_with, turn

PAGE = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
START, ASKED, END = (PAGE.index(words) for words in ("在对话里直接用话回答", "也可以接着问", "命令行里把回答写成"))


def _sentences(text: str) -> list[str]:
    return [s for line in text.splitlines() if line.startswith("    ") for s in re.split(r"\s{2,}", line.strip())]


EXAMPLES, QUESTIONS = _sentences(PAGE[START:ASKED]), _sentences(PAGE[ASKED:END])
TOWN = ROOT / "tests" / "fixtures" / "registers" / "town_register_2024.xlsx"


def _register() -> bytes:
    """A register in which each of the sentences answers something."""
    lines = ["序号,申请人类别,提交时间,受理时间,办理结果,答复日期,行政复议结果"]
    for n in range(1, 14):
        kind = "法人" if n == 3 else "公民"
        result = {5: "告知", 9: "已办", 10: "已办"}.get(n, "予以公开")
        answered = "另定" if n == 12 else f"2024-04-{n + 10}"
        accepted = f"2024-04-0{n}" if n == 2 else f"2024-03-{n + 10}"
        lines.append(f"{n},{kind},2024-03-{n + 10},{accepted},{result},{answered},{'维持' if n == 7 else ''}")
    return "\n".join(lines).encode()


@pytest.fixture
def assistant(offline_services: Services) -> Assistant:
    return assistant_with(offline_services)


def ask(assistant: Assistant, first: Turn, said: str) -> Turn:
    return turn(assistant, said, conversation_id=first.conversation_id)


def test_the_page_has_examples() -> None:
    assert (len(EXAMPLES), len(QUESTIONS)) == (6, 8)


@pytest.mark.parametrize("said", QUESTIONS)
def test_a_question_of_the_page_is_answered_from_the_rows(assistant: Assistant, said: str) -> None:
    first = turn(assistant, "统计台账", [("town_register_2024.xlsx", TOWN.read_bytes())])
    answer = ask(assistant, first, said)
    assert answer.results == []
    assert answer.words.startswith("**申请台账（2024年）**")
    assert "没有看懂" not in answer.words


@pytest.mark.parametrize("said", EXAMPLES)
def test_an_example_takes_effect_and_is_taken_back(assistant: Assistant, said: str) -> None:
    first = turn(assistant, "统计台账", [("台账.csv", _register())])
    before = first.results[0].data
    done = ask(assistant, first, said)
    assert "没有照办" not in done.words, done.words
    after = done.results[0].data
    assert after["answers"], done.words
    open_before, open_after = (len(d["undecided"]) + len(d["proceedings_to_confirm"]) for d in (before, after))
    rows = sum(len(u["rows"]) for u in before["undecided"]) - sum(len(u["rows"]) for u in after["undecided"])
    assert open_after < open_before or rows > 0
    back = ask(assistant, first, "撤回")
    assert back.results[0].data["undecided"] == before["undecided"]
    assert "没有可以再撤回的了" in ask(assistant, first, "撤回").words


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("第12件还没有答复", "台账上写的是2024-03-12答复"),
        ("第12件3月15日答复", "台账上写的是2024-03-12答复"),
        ("法人算商业企业", "没有要确认的“法人”"),
        ("复议诉讼都属于2024年", "台账没有复议、诉讼的列"),
        ("收到日期用受理时间那一列", "没有叫“受理时间”的列"),
        ("第3件算部分公开", "台账上写的是“不掌握相关信息”"),
    ],
)
def test_what_cannot_take_effect_says_why(assistant: Assistant, said: str, told: str) -> None:
    first = turn(assistant, "统计台账", [("town_register_2024.xlsx", TOWN.read_bytes())])
    done = ask(assistant, first, said)
    assert told in done.words, done.words
    assert done.results == []


def test_answers_are_undone_one_by_one(assistant: Assistant) -> None:
    first = turn(assistant, "统计台账", [("town_register_2024.xlsx", TOWN.read_bytes())])
    for said in ("已办的算予以公开，告知算本机关不掌握", "第9件算部分公开", "按规定处理算信访"):
        ask(assistant, first, said)
    open_ = [len(ask(assistant, first, "撤回").results[0].data["undecided"]) for _ in range(3)]
    assert open_ == [1, 1, 3]
    assert "没有可以再撤回的了" in ask(assistant, first, "撤回").words


def test_an_application_of_a_remembered_wording_is_still_unclear(assistant: Assistant) -> None:
    first = turn(assistant, "统计台账", [("town_register_2024.xlsx", TOWN.read_bytes())])
    ask(assistant, first, "已办的算予以公开")
    second = turn(assistant, "统计台账", [("town_register_2024.xlsx", TOWN.read_bytes())])
    assert second.results[0].data["remembered"]["result"] == {"已办": "granted"}
    done = ask(assistant, second, "第9件算部分公开")
    assert "第9件 → （二）部分公开" in done.words
    assert done.results[0].data["tables"]["applications"]["partial"]["total"] == 5
    assert "单独说的" in ask(assistant, second, "第9件先不定").words
    anew = ask(assistant, second, "已办先不定")
    assert [u["raw"] for u in anew.results[0].data["undecided"]] == ["已办", "告知", "按规定处理"]
    assert ask(assistant, second, "撤回").results[0].data["each"]["9"]["rows"] == ["granted", "new"]
    ask(assistant, second, "已办先不定")  # nothing stays for the agency
