"""Days as clerks write them: 2024.3.5, 20240305, 3月5日, 2024年3月5日 16:30, 24/3/5."""

from dataclasses import dataclass
from datetime import date, timedelta

from nianbao.register.sheets import Value
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

_SEPARATED = r"(?P<y>(?:19|20)\d\d|\d\d)(?:年|[-./])(?P<m>\d{1,2})(?:月|[-./])(?P<d>\d{1,2})(?:日|号)?"
_COMPACT = r"(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)"
_MONTH_DAY = r"(?P<m>\d{1,2})(?:月|[-./])(?P<d>\d{1,2})(?:日|号)?"
_TIME = regex(
    r"(?:[\sT]+|(?<=[日号\d])(?=上午|下午))(?:上午|下午)?\s*\d{1,2}[:时点：][\d:.：分秒时\s]*$|[\s(（]*(?:星期|周)[一二三四五六日天][)）]?$|(?:上午|下午)$"
)
"""The hour or the day of the week behind a day. It goes before spaces go: 2024/2/6 15:06 is no 61st."""
_CUT_NUMBER = regex(r"^\d{1,2}\.[123]$")
"""A number cell loses the nought of 1月10日 written 1.10: such a text names two days."""
_WHOLE = tuple(regex(rf"^{body}$") for body in (_COMPACT, _SEPARATED, _MONTH_DAY))
_SERIAL = regex(r"^4\d{4}(?:\.\d+)?$")
"""A day as a spreadsheet counts it, exported as a number: 2009 to 2036."""
_RANGE = regex(r"^(.+?)(?:至|到|~|～|—+|--+|-(?=\d{4}))(.+)$")
_FIRST_DAY = date(1899, 12, 30)
_NONE = frozenset(
    {"", "/", "-", "--", "—", "——", "―", "无", "否", "未答复", "办理中", "正在办理", "待答复", "在办", "未办结"}
)
"""What stands for no day."""


@dataclass(frozen=True, slots=True)
class Day:
    """What a cell says: a day, no day, or something that is neither (``unclear``). ``assumed``: the year is not its own."""

    day: date | None = None
    unclear: bool = False
    assumed: bool = False


NO_DAY = Day()


def read_day(value: Value, year: int | None = None, not_before: date | None = None) -> Day:
    """The day in a cell. One without a year is of ``year``, or the first one not before ``not_before``."""
    if isinstance(value, date):
        return Day(value)
    text = squeeze(_TIME.sub("", value.strip()))
    if text in _NONE:
        return NO_DAY
    if _CUT_NUMBER.match(text):
        return Day(unclear=True)
    if _SERIAL.match(text):
        return Day(_FIRST_DAY + timedelta(int(float(text))))
    for pattern in _WHOLE:
        if match := pattern.match(text):
            parts = match.groupdict()
            return _day(parts.get("y"), int(parts["m"]), int(parts["d"]), year, not_before)
    return Day(unclear=True)


def _day(stated: str | None, month: int, day: int, year: int | None, not_before: date | None) -> Day:
    try:
        if stated is not None:
            return Day(date(int(stated) + (2000 if len(stated) == 2 else 0), month, day))
        if not_before is not None:
            found = date(not_before.year, month, day)
            return Day(found if found >= not_before else date(not_before.year + 1, month, day), assumed=True)
        if year is not None:
            return Day(date(year, month, day), assumed=True)
    except ValueError:
        pass
    return Day(unclear=True)


def read_range(value: Value, not_before: date | None = None) -> tuple[Day, Day]:
    """The first and the last day of a period in one cell (2024.3.5-2024.3.20); one day alone is its first."""
    first = read_day(value, not_before=not_before)
    if isinstance(value, date) or not first.unclear:
        return first, NO_DAY
    match = _RANGE.match(squeeze(value))
    if match is None:
        halves = squeeze(value).split("-")
        if len(halves) != 2:
            return Day(unclear=True), Day(unclear=True)
        start = read_day(halves[0], not_before=not_before)
        return start, read_day(halves[1], not_before=start.day)
    start = read_day(match[1], not_before=not_before)
    return start, read_day(match[2], not_before=start.day)
