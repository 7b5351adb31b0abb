"""The numbers Word prints in front of paragraphs, by the name of their format (ECMA-376, ST_NumberFormat).

A format is given only as far as its numbers are certain; beyond that the answer is None, never a guess.
"""

from collections.abc import Callable

from nianbao.report.patterns import regex

_DIGITS = "零一二三四五六七八九"
_ROUND_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST_COUNTED = 9_999
_LARGEST_LETTER = 26 * 5
_PADDED = regex(r"(0*1), (0*2), (0*3), \.\.\.")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def counted(number: int, digits: str = _DIGITS, units: str = "十百千", *, bare_ten: bool = True) -> str | None:
    """一、十、十一、二十、一百零一、一千零一十; ``bare_ten`` says whether ten is 十 rather than 一十."""
    if not 1 <= number <= _LARGEST_COUNTED:
        return None
    text, gap = "", False
    for place, unit in ((3, units[2]), (2, units[1]), (1, units[0]), (0, "")):
        digit = number // 10**place % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + unit
        gap = not digit
    return text[1:] if bare_ten and 10 <= number < 20 else text


def _counted_below_100(number: int) -> str | None:
    """From a hundred on these formats differ between versions and languages of Word."""
    return counted(number) if number < 100 else None


def _by_position(number: int) -> str | None:
    return "".join(_ROUND_DIGITS[int(d)] for d in str(number))


def _series(first: str, count: int) -> Callable[[int], str | None]:
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= count else None


def _of(characters: str) -> Callable[[int], str | None]:
    return lambda number: characters[number - 1] if 1 <= number <= len(characters) else None


def _roman(number: int) -> str | None:
    if not 1 <= number < 4000:
        return None
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letter(number: int) -> str | None:
    """A … Z, AA, BB: Word repeats the letter."""
    return chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 1 <= number <= _LARGEST_LETTER else None


def _lower(upper: Callable[[int], str | None]) -> Callable[[int], str | None]:
    return lambda number: text.lower() if (text := upper(number)) else None


_FORMATS: dict[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda number: "",
    "upperRoman": _roman,
    "lowerRoman": _lower(_roman),
    "upperLetter": _letter,
    "lowerLetter": _lower(_letter),
    "chineseCounting": _counted_below_100,
    "chineseCountingThousand": counted,
    "japaneseCounting": _counted_below_100,
    "taiwaneseCounting": _counted_below_100,
    "taiwaneseCountingThousand": _counted_below_100,
    "ideographDigital": _by_position,
    "japaneseDigitalTenThousand": _by_position,
    "taiwaneseDigital": _by_position,
    "chineseLegalSimplified": lambda number: counted(number, _LEGAL_DIGITS, "拾佰仟", bare_ten=False),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "decimalEnclosedCircle": _series("①", 20),
    "decimalEnclosedCircleChinese": _series("①", 10),
    "decimalEnclosedParen": _series("⑴", 20),
    "decimalEnclosedFullstop": _series("⒈", 20),
    "ideographEnclosedCircle": _series("㊀", 10),
}


def ordinal(number: int, format: str, pattern: str = "") -> str | None:
    """A number (0 or more) in a format of Word; None when the format, or the number in it, is not certain.

    ``pattern`` belongs to the format ``custom``: ``001, 002, 003, ...``.

    >>> ordinal(21, "chineseCountingThousand"), ordinal(10, "decimalEnclosedCircle"), ordinal(3, "thaiLetters")
    ('二十一', '⑩', None)
    """
    if format == "custom":
        match = _PADDED.fullmatch(pattern)
        return str(number).zfill(len(match[1])) if match else None
    write = _FORMATS.get(format)
    return None if write is None else write(number)
