"""The lines of a Word table's cell."""

import re
from collections.abc import Iterator

from nianbao.documents.stream import Block, Paragraph
from nianbao.report.patterns import regex

_BLANKS = regex(r"[ \t]+")


def lines_of(blocks: list[Block]) -> Iterator[str]:
    """What stands in a cell: its paragraphs, and the filled cells of tables in it."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield spaced(block.text)
        else:
            yield from (spaced(cell.text) for row in block.rows for cell in row if cell.text)


def spaced(line: str) -> str:
    """A line of a cell, blanks of any width as one space; as two between figures, for these are two numbers."""
    return _BLANKS.sub(_gap, line) if "  " in line or "\t" in line else line


def _gap(blank: re.Match[str]) -> str:
    around = blank.string[blank.start() - 1 : blank.start()] + blank.string[blank.end() : blank.end() + 1]
    return "  " if blank[0] != " " and len(around) == 2 and around.isdigit() else " "
