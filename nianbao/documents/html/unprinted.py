"""What a page does not print though nothing on the element itself says so: rules of its sheets, tips, text of no size.

Done once before the walk, and only on pages that have such a thing; the walk finds the element marked as hidden.
"""

import re

from lxml import etree

from nianbao.documents.html.sheet import read_sheets
from nianbao.documents.html.tables import ARTICLE_LENGTH
from nianbao.documents.html.tree import is_inline
from nianbao.report.patterns import regex

_KNOWN_CLASSES = ("sr-only", "visually-hidden", "line-through", "visible-xs", "visible-print")
"""Classes of Bootstrap and Tailwind (and what they begin with) for what a reader at a screen does not see, or reads as
struck out; a saved page often lacks their sheets. Believed in cells only."""
_PARTS_OF_TABLES = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th"})
_NO_SIZE = regex(r"font-size\s*:\s*0+(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?![\w.%])", re.IGNORECASE)
_NO_SIZE_WRITTEN = ("font-size:0", "font-size: 0", "FONT-SIZE: 0", "FONT-SIZE:0")
"""As styles are written, by hand and by programs; looking for these costs nothing."""
_OWN_SIZE = regex(r"font-size\s*:\s*(?!0)(?![\d.]+(?:em|%))|(?:^|;)\s*font\s*:", re.IGNORECASE)


def mark_unprinted(root: etree._Element, text: str) -> None:
    """Marks elements of the page (whose source is ``text``) as hidden, and empties text that is set in no size."""
    sheets = read_sheets(root)
    if sheets.hiding:
        cells: dict[etree._Element, bool] = {}
        for element in (*root.iterfind(".//*[@class]"), *root.iterfind(".//*[@id]")):
            if sheets.hides(element) and _may_be_hidden(element, cells):
                _hide(element)
    if any(name in text for name in _KNOWN_CLASSES):
        for element in root.iterfind(".//*[@class]"):
            names = element.get("class", "").split()
            if any(name.startswith(_KNOWN_CLASSES) for name in names) and _is_in_cell(element):
                _hide(element)
    if "tooltip" in text:
        for element in root.iterfind(".//*[@role='tooltip']"):
            if _is_in_cell(element):
                _hide(element)
    if any(written in text for written in _NO_SIZE_WRITTEN):
        for element in root.iterfind(".//*[@style]"):
            if _NO_SIZE.search(element.get("style", "")):
                _empty(element)


def _may_be_hidden(element: etree._Element, small_cells: dict[etree._Element, bool]) -> bool:
    """True within a line or a table, and for a block with a table, which the reader looks into when one is missing.

    Prose that a rule hides may be folded until a click.
    """
    if (
        is_inline(element)
        or element.tag in _PARTS_OF_TABLES
        or next(element.iterdescendants("table"), None) is not None
    ):
        return True
    cell = next(element.iterancestors("td", "th"), None)
    if cell is None:
        return False
    if cell not in small_cells:
        small_cells[cell] = sum(map(len, cell.itertext())) <= ARTICLE_LENGTH
    return small_cells[cell]


def _hide(element: etree._Element) -> None:
    element.set("hidden", "")


def _is_in_cell(element: etree._Element) -> bool:
    return next(element.iterancestors("td", "th"), None) is not None


def _empty(element: etree._Element) -> None:
    """Empties an element of no size; blocks in it, and elements with a size or a class of their own, may be seen."""
    within_line = is_inline(element)
    waiting = [element]
    while waiting:
        node = waiting.pop()
        node.text = None
        for child in node:
            child.tail = None
            if is_inline(child) and not _may_have_size(child, within_line):
                waiting.append(child)


def _may_have_size(element: etree._Element, within_line: bool) -> bool:
    style = element.get("style", "")
    if _NO_SIZE.search(style) or _OWN_SIZE.search(style) or (element.tag == "font" and element.get("size")):
        return True  # one of no size is emptied in its turn
    return not within_line and element.get("class") is not None
