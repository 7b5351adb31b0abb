"""The official tables of a report for the screen: cells merged as the form, with what findings name marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from nianbao.report.arithmetic import Balance, equations, evaluate
from nianbao.report.layout import TABLE_KEYS, TableKey
from nianbao.report.model import Address, Report, Table
from nianbao.report.place import Origin
from validators.engine import Finding, Where

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


def official_tables(report: Report, findings: Sequence[Finding] = ()) -> list[ShownTable]:
    """The three tables of a report, merged as the official form, with what findings name marked."""
    from nianbao.report.form import official_grid

    shown = []
    for key in TABLE_KEYS:
        layout, table = report.layout.tables[key], report.table(key)
        if table is None:
            problem = report.problem(key)
            shown.append(ShownTable(key, layout.name, layout.section, (), problem.message if problem else ""))
            continue
        marks = marked_cells(table, [f.hit.where for f in findings if f.hit.where.table == key])
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
            for row in official_grid(layout, table).rows
        )
        shown.append(ShownTable(key, layout.name, layout.section, rows))
    return shown


def marked_cells(table: Table, places: Sequence[Where]) -> dict[Address, Mark]:
    """Cells that findings point to. A column alone means the equation of that column that does not hold."""
    marks: dict[Address, Mark] = {}
    for place in places:
        if not (place.row and place.column):
            marks |= dict.fromkeys(_line(table, place.row, place.column), "line")
    marks |= {(p.row, p.column): "cell" for p in places if p.row and p.column}
    return marks


def _line(table: Table, row: str | None, column: str | None) -> Iterator[Address]:
    if row:
        yield from (a for a in table.addresses() if a[0] == row)
    elif column:
        for equation in equations(table):
            outcome = evaluate(equation, table)
            if equation.line == column and isinstance(outcome, Balance) and not outcome.holds:
                yield from (a for a in (*equation.left, *equation.right) if a[1] == column)
