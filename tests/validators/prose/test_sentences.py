"""Sentences and clauses keep their places in the text; what never ends is cut."""

from itertools import pairwise

import pytest

from validators.prose.brackets import unpaired
from validators.prose.sentences import LONGEST, clauses, sentences


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("公开信息5条。收到申请3件；均已答复！", ["公开信息5条", "收到申请3件", "均已答复"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("。。 。", []),
        ("还差〔待填：条数〕条。", [f"还差{' ' * 7}条"]),
    ],
)
def test_sentences_end_at_stops_and_lines(text: str, pieces: list[str]) -> None:
    assert [span.text for span in sentences(text)] == pieces


@pytest.mark.parametrize("endless", ["1" * 10_000, "收到申请3件，" * 2_000, "一" * LONGEST + "，" + "二" * 10])
def test_what_goes_on_without_a_stop_is_cut(endless: str) -> None:
    spans = list(sentences(f"开头。{endless}\n结尾。"))
    assert (spans[0].text, spans[-1].text) == ("开头", "结尾")
    middle = spans[1:-1]
    assert len(middle) > 1
    assert all(len(span.text) == span.end - span.start <= LONGEST for span in middle)
    assert middle[0].start == 3
    assert middle[-1].end == 3 + len(endless)
    assert all(a.end == b.start for a, b in pairwise(middle))
    if "，" in endless[:LONGEST]:
        assert all(span.text.endswith(",") for span in middle[:-1])


def test_clauses_leave_numbers_whole() -> None:
    sentence = next(sentences("收到1,234件，答复1,200件（含结转）"))
    assert [clause.text for clause in clauses(sentence)] == ["收到1,234件", "答复1,200件", "含结转"]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("（一）内容", ""),
        ("（一内容\n续行）", ""),
        ("（一内容\n1\n2\n3\n续行）", "(）".replace("(", "（")),
        ("《条例》》", "》"),
        ("））（（", "））（（"),
        ("（甲\n（乙\n丙）", "（"),
    ],
)
def test_marks_without_a_partner(text: str, alone: str) -> None:
    assert [text[mark.position] for mark in unpaired(text)] == list(alone)
