"""A cell a line (Word's own text dump): every cell is a line that starts with a tab, rows end at an empty line.

A line without a tab continues the label above it.
"""

import re
from collections.abc import Sequence

from nianbao.documents.recovery.protocol import Candidate
from nianbao.documents.stream import Grid, GridCell
from nianbao.documents.text.edges import is_prose
from nianbao.documents.text.lines import heading_key
from nianbao.report.cells import is_value
from nianbao.report.label_words import is_label
from nianbao.report.patterns import regex
from nianbao.report.text import collapse

MAX_WRAPPED = 2_000
"""Characters; lines that go on behind a cell of this length are prose."""
MOST_LABELS = 3
"""A row of figures has no more: two groups and its own."""
_LINE_BREAK = regex(r"<br\s*/?>", re.IGNORECASE)


def grid_of(rows: Sequence[Sequence[str]]) -> Grid:
    """A grid of texts, ``<br>`` a break inside a cell."""
    return Grid(tuple(tuple(_cell(text) for text in row) for row in rows))


def _cell(text: str) -> GridCell:
    return GridCell("\n".join(collapse(line) for line in _LINE_BREAK.split(text)))


class CellALine:
    """Rows until two empty lines, or a line of prose after an empty one, end the table."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def at(self, position: int) -> Candidate | None:
        if not is_cell_line(self._lines[position]):
            return None
        rows: list[list[str]] = []
        cells: list[str] = []
        while position < len(self._lines):
            line = self._lines[position]
            if is_cell_line(line):
                cells.append(line[1:])
            elif line.strip() and cells and _goes_on(cells[-1], line):
                cells[-1] += line.strip()  # a label wrapped inside its cell: 商业⏎企业
            elif line.strip():
                break
            else:
                if cells:
                    rows.append(cells)
                    cells = []
                position = self._next_line(position)
                if position == len(self._lines) or not is_cell_line(self._lines[position]):
                    break
                continue
            position += 1
        rows += [cells] if cells else []
        if any(map(_holds_rows, rows)):
            rows = [[cell] for row in rows for cell in row]  # for the labels to put into rows
        return Candidate((grid_of(rows),), position)

    def _next_line(self, position: int) -> int:
        """Where the next line is that holds something, if only a cell; behind the last line when there is none."""
        lines = self._lines
        while position < len(lines) and not lines[position].strip() and not lines[position].startswith("\t"):
            position += 1
        return position


def _goes_on(cell: str, line: str) -> bool:
    """False behind a cell that is a text of its own, and for a row of cells, a heading or a sentence."""
    if len(cell) >= MAX_WRAPPED or "\t" in line or "|" in line:
        return False
    return heading_key(line) is None and (is_prose(cell) or not is_prose(line))


def _holds_rows(cells: Sequence[str]) -> bool:
    """True for cells of several rows that no empty line parts: labels stand behind figures, or too many before them."""
    figures = labels = 0
    for cell in cells:
        if is_label(cell):
            labels += 1
            if figures:
                return True
        elif cell.strip() and is_value(cell):
            figures += 1
    return bool(figures) and labels > MOST_LABELS


def is_cell_line(line: str) -> bool:
    return line.startswith("\t") and "\t" not in line[1:]
