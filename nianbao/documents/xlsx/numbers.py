"""What a spreadsheet cell shows: a stored number under its number format.

The file stores 0.339 and shows 33.9%, stores 45000 and shows a date. Formats that cannot be followed exactly give
text, never another number than the one shown.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

from nianbao.report.patterns import regex

GENERAL = "General"
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: "#,##0;-#,##0", 43: '#,##0.00;-#,##0.00;"-"', 44: "#,##0.00;-#,##0.00", 48: "##0.0E+0",
    14: "yyyy/m/d", 15: "yyyy/m/d", 16: "m/d", 17: "yyyy/m", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 45: "[h]:mm", 46: "[h]:mm", 47: "[h]:mm",
    **dict.fromkeys((27, 31, 36, 50, 51, 52, 54, 57, 58), "yyyy/m/d"), 28: "m/d", 29: "m/d", 30: "yyyy/m/d", 53: "m/d",
    **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm"),
}  # fmt: skip
"""Formats that a file need not spell out (ECMA-376, 18.8.30), as an office program set to Chinese shows them."""

MOST_DIGITS = 15
"""What a spreadsheet keeps of a number; what stands behind is noise of its arithmetic."""
MOST_DECIMALS = 6
"""Decimals that can mean something: a sum of money in 万元 down to the 分."""
_LEAST = Decimal(1).scaleb(-MOST_DECIMALS)
_LONGEST = 30
"""Digits of a number that is still written out."""
_ROOM = Context(prec=300, rounding=ROUND_HALF_UP)
_TOKEN = regex(r'"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]|General|G/通用格式|[#0?,.%]+|.', re.IGNORECASE | re.DOTALL)
_CURRENCY = regex(r"\[\$([^-\]]*)(?:-[^\]]*)?\]")
_COLOUR = regex(
    r"\[(?:black|blue|cyan|green|magenta|red|white|yellow|(?:color|颜色)\s?\d{1,2}|[黑白红绿蓝黄]色?|洋红|蓝绿色)\]",
    re.IGNORECASE,
)
_PLACEHOLDER = regex(r"(?:[#0?]+|[#?]*#,#*[#0]+|0,000)(?:\.([0#?]*))?%?")
_PRINTED = frozenset("-+()（）:/ \u3000￥¥$，、元件条项宗个万")
"""Signs that stand for themselves without quotes."""
_DATE_LETTER = regex(r"[ymdhs]|年|月|日", re.IGNORECASE)
_FIRST_DAY = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_LAST_SERIAL = 2_958_465
"""9999-12-31"""
_BEFORE_LEAP = 60
"""Serials up to here are off by one day: spreadsheets think that 1900 was a leap year."""


@dataclass(frozen=True)
class _Section:
    """One of the up to four parts of a format: the words before and after the figures, and how these are set."""

    before: str = ""
    figures: str = ""
    after: str = ""
    date: str = ""
    """The letters of a date, when it is one."""
    exotic: bool = False


def displayed(stored: str, code: str, starts_1904: bool = False, rounded: list[str] | None = None) -> str:
    """The text that a cell shows for a stored number: ``1,234``, ``33.9%``, ``2024年1月25日``.

    A number whose format shows it rounded comes with the digits that are stored, up to ``MOST_DECIMALS``, and what is
    shown is added to ``rounded``: 12.11万元 shown as 12 is not 12. Zeros and numbers that a format hides or shows as a dash come as the number; a format that cannot be followed
    gives ``12345〔0!.0,〕``, which is no number to anyone.
    """
    number = _number(stored) if len(stored) <= _LONGEST else None
    if number is None:
        return stored
    sections = _sections(code)
    section = _choose(sections, number)
    if section is None or section.exotic:
        return f"{_plain(number)}〔{code}〕"
    if section.date:
        return _date(number, section.date, starts_1904) or f"{_plain(number)}〔{code}〕"
    if not section.figures:
        return _plain(number) if number == 0 else f"{_plain(number)}〔{code}〕"
    figures = _figures(abs(number), section.figures)
    may_be_rounded = section.figures != GENERAL and not figures.endswith("%") and not stored.isdecimal()
    if may_be_rounded and (whole := _unrounded(number, figures)) is not None:
        if rounded is not None:
            rounded.append(f"{whole}显示为{figures}")
        figures = whole
    minus = "-" if number < 0 and len(sections) < 2 and figures.strip("0.%") else ""
    return minus + section.before + figures + section.after


def _unrounded(number: Decimal, figures: str) -> str | None:
    """The number, its thousands parted as in ``figures``; None where these are the number, noise of arithmetic apart."""
    exact = abs(number).quantize(_LEAST, context=_ROOM)
    if exact == Decimal(figures.replace(",", "")):
        return None
    return f"{exact.normalize():,f}" if "," in figures else _plain(exact)


def _number(stored: str) -> Decimal | None:
    """The number to fifteen digits; None for what is none, or of absurd size."""
    try:
        exact = Decimal(stored.strip())
        number = exact if len(exact.as_tuple().digits) <= MOST_DIGITS else Decimal(f"{exact:.{MOST_DIGITS}g}")
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _LONGEST else None


def _plain(number: Decimal) -> str:
    """The number without exponent and without noughts at the end: 12.0 is 12."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _choose(sections: tuple[_Section, ...], number: Decimal) -> _Section | None:
    """Positive; negative; zero; text."""
    if len(sections) >= 3 and number == 0:
        return sections[2]
    return sections[1] if len(sections) >= 2 and number < 0 else sections[0]


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[str]] = [[]]
    for token in _TOKEN.findall(code[:255]):
        if token == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(_section(part) for part in parts[:4])


def _section(tokens: list[str]) -> _Section:
    before, figures, after, letters = "", "", "", ""
    for token in tokens:
        literal = _literal(token)
        if literal is None and _DATE_LETTER.fullmatch(token):
            letters += token.lower()
        elif literal is None and figures:
            return _Section(exotic=True)
        elif literal is None:
            figures = token
        elif figures:
            after += literal
        else:
            before += literal
    if letters:
        return _Section(date=letters, exotic=bool(figures))
    general = figures.lower() in ("general", "g/通用格式", "@")
    if figures and not general and not _PLACEHOLDER.fullmatch(figures):
        return _Section(exotic=True)
    return _Section(before.strip(), GENERAL if general else figures, after.strip())


def _literal(token: str) -> str | None:
    """What a token prints by itself; None for placeholders and for what cannot be followed."""
    if token[0] == '"':
        return token[1:-1]
    if token[0] in "\\!" and len(token) == 2:
        return token[1]
    if token[0] in "_*" and len(token) == 2:
        return " " if token[0] == "_" else ""
    if token[0] == "[":
        if currency := _CURRENCY.fullmatch(token):
            return currency[1]
        return "" if _COLOUR.fullmatch(token) else None
    return token if token in _PRINTED else None


def _figures(number: Decimal, figures: str) -> str:
    if figures == GENERAL:
        return _plain(number)
    placeholder = figures.removesuffix("%")
    shown = number * 100 if figures.endswith("%") else number
    whole, _, decimals = placeholder.partition(".")
    text = f"{shown.quantize(Decimal(1).scaleb(-len(decimals)), context=_ROOM):f}"
    digits, point, fraction = text.partition(".")
    fraction = fraction[: len(decimals.rstrip("#?"))] + fraction[len(decimals.rstrip("#?")) :].rstrip("0")
    digits = digits.lstrip("0").rjust(whole.count("0"), "0")
    if not digits and not fraction:
        return "0"  # # shows a nought as nothing; what is stored is a nought
    if "," in whole and digits:
        digits = f"{int(digits):,}"
    return digits + (point + fraction if fraction else "") + figures[len(placeholder) :]


def _date(number: Decimal, letters: str, starts_1904: bool) -> str:
    """The date or time of a serial number in Chinese; empty when there is none."""
    if not 0 <= number <= _LAST_SERIAL:
        return ""
    days = int(number)
    shown = ""
    if any(letter in letters for letter in "yd年月日") or "h" not in letters:
        if not starts_1904 and days <= _BEFORE_LEAP:
            days += 1
        day = _FIRST_DAY[starts_1904] + timedelta(days=days)
        months = "m" in letters.split("h")[0] or "月" in letters
        shown += f"{day.year}年" if "y" in letters or "年" in letters else ""
        shown += f"{day.month}月" if months else ""
        shown += f"{day.day}日" if "d" in letters or "日" in letters else ""
    if "h" in letters:
        minutes = round(float(number % 1) * 24 * 60)
        shown += f"{' ' if shown else ''}{minutes // 60 % 24:02}:{minutes % 60:02}"
    return shown
