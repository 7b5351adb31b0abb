"""Looks into a SQLite library without SQLAlchemy, whose loading would take as long as the review that asks.

Read only, never created, never migrated. A database of an older form, or of another kind, is for ``reports`` and ``filings``.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from nianbao.report.codec import report_from_json
from nianbao.report.model import Report
from nianbao.store.migrations import HEAD
from nianbao.store.trust import SHARED, TRUST, agency_key

_SQLITE = "sqlite:///"


class NotQuickError(Exception):
    """This database must be opened as a whole: it is no SQLite file of today's form."""


def find_report_quickly(url: str, agency: str, year: int, office: str = "") -> Report | None:
    """What ``reports.find_report`` and ``load_report`` give to a viewer of an office. Raises ``NotQuickError``; also for a damaged file."""
    with _looking_into(url) as connection:
        found = connection.execute(
            "SELECT source, created_at, content FROM reports WHERE agency_key = ? AND year = ?"
            f" AND (source IN ({_marks(SHARED)}) OR office = ?)",
            (agency_key(agency), year, *SHARED, office),
        ).fetchall()
    newest = sorted(found, key=lambda row: row[1], reverse=True)
    best = min((row for row in newest if row[0] in TRUST), key=lambda row: TRUST.index(row[0]), default=None)
    return None if best is None else report_from_json(json.loads(best[2]))


def newest_versions_quickly(
    url: str, year: int, states: Sequence[str], is_asked: Callable[[str], bool], office: str = ""
) -> list[dict[str, Any]]:
    """The records of the newest versions of filings in some states whose unit is asked for, as ``filings.newest_versions``
    gives them to a viewer of an office. Raises ``NotQuickError``."""
    with _looking_into(url) as connection:
        seen = connection.execute(
            f"SELECT id, version, unit FROM filings WHERE year = ? AND state IN ({_marks(states)})"
            " AND (office = ? OR (? <> '' AND unit_key = ?)) ORDER BY office, position, id",
            (year, *states, office, office, office),
        ).fetchall()
        asked = [(id, version) for id, version, unit in seen if is_asked(unit)]
        query = "SELECT record FROM filing_versions WHERE filing_id = ? AND number = ?"
        return [json.loads(connection.execute(query, key).fetchone()[0]) for key in asked]


@contextmanager
def _looking_into(url: str) -> Iterator[sqlite3.Connection]:
    path = Path(url.removeprefix(_SQLITE))
    if not url.startswith(_SQLITE) or not path.is_file():
        raise NotQuickError
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            if connection.execute("SELECT version_num FROM alembic_version").fetchone() != (HEAD,):
                raise NotQuickError
            yield connection
    except sqlite3.Error as error:
        raise NotQuickError from error


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
