"""Numbers as Chinese prose writes them: digits, full-width digits, 十二, 四十余, 1.3万, 三成."""

from decimal import Decimal
from typing import NamedTuple

from nianbao.report.patterns import regex
from nianbao.report.text import fold

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "两": 2,
    "〇": 0,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_ZERO = "零〇"
_PARTS = regex(r"(?P<below>[^万亿]+)(?P<large>[万亿]?)")
_WELL_PARTED = regex(r"(?:[^万亿]+[万亿])*[^万亿]*")
_NO_UNIT_YET = 10**12
_FEWEST_IN_A_ROW = 4
"""Digits without a unit that make a number (a year, 12345); fewer mean 三四件, three or four."""
CHINESE_NUMERAL = regex(r"[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+")
ARABIC_NUMERAL = regex(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def chinese_to_int(text: str) -> int | None:
    """``四十二`` → 42, ``二〇二三`` → 2023, ``一万三千`` → 13000, ``三千二`` → 3200; None when it is no one number.

    ``三四`` and ``五六十`` are three *or* four, fifty *or* sixty, and so no number. A digit that ends the numeral right
    behind 百, 千, 万 or 亿 counts the next smaller unit, as it is said: 一百五 is 150, 一百零五 is 105.
    Source of the grammar: everyday reading; 廿、卅 are not met in reports and not read.
    """
    if not text or any(c not in _DIGITS and c not in _UNITS and c not in _LARGE for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return _digits_in_a_row(text)
    if not _WELL_PARTED.fullmatch(text):
        return None
    total, largest = 0, _NO_UNIT_YET
    for part in _PARTS.finditer(text):
        factor = _LARGE.get(part["large"], 1)
        below = _below_ten_thousand(part["below"], after_large=total > 0)
        if below is None or factor >= largest:
            return None
        spoken = not part["large"] and len(part["below"]) == 1 and total > 0
        total += below * (largest // 10 if spoken else factor)
        largest = factor
    return total


def _digits_in_a_row(text: str) -> int | None:
    """二〇二三, 一〇五 and 一二三四五 are read digit by digit; 三四 and 三五 say that it is not known."""
    if len(text) == 1:
        return _DIGITS[text]
    if len(text) < _FEWEST_IN_A_ROW and not any(c in _ZERO for c in text):
        return None
    return int("".join(str(_DIGITS[c]) for c in text))


def _below_ten_thousand(text: str, after_large: bool) -> int | None:
    """三千二百五十九; units go down, one digit before each. ``after_large``: 零 may lead (一万零三百)."""
    value, digit, unit = 0, None, _NO_UNIT_YET
    before = ""
    for c in text:
        if c in _ZERO:
            if digit is not None or not (before in _UNITS or (not before and after_large)):
                return None
        elif c in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[c]
        else:
            if _UNITS[c] >= unit or (digit is None and before and before not in _ZERO):
                return None
            unit = _UNITS[c]
            value += unit if digit is None else digit * unit
            digit = None
        before = c
    if digit is None:
        return value if before in _UNITS else None
    spoken = text[-2:-1] in _UNITS and unit > _UNITS["十"]
    return value + digit * (unit // 10 if spoken else 1)


class Numeral(NamedTuple):
    """A number met in prose: ``value``, offsets into the text, and whether 余/近/约/多 makes it a bound."""

    value: Decimal
    start: int
    end: int
    text: str


def arabic_numerals(text: str) -> list[Numeral]:
    """All runs of digits, half- or full-width, thousands separators understood; offsets of ``text``."""
    folded = fold(text)
    return [
        Numeral(Decimal(m.group().replace(",", "")), m.start(), m.end(), text[m.start() : m.end()])
        for m in ARABIC_NUMERAL.finditer(folded)
    ]
