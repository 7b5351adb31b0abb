"""A model's sentences in the chat: code's are printed, its own stand unchecked, what it may not say is left out."""

import pytest

from nianbao.assistant.own_words import judge
from nianbao.drafting.model.thinking import LoopError, gathered, without_thinking
from nianbao.work.jobs import JobResult
from nianbao.work.model.told import told_of
from tests.support.model.chat_claims import LIES

TOLD = [
    "放心发吧。", "瑕不掩瑜。", "绿灯。", "妥了。", "您知道收到申请九十九件吗？", "收到申请⑫件。", "行政复议一起。", "PASS",
    "从未发生行政诉讼。", "答复期限见第三十二条。", "为什么比去年翻了三倍？", "申请人必须说明用途。", "数字我替您核过了。",
]  # fmt: skip


@pytest.mark.parametrize("sentence", TOLD)
def test_what_a_model_may_not_say(results: dict[str, list[JobResult]], sentence: str) -> None:
    """No figure, verdict, trend, denial or article in its own words, also not in a question."""
    assert judge(sentence, told_of(results["review"])).becomes == "left-out"


def test_old_scripted_lies_hold(results: dict[str, list[JobResult]]) -> None:
    """Whatever is printed for a lie does not tell it."""
    for lie in LIES:
        judged = judge(lie.words, told_of(results[lie.results]))
        shown = "".join(t.text for t in judged.cited) + (lie.words if judged.becomes == "shown-as-model" else "")
        assert lie.tell not in shown, lie.words


def test_a_citation_prints_codes_sentence(results: dict[str, list[JobResult]]) -> None:
    judged = judge("[v1]", told_of(results["bad review"]))
    assert judged.becomes == "fact"
    assert "尚不符合" in judged.cited[0].text
    advice = judge("请先改 [f1] 这一处。", told_of(results["bad review"]))
    assert advice.becomes == "shown-as-model"
    assert [t.id for t in advice.cited] == ["f1"]
    assert judge("[f99]", told_of(results["bad review"])).becomes == "left-out"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("<think>先想想99件</think>请核对。", "请核对。"),
        ("先想想99件</think>请核对。", "请核对。"),
        ("thought\n先想想</thought>请核对。", "请核对。"),
        ("<think>没有说完", ""),
        ("Thinking Process:\n1. 看\n\nAnswer: 请核对。", "请核对。"),
        ("Thinking Process: 只有想", ""),
        ("请核对。", "请核对。"),
    ],
)
def test_thinking_never_reaches_a_reader(said: str, left: str) -> None:
    assert without_thinking(said) == left


def test_a_loop_is_cut() -> None:
    with pytest.raises(LoopError):
        list(gathered(["政府信息公开很好。"] * 250))
