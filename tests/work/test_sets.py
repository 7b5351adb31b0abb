"""A set as a job: kept as it comes, stopped, taken up again; lines, undecided findings, papers, and its reviews at the workbench."""

import io
import os
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from nianbao.report.errors import UserError
from nianbao.settings import Settings
from nianbao.store.sets import begin_set, load_set, touch_set
from nianbao.work.handed.upload import Upload
from nianbao.work.reviewed.workbench import OF_SET, Address, Said, earlier_version, keep, load_record
from nianbao.work.services import Services
from nianbao.work.sets import job
from nianbao.work.sets.job import files_in, is_running, make_set, run, start, stop
from nianbao.work.sets.lines import SetView, throw_away, view
from nianbao.work.sets.papers import all_papers, list_workbook, summary_html
from tests.support.many import many_reports, town


@pytest.fixture(scope="module", autouse=True)
def in_this_process() -> Iterator[None]:
    """No processes are begun: what they do is tested where they are (test_review_set)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "cpu_count", lambda: 1)
        yield


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    return Services(Settings(data_dir=tmp_path_factory.mktemp("sets")))


@pytest.fixture(scope="module")
def done(services: Services) -> SetView:
    """Six reports of five kinds, and a file that is none. Who decides on a finding of it takes that back."""
    set_id = make_set(services, "试一批", many_reports(7))
    run(services, set_id)
    return view(services, set_id)


def address(shown: SetView, number: int) -> Address:
    return Address(f"{OF_SET}{shown.set.id}", number, 0)


def test_every_file_has_its_line(done: SetView) -> None:
    assert (done.set.state, done.set.total) == ("done", 7)
    assert [line.agency[-7:-4] for line in done.reviewed] == [town(n) for n in range(6)]
    assert [line.late for line in done.reviewed] == ["unknown", "unknown", "late", "unknown", "in_time", "unknown"]
    assert done.lines[1].verdict == "does_not_meet"
    assert done.lines[1].found["T3-01"] == 1
    assert done.lines[3].rules["FEE-02"] == "fail"
    assert done.lines[-1].problem
    assert done.lines[-1].verdict is None


def test_a_decision_at_the_workbench_is_counted_in_the_set(services: Services, done: SetView) -> None:
    before = done.lines[1].undecided
    record = load_record(services, address(done, 2))
    assert record.file == "001_乙甲镇.md"
    assert before == len(record.review.findings) > 0
    made = keep(services, record, Said(0, "accepted"), "审核人甲")
    assert view(services, done.set.id).lines[1].undecided == before - 1
    keep(services, record, Said(0, "withdrawn", seen=made.made), "审核人甲")
    assert view(services, done.set.id).lines[1].undecided == before


def test_a_second_version_finds_the_first_in_the_set(services: Services, done: SetView) -> None:
    mended = [Upload("改好.md", many_reports(7)[1].content + b"\n")]
    later = make_set(services, "第二批", mended)
    run(services, later)
    second = view(services, later)
    record = load_record(services, address(second, 1))
    earlier = earlier_version(services, record)
    assert earlier is not None
    assert earlier.address == address(done, 2)
    assert earlier_version(services, load_record(services, address(done, 2))) is None
    again = make_set(services, "第三批", [Upload("原来的.md", many_reports(7)[1].content)])
    run(services, again)  # the first file once more: it is still the first version, and the second comes after it
    assert earlier_version(services, load_record(services, address(view(services, again), 1))) is None
    assert earlier_version(services, load_record(services, address(done, 2))) is None
    assert earlier_version(services, record) is not None


def test_papers_of_the_set(services: Services, done: SetView) -> None:
    book = load_workbook(io.BytesIO(list_workbook(services, done.set.id)), read_only=True)
    assert len(list(book["审核清单"].rows)) == 8
    with zipfile.ZipFile(io.BytesIO(all_papers(services, done.set.id))) as packed:
        names = packed.namelist()
        assert sum(name.endswith(".docx") for name in names) == 6
        assert any(town(1) in name for name in names)
    assert "共 7 份" in summary_html(services, done.set.id).decode()


def test_it_stops_at_the_next_file_and_goes_on_when_asked(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    set_id = make_set(services, "一批", many_reports(5))
    seen = threading.Event()
    real = job._keep

    def slow(*given: Any) -> None:
        real(*given)
        seen.set()
        threading.Event().wait(0.2)

    monkeypatch.setattr(job, "_keep", slow)
    start(services, set_id)
    start(services, set_id)  # a second click begins nothing
    assert seen.wait(60)
    assert is_running(set_id)
    stop(services, set_id)
    _until(lambda: not is_running(set_id))
    halted = view(services, set_id)
    assert halted.set.state == "stopped"
    assert 0 < len(halted.reviewed) < 4
    monkeypatch.setattr(job, "_keep", real)
    run(services, set_id)
    assert view(services, set_id).set.state == "done"
    assert len(view(services, set_id).reviewed) == 4


def test_a_set_whose_process_died_can_be_taken_up_by_another(services: Services) -> None:
    set_id = make_set(services, "一批", many_reports(5)[:2])
    assert begin_set(services.db, set_id)  # and is never heard of again
    run(services, set_id)
    assert load_set(services.db, set_id).state == "running"
    assert not load_set(services.db, set_id).is_stale
    long_ago = load_set(services.db, set_id).touched_at - timedelta(minutes=5)
    with services.db.writing() as session:
        from nianbao.store.models import ReviewSetRow

        row = session.get(ReviewSetRow, set_id)
        assert row is not None
        row.touched_at = long_ago
    assert load_set(services.db, set_id).is_stale
    run(services, set_id)
    assert len(view(services, set_id).reviewed) == 2


def test_what_is_no_set_is_said(services: Services, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="没有找到文件夹"):
        files_in(str(tmp_path / "没有"))
    for empty in ("", "  ", '""'):
        with pytest.raises(UserError, match="先写明文件夹"):
            files_in(empty)
    with pytest.raises(UserError, match="没有可以审核的文件"):
        files_in(str(tmp_path))
    (tmp_path / "a.md").write_text("x", "utf-8")
    (tmp_path / "~$b.docx").write_text("x", "utf-8")
    assert [u.name for u in files_in(f'"{tmp_path}"')] == ["a.md"]
    with pytest.raises(UserError):
        make_set(services, "空", [])
    monkeypatch.setattr(job, "MOST_FILES", 3)
    with pytest.raises(UserError, match="一次最多 3 份"):
        make_set(services, "多", many_reports(5))


def test_thrown_away_it_is_gone_and_decisions_stay(services: Services) -> None:
    faulty = many_reports(12)[6:7]
    gone = make_set(services, "一批", faulty)
    run(services, gone)
    there = Address(f"{OF_SET}{gone}", 1, 0)
    keep(services, load_record(services, there), Said(0, "accepted"), "审核人甲")
    throw_away(services, gone)
    with pytest.raises(UserError):
        view(services, gone)
    with pytest.raises(UserError):
        load_record(services, there)
    with pytest.raises(UserError):
        touch_set(services.db, gone, state="done")
    again = make_set(services, "又一批", faulty)
    run(services, again)
    line = view(services, again).lines[0]
    assert line.undecided == sum(line.counts.values()) - 1


def _until(happened: Callable[[], bool]) -> None:
    for _ in range(600):
        if happened():
            return
        threading.Event().wait(0.05)
    raise TimeoutError
