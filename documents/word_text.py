"""Text of a Word paragraph: what the reader of reports and the proof-reader of written files agree on."""

from collections.abc import Callable, Iterator

from lxml import etree

from documents.word_xml import W

DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_LEAVES = frozenset(W + name for name in ("t", "tab", "br", "cr", "noBreakHyphen", "instrText", "fldChar"))


def text_leaves(parent: etree._Element, left_out: Callable[[etree._Element], bool]) -> Iterator[etree._Element]:
    """The elements that hold text or mark fields, in order; nothing deleted, nothing below what is ``left_out``."""
    for child in parent:
        if child.tag in DELETED or left_out(child):
            continue
        if child.tag in _LEAVES:
            yield child
        else:
            yield from text_leaves(child, left_out)


def leaf_text(leaf: etree._Element, line_break: str) -> str:
    """What a leaf prints: its text, a space for a tab, ``line_break`` for a break; a field's code prints nothing."""
    if leaf.tag == f"{W}t":
        return leaf.text or ""
    if leaf.tag == f"{W}tab":  # elsewhere than in a run it is a tab stop
        parent = leaf.getparent()
        return " " if parent is not None and parent.tag == f"{W}r" else ""
    if leaf.tag in (f"{W}br", f"{W}cr"):
        return line_break
    return "-" if leaf.tag == f"{W}noBreakHyphen" else ""
