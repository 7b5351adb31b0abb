"""A turn at work, seen by two processes on one database: one of them has it, and it is free again when that one is gone."""

import signal
import time
from collections.abc import Callable

import pytest

from nianbao.store import turns
from nianbao.store.conversations import create_conversation, delete_conversation
from nianbao.store.database import Database, NotFoundError
from tests.store.test_store_crash import start

BEGIN = """
import sys
from nianbao.store.database import open_database
from nianbao.store.turns import begin_turn, end_turn, is_at_work
db = open_database(sys.argv[1])
for line in sys.stdin:
    print({"begin": lambda: begin_turn(db, sys.argv[2]), "end": lambda: end_turn(db, sys.argv[2]),
           "ask": lambda: is_at_work(db, sys.argv[2])}[line.strip()](), flush=True)
"""


@pytest.fixture
def elsewhere(url: str, db: Database) -> "tuple[str, Callable[[str], str], Callable[[], None]]":
    """A conversation, how another process is told to do something about it, and its end."""
    talk = create_conversation(db).id
    process = start(BEGIN, url, talk)
    assert process.stdin is not None
    assert process.stdout is not None

    def tell(what: str) -> str:
        process.stdin.write(f"{what}\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        return process.stdout.readline().strip()  # type: ignore[union-attr]

    def kill() -> None:
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)

    return talk, tell, kill


def test_of_two_processes_one_has_the_turn_and_both_know(db: Database, elsewhere) -> None:  # type: ignore[no-untyped-def]
    talk, tell, kill = elsewhere
    assert tell("ask") == "False"
    assert tell("begin") == "True"
    assert turns.is_at_work(db, talk)
    assert not turns.begin_turn(db, talk)
    turns.end_turn(db, talk)  # it is not ours to end
    assert not turns.renew_turn(db, talk)
    assert turns.is_at_work(db, talk)
    tell("end")
    assert not turns.is_at_work(db, talk)
    assert turns.begin_turn(db, talk)
    assert (tell("ask"), tell("begin")) == ("True", "False")
    kill()


def test_a_killed_process_has_no_turn(db: Database, elsewhere) -> None:  # type: ignore[no-untyped-def]
    talk, tell, kill = elsewhere
    assert tell("begin") == "True"
    kill()
    assert not turns.is_at_work(db, talk)
    assert turns.begin_turn(db, talk)


def test_a_lease_from_another_machine_runs_out(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = create_conversation(db).id
    with monkeypatch.context() as there:
        there.setattr(turns, "this_process", lambda: "另一台/1/abc")
        assert turns.begin_turn(db, talk, seconds=0.5)
    assert turns.is_at_work(db, talk)
    assert not turns.begin_turn(db, talk)
    time.sleep(0.6)
    assert not turns.is_at_work(db, talk)
    assert turns.begin_turn(db, talk)


def test_the_number_of_a_process_is_given_again(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A container starts its desk as process 1 each time."""
    talk = create_conversation(db).id
    ours = turns.this_process()
    with monkeypatch.context() as before:
        before.setattr(turns, "this_process", lambda: ours.rpartition("/")[0] + "/before")
        assert turns.begin_turn(db, talk)
    assert not turns.is_at_work(db, talk)


def test_a_renewed_lease_goes_on(db: Database) -> None:
    talk = create_conversation(db).id
    assert turns.begin_turn(db, talk, seconds=0.4)
    time.sleep(0.2)
    assert turns.renew_turn(db, talk, seconds=5)
    time.sleep(0.3)
    assert turns.is_at_work(db, talk)


def test_a_conversation_that_is_gone_is_nobodys(db: Database) -> None:
    talk = create_conversation(db).id
    delete_conversation(db, talk)
    with pytest.raises(NotFoundError):
        turns.begin_turn(db, talk)
