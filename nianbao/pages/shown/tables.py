"""The official tables of a report for the screen: cells merged as the form, with what findings name marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from nianbao.papers.wording import section_name
from nianbao.report.arithmetic import Balance, equations, evaluate
from nianbao.report.as_json import Json
from nianbao.report.cells import Cell
from nianbao.report.layout import LAYOUTS, TABLE_KEYS, Layout, TableKey
from nianbao.report.model import Address, Table
from nianbao.report.place import Origin

if TYPE_CHECKING:
    pass


Mark = Literal["", "cell", "line"]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the official form. ``mark``: a finding names this very cell, or the row or column it stands in.

    ``origin``: decoded and recognised figures were not read as they are printed.
    """

    text: str
    rowspan: int
    colspan: int
    header: bool
    value: bool
    mark: Mark = ""
    origin: Origin = "printed"


@dataclass(frozen=True, slots=True)
class ShownTable:
    """An official table; ``rows`` is empty when it was not read, and ``problem`` then says why."""

    key: TableKey
    name: str
    section: str
    rows: tuple[tuple[ShownCell, ...], ...]
    problem: str = ""

    @property
    def is_marked(self) -> bool:
        return any(cell.mark for row in self.rows for cell in row)

    @property
    def origins(self) -> set[Origin]:
        """How its values were read."""
        return {cell.origin for row in self.rows for cell in row if cell.value}


def official_tables(report: Json, findings: Sequence[Json] = ()) -> list[ShownTable]:
    """The three tables of a report (contract JSON), merged as the official form, with what findings name marked."""
    from nianbao.report.form import official_grid

    layout = layout_of(report)
    problems = {p["table"]: p["message"] for p in report["problems"]}
    shown = []
    for key in TABLE_KEYS:
        table_layout = layout.tables[key]
        table = table_from_json(layout, key, report["tables"].get(key))
        if table is None:
            shown.append(ShownTable(key, table_layout.name, table_layout.section, (), problems.get(key, "")))
            continue
        marks = marked_cells(table, [f["where"] for f in findings if f["where"]["table"] == key])
        rows = tuple(
            tuple(
                ShownCell(
                    c.text,
                    c.rowspan,
                    c.colspan,
                    c.header,
                    c.address is not None,
                    marks.get(c.address, "") if c.address else "",
                    table.cells[c.address].origin if c.address in table.cells else "printed",
                )
                for c in row
            )
            for row in official_grid(table_layout, table).rows
        )
        shown.append(ShownTable(key, table_layout.name, table_layout.section, rows))
    return shown


def layout_of(report: Json) -> Layout:
    return next(layout for layout in LAYOUTS if layout.key == report["layout"])


def table_from_json(layout: Layout, key: TableKey, rows: Json | None) -> Table | None:
    """The table that ``report_as_json`` wrote; a row with one column is its cell there."""
    if rows is None:
        return None
    table_layout = layout.tables[key]
    cells: dict[Address, Cell] = {}
    for row, written in rows.items():
        columns = table_layout.columns_of(row)
        by_column = written if len(columns) > 1 else {columns[0].key: written}
        cells |= {
            (row, column): replace(table_layout.read_cell(row, cell["raw"]), origin=cell.get("origin", "printed"))
            for column, cell in by_column.items()
            if cell
        }
    return Table(table_layout, cells)


def marked_cells(table: Table, places: Sequence[Json]) -> dict[Address, Mark]:
    """Cells that findings point to. A column alone means the equation of that column that does not hold."""
    marks: dict[Address, Mark] = {}
    for place in places:
        row, column = place["row"], place["column"]
        if row and column:
            continue
        for address in _line(table, row, column):
            marks[address] = "line"
    marks |= {(p["row"], p["column"]): "cell" for p in places if p["row"] and p["column"]}
    return marks


def _line(table: Table, row: str | None, column: str | None) -> Iterator[Address]:
    if row:
        yield from (a for a in table.addresses() if a[0] == row)
    elif column:
        for equation in equations(table):
            outcome = evaluate(equation, table)
            if equation.line == column and isinstance(outcome, Balance) and not outcome.holds:
                yield from (a for a in (*equation.left, *equation.right) if a[1] == column)


def place_label(where: Json, report: Json) -> str:
    """Where a finding is, for a reader: 表三·一、本年新收…·自然人, 表三·总计列, 一、总体情况."""
    table, row, column = where["table"], where["row"], where["column"]
    if table:
        layout = layout_of(report).tables[table]
        if row:
            return layout.label(row, column)
        if column:
            label = next(c.label for block in layout.blocks for c in block.columns if c.key == column)
            return f"{layout.name}·{label}列"
        return layout.name
    return section_name(where["section"]) if where["section"] else "全文"
