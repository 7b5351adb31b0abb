"""The inputs workbook: filled in, read back, and refused with every mistake at once."""

import io
from decimal import Decimal

import openpyxl
import pytest

from nianbao.drafting.inputs import leaf_addresses
from nianbao.drafting.workbook import LABEL_ZERO, SHEET_BASICS, SHEET_FACTS, SHEET_TABLES, write_template
from nianbao.drafting.workbook_reading import InputsError, is_workbook, load_inputs_bytes, read_workbook
from nianbao.report import LAYOUT_2021
from tests.support.draft_inputs import EXAMPLES, example


def written(inputs=None, year=None) -> bytes:
    buffer = io.BytesIO()
    write_template(buffer, year, inputs)
    return buffer.getvalue()


def edited(data: bytes, change) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_filled_in_is_read_back(name):
    inputs, _ = example(name)
    assert read_workbook(written(inputs)) == inputs


@pytest.mark.parametrize("name", EXAMPLES)
def test_yaml_and_json_are_the_same_inputs(name):
    import yaml

    inputs, _ = example(name)
    assert load_inputs_bytes(inputs.model_dump_json(indent=1).encode()) == inputs
    assert load_inputs_bytes(yaml.safe_dump(inputs.model_dump(mode="json"), allow_unicode=True).encode()) == inputs


def test_blanks_are_asked_for_and_never_zero():
    with pytest.raises(InputsError) as refused:
        read_workbook(written(year=2024))
    lines = refused.value.errors
    assert any("机关名称" in line for line in lines)
    rows = [row for table in LAYOUT_2021.tables.values() for row in dict.fromkeys(r for r, _ in leaf_addresses(table))]
    assert sum("空白，没有发生请填0" in line for line in lines) == len(rows)


def test_the_drafter_may_declare_that_blanks_are_zero():
    def declare(book):
        sheet = book[SHEET_BASICS]
        sheet["B1"] = "示例县教育局"
        next(row for row in sheet.iter_rows() if row[0].value == LABEL_ZERO)[1].value = "是"

    inputs = read_workbook(edited(written(year=2024), declare))
    assert inputs.leaf("applications", "new", "natural_person") == 0


def test_cells_are_found_by_label_even_when_rows_and_columns_move():
    inputs, _ = example("county")

    def move(book):
        sheet = book[SHEET_TABLES["applications"]]
        sheet.insert_rows(1, 2)
        sheet.insert_rows(8)
        sheet.insert_cols(3)

    assert read_workbook(edited(written(inputs), move)).tables == inputs.tables


WRONG = [
    ("负数", -1, "不能是负数"),
    ("小数", 1.5, "应为整数"),
    ("文字", "三件", "不是数字"),
]


@pytest.mark.parametrize(("what", "value", "said"), WRONG, ids=[w[0] for w in WRONG])
def test_a_wrong_cell_is_named(what, value, said):
    def spoil(book):
        sheet = book[SHEET_TABLES["applications"]]
        row = next(r for r in sheet.iter_rows() if str(r[1].value).startswith("一、本年新收"))
        row[2].value = value

    inputs, _ = example("town")
    with pytest.raises(InputsError) as refused:
        read_workbook(edited(written(inputs), spoil))
    assert [("自然人" in line, said in line) for line in refused.value.errors] == [(True, True)]


def test_a_fact_without_a_value_or_with_an_unknown_aspect_is_named():
    def spoil(book):
        sheet = book[SHEET_FACTS]
        sheet["A2"], sheet["B2"], sheet["C2"] = "宣传", "发布信息", 3
        sheet["A3"], sheet["B3"], sheet["C3"] = "主动公开", "公开信息", None

    inputs, _ = example("county")
    with pytest.raises(InputsError) as refused:
        read_workbook(edited(written(inputs), spoil))
    assert len(refused.value.errors) == 2


def test_money_keeps_its_digits():
    inputs, _ = example("county")
    assert read_workbook(written(inputs)).leaf("active_disclosure", "fees", "amount") == Decimal("72.65")


def test_an_existing_workbook_is_not_overwritten(tmp_path):
    target = tmp_path / "a.xlsx"
    write_template(target)
    with pytest.raises(FileExistsError):
        write_template(target)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\x00\x01", "只有文字".encode(), b"- a\n- b"])
def test_what_is_no_inputs_file_is_refused_in_chinese(data):
    assert not is_workbook(data)
    with pytest.raises(InputsError):
        load_inputs_bytes(data)
