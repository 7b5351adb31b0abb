"""Rules of a page's own style sheets that keep elements from being printed: .hd{display:none} and their like."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from nianbao.report.patterns import regex

_HIDING = regex(
    r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|text-decoration[a-z-]*\s*:[^;{}]{0,100}line-through|mso-hide\s*:\s*all)",
    re.IGNORECASE,
)
_SHOWING = regex(r"(?:^|[;\s])(?:display\s*:\s*(?!none)[a-z]|visibility\s*:\s*visible)", re.IGNORECASE)
_PIECE = regex(r"([^{}]*)([{}])")
_SIMPLE = regex(r"([a-zA-Z][a-zA-Z0-9]*)?((?:[.#][\w-]+)+)")
_NAMES = regex(r"[.#][\w-]+")
_COMPOUNDS = regex(r"[\s>+~]+")
_EVERY_SCREEN = frozenset({"@media", "@media all", "@media screen", "@media only screen"})
"""Rules within hold for every screen; with a width or for print they hold for some."""
_UNMET = (":hover", ":focus", ":active", ":target", ":checked")
"""A rule for them does not hold as the page stands."""

MAX_RULES = 20
"""Rules with the same name in them; a page has two or three."""


class HidingRule(NamedTuple):
    """Elements of ``tag`` (any when empty) that have all ``names`` (classes with a dot, ids with a #)."""

    tag: str
    names: frozenset[str]


class Sheets(NamedTuple):
    """The hiding rules of a page, each under one of its names, and the names that other rules of it show again:
    ``.tab.active{display:block}``."""

    hiding: dict[str, set[HidingRule]]
    shown: set[str]

    def hides(self, element: etree._Element) -> bool:
        """True for an element that a rule hides and none shows."""
        names = {f".{name}" for name in element.get("class", "").split()}
        if identifier := element.get("id"):
            names.add(f"#{identifier}")
        return names.isdisjoint(self.shown) and any(
            rule.names <= names and rule.tag in ("", element.tag)
            for name in names
            for rule in self.hiding.get(name, ())
        )


def read_sheets(root: etree._Element) -> Sheets:
    """The simple rules of all ``<style>`` of a page. Those inside other conditions than a screen are not looked at."""
    sheets = Sheets({}, set())
    texts = ["".join(map(str, style.itertext())) for style in root.iter("style")]
    if not any(_HIDING.search(text) for text in texts):
        return sheets
    for text in texts:
        for selectors, declared in _rules(_without_comments(text)):
            if _HIDING.search(declared):
                for rule in _simple(selectors):
                    named = sheets.hiding.setdefault(max(rule.names), set())
                    if len(named) < MAX_RULES:
                        named.add(rule)
            elif _SHOWING.search(declared):
                sheets.shown.update(_shown(selectors))
    return sheets


def _simple(selectors: str) -> Iterator[HidingRule]:
    for selector in selectors.split(","):
        if match := _SIMPLE.fullmatch(selector.strip()):
            yield HidingRule((match[1] or "").lower(), frozenset(_NAMES.findall(match[2])))


def _shown(selectors: str) -> Iterator[str]:
    for selector in selectors.split(","):
        if not any(state in selector for state in _UNMET):
            yield from _NAMES.findall(_COMPOUNDS.split(selector.strip())[-1])


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that hold for a screen of any size."""
    opened: list[tuple[str, bool]] = []
    """What is open, with whether all around it holds."""
    holds = True
    for match in _PIECE.finditer(sheet):
        text, bracket = match.groups()
        if bracket == "{":
            words = " ".join(text.rpartition(";")[2].replace("<!--", "").split())
            opened.append((words, holds))
            holds = holds and words.lower() in _EVERY_SCREEN
        elif opened:
            selectors, holds = opened.pop()
            if holds and not selectors.startswith("@"):
                yield selectors, text


def _without_comments(sheet: str) -> str:
    kept = []
    position = 0
    while (start := sheet.find("/*", position)) >= 0:
        kept.append(sheet[position:start])
        end = sheet.find("*/", start + 2)
        if end < 0:
            return "".join(kept)
        position = end + 2
    return "".join([*kept, sheet[position:]])
