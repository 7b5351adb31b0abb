"""Automatic numbers of Word computed as Word prints them: 一、 before a heading that holds only its title.

Counters belong to an abstract list (``w:abstractNum``); the lists made from it (``w:num``) count on together
until one of them restarts a level (``w:startOverride``).
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from nianbao.documents.word.reading.ordinals import ordinal
from nianbao.documents.word.reading.parts import ALTERNATE
from nianbao.documents.word.reading.styles import Style, Styles, switched_on, value_of, whole
from nianbao.documents.word.xml import W
from nianbao.report.patterns import regex

LEVELS = 9
_PLACEHOLDER = regex(r"%([1-9])")
_LOST_STOP, _LOST_BRACKETS = regex(r"(%[1-9])\?"), regex(r"\?(%[1-9])\?")
"""What LibreOffice makes of 一、 and （一） in the lists of an RTF file: it knows no signs beyond ASCII there."""


class Level(NamedTuple):
    """One level of a list. ``text`` holds ``%1``-like places; ``restart`` is how many upper levels restart it."""

    start: int
    format: str
    pattern: str
    text: str
    suffix: str
    restart: int
    legal: bool
    hidden: bool
    style: str


@dataclass(slots=True)
class _List:
    """A ``w:num``: which abstract list it counts in, and what it changes there."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    restarted: set[int] = field(default_factory=set)


class Printed(NamedTuple):
    """What stands in front of a paragraph. ``text`` is None when there is a number that we cannot write."""

    text: str | None
    suffix: str = "tab"

    def before(self, words: str, line_break_before_digits: bool = False) -> str:
        """The number and the words with what parts them; in a cell a number never touches another one."""
        if not self.text or not words:
            return (self.text or "") + words
        if line_break_before_digits and words[0].isdigit():
            return f"{self.text}\n{words}"
        gap = " " if self.suffix != "nothing" and self.text[-1].isascii() and self.text[-1] != " " else ""
        return self.text + gap + words


class Numbering:
    """The lists of a file and how far each has counted. Paragraphs must be asked for in reading order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._nums: dict[str, etree._Element] = {}
        if root is not None:
            self._abstract = {e.get(f"{W}abstractNumId", ""): e for e in root.iter(f"{W}abstractNum")}
            self._nums = {e.get(f"{W}numId", ""): e for e in root.iter(f"{W}num")}
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, list[int | None]] = {}

    def next(self, own: tuple[str | None, int | None] | None, style: Style) -> Printed | None:
        """The number of the next paragraph, counted; ``own`` is its ``w:numPr``. None when it has no number."""
        if own is None and style.number is None:
            return None
        number, level, by_style = self._reference(own, style)
        if number is None or number == "0":
            return None
        found = self._list(number)
        if found is None:
            return Printed(None)
        if by_style:
            level = next((i for i, lvl in found.levels.items() if lvl.style == style.numbered_by), level)
        if level not in found.levels:
            return Printed(None)
        counters = self._count(found, level)
        shown = found.levels[level]
        if shown.format == "bullet" or shown.hidden or not shown.text:
            return None
        return Printed(self._print(found, level, counters), shown.suffix)

    @staticmethod
    def _reference(own: tuple[str | None, int | None] | None, style: Style) -> tuple[str | None, int, bool]:
        """``(numId, level, the style decides on the level)``; what the paragraph leaves open is the style's."""
        from_style = style.number or (None, None)
        if own is None:
            return from_style[0], from_style[1] or 0, True
        if own[0] is None:
            return from_style[0], own[1] or 0, own[1] is None
        return own[0], own[1] or 0, False

    def _count(self, found: _List, level: int) -> list[int | None]:
        counters = self._counters.setdefault(found.abstract, [None] * LEVELS)
        start = found.starts.get(level, found.levels[level].start)
        if level in found.starts and level not in found.restarted:
            found.restarted.add(level)
            counters[level] = None
        earlier = counters[level]
        counters[level] = start if earlier is None else earlier + 1
        for deeper, definition in found.levels.items():
            if deeper > level and level < definition.restart:
                counters[deeper] = None
        return counters

    @staticmethod
    def _print(found: _List, level: int, counters: list[int | None]) -> str | None:
        shown = found.levels[level]
        certain = True

        def place(match: re.Match[str]) -> str:
            nonlocal certain
            index = int(match[1]) - 1
            definition = found.levels.get(index)
            if definition is None or index > level:
                return ""
            reached = counters[index]
            value = found.starts.get(index, definition.start) if reached is None else reached
            format = "decimal" if shown.legal and definition.format != "none" else definition.format
            text = ordinal(value, format, definition.pattern)
            certain = certain and text is not None
            return text or ""

        text = _PLACEHOLDER.sub(place, shown.text)
        return text if certain else None

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._resolve(number)
        return self._lists[number]

    def _resolve(self, number: str) -> _List | None:
        element = self._nums.get(number)
        identifier, abstract = self._abstract_of(element)
        if element is None or abstract is None:
            return None
        levels = dict(_levels(abstract))
        starts: dict[int, int] = {}
        for override in element.iter(f"{W}lvlOverride"):
            index = whole(override.get(f"{W}ilvl"), LEVELS)
            levels.update(_levels(override))
            start = override.find(f"{W}startOverride")
            if start is not None and index < LEVELS:
                starts[index] = whole(value_of(start), 0)
        return _List(identifier, levels, starts)

    def _abstract_of(self, number: etree._Element | None) -> tuple[str, etree._Element | None]:
        """The abstract list of a ``w:num``; one that only names a list style is followed to that style's list."""
        for _ in range(3):
            identifier = "" if number is None else value_of(number.find(f"{W}abstractNumId"))
            abstract = self._abstract.get(identifier)
            link = None if abstract is None else abstract.find(f"{W}numStyleLink")
            if link is None:
                return identifier, abstract
            reference = self._styles.of(value_of(link)).number
            number = self._nums.get(reference[0] or "") if reference else None
        return "", None


def _levels(parent: etree._Element) -> list[tuple[int, Level]]:
    """The ``w:lvl`` right below an element, by their index."""
    found = []
    for element in parent.findall(f"{W}lvl"):
        index = whole(element.get(f"{W}ilvl"), LEVELS)
        if index < LEVELS:
            found.append((index, _level(element, index)))
    return found


def _level(element: etree._Element, index: int) -> Level:
    form = element.find(f"{W}numFmt")
    if form is None:  # newer formats stand beside what older Word shows instead
        form = element.find(f"{ALTERNATE}AlternateContent/{ALTERNATE}Choice/{W}numFmt")
    restart = element.find(f"{W}lvlRestart")
    legal = element.find(f"{W}isLgl")
    return Level(
        start=whole(value_of(element.find(f"{W}start")), 0),
        format=value_of(form, "decimal"),
        pattern="" if form is None else form.get(f"{W}format", ""),
        text=_mended(value_of(element.find(f"{W}lvlText"))),
        suffix=value_of(element.find(f"{W}suff"), "tab"),
        restart=index if restart is None else min(index, whole(value_of(restart), index)),
        legal=legal is not None and legal.get(f"{W}val", "true") not in ("0", "false", "off"),
        hidden=switched_on(element.find(f"{W}rPr"), "vanish") is True,
        style=value_of(element.find(f"{W}pStyle")),
    )


def _mended(text: str) -> str:
    """The text of a level with the signs that were lost on the way; no number is asked with a question mark."""
    if "?" not in text:
        return text
    if brackets := _LOST_BRACKETS.fullmatch(text):
        return f"（{brackets[1]}）"
    stop = _LOST_STOP.fullmatch(text)
    return f"{stop[1]}、" if stop else text
