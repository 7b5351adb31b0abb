"""A row a line (PDF and web dumps, Markdown): cells parted by tabs or by ``|``."""

from collections.abc import Sequence

from nianbao.documents.recovery.protocol import Candidate
from nianbao.documents.text.cells import grid_of
from nianbao.report.patterns import regex

_MARKDOWN_RULE = regex(r"^\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?$")


class RowALine:
    """Lines of several cells that follow one another."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def at(self, position: int) -> Candidate | None:
        end = position
        while end < len(self._lines) and _is_row_line(self._lines[end]):
            end += 1
        if end == position:
            return None
        run = [raw.strip(" ") for raw in self._lines[position:end]]
        run = [line for line in run if not _MARKDOWN_RULE.match(line)]
        piped = [line for line in run if "\t" not in line]
        opened = all(line.startswith("|") for line in piped)
        closed = all(line.endswith("|") for line in piped)
        return Candidate((grid_of([_cells(line, opened, closed) for line in run]),), end)


def _is_row_line(line: str) -> bool:
    stripped = line.strip(" ")
    return ("\t" in stripped and bool(stripped.strip("\t"))) or "|" in stripped


def _cells(line: str, opened: bool, closed: bool) -> list[str]:
    """Cells of a line; ``opened``, ``closed``: every line of its table begins, ends with a pipe that bounds no cell."""
    if "\t" in line:
        return line.split("\t")
    return line[opened : len(line) - closed].split("|")
