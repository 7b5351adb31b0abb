"""How our workbooks look on screen and on paper: heights that hold what is written, one way of printing, texts that stay texts."""

from collections.abc import Sequence
from math import ceil
from typing import Any

_LINE_HEIGHT, _WIDE, _NARROW, _SPACE = 16, 2.05, 1.15, 4
"""Points of a line; units of a column's width that a Chinese and a Latin character take; points around the lines."""
_HIGHEST = 409.0
"""Points; no row can be higher."""
_A4 = 9


def clean(value: object) -> object:
    """A value without what a workbook refuses."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value


def stays_text(cell: Any) -> None:
    """A text of a file or of a person is set as a text: one that begins with = is no formula."""
    if isinstance(cell.value, str):
        cell.data_type = "s"


def row_height(values: Sequence[object], widths: Sequence[float]) -> float:
    """Points that a row needs: programs do not agree on finding that out by themselves."""
    lines = max(_lines(str(value or ""), width) for value, width in zip(values, widths, strict=True))
    return min(lines * _LINE_HEIGHT + _SPACE, _HIGHEST)


def _lines(text: str, width: float) -> int:
    return sum(
        ceil(max(sum(_WIDE if ord(c) > 0x2E7F else _NARROW for c in line), 1) / width) for line in text.split("\n")
    )


def printed(sheet: Any, head: int = 1, names: str | None = None) -> None:
    """On landscape A4, as wide as the page, the ``head``-th row on every page. With ``names`` (``A:C``) the sheet is too wide
    for one page: it goes on over several, these columns on each."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    if names is not None:
        sheet.print_title_cols = names
        return
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
