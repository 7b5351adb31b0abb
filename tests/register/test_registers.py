"""Registers made by others, with their truth: tables, deadlines, questions, places and duplicates, all equal."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from nianbao.documents import UnreadableFileError, read
from nianbao.register.answers import Answers, parse_mapping
from nianbao.register.as_json import register_as_json
from nianbao.register.register import NO_REGISTER, pass_gate, read_register
from nianbao.register.sheets import open_register
from nianbao.report.errors import UserError
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "fixtures" / "registers"
MADE = sorted(path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.expected.json"))


def file_of(stem: str) -> Path:
    return next(p for p in FOLDER.glob(f"{stem}.*") if p.suffix in (".xlsx", ".csv", ".docx"))


def as_json(file: Path, year: int, mapping: Any = None) -> dict[str, Any]:
    answers = parse_mapping(mapping, "mapping") if mapping else Answers()
    register = read_register(open_register(file.read_bytes(), file.name), year, date(year + 1, 1, 31), answers)
    if register.is_decided:
        pass_gate(register)
    return register_as_json(register)


def above_zero(table: dict[str, Any]) -> dict[str, Any]:
    return {row: line for row, line in table.items() if line and any(line.values())}


@pytest.mark.parametrize("stem", MADE)
def test_a_register_equals_its_truth(stem):
    truth = json.loads((FOLDER / f"{stem}.expected.json").read_text(encoding="utf-8"))
    mapping = truth.get("mapping_full") or {"result": truth["mapping"]}
    asked = as_json(file_of(stem), truth["year"])
    found = as_json(file_of(stem), truth["year"], {k: v for k, v in mapping.items() if v})
    assert found["rows"] == truth["rows"]
    assert above_zero(found["tables"]["applications"]) == above_zero(truth["applications"])
    days = ("received", "due", "answered")
    assert [[o[d] for d in days] for o in found["overdue"]] == [[o[d] for d in days] for o in truth["overdue"]]
    assert sorted(u["raw"] for u in asked["undecided"] if u["field"] == "result") == sorted(truth["undecided_raw"])
    for field in ("duplicates", "on_time"):
        assert found[field] == truth.get(field, found[field]), field
    assert found["tables"]["proceedings"] == truth.get("proceedings")
    assert {k: v for k, v in found["cells"].items() if k.startswith("app")} == truth.get("cells", found["cells"])
    for row, place in truth.get("rows_at", {}).items():
        assert {k: found["rows_at"][row][k] for k in ("file", "sheet", "line")} == {
            k: place[k] for k in ("file", "sheet", "line")
        }


def test_undecided_rows_count_where_they_come_from_and_in_no_outcome():
    truth = json.loads((FOLDER / "town_register_2024.expected.json").read_text(encoding="utf-8"))
    found = as_json(file_of("town_register_2024"), 2024)["tables"]["applications"]
    assert found["processed_total"] is None
    assert found["new"] == truth["applications"]["new"]
    assert found["granted"]["total"] < truth["applications"]["granted"]["total"]


def test_the_receipt_is_asked_when_two_columns_differ():
    found = as_json(file_of("b_05"), 2024)
    (question,) = [u for u in found["undecided"] if u["field"] == "received"]
    assert question["candidates"] == ["提交时间", "受理时间"]
    mapping = yaml.safe_load((FOLDER / "b_05.mapping.yaml").read_text(encoding="utf-8"))
    assert as_json(file_of("b_05"), 2024, mapping)["undecided"] == []


@pytest.mark.parametrize("name", ["n06_petition_register.xlsx", "n07_document_register.xlsx"])
def test_other_registers_are_none_of_ours(name):
    with pytest.raises(UserError) as error:
        as_json(FOLDER / name, 2024)
    assert str(error.value) == NO_REGISTER


@pytest.mark.parametrize(
    "name",
    [
        *(f"{file_of(stem).name}" for stem in MADE),
        "r03_section_heading.docx",
        "r04_with_table_three_sheet.xlsx",
    ],
)
def test_a_register_is_never_reviewed(name):
    with pytest.raises(UnreadableFileError, match="是申请台账，不是年报"):
        read(FOLDER / name)


@pytest.mark.parametrize("name", ["liuxi-town-2024.md"])
def test_a_report_is_no_register(name):
    with pytest.raises(UserError, match="台账的表头"):
        as_json(ROOT / "corpus" / "reports" / name, 2024)


def test_an_empty_register_is_no_mistake():
    found = as_json(FOLDER / "n12_empty_register.xlsx", 2024)
    assert found["rows"] == 0
    assert above_zero(found["tables"]["applications"]) == {}
    assert "没有一件申请" in found["notices"][-1]


@pytest.mark.parametrize("stem", MADE)
def test_no_name_stands_in_what_is_given_out(stem):
    """Personal data: names of persons in the file are in no field of the JSON."""
    from nianbao.register.kinds import is_person

    file = file_of(stem)
    truth = json.loads((FOLDER / f"{stem}.expected.json").read_text(encoding="utf-8"))
    printed = json.dumps(as_json(file, truth["year"]), ensure_ascii=False)
    column = truth.get("columns", {}).get("name", "名称").rpartition("/")[2]
    names: set[str] = set()
    for sheet in open_register(file.read_bytes(), file.name):
        at = next((i for line in sheet.lines[:4] for i in range(len(line.cells)) if line.text(i) == column), None)
        names |= {line.text(at) for line in sheet.lines} if at is not None else set()
    names = {name for name in names if is_person(name) and name != column}
    assert not [name for name in names if name in printed]
