"""HTML tables inside plain text and Markdown, as recognisers of page pictures and chat programs write them.

Such a file is no page: its headings and prose are lines of text, only its tables are markup.
"""

import re
from collections.abc import Iterator

from nianbao.documents.stream import Block
from nianbao.report.patterns import regex

TextPiece = str | tuple[Block, ...]
"""A stretch of text, or what stands in a table's place."""

_TABLE_TAG = regex(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
_LAST_PART = regex(r"</(?:tr|t[dh]|tbody)\s*>", re.IGNORECASE)
_TAG = regex(r"<(/?)([a-z][a-z0-9:]*)\b[^<>]*>|<!--(?:(?!<!--).)*?-->|<!doctype[^<>]*>", re.IGNORECASE | re.DOTALL)
_BREAK = regex(r"<br\s*/?>", re.IGNORECASE)
_VOID = frozenset({"br", "img", "hr", "col", "input", "wbr", "meta", "link", "base"})
_SHELL = frozenset({"html", "body", "head", "tbody", "thead"})
"""Around a table alone these make no page."""
_ONLY_LOOKS = frozenset({"b", "i", "u", "em", "strong", "sub", "sup", "font", "span", "mark", "small", "big"})
_DROPPED = frozenset(
    {*_VOID, *_SHELL, *_ONLY_LOOKS, "div", "center", "p", "figure", "figcaption", "details", "summary"}
)
BARE_SHARE = 0.5
"""A file is text when at least this share of the words outside its tables stands in no element."""


def is_text_with_tables(text: str) -> bool:
    """True for text that holds HTML tables and is no page: its prose stands in no element."""
    tables = _spans(text)
    if not tables:
        return False
    bare = wrapped = 0
    for piece in _outside(text, tables):
        depth = 0
        position = 0
        for tag in _TAG.finditer(piece):
            words = len("".join(piece[position : tag.start()].split()))
            bare, wrapped = (bare, wrapped + words) if depth else (bare + words, wrapped)
            position = tag.end()
            name = (tag[2] or "").lower()
            if name == "br":
                return False  # lines are parted as on a page
            if name and name not in _VOID and name not in _SHELL:
                depth = max(0, depth - 1) if tag[1] else depth + 1
        words = len("".join(piece[position:].split()))
        bare, wrapped = (bare, wrapped + words) if depth else (bare + words, wrapped)
    return bare > 0 and bare >= BARE_SHARE * (bare + wrapped)


def split_tables(text: str) -> Iterator[TextPiece]:
    """The text between its HTML tables, without stray tags, and each table as the page reader reads it, in order.

    Raises ``UnreadableFileError`` for tables beyond the limits.
    """
    tables = _spans(text)
    if not tables:
        yield text
        return
    for number, piece in enumerate(_outside(text, tables)):
        yield _without_tags(piece)
        if number < len(tables):
            yield _read_table(text[slice(*tables[number])])


def _spans(text: str) -> list[tuple[int, int]]:
    """Start and end of the outermost tables; one that is never closed ends with its last cell."""
    spans: list[tuple[int, int]] = []
    depth = 0
    start = 0
    for tag in _TABLE_TAG.finditer(text):
        if not tag[1]:
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                spans.append((start, tag.end()))
    if depth:
        ends = [match.end() for match in _LAST_PART.finditer(text, start)]
        if ends:
            spans.append((start, ends[-1]))
    return spans


def _outside(text: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    for start, end in zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)], strict=True):
        yield text[start:end]


def _without_tags(text: str) -> str:
    """Text without tags that only set it (a picture, a centred caption); others stay, for they may be meant."""
    text = _BREAK.sub("\n", text)
    return _TAG.sub(lambda tag: "" if not tag[2] or tag[2].lower() in _DROPPED else tag[0], text)


def _read_table(markup: str) -> tuple[Block, ...]:
    from nianbao.documents.html.blocks import page_items  # few texts need it
    from nianbao.documents.html.lines import Line
    from nianbao.documents.html.tree import parse_page

    items = page_items(parse_page(markup))
    return tuple(item.as_paragraph() if isinstance(item, Line) else item.grid for item in items)
