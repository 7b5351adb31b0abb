"""The official tables of a stream: which grids hold them, and what is read out of those."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from nianbao.documents.recognise.tables import continues, divide
from nianbao.documents.recovery.repeated import first_print
from nianbao.documents.stream import Block, Paragraph
from nianbao.documents.tables.reader import Sheet, TableReadError, read_table
from nianbao.documents.tables.table_four import read_table_four
from nianbao.documents.tables.traces import Traces
from nianbao.report.layout import TABLE_KEYS, Layout, SectionKey, TableKey, TableLayout
from nianbao.report.model import Notice, Problem, Table

MOST_NAMED = 6
"""So many doubtful cells of a scan are named."""

Found = dict[TableKey, list[tuple[SectionKey | None, Sheet]]]


def find_sheets(parts: Iterable[tuple[SectionKey | None, Sequence[Block]]]) -> Found:
    """Official table → the grids that hold it, each with its caption and the section it stands in."""
    found: Found = {key: [] for key in TABLE_KEYS}
    number = 0
    last: TableKey | None = None
    for section, blocks in parts:
        number += section is not None
        above = ""
        for block in blocks:
            number += 1
            if isinstance(block, Paragraph):
                above = block.text
                continue
            pieces = divide(block)
            if not pieces and last is not None and continues(last, block):
                pieces = [(last, block)]
            for key, grid in pieces:
                found[key].append((section, Sheet(grid, number, above)))
                last = key
    return found


def read_tables(
    layout: Layout, found: Found, blocks: Sequence[Block], undecided: Mapping[TableKey, str]
) -> tuple[dict[TableKey, Table | None], list[Problem]]:
    """Each official table, None where there is none or it cannot be read; and why it cannot.

    ``undecided``: tables whose figures run together, with the reason why they could not be taken apart.
    """
    tables: dict[TableKey, Table | None] = {}
    problems: list[Problem] = []
    traces = Traces(blocks)
    for key in TABLE_KEYS:
        tables[key] = None
        if key in undecided and not found[key]:
            problems.append(Problem(key, undecided[key], "ambiguous"))
            continue
        try:
            tables[key] = _among(layout.tables[key], found[key], traces)
        except TableReadError as error:
            problems.append(Problem(key, str(error), error.code))
    return tables, problems


def unsure_cells(tables: Mapping[TableKey, Table | None]) -> Iterator[Notice]:
    """The cells of a scan that somebody must look at, by name."""
    names = [
        f"{table.layout.label(*address)}{f'（像“{raw}”）' if (raw := cell.raw.strip(' ?')) else ''}"
        for table in tables.values()
        if table is not None
        for address, cell in table.cells.items()
        if cell.is_unsure
    ]
    if names:
        said = f"{'；'.join(names[:MOST_NAMED])}{'等' if len(names) > MOST_NAMED else ''}"
        yield Notice("recognised", f"有{len(names)}格在图片上没有认清，待人工核对：{said}。")


def _among(layout: TableLayout, found: Sequence[tuple[SectionKey | None, Sheet]], traces: Traces) -> Table | None:
    """The table in these sheets; where they do not fit together, the whole one that stands in its own section.

    Small tables of the prose use the official labels too, and annexes have official tables of others.
    Raises ``TableReadError``.
    """
    found = [(section, _printed_once(sheet)) for section, sheet in found]
    sheets = [sheet for _, sheet in found]
    try:
        return _table(layout, sheets, traces)
    except TableReadError:
        if len(sheets) < 2:
            raise
        own = [sheet for section, sheet in found if section == layout.section]
        if 0 < len(own) < len(sheets) and (table := _whole(layout, own, traces)):
            return table
        wholes = [table for sheet in (own or sheets) if (table := _whole(layout, [sheet], traces))]
        if wholes and all(_same(table, wholes[0]) for table in wholes):
            return wholes[0]
        if len(wholes) > 1:
            message = f"{layout.name}在文件里有{len(wholes)}张，数字不同，不能断定哪一张是本年度的"
            raise TableReadError("contradiction", message) from None
        raise


def _printed_once(sheet: Sheet) -> Sheet:
    rows = sheet.grid.rows
    once = first_print(rows, [tuple(cell.text for cell in row) for row in rows])
    return sheet if once is rows else replace(sheet, grid=sheet.grid._replace(rows=tuple(once)))


def _same(one: Table, other: Table) -> bool:
    """True when two prints of a table say the same in every cell."""
    return {a: (c.value, c.kind) for a, c in one.cells.items()} == {
        a: (c.value, c.kind) for a, c in other.cells.items()
    }


def _whole(layout: TableLayout, sheets: list[Sheet], traces: Traces) -> Table | None:
    """The table in these sheets if every row of it is there."""
    try:
        table = _table(layout, sheets, traces)
    except TableReadError:
        return None
    return table if table is not None and set(table.addresses()) <= table.cells.keys() else None


def _table(layout: TableLayout, sheets: list[Sheet], traces: Traces) -> Table | None:
    """The table in these sheets, None when the file has none. Raises ``TableReadError`` when it is there, unread."""
    if not sheets:
        if traces.of_table(layout):
            raise TableReadError(
                "no_table", f"{layout.name}的表头文字散落在正文里，没有读到表格（可能是图片、文本框或排版被打散）"
            )
        return None
    if layout.key == "proceedings":
        return read_table_four(layout, sheets)
    table = read_table(layout, sheets)
    present = {row for row, _ in table.cells}
    absent = [layout.rows[row] for row in table.rows() if row not in present]
    lost = [row.label for row in absent if traces.of_row(row, strangers=bool(table.unknown_rows))]
    if lost:
        raise TableReadError("short_row", f"{layout.name}的“{lost[0]}”{'等' if len(lost) > 1 else ''}行没有读到数")
    return table
