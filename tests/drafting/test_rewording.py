"""Whose words they are (design.md, decision 7): a rewording is the drafter's only when it adds nothing to the line."""

from pathlib import Path

import pytest
import yaml

from nianbao.drafting.judging.judge import judge
from nianbao.drafting.material.inputs import DraftInputs
from nianbao.drafting.sentences.rewording import compare, has_numeral, letters, without_list_number
from tests.support.draft_inputs import example

TABLE = yaml.safe_load((Path(__file__).parent / "rewordings.yaml").read_text(encoding="utf-8"))


def with_line(section: str, line: str) -> DraftInputs:
    """The county's inputs with one more line of the drafter in a section."""
    inputs, _ = example("county")
    raw = inputs.model_dump()
    if section == "overview":
        raw["practices"].append({"aspect": "management", "text": line})
    else:
        raw[{"problems": "problems", "other": "other_matters"}[section]].append(line)
    return DraftInputs.model_validate(raw)


@pytest.mark.parametrize(("section", "line", "said"), TABLE["own"], ids=[r[2][:12] for r in TABLE["own"]])
def test_a_rewording_that_adds_nothing_is_the_drafters_own(section: str, line: str, said: str) -> None:
    found = judge(said, section, with_line(section, line))
    assert found.becomes == "own", found
    assert letters(found.original or "") == letters(line)


@pytest.mark.parametrize(("section", "line", "said"), TABLE["own"], ids=[r[2][:12] for r in TABLE["own"]])
def test_the_line_itself_is_the_drafters_and_without_it_both_are_proposals(section: str, line: str, said: str) -> None:
    inputs, _ = example("county")
    assert judge(line, section, with_line(section, line)).becomes == "own"
    assert {judge(line, section, inputs).becomes, judge(said, section, inputs).becomes} == {"proposed"}


@pytest.mark.parametrize(
    ("section", "line", "said", "kind"), TABLE["proposed"], ids=[f"{r[3]}-{r[2][:8]}" for r in TABLE["proposed"]]
)
def test_a_rewording_that_adds_drops_or_turns_is_not(section: str, line: str, said: str, kind: str) -> None:
    found = judge(said, section, with_line(section, line))
    assert found.becomes in ("proposed", "refused"), kind
    assert found.claims, kind


def test_what_was_added_is_named_to_the_letter() -> None:
    found = compare("积极与县融媒体中心衔接，获取信息来源。", "积极与相关部门衔接，获取信息来源。", done=False)
    assert "融媒体中心" in "".join(found.added)


@pytest.mark.parametrize(
    ("text", "number"),
    [("一事一审", False), ("一是完善目录", False), ("进一步规范", False), ("形式单一", False), ("12345热线", False),
     ("培训三次", True), ("走访企业廿家", True), ("抽查俩轮", True), ("½天", True), ("26人", True)],
)  # fmt: skip
def test_a_numeral_of_any_script_is_one_and_a_set_phrase_is_none(text: str, number: bool) -> None:
    assert has_numeral(text) is number


@pytest.mark.parametrize(
    "line",
    ["1、完善目录", "1.完善目录", "（1）完善目录", "（一）完善目录", "一是完善目录", "一、完善目录", "①完善目录", "二是1、完善目录", "第一，完善目录", "- 完善目录"],
)  # fmt: skip
def test_list_numbers_are_cleaned(line: str) -> None:
    assert without_list_number(line) == "完善目录"


@pytest.mark.parametrize("line", ["2024年完善目录", "3次培训", "12345热线整合", "1.5万人次参加"])
def test_a_figure_at_the_beginning_is_no_list_number(line: str) -> None:
    assert without_list_number(line) == line
