"""The inputs workbook: filled in, read back, and everything that is open told at once with its cell."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from nianbao.drafting.material.inputs import leaf_addresses
from nianbao.drafting.material.workbook import (
    LABEL_SIGNED,
    LABEL_ZERO,
    SHEET_BASICS,
    SHEET_FACTS,
    SHEET_TABLES,
    write_template,
)
from nianbao.drafting.material.workbook_reading import InputsError, is_workbook, load_inputs_bytes, read_workbook
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
    blank = [line for line in lines if "空白，不填也可以起草" in line]
    leaves = [len(leaf_addresses(table)) for table in LAYOUT_2021.tables.values()]
    assert [
        f"{table.name}有{n}格" in line
        for table, n, line in zip(LAYOUT_2021.tables.values(), leaves, blank, strict=True)
    ] == [True] * 3
    assert lines.index(blank[0]) > 0


@pytest.mark.parametrize(
    ("name", "key"),
    [("平台建设", "platform"), ("信息管理", "management"), ("（四）政府信息公开平台建设", "platform"), ("依申请", "on_request"), (" 监督保障 ", "supervision")],
)  # fmt: skip
def test_an_aspect_is_known_by_its_short_name(name: str, key: str):
    """As the review itself calls it, and as it stands in headings."""

    def rename(book):
        sheet = book[SHEET_FACTS]
        sheet["A2"], sheet["B2"], sheet["C2"], sheet["D2"] = name, "开设栏目", 3, "个"

    inputs, _ = example("county")
    found = read_workbook(edited(written(inputs), rename))
    assert found.facts[0].aspect == key
    assert not [why for why in found.unread.values() if "方面" in why]


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


CELLS = [
    ("负数", -1, None, "不能是负数"),
    ("小数", 1.5, None, "应为整数"),
    ("文字", "三件", None, "不是数字"),
    ("约数", "约20", None, "是约数"),
    ("多", "40多", None, "是约数"),
    ("万", "3万", None, "写成完整的数字"),
    ("带单位", "213条", 213, ""),
    ("带逗号", "1,038件", 1038, ""),
    ("全角", "１４", 14, ""),
]


@pytest.mark.parametrize(("what", "value", "read", "said"), CELLS, ids=[c[0] for c in CELLS])
def test_a_cell_is_read_or_asked_about_with_its_place(what, value, read, said):
    """“213条” is a number; “约200” and “3万” are not exact: the draft is written and the cell is named."""

    def spoil(book):
        sheet = book[SHEET_TABLES["applications"]]
        row = next(r for r in sheet.iter_rows() if str(r[1].value).startswith("一、本年新收"))
        row[2].value = value

    inputs, _ = example("town")
    found = read_workbook(edited(written(inputs), spoil))
    assert found.leaf("applications", "new", "natural_person") == read
    told = {p: (found.where[p], why) for p, why in found.unread.items()}
    assert list(told) == ([] if read is not None else ["applications.new.natural_person"])
    for cell, why in told.values():
        assert cell.startswith("表三!C")
        assert said in why


def test_a_blank_stays_a_blank_with_its_cell():
    def spoil(book):
        sheet = book[SHEET_TABLES["proceedings"]]
        row = next(r for r in sheet.iter_rows() if r[1].value == "行政复议")
        row[2].value = None

    inputs, _ = example("town")
    found = read_workbook(edited(written(inputs), spoil))
    assert [place for place, _ in found.blanks()] == ["proceedings.reconsideration.upheld"]
    assert found.where["proceedings.reconsideration.upheld"].startswith("表四!C")


def test_zero_for_blanks_covers_the_fees():
    def declare(book):
        sheet = book[SHEET_BASICS]
        sheet["B1"] = "示例县教育局"
        next(row for row in sheet.iter_rows() if row[0].value == LABEL_ZERO)[1].value = "是"

    inputs = read_workbook(edited(written(year=2024), declare))
    assert (inputs.fees.notices, inputs.fees.charged, inputs.fees.collected) == (0, 0, 0)
    assert list(inputs.blanks()) == []


def test_facts_that_cannot_be_read_are_kept_in_sight():
    """A fact without a value, one of 约1300, one of 57篇, and a line of no aspect: all at once, each with its cell."""

    def spoil(book):
        sheet = book[SHEET_FACTS]
        sheet["A2"], sheet["B2"], sheet["C2"] = "宣传", "发布信息", 3
        sheet["C3"] = None
        sheet["C4"] = "约1300"
        sheet["C5"] = "964条"

    inputs, _ = example("county")
    found = read_workbook(edited(written(inputs), spoil))
    assert {found.where[p]: why[:2] for p, why in found.unread.items()} == {
        "工作情况!A2": "“发", "工作情况!C3": "没有", "工作情况!C4": "“约"
    }  # fmt: skip
    assert [f.value for f in found.facts] == [None, None, 964, 5]


def test_a_problem_without_a_measure_keeps_its_row():
    inputs, _ = example("town")
    gap = inputs.model_copy(update={"problems": ["甲", "乙", "丙"], "measures": ["治甲", "", "治丙"]})
    found = read_workbook(written(gap))
    assert (found.problems, found.measures) == (["甲", "乙", "丙"], ["治甲", "", "治丙"])


def test_a_workbook_without_agency_is_told_everything_at_once():
    def spoil(book):
        book[SHEET_BASICS]["B1"] = None
        sheet = book[SHEET_TABLES["applications"]]
        row = next(r for r in sheet.iter_rows() if str(r[1].value).startswith("一、本年新收"))
        row[2].value, row[3].value = "约20", None

    inputs, _ = example("town")
    with pytest.raises(InputsError) as refused:
        read_workbook(edited(written(inputs), spoil))
    lines = refused.value.errors
    assert lines[0].startswith("〔基本情况!B1〕机关名称")
    assert any("约20" in line and "表三!C" in line for line in lines)
    assert any("1格空白" in line and "表三!D" in line for line in lines)


@pytest.mark.parametrize("said", ["2025年1月20日", "2025-01-20", "2025.1.20"])
def test_the_date_under_the_report_is_read_as_it_is_written(said):
    def sign(book):
        sheet = book[SHEET_BASICS]
        next(row for row in sheet.iter_rows() if row[0].value == LABEL_SIGNED)[1].value = said

    inputs, _ = example("town")
    assert read_workbook(edited(written(inputs), sign)).signed_on == date(2025, 1, 20)


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
