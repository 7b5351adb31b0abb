"""Drafts, notes, conversations: what is added stays, in order, and is not written over."""

import json
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from nianbao.store import conversations, drafts, notes
from nianbao.store.database import MIGRATIONS_DIR, Database, NotFoundError, StoreError, open_database

CONTENT = {
    "report": {"tables": {"applications": {"new": {"total": ""}}}},
    "ledger": [],
    "prose": ["收到申请〔待填〕件"],
}


# --- drafts ---------------------------------------------------------------------------------------------------


def test_revisions_are_numbered_and_kept(db: Database) -> None:
    draft = drafts.create_draft(db, "青禾县人民政府", 2024, "初稿")
    first = drafts.append_revision(db, draft.id, CONTENT, author="经办人", writer="built-in", ledger_hash="f" * 64)
    second = drafts.append_revision(
        db,
        draft.id,
        {"prose": ["改"]},
        author="审核人",
        writer="model",
        model="m",
        prompt_version="3",
        docx=b"PK\x03\x04",
        after=1,
    )
    assert [(r.number, r.has_docx) for r in (first, second)] == [(1, False), (2, True)]
    assert drafts.list_revisions(db, draft.id) == [first, second]
    assert drafts.load_revision(db, draft.id) == second
    assert drafts.load_revision(db, draft.id, 1) == first
    assert drafts.load_revision(db, draft.id, 1).content == CONTENT
    assert (drafts.load_docx(db, draft.id, 1), drafts.load_docx(db, draft.id, 2)) == (None, b"PK\x03\x04")
    assert [(d.id, d.latest) for d in drafts.list_drafts(db)] == [(draft.id, 2)]


def test_a_stale_editor_is_refused(db: Database) -> None:
    draft = drafts.create_draft(db, "青禾县人民政府", 2024)
    drafts.append_revision(db, draft.id, CONTENT, author="甲", writer="built-in", after=0)
    drafts.append_revision(db, draft.id, CONTENT, author="乙", writer="built-in", after=1)
    with pytest.raises(drafts.RevisionConflictError, match="草稿已有第 2 稿，您修改的是第 1 稿"):
        drafts.append_revision(db, draft.id, CONTENT, author="甲", writer="built-in", after=1)
    assert [r.author for r in drafts.list_revisions(db, draft.id)] == ["甲", "乙"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE draft_revisions SET author = '丙'",
        "DELETE FROM draft_revisions",
        "INSERT INTO draft_revisions SELECT * FROM draft_revisions",
        "DELETE FROM drafts",
    ],
)
def test_the_database_itself_refuses_to_change_a_revision(db: Database, statement: str) -> None:
    draft = drafts.create_draft(db, "青禾县人民政府", 2024)
    before = drafts.append_revision(db, draft.id, CONTENT, author="甲", writer="built-in")
    with pytest.raises(DBAPIError), db.writing() as session:
        session.execute(text(statement))
    assert drafts.list_revisions(db, draft.id) == [before]


def test_drafts_are_found_by_agency_year_and_conversation(db: Database) -> None:
    talk = conversations.create_conversation(db)
    one = drafts.create_draft(db, "青禾县人民政府", 2024, conversation_id=talk.id)
    two = drafts.create_draft(db, "青禾县教育局", 2023)
    assert drafts.list_drafts(db) == [two, one]
    assert drafts.list_drafts(db, conversation_id=talk.id) == [one]
    assert drafts.list_drafts(db, agency="青禾县 教育局", year=2023) == [two]
    assert drafts.list_drafts(db, agency="青禾县教育局", year=2024) == []


def test_unknown_drafts(db: Database) -> None:
    with pytest.raises(NotFoundError, match="没有编号为 9 的草稿"):
        drafts.append_revision(db, 9, CONTENT, author="甲", writer="built-in")
    with pytest.raises(NotFoundError, match="没有任何一稿"):
        drafts.load_revision(db, 9)
    with pytest.raises(NotFoundError, match="没有第 2 稿"):
        drafts.load_revision(db, 9, 2)
    with pytest.raises(NotFoundError, match="没有找到对话"):
        drafts.create_draft(db, "青禾县人民政府", 2024, conversation_id="没有这个对话")


def test_money_in_content_keeps_its_digits_and_other_objects_are_refused(db: Database) -> None:
    draft = drafts.create_draft(db, "青禾县人民政府", 2024)
    saved = drafts.append_revision(db, draft.id, {"fees": Decimal("12.10")}, author="甲", writer="built-in")
    assert drafts.load_revision(db, draft.id, saved.number).content == {"fees": "12.10"}
    with pytest.raises(Exception, match="not JSON"):
        drafts.append_revision(db, draft.id, {"x": object()}, author="甲", writer="built-in")


# --- notes ----------------------------------------------------------------------------------------------------


def test_the_last_note_stands_and_the_first_is_kept(db: Database) -> None:
    key = "4f" * 32
    first = notes.add_note(db, key, "青禾县人民政府", 2024, "noted", "待核", "甲")
    last = notes.add_note(db, key, "青禾县人民政府", 2024, "dismissed", "口径不同", "乙")
    notes.add_note(db, key, "青禾县人民政府", 2023, "accepted")
    notes.add_note(db, key, "青禾县教育局", 2024, "accepted")
    assert notes.list_notes(db, "青禾县人民政府", 2024, key) == [first, last]
    assert notes.current_notes(db, "青禾县人民政府", 2024) == {key: last}
    assert notes.current_notes(db, "青禾县人民政府", None) == {}
    with pytest.raises(ValueError, match="maybe"):
        notes.add_note(db, key, "青禾县人民政府", 2024, "maybe")  # type: ignore[arg-type]


def test_a_note_is_added_only_to_what_was_seen(db: Database) -> None:
    add = partial(notes.add_note, db, "k", "青禾县人民政府", 2024)
    first = add("accepted", seen=None, about={"rule": "T3-01", "message": "左边13，右边12"})
    assert first.about == {"rule": "T3-01", "message": "左边13，右边12"}
    assert add("accepted", seen=None) == first  # a double click
    with pytest.raises(notes.OvertakenError) as overtaken:
        add("dismissed", "不成立", seen=None)
    assert overtaken.value.note == first
    second = add("withdrawn", seen=first.id)
    assert notes.list_notes(db, "青禾县人民政府", 2024) == [first, second]
    with pytest.raises(StoreError):
        add("accepted", seen=second.id + 1)


def test_notes_made_before_they_kept_what_they_are_about(url: str) -> None:
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir()
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_DIR))
    with create_engine(url).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        row = {
            "f": "k",
            "a": "甲镇",
            "k": "甲镇",
            "y": 2024,
            "d": "accepted",
            "t": "",
            "r": "",
            "c": "2025-01-20 08:00:00.000000",
        }
        connection.execute(
            text(
                "INSERT INTO notes (finding, agency_name, agency_key, year, decision, text, reviewer, created_at) "
                "VALUES (:f, :a, :k, :y, :d, :t, :r, :c)"
            ),
            row,
        )
    assert [(n.decision, dict(n.about)) for n in notes.list_notes(open_database(url), "甲镇", 2024)] == [
        ("accepted", {})
    ]


def test_notes_on_a_report_without_a_year(db: Database) -> None:
    note = notes.add_note(db, "k", "", None, "noted")
    assert notes.current_notes(db, "", None) == {"k": note}


# --- conversations --------------------------------------------------------------------------------------------


def test_messages_come_back_in_order(db: Database) -> None:
    talk = conversations.create_conversation(db, "新对话")
    said = [conversations.append_message(db, talk.id, "user", "审核这份报告", {"file": 1})]
    said.append(conversations.append_message(db, talk.id, "assistant", "已审核", {"findings": [], "fee": "12.10"}))
    assert [m.position for m in said] == [1, 2]
    assert conversations.load_messages(db, talk.id) == said
    assert conversations.load_conversation(db, talk.id).updated_at == said[-1].created_at


def test_the_last_used_conversation_comes_first(db: Database) -> None:
    old, new = conversations.create_conversation(db, "旧"), conversations.create_conversation(db, "新")
    assert [c.id for c in conversations.list_conversations(db)] == [new.id, old.id]
    conversations.append_message(db, old.id, "user", "继续")
    assert [c.title for c in conversations.list_conversations(db)] == ["旧", "新"]
    assert len(conversations.list_conversations(db, limit=1)) == 1


def test_renaming(db: Database) -> None:
    talk = conversations.create_conversation(db)
    conversations.rename_conversation(db, talk.id, "2024年度报告")
    assert conversations.load_conversation(db, talk.id).title == "2024年度报告"


def test_attachments_are_kept_once(db: Database) -> None:
    talk, other = conversations.create_conversation(db), conversations.create_conversation(db)
    content = bytes(range(256)) * 40
    kept = conversations.add_attachment(db, talk.id, "报告.docx", content)
    assert conversations.add_attachment(db, talk.id, "报告.docx", content) == kept
    renamed = conversations.add_attachment(db, talk.id, "副本.docx", content)
    conversations.add_attachment(db, other.id, "报告.docx", content)
    assert conversations.list_attachments(db, talk.id) == [kept, renamed]
    assert kept.size == len(content)
    assert conversations.load_attachment(db, kept.id) == content


def test_unknown_conversations(db: Database) -> None:
    for act in (
        lambda: conversations.append_message(db, "无", "user", "x"),
        lambda: conversations.add_attachment(db, "无", "x", b""),
        lambda: conversations.load_conversation(db, "无"),
        lambda: conversations.rename_conversation(db, "无", "x"),
    ):
        with pytest.raises(NotFoundError, match="没有找到对话 无"):
            act()
    with pytest.raises(NotFoundError, match="没有找到这个附件"):
        conversations.load_attachment(db, 1)
    assert conversations.load_messages(db, "无") == []


def test_json_is_readable_in_the_database(db: Database) -> None:
    talk = conversations.create_conversation(db)
    conversations.append_message(db, talk.id, "user", "", {"机关": "青禾县"})
    with db.reading() as session:
        stored = session.execute(text("SELECT CAST(payload AS TEXT) FROM messages")).scalar_one()
    assert "青禾县" in stored
    assert json.loads(stored) == {"机关": "青禾县"}
