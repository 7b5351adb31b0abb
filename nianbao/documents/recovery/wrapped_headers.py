"""Headers whose words were wrapped inside their columns and came out line by line (PDF text): 结果 结果 … / 维持 纠正 ….

The lines hold the letters of the official header, neither more nor less, its columns in the official order: then the
header is put in their place as the form prints it, row by row. Any other lines are left as they are.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from nianbao.documents.recovery.protocol import AsItIs, Candidate, recovered
from nianbao.documents.stream import Block, Paragraph
from nianbao.report.layout import (
    APPLICANTS,
    APPLICATION_COLUMNS,
    BALANCE_HINT,
    LITIGATION,
    ORGANISATIONS,
    OUTCOME_COLUMNS,
    RECONSIDERATION,
)
from nianbao.report.text import squeeze

MOST_LINES = 24
"""A header printed upright is so many lines at the most."""


class _Header(NamedTuple):
    """Words that must be there, words that may be, pairs of letters that show the order of the columns, and the form's own print."""

    words: tuple[str, ...]
    perhaps: tuple[str, ...]
    order: tuple[tuple[str, str], ...]
    printed: tuple[str, ...]

    @property
    def letters(self) -> frozenset[str]:
        return frozenset("".join((*self.words, *self.perhaps)))


_KINDS = tuple(column.label for column in APPLICATION_COLUMNS if ORGANISATIONS in column.labels)
_OUTCOMES = tuple(column.label for column in OUTCOME_COLUMNS)
_DIRECT, _AFTER = "未经复议直接起诉", "复议后起诉"
_UPPER = ("自然人", ORGANISATIONS, "总计")
_HEADERS = (
    _Header(
        _KINDS,
        (squeeze(BALANCE_HINT), APPLICANTS, *_UPPER),
        (("商", "科"), ("科", "社"), ("社", "律")),
        (squeeze(BALANCE_HINT), APPLICANTS, *_UPPER, *_KINDS),
    ),
    _Header(
        (*_OUTCOMES * 3, RECONSIDERATION, LITIGATION, _DIRECT, _AFTER),
        (),
        (("维", "纠"), ("纠", "审"), ("其", "尚")),
        (RECONSIDERATION, LITIGATION, *_OUTCOMES, _DIRECT, _AFTER, *_OUTCOMES * 2),
    ),
)


def unwrap_headers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each run of lines that is a wrapped header of table three or four as one line of the form."""
    return list(recovered(len(blocks), [*(_Unwrapped(header, blocks) for header in _HEADERS), AsItIs(blocks)]))


@dataclass
class _Unwrapped:
    header: _Header
    blocks: Sequence[Block]

    def at(self, position: int) -> Candidate | None:
        return _unwrapped(self.header, self.blocks, position)


def _unwrapped(header: _Header, blocks: Sequence[Block], start: int) -> Candidate | None:
    """The header that begins at a block, as one line."""
    lines = list(_lines(header, blocks[start : start + MOST_LINES]))
    for count in range(len(lines), 1, -1):
        text = "".join(lines[:count])
        if (words := _words(header, text)) is not None and _in_order(header, text):
            said = [word for word in header.printed if word in words]
            line = Paragraph(" ".join(said), page=getattr(blocks[start], "page", None))
            return Candidate((line,), start + count)
    return None


def _lines(header: _Header, blocks: Sequence[Block]) -> Iterator[str]:
    """The lines from here on that hold nothing but letters of the header."""
    for block in blocks:
        text = squeeze(block.text) if isinstance(block, Paragraph) else ""
        if not text or not header.letters.issuperset(text):
            return
        yield text


def _words(header: _Header, text: str) -> frozenset[str] | None:
    """The words that make up the letters of a text exactly; None when none do."""
    left = Counter(text)
    left.subtract(Counter("".join(header.words)))
    if min(left.values()) < 0:
        return None
    for count in range(len(header.perhaps) + 1):
        for more in combinations(header.perhaps, count):
            if Counter("".join(more)) == +left:
                return frozenset((*header.words, *more))
    return None


def _in_order(header: _Header, text: str) -> bool:
    return all(text.find(first) < text.find(second) for first, second in header.order)
