"""Files of the user's: read whole within a limit, written whole or not at all, and what goes wrong said in Chinese."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from nianbao.report.errors import UserError
from nianbao.report.text import printable

_CHUNK = 1024 * 1024
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
"""Modes of what is kept: uploads and drafts hold personal data. Windows has none; there the user's own folder is private."""


class FileError(UserError):
    """A file cannot be read or written; the message says which, why and what to do."""


# --- reading ------------------------------------------------------------------------------------------------------


def read_whole(path: Path, limit: int) -> bytes:
    """The content of a regular file of at most ``limit`` bytes.

    Nothing else is opened: a pipe or a device may never end. How much a file holds is found by reading it, for some
    say that they hold nothing. Raises ``FileError``.
    """
    name = printable(path.name or str(path))
    try:
        if path.is_dir():
            raise FileError(f"{name} 是文件夹，请指定一个文件。")
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileError(f"{name} 不是普通的文件（是管道或设备），没有读取；请指定一个文件。")
        with os.fdopen(os.open(path, os.O_RDONLY | _AT_ONCE), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FileError(f"{name} 不是普通的文件（是管道或设备），没有读取；请指定一个文件。")
            return _limited(file, limit, name)
    except FileNotFoundError as error:
        raise FileError(f"找不到文件：{printable(path)}") from error
    except PermissionError as error:
        raise FileError(f"没有读取 {name} 的权限，请换一个位置或请管理员开放权限后再试。") from error
    except ValueError as error:
        raise FileError("文件名里有不能用的字符，请改名后再试。") from error
    except OSError as error:
        raise FileError(f"无法打开文件 {name}：{reason_of(error)}") from error


_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe put in the place of a file is not waited for."""


def _limited(file: BinaryIO, limit: int, name: str) -> bytes:
    parts: list[bytes] = []
    left = limit + 1
    while left and (part := file.read(min(left, _CHUNK))):
        parts.append(part)
        left -= len(part)
    if not left:
        raise FileError(f"文件 {name} 超过 {limit // 1024 // 1024} MB，已停止读取。")
    return b"".join(parts)


# --- writing ------------------------------------------------------------------------------------------------------


class PendingFile:
    """A file being written beside its target under another name; it is there whole after ``commit`` or not at all.

    Raises ``FileExistsError`` for a target that exists, unless ``overwrite``, and ``FileError``.
    """

    def __init__(self, target: Path, *, overwrite: bool = False, private: bool = False) -> None:
        self.target, self._overwrite = target, overwrite
        self._beside = target.with_name(f".{os.urandom(6).hex()}.part")
        if not overwrite and os.path.lexists(target):
            raise _exists(target)
        with writing(target):
            flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
            mode = PRIVATE_FILE if private else 0o666
            self._file: BinaryIO = os.fdopen(os.open(self._beside, flags, mode), "wb")

    def write(self, content: bytes) -> None:
        with self._all_or_nothing():
            self._file.write(content)

    def commit(self) -> None:
        """Puts the file in its place."""
        with self._all_or_nothing():
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            if self._overwrite:
                os.replace(self._beside, self.target)
            else:
                self._put()

    def _put(self) -> None:
        try:
            os.link(self._beside, self.target)
        except FileExistsError as error:
            raise _exists(self.target) from error
        except OSError as error:  # a file system without hard links
            if os.path.lexists(self.target):
                raise _exists(self.target) from error
            os.replace(self._beside, self.target)
        else:
            os.unlink(self._beside)

    def discard(self) -> None:
        """Leaves nothing behind; does nothing after ``commit``."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            os.unlink(self._beside)

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        try:
            with writing(self.target):
                yield
        except BaseException:
            self.discard()
            raise


def write_whole(target: Path, content: bytes, *, overwrite: bool = False, private: bool = False) -> None:
    """Writes a file whole or not at all; ``private``: no other user may read it. Raises ``FileExistsError``, ``FileError``."""
    pending = PendingFile(target, overwrite=overwrite, private=private)
    pending.write(content)
    pending.commit()


def private_folder(folder: Path) -> None:
    """Make a folder that no other user of the machine may look into, with those above it that are not there yet.

    One that is there stays as it is: somebody may share it on purpose (``nianbao doctor`` says so). Raises ``OSError``.
    """
    for missing in reversed([part for part in (folder, *folder.parents) if not part.exists()]):
        missing.mkdir(PRIVATE_FOLDER, exist_ok=True)
    folder.mkdir(PRIVATE_FOLDER, exist_ok=True)  # refuses what is there and no folder


def _exists(target: Path) -> FileExistsError:
    return FileExistsError(f"文件已存在，未覆盖：{printable(target)}。请换一个文件名。")


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """What the system says about writing a file, in Chinese. Raises ``FileError``."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        raise FileError(f"没有写成 {printable(target)}：{reason_of(error)}") from error


def reason_of(error: OSError) -> str:
    """Why the system refused, and what to do."""
    return _REASONS.get(error.errno or 0, "系统没有完成这一步，请换一个文件夹再试。")


_FULL = "磁盘已满，请清理出一些空间，或换一个磁盘再试。"
_LOCKED = "这个文件夹不能写（只读或没有权限），请换一个可以写的文件夹再试。"
_REASONS = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", -1): _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _LOCKED,
    errno.EACCES: _LOCKED,
    errno.EPERM: _LOCKED,
    errno.ENOENT: "没有这个文件夹，请先建立或换一个位置。",
    errno.ENOTDIR: "路径中间有一段不是文件夹，请核对。",
    errno.EISDIR: "这是一个文件夹，请指定文件名。",
    errno.ENAMETOOLONG: "文件名太长，请改短后再试。",
    errno.ELOOP: "这是一个指向自己的链接，请指定真正的文件。",
    errno.EIO: "磁盘读写出错，可能已损坏，请换一个磁盘再试。",
    errno.EMFILE: "打开的文件太多，请关闭一些程序后再试。",
    errno.ENXIO: "不是普通的文件（是管道或设备）。",
}
