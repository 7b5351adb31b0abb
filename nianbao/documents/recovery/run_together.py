"""Tables printed without any separator (a web page flattened into one line): decoded only where it is certain.

Source of the equations: the form itself (国办公开办函〔2021〕30号), see ``nianbao.report.arithmetic``.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.recovery.equations import Balance, Solution, solve
from nianbao.documents.recovery.figures import (
    COUNT,
    ENOUGH,
    MONEY,
    SIGNED_COUNT,
    Reading,
    TooManyReadingsError,
    block_readings,
    certain_cells,
    row_readings,
)
from nianbao.documents.recovery.flat_page import split_flat_text
from nianbao.documents.recovery.labels import Found, find_table
from nianbao.documents.stream import Block, Grid, GridCell, Paragraph
from nianbao.report.form import official_grid
from nianbao.report.layout import APPLICATION_COLUMNS, LAYOUTS, TABLE_KEYS, Column, TableKey, TableLayout, outcome_group
from nianbao.report.layout import Block as LayoutBlock
from nianbao.report.model import Notice, Table

__all__ = ["RunTogether", "decode_run_together", "split_flat_text"]


@dataclass(frozen=True)
class RunTogether:
    """What became of the tables that ran together.

    ``blocks``: the stream with each table's text cut out, a Grid (origin ``decoded``) in its place where decoded.
    ``decoded``: those grids. ``undecided``: why the others could not be taken apart, in Chinese. A table that is in
    neither does not stand in the text.
    """

    blocks: tuple[Block, ...]
    decoded: dict[TableKey, Grid]
    undecided: dict[TableKey, str]

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the reader must know: which tables were taken apart."""
        if not self.decoded:
            return ()
        names = "、".join(LAYOUTS[0].tables[key].name for key in self.decoded)
        message = f"{names}的文字和数字在文件里连写在一起，已断开（按勾稽关系只有一种断法），请对照原文核对。"
        return (Notice("decoded", message),)


class _UndecidedError(Exception):
    """The figures of a table have no reading, or more than one; the message says so in Chinese."""


def decode_run_together(blocks: Sequence[Block], wanted: Collection[TableKey] = TABLE_KEYS) -> RunTogether:
    """Take apart the ``wanted`` tables where their labels stand in prose in the order of the form.

    A table is decoded when its figures, the separators that are printed and the equations leave exactly one
    reading, also when cells might have been empty; else it is undecided with a reason. Headings must stand in
    paragraphs of their own (``split_flat_text``).
    """
    current = list(blocks)
    decoded: dict[TableKey, Grid] = {}
    undecided: dict[TableKey, str] = {}
    for key in TABLE_KEYS:
        if key not in wanted:
            continue
        met = _locate(key, current)
        if met is None:
            continue
        found, first, last = met
        grid: Grid | None = None
        try:
            grid = decoded[key] = _decode(found)
        except _UndecidedError as error:
            undecided[key] = f"{found.table.name}的文字和数字连写在一起：{error}，未作猜测，请对照原文核对"
        current[first:last] = _cut(current[first:last], found, grid)
    return RunTogether(tuple(current), decoded, undecided)


# --- where ----------------------------------------------------------------------------------------------------


def _locate(key: TableKey, blocks: Sequence[Block]) -> tuple[Found, int, int] | None:
    """The table with the run of paragraphs (first, last excluded) that holds it; the best one met."""
    best: tuple[Found, int, int] | None = None
    first = 0
    for position in range(len(blocks) + 1):
        if position < len(blocks) and _is_prose(blocks[position]):
            continue
        if position > first:
            found = find_table(key, "\n".join(b.text for b in blocks[first:position] if isinstance(b, Paragraph)))
            if found and (
                best is None or (found.reason is None, found.progress) > (not best[0].reason, best[0].progress)
            ):
                best = found, first, position
        first = position + 1
    return best


def _is_prose(block: Block) -> bool:
    return isinstance(block, Paragraph) and section_heading(block) is None


def _cut(run: Sequence[Block], found: Found, grid: Grid | None) -> list[Block]:
    """The paragraphs of a run without the table's text, the grid where it began.

    Of a table that was not taken apart nobody knows for sure where it begins: sentences stay.
    """
    before: list[Block] = []
    after: list[Block] = []
    page: int | None = None
    start = 0
    for block in run:
        assert isinstance(block, Paragraph)
        head = block.text[: max(0, found.start - start)]
        tail = block.text[max(0, found.end - start) :]
        if found.start - start >= len(block.text):
            before.append(block)
        elif found.end <= start:
            after.append(block)
        elif grid is None and block.text.rstrip().endswith("。"):
            before.append(block)
        else:
            page = page or block.page
            before += [Paragraph(head.strip(), page=block.page)] if head.strip() else []
            after += [Paragraph(tail.strip(), page=block.page)] if tail.strip() else []
        start += len(block.text) + 1
    return [*before, *([_on_page(grid, page)] if grid else []), *after]


def _on_page(grid: Grid, page: int | None) -> Grid:
    if page is None:
        return grid
    return Grid(tuple(tuple(GridCell(c.text, c.column, c.span, page) for c in row) for row in grid.rows), grid.origin)


# --- what -----------------------------------------------------------------------------------------------------


def _decode(found: Found) -> Grid:
    """The table as a grid with the labels of the official form. Raises ``_UndecidedError``."""
    if found.reason is not None:
        raise _UndecidedError(found.reason)
    texts = {
        "active_disclosure": _decode_active,
        "applications": _decode_applications,
        "proceedings": _decode_proceedings,
    }[found.table.key](found)
    cells = {address: found.table.read_cell(address[0], text) for address, text in texts.items()}
    form = official_grid(found.table, Table(found.table, cells))
    return Grid(tuple(tuple(GridCell(cell.text) for cell in row) for row in form.rows), origin="decoded")


Texts = dict[tuple[str, str], str]


def _decode_active(found: Found) -> Texts:
    texts: Texts = {}
    for row, figures in found.figures.items():
        columns = found.table.columns_of(row)
        cells = certain_cells(figures, [_pattern(found.table.block_of[row], c) for c in columns])
        if cells is None:
            label = found.table.rows[row].label
            raise _UndecidedError(f"“{label}”一行的数字“{_shown(figures)}”有不止一种断开方法，表中没有可以核对的等式")
        texts |= {(row, column.key): text for column, text in zip(columns, cells, strict=True)}
    return texts


def _pattern(block: LayoutBlock, column: Column) -> str:
    if column.key == "amount":
        return MONEY
    return SIGNED_COUNT if block.signed else COUNT


def _decode_applications(found: Found) -> Texts:
    width = len(APPLICATION_COLUMNS)
    rows: dict[str, list[Reading]] = {}
    for row, figures in found.figures.items():
        label = found.table.rows[row].label
        try:
            rows[row] = row_readings(figures, width)
        except TooManyReadingsError as error:
            raise _UndecidedError(f"“{label}”一行的数字可能的断开方法太多") from error
        if all(reading.blanks for reading in rows[row]):
            raise _UndecidedError(f"“{label}”一行的数字“{_shown(figures)}”断不出{width}个能合计相符的数")
    apart = all(len(figures.split()) == width for figures in found.figures.values())
    solution = {row: readings[0] for row, readings in rows.items()} if apart else _only_solution(found.table, rows)
    return {
        (row, column.key): str(value)
        for row, reading in solution.items()
        for column, value in zip(APPLICATION_COLUMNS, reading.values, strict=True)
    }


def _only_solution(table: TableLayout, rows: dict[str, list[Reading]]) -> Solution:
    outcomes = tuple(row for row in rows if outcome_group(row))
    try:
        solutions = solve(rows, Balance(("new", "carried_in"), outcomes, "processed_total", "carried_out"))
    except TooManyReadingsError as error:
        raise _UndecidedError("可能的断开方法太多，无法逐一排除") from error
    if len(solutions) == ENOUGH:
        first, second = solutions
        differing = "、".join(f"“{table.rows[row].label}”" for row in rows if first[row] != second[row])
        raise _UndecidedError(f"{differing}的数字按勾稽关系仍有不止一种断开方法")
    if not solutions or any(reading.blanks for reading in solutions[0].values()):
        raise _UndecidedError("没有一种断开方法能使全部勾稽关系成立（原表数字可能有误，或有空白的单元格）")
    return solutions[0]


def _decode_proceedings(found: Found) -> Texts:
    (figures,) = found.figures.values()
    addresses = found.table.addresses
    try:
        readings = block_readings(figures, len(found.table.blocks), len(found.table.blocks[0].columns))
    except TooManyReadingsError as error:
        raise _UndecidedError("数字可能的断开方法太多，无法逐一排除") from error
    if len(readings) == ENOUGH:
        raise _UndecidedError(f"数字“{_shown(figures)}”按总计核对仍有不止一种断开方法")
    if not readings or readings[0].blanks:
        raise _UndecidedError(f"数字“{_shown(figures)}”断不出{len(addresses)}个与总计相符的数")
    return {address: str(value) for address, value in zip(addresses, readings[0].values, strict=True)}


def _shown(figures: str) -> str:
    return " ".join(figures.split())
