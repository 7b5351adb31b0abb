"""The official tables of a report for the screen: cells merged as the form, with what findings name marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from nianbao.report.arithmetic import Balance, equations, evaluate
from nianbao.report.layout import TABLE_KEYS, TableKey
from nianbao.report.model import Address, Report, Table
from nianbao.report.place import Origin
from validators.engine import Finding, Where

Mark = Literal["", "cell", "line", "cross"]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the official form. ``mark``: a finding names this very cell, or the row or column it stands in; where a row
    and a column that do not balance cross stands the figure that is likely wrong. ``findings``: which of them, by number.

    ``origin``: decoded and recognised figures were not read as they are printed.
    """

    text: str
    rowspan: int
    colspan: int
    header: bool
    value: bool
    mark: Mark = ""
    origin: Origin = "printed"
    findings: tuple[int, ...] = ()


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
        here = {number: f.hit.where for number, f in enumerate(findings) if f.hit.where.table == key}
        marks, named = marked_cells(table, list(here.values())), findings_at(table, here)
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
                    tuple(named.get(c.address, ())) if c.address else (),
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
    rows = {a for p in places if p.row and not p.column for a in _line(table, p.row, None)}
    columns = {a for p in places if p.column and not p.row for a in _line(table, None, p.column)}
    marks |= dict.fromkeys(rows | columns, "line")
    marks |= dict.fromkeys(rows & columns, "cross")
    marks |= {(p.row, p.column): "cell" for p in places if p.row and p.column}
    return marks


def findings_at(table: Table, places: Mapping[int, Where]) -> dict[Address, list[int]]:
    """Address → the numbers of the findings that point to it, the one that names the very cell first."""
    found: dict[Address, list[int]] = {}
    for number, place in sorted(places.items(), key=lambda item: not (item[1].row and item[1].column)):
        cells = [(place.row, place.column)] if place.row and place.column else _line(table, place.row, place.column)
        for address in cells:
            found.setdefault(address, []).append(number)
    return found


def _line(table: Table, row: str | None, column: str | None) -> Iterator[Address]:
    if row:
        yield from (a for a in table.addresses() if a[0] == row)
    elif column:
        for equation in equations(table):
            outcome = evaluate(equation, table)
            if equation.line == column and isinstance(outcome, Balance) and not outcome.holds:
                yield from (a for a in (*equation.left, *equation.right) if a[1] == column)
