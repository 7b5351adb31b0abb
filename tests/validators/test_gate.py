"""The gate: a table passes whole or is refused whole, with every error at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.report import LAYOUT_2021
from tests.support.tables import balanced_tables
from validators.gate import GateError, pass_table


def candidate(table):
    rows = {}
    for (row, column), cell in table.cells.items():
        rows.setdefault(row, {})[column] = cell.value
    return rows


def source(table):
    return "、".join(str(c.value) for c in table.cells.values())


@settings(max_examples=30, deadline=None)
@given(balanced_tables())
def test_a_right_table_passes_unchanged(table):
    assert pass_table(LAYOUT_2021, "applications", candidate(table), source(table)).cells == table.cells


@settings(max_examples=60, deadline=None)
@given(balanced_tables(), st.data())
def test_any_changed_number_is_refused(table, data):
    rows = candidate(table)
    row, column = data.draw(st.sampled_from(list(table.cells)))
    rows[row][column] += data.draw(st.integers(1, 50))
    with pytest.raises(GateError):
        pass_table(LAYOUT_2021, "applications", rows, source(table) + f"、{rows[row][column]}")


@settings(max_examples=30, deadline=None)
@given(balanced_tables(top=9), st.sampled_from([-1, 1.5, "3", None, True, [1]]))
def test_what_is_no_count_is_refused(table, wrong):
    rows = candidate(table)
    rows["new"]["natural_person"] = wrong
    with pytest.raises(GateError, match="自然人"):
        pass_table(LAYOUT_2021, "applications", rows, source(table))


def zeros(key):
    layout = LAYOUT_2021.tables[key]
    rows = {}
    for row, column in layout.addresses:
        rows.setdefault(row, {})[column] = 0
    return rows


def test_every_error_is_told_at_once():
    rows = zeros("proceedings")
    del rows["reconsideration"]["upheld"]
    rows["litigation_after"]["pending"] = -3
    rows["appeal"] = {"total": 1}
    with pytest.raises(GateError) as refused:
        pass_table(LAYOUT_2021, "proceedings", rows, "")
    assert len(refused.value.errors) == 3
    assert any("行政复议·结果维持：缺失" in e for e in refused.value.errors)
    assert any("不能是负数" in e for e in refused.value.errors)
    assert any("appeal" in e for e in refused.value.errors)


def test_a_number_without_a_source_is_refused():
    rows = zeros("active_disclosure")
    rows["licensing"]["decisions"] = 12
    assert (
        pass_table(LAYOUT_2021, "active_disclosure", rows, "本年作出行政许可决定12件").value("licensing", "decisions")
        == 12
    )
    with pytest.raises(GateError, match="没有出处"):
        pass_table(LAYOUT_2021, "active_disclosure", rows, "本年作出行政许可决定21件")


def test_one_mention_vouches_for_one_cell_only():
    rows = zeros("active_disclosure")
    rows["licensing"]["decisions"] = rows["penalties"]["decisions"] = 12
    with pytest.raises(GateError, match="没有出处"):
        pass_table(LAYOUT_2021, "active_disclosure", rows, "行政许可12件")


def test_chinese_numerals_in_the_notes_count_as_sources():
    rows = zeros("active_disclosure")
    rows["penalties"]["decisions"] = 12
    assert pass_table(LAYOUT_2021, "active_disclosure", rows, "全年作出行政处罚十二件")


@pytest.mark.parametrize("answer", [None, [], "table", {"rows": []}, {"new": 3}])
def test_what_is_no_table_is_refused(answer):
    with pytest.raises(GateError):
        pass_table(LAYOUT_2021, "applications", answer, "")
