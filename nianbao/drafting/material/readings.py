"""What stands in a cell of the inputs, read as a number or asked about: never guessed, never rounded, never zero."""

from decimal import Decimal
from typing import Literal, NamedTuple

from nianbao.report.cells import Cell
from nianbao.report.patterns import regex
from nianbao.report.text import fold

COUNTERS = "件|条|项|宗|个|份|起|次|例|篇|场|期|人|人次|批|部|家|处|名"
_WRITTEN = regex(
    rf"^(?P<sign>-?)(?P<int>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<frac>\.\d+)?\s*(?P<unit>(?:{COUNTERS})|万元|元|%)?[。.]?$"
)
_ABOUT = regex(r"约|大概|大约|左右|上下|余|多|近|超|几|来|不到|不足|以上|以下|估|~|～|至|－|\d\s*-\s*\d")
_SHORT = regex(r"[万千百亿]")


Kind = Literal["count", "money", "any"]
MOST_DIGITS: dict[Kind, int] = {"count": 9, "money": 12, "any": 12}
"""Of a whole number: what is longer is figures that ran together. Sums of such numbers can still be read back
(``cells.MAX_DIGITS``)."""
TOO_MANY_DIGITS, TOO_FINE = "位数太多，像是几个数连在了一起", "小数位数太多"


class Reading(NamedTuple):
    """A number with the unit that stood by it; or no number, and why (Chinese; empty: the cell is blank)."""

    value: int | Decimal | None
    unit: str = ""
    why: str = ""


def read_number(raw: object, kind: Kind = "count", unit: str = "件") -> Reading:
    """A cell of the inputs: a count, an amount of money in ``unit`` (元 or 万元), or any figure with any unit.

    213条 and 1,038件 are read; 约200, 40多, 3万 and 三件 are asked about, for a report prints exact numbers.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return Reading(None)
    if isinstance(raw, bool):
        return _asked(raw, "不是数字")
    if isinstance(raw, int | float | Decimal):
        return _checked(raw, Decimal(repr(raw) if isinstance(raw, float) else raw), kind, "")
    text = fold(str(raw)).strip()
    match = _WRITTEN.match(text)
    if match is None:
        if any(c.isdigit() for c in text) and _ABOUT.search(text):
            return _asked(raw, "是约数，请填确切的数")
        if any(c.isdigit() for c in text) and _SHORT.search(text):
            return _asked(raw, f"请写成完整的数字（单位：{unit}）")
        return _asked(raw, "不是数字")
    number = Decimal(match["sign"] + match["int"].replace(",", "") + (match["frac"] or ""))
    said = match["unit"] or ""
    if kind == "money" and said and said != unit:
        return _asked(raw, f"单位应为{unit}")
    if kind == "count" and said in ("万元", "元", "%"):
        return _asked(raw, f"单位应为{unit}")
    return _checked(raw, number, kind, said)


def _checked(raw: object, number: Decimal, kind: Kind, unit: str) -> Reading:
    if not number.is_finite():
        return _asked(raw, "不是数字")
    if number < 0:
        return _asked(raw, "不能是负数")
    if number >= 10 ** MOST_DIGITS[kind]:
        return _asked(raw, TOO_MANY_DIGITS)
    whole = number == number.to_integral_value()
    if kind == "count":
        return Reading(int(number), unit) if whole else _asked(raw, "应为整数")
    value = Decimal(int(number)) if whole else number.normalize()
    return Reading(value, unit) if Cell.read(str(value)).value == value else _asked(raw, TOO_FINE)


def _asked(raw: object, why: str) -> Reading:
    return Reading(None, "", f"“{str(raw)[:20]}”{why}")
