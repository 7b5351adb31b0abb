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
CHINESE_NUMERAL = regex(r"[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+")
ARABIC_NUMERAL = regex(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def chinese_to_int(text: str) -> int | None:
    """``四十二`` → 42, ``二〇二三`` → 2023, ``一万三千`` → 13000; None when it is no numeral.

    Source of the grammar: everyday reading; 廿、卅 are not met in reports and not read.
    """
    if not text or any(c not in _DIGITS and c not in _UNITS and c not in _LARGE for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text)) if len(text) > 1 else _DIGITS[text]
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _UNITS:
            section += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            total = (total + section + digit or 1) * _LARGE[c]
            section = digit = 0
    return total + section + digit


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
