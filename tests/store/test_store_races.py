"""Several at once, on both databases: of two decisions on one finding one is told that it came too late; nobody dies.

Each round is begun by all at the same moment, each with connections of its own, as processes have them.
"""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from nianbao.documents import read
from nianbao.store import conversations
from nianbao.store.database import Database, _connect, open_database
from nianbao.store.notes import OvertakenError, add_note, list_notes
from nianbao.store.reports import list_reports, load_report, save_report
from nianbao.store.seed import seed_corpus
from tests.conftest import ROOT
from tests.store.test_store_crash import start

ROUNDS = int(os.environ.get("NIANBAO_TEST_ROUNDS", "6"))
SAMPLE = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
AGENCY = "示例省云岭市青禾县人民政府"
Told = TypeVar("Told")


@pytest.fixture
def people(url: str) -> list[Database]:
    """The database as each of four processes has it open."""
    return [_connect(url) for _ in range(4)]


def together(people: list[Database], act: Callable[[Database, int], Told]) -> list[Told | Exception]:
    """What each was told when all did it at the same moment."""
    ready = threading.Barrier(len(people))

    def one(person: Database, number: int) -> Told | Exception:
        ready.wait()
        try:
            return act(person, number)
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(one, people, range(len(people))))


def test_of_two_decisions_at_once_one_stands_and_the_other_is_told_so(people: list[Database]) -> None:
    for n in range(ROUNDS):
        finding = f"{n:064d}"
        told = together(
            people, lambda db, i, f=finding: add_note(db, f, AGENCY, 2024, "dismissed", "理由", f"审核{i}", seen=None)
        )
        (saved,) = (note for note in told if not isinstance(note, Exception))
        late = [error for error in told if isinstance(error, OvertakenError)]
        assert [error.note for error in late] == [saved] * (len(people) - 1)
        assert list_notes(people[0], AGENCY, 2024, finding) == [saved]


def test_one_report_added_by_all_at_once_is_one_report(people: list[Database]) -> None:
    report = read(SAMPLE)
    for n in range(ROUNDS):
        told = together(people, lambda db, _, n=n: save_report(db, report, "upload", "年报.docx", f"{n:064d}"))
        assert len(set(told)) == 1, told
        assert load_report(people[0], told[0]) == report  # type: ignore[arg-type]
    assert len(list_reports(people[0])) == ROUNDS


def test_one_file_attached_by_all_at_once_is_one_attachment(people: list[Database]) -> None:
    talk = conversations.create_conversation(people[0]).id
    for n in range(ROUNDS):
        told = together(people, lambda db, _, n=n: conversations.add_attachment(db, talk, "年报.docx", bytes([n])))
        assert told == [told[0]] * len(people)
    assert len(conversations.list_attachments(people[0], talk)) == ROUNDS


def test_a_first_start_of_several_at_once(new_database: Callable[[], str], tmp_path: Path) -> None:
    """None dies, one of them fills the database with the corpus, and all see it whole."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / SAMPLE.name).write_bytes(SAMPLE.read_bytes())
    ready = threading.Barrier(4)

    def first_start(url: str) -> tuple[int, int]:
        ready.wait()
        db = _connect(url)
        return seed_corpus(db, tmp_path), len(list_reports(db))

    with ThreadPoolExecutor(4) as pool:
        for _ in range(max(2, ROUNDS // 3)):
            assert sorted(pool.map(first_start, [new_database()] * 4)) == [(0, 1)] * 3 + [(1, 1)]


FIRST_START = """
import sys
from pathlib import Path
from nianbao.settings import Settings
from nianbao.store.reports import list_reports
from nianbao.work.services import Services
sys.stdin.readline()
print(len(list_reports(Services(Settings(database_url=sys.argv[1], data_dir=Path(sys.argv[2]))).db)))
"""


def test_a_first_start_of_several_processes(new_database: Callable[[], str], tmp_path: Path) -> None:
    url = new_database()
    processes = [start(FIRST_START, url, str(tmp_path / "data")) for _ in range(3)]
    told = [process.communicate("go\n", timeout=240) for process in processes]
    assert [(errors, process.returncode) for (_, errors), process in zip(told, processes, strict=True)] == [("", 0)] * 3
    assert {int(said) for said, _ in told} == {len(list_reports(open_database(url)))}


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "\x00\ud800"])
def test_what_no_database_takes_is_cleaned_the_same_on_both(people: list[Database], odd: str) -> None:
    db, clean = people[0], "\ufffd" * len(odd)
    note = add_note(
        db, "k", f"甲{odd}镇", 2024, "noted", f"见{odd}", f"张{odd}", about={f"句{odd}": [f"话{odd}", "\\u0000"]}
    )
    assert (note.text, note.reviewer) == (f"见{clean}", f"张{clean}")
    (kept,) = list_notes(db, f"甲{odd}镇", 2024)
    assert (kept.id, kept.text, kept.reviewer, kept.agency) == (note.id, note.text, note.reviewer, f"甲{clean}镇")
    assert kept.about == {f"句{clean}": [f"话{clean}", "\\u0000"]}
    assert add_note(db, "k", f"甲{odd}镇", 2024, "noted", f"见{odd}", f"张{odd}", seen=None).id == note.id
    talk = conversations.create_conversation(db, f"题{odd}").id
    conversations.append_message(db, talk, "user", f"问{odd}", {"文件": f"名{odd}"})
    conversations.add_attachment(db, talk, f"年报{odd}.docx", b"x")
    said = conversations.load_messages(db, talk)
    assert [(m.text, m.payload) for m in said] == [(f"问{clean}", {"文件": f"名{clean}"})]
    assert conversations.load_messages(db, f"无{odd}") == []
