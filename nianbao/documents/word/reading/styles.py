"""What a Word style says that changes the words on paper: level, numbering, hidden text."""

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from lxml import etree

from nianbao.documents.word.xml import W
from nianbao.report.patterns import regex

_OFF = frozenset({"0", "false", "off"})
_HEADING_NAME = regex(r"heading ([1-6])", re.IGNORECASE)
_CONTENTS_NAME = regex(r"(?:toc|目录)\s?[1-9]", re.IGNORECASE)
_LONGEST_NUMBER = 9
_PPR = f"{W}pPr"
_PSTYLE = f"{W}pStyle"
TOP_LEVELS = 6
"""Outline levels from 1 that mark a heading here; Word knows nine, and a tenth for body text."""

RAISED_HALF_POINTS = 6
"""Three points: pages turned into Word files have their superscripts lifted by hand."""

_Value = TypeVar("_Value", bool, int)

NumberRef = tuple[str | None, int | None]
"""``(numId, ilvl)`` as a ``w:numPr`` gives them; None for what it leaves to the styles."""


def first_child(parent: etree._Element, tag: str) -> etree._Element | None:
    """As ``parent.find(tag)``, many times faster."""
    return next(parent.iterchildren(tag), None)


def value_of(element: etree._Element | None, default: str = "") -> str:
    """The ``w:val`` of an element that may be missing."""
    return default if element is None else element.get(f"{W}val", default)


def whole(text: str | None, default: int) -> int:
    """A non-negative whole number from an attribute, ``default`` for anything else (``abc``, ``-3``, 40 digits)."""
    usable = text is not None and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    return int(text) if usable and text is not None else default


def switched_on(properties: etree._Element | None, name: str) -> bool | None:
    """An on/off property (``vanish``) of ``w:rPr``; None when it says nothing."""
    element = None if properties is None else first_child(properties, W + name)
    return None if element is None else element.get(f"{W}val", "true") not in _OFF


class ParagraphProperties(NamedTuple):
    """What ``w:pPr`` says. ``level`` counts from 1, 0 is body text; ``mark`` is how the paragraph's mark looks."""

    style: str | None = None
    number: NumberRef | None = None
    level: int | None = None
    mark: etree._Element | None = None


_NO_PROPERTIES = ParagraphProperties()


def paragraph_properties(parent: etree._Element) -> ParagraphProperties:
    """The ``w:pPr`` of a paragraph or a style; None where it says nothing."""
    element = first_child(parent, _PPR)
    if element is None:
        return _NO_PROPERTIES
    style, number, level, mark = None, None, None, None
    for child in element:
        tag = child.tag
        if tag == _PSTYLE:
            style = value_of(child)
        elif tag == f"{W}numPr":
            number = _number_ref(child)
        elif tag == f"{W}outlineLvl":
            level = whole(value_of(child), 9) + 1
            level = level if level <= TOP_LEVELS else 0
        elif tag == f"{W}rPr" and len(child):
            mark = child
    return ParagraphProperties(style, number, level, mark)


def _number_ref(reference: etree._Element) -> NumberRef:
    number, level = reference.find(f"{W}numId"), reference.find(f"{W}ilvl")
    return (None if number is None else value_of(number)), (None if level is None else whole(value_of(level), 0))


class Style(NamedTuple):
    """One style with what it inherits. ``numbered_by`` is the nearest style with a ``w:numPr`` of its own, for
    levels of a list name the styles they number."""

    level: int | None = None
    hidden: bool = False
    raised: bool = False
    number: NumberRef | None = None
    numbered_by: str = ""
    struck: bool = False
    """Text is struck through."""
    lists_contents: bool = False
    """It is for the entries of a table of contents."""

    @property
    def adds_to_words(self) -> bool:
        """True when its paragraphs print something else than their text: a number, or nothing."""
        return self.hidden or self.struck or self.number is not None


_PLAIN = Style()


class Styles:
    """The styles of a file by id; an unknown id is a plain style, or tells by itself that it lists contents."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements = {e.get(f"{W}styleId", ""): e for e in ([] if root is None else root.iter(f"{W}style"))}
        self._resolved: dict[str, Style] = {}
        self._default = next((i for i, e in self._elements.items() if _is_default_paragraph(e)), "")

    def of(self, identifier: str | None) -> Style:
        """The style of that id; None stands for the file's usual paragraph style."""
        if identifier is None:
            identifier = self._default
        found = self._resolved.get(identifier)
        if found is None:
            found = self._resolved[identifier] = self._resolve(identifier)
        return found

    def _resolve(self, identifier: str) -> Style:
        level: int | None = None
        hidden: bool | None = None
        raised: bool | None = None
        struck: bool | None = None
        number: str | None = None
        depth: int | None = None
        numbered_by = ""
        for name, element in self._line(identifier):
            paragraph, run = paragraph_properties(element), first_child(element, f"{W}rPr")
            level = _first(level, paragraph.level, _level_by_name(element))
            hidden = _first(hidden, switched_on(run, "vanish"))
            raised = _first(raised, is_raised(run))
            struck = _first(struck, is_struck(run))
            if number is None and (reference := paragraph.number) is not None:
                number, depth = reference[0], _first(depth, reference[1])
                numbered_by = numbered_by or name
        lists_contents = _CONTENTS_NAME.fullmatch(self._name(identifier)) is not None
        if (level, hidden, raised, struck, number) == (None,) * 5 and not lists_contents:
            return _PLAIN
        reference = None if number is None else (number, depth)
        return Style(level or None, bool(hidden), bool(raised), reference, numbered_by, bool(struck), lists_contents)

    def _name(self, identifier: str) -> str:
        """What a style is called; its id where the file does not define it."""
        element = self._elements.get(identifier)
        return identifier if element is None else value_of(first_child(element, f"{W}name"), identifier)

    def _line(self, identifier: str) -> Iterator[tuple[str, etree._Element]]:
        """The style and those it is based on, nearest first; a circle is walked once."""
        seen: set[str] = set()
        while identifier in self._elements and identifier not in seen:
            seen.add(identifier)
            element = self._elements[identifier]
            yield identifier, element
            identifier = value_of(element.find(f"{W}basedOn"))


def is_raised(run: etree._Element | None) -> bool | None:
    """Whether ``w:rPr`` sets text as superscript, or so much higher as one; None when it says nothing."""
    if run is None:
        return None
    element = first_child(run, f"{W}vertAlign")
    if element is not None:
        return value_of(element) == "superscript"
    position = first_child(run, f"{W}position")
    return None if position is None else whole(value_of(position), 0) >= RAISED_HALF_POINTS


def is_struck(run: etree._Element | None) -> bool | None:
    """Whether ``w:rPr`` strikes text through, once or twice; None when it says nothing."""
    once, twice = switched_on(run, "strike"), switched_on(run, "dstrike")
    return None if once is None and twice is None else bool(once or twice)


def _first(*values: _Value | None) -> _Value | None:
    return next((v for v in values if v is not None), None)


def _level_by_name(style: etree._Element) -> int | None:
    match = _HEADING_NAME.fullmatch(value_of(style.find(f"{W}name")))
    return int(match[1]) if match else None


def _is_default_paragraph(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")
