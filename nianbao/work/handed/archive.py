"""A .zip of files that is handed in in their place: opened with the care that any packed file gets."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from nianbao.report.errors import UserError
from nianbao.report.text import printable, storable
from nianbao.work.handed.upload import Upload

BROKEN = "压缩包损坏，或者不是 .zip 压缩包，请解压后选择其中的文件。"
EMPTY = "压缩包“{name}”里没有文件。"
_NOT_FILES = ("~$", ".", "__MACOSX")
"""Beginnings of the names of folders and files that systems and office programs put in."""


def unpacked(uploads: Iterable[Upload]) -> list[Upload]:
    """The files, each .zip among them replaced by what is in it, its folders too. Raises ``UserError`` for an archive that
    cannot be opened, is too large or has no file."""
    found: list[Upload] = []
    for upload in uploads:
        found += _inside(upload) if upload.name.lower().endswith(".zip") else [upload]
    return found


def _inside(upload: Upload) -> list[Upload]:
    from nianbao.documents.packed import open_packed
    from nianbao.documents.stream import UnreadableFileError

    try:
        archive = open_packed(upload.content, BROKEN)
        named = [(name, PurePosixPath(_decoded(name))) for name in sorted(archive.names) if not name.endswith("/")]
        files = [
            Upload(storable(path.name), archive.bytes_of(name))
            for name, path in named
            if not any(part.startswith(_NOT_FILES) for part in path.parts)
        ]
    except UnreadableFileError as error:
        raise UserError(f"{printable(upload.name)}：{error}") from error
    if not files:
        raise UserError(EMPTY.format(name=printable(upload.name)))
    return files


def _decoded(name: str) -> str:
    """The name as it was written: Windows writes Chinese names in GBK and does not say so."""
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name
