"""One look into a SQLite library without SQLAlchemy, whose loading would take as long as the review that asks.

Read only, never created, never migrated. A database of an older form, or of another kind, is for ``reports``.
"""

import json
import sqlite3
from pathlib import Path

from nianbao.report.codec import report_from_json
from nianbao.report.model import Report
from nianbao.store.migrations import HEAD
from nianbao.store.trust import SHARED, TRUST, agency_key

_SQLITE = "sqlite:///"


class NotQuickError(Exception):
    """This database must be opened as a whole: it is no SQLite file of today's form."""


def find_report_quickly(url: str, agency: str, year: int, office: str = "") -> Report | None:
    """What ``reports.find_report`` and ``load_report`` give to a viewer of an office. Raises ``NotQuickError``; also for a damaged file."""
    path = Path(url.removeprefix(_SQLITE))
    if not url.startswith(_SQLITE) or not path.is_file():
        raise NotQuickError
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            return _find(connection, agency, year, office)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise NotQuickError from error


def _find(connection: sqlite3.Connection, agency: str, year: int, office: str) -> Report | None:
    if connection.execute("SELECT version_num FROM alembic_version").fetchone() != (HEAD,):
        raise NotQuickError
    found = connection.execute(
        "SELECT source, created_at, content FROM reports WHERE agency_key = ? AND year = ?"
        f" AND (source IN ({', '.join('?' * len(SHARED))}) OR office = ?)",
        (agency_key(agency), year, *SHARED, office),
    ).fetchall()
    newest = sorted(found, key=lambda row: row[1], reverse=True)
    best = min((row for row in newest if row[0] in TRUST), key=lambda row: TRUST.index(row[0]), default=None)
    return None if best is None else report_from_json(json.loads(best[2]))
