"""The year a question is about: named, or this year's, last year's. 上年结转 is a row of the form and no year."""

from nianbao.assistant.understanding.cells import CARRIED_IN
from nianbao.report.patterns import regex

_NAMED = regex(r"(20\d\d)年?")
_LAST = regex(r"去年|上一?个?年度?")
_BEFORE_LAST = regex(r"前年")
_SEVERAL = regex(r"(?<![\d第前])([两二三2３3])年(?!级|[前后内])")
_COUNTS = {"两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "３": 3}
"""两年一共: this year and the years before it."""
_AGAINST = regex(r"[和跟与同较比]\s*(?:去年|上一?年度?)|(?:相比|对比)(?:去年|上年)|比\s*20\d\d年?")


_TREND = regex(
    r"(?:那|这|和|跟|与|同|比|较|相比|今年|本年|去年|上年|上一年|是|的|有|到底|究竟|,|，)*"
    r"(?:增加|减少|上升|下降|增长|降低|提高|多|少|增|减|升|降|涨|跌|变|变化|持平)(?:了|过)?(?:没有?|还是.{1,4}了?|吗|么|不|多少|几[件个条]|呢|啊|[？?])*"
)
"""降了吗, 比去年多了没: said of what was just told."""


def year_asked(said: str, this_year: int | None) -> int | None:
    """None where no year is named, or this year is not known."""
    if (named := year_named(said)) is not None or this_year is None:
        return named
    if _BEFORE_LAST.search(said):
        return this_year - 2
    return this_year - 1 if asks_last_year(said) else None


def years_asked(said: str, this_year: int | None) -> tuple[int, ...]:
    """All years that a question is about, as they are named; against last year: this year and that one. Empty: none is named."""
    named = [int(y) for y in _NAMED.findall(said)]
    if this_year is not None and (several := _SEVERAL.search(said)):
        return tuple(this_year - n for n in range(_COUNTS[several[1]]))
    if this_year is not None:
        before = year_asked(_NAMED.sub("", said), this_year)
        if before is not None and before not in named:
            named.append(before)
        if this_year not in named and (_THIS.search(said) or (before is not None and against_last_year(said))):
            named.insert(0, this_year)
    return tuple(dict.fromkeys(named))


def against_last_year(said: str) -> bool:
    """Whether something is held against last year: 跟去年对得上吗, 比上年多几件."""
    return _AGAINST.search(without_carried_in(said)) is not None


def year_named(said: str) -> int | None:
    """A year that is named by its number."""
    match = _NAMED.search(said)
    return int(match[1]) if match else None


def asks_last_year(said: str) -> bool:
    return _LAST.search(without_carried_in(said)) is not None


def without_carried_in(said: str) -> str:
    """The words without 去年留下来的: a row of this year's report names a year and means none."""
    return regex(CARRIED_IN).sub("结转", said)


def asks_trend(said: str) -> bool:
    """Whether it is asked, of what was just told, if it grew: and nothing else is named."""
    return _TREND.fullmatch(said.strip()) is not None


def names_a_year(said: str) -> bool:
    return bool(year_named(said) or asks_last_year(said) or _BEFORE_LAST.search(said) or _THIS.search(said))


def without_years(said: str) -> str:
    """The words without the year that they name."""
    for words in (_NAMED, _LAST, _BEFORE_LAST, _THIS):
        said = words.sub("", said)
    return said


_THIS = regex(r"[今本]年度?")
