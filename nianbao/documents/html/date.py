"""The day a page says it was published on."""

import re
from collections.abc import Iterable
from datetime import date

from lxml import etree

from nianbao.report.patterns import regex

_DAY = r"(20\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})"
_FIRST_DAY = regex(_DAY)


def _labelled(*labels: str) -> re.Pattern[str]:
    spaced = "|".join(r"\s*".join(label) for label in labels)
    return regex(rf"(?:{spaced})\s*[\]】)）]?\s*[:：]?\s*{_DAY}")


_PUBLISHED = _labelled("发布日期", "发布时间", "公开日期", "公开时间", "发布于", "发文日期")
_WRITTEN = _labelled("成文日期", "生成日期", "印发日期")
_META_NAMES = frozenset({"pubdate", "publishdate", "publish_date", "publishtime", "article:published_time"})
MAX_LINE = 400
"""Longer lines are prose; a date in them is no date of publication."""


def publication_date(lines: Iterable[str], root: etree._Element) -> date | None:
    """The date of publication printed in ``lines`` (those around the article), else the page's ``<meta>``, else the
    date the text was written on (成文日期). None when the page states none.
    """
    short = [line for line in lines if len(line) <= MAX_LINE]
    return _first(_PUBLISHED, short) or _of_meta(root) or _first(_WRITTEN, short)


def _first(pattern: re.Pattern[str], lines: list[str]) -> date | None:
    return next((day for line in lines for match in pattern.finditer(line) if (day := _date(match))), None)


def _of_meta(root: etree._Element) -> date | None:
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if name in _META_NAMES and (match := _FIRST_DAY.search(meta.get("content", ""))) and (day := _date(match)):
            return day
    return None


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(*(int(part) for part in match.groups()[-3:]))
    except ValueError:
        return None
