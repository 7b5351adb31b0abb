"""Entries of a table of contents in a Word file: they look like the headings that they only point to.

Word, WPS and LibreOffice each mark them in another way: by a field, a content control, links to bookmarks that
only a table of contents makes, or a style alone. Contents typed by hand are for ``nianbao.documents.build``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from nianbao.documents.word.reading.styles import first_child, value_of
from nianbao.documents.word.xml import W
from nianbao.report.patterns import regex

_P, _T, _TABLE, _CONTROL = f"{W}p", f"{W}t", f"{W}tbl", f"{W}sdt"
_MARK, _CODE, _SIMPLE = f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"
_GALLERIES = frozenset({"table of contents", "目录"})
_CONTENTS_FIELD = regex(r"\s*TOC\b")
_TO_ENTRY = regex(r'\s*(?:PAGEREF|HYPERLINK\s+\\l)\s+"?_Toc')
_PAGE_AT_END = regex(r".*[^\d\s].*?[-—–(（]?\s*(?:\d{1,3}|[ivxlcIVXLC]{1,6})\s*[-—–)）]?\s*")
_LONGEST = 100
"""Characters of an entry; a paragraph that goes beyond is prose, whatever it is marked as."""


def is_marked_up(root: etree._Element) -> bool:
    """Whether a part holds fields, controls or links at all; most do not, and need none of the questions below."""
    return next(root.iter(_CODE, _SIMPLE, f"{W}hyperlink", f"{W}docPartGallery", f"{W}showingPlcHdr"), None) is not None


def is_entry(text: str) -> bool:
    """Whether a paragraph in a style for contents, or with a link to a heading, reads as an entry: a page at its end."""
    return _is_short(text) and _PAGE_AT_END.fullmatch(text) is not None


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST and "。" not in text


def contents_entries(root: etree._Element) -> set[etree._Element]:
    """The paragraphs that a field, a content control or links mark as entries of a table of contents.

    A field or control that holds a table, or never ends, holds more than contents and marks nothing.
    """
    return {*_in_controls(root), *_in_fields(root), *_with_links(root)}


def _in_controls(root: etree._Element) -> Iterator[etree._Element]:
    for gallery in root.iter(f"{W}docPartGallery"):
        control = next(gallery.iterancestors(_CONTROL), None)
        known = value_of(gallery).strip().lower() in _GALLERIES
        if known and control is not None and next(control.iter(_TABLE), None) is None:
            yield from (p for p in control.iter(_P) if _is_short(_text(p)))


def _with_links(root: etree._Element) -> Iterator[etree._Element]:
    for link in root.iter(f"{W}hyperlink"):
        if link.get(f"{W}anchor", "").startswith("_Toc"):
            yield from _if_entry(next(link.iterancestors(_P), None))


def _if_entry(paragraph: etree._Element | None) -> Iterator[etree._Element]:
    if paragraph is not None and is_entry(_text(paragraph)):
        yield paragraph


def _text(paragraph: etree._Element) -> str:
    return "".join(t.text or "" for t in paragraph.iter(_T))


@dataclass(slots=True)
class _Field:
    """An open field: its code so far, and the paragraphs with text in it."""

    code: str
    paragraphs: set[etree._Element]
    lists_contents: bool = False
    broken: bool = False


def _in_fields(root: etree._Element) -> set[etree._Element]:
    """Paragraphs of a TOC field and of no text beside it, and entries that refer to a heading's page."""
    if next(root.iter(_CODE, _SIMPLE), None) is None:
        return set()
    found: set[etree._Element] = set()
    beside: set[etree._Element] = set()
    paragraph: etree._Element | None = None
    fields: list[_Field] = []
    for element in root.iter(_P, _T, _TABLE, _MARK, _CODE, _SIMPLE):
        tag = element.tag
        if tag == _P:
            paragraph = element
        elif tag == _T:
            listing = [field for field in fields if field.lists_contents]
            if paragraph is not None and (element.text or "").strip():
                for field in listing:
                    field.paragraphs.add(paragraph)
                if not listing:
                    beside.add(paragraph)
        elif tag == _TABLE:
            for field in fields:
                field.broken = True
        elif tag == _CODE:
            if fields:
                fields[-1].code += element.text or ""
        elif tag == _SIMPLE:
            if _CONTENTS_FIELD.match(code := element.get(f"{W}instr", "")) or _TO_ENTRY.match(code):
                found.update(_if_entry(paragraph))
        else:
            found |= _marked(element, fields, paragraph)
    return {p for p in found if p not in beside or is_entry(_text(p))}


def _marked(mark: etree._Element, fields: list[_Field], paragraph: etree._Element | None) -> set[etree._Element]:
    """What the beginning, middle or end of a field tells: the entries found by it."""
    kind = mark.get(f"{W}fldCharType")
    if kind == "begin":
        fields.append(_Field("", set()))
    elif kind == "separate" and fields:
        fields[-1].lists_contents = _CONTENTS_FIELD.match(fields[-1].code) is not None
        if _TO_ENTRY.match(fields[-1].code):
            return set(_if_entry(paragraph))
    elif kind == "end" and fields:
        ended = fields.pop()
        if ended.lists_contents and not ended.broken:
            return ended.paragraphs
    return set()


def clear_placeholders(root: etree._Element) -> None:
    """Take the words out of content controls that only ask to be filled in: Word shows them, nobody wrote them.

    Some programs leave the sign on when the control has been filled in, so the words must read as a request.
    """
    for sign in root.iter(f"{W}showingPlcHdr"):
        properties = sign.getparent()
        control = None if properties is None else properties.getparent()
        content = None if control is None else first_child(control, f"{W}sdtContent")
        if content is None or sign.get(f"{W}val", "true") in ("0", "false", "off"):
            continue
        texts = list(content.iter(_T))
        if _REQUEST.search(words := "".join(t.text or "" for t in texts)) and not _FIGURE.search(words):
            for text in texts:
                text.text = ""


_REQUEST = regex(r"单击|点击|轻触|此处|输入|填写|选择|[Cc]lick|[Tt]ap|[Ee]nter|[Cc]hoose|[Ss]elect")
_FIGURE = regex(r"\d")


def formulas_without_result(root: etree._Element) -> int:
    """How many formulas (``=SUM(LEFT)``) show nothing, for their fields have never been updated."""
    return sum((code.text or "").lstrip().startswith("=") and not _has_result(code) for code in root.iter(_CODE))


def _has_result(code: etree._Element) -> bool:
    """Whether text stands between the middle and the end of the field of a code, in the same paragraph."""
    run = code.getparent()
    in_result, inner = False, 0
    for sibling in run.itersiblings() if run is not None else ():
        for element in sibling.iter(_T, _MARK):
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                inner += 1
            elif kind == "end":
                inner -= 1
                if inner < 0:
                    return False
            elif kind == "separate":
                in_result = in_result or not inner
            elif in_result and (element.text or "").strip():
                return True
    return False
