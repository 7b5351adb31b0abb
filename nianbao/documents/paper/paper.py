"""A paper of an office as plain data: title, headings, prose, tables, a place to sign. Written to Word and to HTML."""

from dataclasses import dataclass
from typing import Literal

Face = Literal["plain", "strong", "quote", "aside"]
"""plain: 仿宋, in tables 宋体; strong: 黑体; quote: 楷体, for words of others; aside: small, for what few will read."""

TEXT_MM = 156
"""Width of the text on A4 with the margins of GB/T 9704; the columns of a table fill it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in a cell, all in one face."""

    text: str
    face: Face = "plain"


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines under each other; ``span`` columns wide. ``centred`` is for short words and numbers."""

    lines: tuple[Line, ...]
    span: int = 1
    centred: bool = False
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; their spans add up to the columns of the table. ``keeps`` it on a page with the next row."""

    cells: tuple[Cell, ...]
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class PaperTable:
    """``widths`` in millimetres add up to ``TEXT_MM``; ``header``, when there is one, is repeated on every page."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    header: Row | None = None


@dataclass(frozen=True, slots=True)
class PaperTitle:
    """The title of a paper; every title after the first begins a new page."""

    text: str


@dataclass(frozen=True, slots=True)
class PaperHeading:
    """Level 1: 一、; level 2: （一）. ``new_page``: an annex begins."""

    text: str
    level: Literal[1, 2] = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph; ``lead`` are its first words, set apart in 黑体. ``keeps`` it on a page with what follows."""

    text: str
    lead: str = ""
    face: Face = "plain"
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who has to sign, each with a line to write on: the last of them is the date. ``known``: names that are printed on
    the first lines, empty where nobody is known."""

    names: tuple[str, ...]
    known: tuple[str, ...] = ()


PaperBlock = PaperTitle | PaperHeading | Prose | PaperTable | Signatures


def cell(*lines: Line | str, span: int = 1, centred: bool = False, shaded: bool = False) -> Cell:
    """A cell of lines; a text is a plain line, line breaks in it make several. Empty lines are left out."""
    split = [
        Line(piece, line.face)
        for line in (Line(entry) if isinstance(entry, str) else entry for entry in lines)
        for piece in line.text.split("\n")
        if piece.strip()
    ]
    return Cell(tuple(split) or (Line(""),), span, centred, shaded)


def header_row(*titles: str) -> Row:
    """A row of column titles."""
    return Row(tuple(cell(Line(title, "strong"), centred=True, shaded=True) for title in titles))
