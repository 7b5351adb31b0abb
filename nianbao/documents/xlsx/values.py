"""What the cells of a workbook hold, not how they are shown: days as days. For tables of records (registers)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from lxml import etree

from nianbao.documents.stream import UnreadableFileError
from nianbao.documents.xlsx.numbers import GENERAL, displayed
from nianbao.documents.xlsx.parts import BROKEN, Parts
from nianbao.documents.xlsx.places import place
from nianbao.documents.xlsx.texts import unescaped
from nianbao.report.patterns import regex

Value = str | date
MAX_RECORD_CELLS = 300_000
"""Cells with something in them of one workbook of records."""
MAX_FILLED_DOWN = 200
"""Rows over which one merged cell of a record reaches at most."""
_TRUE = ("1", "true", "on")
_FIRST_DAY = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_LAST_SERIAL = 2_958_465
_QUIET = regex(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DAY = regex(r"[yd年日]|m月")


@dataclass(slots=True)
class SheetValues:
    """The cells of a sheet by row (from 1) and column (from 0), and its merged cells (top, left, bottom, right)."""

    name: str
    hidden: bool
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)


def read_values(data: bytes) -> list[SheetValues]:
    """The sheets of an .xlsx, hidden ones and hidden rows too. Raises ``UnreadableFileError``."""
    parts = Parts(data)
    sheets, cells = [], 0
    for sheet in parts.sheets():
        values = SheetValues(sheet.name, sheet.hidden)
        _fill(values, parts.sheet(sheet.part), parts)
        cells += sum(map(len, values.rows.values()))
        if cells > MAX_RECORD_CELLS:
            raise UnreadableFileError(f"表格超过 {MAX_RECORD_CELLS} 格，已停止读取，请确认是不是选错了文件。")
        sheets.append(values)
    return sheets


def _fill(values: SheetValues, root: etree._Element, parts: Parts) -> None:
    number = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        stated = row.get("r", "")
        number = int(stated) if stated.isdecimal() and len(stated) < 8 else number + 1
        column = -1
        for cell in row.iterchildren("{*}c"):
            column = place(cell.get("r"))[1] if cell.get("r") else column + 1
            value = _value(cell, parts)
            if not isinstance(value, str) or value.strip():
                values.rows.setdefault(number, {})[column] = value
        if row.get("hidden") in _TRUE:
            values.hidden_rows.add(number)
    for merged in root.iterfind("{*}mergeCells/{*}mergeCell"):
        first, _, last = merged.get("ref", "").replace("$", "").partition(":")
        (top, left), (bottom, right) = place(first), place(last or first)
        values.merges.append((top, left, min(bottom, top + MAX_FILLED_DOWN), right))


def _value(cell: etree._Element, parts: Parts) -> Value:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return unescaped("".join(t.text or "" for t in cell.iterfind("{*}is//{*}t")))
    found = next(cell.iterchildren("{*}v"), None)
    stored = "" if found is None else (found.text or "").strip()
    if not stored:
        formula = next(cell.iterchildren("{*}f"), None)
        return "" if formula is None else f"={formula.text or ''}"
    if kind == "s":
        if not (stored.isdecimal() and len(stored) < 10 and int(stored) < len(parts.shared_texts)):
            raise UnreadableFileError(BROKEN)
        text = parts.shared_texts[int(stored)]
        return text.shown or text.if_struck
    if kind == "b":
        return "是" if stored == "1" else "否"
    if kind == "d":
        return _iso(stored)
    if kind != "n":
        return unescaped(stored)
    style = cell.get("s", "")
    code = parts.formats[int(style)] if style.isdecimal() and int(style[:6]) < len(parts.formats) else GENERAL
    return day_of(stored, code, parts.starts_1904) or displayed(stored, GENERAL)


def _iso(stored: str) -> Value:
    try:
        return date.fromisoformat(stored[:10])
    except ValueError:
        return stored


def day_of(stored: str, code: str, starts_1904: bool = False) -> date | None:
    """The day that a stored number is under a format of days; None for other formats and numbers.

    >>> day_of("45356", "yyyy/m/d")
    datetime.date(2024, 3, 5)
    """
    if code == GENERAL or not _DAY.search(_QUIET.sub("", code.lower())):
        return None
    try:
        serial = int(Decimal(stored))
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return _FIRST_DAY[starts_1904] + timedelta(serial) if 60 < serial <= _LAST_SERIAL else None
