"""The texts of a workbook: runs joined, readings left out, notes and what is struck through taken away."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from nianbao.documents.recognise.note_marks import raised_text
from nianbao.report.patterns import regex

_ESCAPED = regex(r"_x([0-9A-Fa-f]{4})_")
_OFF = ("0", "false", "off")


class Text(NamedTuple):
    """A text of a cell. ``if_struck`` is what is left of it in a cell that is struck through as a whole: the runs that
    say how they look. ``struck``: some of it was left out."""

    shown: str
    if_struck: str = ""
    struck: bool = False


def text_of(item: etree._Element) -> Text:
    """The text of a string item, its runs joined; readings printed above Chinese characters are left out."""
    shown, own, struck = "", "", False
    for text, look in _runs(item):
        if look is not None and is_struck(look):
            struck = struck or bool(text.strip())
            continue
        if look is not None and _is_raised(look) and shown.strip():
            text = raised_text(text, shown.rstrip()[-1])
        shown += text
        if look is not None:
            own += text
    return Text(unescaped(shown), unescaped(own), struck)


def _runs(item: etree._Element) -> Iterator[tuple[str, etree._Element | None]]:
    """Each run with its properties, None for those that look as their cell does."""
    for child in item:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "t":
            yield child.text or "", None
        elif name == "r":
            look = next(child.iterchildren("{*}rPr"), None)
            yield "".join(t.text or "" for t in child.iterchildren("{*}t")), look


def is_struck(font: etree._Element) -> bool:
    """Whether a font, of a run or of a cell, strikes text through."""
    line = next(font.iterchildren("{*}strike"), None)
    return line is not None and line.get("val", "1") not in _OFF


def _is_raised(font: etree._Element) -> bool:
    place = next(font.iterchildren("{*}vertAlign"), None)
    return place is not None and place.get("val") == "superscript"


def unescaped(text: str) -> str:
    """``_x000D_`` is how a book writes what XML cannot hold; such characters say nothing and go."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda m: c if (c := chr(int(m[1], 16))).isprintable() or c in "\n\t" else "", text)
