"""A crowd of broken equations that one move mends is our doubt, not the agency's fault; one wrong figure is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.report import Cell, Table
from nianbao.report.alignment import misalignment
from nianbao.report.layout import APPLICATION_COLUMNS
from tests.support.tables import APPLICATIONS, balanced_tables

COLUMNS = [c.key for c in APPLICATION_COLUMNS]


def figures(table: Table) -> list[int]:
    return [table.integer(r, c) for r in table.rows() for c in COLUMNS]


def with_figures(table: Table, values: list[int]) -> Table:
    addresses = [(r, c) for r in table.rows() for c in COLUMNS]
    return replace(table, cells={a: Cell.of(v) for a, v in zip(addresses, values, strict=False)})


BUSY = Table(
    APPLICATIONS,
    {
        (r, c): Cell.of((i * 7 + j * 3 + 5) if c != "total" else 0)
        for i, r in enumerate(dict.fromkeys(r for r, _ in APPLICATIONS.addresses))
        for j, c in enumerate(COLUMNS)
    },
)


@pytest.fixture(scope="module")
def table() -> Table:
    """A table in which every row has figures, and whose equations hold."""
    outcome_rows = BUSY.outcome_rows()
    values = {a: cell.value for a, cell in BUSY.cells.items()}
    for c in COLUMNS[:-1]:
        values["processed_total", c] = sum(values[r, c] for r in outcome_rows)
        values["new", c] = values["processed_total", c] + values["carried_out", c] - values["carried_in", c]
    for r in BUSY.rows():
        values[r, "total"] = sum(values[r, c] for c in COLUMNS[:-1])
    return Table(APPLICATIONS, {a: Cell.of(v) for a, v in values.items()})


def test_the_table_as_it_is_is_aligned(table):
    assert misalignment(table) is None


@pytest.mark.parametrize("row", [0, 1, 2, 11, 23, 24])
def test_a_row_moved_by_one_column(table, row):
    values = figures(table)
    start = row * 7
    values[start : start + 7] = [values[start + 6], *values[start : start + 6]]
    found = misalignment(with_figures(table, values))
    assert found is not None
    assert "错了一列" in found.what


@pytest.mark.parametrize("at", [0, 8, 60, 120])
def test_a_page_number_among_the_figures(table, at):
    values = figures(table)
    found = misalignment(with_figures(table, [*values[:at], 4, *values[at:-1]]))
    assert found is not None
    assert "页码" in found.what


@pytest.mark.parametrize("first", [2, 10])
def test_rows_moved_by_one_line(table, first):
    values = figures(table)
    moved = [*values[: first * 7], *values[-7:], *values[first * 7 : -7]]
    assert misalignment(with_figures(table, moved)) is not None


@given(balanced_tables(), st.data())
def test_one_wrong_figure_is_no_misalignment(table, data):
    address = data.draw(st.sampled_from(sorted(table.cells)))
    wrong = table.integer(*address) + data.draw(st.integers(1, 9))
    assert misalignment(replace(table, cells={**table.cells, address: Cell.of(wrong)})) is None
