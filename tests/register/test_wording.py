"""Words of results and kinds: decided when every piece is known and all agree, else asked with rows to choose from."""

import csv

import pytest

from nianbao.register.kinds import proposed_kind, read_kind
from nianbao.register.proceedings import read_case
from nianbao.register.wording import OUTCOMES, is_open, read_result
from nianbao.report.layout import LAYOUT_2021
from tests.conftest import ROOT

WORDINGS = ROOT / "tests" / "fixtures" / "registers" / "wordings.tsv"


def wordings(field: str) -> list[tuple[str, str]]:
    with WORDINGS.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["wording"], row["key"]) for row in rows if row["field"] == field]


@pytest.mark.parametrize(("wording", "key"), wordings("result"))
def test_results(wording, key):
    assert (read_result(wording).key or "ask") == key


@pytest.mark.parametrize(("wording", "key"), wordings("kind"))
def test_kinds(wording, key):
    assert (read_kind(wording) or "ask") == key


LABELS = LAYOUT_2021.tables["applications"].rows


@pytest.mark.parametrize("row", OUTCOMES)
def test_official_labels_mean_their_rows(row):
    """Systems print the labels of the form, with their group or without; 其他 alone could be any."""
    group, label = LABELS[row].labels[1], LABELS[row].label
    for written in (
        f"{group}-{label}",
        f"{group}{label}",
        *([label, label.lstrip("12345678.")] if row != "other.misc" else []),
    ):
        assert read_result(written).key == row, written


@pytest.mark.parametrize(
    "group", ["（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理", "3.其他", "其他", "总计"]
)
def test_a_group_alone_is_asked(group):
    assert read_result(group).key is None


DECIDED = [w for w, key in wordings("result") if key != "ask" and len(w) > 2]


@pytest.mark.parametrize("wording", DECIDED)
def test_an_unknown_piece_makes_any_wording_a_question(wording):
    """Mend the kind: no list of negations is needed, what is not known is asked."""
    for around in ("未{}", "{}？", "拟{}", "{}之后又另行处理"):
        assert read_result(around.format(wording)).key is None, around


@pytest.mark.parametrize("wording", [w for w, key in wordings("result") if key == "ask"])
def test_every_question_comes_with_rows_to_choose_from(wording):
    candidates = read_result(wording).candidates
    assert candidates
    assert set(candidates) <= set(OUTCOMES)


@pytest.mark.parametrize(
    ("wording", "first"),
    [
        ("告知", "unable.not_held"),
        ("转办", "unable.not_held"),
        ("不予公开", "denied.state_secret"),
        ("无法提供", "unable.not_held"),
    ],
)
def test_likely_rows_come_first(wording, first):
    assert read_result(wording).candidates[0] == first


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("示例宏远建材有限公司", "commercial"), ("明正律师事务所", "legal_service"), ("示例大学", "research"),
        ("花园小区业主委员会", "other"), ("甲乙丙", "natural_person"), ("法人", None), ("学校", None), ("合作社", None),
    ],
)  # fmt: skip
def test_names_propose_and_never_decide(name, kind):
    assert proposed_kind(name) == kind
    assert read_kind(name) is None


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ("维持", "upheld"), ("撤销", "corrected"), ("责令重新答复", "corrected"), ("申请人撤回，终止", "other"),
        ("尚未审结", "pending"), ("审理中", "pending"), ("部分维持部分撤销", None), ("驳回", None), ("不维持", None), ("", None),
    ],
)  # fmt: skip
def test_results_of_reviews_and_suits(words, column):
    assert read_case(words) == column


def test_open_words_are_no_results():
    assert all(is_open(words) for words in ("", "办理中", "补正中", "—"))
    assert not is_open("已办结")
