"""The audit log: a changed, a missing and a slipped-in line are found; what goes by policy leaves its tombstone."""

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from nianbao.cli.main import app
from nianbao.settings import Settings
from nianbao.store import audit, conversations, drafts, filings, notes, retention
from nianbao.store.database import Database, StoreError, open_database
from nianbao.store.types import now
from nianbao.store.viewer import Viewer
from nianbao.work.audit import printed, throw_away_old
from nianbao.work.services import Services
from tests.store.test_store_races import together

AGENCY = "青禾县人民政府"


def filled(db: Database, lines: int = 6) -> None:
    for n in range(lines):
        audit.log_event(db.seen_by(Viewer(f"p{n % 2}", "甲局", "甲")), "roster", f"{n}", {"units": n, "fees": "12.10"})


def tampered(db: Database, change: str) -> None:
    """As somebody with the database in their hands does it: the triggers are taken away first."""
    with db.engine.execution_options(writing=True).begin() as connection:
        if connection.dialect.name == "sqlite":
            for verb in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER audit_no_{verb}"))
        else:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        connection.execute(text(change))


@pytest.mark.parametrize(
    ("change", "number", "why"),
    [
        ("UPDATE audit SET name = '乙' WHERE number = 3", 3, "内容被改过"),
        ("""UPDATE audit SET detail = '{"units": 9, "fees": "12.10"}' WHERE number = 4""", 4, "内容被改过"),
        ("UPDATE audit SET hash = previous WHERE number = 2", 2, "内容被改过"),
        ("DELETE FROM audit WHERE number = 3", 3, "不见了"),
        ("DELETE FROM audit WHERE number = 1", 1, "不见了"),
        ("UPDATE audit SET previous = hash WHERE number = 5", 5, "接不上"),
    ],
)
def test_a_changed_log_is_found(db: Database, change: str, number: int, why: str) -> None:
    filled(db)
    assert audit.verify(db) == (6, None)
    tampered(db, change)
    _, broken = audit.verify(db)
    assert broken is not None
    assert (broken.number, why in broken.why) == (number, True)


def test_lines_written_at_once_are_one_chain(db: Database) -> None:
    told = together([db] * 6, lambda one, n: audit.log_event(one, "login", str(n)))
    assert told == [None] * 6
    assert audit.verify(db) == (6, None)
    assert [line.number for line in audit.list_lines(db)] == list(range(1, 7))


def test_what_is_done_is_in_the_log_and_what_failed_is_not(db: Database) -> None:
    talk = conversations.create_conversation(db).id
    notes.add_note(db, "f" * 64, AGENCY, 2024, "dismissed", "理由", "甲")
    conversations.delete_conversation(db, talk)
    with pytest.raises(StoreError):
        conversations.delete_conversation(db, talk)
    assert [(line.act, line.name) for line in audit.list_lines(db)] == [("decision", "甲"), ("delete", "")]
    assert "理由" not in str(audit.list_lines(db))  # the log holds no words of a report or a decision


def test_policy_takes_the_old_and_leaves_a_tombstone(db: Database) -> None:
    mine = db.seen_by(Viewer("p", "甲局", "甲"))
    old, fresh = conversations.create_conversation(mine).id, conversations.create_conversation(mine).id
    conversations.add_attachment(mine, old, "身份证.docx", b"PK" * 50)
    draft = drafts.create_draft(mine, AGENCY, 2024, "初稿", old)
    then = now() - timedelta(days=200)
    with db.engine.execution_options(writing=True).begin() as connection:
        for table, column in (("conversations", "id"), ("attachments", "conversation_id")):
            at = {"at": then if connection.dialect.name != "sqlite" else then.replace(tzinfo=None).isoformat(" ")}
            connection.execute(text(f"UPDATE {table} SET created_at = :at WHERE {column} = '{old}'"), at)
    before = now() - timedelta(days=180)
    assert retention.throw_away(db, before, "保留180天", really=False) == retention.Gone(1, 1, 0)
    assert conversations.load_conversation(mine, old).id == old
    with pytest.raises(StoreError, match="系统管理员"):
        retention.throw_away(mine, before, "x", really=True)
    assert retention.throw_away(db, before, "保留180天", really=True).total == 2
    assert [c.id for c in conversations.list_conversations(mine)] == [fresh]
    assert drafts.load_draft(mine, draft.id).conversation_id is None
    stones = [line for line in audit.list_lines(mine) if line.act == "retention"]
    assert [(s.subject, s.detail["why"]) for s in stones] == [("upload", "保留180天"), ("conversation", "保留180天")]
    assert stones[0].detail["bytes"] == 100
    assert "身份证" not in str(stones)
    assert audit.verify(db)[1] is None


def test_filings_go_by_their_own_policy_whom_to_call_before(db: Database) -> None:
    mine = db.seen_by(Viewer("p", "甲局", "甲"))
    filings.set_roster(mine, 2021, [filings.Due("乙局", date(2022, 1, 31), "王女士 13800000000")])
    filings.set_roster(mine, 2030, [filings.Due("丙局", date(2031, 1, 31), "李先生")])
    old, coming = (filings.list_filings(mine, year)[0].id for year in (2021, 2030))
    file = filings.NewFile("年报.md", b"PK", {"x": 1})
    filings.take_step(mine, old, "file", "filed", seen=0, name="甲", version=file)
    soon = now() + timedelta(days=1)
    assert retention.throw_away(db, now() - timedelta(days=1), "x", really=True).contacts == 0, "worked on yesterday"
    assert retention.throw_away(db, soon, "保留1天", really=True) == retention.Gone(contacts=1)
    assert [filings.load_filing(mine, id).contact for id in (old, coming)] == ["", "李先生"]
    for table in ("filing_versions", "filing_steps"):
        with pytest.raises(DBAPIError, match="never"), db.engine.execution_options(writing=True).begin() as connection:
            connection.execute(text(f"DELETE FROM {table}"))
    assert retention.throw_away_filings(db, soon, "x", really=False).filings == 1
    with pytest.raises(StoreError, match="系统管理员"):
        retention.throw_away_filings(mine, soon, "x", really=True)
    assert retention.throw_away_filings(db, soon, "报送件保留1天", really=True).filings == 1
    with pytest.raises(StoreError):
        filings.load_filing(mine, old)
    assert filings.load_filing(mine, coming).unit == "丙局"
    stones = [line for line in audit.list_lines(mine) if line.act == "retention"]
    assert [s.subject for s in stones] == ["contact", "filing"]
    assert (stones[1].detail["state"], stones[1].detail["sha256"]) == ("filed", [sha256(b"PK").hexdigest()])
    assert "王女士" not in str(audit.list_lines(mine))
    assert audit.verify(db)[1] is None
    filings.take_step(mine, coming, "file", "filed", seen=0, name="甲", version=file)
    with pytest.raises(DBAPIError, match="never"), db.engine.execution_options(writing=True).begin() as connection:
        connection.execute(text("DELETE FROM filing_versions"))  # the policy is over


def test_on_the_command_line_and_on_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services = Services(Settings())
    db = open_database(services.settings.resolved_database_url)
    services.__dict__["db"] = db
    audit.log_event(db, "person", "=甲", {"office": "甲局", "roles": ["clerk"], "active": True})
    run: Callable[..., object] = lambda *a: CliRunner().invoke(app, list(a))  # noqa: E731
    assert run("audit", "verify").exit_code == 0  # type: ignore[attr-defined]
    assert "角色经办" in run("audit", "show").output  # type: ignore[attr-defined]
    out = tmp_path / "日志.docx"
    assert run("audit", "show", "-o", str(out)).exit_code == 0  # type: ignore[attr-defined]
    assert "首尾相接" in printed(services, ".html").decode()
    assert printed(services, ".xlsx")[:2] == out.read_bytes()[:2] == b"PK"
    assert run("retention").exit_code == 2  # type: ignore[attr-defined]
    assert throw_away_old(services, 30, really=False).total == 0
    tampered(db, "UPDATE audit SET subject = '乙'")
    broken = run("audit", "verify")
    assert broken.exit_code == 1  # type: ignore[attr-defined]
    assert "第1条：内容被改过" in broken.output  # type: ignore[attr-defined]
