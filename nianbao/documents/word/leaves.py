"""Text of a Word paragraph: what the reader of reports and the proof-reader of written files agree on."""

from collections.abc import Callable, Iterator

from lxml import etree

from nianbao.documents.word.xml import W

DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
LEAVES = frozenset(
    W + name for name in ("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "sym", "instrText", "fldChar")
)
_PRIVATE_AREA = 0xF000
_SYMBOLS = {
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0xA8): "□",
    ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0xA3): "□",
}
"""The ticks and boxes of Word's symbol fonts; other characters of such fonts stay what they are, unreadable."""


def text_leaves(parent: etree._Element, left_out: Callable[[etree._Element], bool]) -> Iterator[etree._Element]:
    """The elements that hold text or mark fields, in order; nothing deleted, nothing below what is ``left_out``."""
    for child in parent:
        if child.tag in DELETED or left_out(child):
            continue
        if child.tag in LEAVES:
            yield child
        else:
            yield from text_leaves(child, left_out)


def leaf_text(leaf: etree._Element, line_break: str, tab: str = " ") -> str:
    """What a leaf prints: its text, ``tab`` and ``line_break`` for those; a field's code prints nothing."""
    if leaf.tag == f"{W}t":
        return (leaf.text or "").replace("\xad", "")  # a soft hyphen shows only at the end of a line
    if leaf.tag in (f"{W}tab", f"{W}ptab"):  # elsewhere than in a run it is a tab stop
        parent = leaf.getparent()
        return tab if parent is not None and parent.tag == f"{W}r" else ""
    if leaf.tag in (f"{W}br", f"{W}cr"):
        return line_break
    if leaf.tag == f"{W}sym":
        return _symbol(leaf.get(f"{W}font", ""), leaf.get(f"{W}char", ""))
    return "-" if leaf.tag == f"{W}noBreakHyphen" else ""


def _symbol(font: str, code: str) -> str:
    try:
        number = int(code, 16)
        character = chr(number)
    except (ValueError, OverflowError):
        return ""
    return _SYMBOLS.get((font.lower(), number % _PRIVATE_AREA), character)
