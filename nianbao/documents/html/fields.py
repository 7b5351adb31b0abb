"""Forms in a table: what stands in their fields is printed where it is a figure, as pages of data entry show it."""

from lxml import etree

from nianbao.report.cells import Cell, CellKind

_WRITTEN = frozenset({"", "text", "number", "tel", "decimal", "numeric"})
"""Types of ``<input>`` that show what is written in them."""
_NO_FIGURE = frozenset({CellKind.TEXT, CellKind.BLANK})


def figure_in(element: etree._Element) -> str:
    """The figure, dash or the like that a field shows; empty for other words, and for buttons and boxes to tick."""
    text = _shown(element).strip()
    return text if Cell.read(text).kind not in _NO_FIGURE else ""


def _shown(element: etree._Element) -> str:
    tag = element.tag
    if tag == "input":
        return element.get("value", "") if element.get("type", "").strip().lower() in _WRITTEN else ""
    if tag == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        return "".join(map(str, (chosen or options)[-1 if chosen else 0].itertext())) if options else ""
    return element.text or ""
