"""The reports of a set on disk while it is reviewed, and what they have in common.

A scratch database holds them, so that memory does not grow with the set, and whatever is compared is looked up by
hash, so that time grows with the number of reports and not with the number of pairs.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from math import ceil
from pathlib import Path
from typing import Any

from nianbao.report.layout import TABLE_KEYS
from nianbao.report.model import Report
from validators.profile import Profile
from validators.shared_wording.digest import Digest, digest, sentence_keys, unpack
from validators.shared_wording.neighbours import (
    Neighbours,
    Peer,
    SameTable,
    Stretch,
    agency_key,
    beyond_chance,
    related,
)
from validators.shared_wording.own_prose import OwnProse
from validators.shared_wording.runs import runs_at

COMMON_SHARE = 0.2
COMMON_LEAST = 3
COMMON_ALWAYS = 20
"""Wording of at least a fifth of the agencies and at least three, or of twenty in any case, is the set's own
boilerplate: handed down or customary, copied from nobody in particular."""
MOST_PEERS = 20
"""Reports that one report is compared with character by character: those that share most with it."""
FEW_AGENCIES = 50
"""Up to so many it is counted one by one who may be compared with whom."""
_SUFFIX = 6
"""An agency's name without its superiors (柳溪镇人民政府) has at least so many characters."""

_TABLES = """
CREATE TABLE reports (id INTEGER PRIMARY KEY, file TEXT, agency TEXT, key TEXT, year INTEGER, texts TEXT, compact TEXT, packed BLOB);
CREATE TABLE prints (report INTEGER, section INTEGER, position INTEGER, hash INTEGER,
    PRIMARY KEY (report, section, position)) WITHOUT ROWID;
CREATE TABLE sentences (report INTEGER, hash INTEGER, PRIMARY KEY (report, hash)) WITHOUT ROWID;
CREATE TABLE tables (report INTEGER, name TEXT, hash INTEGER, figures INTEGER, bits REAL,
    PRIMARY KEY (report, name)) WITHOUT ROWID;
"""
_LEARN = """
CREATE INDEX reports_by_key ON reports (key, year);
CREATE INDEX prints_by_hash ON prints (hash);
CREATE INDEX tables_by_hash ON tables (hash);
CREATE TABLE common_prints (hash INTEGER PRIMARY KEY);
CREATE TABLE common_sentences (hash INTEGER PRIMARY KEY);
"""
_COMMON = """
INSERT INTO common_{0} SELECT p.hash FROM {0} p JOIN reports r ON r.id = p.report
    GROUP BY p.hash HAVING COUNT(DISTINCT r.key) >= ?
"""
_SEEDS = """
SELECT q.report, r.key, p.section, q.section, p.position, q.position
FROM prints p JOIN prints q ON q.hash = p.hash JOIN reports r ON r.id = q.report
WHERE p.report = ? AND r.key <> ? AND p.hash NOT IN (SELECT hash FROM common_prints)
"""
_SAME_TABLES = """
SELECT u.report, r.key, t.name, t.figures, t.bits
FROM tables t JOIN tables u ON u.hash = t.hash AND u.name = t.name JOIN reports r ON r.id = u.report
WHERE t.report = ? AND r.key <> ? AND t.figures >= ? ORDER BY u.report LIMIT 1000
"""
_OF_YEAR_WITH_LIKE_NAME = """
SELECT DISTINCT key FROM reports WHERE year = :year AND key <> :key AND length(key) >= :least
    AND (substr(key, -length(:key)) = :key OR substr(:key, -length(key)) = key)
"""


def compare(report: Report, peers: Sequence[Report], profile: Profile) -> Neighbours:
    """What one report shares with a handful of others."""
    at_least = int(profile.threshold("LK-02.characters"))
    scratch = Scratch(":memory:", at_least)
    for number, one in enumerate([report, *peers]):
        scratch.add(number, digest(one, at_least))
    scratch.learn()
    return scratch.neighbours(0, profile)


class Scratch:
    """Reports by number, from 0. ``at_least``: characters of a shared run (LK-02.characters)."""

    def __init__(self, path: str | Path, at_least: int, *, readonly: bool = False) -> None:
        self._at_least = at_least
        if readonly:
            self._db = sqlite3.connect(f"{Path(path).as_uri()}?mode=ro&immutable=1", uri=True)
        else:
            self._db = sqlite3.connect(path)
            self._db.execute("PRAGMA synchronous = OFF")
            self._db.execute("PRAGMA journal_mode = OFF")
            self._db.executescript(_TABLES)

    def close(self) -> None:
        self._db.close()

    def add(self, number: int, found: Digest) -> None:
        texts = json.dumps(found.texts, ensure_ascii=False)
        key = agency_key(found.agency.name)
        squeezed = json.dumps(found.compact, ensure_ascii=False)
        row = (number, found.file, found.agency.name, key, found.year, texts, squeezed, found.report)
        self._db.execute("INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._db.executemany("INSERT INTO prints VALUES (?, ?, ?, ?)", ((number, *p) for p in found.prints))
        self._db.executemany("INSERT INTO sentences VALUES (?, ?)", ((number, s) for s in found.sentences))
        self._db.executemany("INSERT INTO tables VALUES (?, ?, ?, ?, ?)", ((number, *t) for t in found.tables))

    def learn(self) -> None:
        """After the last report: what is common to the set. Nothing is added from here on."""
        self._db.executescript(_LEARN)
        enough = min(COMMON_ALWAYS, max(COMMON_LEAST, ceil(COMMON_SHARE * self._agencies)))
        for kind in ("prints", "sentences"):
            self._db.execute(_COMMON.format(kind), (enough,))
        self._db.commit()

    @cached_property
    def _agencies(self) -> int:
        return int(self._db.execute("SELECT COUNT(DISTINCT key) FROM reports WHERE key <> ''").fetchone()[0])

    # --- one report -----------------------------------------------------------------------------------------------

    def report(self, number: int) -> Report:
        packed = self._db.execute("SELECT packed FROM reports WHERE id = ?", (number,)).fetchone()
        return unpack(packed[0])

    def file(self, number: int) -> str:
        return str(self._db.execute("SELECT file FROM reports WHERE id = ?", (number,)).fetchone()[0])

    def previous(self, number: int) -> int | None:
        """Last year's report of the same agency; of one whose name is the same but for its superiors, if only one is."""
        key, year = self._key_and_year(number)
        if not key or year is None:
            return None
        keys = [key]
        if len(key) >= _SUFFIX:
            values = {"year": year - 1, "key": key, "least": _SUFFIX}
            alike = [row[0] for row in self._db.execute(_OF_YEAR_WITH_LIKE_NAME, values)]
            keys += alike if len(alike) == 1 else []
        for candidate in keys:
            found = self._db.execute(
                "SELECT MIN(id) FROM reports WHERE key = ? AND year = ?", (candidate, year - 1)
            ).fetchone()[0]
            if found is not None:
                return int(found)
        return None

    def doubles(self, number: int) -> list[str]:
        """Files of the same agency and year."""
        key, year = self._key_and_year(number)
        if not key or year is None:
            return []
        rows = self._db.execute(
            "SELECT file FROM reports WHERE key = ? AND year = ? AND id <> ? ORDER BY id", (key, year, number)
        )
        return [row[0] for row in rows]

    def neighbours(self, number: int, profile: Profile) -> Neighbours:
        """What a report shares with other agencies'."""
        key, _ = self._key_and_year(number)
        if not key:
            return Neighbours(0)
        return Neighbours(
            self._compared(key),
            self._stretches(number, key, profile),
            self._same_tables(number, key, int(profile.threshold("YR-04.cells"))),
        )

    def _key_and_year(self, number: int) -> tuple[str, int | None]:
        key, year = self._db.execute("SELECT key, year FROM reports WHERE id = ?", (number,)).fetchone()
        return key, year

    def _compared(self, key: str) -> int:
        if self._agencies > FEW_AGENCIES:
            return self._agencies - 1
        keys = [row[0] for row in self._db.execute("SELECT DISTINCT key FROM reports")]
        return sum(not related(key, other) for other in keys)

    def _peer(self, number: int) -> Peer:
        row = self._db.execute("SELECT agency, year, file FROM reports WHERE id = ?", (number,)).fetchone()
        return Peer(*row)

    # --- tables ---------------------------------------------------------------------------------------------------

    def _same_tables(self, number: int, key: str, cells: int) -> tuple[SameTable, ...]:
        by_report: dict[int, list[tuple[str, int, float]]] = defaultdict(list)
        for other, other_key, name, figures, bits in self._db.execute(_SAME_TABLES, (number, key, cells)):
            if not related(key, other_key):
                by_report[other].append((name, figures, bits))
        found = []
        for other, same in by_report.items():
            if beyond_chance(sum(bits for _, _, bits in same), self._agencies):
                peer = self._peer(other)
                counted = {name: figures for name, figures, _ in same}
                found += [SameTable(peer, table, counted[table]) for table in TABLE_KEYS if table in counted]
        return tuple(found[:MOST_PEERS])

    # --- prose ----------------------------------------------------------------------------------------------------

    def _stretches(self, number: int, key: str, profile: Profile) -> tuple[Stretch, ...]:
        seeds: dict[int, dict[tuple[int, int], list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
        strangers: dict[str, bool] = {}
        for other, other_key, mine, theirs, here, there in self._db.execute(_SEEDS, (number, key)):
            if other_key not in strangers:
                strangers[other_key] = not related(key, other_key)
            if strangers[other_key]:
                seeds[other][mine, theirs].append((here, there))
        if not seeds:
            return ()
        nearest = sorted(seeds, key=lambda other: (-sum(map(len, seeds[other].values())), other))[:MOST_PEERS]
        mine_squeezed = self._texts("compact", number)
        found: list[Stretch] = []
        alike = {
            other: runs_at(mine_squeezed, self._texts("compact", other), seeds[other], self._at_least)
            for other in nearest
        }
        if any(alike.values()):
            prose = OwnProse(self._texts("texts", number), profile, self._at_least)
            self._clear_common(number, prose)
            for other, runs in alike.items():
                if runs:
                    theirs = [key for _, text in self._texts("texts", other) for key in sentence_keys(text)]
                    found += prose.stretches(self._peer(other), runs, theirs)
        return tuple(found)

    def _clear_common(self, number: int, prose: OwnProse) -> None:
        """What is common to the set is nobody's own."""
        rows = self._db.execute(
            "SELECT section, position FROM prints WHERE report = ? AND hash IN (SELECT hash FROM common_prints)",
            (number,),
        )
        for section, position in rows:
            prose.clear_piece(section, position)
        query = "SELECT hash FROM sentences WHERE report = ? AND hash IN (SELECT hash FROM common_sentences)"
        prose.clear_sentences({row[0] for row in self._db.execute(query, (number,))})

    def _texts(self, kind: str, number: int) -> list[Any]:
        row = self._db.execute(f"SELECT {kind} FROM reports WHERE id = ?", (number,)).fetchone()
        found: list[Any] = json.loads(row[0])
        return found
