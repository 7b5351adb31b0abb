"""Two processes of the desk on one PostgreSQL: what is begun in one is seen, stopped and gone on with in the other; one that is
killed in the middle of a turn loses nothing."""

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.assistant.service import BUSY, Assistant
from nianbao.assistant.turn import STOPPED
from nianbao.settings import Settings
from nianbao.work.conversations import uploads_named
from nianbao.work.handed.upload import Upload
from nianbao.work.services import Services
from nianbao.work.sets.job import make_set, stop
from nianbao.work.sets.lines import view
from tests.conftest import ROOT
from tests.store.test_store_crash import start
from tests.support.many import many_reports

ELSEWHERE = """
import sys, time
from nianbao.assistant import turn
from nianbao.assistant.service import Assistant
from nianbao.work.handed.upload import Upload
from nianbao.work.services import Services

def slow(services, question, step):
    for number in range(300):
        step(f"第{number}步")
        print("at work", flush=True)
        time.sleep(0.1)

turn.law_job = slow
for event in Assistant(Services()).turn(sys.argv[1], "政府信息公开年度报告几号前公布？", [Upload("记录.txt", "会议记录".encode())]):
    pass
print("ended", flush=True)
"""
SET_ELSEWHERE = """
import sys, time
from nianbao.work.services import Services
from nianbao.work.sets import job

real = job._keep
def slow(*given):
    real(*given)
    print("at work", flush=True)
    time.sleep(0.3)

job._keep = slow
if __name__ == "__main__":
    job.run(Services(), sys.argv[1])
    print("ended", flush=True)
"""
REPORT = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"


@pytest.fixture
def services(new_postgres: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Services:
    url = new_postgres()
    monkeypatch.setenv("NIANBAO_DATABASE_URL", url)
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path / "data"))
    return Services(Settings())


def until(process: "subprocess.Popen[str]", said: str) -> None:
    assert process.stdout is not None
    while (line := process.stdout.readline().strip()) != said:
        assert line or process.poll() is None, process.stderr and process.stderr.read()


def said(assistant: Assistant, talk: str, question: str, files: list[Upload] | None = None) -> list[str]:
    return [e.text for e in assistant.turn(talk, question, files) if e.kind == "error"]


def test_a_turn_is_seen_stopped_and_gone_on_with_in_the_other(services: Services) -> None:
    here = Assistant(services)
    talk = here.start()
    assert said(here, talk, "请审核", [Upload(REPORT.name, REPORT.read_bytes())]) == []
    there = start(ELSEWHERE, talk)
    until(there, "at work")
    assert here.is_running(talk)
    assert said(here, talk, "结论是什么？") == [BUSY]
    here.stop(talk)
    begun = time.monotonic()
    until(there, "ended")
    assert time.monotonic() - begun < 10
    there.communicate(timeout=30)
    assert not here.is_running(talk)
    assert here.messages(talk)[-1].payload["errors"] == [STOPPED]
    assert said(here, talk, "结论是什么？") == []  # what was asked to stop was that turn, not the next
    asked = [m.text for m in here.messages(talk) if m.role == "user"]
    assert asked == ["请审核", "政府信息公开年度报告几号前公布？", "结论是什么？"]
    assert "柳溪镇" in here.messages(talk)[-1].text


def test_one_that_is_killed_in_the_middle_loses_nothing(services: Services) -> None:
    here = Assistant(services)
    talk = here.start()
    there = start(ELSEWHERE, talk)
    until(there, "at work")
    there.send_signal(signal.SIGKILL)
    there.communicate(timeout=30)
    assert not here.is_running(talk)
    left = here.messages(talk)[-1]
    assert (left.role, left.payload["files"]) == ("user", ["记录.txt"])
    again = uploads_named(services, talk, left.payload["files"])
    assert [u.content for u in again] == ["会议记录".encode()]
    for _ in here.turn(talk, left.text, again):
        pass
    assert here.messages(talk)[-1].role == "assistant"


def test_a_set_is_stopped_from_the_other(services: Services) -> None:
    batch = make_set(services, "一批", many_reports(6))
    there = start(SET_ELSEWHERE, batch)
    until(there, "at work")
    assert view(services, batch).set.state == "running"
    stop(services, batch)
    until(there, "ended")
    there.communicate(timeout=60)
    halted = view(services, batch)
    assert halted.set.state == "stopped"
    assert 0 < len(halted.reviewed) < 5
