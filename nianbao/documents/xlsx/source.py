"""Spreadsheets (.xlsx, .xlsm) to the stream: the cells of each sheet as they are shown.

A report in a spreadsheet is tables with headings and prose in between, in cells of the same grid. Rows of figures
and labels are tables; a row that is one heading or one piece of prose is a paragraph.
"""

from collections.abc import Iterator, Sequence

from nianbao.documents.limits import MAX_CELLS
from nianbao.documents.recognise.headings import find_title, section_heading
from nianbao.documents.stream import Block, Grid, Paragraph, Stream, UnreadableFileError
from nianbao.documents.xlsx.hidden import with_hidden_rows
from nianbao.documents.xlsx.notes import Notes
from nianbao.documents.xlsx.order import SheetBlocks, in_reading_order, is_instruction
from nianbao.documents.xlsx.parts import Parts
from nianbao.documents.xlsx.rows import Row
from nianbao.documents.xlsx.sheet import TOO_MANY_CELLS, read_sheet
from nianbao.documents.xlsx.tables import is_label, trimmed
from nianbao.report.cells import is_value
from nianbao.report.layout import SectionKey

PROSE_LENGTH = 60
"""A text of more characters, or with a full stop, is prose and no label; the longest official label has 45."""
INPUTS_MARK = "年报起草资料表"
"""What our own workbook for drafting says in its first cell (nianbao/drafting/material/workbook.py) …"""
INPUTS_SHEETS = frozenset({"基本情况", "表三 申请办理", "工作情况"})
"""… and sheets that it always has."""
IS_INPUTS = "这是起草用的资料表，不是年报；请用“起草”功能由它生成年报，再来审核或比较。"


def read_xlsx(data: bytes) -> Stream:
    """Paragraphs and grids of all sheets (``xlsx_order``); hidden sheets, rows and columns are left out, and so are sheets
    that only explain, columns and rows that only check (``xlsx_tables``), and what is struck through.

    Cells hold what the sheet shows (``nianbao.documents.xlsx.numbers``), a formula without a stored value its own text.
    Raises ``UnreadableFileError`` for damaged files, those beyond the limits, and our own inputs workbook.
    """
    parts = Parts(data)
    sheets = parts.sheets()
    if {sheet.name for sheet in sheets} >= INPUTS_SHEETS:
        raise UnreadableFileError(IS_INPUTS)
    found: list[SheetBlocks] = []
    notes = Notes([sheet.name for sheet in sheets if sheet.hidden], parts)
    for sheet in sheets:
        if sheet.hidden:
            continue
        content = read_sheet(parts.sheet(sheet.part), parts)
        if content.rows and INPUTS_MARK in content.rows[0].texts.values():
            raise UnreadableFileError(IS_INPUTS)
        rows, labels = with_hidden_rows(content.rows, content.hidden_rows)
        notes.add(content, labels)
        notes.with_boxes = notes.with_boxes or parts.text_boxes(sheet.part)
        blocks = SheetBlocks(sheet.name, _with_name(sheet.name, list(_blocks(rows, notes.beside_tables))))
        if is_instruction(blocks):
            notes.instructions.append(sheet.name)
        else:
            found.append(blocks)
    return Stream(tuple(in_reading_order(found)), tuple(notes.all()))


def _with_name(name: str, blocks: list[Block]) -> list[Block]:
    """The blocks of a sheet under its name, where that is the title of a section and the sheet does not say it."""
    key = _section(name)
    said = {_section(block.text) for block in blocks if isinstance(block, Paragraph)}
    return [Paragraph(name), *blocks] if blocks and key and key not in said else blocks


def _section(text: str) -> SectionKey | None:
    heading = section_heading(Paragraph(text))
    return heading.key if heading else None


def _blocks(rows: Sequence[Row], left_out: list[str]) -> Iterator[Block]:
    """A sheet's rows: runs of table rows as grids, the rest as paragraphs; ``left_out`` takes what stands beside."""
    run: list[Row] = []
    for row in rows:
        if _is_prose(row):
            yield from _table(run, left_out)
            run = []
            yield from _paragraphs([row])
        else:
            run.append(row)
    yield from _table(run, left_out)


def _is_prose(row: Row) -> bool:
    """True for a row of a heading, a title or sentences, and nothing that could be a value or an official label."""
    texts = list(row.texts.values())
    if any(is_value(text) or is_label(text) for text in texts):
        return False
    if any("。" in text or len(text) > PROSE_LENGTH for text in texts):
        return True
    return len(texts) == 1 and (_section(texts[0]) is not None or find_title([Paragraph(texts[0])]) is not None)


def _table(run: list[Row], left_out: list[str]) -> Iterator[Block]:
    """Table rows as a grid of the columns that show something in one of them, check columns and rows apart.

    Single texts above its first and below its last official label (the agency, a unit, who filled it in) are lines.
    """
    inside = [n for n, row in enumerate(run) if len(row.texts) > 1 or is_label(next(iter(row.texts.values())))]
    first, last = (inside[0], inside[-1] + 1) if inside else (len(run), len(run))
    while last < len(run) and _holds_value(run[last]):
        last += 1
    yield from _paragraphs(run[:first])
    rows = run[first:last]
    if rows:
        table = trimmed(rows)
        left_out += table.left_out
        if len(table.columns) * len(table.rows) > MAX_CELLS:
            raise UnreadableFileError(TOO_MANY_CELLS)
        yield Grid(tuple(row.cells(table.columns) for row in table.rows))
    yield from _paragraphs(run[last:])


def _holds_value(row: Row) -> bool:
    return any(map(is_value, row.texts.values()))


def _paragraphs(rows: Sequence[Row]) -> Iterator[Paragraph]:
    for row in rows:
        for _, text in sorted(row.texts.items()):
            yield from (Paragraph(line.strip()) for line in text.splitlines() if line.strip())
