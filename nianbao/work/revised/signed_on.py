"""The day of signature as words tell it: a date, a day of the month that stands there, so many days later (往后推三天)."""

from calendar import monthrange
from datetime import date, timedelta

from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex

_NAMED = regex(r"落款(?:的)?(?:日期|时间)?|(?:成文|签发|报告|署名)(?:日期|时间)")
_DATE = regex(r"(?:(20\d\d)\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?")
_LATER = regex(
    r"(?P<how>往后[推挪]?|推迟|延后|顺延|后推|往前[推挪提]?|提前|提早)(?:了)?(?P<n>\d+|[一二两三四五六七八九十]+)个?(?P<unit>天|日|星期|周)"
)
_DAY = regex(r"(?:到|成|为|改)\s*(?:当月)?(\d{1,2})[日号]")
_LAST_DAY = regex(r"(?P<month>\d{1,2}|[一二三四五六七八九十]+)月份?(?:的)?(?:最后一[天日]|月?底)")
_BARE = regex(r"^(?:把|将|那个)?日期")
_NOT_THAT_DAY = regex(r"[，,]?(?:而)?不是[^，,。]+")
NO_SUCH_DAY = "成文日期没有读懂，请写全年月日，例如“落款日期改成2025年1月20日”。"


def tells_of_a_day(said: str) -> bool:
    """Whether words tell the day of signature."""
    if _NAMED.search(said):
        return any(pattern.search(said) for pattern in (_DATE, _LATER, _DAY, _LAST_DAY))
    return bool(_BARE.match(said) and (_LATER.search(said) or _DATE.search(said)))


def day_in(words: str, year: int, now: date | None) -> date | None:
    """The day told last, of the year after the report's (``year``) where none is told: it is published then. ``now``: the day that
    stands there. None where words tell none that there is."""
    words = _NOT_THAT_DAY.sub("", words)
    try:
        if later := _LATER.search(words):
            return None if now is None else now + _span(later["n"], later["unit"], later["how"])
        if dates := list(_DATE.finditer(words)):
            told = dates[-1]
            return date(int(told[1] or year + 1), int(told[2]), int(told[3]))
        if last := _LAST_DAY.search(words):
            month = int(last["month"]) if last["month"].isdigit() else chinese_to_int(last["month"]) or 0
            in_year = now.year if now else year + 1
            return date(in_year, month, monthrange(in_year, month)[1])
        day = _DAY.search(words)
        return now.replace(day=int(day[1])) if day and now else None
    except ValueError:
        return None


def _span(n: str, unit: str, how: str) -> timedelta:
    number = int(n) if n.isdigit() else chinese_to_int(n) or 0
    days = number * (7 if unit in ("星期", "周") else 1)
    return timedelta(days=-days if "前" in how or "早" in how else days)
