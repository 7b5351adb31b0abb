"""Text dumps that print a cell a line and close each with a pipe; a lone pipe opens a row, or is a blank cell."""

from collections.abc import Sequence

from nianbao.documents.recovery.protocol import Candidate
from nianbao.documents.stream import Grid, GridCell
from nianbao.documents.text.lines import heading_key
from nianbao.report.cells import is_value
from nianbao.report.label_words import is_label
from nianbao.report.patterns import regex
from nianbao.report.text import collapse

_LETTER = regex(r"[^\W\d_]")
MAX_TORN_LABEL = 20
"""Characters of a line without a pipe that is the upper part of a label nobody knows, the rest below it."""
MOST_LINES = 20
"""A label is torn over so many lines at most: one a character, where a cell is as narrow as that."""
MIN_HEADS = 3
"""So many cells of words in a row are headers; a label stands with its group at most."""

_Row = tuple[GridCell, ...]


def is_piped(line: str) -> bool:
    """``规章 |`` or a lone ``|``; a line that begins with a pipe and goes on is a row a line."""
    flat = line.strip()
    return flat.endswith("|") and (not flat.startswith("|") or not flat.strip("| "))


class ClosedByPipes:
    """Where lone pipes open the rows they are rows of cells; else each line is a row of its own, for the labels to
    put together."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def at(self, position: int) -> Candidate | None:
        if not is_piped(self._lines[position]):
            return None
        run, end = _run(self._lines, position)
        if _is_lone(run[0]):
            return Candidate((Grid(tuple(_opened_rows(run))),), end)
        rows = [_cells(line) for line in run]
        return Candidate((Grid(tuple(tuple(r) if any(c.text for c in r[1:]) else (r[0],) for r in rows)),), end)


def _run(lines: Sequence[str], position: int) -> tuple[list[str], int]:
    """Lines that close a cell each, from ``position`` on, and the position after the last. A heading ends them."""
    run: list[str] = []
    end = position
    while position < len(lines):
        line = lines[position].strip()
        if not line:
            position += 1
            continue
        if is_piped(line):
            cell, taken = line, 1
        elif is_value(line):
            cell, taken = line + "|", 1  # the last cell of a row may go without its pipe
        else:
            cell, taken = _torn(lines, position)
            if not taken:
                break
        run.append(cell)
        position += taken
        end = position
    return run, end


def _torn(lines: Sequence[str], position: int) -> tuple[str, int]:
    """The cell whose label begins with a line that has no pipe, and how many lines it takes; none for a heading or prose.

    An official label goes without its pipe, too; of any other one the last line must have it.
    """
    text = ""
    found = "", 0
    for taken, line in enumerate(map(str.strip, lines[position : position + MOST_LINES]), start=1):
        if not line or _is_lone(line) or is_value(line) or "。" in line or heading_key(line) is not None:
            break
        if is_piped(line):
            whole = is_label((text + line).rstrip("| "))
            perhaps = (
                not found[1]
                and len(text) <= MAX_TORN_LABEL
                and _LETTER.search(text)
                and not is_value(line.split("|")[0])
            )
            return (text + line, taken) if whole or perhaps else found
        text += line
        if "|" in line:
            break
        if is_label(text):
            found = f"{text}|", taken
    return found


def _opened_rows(run: list[str]) -> list[_Row]:
    rows: list[list[GridCell]] = []
    lone = 0
    for line in run:
        if _is_lone(line):
            lone += 1
            continue
        cells = _cells(line)
        opens = lone and (not is_value(cells[0].text) or (rows and _is_heads(rows[-1])))
        if rows:
            rows[-1].extend(GridCell("") for _ in range(lone - 1 if opens else lone))
        if opens or not rows:
            rows.append([])
        rows[-1].extend(cells)
        lone = 0
    if rows:
        rows[-1].extend(GridCell("") for _ in range(lone))
    return [tuple(row) for row in rows]


def _is_heads(row: list[GridCell]) -> bool:
    """A row of column headers: figures after it begin a row of their own (table four)."""
    filled = [cell.text for cell in row if cell.text]
    return len(filled) >= MIN_HEADS and not any(map(is_value, filled))


def _is_lone(line: str) -> bool:
    return not line.strip("| ")


def _cells(line: str) -> list[GridCell]:
    return [GridCell(collapse(cell)) for cell in line.strip().removesuffix("|").split("|")]
