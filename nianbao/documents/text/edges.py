"""Tabs and pipes at the edges of lines that are no cells: an indent of prose, the pipe that a dump sets behind a heading.

A heading, a title or a sentence stands for itself whatever stands around it; without this a heading would be taken for
a cell of the table above it, and its section be lost.
"""

from collections.abc import Iterator, Sequence

from nianbao.documents.recognise.headings import find_title, split_heading
from nianbao.documents.recovery.loose_cells import MAX_LABEL
from nianbao.documents.stream import Paragraph
from nianbao.documents.text.lines import MAX_RUNNING, heading_key
from nianbao.report.patterns import regex

_EDGE = regex(r"[\t|]")
_EDGES = " \t\u3000|\f\v"


def without_edges(lines: Sequence[str]) -> list[str]:
    """The lines, headings, titles and sentences among them without the tabs and pipes around and between them."""
    return [bare for line in lines for bare in (_bare(line) if "\t" in line or "|" in line else (line,))]


def _bare(line: str) -> tuple[str, ...]:
    """A line of prose without its edges, a heading and the sentence behind it as two; cells and rows as they are."""
    text = line.strip(_EDGES)
    first, *rest = _EDGE.split(text, maxsplit=1)
    if rest:
        apart = heading_key(first) is not None and "。" in rest[0] and _EDGE.search(rest[0]) is None
        return (first.strip(), rest[0].strip(_EDGES)) if apart else (line,)
    return (text,) if text and (is_prose(text) or heading_key(text) is not None or _is_title(text)) else (line,)


def is_prose(text: str) -> bool:
    """True for what is no label and no figure: a sentence, or a heading with a sentence behind it."""
    return "。" in text or len(text) > MAX_LABEL or split_heading(text) is not None


def _is_title(text: str) -> bool:
    return len(text) <= MAX_RUNNING and find_title([Paragraph(text)]) is not None


def stretches(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines between headings, each heading with those below it: within them one flavour is kept."""
    stretch: list[str] = []
    for line in lines:
        if stretch and heading_key(line) is not None:
            yield stretch
            stretch = []
        stretch.append(line)
    yield stretch
