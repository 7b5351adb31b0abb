"""Workbooks by openpyxl: all on one sheet or a table a sheet, with merged cells or without."""

import io
from decimal import Decimal
from random import Random

from tests.support.reading.draft import Draft
from tests.support.reading.forms import Form, Line, boxes, expanded
from tests.support.reading.writers import writer


def _entry(rng: Random, text: str) -> object:
    """Numbers mostly as numbers; now and then a text that looks like one."""
    stripped = text.strip()
    if rng.random() < 0.9 and stripped.isascii():
        if stripped.isdigit():
            return int(stripped)
        if stripped.replace(".", "", 1).isdigit() and "." in stripped:
            return float(Decimal(stripped))
    return text or None


def _put(rng: Random, sheet: object, form: Form, top: int, merging: bool) -> int:
    """Writes a table from row ``top``; the row below it."""
    grid = boxes(form)
    if merging:
        for box in (b for row in grid for b in row):
            row, column = top + box.row, 1 + box.column
            sheet.cell(row, column).value = _entry(rng, box.text)  # type: ignore[attr-defined]
            if box.across > 1 or box.down > 1:
                sheet.merge_cells(  # type: ignore[attr-defined]
                    start_row=row, start_column=column, end_row=row + box.down - 1, end_column=column + box.across - 1
                )
    else:
        for r, texts in enumerate(expanded(form, "empty", "empty")):
            for c, text in enumerate(texts, start=1):
                sheet.cell(top + r, c).value = _entry(rng, text)  # type: ignore[attr-defined]
    return top + len(grid)


def _workbook(rng: Random, draft: Draft, sheet_a_table: bool, merging: bool) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet, row = book.active, 1
    sheet.title = rng.choice(("Sheet1", "年报", "正文"))
    for block in draft.blocks:
        if not isinstance(block, Form):
            sheet.cell(row, 1).value = block.text
            row += 1
            continue
        if sheet_a_table:
            sheet, row = book.create_sheet(f"表{len(book.sheetnames) + 1}"), 1
        for part in block.parts():
            if isinstance(part, Line):
                sheet.cell(row, 1).value = part.label
                row += 1
            else:
                row = _put(rng, sheet, part, row, merging)
        row += rng.choice((0, 1))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@writer("xlsx: one sheet, merged cells", ".xlsx", "grid", "rigid")
def one_sheet(rng: Random, draft: Draft) -> bytes:
    return _workbook(rng, draft, False, True)


@writer("xlsx: one sheet, no merged cells", ".xlsx", "grid", "rigid")
def one_flat_sheet(rng: Random, draft: Draft) -> bytes:
    return _workbook(rng, draft, False, False)


@writer("xlsx: a sheet a table", ".xlsx", "grid", "rigid")
def sheets(rng: Random, draft: Draft) -> bytes:
    return _workbook(rng, draft, True, True)
