"""What is written out of a register: a name that begins like a formula stays a name."""

import io

import pytest
from openpyxl import load_workbook

from nianbao.drafting.material.register_material import register_material
from nianbao.drafting.material.workbook import SHEET_BASICS, write_template
from tests.register.made import SHAPES, YEAR, made
from tests.register.test_shapes import read_files


@pytest.mark.parametrize("sign", "=+-@")
def test_no_name_becomes_a_formula(sign: str) -> None:
    register = read_files(SHAPES[next(iter(SHAPES))](made(1)))
    register.agency = f'{sign}HYPERLINK("http://x","年报")'
    saved = io.BytesIO()
    write_template(saved, YEAR, register_material(register))
    cells = [c for row in load_workbook(io.BytesIO(saved.getvalue()))[SHEET_BASICS].iter_rows() for c in row]
    assert [c.data_type for c in cells if c.value == register.agency] == ["s"]
