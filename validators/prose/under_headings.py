"""What stands under each sub-heading of a text: （三）政府信息管理 in a line of its own, or before its first words."""

from typing import NamedTuple

from nianbao.report.patterns import regex
from validators.prose.lines import Numbered, OrdinalStyle, lines, numbered
from validators.prose.sentences import Span
from validators.prose.spaced import closed_up

LONGEST_HEADING = 16
_ORDINAL = regex(r"\s*(?:\(\s*[^\s()]{1,3}\s*\)|[一二三四五六七八九十\d]{1,3}\s*[、,.)]|[①-⑳])[、,.]?\s*")
_ENDS = regex(r"[。.:;,!\s]|$")


class Headed(NamedTuple):
    """A sub-heading without its ordinal, as folded, and the spans of text under it: the rest of its line, further lines."""

    heading: str
    body: tuple[Span, ...]


def under_headings(text: str) -> dict[OrdinalStyle, list[Headed]]:
    """The sub-headings of each style that the text has, in order; what stands before the first is under none.

    Seen from one style, lines numbered in another belong to the text under a heading.
    """
    every = [(line, numbered(line)) for line in lines(text)]
    styles = dict.fromkeys(found.style for _, found in every if found is not None)
    return {style: _of_style(style, every) for style in styles}


def _of_style(style: OrdinalStyle, every: list[tuple[Span, Numbered | None]]) -> list[Headed]:
    headed: list[Headed] = []
    for line, found in every:
        if found is not None and found.style == style:
            heading, rest = _parted(line)
            headed.append(Headed(heading, (rest,) if rest else ()))
        elif headed:
            headed[-1] = headed[-1]._replace(body=(*headed[-1].body, line))
    return headed


def _parted(line: Span) -> tuple[str, Span | None]:
    """The heading and the rest of its line; a line that goes on without a stop is all text, its first words the heading."""
    ordinal = _ORDINAL.match(line.text)
    start = ordinal.end() if ordinal else 0
    words = closed_up(line.text[start:]).strip()
    stop = _ENDS.search(line.text, start)
    end = stop.start() if stop else len(line.text)
    if words != line.text[start:].strip():  # set with blanks between the characters
        return words[:LONGEST_HEADING], (line if len(words) > LONGEST_HEADING else None)
    if end - start > LONGEST_HEADING:
        return line.text[start : start + LONGEST_HEADING], line
    rest = line.text[end:].strip("。.:;,! ")
    return line.text[start:end], Span(line.text[end:], line.start + end, line.end) if rest else None
