"""Places on a sheet: ``AB12``."""

from nianbao.documents.stream import UnreadableFileError
from nianbao.documents.xlsx.parts import BROKEN
from nianbao.report.patterns import regex

_REFERENCE = regex(r"([A-Z]{1,3})([1-9]\d{0,6})")


def place(reference: str | None) -> tuple[int, int]:
    """Row (from 1) and column (from 0) of ``AB12``. Raises ``UnreadableFileError`` for what is no place."""
    match = _REFERENCE.fullmatch(reference or "")
    if match is None:
        raise UnreadableFileError(BROKEN)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


def letters(column: int) -> str:
    """The letters of a column counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    column, letter = divmod(column, 26)
    return (letters(column - 1) if column else "") + chr(ord("A") + letter)
