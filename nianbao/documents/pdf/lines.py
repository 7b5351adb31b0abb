"""Glyphs put into lines, and lines into the text of a cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nianbao.documents.pdf.page import Glyph
from nianbao.report.patterns import regex

SAME_BASE = 0.45
"""Glyphs whose base lines differ by less than this, in sizes, stand on one line."""
WORD_GAP = 0.2
"""Between Latin letters or digits a gap of so many sizes is a space …"""
NUMBER_GAP = 0.5
"""… and from here on the digits belong to two numbers."""
COLUMN_GAP = 0.7
"""From this gap on, in sizes, what follows is another column."""
CELL_PADDING = 6.0
"""Points a cell may keep free at each side of its text."""

_LATIN = regex(r"[A-Za-z0-9]")
_FIGURE = regex(r"[\d.,+\-%]+")


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs of one line from left to right."""

    glyphs: tuple[Glyph, ...]
    page: int

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return max(g.x1 for g in self.glyphs)

    @property
    def top(self) -> float:
        return min(g.top for g in self.glyphs)

    @property
    def bottom(self) -> float:
        return max(g.bottom for g in self.glyphs)

    @property
    def base(self) -> float:
        return max(self.glyphs, key=lambda g: g.size).base

    @property
    def size(self) -> float:
        return max(g.size for g in self.glyphs)

    @property
    def text(self) -> str:
        return text_of(self.glyphs)

    def pieces(self) -> list["Line"]:
        """The line cut where columns part."""
        cuts = [0]
        for i, (left, right) in enumerate(zip(self.glyphs, self.glyphs[1:], strict=False), start=1):
            if right.x0 - left.x1 > COLUMN_GAP * max(left.size, right.size):
                cuts.append(i)
        return [Line(self.glyphs[a:b], self.page) for a, b in zip(cuts, [*cuts[1:], None], strict=True)]


def lines_of(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """Lines from top to bottom; blanks at their ends are left out."""
    rows: list[list[Glyph]] = []
    for glyph in sorted((g for g in glyphs if g.text != " "), key=lambda g: g.base):
        first = rows[-1][0] if rows else None
        if first is not None and glyph.base - first.base < SAME_BASE * min(first.size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    blanks = [g for g in glyphs if g.text == " "]
    lines: list[Line] = []
    for row in rows:
        left, right, base = min(g.x0 for g in row), max(g.x1 for g in row), row[0].base
        inner = [
            b for b in blanks if left < b.middle < right and abs(b.base - base) < SAME_BASE * min(b.size, row[0].size)
        ]
        lines.append(Line(tuple(sorted([*row, *inner], key=lambda g: g.x0)), page))
    return lines


def text_of(glyphs: Sequence[Glyph], *, cell: bool = False) -> str:
    """The text of a line. In a ``cell`` two numbers far apart are put on two lines, so that nobody reads them as one."""
    parts: list[str] = []
    previous: Glyph | None = None
    blank = False
    for glyph in glyphs:
        if glyph.text == " ":
            blank = True
            continue
        if previous is not None:
            gap = (glyph.x0 - previous.x1) / max(glyph.size, previous.size, 1.0)
            figures = previous.text.isdigit() and glyph.text.isdigit()
            if cell and figures and gap > NUMBER_GAP:
                parts.append("\n")
            elif blank or gap > 1.0 or (gap > WORD_GAP and _LATIN.match(previous.text) and _LATIN.match(glyph.text)):
                parts.append(" ")
        parts.append(glyph.text)
        previous, blank = glyph, False
    return "".join(parts)


def cell_text(glyphs: Sequence[Glyph], width: float) -> str:
    """The text of a cell ``width`` points wide, its hard wraps undone.

    A number broken over two lines is put together only where its first line left no room for another digit;
    otherwise the line end stays, and what stands there is not read as a number.
    """
    lines = lines_of(glyphs, 0)
    text = ""
    above: Line | None = None
    for line in lines:
        own = text_of(line.glyphs, cell=True)
        if above is not None:
            text += _seam(above, line, width)
        text += own
        above = line
    return text


def _seam(above: Line, below: Line, width: float) -> str:
    last, first = above.glyphs[-1].text, below.glyphs[0].text
    if not (_LATIN.match(last) and _LATIN.match(first)):
        return ""
    if _FIGURE.fullmatch(last + first):
        digit = below.glyphs[0].x1 - below.glyphs[0].x0
        full = width - (above.x1 - above.x0) < digit + 2 * CELL_PADDING
        return "" if full else "\n"
    return " "
