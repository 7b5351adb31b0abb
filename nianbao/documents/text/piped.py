"""Text dumps that print a cell a line and close each with a pipe; a lone pipe opens a row, or is a blank cell."""

from collections.abc import Sequence

from nianbao.documents.recovery.protocol import Candidate
from nianbao.documents.stream import Grid, GridCell
from nianbao.report.cells import is_value
from nianbao.report.text import collapse

MAX_TORN_LABEL = 20
"""Characters of a line without a pipe that is the upper part of the label below it."""
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
    run: list[str] = []
    torn = ""
    end = position
    for at in range(position, len(lines)):
        line = lines[at].strip()
        if not line:
            continue
        if is_piped(line) and not (torn and _is_lone(line)):
            run.append(torn + line)
            torn, end = "", at + 1
        elif not torn and is_value(line):
            run.append(line + "|")  # the last cell of a row may go without its pipe
            end = at + 1
        elif len(torn + line) <= MAX_TORN_LABEL and "。" not in line and "|" not in line:
            torn += line
        else:
            break
    return run, end


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
