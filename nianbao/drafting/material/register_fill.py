"""The inputs workbook filled from a register: each number with the rows it was counted from, as a note on its cell."""

import io
from pathlib import Path
from typing import Any

from nianbao.drafting.material.inputs import leaf_addresses
from nianbao.drafting.material.workbook import LABEL_AGENCY, LABEL_ON_TIME, SHEET_BASICS, SHEET_TABLES, write_template
from nianbao.register.register import Register
from nianbao.report.labels import LabelIndex, label_core
from nianbao.report.layout import LAYOUT_2021, TableKey

AUTHOR = "年报"
SHOWN_ROWS = 40
"""Rows named in a note at most."""


def write_filled(target: Path, register: Register) -> list[str]:
    """Writes the workbook with what the register decides; what it leaves open stays blank and is returned as lines.

    Raises ``FileExistsError`` for a file that is there.
    """
    from openpyxl import load_workbook

    if target.exists():
        raise FileExistsError(f"文件已存在，未覆盖：{target}")
    blank = io.BytesIO()
    write_template(blank, register.year)
    blank.seek(0)
    book = load_workbook(blank)
    left_open = fill_book(book, register)
    with target.open("xb") as file:
        book.save(file)
    return left_open


def fill_book(book: Any, register: Register) -> list[str]:
    """Fills an open inputs workbook; what stays blank is returned as lines, one a table."""
    left_open = []
    if register.is_decided:
        _fill_table(book, "applications", register.counted.table, register.counted.cells)
        _fill_basics(book, register)
    else:
        left_open.append("表三没有填入：还有需要确认的内容，确认后请重新运行。")
    cases = register.cases
    if cases is None:
        left_open.append("表四没有填入：台账没有复议、诉讼的列。")
    elif cases.undecided or cases.to_confirm:
        left_open.append("表四没有填入：请先确认哪些复议、诉讼属于本年度及其结果。")
    else:
        _fill_table(book, "proceedings", cases.table, cases.cells)
    return left_open


def _fill_basics(book: Any, register: Register) -> None:
    """The agency where none stands yet, and what was answered in time."""
    places = {row[0].value: row[1] for row in book[SHEET_BASICS].iter_rows(max_col=2)}
    agency = places[LABEL_AGENCY]
    agency.value = agency.value or register.agency or None
    if agency.data_type == "f":
        agency.data_type = "s"  # a name from the register that begins with = is no formula
    places[LABEL_ON_TIME].value = register.on_time
    _note(
        places[LABEL_ON_TIME],
        f"来自申请台账：本年度答复、且不晚于期限（条例第三十三条）的件数，按{register.as_of}计算",
    )


def _fill_table(book: Any, key: TableKey, table: dict[str, Any], cells: dict[str, list[int]]) -> None:
    """The leaf cells of a sheet, found by their labels, each with the rows of its number."""
    layout = LAYOUT_2021.tables[key]
    index, leaves = LabelIndex.of(layout), set(leaf_addresses(layout))
    labels = {label_core(c.label): c.key for block in layout.blocks for c in block.columns}
    columns: dict[int, str] = {}
    for line in book[SHEET_TABLES[key]].iter_rows():
        row = index.row(str(line[1].value)) if line[1].value else None
        if row is None:
            found = {
                n: labels[core] for n, c in enumerate(line) if c.value and (core := label_core(str(c.value))) in labels
            }
            columns = found or columns
            continue
        for position, column in columns.items():
            if (row, column) in leaves and table.get(row) is not None:
                line[position].value = table[row][column]
                if rows := cells.get(f"{key}.{row}.{column}"):
                    _note(line[position], f"来自申请台账第{_listed(rows)}件")


def _listed(rows: list[int]) -> str:
    shown = "、".join(map(str, rows[:SHOWN_ROWS]))
    return shown if len(rows) <= SHOWN_ROWS else f"{shown}……共{len(rows)}"


def _note(cell: Any, text: str) -> None:
    from openpyxl.comments import Comment

    cell.comment = Comment(text, AUTHOR)
