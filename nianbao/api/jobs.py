"""What REST and MCP do with what they are given: one use case each, answered as the command line answers with --json."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from nianbao.api import texts
from nianbao.papers.as_json import hits_as_json
from nianbao.report.agency import AgencyKind, AgencyLevel
from nianbao.report.errors import UserError
from nianbao.report.text import printable
from nianbao.work.handed.upload import Upload

if TYPE_CHECKING:
    from nianbao.work.services import Services
    from validators.record import ReviewRecord
    from validators.review import ReviewOptions

AT_ONCE = 4
"""Jobs at work at the same time, whoever sent them; others wait."""
PATIENCE = 60.0
"""Seconds that a job waits for its turn."""
Searched = Literal["regulation", "reports"]
WHOSE: ContextVar["Services | None"] = ContextVar("WHOSE", default=None)
"""Set by the guard for a request of somebody who is logged in."""
_turns = threading.BoundedSemaphore(AT_ONCE)


class BusyError(UserError):
    """Too many jobs are waiting."""


@dataclass(frozen=True)
class Asked:
    """The options of a review as they are sent. ``library``: whether last year's report is looked for there."""

    agency_kind: AgencyKind | None = None
    level: AgencyLevel | None = None
    published: date | None = None
    draft: bool = False
    profile: str | None = None
    library: bool = True


@cache
def local_services() -> "Services":
    """The local person's; one for this process, opened at the first job."""
    from nianbao.work.services import Services

    return Services()


def services() -> "Services":
    """Those of whoever sent the request at hand."""
    return WHOSE.get() or local_services()


@contextmanager
def turn() -> Iterator[None]:
    """One job's turn. Raises ``BusyError`` when none comes free in time."""
    if not _turns.acquire(timeout=PATIENCE):
        raise BusyError(texts.BUSY)
    try:
        yield
    finally:
        _turns.release()


def parse(file: Upload) -> dict[str, Any]:
    """A report as data."""
    from nianbao.report.codec import report_as_json
    from nianbao.work.handed.reading import read_once

    return report_as_json(read_once(file.content, printable(file.name)))


def review(file: Upload, asked: Asked, previous: Upload | None = None, enforcement: Upload | None = None) -> Any:
    """The record of a review as data."""
    from validators.record import record_as_json

    return record_as_json(reviewed(file, asked, previous, enforcement))


def reviewed(
    file: Upload, asked: Asked, previous: Upload | None = None, enforcement: Upload | None = None
) -> "ReviewRecord":
    """A review's record. Raises ``UserError`` for what cannot be read."""
    from nianbao.work.handed.reading import read_once
    from nianbao.work.review import ReviewRequest, review_report

    last = None if previous is None else read_once(previous.content, printable(previous.name))
    library = services().library if asked.library else None
    request = ReviewRequest(printable(file.name), file.content, last, library, _options(asked, enforcement))
    return review_report(request)


def compare(file: Upload, previous: Upload | None = None, peers: int = 10) -> dict[str, Any]:
    """A report beside last year's and its peers'."""
    from nianbao.work.compare import CompareRequest, compare_report
    from nianbao.work.handed.reading import read_once

    last = None if previous is None else read_once(previous.content, printable(previous.name))
    report = read_once(file.content, printable(file.name))
    return compare_report(services(), CompareRequest(report, last, peers)).model_dump(mode="json")


def register(files: tuple[Upload, ...], year: int, as_of: date | None, mapping: Upload | None) -> dict[str, Any]:
    """An application register as tables three and four. Nothing is kept: answers are sent again each time."""
    from nianbao.work.register import RegisterRequest, answers_of, work_register

    answers = None if mapping is None else answers_of(mapping.content, printable(mapping.name))
    return work_register(RegisterRequest(files, year, as_of, answers)).data


def search(query: str, hits: int, where: Searched | None) -> dict[str, Any]:
    """The regulation, notes and past reports. Raises ``UserError`` for an empty query."""
    from nianbao.work.law import SEARCHED, SearchRequest
    from nianbao.work.law import search as search_law

    if not query.strip():
        raise UserError("请写明要查什么")
    return hits_as_json(search_law(services(), SearchRequest(query, SEARCHED[where], hits)))


def _options(asked: Asked, enforcement: Upload | None) -> "ReviewOptions":
    """Only profiles that come with Nianbao or that the office has set: a name that is sent opens no file."""
    from nianbao.work.handed.files import enforcement_in
    from nianbao.work.profiles import profiles
    from validators.review import ReviewOptions

    chosen = None
    if asked.profile is not None:
        known = profiles(services())
        if asked.profile not in known:
            raise UserError(texts.PROFILE_UNKNOWN.format(name=printable(asked.profile), known="、".join(known)))
        chosen = known[asked.profile]
    totals = None if enforcement is None else enforcement_in(enforcement.content, printable(enforcement.name))
    return ReviewOptions(asked.agency_kind, asked.level, asked.published, asked.draft, chosen, totals)
