"""Conversations are titled by what was done in them, found, renamed, and thrown away with all that is only theirs."""

import pytest

from nianbao.report.errors import UserError
from nianbao.store.conversations import (
    add_attachment,
    append_message,
    create_conversation,
    list_attachments,
    load_messages,
    rename_conversation,
)
from nianbao.store.drafts import create_draft, list_drafts
from nianbao.work.conversations import (
    MAX_TITLE,
    conversation_exists,
    conversations,
    delete,
    how_many,
    name_by_results,
    rename,
    title_of,
)
from nianbao.work.services import Services


@pytest.fixture
def services() -> Services:
    return Services()


def result(kind, agency="柳溪镇人民政府", year=2024):
    if kind == "compare":
        return {"kind": kind, "data": {"agency": agency, "year": year}}
    return {"kind": kind, "data": {"report": {"agency": {"name": agency}, "year": year}}}


@pytest.mark.parametrize(
    ("results", "title"),
    [
        ([], ""),
        ([{"kind": "law", "data": {}}], ""),
        ([result("review")], "柳溪镇人民政府 · 2024 · 审核"),
        ([result("compare")], "柳溪镇人民政府 · 2024 · 比较"),
        ([result("draft"), {"kind": "law", "data": {}}], "柳溪镇人民政府 · 2024 · 起草"),
        ([result("review", ""), ], "未读出机关名称 · 2024 · 审核"),
        ([result("review", year=None)], "柳溪镇人民政府 · 审核"),
        ([result("review", "甲局"), result("review", "乙局")], "乙局等2份 · 2024 · 审核"),
    ],
)  # fmt: skip
def test_a_title_says_agency_year_and_job(results, title):
    assert title_of(results) == title


def test_a_long_name_keeps_the_job_in_sight():
    title = title_of([result("review", "某" * 90)])
    assert len(title) == MAX_TITLE
    assert title.endswith("2024 · 审核")


def test_the_canned_question_gives_way_and_a_persons_own_name_stays(services):
    kept = create_conversation(services.db)
    rename_conversation(services.db, kept.id, "请按资料表起草年报。")
    append_message(services.db, kept.id, "user", "请按资料表起草年报。", {"files": ["资料表.xlsx"]})
    append_message(services.db, kept.id, "assistant", "", {"results": [result("draft")]})
    name_by_results(services, kept.id, load_messages(services.db, kept.id))
    assert conversations(services)[0].title == "柳溪镇人民政府 · 2024 · 起草"
    append_message(services.db, kept.id, "assistant", "", {"results": [result("review")]})
    name_by_results(services, kept.id, load_messages(services.db, kept.id))
    assert conversations(services)[0].title == "柳溪镇人民政府 · 2024 · 审核"
    rename(services, kept.id, "柳溪镇　第二次")
    append_message(services.db, kept.id, "assistant", "", {"results": [result("draft")]})
    name_by_results(services, kept.id, load_messages(services.db, kept.id))
    assert conversations(services)[0].title == "柳溪镇 第二次"


def test_every_conversation_is_within_reach(services):
    for number in range(45):
        create_conversation(services.db, f"示例{number}局 · 2024 · 审核" if number else "100%_局")
    assert how_many(services) == 45
    assert len(conversations(services, 60)) == 45
    assert [c.title for c in conversations(services, 20, "示例44")] == ["示例44局 · 2024 · 审核"]
    assert [c.title for c in conversations(services, 20, "%_")] == ["100%_局"]


@pytest.mark.parametrize("title", ["", "  ", "长" * (MAX_TITLE + 1)])
def test_a_name_must_be_a_name(services, title):
    kept = create_conversation(services.db, "原名")
    with pytest.raises(UserError):
        rename(services, kept.id, title)
    assert conversations(services)[0].title == "原名"


def test_what_is_thrown_away_is_gone_and_drafts_stay(services):
    kept, other = create_conversation(services.db, "甲"), create_conversation(services.db, "乙")
    for each in (kept, other):
        append_message(services.db, each.id, "user", "请审核")
        add_attachment(services.db, each.id, "年报.md", b"x")
    draft = create_draft(services.db, "柳溪镇人民政府", 2024, "标题", kept.id)
    delete(services, kept.id)
    assert not conversation_exists(services, kept.id)
    assert load_messages(services.db, kept.id) == []
    assert list_attachments(services.db, kept.id) == []
    assert [d.id for d in list_drafts(services.db)] == [draft.id]
    assert len(load_messages(services.db, other.id)) == len(list_attachments(services.db, other.id)) == 1
    with pytest.raises(UserError):
        delete(services, kept.id)
