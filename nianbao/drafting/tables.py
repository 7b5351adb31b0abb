"""The three official tables of a draft: leaves from the inputs, totals by the equations of the form.

A total is made from whole lines only. Where a leaf is open, or a column of table three contradicts itself, the cell
says so (〔待填〕, 〔待核〕), and so does every total that would rest on it.
"""

from typing import NamedTuple

from nianbao.drafting.ledger.ledger import TO_CHECK, TO_FILL
from nianbao.drafting.material.inputs import DraftInputs, leaf_addresses
from nianbao.report.arithmetic import APPLICANT_KEYS, RESULT_KEYS, Balance, equations, evaluate
from nianbao.report.cells import Cell
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS, TableKey, outcome_group
from nianbao.report.model import Table

Cells = dict[tuple[str, str], Cell]


class Unbalanced(NamedTuple):
    """A column of table three that contradicts itself: its key, its label and the equation as it stands (10+3 ≠ 11+1)."""

    column: str
    label: str
    expression: str


def build_tables(inputs: DraftInputs) -> dict[TableKey, Table]:
    """The tables as a draft prints them."""
    wrong = {found.column for found in unbalanced(inputs)}
    tables = {}
    for key in TABLE_KEYS:
        cells = _leaves(inputs, key)
        if key == "applications":
            for (row, column), _ in list(cells.items()):
                if column in wrong:
                    cells[row, column] = Cell.read(TO_CHECK)
        tables[key] = Table(LAYOUT_2021.tables[key], _in_order(key, _with_totals(key, cells, wrong)))
    return tables


def unbalanced(inputs: DraftInputs) -> list[Unbalanced]:
    """Columns of table three, complete in themselves, whose four lines do not balance (格式·第三部分)."""
    layout = LAYOUT_2021.tables["applications"]
    cells = _with_totals("applications", _leaves(inputs, "applications"), set())
    table = Table(layout, cells)
    labels = {c.key: c.label for c in layout.blocks[0].columns}
    found = []
    for equation in equations(table):
        if equation.kind == "balance" and equation.line in APPLICANT_KEYS:
            outcome = evaluate(equation, table)
            if isinstance(outcome, Balance) and not outcome.holds:
                expression = outcome.expression.replace("=", "≠")
                found.append(Unbalanced(equation.line, labels[equation.line], expression))
    return found


def parts_of(table: TableKey, row: str, column: str) -> list[str] | None:
    """Ids of the cells that a total is the sum of; None for a leaf."""
    if table == "applications" and column == "total":
        return [f"{table}.{row}.{c}" for c in APPLICANT_KEYS]
    if table == "applications" and row == "processed_total":
        return [f"{table}.{r}.{column}" for r in outcome_rows()]
    if table == "proceedings" and column == "total":
        return [f"{table}.{row}.{c}" for c in RESULT_KEYS]
    return None


def outcome_rows() -> list[str]:
    """Rows of table three that add up to 办理结果总计."""
    return [r for r in dict.fromkeys(r for r, _ in LAYOUT_2021.tables["applications"].addresses) if outcome_group(r)]


def total(cells: list[Cell]) -> Cell:
    """The sum, or the mark of what is missing from it."""
    open_cells = [c.raw for c in cells if c.value is None]
    if open_cells:
        return Cell.read(TO_CHECK if TO_CHECK in open_cells else TO_FILL)
    return Cell.of(sum(c.value for c in cells if c.value is not None))


def _leaves(inputs: DraftInputs, key: TableKey) -> Cells:
    cells = {}
    for row, column in leaf_addresses(LAYOUT_2021.tables[key]):
        value = inputs.leaf(key, row, column)
        mark = TO_CHECK if f"{key}.{row}.{column}" in inputs.unread else TO_FILL
        cells[row, column] = Cell.read(mark) if value is None else Cell.of(value)
    return cells


def _with_totals(key: TableKey, cells: Cells, wrong: set[str]) -> Cells:
    """The leaves and their totals: 办理结果总计 by column first, then 总计 by row."""
    if key == "applications":
        for column in APPLICANT_KEYS:
            mark = Cell.read(TO_CHECK) if column in wrong else None
            cells["processed_total", column] = mark or total([cells[r, column] for r in outcome_rows()])
    summed = {"applications": APPLICANT_KEYS, "proceedings": RESULT_KEYS, "active_disclosure": ()}[key]
    for row in dict.fromkeys(r for r, _ in cells) if summed else ():
        cells[row, "total"] = total([cells[row, column] for column in summed])
    return cells


def _in_order(key: TableKey, cells: Cells) -> Cells:
    return {address: cells[address] for address in LAYOUT_2021.tables[key].addresses}
