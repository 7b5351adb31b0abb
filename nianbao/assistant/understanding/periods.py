"""The spans of days that a question about a register names: 一季度, 3到5月, 7月15日以后, 去年12月. Each with what happened in them.

A span that is not understood is left in the words: whoever counts must not count the whole year for it.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex

TAKEN = "＊"
"""Stands for what was understood; no word of a question."""
_N = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?!\d)"
_D = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR = r"(?:(?P<{0}>20\d\d)年?|(?P<{0}w>[今本去上前明次]年)度?)?的?(?:第|全年|年)?"
_TO = r"(?:到|至|[-~—–－]+)"
_POINT = (
    rf"(?:(?P<q{{0}}>[一二三四1-4])(?:个)?季度?|(?P<m{{0}}>{_N})月(?:份)?(?:(?P<d{{0}}>{_D})[日号]?|(?P<x{{0}}>[上中下])旬)?"
    r"|[Qq](?P<Q{0}>[1-4]))"
)
_OPEN = r"(?P<open>(?:[底末初](?:以|之)?|以|之)?(?:后|前|来)(?!面)|起|为?止|截止)"
_SPAN = regex(
    r"(?<![\d.第])"
    + _YEAR.format("y")
    + rf"(?:(?:(?P<first>{_N}|[一二三四1-4](?=\D{{1,4}}季))(?:月份?|个?季度?)?{_TO}(?P<to>第?))?{_POINT.format('')}"
    + rf"(?:{_TO}(?:(?P<y2>20\d\d)年)?{_POINT.format('2')})?{_OPEN}?"
    + r"|(?P<half>[上下前后]半年)|[前头](?P<n>[一二两三四五六七八九十1-9]+)个?(?P<unit>季度|月)|(?P<year>(?<=[\d年])年?度?(?!\d|度?的?结转)))"
)
"""Of the many forms the one that is there; ``first``…: 3到5月, 一至二季度."""
_RECEIVED = r"收到|收件|接收|接到|新收|新增|收(?!费)|来(?=的|了|[几多]|申请)|提交|提出|登记|受理|申请(?!人|公开)"
_ANSWERED = r"(?<!延期)(?<!延长)(?<!超期)(?<!按期)(?<!按时)(?<!逾期)(?<![没未])(?<!没有)(?<!尚未)(?:答复|回复|办结|办完|办理|处理(?!费)|办了|答(?!复)|办好)|(?<=按期)答复率?|(?<=按时)答复率?|(?<=超期)答复"
_DUE = r"到期|截止|应答复|该答复|期满"
_DONE = regex(f"(?P<due>{_DUE})|(?P<received>{_RECEIVED})|(?P<answered>{_ANSWERED})")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both in it. ``by``: what happened in them (received, answered, due); empty where the words
    do not say."""

    first: date
    last: date
    by: str = ""

    @property
    def label(self) -> str:
        """As it is printed: 2024年1—3月, 2024年3月5日至3月20日."""
        first, last = self.first, self.last
        if first.day == 1 and last == _end(last.year, last.month):
            if first.year == last.year:
                if (first.month, last.month) == (1, 12):
                    return f"{first.year}年"
                months = str(first.month) if first.month == last.month else f"{first.month}—{last.month}"
                return f"{first.year}年{months}月"
            return f"{first.year}年{first.month}月至{last.year}年{last.month}月"
        if first == last:
            return f"{first.year}年{first.month}月{first.day}日"
        year = "" if last.year == first.year else f"{last.year}年"
        return f"{first.year}年{first.month}月{first.day}日至{year}{last.month}月{last.day}日"

    def __contains__(self, day: str) -> bool:
        return self.first.isoformat() <= day <= self.last.isoformat()


def periods_in(said: str, year: int) -> tuple[list[tuple[Period, ...]], str]:
    """The spans in the order of the words, those that are told one by one together (3月和5月), and the words without them.
    ``year``: that of the register; it alone is no span."""
    found = [(span, *match.span()) for match in _SPAN.finditer(said) if (span := _span(match, year)) is not None]
    groups: list[list[tuple[Period, str, str]]] = []
    rest, joined = said, False
    for at, (span, start, end) in enumerate(found):
        before = said[found[at - 1][2] if at else 0 : start]
        after = said[end : found[at + 1][1] if at + 1 < len(found) else len(said)]
        groups = groups if joined else [*groups, []]
        groups[-1].append((span, before, after))
        joined = at + 1 < len(found) and _JOINED.fullmatch(after) is not None
        rest = rest[:start] + TAKEN * (end - start) + rest[end:]
    periods = []
    for group in groups:
        by = _by(group[0][1], group[-1][2])
        periods.append(tuple(Period(span.first, span.last, by) for span, _, _ in group))
    return periods, rest


def days_said(said: str) -> str:
    """2024-03-05 and 2024.3 as they are said."""
    return _WRITTEN.sub(lambda m: f"{m[1]}年{m[2]}月" + (f"{m[3]}日" if m[3] else ""), said)


_WRITTEN = regex(r"(?<![A-Za-z\d.-])(20\d\d)[-./](1[0-2]|0?[1-9])(?:[-./](3[01]|[12]\d|0?[1-9]))?(?!\d)")
_JOINED = regex(r"的?(?:[、,和与跟及]|以及|还有)的?")


def what_happened(said: str) -> str:
    """Which day the words speak of: that of the receipt, of the answer, or the last one for it."""
    match = _DONE.search(said)
    return (match.lastgroup or "") if match else ""


def without_happened(said: str) -> str:
    return _DONE.sub(TAKEN, said)


def _by(before: str, after: str) -> str:
    if by := what_happened(after):
        return by
    all_ = list(_DONE.finditer(before))
    return (all_[-1].lastgroup or "") if all_ else ""


def _span(match: re.Match[str], of: int) -> Period | None:
    """The span of a match; None for what is no day there is."""
    try:
        year = _year(match["y"], match["yw"], of)
        if match["half"]:
            return _months(year, 1, 6) if match["half"][0] in "上前" else _months(year, 7, 12)
        if match["n"]:
            n = _number(match["n"]) * (3 if match["unit"] == "季度" else 1)
            return _months(year, 1, n) if n <= _MONTHS else None
        if match["year"] is not None:
            return None if year == of else _months(year, 1, _MONTHS)
        span = _point(match, "", year)
        if match["first"]:
            n = _number(match["first"])
            quarters = match["q"] is not None
            span = Period(date(year, 3 * n - 2 if quarters else n, 1), span.last)
        if match["m2"] or match["q2"] or match["Q2"]:
            span = Period(span.first, _point(match, "2", int(match["y2"] or year)).last)
        elif match["open"]:
            span = _opened(span, match["open"], year)
        return span if span.first <= span.last else None
    except ValueError:
        return None


def _opened(span: Period, words: str, year: int) -> Period:
    """From a day on, or up to it. 以前 of a month ends before the month; of its end (底) or of a day, with it."""
    one_day = span.first == span.last
    if words[-1] in "后来起":
        later = words[0] in "底末" and not one_day
        return Period(span.last + timedelta(1) if later else span.first, date(year, _MONTHS, 31))
    with_it = one_day or words[0] in "底末截为止"
    return Period(date(year, 1, 1), span.last if with_it else span.first - timedelta(1))


def _point(match: re.Match[str], which: str, year: int) -> Period:
    if quarter := match[f"q{which}"] or match[f"Q{which}"]:
        last = 3 * _number(quarter)
        return _months(year, last - 2, last)
    month = _number(match[f"m{which}"])
    if day := match[f"d{which}"]:
        one = date(year, month, _number(day))
        return Period(one, one)
    if third := match[f"x{which}"]:
        first = 1 + 10 * "上中下".index(third)
        return Period(date(year, month, first), _end(year, month) if third == "下" else date(year, month, first + 9))
    return _months(year, month, month)


_MONTHS = 12


def _months(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), _end(year, last))


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _year(number: str | None, words: str | None, of: int) -> int:
    if number:
        return int(number)
    return of + {"去": -1, "上": -1, "前": -2, "明": 1, "次": 1}.get((words or "今")[0], 0)


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else chinese_to_int(words.replace("两", "二")) or 0


def by_month(year: int) -> Iterator[Period]:
    yield from (_months(year, n, n) for n in range(1, _MONTHS + 1))


def by_quarter(year: int) -> Iterator[Period]:
    yield from (_months(year, n, n + 2) for n in range(1, _MONTHS, 3))
