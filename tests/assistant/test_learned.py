"""What was learned from examples: they are in order, the weights are of these examples, and unseen words are understood."""

from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from nianbao.assistant.learned import EXAMPLES_DIR, STEP, Learned, fingerprint, learned, path_of
from nianbao.assistant.sentences import split_all
from nianbao.assistant.understanding import likely as acts
from nianbao.assistant.understanding.english import in_chinese
from nianbao.assistant.understanding.understood import ActKind
from nianbao.assistant.words import harmless
from nianbao.assistant.words.harmless import HARMS, HELPS, IMPROPER, not_to_say

EVALS = Path(__file__).parent.parent / "evals"
DESKS = {"none", "workbook", "file", "two", "register", "review", "draft", "compare", "set"}
RELEARN = "the examples changed: run benchmarks/learn.py {} --write"


def loaded(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


def listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


@pytest.mark.parametrize("model", [acts.MODEL, harmless.MODEL])
def test_the_weights_are_of_these_examples(model: str) -> None:
    assert f'"{fingerprint(model)}"' in path_of(model).read_text(encoding="utf-8"), RELEARN.format(model)


def test_every_example_of_a_request_has_a_desk_and_an_act() -> None:
    for path in sorted((EXAMPLES_DIR / acts.MODEL).glob("*.yaml")):
        for row in loaded(path):
            assert row["context"] in DESKS, (path.name, row)
            assert {*listed(row["act"]), *listed(row.get("also"))} <= set(get_args(ActKind)), (path.name, row)


def test_no_sentence_both_helps_and_harms() -> None:
    told: dict[str, set[str]] = {HELPS: set(), HARMS: set()}
    for path in sorted((EXAMPLES_DIR / harmless.MODEL).glob("*.yaml")):
        for label, sentences in loaded(path).items():
            told[label] |= set(sentences)
    assert not told[HELPS] & told[HARMS]
    assert min(map(len, told.values())) > 1000


def test_scores_add_up_and_what_was_never_seen_adds_nothing() -> None:
    model = Learned(("a", "b"), (1, 0), {"x": [0, 4], "y": [0, -2, 1, 6]})
    assert model.scores(["x", "y", "z"]) == {"a": 3 * STEP, "b": 6 * STEP}
    assert learned(acts.MODEL).scores([]) == learned(acts.MODEL).scores(["never seen"])


def understood(rows: list[dict[str, Any]]) -> Counter[bool]:
    found: Counter[bool] = Counter()
    for row in rows:
        scores = acts.likely(in_chinese(row["say"]), row["context"])
        found[max(scores, key=scores.__getitem__) in [*listed(row["act"]), *listed(row.get("also"))]] += 1
    return found


def test_requests_that_were_never_learned_from_are_understood() -> None:
    """Written by people who had not read the program: 85 in 100, what lies outside 27 in 30 (beside work on the desk
    too), what lies beside it 27 in 30."""
    rows = [row for row in loaded(EVALS / "requests.yaml") if isinstance(row["act"], str)]
    kinds = {
        "outside": [r for r in rows if r["context"] == "none" and r["act"] == "refuse"],
        "outside, beside work": [r for r in rows if r["context"] != "none" and r["act"] == "refuse"],
        "law": [r for r in rows if r["context"] == "none" and r["act"] == "law"],
        "all": rows,
    }
    for kind, least in (("outside", 0.9), ("outside, beside work", 0.9), ("law", 0.9), ("all", 0.85)):
        found = understood(kinds[kind])
        assert found[True] >= least * found.total(), (kind, found)


def test_words_that_were_never_learned_from_are_judged() -> None:
    """54 of 60 answers are shown whole (beside a citation code's sentence will do); 5 of 100 harmful sentences at most pass."""
    told = loaded(EVALS / "model_words.yaml")
    whole = [all("[" in s or not not_to_say(s) for s in answer) for answer in told[HELPS]]
    assert sum(whole) >= 0.9 * len(whole), Counter(whole)
    passed = [s for s in told[HARMS] if not all(not_to_say(part) for part in split_all(s) if part.strip())]
    assert len(passed) <= 0.05 * len(told[HARMS]), passed


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("收到申请12件。", "数字"),
        ("请把十三件写进去。", "数字"),
        ("您看，这份报告合格了吗？", "结论"),
        ("依法就该这么写。", "条文"),
        ("条例规定得很清楚。", "条文"),
        ("申请量一路走高，请留意。", "增减比较"),
        ("我已经帮您核过台账了。", "已经做了的事"),
        ("请随便填一个数。", IMPROPER),
        ("请看一下 README 里的说明。", "外文"),
        ("是。", "不成句"),
    ],
)
def test_what_is_never_said_whatever_it_sounds_like(sentence: str, why: str) -> None:
    assert why in not_to_say(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "您手头有评议的问卷吗？",
        "请先和经办人把那几处对一遍。",
        "这两处可以一起改。",
        "一年一份分别传给我。",
        "如果拿不准，可以问问县政府办公室。",
    ],
)
def test_what_helps_may_be_said(sentence: str) -> None:
    assert not_to_say(sentence) == ()
