"""Pages that are pictures, recognised by ``rapidocr`` (the optional extra ``ocr``; its models lie in its
wheel). Runs in the child process of ``nianbao.documents.pdf.isolation``.

A table is read cell by cell between the ruling lines of the picture, so that no number can slip into another cell.
A number that is not recognised beyond doubt gets a mark that keeps it from being read as a number.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from nianbao.documents.pdf.ocr_picture import (
    Area,
    Picture,
    cut_out,
    ink_and_rules,
    may_be_figures,
    pieces_in,
    straightened,
    usual_height,
    whitened,
)
from nianbao.documents.pdf.page import Glyph, PageContent
from nianbao.documents.pdf.rulings import Ruled, find_ruled
from nianbao.documents.pdf.shapes import Rule
from nianbao.report.patterns import regex

SURE = 0.9
"""A character recognised with less confidence is in doubt."""
DOUBT = "?"
"""Stands behind a number in doubt, and for ink that nothing was recognised in: no cell with it is a number."""
BORDER = 2
"""Pixels of a cell next to its borders that are not looked at."""
ON_BASE = 0.38
"""How far below the middle of a line its base is taken to lie, in sizes."""

MAX_VALUE = 20
"""Characters of a value in a cell, a remark behind it included; more are prose."""

_SETTINGS = {
    "Global.log_level": "error",
    "EngineConfig.onnxruntime.intra_op_num_threads": 2,
    "Rec.rec_img_shape": [3, 48, 96],  # most pieces are the figures of a cell: less white to look at
    "Rec.rec_batch_num": 12,
}
_FIGURES_ONLY = regex(r"\d+")
_VALUE = regex(r"^[+\-]?\d(?![.、．][^\d]).*(?<![-–—])$")


@dataclass(frozen=True, slots=True)
class _Piece:
    area: Area
    text: str
    confidence: float


def recognise_page(picture: Picture, number: int, width: float) -> PageContent:
    """What stands on the picture of a page, as if it had been printed; ``width`` is the page's width in points.

    Raises ``ImportError`` where the parts that recognise pictures are not installed or do not work.
    """
    picture = straightened(picture)
    points = width / picture.shape[1]
    ink, rules = ink_and_rules(picture)
    usual = usual_height(ink)
    tables = find_ruled(_scaled(rules, points))
    cells = [area for table in tables for area in _cells(table, points, picture)]
    pieces = [piece for area in cells for piece in pieces_in(ink, area, usual)]
    outside = whitened(picture, [_whole(table, points) for table in tables])
    pieces += [piece for line in _detected(outside) for piece in pieces_in(ink, line, usual)]
    found = _recognised(picture, pieces)
    glyphs = tuple(glyph for piece in found for glyph in _glyphs(piece, ink, points, usual))
    rules_in_points = tuple(_scaled(rules, points))
    return PageContent(number, width, picture.shape[0] * points, glyphs, rules_in_points, (), 0.0, 0, recognised=True)


# --- where ----------------------------------------------------------------------------------------------------------


def _scaled(rules: Sequence[Rule], points: float) -> list[Rule]:
    return [Rule(r.horizontal, r.at * points, r.start * points, r.end * points) for r in rules]


def _whole(table: Ruled, points: float) -> Area:
    return Area(
        int(table.xs[0] / points), int(table.ys[0] / points), int(table.xs[-1] / points), int(table.ys[-1] / points)
    )


def _cells(table: Ruled, points: float, picture: Picture) -> Iterator[Area]:
    """The inside of every cell; a cell that holds another table's cells is looked at there."""
    height, width = picture.shape[:2]
    for frame in table.frames:
        area = Area(
            max(0, int(table.xs[frame.column] / points) + BORDER),
            max(0, int(table.ys[frame.row] / points) + BORDER),
            min(width, int(table.xs[frame.column + frame.columns] / points) - BORDER),
            min(height, int(table.ys[frame.row + frame.rows] / points) - BORDER),
        )
        if area.x1 > area.x0 and area.y1 > area.y0:
            yield area


def _detected(picture: Picture) -> Iterator[Area]:
    """Lines of text outside the tables."""
    height, width = picture.shape[:2]
    boxes = getattr(_engine()(picture, use_det=True, use_cls=False, use_rec=False), "boxes", None)
    for box in () if boxes is None else boxes:
        xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
        area = Area(max(0, int(min(xs))), max(0, int(min(ys))), min(width, int(max(xs))), min(height, int(max(ys))))
        if area.x1 > area.x0 and area.y1 > area.y0:
            yield area


# --- what -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _engine() -> Any:
    try:
        from rapidocr import RapidOCR

        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        return RapidOCR(params=_SETTINGS)
    except Exception as error:  # a native library that does not load says so in many ways
        raise ImportError(str(error)) from error


def _recognised(picture: Picture, areas: Sequence[Area]) -> Iterator[_Piece]:
    """What stands in each piece of ink, with the least confidence of its characters."""
    if not areas:
        return
    engine = _engine()
    engine.update_params(return_word_box=True)
    result = engine.recognize_txt([cut_out(picture, area) for area in areas])
    for area, text, score, word in zip(areas, result.txts, result.scores, result.word_results, strict=True):
        confidences = getattr(word, "confs", None) or [score]
        yield _Piece(area, str(text).strip(), min(float(c) for c in confidences))


def _glyphs(piece: _Piece, ink: Picture, points: float, usual: float) -> Iterator[Glyph]:
    """The characters of a piece side by side over its width, a doubtful number marked."""
    text = piece.text or DOUBT
    if piece.text and _is_doubtful(piece, ink):
        text += DOUBT
    area = piece.area
    size = max(area.height, usual) if area.height < 1.6 * usual else float(area.height)
    middle = (area.y0 + area.y1) / 2
    step = (area.x1 - area.x0) / len(text)
    for n, character in enumerate(text):
        yield Glyph(
            character,
            (area.x0 + n * step) * points,
            (area.x0 + (n + 1) * step) * points,
            area.y0 * points,
            area.y1 * points,
            (middle + ON_BASE * size) * points,
            size * points,
        )


def _is_doubtful(piece: _Piece, ink: Picture) -> bool:
    """True for a value recognised with little confidence, or with another number of figures than shapes of ink."""
    if not _VALUE.match(piece.text) or len(piece.text) > MAX_VALUE:
        return False
    if _FIGURES_ONLY.fullmatch(piece.text) and not may_be_figures(ink, piece.area, len(piece.text)):
        return True
    return piece.confidence < SURE
