"""Where a text that was read stands in a Word file: sections by their headings, lines by their words, quotes in lines.

Readers fold white space, number paragraphs and leave out the marks of notes, so places are found by comparing
characters, never by counting from the top of the file.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from nianbao.documents.word.marking.anchors import PrintedText, bare
from nianbao.report.layout import SECTION_KEYS
from nianbao.report.model import Heading, Report

LONGEST_NUMBER = 12
"""Characters of a number that Word prints in front of a paragraph and that is not in its text."""
MIN_ALIKE = 0.6
"""So much of a quote must be found in a line that differs from the text as read."""
MAX_ALIGNED = 4_000_000
"""Product of the lengths of two texts that are aligned; it bounds the time."""


class Span(NamedTuple):
    """Characters of the printed text from ``start`` to before ``end``; never empty."""

    start: int
    end: int


class TextPlaces:
    """The title, preamble and sections of a report in what its file prints."""

    def __init__(self, report: Report, printed: PrintedText) -> None:
        self._printed = printed
        self._beginnings = {p.start for p in printed.paragraphs}
        self._texts: dict[str, str] = {s.key: s.text for s in report.sections} | {
            "title": report.title,
            "preamble": report.preamble,
        }
        self._headings = self._find_headings([h for h in _first_of_each(report) if h.key is not None])
        self._title = self._find_title(report.title)
        self._raw = {h.raw: h.key for h in report.headings if h.key is not None}

    def find(self, section: str | None, start: int | None, end: int | None, quote: str | None) -> Span | None:
        """The quote, or the characters between the offsets; None when it is not found and for a whole section."""
        if section is None:
            return self._search(quote or "", Span(0, len(self._printed.text)))
        heading = self._headings.get(self._raw.get(quote or "", ""))
        if heading is not None:
            return heading
        window = self._window(section)
        text = self._texts.get(section, "")
        offsets = _offsets(text, start, end, quote)
        if offsets is not None:
            return self._in_text(text, *offsets, window) or self._search(text[slice(*offsets)], window)
        return self._search(quote or "", window)

    def home(self, section: str | None) -> Span | None:
        """What stands for a section that is named as a whole: its heading, else the title, else the first line."""
        if section in self._headings:
            return self._headings[section]
        if section == "preamble" and (first := self._first_line(self._window("preamble"))):
            return first
        return self._title or self._first_line(Span(0, len(self._printed.text)))

    # --- headings -------------------------------------------------------------------------------------------------

    def _find_headings(self, headings: list[Heading]) -> dict[str | None, Span]:
        """From the last to the first, each before the one found last: a table of contents comes before them all."""
        lines = [(Span(p.start, p.end), self._printed.text[p.start : p.end]) for p in self._printed.paragraphs]
        found: dict[str | None, Span] = {}
        limit = len(self._printed.text)
        for heading in reversed(headings):
            raw, title = bare(heading.raw), bare(heading.title)
            same = [s for s, line in lines if s.end <= limit and line and (line == raw or _unclosed(line) == title)]
            if same:
                found[heading.key] = same[-1]
                limit = same[-1].start
        return found

    def _find_title(self, title: str) -> Span | None:
        at = self._printed.text.find(bare(title)) if bare(title) else -1
        return Span(at, at + len(bare(title))) if at >= 0 else None

    def _window(self, section: str) -> Span:
        """From the heading of a section to the next heading; what has none lies anywhere."""
        starts = sorted(span.start for span in self._headings.values())
        if section in self._headings:
            own = self._headings[section]
            return Span(own.start, next((s for s in starts if s > own.start), len(self._printed.text)))
        front = starts[0] if starts else len(self._printed.text)
        if section == "title" and self._title is not None:
            return self._title
        if section == "preamble":
            return Span(self._title.end if self._title is not None and self._title.end < front else 0, front)
        return Span(0, len(self._printed.text))

    def _first_line(self, window: Span) -> Span | None:
        return next(self._lines(window), None)

    def _lines(self, window: Span) -> Iterator[Span]:
        """Printed paragraphs inside a window."""
        for paragraph in self._printed.paragraphs:
            if window.start <= paragraph.start < paragraph.end <= window.end:
                yield Span(paragraph.start, paragraph.end)

    # --- words ----------------------------------------------------------------------------------------------------

    def _search(self, words: str, window: Span) -> Span | None:
        """The first place of some words in a window."""
        wanted = bare(words)
        at = self._printed.text.find(wanted, window.start, window.end) if wanted else -1
        return Span(at, at + len(wanted)) if at >= 0 else None

    def _in_text(self, text: str, start: int, end: int, window: Span) -> Span | None:
        """The characters between two offsets of a section's text, by the line or the two lines they begin and end in."""
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        break_after = text.find("\n", start, end)
        if break_after < 0:
            return self._in_line(text, start, end, window) if start < end else None
        first = self._in_line(text, start, break_after, window)
        last = self._in_line(text, text.rindex("\n", start, end) + 1, end, window)
        return Span(first.start, last.end) if first and last and first.start < last.end else None

    def _in_line(self, text: str, start: int, end: int, window: Span) -> Span | None:
        """The characters between two offsets in one line of a section's text."""
        opening = text.rfind("\n", 0, start) + 1
        closing = text.find("\n", end)
        line = bare(text[opening : len(text) if closing < 0 else closing])
        before, after = len(bare(text[opening:start])), len(bare(text[opening:end]))
        earlier = sum(bare(above) == line for above in text[:opening].split("\n"))
        for cut in range(min(LONGEST_NUMBER, len(line) - 1) + 1):
            at = self._line(line[cut:], earlier, window, whole=cut == 0)
            if at is not None and after > cut:
                return Span(at + max(0, before - cut), at + after - cut)
        return self._aligned(line, before, after, window)

    def _line(self, line: str, earlier: int, window: Span, whole: bool) -> int | None:
        """Where a line is printed, after ``earlier`` ones of the same words.

        A line of which the number is printed by Word (not ``whole``) begins a paragraph; others may stand inside one.
        """
        places = list(_places(self._printed.text, line, window))
        beginning = [at for at in places if at in self._beginnings]
        places = beginning or (places if whole else [])
        return places[min(earlier, len(places) - 1)] if places else None

    def _aligned(self, line: str, start: int, end: int, window: Span) -> Span | None:
        """The characters of a line in the paragraph most like it; None when too few of them are there."""
        pairs = {line[i : i + 2] for i in range(len(line) - 1)}
        texts = {span: self._printed.text[span.start : span.end] for span in self._lines(window)}
        likeness = {s: sum(t[i : i + 2] in pairs for i in range(len(t) - 1)) for s, t in texts.items()}
        span = max(likeness, key=lambda s: likeness[s], default=None)
        if span is None or likeness[span] * 2 < len(line) or len(line) * len(texts[span]) > MAX_ALIGNED:
            return None
        found: list[int] = []
        for block in SequenceMatcher(None, line, texts[span], autojunk=False).get_matching_blocks():
            inside = range(max(start, block.a), min(end, block.a + block.size))
            found += [span.start + block.b + at - block.a for at in inside]
        if not found or len(found) < MIN_ALIKE * (end - start):
            return None
        return Span(found[0], found[-1] + 1)


def _first_of_each(report: Report) -> list[Heading]:
    """The headings of the report's sections in printed order."""
    headings = {s.key: s.heading for s in report.sections if s.heading is not None and s.key in SECTION_KEYS}
    return list(headings.values())


def _unclosed(line: str) -> str:
    return line.rstrip("。：:；;")


def _offsets(text: str, start: int | None, end: int | None, quote: str | None) -> tuple[int, int] | None:
    """Offsets of what to mark: the quote where it stands at the offsets or around them, else the offsets as they are."""
    if start is None or end is None or not 0 <= start < end <= len(text):
        return None
    if quote and bare(quote) != bare(text[start:end]):
        around = [at for at in _places(text, quote, Span(0, len(text))) if at <= start and end <= at + len(quote)]
        if around:
            return around[0], around[0] + len(quote)
    return start, end


def _places(text: str, words: str, window: Span) -> Iterator[int]:
    """Every place of some words in a window, from the left."""
    at = text.find(words, window.start, window.end) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1, window.end)
