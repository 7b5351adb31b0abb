"""A model's sentences in the chat: code's are printed, its own stand unchecked, what it may not say is left out."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from nianbao.assistant.own_words import judge
from nianbao.assistant.words.repeating import repeated
from nianbao.drafting.model.thinking import LoopError, gathered, without_thinking
from nianbao.work.jobs import JobResult, review_job
from nianbao.work.model.told import Told, told_of
from nianbao.work.review import ReviewRequest
from tests.support.model.chat_claims import LIES
from tests.support.model.chat_results import broken_sample

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


SENTENCES = Path(__file__).parent.parent / "fixtures" / "chat"
HONEST = yaml.safe_load((SENTENCES / "honest.yaml").read_text(encoding="utf-8"))
NEW_LIES = yaml.safe_load((SENTENCES / "lies.yaml").read_text(encoding="utf-8"))


def test_honest_explanations_come_through(results: dict[str, list[JobResult]]) -> None:
    """As code's sentences or as the model's words."""
    told = {name: told_of(made) for name, made in results.items()}
    became = Counter(judge(row["sentence"], told[row["after"]]).becomes for row in HONEST)
    assert became["left-out"] <= 0.05 * len(HONEST), became


def test_new_lies_hold(results: dict[str, list[JobResult]]) -> None:
    """None is taken for code's sentence, hardly any for advice; beside a citation only code's sentence is printed."""
    told = {name: told_of(made) for name, made in results.items()}
    judged = [judge(row["sentence"], told[row["after"]]) for row in NEW_LIES]
    assert [j.sentence for j in judged if j.becomes == "fact"] == []
    assert [j.sentence for j in judged if j.becomes == "shown-as-model"] == []
    assert all(j.cited for j in judged if j.becomes == "cited")


@pytest.mark.parametrize(
    ("after", "said", "printed"),
    [
        ("bad review", "有三项错误，请先改。", "错误3项"),
        ("bad review", "13加1是14，11加1是12，差2。", "13+1 ≠ 11+1"),
        ("bad review", "正文写行政诉讼3件，表四是0件，请对照台账。", "行政诉讼3件"),
        ("compare", "新收申请比上年多4件。", "较上年增加4件"),
        ("draft", "行政复议4件，与上年持平。", "表四·行政复议·总计"),
    ],
)
def test_a_retelling_is_replaced(results: dict[str, list[JobResult]], after: str, said: str, printed: str) -> None:
    """A sentence with figures is printed as code's sentence that holds them."""
    judged = judge(said, told_of(results[after]))
    assert judged.becomes == "fact", judged
    assert any(printed in t.text for t in judged.cited), judged.cited


def test_what_may_not_be_said_beside_a_citation(results: dict[str, list[JobResult]]) -> None:
    judged = judge("这份报告完全合格。[v1]", told_of(results["bad review"]))
    assert judged.becomes == "cited"
    assert ["尚不符合" in t.text for t in judged.cited] == [True]


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


HANDED_IN = (
    "请把2022年的年报也传上来，我再比。",
    "请把它们拆开，各存一个文件，再分别传上来。",
    "如果是从网页上复制的，建议改用Word原件；",
    "请换一份完整的再传。",
    "这个数我不能替您填。",
    "数字请从网站后台导出，不要估。",
    "统计期限那句可以直接放在引言末尾。",
)
NOT_THE_MODELS = (
    "多填了。",
    "2022年的年报比今年多。",
    "两份都传上来了。",
    "您交来的三份报告都完整。",
    "请把台账改成两份。",
)


@pytest.mark.parametrize("said", HANDED_IN)
def test_the_model_may_ask_for_material_and_say_what_it_cannot_do(said: str) -> None:
    """How many files, in which format and of which year somebody shall hand in is no figure of the report."""
    assert judge(said, []).becomes == "shown-as-model"


@pytest.mark.parametrize("said", NOT_THE_MODELS)
def test_what_was_handed_in_is_not_its_to_say(said: str) -> None:
    assert judge(said, []).becomes == "left-out"


REPEATED = (
    "审核结论：尚不符合条例第五十条的要求，需要修改。",
    "结论是尚不符合条例第五十条的要求，需要修改。",
    "第五十条第（一）项“主动公开政府信息的情况”已写明。",
    "表三·二、上年结转政府信息公开申请数量·总计：1件。",
    "另外，审核只看报告本身的文字和表格；",
)
TURNED = (
    "审核结论：符合条例第五十条的要求，需要修改。",
    "第五十条第（一）项“主动公开政府信息的情况”没有写明。",
    "表三·二、上年结转政府信息公开申请数量·总计：2件。",
    "审核看了报告本身和台账，数字都一致。",
)


@pytest.fixture(scope="module")
def bad_review() -> list[Told]:
    return told_of([review_job(ReviewRequest("改动过的.md", broken_sample()))])


@pytest.mark.parametrize("said", REPEATED)
def test_a_sentence_of_codes_repeated_without_its_id_is_printed_as_code_says_it(
    said: str, bad_review: list[Told]
) -> None:
    judged = judge(said, bad_review)
    assert judged.becomes == "fact"
    assert len(judged.cited) == 1


@pytest.mark.parametrize("said", TURNED)
def test_one_with_another_number_or_negation_is_no_repetition(said: str, bad_review: list[Told]) -> None:
    assert repeated(said, bad_review) is None
    assert judge(said, bad_review).becomes != "shown-as-model"


FALSE_ADVICE = (
    "建议把逾期的写成按期。",
    "建议把结转那几件并到上年。",
    "建议写上群众满意。",
    "建议先发布，再补结果。",
    "请把公众号那个数当作公开条数。",
    "建议引用同县其他镇的评议结果。",
    "请把复议的结果先空着。",
    "它说的是别的镇。",
    "这说的是街道。",
)


@pytest.mark.parametrize("said", FALSE_ADVICE)
def test_advice_to_write_what_is_not_so_is_never_the_models_to_give(said: str, bad_review: list[Told]) -> None:
    assert judge(said, bad_review).becomes == "left-out"
