"""Last year's report of the same agency, from the library when there is one. Decided here, once, for every job."""

from nianbao.report.model import Report
from nianbao.store.viewer import Library


def last_years_report(library: str | Library | None, agency: str, year: int | None) -> Report | None:
    """``library``: its database, or the address alone for the local person's; None is not asked. Light for SQLite: a single review must stay quick.

    Raises ``StoreError`` for a library that is there and cannot be opened.
    """
    if library is None or not agency or year is None:
        return None
    from nianbao.store.quick import NotQuickError, find_report_quickly

    asked = library if isinstance(library, Library) else Library(library)
    try:
        return find_report_quickly(asked.address, agency, year - 1, asked.viewer.office)
    except NotQuickError:
        from nianbao.store.database import open_database
        from nianbao.store.reports import find_report, load_report

        db = open_database(asked.address).seen_by(asked.viewer)
        entry = find_report(db, agency, year - 1)
        return None if entry is None else load_report(db, entry.id)
