"""Characters that hang out of their cell: marks that may not begin a line, and words below a table cut by the page."""

from collections.abc import Sequence

from nianbao.documents.pdf.lines import Line, cell_text, lines_of
from nianbao.documents.pdf.page import Glyph
from nianbao.documents.pdf.rulings import Ruled
from nianbao.report.label_words import begins_label, is_label

TOUCHING = 0.05
"""Characters nearer to each other than this, in sizes, were set together, whatever line runs between them."""
NEXT_LINE = 1.0
"""The next line of a cell begins less than so many sizes below the end of the table."""
_CLOSING = frozenset("、，。；：！？）】》」』”’,.;:!?)")
"""What may not begin a line: in a cell too narrow it stands behind its word, over the border."""


def with_hanging_marks(glyphs: Sequence[Glyph], home: dict[Glyph, int], page: int) -> dict[Glyph, int]:
    """Glyph → cell, a closing mark in the cell of the character it was set with (三、 in a column of one character)."""
    moved = dict(home)
    if not any(glyph.text in _CLOSING for glyph in glyphs):
        return moved
    for line in lines_of(glyphs, page):
        for mark in (glyph for glyph in line.glyphs if glyph.text in _CLOSING):
            before = [g for g in line.glyphs if g is not mark and not g.text.isdigit() and _ends_at(g, mark)]
            if before and not any(moved[g] == moved[mark] for g in before):
                moved[mark] = moved[before[0]]
    return moved


def _ends_at(glyph: Glyph, mark: Glyph) -> bool:
    return abs(mark.x0 - glyph.x1) < TOUCHING * max(glyph.size, mark.size)


def touch(left: Glyph, right: Glyph) -> bool:
    """True for two glyphs of a line without a gap between them."""
    return right.x0 - left.x1 < TOUCHING * max(left.size, right.size)


def hanging_words(ruled: Ruled, inside: Sequence[Glyph], rest: Sequence[Glyph], page: int) -> list[Glyph]:
    """Glyphs right below a table that go on in labels of its last row, as 人 below 自然.

    A page break cuts the frame, not the words. All of a line goes on in labels, or none of it.
    """
    hanging: list[Glyph] = []
    below = [line for line in lines_of(rest, page) if line.top > ruled.ys[-1] - line.size]
    for line in below:
        if line.top > ruled.ys[-1] + NEXT_LINE * line.size:
            break
        own = [*inside, *hanging]
        if not all(_goes_on(ruled, own, piece) for piece in line.pieces()):
            break
        hanging += line.glyphs
    return hanging


def _goes_on(ruled: Ruled, inside: Sequence[Glyph], piece: Line) -> bool:
    last = len(ruled.ys) - 2
    frame = next(
        (
            f
            for f in ruled.frames
            if f.row <= last < f.row + f.rows
            and ruled.xs[f.column] <= piece.x0
            and piece.x1 <= ruled.xs[f.column + f.columns]
        ),
        None,
    )
    if frame is None:
        return False
    left, right, top = ruled.xs[frame.column], ruled.xs[frame.column + frame.columns], ruled.ys[frame.row]
    own = [g for g in inside if left <= g.middle <= right and g.top >= top]
    text = cell_text(own, right - left)
    whole = text + cell_text(piece.glyphs, right - left)
    return bool(text) and (is_label(whole) or (begins_label(whole) and not is_label(text)))
