"""The guard over the chat model's words: no sentence of the tables of lies is shown, honest ones are."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianbao.assistant.agent import AgentRun
from nianbao.assistant.number_guard import NumberGuard, split_sentences
from nianbao.drafting.model_client import ModelClient
from nianbao.report.numerals import ARABIC_NUMERAL, CHINESE_NUMERAL, chinese_to_int
from nianbao.work.jobs import JobResult
from tests.support.chat_claims import HONEST, LIES, Lie
from tests.support.chat_results import settings_in

Results = dict[str, list[JobResult]]
HONEST_REFUSED_AT_MOST = 0.20
"""The goal is 0.02. The guard stands well above it on purpose: what an uploaded report says of itself (应办12件, 得分91分)
may be planted there, so the model cannot repeat it, and free retelling of the law with other words is left out."""


class Said(AgentRun):
    """An agent whose model says a given text, in pieces of a few characters."""

    text = ""

    def _stream(self, question: str, situation: str, history: list[tuple[str, str]]) -> Iterator[str]:
        for start in range(0, len(self.text), 5):
            yield self.text[start : start + 5]


def shown(results: list[JobResult], text: str) -> str:
    """What a reader sees of a text that the model says after these results."""
    run = Said(ModelClient(settings_in(Path("unused"))), {}, results=list(results))
    run.text = text
    return "".join(run.words("", "", []))


def lie_id(lie: Lie) -> str:
    return f"{lie.results}:{lie.kind}:{lie.words}"


@pytest.mark.parametrize("lie", LIES, ids=lie_id)
def test_no_lie_is_shown(results: Results, lie: Lie) -> None:
    assert lie.tell not in shown(results[lie.results], lie.words)


@pytest.mark.parametrize("lie", LIES[::4], ids=lie_id)
def test_no_lie_hides_between_honest_sentences(results: Results, lie: Lie) -> None:
    honest = "依据的原文列在上面的表里，请核对。"
    assert lie.tell not in shown(results[lie.results], f"{honest}{lie.words}{honest}")


def test_honest_words_are_shown(results: Results, capsys: pytest.CaptureFixture[str]) -> None:
    """Fewer than 2 in 100 refused; the run prints which."""
    refused = []
    for name, sentence in HONEST:
        reason = NumberGuard(results[name]).refusal(sentence)
        if reason is not None:
            refused.append(f"  [{name}] {sentence} ← {reason}")
    with capsys.disabled():
        print(f"\nhonest sentences refused in chat: {len(refused)} of {len(HONEST)}")
        print("\n".join(refused))
    assert len(refused) < HONEST_REFUSED_AT_MOST * len(HONEST)


def test_tables_are_large_and_consistent(results: Results) -> None:
    assert len(LIES) >= 200
    assert len(HONEST) >= 60
    assert {lie.results for lie in LIES} == set(results) == {name for name, _ in HONEST}
    repeated = [lie for lie, count in Counter((x.results, x.words) for x in LIES).items() if count > 1]
    assert repeated == []
    assert not {(lie.results, lie.words) for lie in LIES} & set(HONEST)


def test_the_results_are_what_the_tables_say(results: Results) -> None:
    """The lies are lies only as long as the samples say what the docstring of the tables says."""
    verdicts = {name: made[0].data.get("verdict") for name, made in results.items() if made}
    assert verdicts["review"] == verdicts["draft"] == "meets"
    assert verdicts["bad review"] == "does_not_meet"
    for name, figure in (("review", "11件"), ("draft", "47件")):
        received = next(g for g in results[name][0].sayable.groups if "新收申请" in g.names)
        assert figure in received.sayings
    assert "| 新收申请 | 11件 | 7件 | +4件（+57.1%） | 69.5件 | 2/3 |" in results["compare"][0].markdown
    assert "第三十三条" in results["law"][0].markdown
    assert "第四十二条" in results["fees"][0].markdown


# --- properties -----------------------------------------------------------------------------------------------

DIGIT_SCRIPTS = [
    "0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "๐๑๒๓๔๕๖๗๘๙",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡", "𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿", "零一二三四五六七八九", "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "⓪①②③④⑤⑥⑦⑧⑨", "⓿❶❷❸❹❺❻❼❽❾", "₀₁₂₃₄₅₆₇₈₉", "⁰¹²³⁴⁵⁶⁷⁸⁹",
]  # fmt: skip
JOINTS = [
    "",
    " ",
    "\u00a0",
    "\u2009",
    "\u3000",
    "\u200b",
    "\u200d",
    "\u2060",
    "\u00ad",
    "\u034f",
    "\ufe0e",
    "\u0301",
    "\u3164",
    "\u2800",
    "**",
    "_",
    "`",
    "~~",
]
FRAMES = [
    "全年主动公开政府信息{}条。",
    "收到政府信息公开申请{}件。",
    "办结{}件。",
    "{}件申请予以公开。",
    "行政许可{}件，行政处罚14件。",
    "考核得分{}分。",
    "第{}条。",
    "{}",
]
numbers = st.integers(min_value=10, max_value=9_999_999)
slow = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def written(number: int, script: str, joint: str) -> str:
    return joint.join(script[int(d)] for d in str(number))


@given(
    number=numbers, script=st.sampled_from(DIGIT_SCRIPTS), joint=st.sampled_from(JOINTS), frame=st.sampled_from(FRAMES)
)
@slow
def test_no_foreign_number_in_any_script_or_spacing(
    results: Results, number: int, script: str, joint: str, frame: str
) -> None:
    known = {int(n) for n in numbers_in(unicodedata.normalize("NFKC", results["review"][0].markdown)) if n == int(n)}
    if number in known:
        return
    text = frame.format(written(number, script, joint))
    assert text.rstrip("。") not in shown(results["review"], text)


@given(
    number=st.integers(min_value=1, max_value=99_999),
    unit=st.sampled_from(["万件", "千件", "亿元", "w件", "k条", "百件", "成", "倍", "%", "％", "‰", " 个百分点", "折"]),
)
@slow
def test_no_unit_makes_a_known_number_a_foreign_one(results: Results, number: int, unit: str) -> None:
    """Each number is said with a unit that no figure of this result has."""
    assert str(number) not in shown(results["review"], f"公开情况为{number}{unit}。")


@given(st.text(alphabet=st.characters(categories=("Nd", "Nl", "No")), min_size=1, max_size=6))
@slow
def test_every_numeric_character_is_read_or_refused(results: Results, run: str) -> None:
    """Characters that Unicode calls numbers: shown only when every one of them has a value of the result."""
    text = f"公开信息{run}条。"
    if NumberGuard(results["review"]).refusal(text) is None:
        values = numbers_in(unicodedata.normalize("NFKC", run))
        assert values
        assert set(values) <= numbers_of(results["review"])


def numbers_in(text: str) -> list[Decimal]:
    """Values of all Arabic and Chinese numerals in a text."""
    found = [Decimal(m.group().replace(",", "")) for m in ARABIC_NUMERAL.finditer(text)]
    chinese = (chinese_to_int(m.group()) for m in CHINESE_NUMERAL.finditer(text))
    return found + [Decimal(n) for n in chinese if n is not None]


def numbers_of(made: list[JobResult]) -> set[Decimal]:
    return {n for r in made for n in numbers_in(unicodedata.normalize("NFKC", r.markdown))}


@given(st.text(max_size=80))
@slow
def test_any_text_is_judged_without_an_error(results: Results, text: str) -> None:
    for made in results.values():
        NumberGuard(made).refusal(text)
    whole, rest = split_sentences(text)
    assert "".join(whole) + rest == text


@given(st.text(alphabet="收到申请1件，。！？;；\n 符合7", max_size=40), st.integers(min_value=1, max_value=9))
@slow
def test_sentences_do_not_depend_on_how_the_stream_was_cut(text: str, size: int) -> None:
    pending, found = "", []
    for start in range(0, len(text), size):
        whole, pending = split_sentences(pending + text[start : start + size])
        found += whole
    once, rest = split_sentences(text)
    assert (found, pending) == (once, rest)
