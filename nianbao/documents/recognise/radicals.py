"""Characters that dumps of PDFs print in place of those people type: the radicals and the compatibility forms.

⼀ (U+2F00) looks like 一 (U+4E00) and is another character; no label or heading would be found in such a text.
"""

import unicodedata

from nianbao.report.patterns import regex

_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳⼾⾭",
    "母民虎西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟户青",
)
"""Radicals that fonts print for the characters of the same shape, where Unicode names none or a traditional one."""

_LOOKALIKE = regex("[\u2e80-\u2eff\u2f00-\u2fdf\uf900-\ufaff\ufe30-\ufe4f]")


def is_lookalike(code: int) -> bool:
    """Quicker than to ask for the fold of each character of a page."""
    return 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0xFE30 <= code <= 0xFE4F


def fold_radicals(text: str) -> str:
    """The text with look-alike radicals, compatibility ideographs and vertical forms as people type them.

    >>> fold_radicals("⼆、⾏政⼈⺠") == "二、行政人民"
    True
    """
    if text.isascii():
        return text
    found = set(_LOOKALIKE.findall(text))
    return text.translate({ord(char): _folded(char) for char in found}) if found else text


def _folded(char: str) -> str:
    return unicodedata.normalize("NFKC", char.translate(_RADICALS))
