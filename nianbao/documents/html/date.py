"""The day a page says it was published on."""

from collections.abc import Sequence

from lxml import etree

from nianbao.documents.recognise.dates import DAY, Published, day_of, published_on, written_on
from nianbao.report.patterns import regex

_FIRST_DAY = regex(DAY)
_META_NAMES = frozenset({"pubdate", "publishdate", "publish_date", "publishtime", "article:published_time"})
OF_THE_PAGE = "网页自带的发布日期"


def publication_date(lines: Sequence[str], root: etree._Element) -> Published | None:
    """The date of publication printed in ``lines`` (those around the article), else the page's ``<meta>``, else the
    date the text was written on (成文日期). None when the page states none.
    """
    return published_on(lines) or _of_meta(root) or written_on(lines)


def _of_meta(root: etree._Element) -> Published | None:
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if name in _META_NAMES and (match := _FIRST_DAY.search(meta.get("content", ""))) and (day := day_of(match)):
            return Published(day, OF_THE_PAGE)
    return None
