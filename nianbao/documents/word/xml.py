"""WordprocessingML: elements in its namespace, units of length, and the way into bytes and out of them."""

import re

from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{NAMESPACE}}}"
"""Stands before the name of every element and attribute, as lxml writes names."""

_ILLEGAL_IN_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Not compiled here: only writers need it, and it is slow to compile."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def w(tag: str, *children: etree._Element | dict[str, str], **attributes: str | int) -> etree._Element:
    """An element of WordprocessingML; attributes too are in its namespace, those in a dict as they stand."""
    element = etree.Element(W + tag, nsmap={"w": NAMESPACE, "r": OFFICE_RELATIONS})
    for name, value in attributes.items():
        element.set(W + name, str(value))
    for child in children:
        if isinstance(child, dict):
            for name, value in child.items():
                element.set(name, value)
        else:
            element.append(child)
    return element


def parse(part: bytes) -> etree._Element:
    """A part from outside: entities stay closed, nothing is fetched. Raises ``etree.XMLSyntaxError``."""
    return etree.fromstring(part, _PARSER)


def serialise(root: etree._Element) -> bytes:
    """A part as it stands in the package: UTF-8 with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def legal(text: str) -> str:
    """Text without the control characters that XML does not allow; tabs and returns as spaces."""
    return re.sub(_ILLEGAL_IN_XML, "", text).replace("\t", " ").replace("\r", " ")


def mm(length: float) -> int:
    """Millimetres in twips."""
    return round(length / 25.4 * 1440)


def twips(points: float) -> int:
    """Points in twips (1/20 pt)."""
    return round(points * 20)


def ems(text: str) -> float:
    """Width in characters; letters and digits of half width count half."""
    return sum(0.5 if char.isascii() else 1 for char in text)
