"""One cell of an official table. A cell is not a number: it keeps what was printed."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from nianbao.report.patterns import regex
from nianbao.report.place import Origin, Place
from nianbao.report.text import fold, printed_only, remembered


class CellKind(StrEnum):
    """What stands in a cell. Only NUMBER and ZERO may enter a sum; BLANK never becomes 0."""

    NUMBER = "number"
    ZERO = "zero"
    BLANK = "blank"
    DASH = "dash"
    NA = "na"
    TEXT = "text"


Number = int | Decimal

_DASHES = frozenset({"/", "-", "--", "—", "——", "\\", "//", "―"})
_NOT_APPLICABLE = frozenset({"不适用", "n/a", "na", "无此项", "不涉及"})
MAX_DIGITS = 15
"""A whole number of more digits is no count of anything, but figures that ran together."""
_ZERO_IN_WORDS = "零"
_NUMBER = regex(
    r"""^(?P<sign>[+-]?)
        (?P<int>\d{1,3}(?:,\d{3})+|0|[1-9]\d*|[1-9]\d{0,2}(?:[ ]\d{3})+|[1-9](?:[ ]\d){2,})
        (?P<frac>\.\d+)?
        \s*(?P<unit>万元|件|条|项|宗|个)?
        \s*(?P<note>\(.*|[*※†‡]+|[①-⑳]|[⁰¹²³⁴-⁹]+|\[\d{1,2}\])?。?$""",
    re.VERBOSE | re.DOTALL,
)
"""Spaces inside a number part thousands (1 234) or every digit (1 2 3, letter-spaced); 12 3 are two numbers."""
_MONEY = regex(r"^(?P<number>[^元(]*?)\s*(?P<unit>[万亿]?元)\s*(?P<note>(?:\(.*)?)。?\s*$", re.DOTALL)
"""An amount with its unit."""
_TWO_NUMBERS = regex(r"\d *[\t\u2003\u3000]\s*\d")
"""No tab or wide space stands inside a number."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as printed (``raw``) and as understood.

    ``value`` is an int for counts (件) and a Decimal where a decimal point was printed (万元); it is None
    unless ``kind`` is NUMBER or ZERO. ``note`` keeps a remark in brackets, as in ``22（其中修订16件）``, its end perhaps
    cut off. ``unit`` is the unit of money a cell states itself, where its column names none.
    ``place`` is where it stood; two cells that say the same are equal wherever they stood.
    """

    raw: str
    kind: CellKind
    value: Number | None = None
    note: str = ""
    origin: Origin = field(default="printed", compare=False)
    place: Place | None = field(default=None, compare=False, repr=False)
    unit: str = ""

    @classmethod
    def read(cls, raw: str, *, own_unit: bool = False) -> "Cell":
        """Understand one printed cell; never raises, never guesses: the unreadable is TEXT.

        ``own_unit``: the form names no unit for this column, so 251000元 is a number of 元. In any other column it is
        TEXT: its number is not in the unit of the column.
        """
        return _read_money(raw) if own_unit else _read(raw)

    @classmethod
    def of(cls, value: Number) -> "Cell":
        """A cell of our own making, from a value that is known."""
        return cls(str(value), CellKind.ZERO if value == 0 else CellKind.NUMBER, value)

    def in_words(self) -> "Cell":
        """The same print as words: what stands there is no number of its column."""
        return Cell(self.raw, CellKind.TEXT, origin=self.origin, place=self.place)

    @property
    def is_number(self) -> bool:
        return self.value is not None

    @property
    def is_unsure(self) -> bool:
        """True for a cell of a picture in which no number was recognised, be it blank, a stroke or a doubtful figure:
        待人工核对."""
        return self.origin == "recognised" and self.value is None


def is_value(text: str) -> bool:
    """True for what a cell of figures may hold: a number, a zero, a dash, nothing at all; False for words."""
    return Cell.read(text).kind is not CellKind.TEXT


@remembered
def _read(raw: str) -> Cell:
    text = printed_only(fold(raw)).strip()
    if not text:
        return Cell(raw, CellKind.BLANK)
    if text == _ZERO_IN_WORDS:
        return Cell(raw, CellKind.ZERO, 0)
    if text in _DASHES:
        return Cell(raw, CellKind.DASH)
    if text.lower() in _NOT_APPLICABLE:
        return Cell(raw, CellKind.NA)
    match = _NUMBER.match(text)
    if match is None or _TWO_NUMBERS.search(raw):
        return Cell(raw, CellKind.TEXT)
    whole = match["int"].replace(",", "").replace(" ", "")
    if len(whole) > MAX_DIGITS:
        return Cell(raw, CellKind.TEXT)
    digits = match["sign"] + whole + (match["frac"] or "")
    value: Number = Decimal(digits) if match["frac"] else int(digits)
    kind = CellKind.ZERO if value == 0 else CellKind.NUMBER
    return Cell(raw, kind, value, match["note"] or "")


@remembered
def _read_money(raw: str) -> Cell:
    """A cell that may state its unit of money."""
    stated = _MONEY.match(fold(raw))
    if stated is None:
        return _read(raw)
    number = _read(stated["number"] + stated["note"])
    return Cell(raw, number.kind, number.value, number.note, unit=stated["unit"]) if number.is_number else _read(raw)
