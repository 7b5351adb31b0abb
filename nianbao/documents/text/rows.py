"""A row a line (PDF and web dumps, Markdown): cells parted by tabs or by ``|``."""

from collections.abc import Sequence

from nianbao.documents.recovery.protocol import Candidate
from nianbao.documents.text.cells import grid_of, is_cell_line
from nianbao.report.cells import is_value
from nianbao.report.label_words import is_label
from nianbao.report.patterns import regex

_DASHES = r"\s*(?::-+:?|-+:|-{3,})\s*"
_MARKDOWN_RULE = regex(rf"^\|?{_DASHES}(\|{_DASHES})*\|?$")
"""Dashes without a colon are three at least: one or two fill a cell."""


FEWEST_INDENTED = 6
"""So many rows with one cell each are no rows."""


class RowALine:
    """Lines of several cells that follow one another."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def at(self, position: int) -> Candidate | None:
        end = position
        while end < len(self._lines) and _is_row_line(self._lines[end]):
            end += 1
            if self._goes_on_below_a_gap(end):
                end += 1
        while end > position and _is_indented(self._lines[end - 1]):
            end -= 1
        if end == position:
            return None
        run = [text for raw in self._lines[position:end] if (text := raw.strip(" ")) and not _is_rule(text)]
        piped = [line for line in run if "\t" not in line]
        opened = all(line.startswith("|") for line in piped)
        closed = all(line.endswith("|") for line in piped)
        rows = [_cells(line, opened, closed) for line in run]
        if len(rows) >= FEWEST_INDENTED and all(sum(map(_says_something, row)) <= 1 for row in rows):
            rows = [["".join(row)] for row in rows]  # a cell a line, indented by tabs
        return Candidate((grid_of(rows),), end)

    def _goes_on_below_a_gap(self, at: int) -> bool:
        """One empty line parts rows; where Markdown rules the line below the next, another table begins."""
        lines = self._lines
        if at + 1 >= len(lines) or lines[at].strip() or not _is_row_line(lines[at + 1]):
            return False
        return at + 2 >= len(lines) or not _is_rule(lines[at + 2].strip())


def _is_indented(line: str) -> bool:
    """True for a line of one text behind a tab that is nothing of a table: （一）存在的问题 below it."""
    return is_cell_line(line) and not is_value(line) and not is_label(line)


def _says_something(cell: str) -> bool:
    return not cell.isspace() and cell != ""


def _is_rule(line: str) -> bool:
    return _MARKDOWN_RULE.match(line) is not None


def _is_row_line(line: str) -> bool:
    stripped = line.strip(" ")
    return ("\t" in stripped and bool(stripped.strip("\t"))) or "|" in stripped


def _cells(line: str, opened: bool, closed: bool) -> list[str]:
    """Cells of a line; ``opened``, ``closed``: every line of its table begins, ends with a pipe that bounds no cell."""
    if "\t" in line:
        return line.split("\t")
    return line[opened : len(line) - closed].split("|")
