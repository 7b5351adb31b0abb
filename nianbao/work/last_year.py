"""Last year's report of the same agency, from the library when there is one. Decided here, once, for every job."""

from nianbao.report.model import Report


def last_years_report(library: str | None, agency: str, year: int | None) -> Report | None:
    """``library``: address of its database; None is not asked. Light for SQLite: a single review must stay quick.

    Raises ``StoreError`` for a library that is there and cannot be opened.
    """
    if library is None or not agency or year is None:
        return None
    from nianbao.store.quick import NotQuickError, find_report_quickly

    try:
        return find_report_quickly(library, agency, year - 1)
    except NotQuickError:
        from nianbao.store.database import open_database
        from nianbao.store.reports import find_report, load_report

        db = open_database(library)
        entry = find_report(db, agency, year - 1)
        return None if entry is None else load_report(db, entry.id)
