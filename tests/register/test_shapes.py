"""Twelve shapes of registers × seeds: every cell as counted from the applications, or asked; never a wrong one."""

from datetime import date

import pytest

from nianbao.documents import UnreadableFileError, read
from nianbao.register.answers import Answers
from nianbao.register.register import Register, pass_gate, read_register
from nianbao.register.sheets import open_register
from nianbao.work.conversations import kind_of_file
from tests.register.made import SHAPES, YEAR, made, truth

AS_OF = date(YEAR + 1, 1, 31)


def read_files(files: dict[str, bytes], answers: Answers | None = None, year: int = YEAR) -> Register:
    sheets = [sheet for name, data in files.items() for sheet in open_register(data, name)]
    return read_register(sheets, year, date(year + 1, 1, 31), answers or Answers())


def cells_above_zero(register: Register) -> dict[str, dict[str, int]]:
    table = register.counted.table
    return {row: filled for row, line in table.items() if line and (filled := {c: n for c, n in line.items() if n})}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_counted_exactly(shape, seed):
    applications = made(seed)
    register = read_files(SHAPES[shape](applications))
    assert register.undecided == []
    assert register.counted.proposals == {}
    assert cells_above_zero(register) == truth(applications)
    pass_gate(register)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_cell_traces_to_its_rows(shape):
    applications = made(31)
    register = read_files(SHAPES[shape](applications))
    rows = {a.row: a for a in register.read.applications}
    for address, numbers in register.counted.cells.items():
        _, _, rest = address.partition(".")
        row, _, column = rest.rpartition(".")
        assert register.counted.table[row][column] == len(numbers) == len(set(numbers)), address
        assert all(rows[n].kind == column for n in numbers), address


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_is_taken_for_a_report(shape):
    for name, data in SHAPES[shape](made(2)).items():
        assert kind_of_file(name, data) == "register"
        with pytest.raises(UnreadableFileError):
            read(data, name)
