"""Reviewing one report: read, last year's report found, every rule run, the outcome kept as a record."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from nianbao.report.model import Report
from nianbao.store.viewer import Library
from nianbao.work.handed.reading import file_hash, is_docx, read_once
from nianbao.work.job_log import logged
from nianbao.work.last_year import last_years_report
from validators.record import ReviewRecord
from validators.review import ReviewOptions, review

Step = Callable[[str], None]


def silent(_: str) -> None:
    """For callers that show no progress."""


@dataclass(frozen=True)
class ReviewRequest:
    """A file to review. ``previous``: last year's report where it was handed in; else ``library`` is asked.

    ``library``: as ``last_years_report`` takes it, None for none. The report itself never enters the library: what is
    handed in for review may be wrong.
    """

    name: str
    content: bytes
    previous: Report | None = None
    library: str | Library | None = None
    options: ReviewOptions = field(default_factory=ReviewOptions)


@logged("review")
def review_report(request: ReviewRequest, step: Step = silent) -> ReviewRecord:
    """Read the file and run every rule. Raises ``UnreadableFileError`` with one Chinese sentence."""
    step(f"读取 {request.name}")
    report = read_once(request.content, request.name)
    last = last_years_report(request.library, report.agency.name, report.year, request.previous)
    step("逐条运行审核规则")
    found = review(report, previous=last.report, previous_source=last.source, **request.options._asdict())
    return ReviewRecord(
        found,
        request.name,
        date.today(),
        file_hash(request.content),
        is_docx(request.content, request.name),
        request.options.draft,
    )
