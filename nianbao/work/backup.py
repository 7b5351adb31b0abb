"""Everything kept, in one file and back: the database (either kind), and what stands beside it in the data folder."""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from nianbao import __version__
from nianbao.paths import DATABASE_FILE
from nianbao.report.errors import UserError
from nianbao.report.files import PendingFile, private_folder, write_whole
from nianbao.settings import Settings
from nianbao.store.migrations import HEAD

MANIFEST = "manifest.json"
_FORMAT = 1
_LEFT_OUT = ("index", "shelf", "cluster", DATABASE_FILE)
"""Beginnings of names in the data folder: indexes are made again, the database goes row by row, what is at hand passes."""
NOT_OURS = "这不是年报程序的备份文件（.zip），或者文件已经损坏，没有恢复任何内容。"


@dataclass(frozen=True)
class Kept:
    """What a backup holds: rows by table, and files of the data folder."""

    rows: dict[str, int]
    files: int
    beside: str = ""
    """After a restoration with ``replace``: where the old set was put."""

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def back_up(settings: Settings, target: Path) -> Kept:
    """Write OUT.zip, whole or not at all. Raises ``FileExistsError`` and ``UserError``."""
    from nianbao.store.database import open_database

    db = open_database(settings.resolved_database_url)
    content = io.BytesIO()
    kept = _write(settings, db, content)
    pending = PendingFile(target, private=True)
    try:
        pending.write(content.getvalue())
        pending.commit()
    finally:
        pending.discard()
    return kept


def restore(settings: Settings, source: Path, *, replace: bool = False) -> Kept:
    """Read a backup into the database and the data folder.

    Onto a database in which work stands only with ``replace``; the old set is then kept beside. A backup of an earlier
    program is upgraded as its database would have been. Raises ``UserError``: no backup of ours, damaged, of a newer
    program, or there is work and ``replace`` was not said.
    """
    from nianbao.store.database import close_database, open_database
    from nianbao.store.dump import holds_work, load

    with _opened(source) as given, tempfile.TemporaryDirectory(prefix="nianbao-") as place:
        manifest = _check(given)
        archive = given if manifest["schema"] == HEAD else _upgraded(given, manifest, Path(place))
        url, beside = settings.resolved_database_url, ""
        db = open_database(url)
        worked = holds_work(db)
        if worked and not replace:
            raise UserError(
                "数据库里已有对话、草稿或收入的报告。确实要用备份替换时，请加 --replace（原有内容会另存一份）。"
            )
        if db.engine.dialect.name == "sqlite":
            fresh = _fresh(settings)
            try:
                rows = load(open_database(f"sqlite:///{fresh}"), lambda name: _lines(archive, name))
            except BaseException:
                close_database(f"sqlite:///{fresh}")
                _remove(fresh)
                raise
            close_database(f"sqlite:///{fresh}")
            close_database(url)
            aside = _put_in_place(settings, fresh)
            if worked:
                beside = str(aside)
            else:
                aside.unlink()
        else:
            private_folder(settings.data_dir)
            if worked or any(_beside_the_database(settings.data_dir)):
                beside = str(_aside(settings.data_dir / "before-restore.zip"))
                back_up(settings, Path(beside))
            rows = load(db, lambda name: _lines(archive, name), empty_first=True)
        return Kept(rows, _put_files(settings.data_dir, archive), beside)


def _write(settings: Settings, db: Any, content: IO[bytes]) -> Kept:
    from nianbao.store.dump import dump

    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = dump(db, lambda name: archive.open(f"tables/{name}.jsonl", "w"))
        files = list(_beside_the_database(settings.data_dir))
        for path in files:
            archive.write(path, f"files/{path.relative_to(settings.data_dir).as_posix()}")
        sums = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
        manifest = {"format": _FORMAT, "program": __version__, "schema": HEAD, "rows": rows, "sha256": sums}
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return Kept(rows, len(files))


def _beside_the_database(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        ours = parts[2:] if parts[0] == "offices" else parts  # an office's part of the folder is a data folder in small
        if path.is_file() and ours and not ours[0].startswith((*_LEFT_OUT, "before-restore", "restoring-")):
            yield path


def _opened(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except FileNotFoundError as error:
        raise UserError(f"找不到文件：{source}") from error
    except (OSError, zipfile.BadZipFile) as error:
        raise UserError(NOT_OURS) from error


def _check(archive: zipfile.ZipFile) -> dict[str, Any]:
    """The manifest, which is ours; every part is what was written."""
    try:
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
        sums, schema = dict(manifest["sha256"]), str(manifest["schema"])
        whole = all(hashlib.sha256(archive.read(name)).hexdigest() == digest for name, digest in sums.items())
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise UserError(NOT_OURS) from error
    if not whole or {*archive.namelist()} - {*sums, MANIFEST}:
        raise UserError(NOT_OURS)
    if manifest["format"] > _FORMAT or schema > HEAD:
        raise UserError(f"这份备份由更新版本的程序（{manifest['program']}）写出，请升级程序后再恢复。")
    return manifest


def _upgraded(archive: zipfile.ZipFile, manifest: dict[str, Any], place: Path) -> zipfile.ZipFile:
    """The backup of an earlier program as the present one would write it: brought over in a database of its own form."""
    from nianbao.store.database import close_database, made_at, open_database
    from nianbao.store.dump import dump, load

    file, content = place / "earlier.sqlite3", io.BytesIO()
    earlier = made_at(file, manifest["schema"])
    read = load(earlier, lambda name: _lines(archive, name))
    earlier.close()
    if read != manifest["rows"]:
        raise UserError(NOT_OURS)
    upgraded = zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED)
    dump(open_database(f"sqlite:///{file}"), lambda name: upgraded.open(f"tables/{name}.jsonl", "w"))
    close_database(f"sqlite:///{file}")
    for name in archive.namelist():
        if name.startswith("files/"):
            upgraded.writestr(name, archive.read(name))
    upgraded.close()
    return zipfile.ZipFile(content)


def _lines(archive: zipfile.ZipFile, table: str) -> Iterator[bytes]:
    name = f"tables/{table}.jsonl"
    if name in archive.namelist():
        with archive.open(name) as part:
            yield from part


def _put_files(folder: Path, archive: zipfile.ZipFile) -> int:
    """Files of the data folder; a name that leads out of it is not followed."""
    count = 0
    for name in archive.namelist():
        parts = Path(name).parts
        if parts[0] != "files" or ".." in parts or Path(name).is_absolute():
            continue
        target = folder.joinpath(*parts[1:])
        private_folder(target.parent)
        write_whole(target, archive.read(name), overwrite=True, private=True)
        count += 1
    return count


def _fresh(settings: Settings) -> Path:
    """Where the restored database is made whole before it takes its place; what an earlier try left there goes."""
    path = _sqlite_file(settings)
    fresh = path.with_name(f"restoring-{path.name}")
    _remove(fresh)
    return fresh


def _put_in_place(settings: Settings, fresh: Path) -> Path:
    """Give the restored database the name of the old one in one stroke; returns under which name the old one is kept.

    Killed before the stroke the old database stands where it was, after it the new one does, each whole.
    """
    path = _sqlite_file(settings)
    aside = _aside(path.with_name(f"before-restore-{path.name}"))
    with sqlite3.connect(path) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # all of it in the one file
    old.close()
    try:
        os.link(path, aside)
    except OSError:  # a file system without links
        shutil.copy2(path, aside)
    for ending in _LOGS:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    os.replace(fresh, path)
    return aside


_LOGS = ("-wal", "-shm")


def _remove(path: Path) -> None:
    for ending in ("", *_LOGS):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _sqlite_file(settings: Settings) -> Path:
    from sqlalchemy.engine import make_url

    database = make_url(settings.resolved_database_url).database
    assert database is not None
    return Path(database)


def _aside(path: Path) -> Path:
    """A name that is free: with the time in it."""
    return path.with_name(f"{path.stem}-{datetime.now():%Y%m%d-%H%M%S-%f}{path.suffix}")
