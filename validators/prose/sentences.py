"""Prose into sentences and clauses, with offsets into the text they came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nianbao.report.patterns import regex
from nianbao.report.text import fold

_SENTENCE = regex(r"[^。；;！？!?\n]+")
_BLANK_TO_FILL = regex(r"〔待[填核][^〕\n]*〕?")
_CLAUSE = regex(r"[^,，()（）]+")
LONGEST = 1500
"""Characters; what goes on longer without a stop is no sentence of anybody's, and costs its square to understand."""


_THOUSANDS = regex(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a section's text. ``text`` is folded (half-width), offsets are those of the original."""

    text: str
    start: int
    end: int


def sentences(text: str) -> Iterator[Span]:
    """Pieces between 。；！？ and line ends. Nothing is ever paired across these; 〔待填：…〕 says nothing yet.

    One longer than ``LONGEST`` is cut, behind a comma where it has one.
    """
    return iter(_sentences(text))


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[Span, ...]:
    """Kept, for thirty rules ask of the same eight texts."""
    found: list[Span] = []
    folded = _BLANK_TO_FILL.sub(lambda m: " " * len(m.group()), fold(text))
    for match in _SENTENCE.finditer(folded):
        start, end = match.span()
        while start < end:
            cut = end if end - start <= LONGEST else folded.rfind(",", start, start + LONGEST) + 1 or start + LONGEST
            if not folded[start:cut].isspace():
                found.append(Span(folded[start:cut], start, cut))
            start = cut
    return tuple(found)


def clauses(sentence: Span) -> Iterator[Span]:
    """Pieces of a sentence between commas, colons and brackets; a comma inside a number (1,234) does not divide."""
    return iter(_clauses(sentence))


@lru_cache(maxsize=1024)
def _clauses(sentence: Span) -> tuple[Span, ...]:
    return tuple(_parted(sentence))


def _parted(sentence: Span) -> Iterator[Span]:
    protected = _THOUSANDS.sub("\u0001", sentence.text)
    for match in _CLAUSE.finditer(protected):
        if match.group().strip():
            text = match.group().replace("\u0001", ",")
            yield Span(text, sentence.start + match.start(), sentence.start + match.end())
