"""Text of a web page gathered to lines: what stands between two breaks, however many tags cut it."""

import re
from dataclasses import dataclass, field

from lxml import etree

from nianbao.documents.stream import Grid, Paragraph
from nianbao.report.patterns import regex
from nianbao.report.text import collapse

_INVISIBLE = regex("[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060\\ufeff]")
_WIDE = r"^\x00-\xff"
_SOURCE_BREAK = regex(f"(?<=[{_WIDE}])[ \\t]*[\\r\\n][ \\t\\r\\n]*(?=[{_WIDE}])")
"""The line breaks of the page's source between Chinese characters: no reader takes them for spaces."""
_SPACE_WRITTEN_OUT = regex(r"&(?:nbsp|ensp|emsp|#160);?")
"""Spaces that a site escaped twice, so that their names are printed."""
_HAS_NUMBER = regex(r"[(（〔]?\s*(?:[一二三四五六七八九十]+|\d{1,2})\s*[)）〕、.．。]|第[一二三四五六七八九十]|[①-⑳]")
_NOTE_MARK = regex(r"[\[(（【〔]?\s*(?:注?\s*\d{0,2}|[a-z]|[①-⑳*＊※†]+)\s*[\])）】〕]?", re.IGNORECASE)
_TAKES_POWER = regex(r"(?:[A-Za-z]|[×xX*]\s*10)\s*$")
_SMALL_FIGURES = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass(slots=True)
class Line:
    """A line of text; ``linked`` when all of it is link text. ``element`` is where its first word stands."""

    text: str
    element: etree._Element
    level: int | None = None
    auto_numbered: bool = False
    linked: bool = False

    def as_paragraph(self) -> Paragraph:
        return Paragraph(self.text, self.level, self.auto_numbered)


@dataclass(slots=True)
class Printed:
    """A table that is no layout, as a grid."""

    grid: Grid
    element: etree._Element


Item = Line | Printed


@dataclass(slots=True)
class Lines:
    """A stretch of the page as it fills: finished items, and the line at work."""

    items: list[Item] = field(default_factory=list)
    level: int | None = None
    number: str = ""
    """The automatic number waiting for the first text of its list item."""
    _pieces: list[str] = field(default_factory=list)
    _element: etree._Element | None = None
    _unlinked: bool = False

    @property
    def has_begun(self) -> bool:
        """True when text has come since the last break."""
        return self._element is not None

    def add(self, text: str, element: etree._Element, in_link: bool) -> None:
        """Text inside ``element``; inline elements put nothing between their texts."""
        if self._element is None:
            if text.isspace():
                return
            self._element = element
        self._pieces.append(text)
        if not in_link and not self._unlinked and not text.isspace():
            self._unlinked = True

    def end_line(self) -> None:
        """A break, or the edge of a block: what was gathered is a line."""
        if self._element is None:
            return
        text = clean("".join(self._pieces))
        if text:
            numbered = bool(self.number)
            if numbered and not _HAS_NUMBER.match(text):
                text = self.number + text
            self.items.append(Line(text, self._element, self.level, numbered, not self._unlinked))
            self.number = ""
        self._pieces.clear()
        self._element, self._unlinked = None, False

    def takes_note_mark(self, text: str) -> bool:
        """True when raised text is the mark of a note (12①, 12[1]) that must not grow onto the figure before it.

        Behind a Latin letter or 10 it is a power (m²); with nothing before it, it is just text set high.
        """
        before = "".join(self._pieces[-2:])
        return bool(before) and _NOTE_MARK.fullmatch(text.strip()) is not None and not _TAKES_POWER.search(before)

    def add_power(self, text: str, element: etree._Element, in_link: bool) -> None:
        """Raised text that is no note: its figures are written small, as they are printed, where text stands before."""
        self.add(text.translate(_SMALL_FIGURES) if self._pieces else text, element, in_link)


def clean(text: str) -> str:
    """Printed text: source line breaks and runs of space as one space or none, invisible characters gone."""
    if text.isdigit() or not text:
        return text
    if "\n" in text or "\r" in text:
        text = _SOURCE_BREAK.sub("", text)
    if "&" in text:
        text = _SPACE_WRITTEN_OUT.sub(" ", text)
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return collapse(text)
