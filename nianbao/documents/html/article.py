"""The report among what a site prints around it: navigation, metadata card, tool bars, related links, footer.

Found by what it holds (official headings and tables), never by the names that a site gives to its elements.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from nianbao.documents.html.lines import Item, Line, Printed
from nianbao.documents.html.title import find_page_title
from nianbao.documents.html.tree import is_inline
from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.recognise.site_words import ends_article, is_attachment, is_chrome, is_contents, names_metadata
from nianbao.report.layout import TableKey

FEWEST_ANCHORS = 2
"""Fewer official headings and tables than this do not tell where the report stands."""
_TABLE_SIGNS: dict[TableKey, tuple[str, ...]] = {
    "active_disclosure": ("第二十条第", "制发件数", "处理决定数量", "本年新制作数量"),
    "applications": ("申请人情况", "自然人", "勾稽关系", "上年结转"),
    "proceedings": ("结果维持", "结果纠正", "尚未审结"),
}
"""Words of which any one tells the official table; torn labels are put together before they are looked for."""
MAX_HEADING = 45


@dataclass(frozen=True, slots=True)
class Article:
    """The report's own items in order, its title (when one is printed) first.

    ``around`` are the texts of what stood before and after it, ``place`` the element that holds it (None when no
    one element does), ``anchors`` the keys of the official headings and tables in it.
    """

    items: list[Item]
    has_title: bool
    around: list[str]
    place: etree._Element | None
    anchors: frozenset[str]


def find_article(items: Sequence[Item]) -> Article:
    """The report in the items of a page; when no official heading tells where it is, all that is no link or tool."""
    anchors = [(index, key) for index, item in enumerate(items) if (key := anchor_of(item))]
    keys = frozenset(key for _, key in anchors)
    place = None
    if len(keys) >= FEWEST_ANCHORS:
        place = _common_place([(key, items[index].element) for index, key in anchors])
        start, end = _extent(items, place)
        inside = [index for index, _ in anchors if start <= index < end]
        first, last = inside[0], inside[-1]
    else:
        start, end, first, last = 0, len(items), len(items), 0
    title = find_page_title(items[:first])
    if title is None:
        front = [item for item in items[start:first] if _is_prose(item)]
        before = 0
    else:
        before = title.start
        front = [*items[title.start : title.end], *_after_title(items, title.end, start, first)]
    tail = list(_tail(items[max(first, last + 1) : end]))
    body = [*items[first : last + 1], *tail]
    around = [_text(item) for item in (*items[before:first], *items[last + 1 :], *items[:before])]
    return Article([*front, *body], title is not None, around, place, keys)


# --- where it is ----------------------------------------------------------------------------------------------


def anchor_of(item: Item) -> str | None:
    """What official heading (``section …``) or table (its key) an item is; None for all else."""
    if isinstance(item, Line):
        if len(item.text) > MAX_HEADING or item.linked:
            return None
        heading = section_heading(item.as_paragraph())
        return f"section {heading.key}" if heading else None
    text = "".join("".join(cell.text for row in item.grid.rows for cell in row).split())
    return next((key for key, signs in _TABLE_SIGNS.items() if any(sign in text for sign in signs)), None)


def _common_place(anchors: list[tuple[str, etree._Element]]) -> etree._Element:
    """The deepest element that holds one of each anchor: a list of contents elsewhere does not draw it wider."""
    below: dict[etree._Element, set[str]] = {}
    for key, element in anchors:
        node: etree._Element | None = element
        while node is not None and key not in (held := below.setdefault(node, set())):
            held.add(key)
            node = node.getparent()
    wanted = len({key for key, _ in anchors})
    places: dict[etree._Element, int] = {}
    for _, element in anchors:
        place = next(node for node in element.iterancestors() if len(below[node]) == wanted)
        if place not in places:
            places[place] = sum(1 for _ in place.iterancestors())
    return max(places, key=lambda place: places[place])


def _extent(items: Sequence[Item], place: etree._Element) -> tuple[int, int]:
    """First item inside ``place``, and the one behind its last."""
    known: dict[etree._Element, bool] = {place: True}
    inside = [index for index, item in enumerate(items) if _is_inside(item.element, known)]
    return inside[0], inside[-1] + 1


def _is_inside(element: etree._Element, known: dict[etree._Element, bool]) -> bool:
    """Whether an ancestor of ``element`` is known to be the place; all elements met on the way are known then."""
    path = []
    node: etree._Element | None = element
    while node is not None and node not in known:
        path.append(node)
        node = node.getparent()
    answer = node is not None and known[node]
    known.update(dict.fromkeys(path, answer))
    return answer


# --- what of it is the site's ---------------------------------------------------------------------------------


def _after_title(items: Sequence[Item], title_end: int, start: int, first: int) -> Iterator[Item]:
    """Preamble: what stands between the title and the first heading. Outside the report's element only prose is."""
    for index in range(title_end, first):
        item = items[index]
        if _is_prose(item) if index < start else not (_is_the_sites(item) or _is_contents(item)):
            yield item


def _tail(items: Sequence[Item]) -> Iterator[Item]:
    """What follows the last heading or table, up to the first line that only stands below an article."""
    kept: list[Item] = []
    for item in items:
        if isinstance(item, Line) and ends_article(item.text):
            break
        if not (isinstance(item, Line) and is_chrome(item.text)) and not _is_card(item):
            kept.append(item)
    below = next((n for n, item in enumerate(reversed(kept)) if not _is_below(item)), len(kept))
    if below == 1 and len(kept) > 1 and _is_next_paragraph(kept[-2], kept[-1]):
        below = 0
    yield from kept[: len(kept) - below]


def _is_below(item: Item) -> bool:
    """A link, a file to download: sites print them below an article."""
    return isinstance(item, Line) and ((item.linked and "。" not in item.text) or is_attachment(item.text))


def _is_next_paragraph(above: Item, last: Item) -> bool:
    """True for a single link in an element made for the article (not the page), as the paragraph above it is."""
    if not isinstance(above, Line) or not isinstance(last, Line) or is_attachment(last.text):
        return False
    blocks = [_block_of(item.element) for item in (above, last)]
    holder = blocks[0].getparent()
    return holder is not None and holder.tag != "body" and holder is blocks[1].getparent()


def _block_of(element: etree._Element) -> etree._Element:
    while is_inline(element) and (around := element.getparent()) is not None:
        element = around
    return element


def _is_contents(item: Item) -> bool:
    return isinstance(item, Line) and is_contents(item.text)


def _is_the_sites(item: Item) -> bool:
    if isinstance(item, Line):
        return item.linked or is_chrome(item.text)
    return _is_card(item)


def _is_card(item: Item) -> bool:
    """A table of 索引号, 发布日期, 来源."""
    if not isinstance(item, Printed):
        return False
    texts = [cell.text for row in item.grid.rows for cell in row if cell.text]
    return sum(names_metadata(text) or is_chrome(text) for text in texts) >= 2


def _is_prose(item: Item) -> bool:
    return isinstance(item, Line) and "。" in item.text and not item.linked and not is_chrome(item.text)


def _text(item: Item) -> str:
    if isinstance(item, Line):
        return item.text
    return " ".join(cell.text for row in item.grid.rows for cell in row if cell.text)
