"""The picture of a page taken apart: set straight, its ruling lines found, its ink cut into pieces to be read.

All measures are pixels of the picture. Needs ``numpy`` and ``cv2``; imported only where pictures are recognised.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from nianbao.documents.pdf.shapes import Rule

Picture = npt.NDArray[np.uint8]

STRAIGHT_ENOUGH = 0.1
"""Degrees; a picture that leans more is turned back …"""
MOST_SLANT = 8.0
"""… and lines that lean more are no ruling lines."""
STROKE = 15
"""Pixels of the picture at half its size: shorter pieces of a leaning line are not looked at."""
MOST_LINES = 20
"""So many of the clearest lines say how a picture leans."""
LONG_ACROSS = 0.12
"""Share of the width from which on a dark stroke is a ruling line …"""
LONG_DOWN = 0.028
"""… and share of the height; the strokes of characters are shorter."""
BREAK = 5
"""Pixels of a break in a ruling line that are mended."""
GRAIN = 8
"""Ink of fewer pixels is grain of the paper."""
SPECK = 0.15
"""Ink lower and narrower than this share of a character is dirt."""
LINE_GAP = 0.25
"""White rows of this share of a character's height part two lines of a cell."""
WORD_GAP = 1.2
"""White columns of so many heights part two pieces of a line."""
NARROW_FIGURE = 0.1
"""A 1 is at least so wide, in heights …"""
STEP_OF_FIGURES = (0.68, 0.95)
"""… and each further figure adds so much, from narrow to wide type."""
MARGIN = 3
"""White pixels left around a piece."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of pixels: left, top, right, bottom."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def height(self) -> int:
        return self.y1 - self.y0


def straightened(picture: Picture) -> Picture:
    """The picture turned so that its long lines run level."""
    small = cv2.resize(picture[:, :, 0], None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    strokes = cv2.morphologyEx(_ink(np.asarray(small, dtype=np.uint8)), cv2.MORPH_OPEN, np.ones((1, STROKE), np.uint8))
    level, most = np.pi / 2, np.radians(MOST_SLANT)
    found = cv2.HoughLines(
        strokes, 1, np.pi / 3600, small.shape[1] // 4, min_theta=level - most, max_theta=level + most
    )
    slants = [] if found is None else [float(np.degrees(line[0][1] - level)) for line in found[:MOST_LINES]]
    if not slants or abs(slant := float(np.median(slants))) < STRAIGHT_ENOUGH:
        return picture
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), slant, 1.0)
    white = (255, 255, 255)
    return np.asarray(cv2.warpAffine(picture, turn, (width, height), borderValue=white), dtype=np.uint8)


def _ink(grey: Picture) -> Picture:
    """255 where there is ink, also on grey, uneven or grainy paper."""
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    ink = cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 35, 14)
    return np.asarray(ink, dtype=np.uint8)


def ink_and_rules(picture: Picture) -> tuple[Picture, list[Rule]]:
    """The ink without ruling lines and grain, red stamps left out, and the ruling lines."""
    ink = _ink(np.ascontiguousarray(picture[:, :, 0]))  # the red channel: stamps are light in it
    height, width = ink.shape
    across = _long_strokes(ink, np.ones((1, int(width * LONG_ACROSS)), np.uint8), np.ones((1, BREAK), np.uint8))
    down = _long_strokes(ink, np.ones((int(height * LONG_DOWN), 1), np.uint8), np.ones((BREAK, 1), np.uint8))
    rules = [*_rules(across, horizontal=True), *_rules(down, horizontal=False)]
    lines = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    bare = np.asarray(cv2.bitwise_and(ink, cv2.bitwise_not(lines)), dtype=np.uint8)
    return _without_grain(bare), rules


def _long_strokes(ink: Picture, length: Picture, mend: Picture) -> Picture:
    """Straight strokes of at least a length, small breaks in them mended."""
    whole = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, mend)
    return np.asarray(cv2.morphologyEx(whole, cv2.MORPH_OPEN, length), dtype=np.uint8)


def _without_grain(ink: Picture) -> Picture:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    keep = np.zeros(count, np.uint8)
    keep[1:] = np.where(stats[1:count, cv2.CC_STAT_AREA] >= GRAIN, 255, 0)
    return np.asarray(keep[labels], dtype=np.uint8)


def _rules(mask: npt.NDArray[np.generic], *, horizontal: bool) -> Iterator[Rule]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(mask, dtype=np.uint8))
    for x, y, width, height, _ in stats[1:count]:
        if horizontal:
            yield Rule(True, float(y + height / 2), float(x), float(x + width))
        else:
            yield Rule(False, float(x + width / 2), float(y), float(y + height))


# --- ink ----------------------------------------------------------------------------------------------------------


def pieces_in(ink: Picture, area: Area, usual: float) -> list[Area]:
    """The lines of ink in an area, cut at wide gaps; ``usual`` is the usual height of a character."""
    found: list[Area] = []
    own = ink[area.y0 : area.y1, area.x0 : area.x1]
    for top, bottom in _runs(np.any(own, axis=1), max(2, int(usual * LINE_GAP))):
        line = own[top:bottom]
        for left, right in _runs(np.any(line, axis=0), max(3, int((bottom - top) * WORD_GAP), int(usual * WORD_GAP))):
            rows = np.flatnonzero(line[:, left:right].any(axis=1))
            piece = Area(
                area.x0 + left, area.y0 + top + int(rows[0]), area.x0 + right, area.y0 + top + int(rows[-1]) + 1
            )
            if max(piece.height, piece.x1 - piece.x0) > SPECK * usual:
                found.append(piece)
    return found


def _runs(filled: npt.NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """Runs of ink, those less than ``gap`` apart as one."""
    where = np.flatnonzero(filled)
    if not len(where):
        return []
    breaks = np.flatnonzero(np.diff(where) > gap)
    starts = [int(where[0]), *(int(where[b + 1]) for b in breaks)]
    ends = [*(int(where[b]) + 1 for b in breaks), int(where[-1]) + 1]
    return list(zip(starts, ends, strict=True))


def usual_height(ink: Picture) -> float:
    """The usual height of a character: the middle one of all pieces of ink that are no specks."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    heights = [int(h) for _, _, w, h, area in stats[1:count] if h >= 8 and area >= 20 and w <= 4 * h]
    return float(np.percentile(heights, 70)) if heights else 24.0


def cut_out(picture: Picture, area: Area) -> Picture:
    """The piece of the picture with a little white around it."""
    piece = picture[area.y0 : area.y1, area.x0 : area.x1]
    border = (MARGIN,) * 4
    white = (255, 255, 255)
    return np.asarray(cv2.copyMakeBorder(piece, *border, cv2.BORDER_CONSTANT, value=white), dtype=np.uint8)


def may_be_figures(ink: Picture, area: Area, count: int) -> bool:
    """True when a piece of ink is as wide as so many figures, and has no more shapes than that.

    A figure is one shape, but figures may touch each other.
    """
    own = np.ascontiguousarray(ink[area.y0 : area.y1, area.x0 : area.x1])
    shapes, _, stats, _ = cv2.connectedComponentsWithStats(own)
    high = sum(int(stat[3]) >= 0.6 * area.height for stat in stats[1:shapes])
    width = (area.x1 - area.x0) / area.height
    narrowest, widest = NARROW_FIGURE + STEP_OF_FIGURES[0] * (count - 1), STEP_OF_FIGURES[1] * count + NARROW_FIGURE
    return high <= count and narrowest <= width <= widest


def whitened(picture: Picture, areas: Sequence[Area]) -> Picture:
    """A copy of the picture with areas blotted out."""
    copy = picture.copy()
    for area in areas:
        copy[area.y0 : area.y1, area.x0 : area.x1] = 255
    return copy
