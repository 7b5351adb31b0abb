"""Whole conversations without a model: acts on a review, a draft and its revisions, a register."""

import io
from typing import Any

import pytest

from nianbao.assistant.service import Assistant
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.store.drafts import load_docx
from nianbao.work.services import Services
from tests.support.draft_inputs import example
from tests.support.files.word_edits import with_words
from tests.support.files.workbooks import workbook_bytes
from tests.support.model.chat_results import SAMPLE, broken_sample, sample
from tests.support.model.chat_scripts import Turn, assistant_with, turn


@pytest.fixture
def assistant(offline_services: Services) -> Assistant:
    return assistant_with(offline_services)


def last_acts(assistant: Assistant, done: Turn) -> list[dict[str, Any]]:
    acts: list[dict[str, Any]] = assistant.messages(done.conversation_id)[-1].payload["acts"]
    return acts


def test_a_review_is_talked_about(assistant: Assistant) -> None:
    """The verdict, a finding and a figure come from the review of the turn before."""
    first = turn(assistant, "请审核", [("改动过的.md", broken_sample())])
    verdict = turn(assistant, "这样可以报了吗", conversation_id=first.conversation_id)
    assert verdict.results == []
    assert "尚不符合" in verdict.words
    finding = turn(assistant, "T3-01是什么意思", conversation_id=first.conversation_id)
    assert last_acts(assistant, finding)[0]["refers"] == ["T3-01"]
    assert "算式" in finding.words
    exported = turn(assistant, "导出", conversation_id=first.conversation_id)
    assert exported.kinds == ["review"]


def test_an_edit_is_shown_then_taken_then_taken_back(assistant: Assistant) -> None:
    """Nothing changes in silence: before → after, a yes, a new revision; the first state comes back as a further one."""
    inputs, _ = example("county")
    drafted = turn(assistant, "起草", [("资料表.xlsx", workbook_bytes(inputs))])
    id = drafted.results[0].data["draft"]
    shown = turn(assistant, "把组织业务培训那个数改成6场", conversation_id=drafted.conversation_id)
    assert "组织业务培训5场 → 组织业务培训6场" in shown.words
    assert shown.results == []
    taken = turn(assistant, "确认", conversation_id=drafted.conversation_id)
    assert taken.results[0].data["draft"] == id
    assert taken.results[0].data["revision"] == drafted.results[0].data["revision"] + 1
    assert "6场" in taken.results[0].markdown
    told = turn(assistant, "和上一稿有什么不同", conversation_id=drafted.conversation_id)
    assert "5场" in told.words
    assert "6场" in told.words
    assert "经办人" in told.words
    back = turn(assistant, "回到第一稿", conversation_id=drafted.conversation_id)
    assert back.results[0].data["revision"] == drafted.results[0].data["revision"] + 2
    assert "5场" in back.results[0].markdown


def test_an_edit_that_is_not_confirmed_is_none(assistant: Assistant) -> None:
    inputs, _ = example("county")
    drafted = turn(assistant, "起草", [("资料表.xlsx", workbook_bytes(inputs))])
    turn(assistant, "把组织业务培训那个数改成6场", conversation_id=drafted.conversation_id)
    turn(assistant, "还有哪些没填", conversation_id=drafted.conversation_id)
    later = turn(assistant, "好的", conversation_id=drafted.conversation_id)
    assert later.results == []
    assert "前面说的这处改动" in later.words


REGISTER = (
    "序号,申请人,申请人类别,收到日期,申请内容,答复日期,办理结果\n"
    "1,甲,自然人,2024-03-01,规划文件,2024-03-11,予以公开\n"
    "2,乙公司,商业企业,2024-04-01,补偿标准,2024-06-28,部分公开\n"
    "3,丙,自然人,2024-12-20,会议材料,,\n"
).encode()


def test_a_register_is_counted_and_never_reviewed(assistant: Assistant) -> None:
    done = turn(assistant, "表三填好，超期的也列出来", [("台账.csv", REGISTER)])
    assert done.kinds == ["register"]
    assert [a["act"] for a in last_acts(assistant, done)] == ["register", "overdue"]
    assert "第2件" in done.words
    asked = turn(assistant, "自然人的有多少", conversation_id=done.conversation_id)
    assert "2件" in asked.words


def test_the_filled_workbook_of_a_register() -> None:
    from openpyxl import load_workbook

    from nianbao.work.handed.upload import Upload
    from nianbao.work.register import filled_workbook, most_common_year

    files = (Upload("台账.csv", REGISTER),)
    assert most_common_year(files) == 2024
    assert load_workbook(io.BytesIO(filled_workbook(files, 2024))).sheetnames


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ("行政复议要在多少天内提出", "行政复议法"),
        ("公司年报什么时候报 在哪个网站填", "市场监督管理"),
        ("明天会不会下雨", "我能帮您"),
        ("asdfghjkl", "我能帮您"),
    ],
)
def test_what_lies_outside_is_said_to(assistant: Assistant, said: str, pointer: str) -> None:
    """One friendly sentence with what can be done; no article as if it answered."""
    done = turn(assistant, said)
    assert done.results == []
    assert [a["act"] for a in last_acts(assistant, done)] == ["refuse"]
    assert pointer in done.words
    assert "我能帮您" in done.words


def test_an_english_question_finds_the_law(assistant: Assistant) -> None:
    done = turn(assistant, "what is the deadline for publishing the annual report")
    assert "第四十九条" in [h["article"] for h in last_acts(assistant, done)[0]["hits"][:3]]


def test_two_requests_are_both_done(assistant: Assistant) -> None:
    done = turn(assistant, "审核一下 再跟去年比", [(SAMPLE, sample())])
    assert done.kinds == ["review", "compare"]


def test_a_draft_edited_in_word_comes_back_to_the_chat(assistant: Assistant) -> None:
    """It is matched and kept, not reviewed as any report; an edit asked for in words would lose it, and is refused."""
    inputs, _ = example("county")
    drafted = turn(assistant, "起草", [("资料表.xlsx", workbook_bytes(inputs))])
    data = drafted.results[0].data
    docx = load_docx(assistant.services.db, data["draft"], 1)
    assert docx is not None
    edited = with_words(docx, "1386条", "1836条")
    back = turn(assistant, "再核对一遍数字", [("改稿.docx", edited)], drafted.conversation_id)
    assert back.kinds == ["draft"]
    assert "已保存为第2稿" in back.words
    assert "现在是 1836条，台账为 1386" in back.words
    assert back.results[0].data["match"]["counts"]["differs"] == 1
    refused = turn(assistant, "把组织业务培训那个数改成6场", conversation_id=drafted.conversation_id)
    assert "第2稿是您在 Word 里改过的" in refused.words + "".join(refused.texts("error"))
    listed = turn(assistant, "和上一稿有什么不同", conversation_id=drafted.conversation_id)
    assert "1386条→1836条" in listed.words


def test_a_sentence_that_rests_on_last_year_stays_when_the_draft_is_edited(assistant: Assistant) -> None:
    inputs, previous = example("county")
    assert previous is not None
    files = [("资料表.xlsx", workbook_bytes(inputs)), ("去年.docx", docx_bytes(previous))]
    drafted = turn(assistant, "起草", files)
    before = [p["sentence"] for p in drafted.results[0].data["prose"] if "较上年" in p["sentence"]]
    assert before
    turn(assistant, "把组织业务培训那个数改成6场", conversation_id=drafted.conversation_id)
    taken = turn(assistant, "确认", conversation_id=drafted.conversation_id)
    assert [p["sentence"] for p in taken.results[0].data["prose"] if "较上年" in p["sentence"]] == before
    assert taken.results[0].data["previous_year"] == inputs.year - 1
