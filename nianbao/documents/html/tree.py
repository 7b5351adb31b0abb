"""A web page as a tree, and what its tags and styles do to the text in them."""

import re
from functools import lru_cache
from typing import Literal

from lxml import etree

from nianbao.documents.limits import check_markup
from nianbao.documents.stream import UnreadableFileError
from nianbao.report.patterns import regex

Role = Literal["inline", "block", "table", "group", "row", "cell", "note", "field", "faint", "apart", "gone"]
"""What an element is for the reader: ``group`` thead and its like, ``note`` raised text, ``field`` of a form,
``faint`` styled so that nothing of it is seen (which scripts undo for whole articles), ``apart`` in a line but not one
word with what stands beside it (a gap before it, white on white), ``gone`` not printed."""

_ROLES_OF_TAGS: tuple[tuple[Role, str], ...] = (
    (
        "gone",
        "script style title meta link base noscript template iframe frame frameset noframes object embed applet audio "
        "video canvas svg button del s strike rt rp datalist map colgroup col",
    ),
    (
        "block",
        "html head body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr br legend li main menu nav ol p pre section summary ul "
        "caption",
    ),
    ("group", "thead tbody tfoot"),
    ("table", "table"),
    ("row", "tr"),
    ("cell", "td th"),
    ("note", "sup"),
    ("field", "input select textarea"),
)
_ROLES: dict[str, Role] = {tag: role for role, tags in _ROLES_OF_TAGS for tag in tags.split()}
_DISPLAY: dict[str, Role] = {
    "none": "gone",
    "block": "block",
    "flex": "block",
    "grid": "block",
    "list-item": "block",
    "inline": "inline",
    "table": "table",
    "table-row-group": "group",
    "table-header-group": "group",
    "table-footer-group": "group",
    "table-row": "row",
    "table-cell": "cell",
}
_GONE_STYLE = regex(
    r"visibility\s*:\s*(?:hidden|collapse)|text-decoration[^;:]{0,100}:[^;]{0,100}line-through|mso-hide\s*:\s*all"
    r"|mso-element\s*:\s*comment|mso-special-character\s*:\s*(?:comment|footnote|endnote)",
    re.IGNORECASE,
)
_FAINT_STYLE = regex(
    r"(?:^|;)\s*opacity\s*:\s*0*\.?0*%?\s*(?:!|;|$)"
    r"|^(?=.*position\s*:\s*(?:absolute|fixed)).*(?:(?:left|top|right)\s*:\s*-\d{4,}p[xt]|clip\s*:\s*rect\([01px\s,]+\))",
    re.IGNORECASE,
)
_APART_STYLE = regex(
    r"(?:margin|padding)-left\s*:\s*(?:[1-9]\d+|[5-9])(?:\.\d+)?p[xt]|(?:margin|padding)-left\s*:\s*(?:[1-9]|0?\.[5-9])[\d.]*r?em"
    r"|(?:^|;)\s*color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))",
    re.IGNORECASE,
)
_RAISED_STYLE = regex(r"vertical-align\s*:\s*super", re.IGNORECASE)
_DISPLAY_STYLE = regex(r"(?:^|;)\s*display\s*:\s*([a-z-]+)", re.IGNORECASE)
_DOCUMENT_ENDS = regex(rb"</(?:[Bb][Oo][Dd][Yy]|[Hh][Tt][Mm][Ll])\s*>")
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\r\f")
_LEADING_DIGITS = regex(r"\s*(\d{1,6})")
_RESTYLED: frozenset[Role] = frozenset({"inline", "block", "note"})
_LEAVES_HIDDEN: frozenset[Role] = frozenset({"note", "faint", "apart"})
"""Styles without a ``display`` of their own, which alone undoes that an element is hidden."""
_NEVER_GONE = frozenset({"html", "body"})


def parse_page(text: str) -> etree._Element:
    """The tree of a page, with the pages that its frames carry in themselves (``srcdoc``). Nothing is fetched,
    entities of a document type are not expanded.
    """
    root = _parse(text)
    for frame in list(root.iter("iframe")):
        if source := frame.get("srcdoc"):
            frame.tag = "div"
            frame.text = None
            frame[:] = [_parse(source)]
    return root


def _parse(text: str) -> etree._Element:
    """An inner ``</body>`` or ``</html>`` (a page pasted into a page) would end the parse: browsers go on, so do we."""
    check_markup(text)
    data = _DOCUMENT_ENDS.sub(b"", text.encode("utf-8", errors="replace").translate(None, _CONTROLS))
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    if root is None:
        raise UnreadableFileError("网页里没有文字。")
    if parser.error_log.filter_from_fatals():
        raise UnreadableFileError("网页的结构嵌套过深，无法读完整，请在浏览器中打开后另存为 .docx 或 PDF 再试。")
    return root


def role(element: etree._Element) -> Role:
    """What the element is, by its tag and by its own style; rules in style sheets are not looked at."""
    tag = element.tag
    known = _ROLES.get(tag, "inline")
    if known == "gone":
        return known
    style = element.get("style")
    styled = None if style is None else _styled(style)
    if styled is None:
        return "gone" if element.get("hidden") is not None and tag not in _NEVER_GONE else known
    if styled in _LEAVES_HIDDEN and element.get("hidden") is not None:
        return "gone"
    if styled == "gone":
        return known if tag in _NEVER_GONE else styled
    if styled in ("faint", "apart"):
        return styled if known == "inline" else known
    # A real table cell that says display:block is still a cell of its table.
    return styled if known in _RESTYLED else known


def is_inline(element: etree._Element) -> bool:
    """True for an element within a line by its tag."""
    return element.tag not in _ROLES


@lru_cache(maxsize=2048)
def _styled(style: str) -> Role | None:
    """The role that an inline style gives, None when it gives none."""
    if _GONE_STYLE.search(style):
        return "gone"
    displayed = _DISPLAY_STYLE.findall(style)
    if _FAINT_STYLE.search(style) and "none" not in displayed:
        return "faint"
    if displayed:
        return _DISPLAY.get(displayed[-1].lower())
    if _RAISED_STYLE.search(style):
        return "note"
    return "apart" if _APART_STYLE.search(style) else None


def span(element: etree._Element, name: str, most: int) -> int:
    """``colspan`` or ``rowspan`` as browsers read it: digits in front count, nonsense is 1, ``most`` is the bound."""
    value = element.get(name)
    if value is None:
        return 1
    digits = _LEADING_DIGITS.match(value)
    return min(int(digits[1]), most) if digits else 1
