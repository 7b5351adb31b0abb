"""A cell a line with the pipe that closes it on the next line: put behind the cell, so that it reads like any other."""

import itertools
from collections.abc import Iterator, Sequence

from nianbao.documents.text.edges import is_prose, stretches
from nianbao.documents.text.lines import heading_key

FEWEST_CLOSED = 3
"""So many cells with a pipe below them, and more than with a pipe behind them, show that pipes stand below."""


def with_pipes_behind(lines: Sequence[str]) -> list[str]:
    """The lines; where pipes stand below the cells of a stretch, each behind its cell."""
    if not any(map(is_lone, lines)):
        return list(lines)
    return [line for stretch in stretches(lines) for line in (_closed(stretch) if _is_below(stretch) else stretch)]


def is_lone(line: str) -> bool:
    """A line of nothing but pipes."""
    return "|" in line and not line.strip("| \t\u3000")


def _is_below(lines: Sequence[str]) -> bool:
    texts = [line.strip() for line in lines if line.strip()]
    below = sum(is_lone(after) and _is_open(line) for line, after in itertools.pairwise(texts))
    behind = sum(line.endswith("|") and not is_lone(line) for line in texts)
    return below >= FEWEST_CLOSED and below > behind


def _is_open(line: str) -> bool:
    return "|" not in line and "\t" not in line and not is_prose(line) and heading_key(line) is None


def _closed(lines: Sequence[str]) -> Iterator[str]:
    """Each cell with its pipe; a pipe below another one closes a blank cell, the first of all may open the table."""
    waiting = ""
    """The line that may be a cell: it was not given out yet."""
    begun = False
    for line in lines:
        if is_lone(line):
            if waiting:
                yield f"{waiting} {line.strip()}"
            elif begun:
                yield line
            begun, waiting = True, ""
        elif line.strip():
            if waiting:
                yield waiting
            waiting = line.strip() if _is_open(line.strip()) else ""
            if not waiting:
                yield line
    if waiting:
        yield waiting
