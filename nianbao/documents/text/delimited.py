"""Rows written by programs: comma- or semicolon-separated values, and lists as Python and JSON print them.

Prose has commas too: a line is such a row only by official labels or figures between them.
"""

import csv
from collections.abc import Sequence

from nianbao.documents.recovery.protocol import Candidate
from nianbao.documents.text.cells import grid_of
from nianbao.report.cells import is_value
from nianbao.report.labels import LabelIndex
from nianbao.report.layout import TABLE_KEYS
from nianbao.report.patterns import regex
from nianbao.report.text import collapse

MAX_ROW = 5_000
"""Characters; a longer line is no row of an official table."""
MAX_QUOTED_LINES = 6
"""A quoted cell runs over so many lines at most."""
FEWEST_FIGURES = 3
"""So many figures with nothing else make a row without a label."""
DELIMITERS = ",;"

_ITEM = r"(?:None|null|nan|NaN|-?\d+(?:\.\d+)?|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_LIST = regex(rf"\[\s*({_ITEM}(?:\s*,\s*{_ITEM})*)\s*,?\s*\]")
_ONLY_LISTS = regex(r"^[\[\]\s,]*$")
_ITEMS = regex(_ITEM)
_ESCAPE = regex(r"\\(.)")
_ESCAPED = {"n": "\n", "t": " ", "r": ""}
_NOTHING = frozenset({"None", "null", "nan", "NaN"})


class Delimited:
    """Rows of values that follow one another, led by one that holds a label."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def at(self, position: int) -> Candidate | None:
        rows, end = read_delimited(self._lines, position)
        return Candidate((grid_of(rows),), end) if rows else None


def read_delimited(lines: Sequence[str], position: int) -> tuple[list[list[str]], int]:
    """The rows of texts that begin at ``position``, and the position after them; no rows where none begin."""
    rows: list[list[str]] = []
    while position < len(lines):
        found, after = _row(lines, position)
        if not found or (not rows and all(map(is_value, found[0]))):
            break  # figures alone begin no table
        rows += found
        position = after
    return rows, position


def _row(lines: Sequence[str], position: int) -> tuple[list[list[str]], int]:
    line = lines[position].strip()
    if len(line) > MAX_ROW or is_value(line):
        return [], position  # 1,234,567 is one figure
    if line.startswith("["):
        rows = _lists(line)
        return rows, position + bool(rows)
    text, after = _whole_row(lines, position)
    for delimiter in DELIMITERS:
        if delimiter not in text:
            continue
        row = next(csv.reader([text], delimiter=delimiter, skipinitialspace=True))
        if _is_row(row):
            return [row], after
    return [], position


def _lists(line: str) -> list[list[str]]:
    """The lists in a line that holds nothing else."""
    if not _ONLY_LISTS.match(_LIST.sub("", line)):
        return []
    rows = [[_text(item) for item in _ITEMS.findall(found[1])] for found in _LIST.finditer(line)]
    return rows if all(map(_is_row, rows)) else []


def _text(item: str) -> str:
    if item in _NOTHING:
        return ""
    if item[0] in "'\"":
        return _ESCAPE.sub(lambda m: _ESCAPED.get(m[1], m[1]), item[1:-1])
    return item


def _whole_row(lines: Sequence[str], position: int) -> tuple[str, int]:
    """A line with those below it that its last quoted cell goes on in, and the position after them."""
    text = lines[position].strip()
    for after in range(position + 1, min(position + MAX_QUOTED_LINES, len(lines)) + 1):
        if text.count('"') % 2 == 0:
            return text, after
        if after < len(lines):
            text += lines[after].strip()
    return lines[position].strip(), position + 1


def _is_row(row: Sequence[str]) -> bool:
    """True for several cells with an official label among them, or with figures and blanks alone."""
    if len(row) < 2:
        return False
    filled = [text for cell in row if (text := collapse(cell))]
    if all(map(is_value, filled)):
        return len(row) >= FEWEST_FIGURES
    return any(LabelIndex.of_any_layout(key).is_label(text) for text in filled for key in TABLE_KEYS)
