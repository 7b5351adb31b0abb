"""The title of a report on a page that names it several times: in its tab, its trail of links, its card, its head."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from nianbao.documents.html.lines import Item, Line
from nianbao.documents.recognise.headings import Title, find_title
from nianbao.documents.recognise.site_words import is_chrome
from nianbao.documents.stream import Paragraph
from nianbao.report.agency import infer_agency
from nianbao.report.patterns import regex

MOST_LINES = 3
MAX_TITLE_LINE = 80
_PART = regex(r"公开|年报|报告|20\d\d|２０")
_NO_PART = regex(r"[。，；：:;,>»]")
_SITE_NAME = regex(r"\s*[-_|—–｜]+\s*")


@dataclass(frozen=True, slots=True)
class PageTitle:
    """Which items a title takes: from ``start``, before ``end``."""

    start: int
    end: int


def find_page_title(items: Sequence[Item]) -> PageTitle | None:
    """The title nearest above the report: links, trails and cards that repeat it stand further off.

    ``items`` are those above the report's first heading.
    """
    for start in range(len(items) - 1, -1, -1):
        item = items[start]
        if not isinstance(item, Line) or not _PART.search(item.text):
            continue
        title = _title_at(items, start)
        if title is not None:
            end = start + title.last + 1
            return PageTitle(_with_lines_above(items, start, end, bool(title.agency)), end)
    return None


def titles_of_page(root: etree._Element) -> list[str]:
    """What the page's ``<meta>`` and ``<title>`` call it, the site's name with it."""
    texts = [meta.get("content", "") for meta in root.iter("meta") if meta.get("name", "").lower() == "articletitle"]
    return texts + ["".join(map(str, title.itertext())) for title in root.iter("title")]


def title_of_page(root: etree._Element) -> str | None:
    """The title in the page's ``<meta>`` or ``<title>``, without the site's name; None when it is no report's."""
    for text in titles_of_page(root):
        for part in (text, *_SITE_NAME.split(text)):
            if find_title([Paragraph(part.strip())]):
                return part.strip()
    return None


def _title_at(items: Sequence[Item], start: int) -> Title | None:
    window = []
    for item in items[start : start + MOST_LINES]:
        if not isinstance(item, Line) or item.linked or len(item.text) > MAX_TITLE_LINE or is_chrome(item.text):
            break
        window.append(item.as_paragraph())
    title = find_title(window)
    return title if title is not None and title.first == 0 else None


def _with_lines_above(items: Sequence[Item], start: int, end: int, has_agency: bool) -> int:
    """Where a title begins whose first lines stand above: the agency's name, or a line broken by ``<br>``."""
    lowest = items[start]
    while start > 0 and end - start < MOST_LINES:
        above = items[start - 1]
        if (
            not isinstance(above, Line)
            or above.linked
            or _NO_PART.search(above.text)
            or len(above.text) > MAX_TITLE_LINE
        ):
            break
        same_element = above.element is lowest.element
        names_agency = not has_agency and infer_agency(above.text).kind is not None
        if not (same_element or names_agency) or _title_at(items, start - 1) is None:
            break
        start -= 1
        has_agency = True
    return start
