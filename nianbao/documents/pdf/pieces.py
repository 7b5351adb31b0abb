"""Pieces of text on a page without ruling lines, put together to the labels and values of an official table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nianbao.documents.pdf.lines import COLUMN_GAP, Line, text_of
from nianbao.documents.pdf.page import Glyph
from nianbao.report.cells import Cell, CellKind
from nianbao.report.label_words import begins_label, is_label, within_label
from nianbao.report.labels import has_ordinal
from nianbao.report.patterns import regex

PIECE_GAP = 0.2
"""Where nothing but white separates columns, this gap, in sizes, does."""
OTHER_LINE = 0.15
"""Glyphs whose base lines differ by more, in sizes, belong to two columns set at different heights."""
LETTER_GAP = 1.5
"""A label set wide (总 计) has gaps up to so many sizes."""
NEXT_LINE = 2.2
"""The next line of a label is at most so many sizes below."""
MAX_LABEL_LINES = 40

_ORDINAL_INSIDE = regex(r"(?<=[^\d.（(第])(?=\d[.、．]\D)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands together on one line."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    page: int

    @property
    def is_value(self) -> bool:
        """True for what may stand in a cell: a number, a dash, a number with a remark."""
        if has_ordinal(self.text) and begins_label(self.text):
            return False
        return Cell.read(self.text).kind is not CellKind.TEXT or bool(re.match(r"[\d+\-增减\ufffd]", self.text))

    def overlaps(self, x0: float, x1: float) -> bool:
        return min(self.x1, x1) > max(self.x0, x0)


@dataclass(frozen=True, slots=True)
class Label:
    """An official label, put together from one or more pieces below each other."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def x0(self) -> float:
        return min(p.x0 for p in self.pieces)

    @property
    def x1(self) -> float:
        return max(p.x1 for p in self.pieces)

    @property
    def page(self) -> int:
        return self.pieces[0].page

    @property
    def base(self) -> float:
        return self.pieces[0].base


def pieces_of(line: Line) -> list[Piece]:
    """A line cut at every gap, and before an ordinal that follows another label without a gap."""
    pieces: list[Piece] = []
    start = 0
    open_brackets = 0
    for i, (left, right) in enumerate(pairwise(line.glyphs), start=1):
        open_brackets = max(0, open_brackets + (left.text in "（(") - (left.text in "）)"))
        gap = (right.x0 - left.x1) / max(left.size, right.size)
        other_line = abs(left.base - right.base) > OTHER_LINE * max(left.size, right.size)
        if other_line or gap > (PIECE_GAP if not open_brackets else COLUMN_GAP):
            pieces += _cut(line.glyphs[start:i], line)
            start, open_brackets = i, 0
    return _spaced_labels([*pieces, *_cut(line.glyphs[start:], line)])


def _cut(glyphs: Sequence[Glyph], line: Line) -> Iterator[Piece]:
    glyphs = [g for g in glyphs if g.text != " "]
    text = "".join(g.text[0] for g in glyphs)
    cuts = [0, *(m.start() for m in _ORDINAL_INSIDE.finditer(text)), len(glyphs)]
    for a, b in pairwise(cuts):
        if own := glyphs[a:b]:
            yield Piece(text_of(own, cell=True), own[0].x0, own[-1].x1, own[0].base, line.size, line.page)


def _spaced_labels(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one label that is set wide put together."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if (
            last is not None
            and piece.x0 - last.x1 < LETTER_GAP * piece.size
            and not (is_label(last.text) or is_label(piece.text) or piece.is_value)
            and is_label(last.text + piece.text)
        ):
            joined[-1] = Piece(last.text + piece.text, last.x0, piece.x1, piece.base, piece.size, piece.page)
        else:
            joined.append(piece)
    return joined


def labels_of(pieces: Sequence[Piece]) -> tuple[list[Label], list[Piece]]:
    """Official labels among the pieces, in order, and the pieces that are in none."""
    used: set[int] = set()
    labels: list[Label] = []
    for first, piece in enumerate(pieces):
        if first in used or piece.is_value:
            continue
        chain, best = [first], 0
        text = piece.text
        while begins_label(text) and len(chain) <= MAX_LABEL_LINES:
            if is_label(text):
                best = len(chain)
            following = _below(pieces, chain[-1], used | set(chain), text)
            if following is None:
                break
            chain.append(following)
            text += pieces[following].text
        if best:
            own = chain[:best]
            used |= set(own)
            labels.append(Label("".join(pieces[n].text for n in own), tuple(pieces[n] for n in own)))
    return labels, [piece for n, piece in enumerate(pieces) if n not in used]


def _below(pieces: Sequence[Piece], above: int, used: set[int], text: str) -> int | None:
    """The piece below another one with which the label goes on, on the same page or the next."""
    one = pieces[above]
    for n in range(above + 1, len(pieces)):
        other = pieces[n]
        if other.page > one.page + 1:
            return None
        near = other.page > one.page or one.base < other.base <= one.base + NEXT_LINE * one.size
        if n in used or other.is_value or not near:
            continue
        shared = min(one.x1, other.x1) - max(one.x0, other.x0)
        if shared >= 0.5 * min(one.x1 - one.x0, other.x1 - other.x0) and begins_label(text + other.text):
            return n
    return None


def is_prose(line: Line) -> bool:
    """True for a line that is no part of a form: a long text that is in none of its labels."""
    return any(len(p.text) > 12 and not within_label(p.text) and not p.is_value for p in pieces_of(line))
