"""What stands on one page of a PDF: glyphs and ruling lines, in points from the upper left, upright.

Taken from pdfium through ``pypdfium2``. A page whose text runs sideways (a landscape table on an upright page)
is turned, so that everything after this file sees lines that run to the right.
"""

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from nianbao.documents.pdf.shapes import IDENTITY, Box, Point, Rule, Shapes
from nianbao.documents.recognise.radicals import fold_radicals, is_lookalike
from nianbao.documents.stream import UnreadableFileError
from nianbao.report.place import Origin

MAX_GLYPHS = 50_000
"""Characters of one page; a page of an annual report has about a thousand."""
UNKNOWN = "\ufffd"
"""A glyph that the file does not say the character of: kept, so that no digit is lost in silence."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character: left, right, top, bottom and base line, and its size in points."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page, ``number`` from 1. ``picture_share`` is how much of it its largest picture covers, ``drawn`` how many
    outlines are painted on it; ``invisible`` means that its words lie unseen under a picture, ``recognised`` that
    they were recognised in one.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    boxes: tuple[Box, ...]
    picture_share: float
    drawn: int
    invisible: bool = False
    recognised: bool = False

    @property
    def origin(self) -> Origin:
        """Words under a picture of them come from a recognition, too: the scanner's."""
        return "recognised" if self.recognised or self.invisible else "printed"


def read_page(document: pdfium.PdfDocument, index: int) -> PageContent:
    """The content of page ``index`` (from 0). Raises ``pdfium.PdfiumError`` for a page that cannot be loaded."""
    page = document[index]
    try:
        left, bottom, right, top = page.get_bbox()
        text_page = page.get_textpage()
        try:
            found = list(_characters(text_page))
        finally:
            text_page.close()
        turned = Counter(character.angle for character in found).most_common(1)
        angle = turned[0][0] if turned else 0
        turn = _turn(angle, left, bottom, right, top)
        sideways = angle in (90, 270)
        width, height = (top - bottom, right - left) if sideways else (right - left, top - bottom)
        shapes = Shapes(turn, height)
        shapes.take(page, IDENTITY, 0)
        glyphs = [character.upright(turn) for character in found]
        inside = [g for g in glyphs if 0 <= g.base <= height]  # tables may be wider than their page
        return PageContent(
            index + 1,
            width,
            height,
            tuple(_once(inside)),
            tuple(shapes.rules),
            tuple(shapes.boxes),
            min(shapes.picture / (width * height), 1.0) if width and height else 0.0,
            shapes.drawn,
            shapes.unseen > 0 and shapes.seen == 0,
        )
    finally:
        page.close()


# --- characters ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Character:
    """A character in the page's own space, y upwards."""

    text: str
    box: tuple[float, float, float, float]
    origin: Point
    size: float
    angle: int

    def upright(self, turn: Callable[[float, float], Point]) -> Glyph:
        left, bottom, right, top = self.box
        (xa, ya), (xb, yb) = turn(left, bottom), turn(right, top)
        return Glyph(self.text, min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb), turn(*self.origin)[1], self.size)


def _characters(text_page: Any) -> Iterator[_Character]:
    """The characters of a page; blanks that pdfium made up and slanted text (watermarks) left out."""
    count = raw.FPDFText_CountChars(text_page)
    if count > MAX_GLYPHS:
        raise UnreadableFileError("这个 PDF 一页上的文字多得不像一份年报，已停止读取，请确认是不是选错了文件。")
    rect, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(count):
        if raw.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        raw.FPDFText_GetMatrix(text_page, index, matrix)
        angle = _angle(matrix.a, matrix.b)
        if angle is None or not raw.FPDFText_GetLooseCharBox(text_page, index, rect):
            continue
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        size = raw.FPDFText_GetFontSize(text_page, index) * (scale or 1.0)
        text = UNKNOWN
        if raw.FPDFText_HasUnicodeMapError(text_page, index) != 1:
            text = _character(raw.FPDFText_GetUnicode(text_page, index))
        if text:
            yield _Character(text, (rect.left, rect.bottom, rect.right, rect.top), (x.value, y.value), size, angle)


def _angle(a: float, b: float) -> int | None:
    """Which way a line of text runs, in quarter turns; None for a slant."""
    if abs(b) <= 0.1 * abs(a):
        return 0 if a >= 0 else 180
    if abs(a) <= 0.1 * abs(b):
        return 90 if b > 0 else 270
    return None


def _character(code: int) -> str:
    """A character as people type it: no look-alike radicals, no forms for vertical writing; empty for controls."""
    if code == 0 or 0xD800 <= code <= 0xDFFF or 0xE000 <= code <= 0xF8FF:
        return UNKNOWN
    text = chr(code)
    if is_lookalike(code):
        return fold_radicals(text)
    if text.isspace():
        return " "
    if unicodedata.category(text) == "Cc":
        return UNKNOWN  # a figure may hide behind it
    return "" if unicodedata.category(text) == "Cf" else text


def _turn(angle: int, left: float, bottom: float, right: float, top: float) -> Callable[[float, float], Point]:
    """From the page's own space to points from the upper left of the page as it is read."""
    if angle == 90:
        return lambda x, y: (y - bottom, x - left)
    if angle == 180:
        return lambda x, y: (right - x, y - bottom)
    if angle == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _once(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """Each glyph once: some programs print twice, a hair apart, for bold."""
    seen: dict[tuple[str, int], list[Glyph]] = {}
    for glyph in glyphs:
        key = (glyph.text, round(glyph.base))
        near = [
            g
            for row in (key[1] - 1, key[1], key[1] + 1)
            for g in seen.get((glyph.text, row), ())
            if abs(g.x0 - glyph.x0) < 0.2 * max(glyph.x1 - glyph.x0, 1.0) and abs(g.base - glyph.base) < 1
        ]
        if not near:
            seen.setdefault(key, []).append(glyph)
            yield glyph
