"""What makes Word fetch or start something when a file is opened: templates and pictures elsewhere, DDE, INCLUDE fields.

We never follow any of it. A copy that we hand on is stripped of it: whoever opens our paper opens nothing of a stranger's.
"""

import re
from collections.abc import Iterator

from lxml import etree

from nianbao.documents.word.xml import W
from nianbao.report.patterns import regex

HARMLESS = "about:blank"
"""In place of an address: Word finds nothing there and asks nobody."""
LINK_CLICKED_ON = "hyperlink"
"""The one relation that does nothing by itself."""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FETCHING = regex(r"^\s*(DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DATABASE|RD)\b", re.IGNORECASE)
_NAMES = {"attachedTemplate": "外部模板", "image": "外部图片"}


def fetching_fields(root: etree._Element) -> Iterator[tuple[str, list[etree._Element]]]:
    """(kind, elements that hold its instruction) of every field that fetches; an instruction may be in many pieces."""
    for simple in root.iter(f"{W}fldSimple"):
        if match := _FETCHING.match(simple.get(f"{W}instr", "")):
            yield match.group(1).upper(), [simple]
    open_fields: list[list[etree._Element]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}instrText":
            if open_fields:
                open_fields[-1].append(element)
        elif element.get(f"{W}fldCharType") == "begin":
            open_fields.append([])
        elif open_fields and element.get(f"{W}fldCharType") in ("separate", "end"):
            pieces = open_fields[-1]
            if match := _FETCHING.match("".join(piece.text or "" for piece in pieces)):
                yield match.group(1).upper(), pieces
            open_fields[-1] = []
            if element.get(f"{W}fldCharType") == "end":
                open_fields.pop()


def without_fetching_fields(root: etree._Element) -> list[str]:
    """Empties the instructions in place; what the field shows stays. Returns the kinds, each once."""
    found = list(fetching_fields(root))
    for _, pieces in found:
        for piece in pieces:
            if piece.tag == f"{W}fldSimple":
                piece.set(f"{W}instr", "")
            else:
                piece.text = ""
    return list(dict.fromkeys(f"{kind} 域" for kind, _ in found))


def without_addresses(relations: etree._Element) -> list[str]:
    """Points relations that Word follows by itself to nowhere, in place. Returns what they were, each once."""
    said: list[str] = []
    for element in relations.iter(_RELATIONSHIP):
        kind = element.get("Type", "").rpartition("/")[2]
        if element.get("TargetMode") == "External" and kind != LINK_CLICKED_ON and element.get("Target") != HARMLESS:
            element.set("Target", HARMLESS)
            said.append(_NAMES.get(kind, "外部对象"))
    return list(dict.fromkeys(said))
