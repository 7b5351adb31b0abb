"""The file that the review of a set is written to: the list (.xlsx), the summary page (.html) or every review (.json)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from nianbao.papers.set_rows import SetRow
from validators.reviewed import Reviewed

ENDINGS = (".xlsx", ".html", ".json")


class SetOutput(Protocol):
    """Takes every file as it comes; writes when all have come. The target must not exist."""

    def add(self, reviewed: Reviewed, row: SetRow) -> None: ...

    def save(self, rows: Sequence[SetRow]) -> None: ...


def open_set_output(target: Path) -> SetOutput:
    """By the ending of the target, one of ``ENDINGS``."""
    ending = target.suffix.lower()
    if ending == ".xlsx":
        return _List(target)
    return _Page(target) if ending == ".html" else _Reviews(target)


class _List:
    def __init__(self, target: Path) -> None:
        from nianbao.papers.set_list import SetList
        from validators.catalogue import catalogue

        self._target = target
        self._list = SetList({rule.id: rule.title for rule in catalogue().values()})

    def add(self, reviewed: Reviewed, row: SetRow) -> None:
        self._list.add(reviewed, row)

    def save(self, rows: Sequence[SetRow]) -> None:
        self._list.save(self._target)


class _Page:
    def __init__(self, target: Path) -> None:
        self._target = target

    def add(self, reviewed: Reviewed, row: SetRow) -> None:
        """The page is made of the rows alone."""

    def save(self, rows: Sequence[SetRow]) -> None:
        from nianbao.papers.set_page import summary_page

        with self._target.open("x", encoding="utf-8") as file:
            file.write(summary_page(rows))


class _Reviews:
    """A JSON array, a review a line."""

    def __init__(self, target: Path) -> None:
        self._file = target.open("x", encoding="utf-8")
        self._before = "[\n"

    def add(self, reviewed: Reviewed, row: SetRow) -> None:
        if reviewed.line is not None:
            self._file.write(self._before + reviewed.line)
            self._before = ",\n"

    def save(self, rows: Sequence[SetRow]) -> None:
        self._file.write("\n]\n" if self._before == ",\n" else "[]\n")
        self._file.close()
