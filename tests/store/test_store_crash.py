"""Two processes at once, and a process that dies: nothing that was said to be saved is lost. On both databases."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from nianbao.documents import read
from nianbao.store import audit, conversations, drafts, filings, notes
from nianbao.store.database import Database, open_database
from nianbao.store.models import CellRow
from nianbao.store.reports import list_reports, load_report, save_report

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
AGENCY = "示例省云岭市青禾县人民政府"
KILLS = int(os.environ.get("NIANBAO_TEST_KILLS", "2"))
WRITER = """
import sys
from nianbao.store.database import open_database
from tests.store.test_store_crash import WRITES
db = open_database(sys.argv[2])
for number in range(int(sys.argv[4]), int(sys.argv[5])):
    WRITES[sys.argv[1]](db, sys.argv[3], number)
    print(number, flush=True)
"""


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


# --- each kind of write, and what there is of it afterwards -------------------------------------------------------


def write_message(db: Database, talk: str, number: int) -> None:
    conversations.append_message(db, talk, "assistant", "答" * 2000, {"number": number})


def write_attachment(db: Database, talk: str, number: int) -> None:
    conversations.add_attachment(db, talk, f"{number}.docx", b"%d" % number * 20_000)


def write_draft(db: Database, talk: str, number: int) -> None:
    draft = drafts.create_draft(db, AGENCY, 2024, str(number), talk)
    drafts.append_revision(db, draft.id, {"number": number}, author="甲", writer="built-in", docx=b"x" * 20_000)


def write_note(db: Database, _: str, number: int) -> None:
    notes.add_note(db, f"{number:064d}", AGENCY, 2024, "dismissed", "理由", "甲", seen=None)


def write_report(db: Database, _: str, number: int) -> None:
    save_report(db, read(SAMPLE), "upload", f"{number}.md", f"{number:064d}")


def write_filing(db: Database, _: str, number: int) -> None:
    if not filings.list_filings(db, 2024):
        filings.set_roster(db, 2024, [filings.Due(AGENCY, date(2025, 2, 20))])
    (filing,) = filings.list_filings(db, 2024)
    file = filings.NewFile(f"{number}.docx", b"%d" % number * 20_000, {"number": number})
    filings.take_step(db, filing.id, "file", "filed", seen=filing.steps, name="甲", text=str(number), version=file)


WRITES = {
    "filing": write_filing,
    "message": write_message,
    "attachment": write_attachment,
    "draft": write_draft,
    "note": write_note,
    "report": write_report,
}


def kept(db: Database, kind: str, talk: str) -> list[int]:
    """Numbers of what was written of a kind, after a look that each is whole."""
    if kind == "message":
        said = conversations.load_messages(db, talk)
        assert [m.position for m in said] == list(range(1, len(said) + 1))
        assert {m.text for m in said} == {"答" * 2000}
        return [m.payload["number"] for m in said]
    if kind == "attachment":
        files = conversations.list_attachments(db, talk)
        numbers = [int(file.name.removesuffix(".docx")) for file in files]
        assert all(
            conversations.load_attachment(db, f.id) == b"%d" % n * 20_000 for f, n in zip(files, numbers, strict=True)
        )
        return numbers
    if kind == "draft":
        whole = [draft for draft in drafts.list_drafts(db) if draft.latest]  # two writes: one may be without the other
        assert all(len(drafts.load_docx(db, draft.id, 1) or b"") == 20_000 for draft in whole)
        return [drafts.load_revision(db, draft.id).content["number"] for draft in whole]
    if kind == "filing":
        (filing,) = filings.list_filings(db, 2024)
        steps, held = filings.list_steps(db, filing.id), audit.verify(db)
        assert held == (len(steps) + 1, None)  # a line for each step, and one for the roster
        assert (filing.steps, filing.version) == (len(steps), len(steps))
        versions = [filings.load_version(db, filing.id, step.version) for step in steps]
        assert all(v.content == b"%d" % v.record["number"] * 20_000 for v in versions)
        return [int(step.text) for step in steps]
    if kind == "note":
        return [int(note.finding) for note in notes.list_notes(db, AGENCY, 2024)]
    report, stored = read(SAMPLE), list_reports(db)
    cells = sum(len(table.cells) for table in report.tables.values() if table)
    with db.reading() as session:
        counts = session.execute(select(func.count()).select_from(CellRow).group_by(CellRow.report_id)).scalars().all()
    assert counts == [cells] * len(stored)
    assert load_report(db, stored[-1].id) == report
    return [int(entry.sha256) for entry in stored]


@pytest.mark.parametrize("kind", WRITES)
def test_kill_9_loses_nothing_that_was_said_to_be_saved(db: Database, url: str, kind: str) -> None:
    talk, said = conversations.create_conversation(db).id, list[int]()
    for kill in range(KILLS):
        first = kill * 100_000
        process = start(WRITER, kind, url, talk, str(first), str(first + 100_000))
        assert process.stdout is not None
        said += [int(process.stdout.readline()) for _ in range(1 + 7 * kill % 24)]
        process.send_signal(signal.SIGKILL)
        said += [int(line) for line in process.communicate(timeout=60)[0].split()]
    there = kept(open_database(url), kind, talk)
    assert set(said) <= set(there)
    assert (
        len(set(there)) == len(there) <= len(said) + KILLS
    )  # at most what was saved but not announced before the kill
    assert integrity(db)
    print(f"{db.engine.dialect.name} {kind}: {KILLS} kills, {len(said)} acknowledged, 0 lost, {len(there)} there")


def integrity(db: Database) -> bool:
    """SQLite looks through its file; PostgreSQL has no such question, and its file was not the killed one's."""
    if db.engine.dialect.name != "sqlite":
        return True
    with db.reading() as session:
        return session.execute(text("PRAGMA integrity_check")).scalar() == "ok"


@pytest.mark.parametrize("kind", WRITES)
def test_a_server_that_dies_keeps_what_it_acknowledged(kind: str) -> None:
    """PostgreSQL killed without a word between writes and in the middle of them, then started again."""
    from tests.support.postgres import missing, server

    if (lacking := missing()) and not os.environ.get("CI"):
        pytest.skip(f"未安装 PostgreSQL 服务程序：{'、'.join(lacking)}")
    with server() as ours:
        db = open_database(ours.url)
        talk = conversations.create_conversation(db).id
        process = start(WRITER, kind, ours.url, talk, "0", "100000")
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(9)]
        ours.crash()
        out, errors = process.communicate(timeout=60)
        said += [int(line) for line in out.split()]
        assert "连接不上数据库服务器，或者连接中断了" in errors
        there = kept(db, kind, talk)
        assert set(said) <= set(there)
        assert len(there) <= len(said) + 1


# --- two at once --------------------------------------------------------------------------------------------------


def test_two_processes_write_one_conversation(db: Database, url: str) -> None:
    talk = conversations.create_conversation(db).id
    writers = [start(WRITER, "message", url, talk, str(n), str(n + 60)) for n in (0, 1000)]
    assert [(p.communicate(timeout=120)[1], p.returncode) for p in writers] == [("", 0)] * 2
    numbers = kept(db, "message", talk)
    assert [n for n in numbers if n < 1000] == list(range(60))
    assert [n for n in numbers if n >= 1000] == list(range(1000, 1060))
    assert integrity(db)


REVISE = """
import sys
from nianbao.store.database import open_database
from nianbao.store.drafts import append_revision
db = open_database(sys.argv[1])
for turn in range(int(sys.argv[3])):
    append_revision(db, int(sys.argv[2]), {"turn": turn}, author=sys.argv[4], writer="built-in", docx=b"x" * 20000)
"""


def test_two_processes_revise_one_draft(db: Database, url: str) -> None:
    draft = drafts.create_draft(db, AGENCY, 2024)
    writers = [start(REVISE, url, str(draft.id), "40", author) for author in ("甲", "乙")]
    assert [(p.communicate(timeout=120)[1], p.returncode) for p in writers] == [("", 0)] * 2
    revisions = drafts.list_revisions(db, draft.id)
    assert [r.number for r in revisions] == list(range(1, 81))
    assert [r.content["turn"] for r in revisions if r.author == "甲"] == list(range(40))
    assert integrity(db)
