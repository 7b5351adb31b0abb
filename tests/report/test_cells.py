"""A cell is not a number: what each printed form is read as."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.report.cells import Cell, CellKind
from nianbao.report.layout import LAYOUT_2019, LAYOUT_2021, Layout

CASES = [
    ("0", CellKind.ZERO, 0),
    (" 0 ", CellKind.ZERO, 0),
    ("13", CellKind.NUMBER, 13),
    ("１３", CellKind.NUMBER, 13),
    ("1 038", CellKind.NUMBER, 1038),
    ("1,038", CellKind.NUMBER, 1038),
    ("96171.6", CellKind.NUMBER, Decimal("96171.6")),
    ("22（其中修订16件）", CellKind.NUMBER, 22),
    ("22（其中修订16件", CellKind.NUMBER, 22),  # a page end took the bracket
    ("0 0", CellKind.TEXT, None),  # two cells run together
    ("007", CellKind.TEXT, None),
    ("160.5964万元", CellKind.NUMBER, Decimal("160.5964")),
    ("-2", CellKind.NUMBER, -2),
    ("+1", CellKind.NUMBER, 1),
    ("", CellKind.BLANK, None),
    ("\u3000", CellKind.BLANK, None),
    ("/", CellKind.DASH, None),
    ("—", CellKind.DASH, None),
    ("－", CellKind.DASH, None),
    ("不适用", CellKind.NA, None),
    ("N/A", CellKind.NA, None),
    ("增98", CellKind.TEXT, None),
    ("--253", CellKind.TEXT, None),
    ("0/0", CellKind.TEXT, None),
    ("- 4 -", CellKind.TEXT, None),
    ("251000元", CellKind.TEXT, None),
    ("3\n5", CellKind.TEXT, None),
    ("1,03", CellKind.TEXT, None),
    ("十三", CellKind.TEXT, None),
    ("零", CellKind.ZERO, 0),
    ("1 234 567", CellKind.NUMBER, 1234567),
    ("1 2 3", CellKind.NUMBER, 123),  # letter-spaced
    ("12 13", CellKind.TEXT, None),  # two numbers in a cell are two
    ("554    3", CellKind.TEXT, None),
    ("248\t3", CellKind.TEXT, None),
    ("12\u30003", CellKind.TEXT, None),
    ("12\t345", CellKind.TEXT, None),
    ("12\u3000345", CellKind.TEXT, None),
    ("1 2", CellKind.TEXT, None),
    ("\u200b12\ufeff", CellKind.NUMBER, 12),  # pasted from a page
    ("1\u2009038", CellKind.NUMBER, 1038),
    ("12*", CellKind.NUMBER, 12),
    ("17①", CellKind.NUMBER, 17),
    ("5¹", CellKind.NUMBER, 5),
    ("12[1]", CellKind.NUMBER, 12),
    ("96。", CellKind.NUMBER, 96),
    ("12注1", CellKind.TEXT, None),
]


@pytest.mark.parametrize(("raw", "kind", "value"), CASES)
def test_read(raw, kind, value):
    cell = Cell.read(raw)
    assert (cell.kind, cell.value, cell.raw) == (kind, value, raw)


def test_a_note_is_kept():
    assert Cell.read("22（其中修订16件）").note == "(其中修订16件)"


@given(st.text(max_size=12))
def test_anything_can_be_read_and_only_numbers_count(raw):
    cell = Cell.read(raw)
    assert (cell.value is not None) == (cell.kind in (CellKind.NUMBER, CellKind.ZERO))
    assert cell.raw == raw


@given(st.integers(0, 10**7))
def test_our_own_cells_read_back(value):
    assert Cell.read(Cell.of(value).raw) == Cell.of(value)


@pytest.mark.parametrize(
    ("raw", "value", "unit"),
    [
        ("251000元", 251000, "元"),
        ("3405820 元", 3405820, "元"),
        ("88,600元", 88600, "元"),
        ("８８６００元", 88600, "元"),
        ("712.187895万元", Decimal("712.187895"), "万元"),
        ("4.2亿元", Decimal("4.2"), "亿元"),
        ("251000元（含配套）", 251000, "元"),
        ("251000元。", 251000, "元"),
        ("0元", 0, "元"),
        ("160.5964", Decimal("160.5964"), ""),
        ("6项", 6, ""),
        ("约25万元", None, ""),
        ("25万3千元", None, ""),
        ("3元5元", None, ""),
        ("元", None, ""),
    ],
)
def test_a_cell_states_its_own_unit_where_its_column_names_none(raw: str, value: object, unit: str) -> None:
    cell = Cell.read(raw, own_unit=True)
    assert (cell.raw, cell.value, cell.unit) == (raw, value, unit)
    if unit and unit != "万元":
        assert Cell.read(raw).value is None  # in a column of 万元 or 件 it is no number of those


@pytest.mark.parametrize(("form", "row", "number"), [(LAYOUT_2019, "procurement", True), (LAYOUT_2021, "fees", False)])
def test_only_the_amount_of_procurement_may_be_in_yuan(form: Layout, row: str, number: bool) -> None:
    assert form.tables["active_disclosure"].read_cell(row, "251000元").is_number is number
