"""What a run on the cluster has got so far, on disk: one that was broken off goes on where it was.

An answer is known by what it was made of (hashes of the file, the options, the whole set), never by a name.
"""

import sqlite3
from pathlib import Path
from types import TracebackType

from nianbao.report.files import PRIVATE_FILE, private_folder

_TABLE = "CREATE TABLE IF NOT EXISTS done (key TEXT PRIMARY KEY, answer BLOB) WITHOUT ROWID"


class Manifest:
    """``path``: its file, made when it is not there; ``finish`` takes it away."""

    def __init__(self, path: Path) -> None:
        private_folder(path.parent)
        self._path = path
        path.touch(PRIVATE_FILE)
        self._db = sqlite3.connect(path, timeout=30)
        self._db.execute(_TABLE)

    def __enter__(self) -> "Manifest":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def get(self, key: str) -> bytes | None:
        row = self._db.execute("SELECT answer FROM done WHERE key = ?", (key,)).fetchone()
        return None if row is None else bytes(row[0])

    def put(self, answers: dict[str, bytes]) -> None:
        """All of them or none."""
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO done VALUES (?, ?)", answers.items())

    def finish(self) -> None:
        """The run is complete: nothing of the reports stays behind."""
        self._db.close()
        self._path.unlink(missing_ok=True)
