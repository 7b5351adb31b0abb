"""Articles that a page hides until its script has run: what the script would show is shown.

A saved page keeps ``visibility: hidden`` on the article that the site shows once it has loaded. A hidden element is
believed to be hidden where the page shows the report without it, such as the copy for another screen or last year's.
"""

from collections.abc import Iterable

from lxml import etree

from nianbao.documents.html.article import FEWEST_ANCHORS, Article, anchor_of, find_article
from nianbao.documents.html.blocks import walk_page
from nianbao.documents.html.joining import join_items
from nianbao.documents.html.lines import Line
from nianbao.report.layout import SECTIONS, TABLE_KEYS

MOST_ROUNDS = 4
"""Hidden elements in hidden elements."""
_WHOLE = frozenset({*TABLE_KEYS, *(f"section {section.key}" for section in SECTIONS)})
_HIDING_ATTRIBUTES = ("style", "hidden")


def read_article(root: etree._Element) -> tuple[Article, bool]:
    """The report on a page, and whether only parts of it were hidden there (all of it is no news: a script shows it)."""
    page = walk_page(root)
    article = find_article(join_items(page.items))
    shown = _shown(article)
    revealed = False
    for _ in range(MOST_ROUNDS):
        if article.anchors >= _WHOLE or not _reveal(page.hidden, _shown(article)):
            break
        revealed = True
        page = walk_page(root)
        article = find_article(join_items(page.items))
    return article, revealed and bool(shown)


def _shown(article: Article) -> set[str]:
    """The headings and tables of a report that is read already; a list of contents or a heading alone is none."""
    has_prose = any(isinstance(item, Line) and "。" in item.text for item in article.items)
    if article.anchors.isdisjoint(TABLE_KEYS) and (len(article.anchors) < FEWEST_ANCHORS or not has_prose):
        return set()
    return set(article.anchors)


def _reveal(hidden: Iterable[etree._Element], known: set[str], depth: int = 1) -> bool:
    """Shows the hidden elements that hold official headings and tables where none of those are shown (``known``)."""
    shown = False
    for element in hidden:
        kept = [(name, value) for name in _HIDING_ATTRIBUTES if (value := element.get(name)) is not None]
        for name, _ in kept:
            del element.attrib[name]
        inside = walk_page(element)
        held = {key for item in join_items(inside.items) if (key := anchor_of(item))}
        if _is_missing(held, known):
            known |= held
            shown = True
        elif not held and depth < MOST_ROUNDS and _reveal(inside.hidden, known, depth + 1):
            shown = True
        else:
            for name, value in kept:
                element.set(name, value)
    return shown


def _is_missing(held: set[str], known: set[str]) -> bool:
    """Whether what an element holds is (a part of) the report that the page does not show otherwise."""
    if known:
        return bool(held) and known.isdisjoint(held)
    return not held.isdisjoint(TABLE_KEYS) or len(held) >= FEWEST_ANCHORS
