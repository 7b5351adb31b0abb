"""Last year's report of the same agency: the version of its filing that was accepted, else the library's. Decided here, once,
for every job."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from nianbao.office.filings.states import ACCEPTED
from nianbao.office.names import same_agency
from nianbao.report.codec import report_from_json
from nianbao.report.model import Report
from nianbao.store.trust import agency_key
from nianbao.store.viewer import Library
from validators.review import Served


def last_years_report(
    library: str | Library | None, agency: str, year: int | None, handed_in: Report | None = None
) -> Served:
    """``handed_in`` comes before all others. ``library``: its database, or the address alone for the local person's; None is
    not asked. Light for SQLite: a single review must stay quick.

    Raises ``StoreError`` for a library that is there and cannot be opened.
    """
    if handed_in is not None or library is None or not agency or year is None:
        return Served(handed_in)
    from nianbao.store.quick import NotQuickError

    asked = library if isinstance(library, Library) else Library(library)
    try:
        return _quickly(asked, agency, year - 1)
    except NotQuickError:
        return _as_a_whole(asked, agency, year - 1)


def _quickly(asked: Library, agency: str, year: int) -> Served:
    from nianbao.store.quick import find_report_quickly, newest_versions_quickly

    address, office = asked.address, asked.viewer.office
    records = newest_versions_quickly(address, year, ACCEPTED, partial(same_agency, agency), office)
    accepted = _accepted(records, agency, year)
    return accepted or _of_library(find_report_quickly(address, agency, year, office))


def _as_a_whole(asked: Library, agency: str, year: int) -> Served:
    from nianbao.store.database import open_database
    from nianbao.store.filings import newest_versions
    from nianbao.store.reports import find_report, load_report

    db = open_database(asked.address).seen_by(asked.viewer)
    if accepted := _accepted(newest_versions(db, year, ACCEPTED, partial(same_agency, agency)), agency, year):
        return accepted
    entry = find_report(db, agency, year)
    return _of_library(None if entry is None else load_report(db, entry.id))


def _accepted(records: Sequence[Mapping[str, Any]], agency: str, year: int) -> Served | None:
    """A roster says 教育局 where a report gives the whole name: what the version itself says must be this agency and year."""
    for record in records:
        report = report_from_json(record["report"])
        if (agency_key(report.agency.name), report.year) == (agency_key(agency), year):
            return Served(report, "filing")
    return None


def _of_library(report: Report | None) -> Served:
    return Served() if report is None else Served(report, "library")
