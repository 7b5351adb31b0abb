"""Traces of official labels in a file: what is printed there and was not read is our failure, not the agency's."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache, cached_property

from nianbao.documents.stream import Block, Paragraph
from nianbao.report.labels import label_core
from nianbao.report.layout import LAYOUTS, Row, TableLayout
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

MAX_LINE = 60
"""A longer paragraph is prose, in which the words of a label prove nothing."""
TRACE = 0.6
"""A stretch of a label as long as this share of it is a trace of the label."""
SHORTEST_TRACE = 4
ENOUGH = 4
"""So many labels of a table left traces: the table is there."""
_PUNCTUATION = regex(r"[,，、。.:：;；\"/]")
_FIFTEEN = regex(r"(?m)^\s*(?:\d+\s+){14}\d+\s*$")
_TO_BE_NUMBERED = frozenset({"其他", "总计", "合计"})


class Traces:
    """All texts of tables and short lines of a file, run together."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    @cached_property
    def _text(self) -> str:
        """Put together only when something was not read: mostly nobody asks."""
        return _PUNCTUATION.sub("", "".join(_short_texts(self._blocks)))

    def of_row(self, row: Row, strangers: bool) -> bool:
        """True when the label of a row, or most of it, stands somewhere, in any of its forms. What it shares with the label
        of another row is that row's: two rows of table three end in the same ten characters. With ``strangers``, rows under
        labels that are not known, it may be one of them, and what it shares counts too."""
        others = () if strangers else _labels_of_others(row.key)
        return any(self._of_label(label, others) for label in (row.label, *row.aliases))

    def _of_label(self, label: str, others: tuple[str, ...] = ()) -> bool:
        core = label_core(label)
        if core in _TO_BE_NUMBERED:  # column headers too: only with its ordinal is it the row
            return _PUNCTUATION.sub("", squeeze(label)) in self._text
        size = max(SHORTEST_TRACE, round(len(core) * TRACE))
        pieces = {core[i : i + size] for i in range(max(1, len(core) - size + 1))}
        own = {piece for piece in pieces if not any(piece in other for other in others)}
        if own != pieces:
            own.add(_own_part(core, others))
        return any(piece in self._text for piece in own)

    def of_table(self, layout: TableLayout) -> bool:
        """True when so many rows or columns of a table left traces that the table must be there."""
        if layout.key == "proceedings" and any(_is_row_of_fifteen(b) for b in self._blocks):
            return True
        rows = sum(any(map(self._of_label, (row.label, *row.aliases))) for row in layout.rows.values())
        cores = {label_core(c.label) for b in layout.blocks for c in b.columns} - _TO_BE_NUMBERED
        return rows >= ENOUGH or sum(core in self._text for core in cores) >= ENOUGH


@cache
def _labels_of_others(key: str) -> tuple[str, ...]:
    """The labels of all other rows, as they are compared."""
    rows = (row for layout in LAYOUTS for table in layout.tables.values() for row in table.rows.values())
    return tuple({label_core(label) for row in rows if row.key != key for label in (row.label, *row.aliases)})


@cache
def _own_part(core: str, others: tuple[str, ...]) -> str:
    """What is left of a label without the longest part that it shares with another: 上年结转."""
    found = (SequenceMatcher(None, core, other, autojunk=False).find_longest_match() for other in others)
    shared = max(found, key=lambda match: match.size)
    return max(core[: shared.a], core[shared.a + shared.size :], key=len) or core


def _is_row_of_fifteen(block: Block) -> bool:
    """A line of as many figures as table four has, and of nothing else: the table without its header."""
    return isinstance(block, Paragraph) and _FIFTEEN.search(block.text) is not None


def _short_texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if len(block.text) <= MAX_LINE and not re.search("[。；]", block.text):
                yield squeeze(block.text)
        else:
            yield from (squeeze(cell.text) for row in block.rows for cell in row)
