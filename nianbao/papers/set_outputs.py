"""The file that the review of a set is written to: the list (.xlsx), the summary page (.html) or every review (.json)."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from nianbao.papers.set_rows import SetRow
from nianbao.report.files import FileError, PendingFile, reason_of
from nianbao.report.text import printable
from validators.reviewed import Reviewed

ENDINGS = (".xlsx", ".html", ".json")


class SetOutput(Protocol):
    """Takes every file as it comes; ``end`` gives what is written when all have come, ``abandon`` ends it without."""

    def add(self, reviewed: Reviewed, row: SetRow) -> None: ...

    def end(self, rows: Sequence[SetRow]) -> bytes: ...

    def abandon(self) -> None: ...


@contextmanager
def set_output(target: Path, rows: Sequence[SetRow]) -> Iterator[SetOutput]:
    """What takes the files, by the ending of the target, one of ``ENDINGS``. The target is there whole when the block
    has ended, and not at all when it is left by an error; ``rows`` are all rows by then.

    Raises ``FileExistsError`` and ``FileError``, at once where nothing can be written there.
    """
    file = PendingFile(target)
    try:
        output = _output(target.suffix.lower(), file)
        try:
            yield output
        except BaseException:
            output.abandon()
            raise
        file.write(output.end(rows))
        file.commit()
    finally:
        file.discard()


def _output(ending: str, file: PendingFile) -> SetOutput:
    if ending == ".xlsx":
        return _List(file.target)
    return _Page() if ending == ".html" else _Reviews(file)


class _List:
    def __init__(self, target: Path) -> None:
        from nianbao.papers.set_list import SetList
        from validators.catalogue import catalogue

        self._target = target
        with self._room():
            self._list = SetList({rule.id: rule.title for rule in catalogue().values()})

    def add(self, reviewed: Reviewed, row: SetRow) -> None:
        with self._room():
            self._list.add(reviewed, row)

    def end(self, rows: Sequence[SetRow]) -> bytes:
        with self._room():
            book = io.BytesIO()
            self._list.save(book)
            return book.getvalue()

    def abandon(self) -> None:
        self._list.abandon()

    @contextmanager
    def _room(self) -> Iterator[None]:
        """The rows wait in the folder for temporary files, which may be full, too."""
        from lxml.etree import SerialisationError

        try:
            yield
        except OSError as error:
            raise FileError(f"没有写成 {printable(self._target)}：{reason_of(error)}") from error
        except SerialisationError as error:
            said = "放临时文件的磁盘已满，请清理出一些空间后再试。"
            raise FileError(f"没有写成 {printable(self._target)}：{said}") from error


class _Page:
    def add(self, reviewed: Reviewed, row: SetRow) -> None:
        """The page is made of the rows alone."""

    def end(self, rows: Sequence[SetRow]) -> bytes:
        from nianbao.papers.set_page import summary_page

        return summary_page(rows).encode()

    def abandon(self) -> None:
        """Nothing was begun."""


class _Reviews:
    """A JSON array, a review a line, written as they come."""

    def __init__(self, file: PendingFile) -> None:
        self._file = file
        self._before = "[\n"

    def add(self, reviewed: Reviewed, row: SetRow) -> None:
        if reviewed.line is not None:
            self._file.write((self._before + reviewed.line).encode())
            self._before = ",\n"

    def end(self, rows: Sequence[SetRow]) -> bytes:
        return b"\n]\n" if self._before == ",\n" else b"[]\n"

    def abandon(self) -> None:
        """The file is another's to clear away."""
