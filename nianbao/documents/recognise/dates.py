"""The day a report was published on, as lines around it say: 发布时间：2025-03-20 10:37 来源：…, glued or not."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex

DAY = (
    r"(?P<year>20\d{2})(?:\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})"
    r"|(?P<month8>[01]\d)(?P<day8>[0-3]\d)(?!\d))"
)
_IN_WORDS = r"二[零〇○oO0](?P<tens>[一二三四五六七八九])(?P<ones>[零〇○oO0一二三四五六七八九])年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
_DAY_IN_WORDS = regex(_IN_WORDS)
_ONLY_DAY = regex(rf"{DAY}日?")
MAX_LINE = 400
"""Longer lines are prose; a date in them is no date of publication."""


class Published(NamedTuple):
    """The day, and what the place is called that states it (发布时间, 落款日期)."""

    day: date
    source: str


def _labelled(*labels: str) -> re.Pattern[str]:
    spaced = "|".join(r"\s*".join(label) for label in labels)
    return regex(rf"(?P<label>{spaced})\s*[\]】)）]?\s*[:：]?\s*{DAY}")


_OF_PUBLICATION = _labelled(
    "发布日期", "发布时间", "公布日期", "公布时间", "公开日期", "公开时间", "发布于", "发文日期", "发稿时间", "上网日期"
)
_BARE = regex(
    rf"(?<!成文)(?<!生成)(?<!印发)(?<!生效)(?<!施行)(?<!废止)(?<!截止)(?<!起止)(?<!统计)(?<!更新)(?<!期限)(?P<label>日\s*期|时\s*间)\s*[:：]\s*{DAY}"
)
_OF_WRITING = _labelled("成文日期", "成文时间", "生成日期", "印发日期")


def published_on(lines: Iterable[str]) -> Published | None:
    """The day of publication by its label; None where none is printed."""
    short = [line for line in lines if len(line) <= MAX_LINE and "。" not in line]
    return _first(_OF_PUBLICATION, short) or _first(_BARE, short)


def written_on(lines: Iterable[str]) -> Published | None:
    """The day the text was written on (成文日期), which stands for that of publication where no other is told."""
    return _first(_OF_WRITING, [line for line in lines if len(line) <= MAX_LINE and "。" not in line])


def day_alone(text: str) -> date | None:
    """2025年1月20日, 2025-01-20 or 二〇二五年一月二十日 and nothing else."""
    flat = "".join(text.split())
    if match := _ONLY_DAY.fullmatch(flat):
        return day_of(match)
    if match := _DAY_IN_WORDS.fullmatch(flat):
        return _of_words(match)
    return None


def day_of(match: re.Match[str]) -> date | None:
    """The day that a pattern with ``DAY`` in it has matched; None for the 40th of a month."""
    month, day = match["month"] or match["month8"], match["day"] or match["day8"]
    return _valid(int(match["year"]), int(month), int(day))


def _of_words(match: re.Match[str]) -> date | None:
    ones = "零一二三四五六七八九".find(match["ones"])
    year = 2000 + 10 * "零一二三四五六七八九".index(match["tens"]) + max(ones, 0)
    return _valid(year, chinese_to_int(match["month"]) or 0, chinese_to_int(match["day"]) or 0)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _first(pattern: re.Pattern[str], lines: list[str]) -> Published | None:
    return next(_each(pattern, lines), None)


def _each(pattern: re.Pattern[str], lines: list[str]) -> Iterator[Published]:
    for line in lines:
        for match in pattern.finditer(line):
            if day := day_of(match):
                yield Published(day, "".join(match["label"].split()))
