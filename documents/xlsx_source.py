"""Spreadsheets (.xlsx, .xlsm) to the stream: the cells of each sheet as they are shown.

A report in a spreadsheet is tables with headings and prose in between, in cells of the same grid. Rows of figures
and labels are tables; a row that is one heading or one piece of prose is a paragraph.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from documents.headings import find_title, section_heading
from documents.labels import LabelIndex
from documents.limits import MAX_CELLS
from documents.stream import Block, Grid, Paragraph, Stream, UnreadableFileError
from documents.xlsx_parts import Parts
from documents.xlsx_sheet import TOO_MANY_CELLS, Row, SheetContent, read_sheet
from report.cells import Cell, CellKind
from report.layout import TABLE_KEYS, SectionKey
from report.model import Notice

PROSE_LENGTH = 60
"""A text of more characters, or with a full stop, is prose and no label; the longest official label has 45."""
INPUTS_MARK = "年报起草资料表"
"""What our own workbook for drafting says in its first cell (drafting/workbook.py) …"""
INPUTS_SHEETS = frozenset({"基本情况", "表三 申请办理", "工作情况"})
"""… and sheets that it always has."""
IS_INPUTS = "这是起草用的资料表，不是年报；请用“起草”功能由它生成年报，再来审核或比较。"


def read_xlsx(data: bytes) -> Stream:
    """Paragraphs and grids of all sheets in the order of their tabs; hidden sheets, rows and columns are left out.

    Cells hold what the sheet shows (``documents.xlsx_numbers``), a formula without a stored value its own text.
    Raises ``UnreadableFileError`` for damaged files, those beyond the limits, and our own inputs workbook.
    """
    parts = Parts(data)
    sheets = parts.sheets()
    if {sheet.name for sheet in sheets} >= INPUTS_SHEETS:
        raise UnreadableFileError(IS_INPUTS)
    blocks: list[Block] = []
    contents: list[SheetContent] = []
    with_boxes = False
    for sheet in sheets:
        if sheet.hidden:
            continue
        content = read_sheet(parts.sheet(sheet.part), parts)
        if content.rows and INPUTS_MARK in content.rows[0].texts.values():
            raise UnreadableFileError(IS_INPUTS)
        contents.append(content)
        with_boxes = with_boxes or parts.text_boxes(sheet.part)
        blocks += _with_name(sheet.name, list(_blocks(content.rows)))
    hidden_sheets = [sheet.name for sheet in sheets if sheet.hidden]
    return Stream(tuple(blocks), tuple(_notices(parts, hidden_sheets, contents, with_boxes)))


def _with_name(name: str, blocks: list[Block]) -> list[Block]:
    """The blocks of a sheet under its name, where that is the title of a section and the sheet does not say it."""
    key = _section(name)
    said = {_section(block.text) for block in blocks if isinstance(block, Paragraph)}
    return [Paragraph(name), *blocks] if blocks and key and key not in said else blocks


def _section(text: str) -> SectionKey | None:
    heading = section_heading(Paragraph(text))
    return heading.key if heading else None


def _blocks(rows: Sequence[Row]) -> Iterator[Block]:
    """A sheet's rows: runs of table rows as grids, the rest as paragraphs."""
    run: list[Row] = []
    for row in rows:
        if _is_prose(row):
            yield from _table(run)
            run = []
            yield from _paragraphs([row])
        else:
            run.append(row)
    yield from _table(run)


def _is_prose(row: Row) -> bool:
    """True for a row of a heading, a title or sentences, and nothing that could be a value or an official label."""
    texts = list(row.texts.values())
    if any(Cell.read(text).kind is not CellKind.TEXT or _is_label(text) for text in texts):
        return False
    if any("。" in text or len(text) > PROSE_LENGTH for text in texts):
        return True
    return len(texts) == 1 and (_section(texts[0]) is not None or find_title([Paragraph(texts[0])]) is not None)


def _is_label(text: str) -> bool:
    return any(LabelIndex.of_any_layout(key).known(text) for key in TABLE_KEYS)


def _table(run: list[Row]) -> Iterator[Block]:
    """Table rows as a grid of the columns that show something in one of them.

    Single texts above its first and below its last official label (the agency, a unit, who filled it in) are lines.
    """
    inside = [n for n, row in enumerate(run) if len(row.texts) > 1 or _is_label(next(iter(row.texts.values())))]
    first, last = (inside[0], inside[-1] + 1) if inside else (len(run), len(run))
    while last < len(run) and _is_value(run[last]):
        last += 1
    yield from _paragraphs(run[:first])
    rows = run[first:last]
    if rows:
        columns = sorted(set(chain.from_iterable(row.texts for row in rows)))
        if len(columns) * len(rows) > MAX_CELLS:
            raise UnreadableFileError(TOO_MANY_CELLS)
        yield Grid(tuple(row.cells(columns) for row in rows))
    yield from _paragraphs(run[last:])


def _is_value(row: Row) -> bool:
    return any(Cell.read(text).kind is not CellKind.TEXT for text in row.texts.values())


def _paragraphs(rows: Sequence[Row]) -> Iterator[Paragraph]:
    for row in rows:
        for _, text in sorted(row.texts.items()):
            yield from (Paragraph(line.strip()) for line in text.splitlines() if line.strip())


def _notices(
    parts: Parts, hidden_sheets: Sequence[str], contents: Sequence[SheetContent], with_boxes: bool
) -> Iterator[Notice]:
    if hidden_sheets:
        names = "、".join(f"“{name}”" for name in hidden_sheets[:3])
        more = "等" if len(hidden_sheets) > 3 else ""
        yield Notice("left_out", f"隐藏的工作表{names}{more}没有读取；如属于年报，请取消隐藏后再试。")
    if hidden := sum(content.hidden for content in contents):
        yield Notice("left_out", f"工作表里有{hidden}处隐藏的行或列没有读取；如属于年报，请取消隐藏后再试。")
    if uncomputed := sum(content.uncomputed for content in contents):
        yield Notice(
            "left_out",
            f"有{uncomputed}个公式在文件里没有计算结果，没有当作数字读取；请在 Excel 或 WPS 中打开、保存后再试。",
        )
    if with_boxes:
        yield Notice("left_out", "工作表上的文本框没有读取；如属于年报，请把文字放进单元格后再试。")
    if parts.has_links:
        yield Notice("left_out", "表格引用了其他文件里的数据，采用的是本文件中保存的数值，没有去读其他文件。")
    if parts.has_macros:
        yield Notice("left_out", "文件带有宏，没有运行，也没有读取。")
