"""A folder of reports reviewed as a set: each with last year's report from the set, and against the other agencies'.

Two passes, both in a few processes. The first reads every file, puts the report on disk and its marks into a scratch
database; then it is learned what the set has in common; the second reviews one report after the other. Memory holds
the reports in hand and nothing else.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path

from nianbao.report.errors import UserError
from nianbao.report.text import printable
from nianbao.store.viewer import Library
from nianbao.work.handed.pool import in_order
from nianbao.work.last_year import last_years_report
from validators.codec import review_as_json
from validators.profile import national
from validators.review import PreviousSource, ReviewOptions, review
from validators.reviewed import Reviewed
from validators.shared_wording.digest import Digest, digest
from validators.shared_wording.scratch import Scratch

MOST_WORKERS = 4
FEW_FILES = 4
"""So few files are not worth starting processes for."""
_NOT_REPORTS = ("~$", ".")
"""Beginnings of file names: what an office program has open, what a system hides."""
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})

Progress = Callable[[str, int, int], None]
"""``progress(what, done, total)``: 读取 or 审核, and how many files."""


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
    library: str | Library | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Iterator[Reviewed]:
    """Review files as a set; one result a file, in their order, each as soon as it and those before it are done.

    Nothing is raised for a file: one that cannot be read is a result with ``error``, and the rest goes on.
    ``library``: the database that is asked for last year's report where the set has none. ``workers``: processes, by default as many as there are processors, at most four.
    """
    options = options or ReviewOptions()
    told = progress or (lambda what, done, total: None)
    if workers is None:
        workers = 1 if len(files) <= FEW_FILES else min(MOST_WORKERS, os.cpu_count() or 1)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        database = Path(folder) / "set.sqlite"
        errors: dict[int, str] = {}
        scratch = Scratch(database, at_least=_at_least(options))
        try:
            read = in_order(partial(_read, at_least=_at_least(options)), files, workers, _died_reading)
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
        reviews = in_order(task, readable, workers, _died_reviewing)
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


def _at_least(options: ReviewOptions) -> int:
    return int((options.profile or national()).threshold("LK-02.characters"))


# --- in a process of the pool: nothing is raised ------------------------------------------------------------------


def _read(path: Path, at_least: int) -> Digest | str:
    """The marks of a file's report, or why it could not be read."""
    from nianbao.documents import read

    try:
        return digest(read(path), at_least, printable(path.name))
    except UserError as error:
        return str(error)
    except Exception as error:
        return f"程序出错，没有读完：{type(error).__name__}: {error}"


def _died_reading(path: Path) -> Digest | str:
    return "读取时程序中断（文件过大或已损坏），没有读完"


def _review(item: tuple[int, Path], database: Path, options: ReviewOptions, library: str | Library | None) -> Reviewed:
    number, path = item
    scratch = _opened(database, _at_least(options))
    try:
        report, previous = scratch.report(number), scratch.previous(number)
        source: PreviousSource = "library" if previous is None else "set"
        last = scratch.report(previous) if previous is not None else None
        result = review(
            report,
            previous=last or last_years_report(library, report.agency.name, report.year),
            previous_source=source,
            shared=scratch.neighbours(number, options.profile or national()),
            **options._asdict(),
        )
        of_set = {
            "previous": None if previous is None else scratch.file(previous),
            "same_report": scratch.doubles(number),
        }
        data = review_as_json(result) | {"file": printable(path), "set": of_set}
        return Reviewed(path, json.dumps(data, ensure_ascii=False))
    except Exception as error:
        return Reviewed(path, None, f"程序出错，没有审完：{type(error).__name__}: {error}")


def _died_reviewing(item: tuple[int, Path]) -> Reviewed:
    return Reviewed(item[1], None, "审核时程序中断，没有审完")


@lru_cache(maxsize=1)
def _opened(database: Path, at_least: int) -> Scratch:
    return Scratch(database, at_least, readonly=True)
