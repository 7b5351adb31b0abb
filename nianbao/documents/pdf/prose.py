"""Printed lines put back into paragraphs, over page breaks too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nianbao.documents.pdf.lines import Line, text_of
from nianbao.documents.pdf.page import PageContent
from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.stream import Paragraph
from nianbao.report.patterns import regex

INDENT = 0.8
"""A line that begins so many sizes right of the margin is indented …"""
FIRST_LINE_INDENT = (1.4, 2.7)
"""… and by so many it begins a paragraph, as Chinese prose does."""
SPARE = 1.2
"""Sizes that may stay free at the end of a full line, beside the word that did not fit."""
LONG = 0.7
"""Share of the longest line's width from which on a line shows where the text begins."""
WIDER_PITCH = 1.3
"""Lines so much farther apart than usual belong to two paragraphs."""
FEW = 5
"""One in so many lines at least follows another of its paragraph: that is how close lines stand."""
OTHER_SIZE = 0.12
CENTRED = 0.6
"""Sizes by which the middle of a centred line may be off the middle of the page."""
INDENTED_STYLE = 0.1
"""Share of lines indented like first lines that shows a text to be set so."""

_ENDS = regex(r"[。！？!?；;：:]”?$")
_NO_START = regex(r"[，。、；：！？）》”’〉】％%,.;:!?)]")
_WORD = regex(r"[A-Za-z0-9./:%_\-]")
_ITEM = regex(r"^(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．](?!\d))")


@dataclass(frozen=True, slots=True)
class Measure:
    """How the text of a file is set: margins by page size, usual pitch by size of type, indents."""

    margins: dict[tuple[int, int], tuple[float, float]]
    pitch: dict[int, float]
    indented: bool

    @classmethod
    def of(cls, lines: Sequence[Line], contents: Sequence[PageContent]) -> "Measure":
        by_page: dict[tuple[int, int], list[Line]] = {}
        for line in lines:
            by_page.setdefault(_paper(contents[line.page - 1]), []).append(line)
        margins = {paper: _margins(own) for paper, own in by_page.items()}
        gaps: dict[int, list[float]] = {}
        for above, below in pairwise(lines):
            if above.page == below.page and round(above.size) == round(below.size) and below.base > above.base:
                gaps.setdefault(round(above.size), []).append(below.base - above.base)
        first = sum(
            FIRST_LINE_INDENT[0]
            < (line.x0 - margins[_paper(contents[line.page - 1])][0]) / line.size
            < FIRST_LINE_INDENT[1]
            for line in lines
        )
        pitch = {size: sorted(found)[len(found) // FEW] for size, found in gaps.items()}
        return cls(margins, pitch, first >= max(1, INDENTED_STYLE * len(lines)))


def _paper(content: PageContent) -> tuple[int, int]:
    return round(content.width), round(content.height)


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right edge of the text: where its long lines begin, and how far lines reach."""
    right = max(line.x1 for line in lines)
    longest = max(line.x1 - line.x0 for line in lines)
    return min(line.x0 for line in lines if line.x1 - line.x0 >= LONG * longest), right


class Prose:
    """Collects lines in order and gives paragraphs."""

    def __init__(self, measure: Measure, contents: Sequence[PageContent]) -> None:
        self._measure = measure
        self._contents = contents
        self._lines: list[Line] = []

    def add(self, line: Line) -> Iterator[Paragraph]:
        """Take the next line; the paragraph before it, when the line begins another one."""
        if self._lines and not self._continues(line):
            yield from self.end()
        self._lines.append(line)

    def end(self) -> Iterator[Paragraph]:
        """The paragraph begun, if any."""
        if self._lines:
            text = ""
            for line in self._lines:
                own = text_of(line.glyphs)
                both_latin = text and _WORD.match(text[-1]) and own[:1].isascii() and own[:1].isalpha()
                text += (" " if both_latin and text[-1].isalpha() else "") + own
            yield Paragraph(text, page=self._lines[0].page)
            self._lines = []

    def _continues(self, line: Line) -> bool:
        last = self._lines[-1]
        if abs(line.size - last.size) > OTHER_SIZE * last.size:
            return False
        left, _ = self._edges(line)
        if self._centred(line) or self._centred(last) or not self._full(last, line):
            return False
        indent = (line.x0 - left) / line.size
        ended = _ENDS.search(last.text) is not None
        if line.page == last.page:
            usual = self._measure.pitch.get(round(line.size), line.base - last.base)
            if line.base - last.base > WIDER_PITCH * usual:
                return False
        elif ended and not self._measure.indented:
            return False
        if ended and (section_heading(Paragraph(line.text)) is not None or _ITEM.match(line.text)):
            return False
        if indent <= INDENT:
            return True
        hanging = abs(line.x0 - last.x0) <= INDENT * line.size
        first_line = FIRST_LINE_INDENT[0] < indent < FIRST_LINE_INDENT[1]
        return hanging and (len(self._lines) > 1 or not first_line)

    def _edges(self, line: Line) -> tuple[float, float]:
        return self._measure.margins[_paper(self._contents[line.page - 1])]

    def _full(self, line: Line, below: Line) -> bool:
        """True when what stands first in the next line did not fit in this one."""
        right = self._edges(line)[1]
        chunk = ""
        for glyph in below.glyphs:
            if chunk and not _NO_START.match(glyph.text) and not (_WORD.match(glyph.text) and _WORD.match(chunk[-1])):
                break
            chunk += glyph.text
        first = below.glyphs[: len(chunk)]
        needed = max(g.x1 for g in first) - first[0].x0 if first else 0.0
        return right - line.x1 < needed + SPARE * line.size

    def _centred(self, line: Line) -> bool:
        left, right = self._edges(line)
        if line.x0 - left < FIRST_LINE_INDENT[1] * line.size or right - line.x1 < FIRST_LINE_INDENT[1] * line.size:
            return False
        return abs((line.x0 + line.x1) / 2 - (left + right) / 2) <= CENTRED * line.size
