"""A folder of reports reviewed as a set: each with last year's report from the set, and against the other agencies'.

Two passes, both in a few processes. The first reads every file, puts the report on disk and its marks into a scratch
database; then it is learned what the set has in common; the second reviews one report after the other. Memory holds
the reports in hand and nothing else.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from nianbao.report.errors import UserError
from nianbao.report.model import Report
from nianbao.report.text import printable
from nianbao.store.viewer import Library as OfViewer
from nianbao.work.handed.pool import CHUNK, Start, in_order
from nianbao.work.last_year import last_years_report
from validators.codec import review_as_json
from validators.profile import national
from validators.review import ReviewOptions, Served, review
from validators.reviewed import Reviewed
from validators.shared_wording.digest import Digest, digest
from validators.shared_wording.neighbours import Neighbours
from validators.shared_wording.scratch import Scratch

MOST_WORKERS = 4
FEW_FILES = 4
"""So few files are not worth starting processes for."""
_NOT_REPORTS = ("~$", ".")
"""Beginnings of file names: what an office program has open, what a system hides."""
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})

DIED_READING = "读取时程序中断（文件过大或已损坏），没有读完"
DIED_REVIEWING = "审核时程序中断，没有审完"
Library = str | OfViewer | None
"""As ``last_years_report`` takes it."""
Progress = Callable[[str, int, int], None]
"""``progress(what, done, total)``: 读取 or 审核, and how many files."""


@dataclass(frozen=True)
class Task:
    """One report of the set as it is reviewed, on this machine or another. ``of_set``: the ``set`` of the JSON."""

    file: str
    report: Report
    last_year: Served
    shared: Neighbours
    of_set: dict[str, Any]


def address_of(library: str | OfViewer) -> str:
    """The address of the library's database."""
    return library.address if isinstance(library, OfViewer) else library


def report_files(paths: Sequence[Path]) -> list[Path]:
    """The files to review: of a folder all that stand in it (not in its subfolders), in the order of their names.

    Raises ``UserError`` for a folder without any. Other paths are taken as they are, each once.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        files = sorted(p for p in path.iterdir() if _may_be_report(p))
        if not files:
            raise UserError(f"文件夹 {printable(path.name)} 里没有可以审核的文件（不看其中的子文件夹）")
        found.update(dict.fromkeys(files))
    return list(found)


def _may_be_report(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(_NOT_REPORTS) and path.name.lower() not in _SYSTEM_FILES


def review_set(
    files: Sequence[Path],
    options: ReviewOptions | None = None,
    *,
    library: Library = None,
    workers: int | None = None,
    progress: Progress | None = None,
    chunk: int = CHUNK,
    start: Start | None = None,
) -> Iterator[Reviewed]:
    """Review files as a set; one result a file, in their order, each as soon as it and those before it are done.

    Nothing is raised for a file: one that cannot be read is a result with ``error``, and the rest goes on.
    ``library``: the database that is asked for last year's report where the set has none. ``workers``: processes, by default as many as there are processors, at most four;
    ``chunk`` and ``start`` as ``pool.in_order`` has them.
    """
    options = options or ReviewOptions()
    told = progress or (lambda what, done, total: None)
    if workers is None:
        workers = 1 if len(files) <= FEW_FILES else min(MOST_WORKERS, os.cpu_count() or 1)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        database = Path(folder) / "set.sqlite"
        errors: dict[int, str] = {}
        scratch = Scratch(database, at_least=at_least_of(options))
        try:
            read = in_order(partial(_read, at_least=at_least_of(options)), files, workers, _died_reading, chunk, start)
            for number, found in enumerate(read):
                if isinstance(found, Digest):
                    scratch.add(number, found)
                else:
                    errors[number] = found
                told("读取", number + 1, len(files))
            scratch.learn()
        finally:
            scratch.close()
        readable = [(number, path) for number, path in enumerate(files) if number not in errors]
        task = partial(_review, database=database, options=options, library=library)
        reviews = in_order(task, readable, workers, _died_reviewing, chunk, start)
        try:
            for number, path in enumerate(files):
                if number in errors:
                    yield Reviewed(path, None, errors[number])
                    continue
                result = next(reviews)
                told("审核", number + 1, len(files))
                yield result
        finally:
            reviews.close()  # type: ignore[attr-defined]
            _opened.cache_clear()


def at_least_of(options: ReviewOptions) -> int:
    return int((options.profile or national()).threshold("LK-02.characters"))


# --- in a process of the pool: nothing is raised ------------------------------------------------------------------


def _read(path: Path, at_least: int) -> Digest | str:
    """The marks of a file's report, or why it could not be read."""
    return read_marks(path, printable(path.name), at_least)


def read_marks(source: Path | bytes, name: str, at_least: int) -> Digest | str:
    """The marks of a report in a file or in memory, or why it could not be read."""
    from nianbao.documents import read

    try:
        return digest(read(source, name), at_least, name)
    except UserError as error:
        return str(error)
    except Exception as error:
        return f"程序出错，没有读完：{type(error).__name__}: {error}"


def _died_reading(path: Path) -> Digest | str:
    return DIED_READING


def _review(item: tuple[int, Path], database: Path, options: ReviewOptions, library: Library) -> Reviewed:
    number, path = item
    scratch = _opened(database, at_least_of(options))
    return Reviewed(path, *judged(gathered(scratch, number, path, options, library), options))


def gathered(scratch: Scratch, number: int, path: Path, options: ReviewOptions, library: Library) -> "Task | str":
    """All that the review of one report of the set needs, or why there is nothing."""
    try:
        report, previous = scratch.report(number), scratch.previous(number)
        last = (
            last_years_report(library, report.agency.name, report.year)
            if previous is None
            else Served(scratch.report(previous), "set")
        )
        return Task(
            file=printable(path),
            report=report,
            last_year=last,
            shared=scratch.neighbours(number, options.profile or national()),
            of_set={
                "previous": None if previous is None else scratch.file(previous),
                "same_report": scratch.doubles(number),
            },
        )
    except Exception as error:
        return _not_done(error)


def judged(task: "Task | str", options: ReviewOptions) -> tuple[str | None, str | None]:
    """The review as a line of JSON, or why there is none."""
    if isinstance(task, str):
        return None, task
    try:
        result = review(
            task.report,
            previous=task.last_year.report,
            previous_source=task.last_year.source,
            shared=task.shared,
            **options._asdict(),
        )
        data = review_as_json(result) | {"file": task.file, "set": task.of_set}
        return json.dumps(data, ensure_ascii=False), None
    except Exception as error:
        return None, _not_done(error)


def _not_done(error: Exception) -> str:
    return f"程序出错，没有审完：{type(error).__name__}: {error}"


def _died_reviewing(item: tuple[int, Path]) -> Reviewed:
    return Reviewed(item[1], None, DIED_REVIEWING)


@lru_cache(maxsize=1)
def _opened(database: Path, at_least: int) -> Scratch:
    return Scratch(database, at_least, readonly=True)
