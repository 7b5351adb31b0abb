"""Ruling lines, shades and pictures on a page of a PDF, in points from the upper left, upright."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as raw

THIN = 3.5
"""Points; a filled shape not thicker than this is a ruling line."""
STRAIGHT = 1.0
"""Points by which a ruling line may lean."""
MAX_FORMS_DEEP = 8
MAX_OBJECTS = 200_000
"""Objects of one page that are looked at, those of drawings inside drawings counted each time."""
LONGISH = 2.0
"""A shape not so many times as long as wide is a dot."""
MAX_RULES = 60_000
"""Line pieces of one page; a drawing with more is not a table."""

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight ruling line: ``at`` is its y when horizontal and its x when not."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle: the shade of a cell, of a page, of a line of text."""

    x0: float
    top: float
    x1: float
    bottom: float

    def rules(self) -> Iterator[Rule]:
        for y in (self.top, self.bottom):
            yield Rule(True, y, self.x0, self.x1)
        for x in (self.x0, self.x1):
            yield Rule(False, x, self.top, self.bottom)


class Shapes:
    """Ruling lines, filled boxes and pictures among the objects of a page."""

    def __init__(self, turn: Callable[[float, float], Point], height: float) -> None:
        self.turn = turn
        self.height = height
        self.rules: list[Rule] = []
        self.boxes: list[Box] = []
        self.picture = 0.0
        self.drawn = 0
        self.objects = 0
        self.seen = 0
        self.unseen = 0
        self._matrix = raw.FS_MATRIX()

    def take(self, holder: Any, outer: Matrix, depth: int) -> None:
        count, get = (
            (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
            if depth == 0
            else (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
        )
        for index in range(count(holder)):
            self.objects += 1
            if self.objects > MAX_OBJECTS:
                return
            item = get(holder, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                unseen = raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
                self.unseen += unseen
                self.seen += not unseen
            elif kind == raw.FPDF_PAGEOBJ_PATH and len(self.rules) < MAX_RULES:
                self._path(item, self._own(item, outer))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._picture(self._own(item, outer))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_FORMS_DEEP:
                self.take(item, self._own(item, outer), depth + 1)

    def _own(self, item: Any, outer: Matrix) -> Matrix:
        if not raw.FPDFPageObj_GetMatrix(item, self._matrix):
            return outer
        m = self._matrix
        a, b, c, d, e, f = outer
        return (
            m.a * a + m.b * c,
            m.a * b + m.b * d,
            m.c * a + m.d * c,
            m.c * b + m.d * d,
            m.e * a + m.f * c + e,
            m.e * b + m.f * d + f,
        )

    def _place(self, matrix: Matrix, x: float, y: float) -> Point:
        a, b, c, d, e, f = matrix
        return self.turn(x * a + y * c + e, x * b + y * d + f)

    def _picture(self, matrix: Matrix) -> None:
        """A picture as thin as a line is one (old printer drivers draw them so)."""
        box = self._box([self._place(matrix, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)])
        if not self._thin(box):
            self.picture = max(self.picture, (box.x1 - box.x0) * (box.bottom - box.top))

    def _path(self, item: Any, matrix: Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(item, fill, stroke):
            return
        self.drawn += 1
        outlines = list(self._outlines(item, matrix))
        if stroke.value:
            for outline in outlines:
                for (xa, ya), (xb, yb) in pairwise(outline):
                    self._segment(xa, ya, xb, yb)
        elif fill.value:
            boxes = [self._box(outline) for outline in outlines if _is_box(outline)]
            for box in boxes:
                if self._thin(box):
                    continue
                if len(boxes) > 1:  # a frame: one rectangle cut out of another
                    self._rules_of(box)
                else:
                    self.boxes.append(box)

    def _outlines(self, item: Any, matrix: Matrix) -> Iterator[list[Point]]:
        x, y = ctypes.c_float(), ctypes.c_float()
        outline: list[Point] = []
        for index in range(raw.FPDFPath_CountSegments(item)):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and outline:
                yield outline
                outline = []
            outline.append(self._place(matrix, x.value, y.value))
            if raw.FPDFPathSegment_GetClose(segment):
                outline.append(outline[0])
        if outline:
            yield outline

    def _box(self, outline: list[Point]) -> Box:
        xs, ys = [p[0] for p in outline], [p[1] for p in outline]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def _thin(self, box: Box) -> bool:
        width, height = box.x1 - box.x0, box.bottom - box.top
        if min(width, height) > THIN:
            return False
        if height < LONGISH * width:  # a dot is part of a dotted line, level or not
            self._rule(True, (box.top + box.bottom) / 2, box.x0, box.x1)
        if width < LONGISH * height:
            self._rule(False, (box.x0 + box.x1) / 2, box.top, box.bottom)
        return True

    def _rules_of(self, box: Box) -> None:
        for rule in box.rules():
            self._rule(rule.horizontal, rule.at, rule.start, rule.end)

    def _segment(self, xa: float, ya: float, xb: float, yb: float) -> None:
        if abs(ya - yb) <= STRAIGHT < abs(xa - xb):
            self._rule(True, (ya + yb) / 2, min(xa, xb), max(xa, xb))
        elif abs(xa - xb) <= STRAIGHT < abs(ya - yb):
            self._rule(False, (xa + xb) / 2, min(ya, yb), max(ya, yb))

    def _rule(self, horizontal: bool, at: float, start: float, end: float) -> None:
        """A rule, cut where the page ends above or below; tables may be wider than their page."""
        if not horizontal:
            start, end = max(start, 0.0), min(end, self.height)
        if end > start and (not horizontal or 0 <= at <= self.height):
            self.rules.append(Rule(horizontal, at, start, end))


def _is_box(outline: list[Point]) -> bool:
    """True for four corners joined along the axes."""
    corners = outline[:-1] if len(outline) > 4 and outline[0] == outline[-1] else outline
    return 4 <= len(corners) <= 5 and all(
        abs(xa - xb) <= STRAIGHT or abs(ya - yb) <= STRAIGHT for (xa, ya), (xb, yb) in pairwise(corners)
    )
