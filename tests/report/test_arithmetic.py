"""The equations of the form, over tables that hold and tables that do not."""

from hypothesis import given
from hypothesis import strategies as st

from nianbao.report import LAYOUT_2019, LAYOUT_2021, Cell, Table
from nianbao.report.arithmetic import Balance, equations, evaluate
from tests.support.tables import balanced_tables

APPLICATIONS = LAYOUT_2021.tables["applications"]


def outcomes(table):
    return [evaluate(e, table) for e in equations(table)]


@given(balanced_tables())
def test_a_balanced_table_satisfies_every_equation(table):
    assert all(isinstance(o, Balance) and o.holds for o in outcomes(table))


@given(balanced_tables(), st.sampled_from(APPLICATIONS.addresses), st.integers(1, 99))
def test_any_single_change_is_noticed(table, address, change):
    cells = dict(table.cells)
    cells[address] = Cell.of(int(cells[address].value) + change)
    assert any(not o.holds for o in outcomes(Table(APPLICATIONS, cells)))


@given(balanced_tables(), st.sampled_from(APPLICATIONS.addresses))
def test_a_blank_leaves_its_equations_undecided_and_never_passes_as_zero(table, address):
    cells = dict(table.cells) | {address: Cell.read("")}
    for equation in equations(Table(APPLICATIONS, cells)):
        touched = address in (*equation.left, *equation.right)
        outcome = evaluate(equation, Table(APPLICATIONS, cells))
        assert (outcome == [address]) if touched else outcome.holds


def test_the_official_form_has_its_equations():
    table = Table(APPLICATIONS, dict.fromkeys(APPLICATIONS.addresses, Cell.of(0)))
    kinds = [e.kind for e in equations(table)]
    assert (kinds.count("balance"), kinds.count("outcomes"), kinds.count("applicants")) == (7, 7, 25)


def test_a_merged_row_of_other_handling_takes_part():
    layout = LAYOUT_2019.tables["applications"]
    cells = dict.fromkeys(layout.addresses, Cell.of(0))
    for row in ("new", "other", "processed_total"):
        cells |= {(row, "natural_person"): Cell.of(2), (row, "total"): Cell.of(2)}
    for table in (Table(layout, cells), Table(APPLICATIONS, cells)):
        assert all(o.holds for o in outcomes(table))
        assert table.group_total("other") == 2


def test_expressions_read_as_a_person_would_write_them():
    cells = dict.fromkeys(APPLICATIONS.addresses, Cell.of(0))
    cells |= {
        ("new", "total"): Cell.of(10),
        ("carried_in", "total"): Cell.of(3),
        ("processed_total", "total"): Cell.of(11),
    }
    broken = [o for o in outcomes(Table(APPLICATIONS, cells)) if not o.holds]
    assert "10+3 ≠ 11+0" in [o.expression for o in broken]
    assert "0 ≠ 11" in [o.expression for o in broken]
