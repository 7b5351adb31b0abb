"""Automatic numbers of HTML lists, as browsers print them."""

import re
from dataclasses import dataclass

from lxml import etree

from nianbao.report.patterns import regex

_LIST_STYLE = regex(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_STYLES = {
    "none": "",
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "cjk-ideographic": "一",
    "simp-chinese-informal": "一",
    "trad-chinese-informal": "一",
}
"""Names of CSS → the ``type`` that HTML has for them; ``一`` is none of HTML, the empty type prints no number."""
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DIGITS = "一二三四五六七八九"


@dataclass(slots=True)
class OpenList:
    """A list being read: the type of its numbers, and the number of its next item."""

    type: str
    following: int

    @classmethod
    def of(cls, element: etree._Element) -> "OpenList":
        """A list as it opens. Only ``ol`` prints numbers."""
        if element.tag != "ol":
            return cls("", 1)
        return cls(_type(element, element.get("type", "1")), _integer(element.get("start"), 1))

    def number(self, item: etree._Element) -> str:
        """The number in front of the next item, with its stop; empty when none is printed."""
        value = _integer(item.get("value"), self.following)
        self.following = value + 1
        kind = _type(item, self.type)
        if not kind or not 1 <= value <= 999:
            return ""
        if kind == "一":
            return f"{_chinese(value)}、"
        if kind in "aA":
            return f"{chr(ord(kind) + (value - 1) % 26)}. "
        if kind in "iI":
            return f"{_roman(value).upper() if kind == 'I' else _roman(value)}. "
        return f"{value}. "


def _type(element: etree._Element, default: str) -> str:
    match = _LIST_STYLE.search(element.get("style", ""))
    words = match[1].lower().split() if match else []
    return next((_STYLES[word] for word in words if word in _STYLES), default)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"[+-]?[0-9]{1,6}", text) else default


def _chinese(value: int) -> str:
    """一, 十, 十二, 二十: below a hundred, which is what lists need; above, figures."""
    if value >= 100:
        return str(value)
    tens, ones = divmod(value, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens - 1] + "十"
    return ten + (_DIGITS[ones - 1] if ones else "")


def _roman(value: int) -> str:
    if value >= 400:
        return str(value)
    text = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        text += sign * count
    return text
