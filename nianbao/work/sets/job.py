"""A set reviewed in a thread of this process: begun, followed, stopped, taken up again. Pages only look at the store."""

import logging
import tempfile
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from nianbao import __version__
from nianbao.report.errors import UserError
from nianbao.report.files import read_whole
from nianbao.report.text import printable, storable
from nianbao.work.conversations import begin, keep_answer, keep_question, rename, title_of
from nianbao.work.handed.reading import is_docx
from nianbao.work.profiles import profile_named
from nianbao.work.review_set import report_files, review_set
from nianbao.work.reviewed.versions import file_version
from nianbao.work.sets.lines import summary_of
from validators.record import record_as_json, record_from_json
from validators.review import ReviewOptions
from validators.reviewed import Reviewed

if TYPE_CHECKING:
    from nianbao.store.sets import ReviewSet, SetFile
    from nianbao.work.handed.upload import Upload
    from nianbao.work.services import Services

MANY = 5
"""From so many reports in one message on they are reviewed as a set."""
MOST_FILES = 1000
_CHUNK = 2
"""Files that a process gets at once: results are seen as they come."""
_LONGEST_PART = 120
ASKED = "请成批审核这 {n} 份年报。"
STOPPED = "已停止。已经审核的保留；点“继续”从头再审一遍。"
FAILED = "处理时出错，没有审完。可以点“继续”再审一遍；如果反复出现，请告诉系统管理员。"
TOO_MANY = "一次最多 {most} 份文件，这里有 {n} 份，请分批审核。"
NO_FOLDER = "没有找到文件夹“{folder}”。请填写这台电脑上的完整路径。"
NO_FOLDER_NAMED = "请先写明文件夹在这台电脑上的完整路径。"

Told = Callable[[str, int, int], None]
_log = logging.getLogger(__name__)
_running: dict[str, tuple[threading.Thread, threading.Event]] = {}
_lock = threading.Lock()


class _StoppedError(Exception):
    """Somebody asked to stop, or the set is gone."""


def files_in(folder: str) -> "list[Upload]":
    """The reports in a folder of this machine. Raises ``UserError``: none named, no such folder, nothing in it, too much."""
    from nianbao.documents.limits import MAX_FILE_BYTES
    from nianbao.work.handed.upload import Upload

    named = folder.strip().strip('"“”').strip()
    if not named:  # the program's own folder, else
        raise UserError(NO_FOLDER_NAMED)
    path = Path(named).expanduser()
    if not path.is_dir():
        raise UserError(NO_FOLDER.format(folder=printable(folder.strip())))
    found = report_files([path])
    _not_too_many(len(found))
    return [Upload(storable(file.name), read_whole(file, MAX_FILE_BYTES)) for file in found]


def set_title(files: "Sequence[Upload]") -> str:
    """What a set is called whose files were handed in one by one: 11-29 上传的 30 份."""
    return f"{date.today():%m-%d} 上传的 {len(files)} 份"


def has_inputs(files: "Sequence[Upload]") -> bool:
    """True when a workbook to draft from is among the files; looked at by name first, as there may be many."""
    from nianbao.drafting.material.workbook_reading import is_workbook

    return any(
        file.name.lower().endswith((".yaml", ".yml", ".json"))
        or (file.name.lower().endswith(".xlsx") and is_workbook(file.content))
        for file in files
    )


def make_set(
    services: "Services", title: str, files: "Sequence[Upload]", profile: str = "", conversation: str | None = None
) -> str:
    """Keep the files as a set that waits to be reviewed; its id. Raises ``UserError`` for none or too many.

    ``conversation``: where it is talked about; one is begun where there is none, so that the set stands among the others.
    """
    from nianbao.store.sets import create_set

    if not files:
        raise UserError("没有要审核的文件。")
    _not_too_many(len(files))
    there = conversation or begin(services)
    kept = create_set(services.db, title, ((f.name, f.content) for f in files), profile, there)
    if conversation is None:
        data = {"set": kept.id, "title": title, "files": kept.total}
        keep_question(services, there, ASKED.format(n=kept.total), (), kept.id)
        results = [{"kind": "set", "markdown": "", "data": data}]
        keep_answer(services, there, "", {"results": results})
        rename(services, there, title_of(results))
    return kept.id


def _not_too_many(count: int) -> None:
    if count > MOST_FILES:
        raise UserError(TOO_MANY.format(most=MOST_FILES, n=count))


def start(services: "Services", set_id: str) -> None:
    """Review a set in a thread of its own; nothing happens when it is at work already, here or elsewhere."""
    with _lock:
        if is_running(set_id):
            return
        thread = threading.Thread(target=run, args=(services, set_id), name=f"set-{set_id[:8]}", daemon=True)
        _running[set_id] = thread, threading.Event()
        thread.start()


def is_running(set_id: str) -> bool:
    """True while this process works on the set."""
    found = _running.get(set_id)
    return found is not None and found[0].is_alive()


def stop(services: "Services", set_id: str) -> None:
    """Ask the work on a set to end at the next file, in whatever process it is; nothing happens when there is none. Raises
    ``NotFoundError``."""
    from nianbao.store.sets import load_set

    if found := _running.get(set_id):
        found[1].set()
    elif load_set(services.db, set_id).state in ("waiting", "running"):
        _end(services, set_id, "stopped", STOPPED)


def run(services: "Services", set_id: str, told: Told | None = None) -> None:
    """Review every file of a set, each result kept as it comes. What goes wrong is kept with the set, not raised;
    what ``told`` raises is: then the set is stopped."""
    from nianbao.store.sets import begin_set, touch_set

    with _lock:
        _, stopping = _running.setdefault(set_id, (threading.current_thread(), threading.Event()))

    def progress(phase: str, done: int, total: int) -> None:
        if stopping.is_set() or touch_set(services.db, set_id, phase=phase, done=done) == "stopped":
            raise _StoppedError
        if told is not None:
            told(phase, done, total)

    try:
        if begin_set(services.db, set_id):
            _review(services, set_id, progress)
            touch_set(services.db, set_id, state="done")
    except _StoppedError:
        _end(services, set_id, "stopped", STOPPED)
    except UserError as error:
        _end(services, set_id, "stopped" if told is not None else "failed", str(error))
        if told is not None:
            raise
    except Exception:
        _log.exception("set failed")
        _end(services, set_id, "failed", FAILED)
    finally:
        _running.pop(set_id, None)


def talk_of_set(services: "Services", set_id: str, conversation: str) -> None:
    """From now on the set is talked about in this conversation."""
    from nianbao.store.sets import touch_set

    touch_set(services.db, set_id, conversation_id=conversation)


def _end(services: "Services", set_id: str, state: str, problem: str) -> None:
    from nianbao.store.database import NotFoundError
    from nianbao.store.sets import touch_set

    try:
        touch_set(services.db, set_id, state=state, problem=problem)
    except NotFoundError:
        _log.info("set %s was deleted while it was reviewed", set_id)


def _review(services: "Services", set_id: str, progress: Told) -> None:
    from nianbao.store.sets import list_files, load_content, load_set

    kept = load_set(services.db, set_id)
    profile = profile_named(services, kept.profile)
    files = list_files(services.db, set_id)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        paths, word = [], []
        for file in files:
            path = Path(folder) / f"{file.number:05}" / _file_name(file.name)
            path.parent.mkdir()
            content = load_content(services.db, set_id, file.number)
            path.write_bytes(content)
            paths.append(path)
            word.append(is_docx(content, file.name))
        options = ReviewOptions(profile=profile)
        found = review_set(paths, options, library=services.library, progress=progress, chunk=_CHUNK, start="spawn")
        for file, reviewed, is_word in zip(files, found, word, strict=True):
            _keep(services, kept, file, reviewed, is_word)


def _keep(services: "Services", kept: "ReviewSet", file: "SetFile", reviewed: Reviewed, is_word: bool) -> None:
    from nianbao.store.sets import keep_result

    if reviewed.error is not None:
        keep_result(services.db, file.set_id, file.number, {}, {}, reviewed.error)
        return
    found = reviewed.data
    about = {"file": file.name, "sha256": file.sha256, "is_docx": is_word, "draft": False, "program": __version__}
    record = record_from_json(found | about | {"reviewed_on": date.today().isoformat()})
    if kept.conversation_id is not None:  # its talk may have been deleted
        record = file_version(services, kept.conversation_id, record)
    data = found | record_as_json(record)
    keep_result(services.db, file.set_id, file.number, summary_of(data, record), data)


def _file_name(name: str) -> str:
    """A name that every file system takes; the last part of a path, with its ending."""
    plain = "".join("_" if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in Path(name).name)
    return plain[-_LONGEST_PART:] or "_"
