"""Two processes at once, and a process that dies: nothing that was said to be saved is lost."""

import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from nianbao.store.conversations import create_conversation, load_messages
from nianbao.store.database import Database
from nianbao.store.drafts import create_draft, list_revisions

ROOT = Path(__file__).resolve().parents[2]
TALK = """
import sys
from nianbao.store.conversations import append_message
from nianbao.store.database import open_database
db = open_database(sys.argv[1])
for turn in range(int(sys.argv[3])):
    message = append_message(db, sys.argv[2], sys.argv[4], "答" * 2000, {"turn": turn})
    print(message.position, flush=True)
"""
REVISE = """
import sys
from nianbao.store.database import open_database
from nianbao.store.drafts import append_revision
db = open_database(sys.argv[1])
for turn in range(int(sys.argv[3])):
    append_revision(db, int(sys.argv[2]), {"turn": turn}, author=sys.argv[4], writer="built-in", docx=b"x" * 20000)
"""


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def integrity(db: Database) -> object:
    with db.reading() as session:
        return session.execute(text("PRAGMA integrity_check")).scalar()


def test_kill_9_loses_no_saved_message(db: Database, url: str) -> None:
    talk = create_conversation(db)
    for killed_after in (1, 7, 23):
        before = len(load_messages(db, talk.id))
        process = start(TALK, url, talk.id, "100000", "assistant")
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(killed_after)]
        process.send_signal(signal.SIGKILL)
        said += [int(line) for line in process.communicate(timeout=60)[0].split()]
        kept = load_messages(db, talk.id)
        assert [m.position for m in kept] == list(range(1, len(kept) + 1))
        assert said == list(range(before + 1, said[-1] + 1))
        assert said[-1] <= len(kept) <= said[-1] + 1  # at most the one that was saved but not yet announced
        assert {(m.text, len(m.payload)) for m in kept} == {("答" * 2000, 1)}
    assert integrity(db) == "ok"


def test_two_processes_write_one_conversation(db: Database, url: str) -> None:
    talk = create_conversation(db)
    writers = [start(TALK, url, talk.id, "60", role) for role in ("user", "assistant")]
    assert [(p.communicate(timeout=120)[1], p.returncode) for p in writers] == [("", 0)] * 2
    kept = load_messages(db, talk.id)
    assert [m.position for m in kept] == list(range(1, 121))
    for role in ("user", "assistant"):
        assert [m.payload["turn"] for m in kept if m.role == role] == list(range(60))


def test_two_processes_revise_one_draft(db: Database, url: str) -> None:
    draft = create_draft(db, "青禾县人民政府", 2024)
    writers = [start(REVISE, url, str(draft.id), "40", author) for author in ("甲", "乙")]
    assert [(p.communicate(timeout=120)[1], p.returncode) for p in writers] == [("", 0)] * 2
    kept = list_revisions(db, draft.id)
    assert [r.number for r in kept] == list(range(1, 81))
    assert [r.content["turn"] for r in kept if r.author == "甲"] == list(range(40))
    assert integrity(db) == "ok"
