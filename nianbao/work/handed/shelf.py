"""Papers made for somebody who will fetch them in a moment: under a name that cannot be guessed, gone after an hour.

They lie in the data folder, so that another process of the same desk hands them out too.
"""

import secrets
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from nianbao.report.files import private_folder
from nianbao.report.patterns import regex

FOLDER = "shelf"
SECONDS = 3600
_TOKEN = regex(r"[A-Za-z0-9_-]{43}")
_NAME = regex(r"[a-z]+\.[a-z]+")


class Shelf:
    """``data_dir``: the data folder of the desk."""

    def __init__(self, data_dir: Path, seconds: float = SECONDS) -> None:
        self._folder = data_dir / FOLDER
        self._seconds = seconds

    def put(self, papers: Mapping[str, bytes]) -> str:
        """Lay papers down; the token by which all of them are had. What has lain too long goes."""
        self._clear()
        token = secrets.token_urlsafe(32)
        place = self._folder / token
        private_folder(place)
        for name, content in papers.items():
            if not _NAME.fullmatch(name):
                raise ValueError(f"no name for the shelf: {name}")
            (place / name).write_bytes(content)
        return token

    def take(self, token: str, name: str) -> bytes | None:
        """A paper; None when it has gone, or never was."""
        if not (_TOKEN.fullmatch(token) and _NAME.fullmatch(name)):
            return None
        place = self._folder / token
        try:
            return None if self._is_old(place) else (place / name).read_bytes()
        except OSError:
            return None

    def _clear(self) -> None:
        for place in self._folder.iterdir() if self._folder.is_dir() else ():
            try:
                if self._is_old(place):
                    shutil.rmtree(place, ignore_errors=True)
            except FileNotFoundError:
                continue  # another process was quicker

    def _is_old(self, place: Path) -> bool:
        return time.time() - place.stat().st_mtime > self._seconds
