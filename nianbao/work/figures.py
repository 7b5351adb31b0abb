"""Every figure of a folder of reports: read in a few processes, given cell by cell."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nianbao.report.errors import UserError
from nianbao.report.model import Report
from nianbao.report.text import printable
from nianbao.work.handed.pool import in_order
from nianbao.work.review_set import DIED_READING, FEW_FILES, MOST_WORKERS, Progress, report_files


def figures(
    paths: Sequence[Path], errors: dict[str, str], progress: Progress, workers: int | None = None
) -> Iterator[dict[str, Any]]:
    """Rows as ``papers.figures_file`` has them; a file that cannot be read goes into ``errors`` with the reason, and so does
    one of which only the first report was read."""
    from nianbao.papers.figures_file import cells_of

    files = report_files(paths)
    if workers is None:
        workers = 1 if len(files) <= FEW_FILES else min(MOST_WORKERS, os.cpu_count() or 1)
    for number, (path, found) in enumerate(zip(files, in_order(_read, files, workers, _died), strict=True)):
        if isinstance(found, Report):
            if several := found.notice("several_reports"):
                errors[printable(path.name)] = several.message
            yield from cells_of(printable(path.name), found)
        else:
            errors[printable(path.name)] = found
        progress("读取", number + 1, len(files))


def _read(path: Path) -> Report | str:
    from nianbao.documents import read

    try:
        return read(path)
    except UserError as error:
        return str(error)
    except Exception as error:
        return f"程序出错，没有读完：{type(error).__name__}: {error}"


def _died(path: Path) -> Report | str:
    return DIED_READING
