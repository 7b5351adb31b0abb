"""A model arranges and code words: plans in every dress, what they leave out, and what each entry becomes."""

import json

import pytest

from nianbao.drafting.arrangement import Facts, Lines, Proposal, Reworded
from nianbao.drafting.draft import Draft, make_draft
from nianbao.drafting.model.answer import parse_plan
from nianbao.drafting.model.client import ModelFailure
from nianbao.drafting.model.exemplars import clean, last_years_passages, mask
from tests.support.draft_inputs import EXAMPLES, example
from tests.support.model.canned_model import CannedModel, draft_with, plain_draft

KNOWN = frozenset({"received", "done", "fact.1", "practice.active.1", "problem.1"})
PLAN = {"plan": [{"frames": ["received"]}, {"proposed": "定期更新目录。"}]}
TEXT = json.dumps(PLAN, ensure_ascii=False)

DRESSES = {
    "bare": TEXT,
    "fence": f"```json\n{TEXT}\n```",
    "words around": f"好的，方案如下：\n{TEXT}\n请查收。",
    "words around a fence": f"好的：\n```\n{TEXT}\n```\n以上。",
    "thinking tagged": f'<think>先想想 {{"plan": ["done"]}}</think>\n{TEXT}',
    "thinking half tagged": f"先想想，用 [received] 吧</think>{TEXT}",
    "thinking in words": f"Thinking Process: 1. read {{ids}} 2. write\n\n{TEXT}",
    "bare list": json.dumps(PLAN["plan"], ensure_ascii=False),
    "extra keys": json.dumps({**PLAN, "confidence": 0.9, "note": ["x"]}, ensure_ascii=False),
    "old key": json.dumps({"sentences": PLAN["plan"]}, ensure_ascii=False),
    "strings": json.dumps({"plan": ["received", "定期更新目录。"]}, ensure_ascii=False),
    "a try before": f'{{"plan": ["done"]}}\n改为：{TEXT}',
}


@pytest.mark.parametrize("dress", DRESSES)
def test_a_plan_is_read_in_every_dress(dress: str) -> None:
    assert parse_plan(DRESSES[dress], KNOWN) == [Facts(("received",)), Proposal("定期更新目录。")]


@pytest.mark.parametrize(
    "text",
    ["", "抱歉，我不能。", "{", '{"plan": []}', '{"answer": "好"}', "[1, 2]", '{"plan": [999, {"a": 1}]}', "[" * 3000],
)
def test_what_is_no_plan_is_malformed(text: str) -> None:
    with pytest.raises(ModelFailure) as failed:
        parse_plan(text, KNOWN)
    assert failed.value.kind == "malformed"


@pytest.mark.parametrize(
    ("entry", "item"),
    [
        ({"frames": ["received", "done"], "joint": "；", "lead": "全年", "style": 2}, Facts(("received", "done"), "；", "全年", 2)),
        ({"frames": ["received"], "joint": "，因此"}, Facts(("received",))),
        ({"line": "practice.active.1"}, Lines(("practice.active.1",))),
        ({"line": "practice.active.1", "reworded": "一是改写。"}, Reworded("practice.active.1", "改写。")),
        ({"frames": ["nobody.knows"]}, None),
        ({"style": True, "frames": ["done"]}, Facts(("done",))),
        ("nobody.knows", None),
    ],
)  # fmt: skip
def test_an_entry_is_what_its_shape_says(entry: object, item: object) -> None:
    found = parse_plan(json.dumps({"plan": [entry, "received"]}, ensure_ascii=False), KNOWN)
    assert found == ([item] if item else []) + [Facts(("received",))]


# --- from a plan to sentences ---------------------------------------------------------------------------------


def planned(name: str, passage: str, plan: list[object]) -> Draft:
    return draft_with(name, {passage: json.dumps({"plan": plan}, ensure_ascii=False)})


def test_what_a_plan_leaves_out_is_added() -> None:
    """Every figure of the form and every line of the drafter stands, in whatever order the model put the rest."""
    plain = plain_draft("county")
    draft = planned("county", "on_request", [{"frames": ["done"]}, {"line": "practice.on_request.1"}])
    slots = [i for _, s in draft.prose for i in s.slots]
    assert {i for _, s in plain.prose for i in s.slots if not i.startswith("share.")} <= set(slots)
    assert [s.writer for _, s in draft.prose].count("model") == 2


def test_a_plan_chooses_style_joint_and_lead_from_closed_lists_only() -> None:
    plan: list[object] = [{"frames": ["received", "carried_in"], "joint": "；", "lead": "据不完全统计，", "style": 3}]
    draft = planned("county", "on_request", plan)
    text = draft.report.text("overview")
    assert "据不完全统计" not in text
    assert "47件" in text


def test_each_kind_of_entry_gets_its_owner() -> None:
    plan: list[object] = [
        {"line": "practice.management.1", "reworded": "对政府信息发布制定审查流程。"},
        {"line": "practice.management.2", "reworded": "全面调整主动公开基本目录。"},
        {"proposed": "聘请社会监督员参与栏目巡查。"},
        {"proposed": "收到申请99件。"},
    ]
    draft = planned("county", "management", plan)
    found = {s.text: s for _, s in draft.prose}
    assert (found["对政府信息发布制定审查流程。"].owner, found["对政府信息发布制定审查流程。"].original) == (
        "own",
        "制定政府信息发布审查流程",
    )
    assert found["聘请社会监督员参与栏目巡查。"].owner == "proposed"
    reworded = found["全面调整主动公开基本目录。"]
    assert (reworded.owner, reworded.original) == ("proposed", "年内分2批调整主动公开基本目录")
    assert "99" not in "".join(found)
    assert draft.verdict == "undetermined"
    assert [o.kind for o in draft.open] == ["proposed", "proposed"]
    assert draft.model_log is not None
    assert [r["sentences"] for r in draft.model_log.refused] == [["收到申请99件。"]]


def test_a_line_that_the_model_says_again_stands_once() -> None:
    """Told as a proposal, word for word or reworded: it is the drafter's line and not printed beside it."""
    told: list[object] = ["制定政府信息发布审查流程。", {"proposed": "主动公开基本目录年内分2批调整。"}]
    draft = planned("county", "management", [*told, "对政府信息发布制定审查流程。"])
    text = draft.report.text("overview")
    assert text.count("审查流程") == 1
    assert text.count("主动公开基本目录") == 1
    assert [s.owner for _, s in draft.prose if "审查流程" in s.text] == ["own"]
    both = "制定政府信息发布审查流程，年内分2批调整主动公开基本目录。"
    joined = planned("county", "management", [both])
    assert [(s.owner, s.writer) for _, s in joined.prose if "审查流程" in s.text] == [("own", "model")]
    assert joined.report.text("overview").count("基本目录") == 1


def test_section_five_is_ordered_and_sharpened_as_proposals() -> None:
    plan: list[object] = [
        {"line": "problem.2"},
        {"line": "problem.1"},
        {"line": "measure.2"},
        {"line": "measure.1", "reworded": "编写解读工作指引，开设政策问答栏目"},
    ]
    draft = planned("county", "problems", plan)
    lines = [line for line in draft.report.text("problems").split("\n") if line]
    assert lines[0].index("基层申请办理人员") < lines[0].index("部分单位")
    assert "一是" in lines[0]
    sharpened = next(s for _, s in draft.prose if "政策问答" in s.text)
    assert (sharpened.owner, sharpened.original) == ("proposed", "编写解读工作指引，推广图解和短视频")


def test_a_plan_that_is_not_understood_costs_its_passage_and_says_so() -> None:
    draft = draft_with("county", {"active": "我想想……", "platform": '{"plan": ["改版栏目。"]}'})
    assert draft.model_log is not None
    assert any(f.startswith("主动公开：") for f in draft.model_log.failures)
    assert {s.writer for _, s in draft.prose if "1386" in s.text} == {"built-in"}
    assert any(s.text == "改版栏目。" for _, s in draft.prose)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_prompt_offers_facts_by_id_and_shows_no_figure(name: str) -> None:
    inputs, previous = example(name)
    model = CannedModel(lambda _: "")
    draft = make_draft(inputs, previous=previous, model=model, exemplars={"active": ["全年公开信息〔数〕条。"]})
    figures = {str(e.value) for e in draft.ledger.entries.values() if e.kind == "number" and len(str(e.value)) > 1}
    for prompt in model.prompts:
        assert not [f for f in figures if f"{f}件" in prompt or f"{f}条" in prompt]
    assert any("received：" in p or "none_at_all：" in p for p in model.prompts)


def test_last_years_passage_is_shown_without_its_numbers() -> None:
    _, previous = example("county")
    assert previous is not None
    passages = last_years_passages(previous)
    assert "on_request" in passages
    assert "39" not in passages["on_request"]
    assert "〔数〕" in passages["on_request"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("全年公开信息1,386条,发布解读57篇。", "全年公开信息〔数〕条，发布解读〔数〕篇。"),
        ("涉密信息一律不上网。", "涉密信息一律不上网。"),
        ("所有表格均松岗县专栏下载。公开信息5条。", "公开信息〔数〕条。"),
        ("鹭栖是沿海县。公开指南2份。", "公开指南〔数〕份。"),
    ],
)
def test_exemplars_are_clean_chinese(text: str, shown: str) -> None:
    """No half-width comma, no broken mask (〔数〕律不上网, 均〔机关〕专栏下载): they would teach bad prose."""
    assert clean(mask(text)) == shown
