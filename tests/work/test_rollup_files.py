"""A folder rolled up: ninety files in seconds, planted faults named, the workbook filled for the office's report."""

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from nianbao.assistant.service import Assistant
from nianbao.documents import read
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.drafting.material.workbook import SHEET_PARTS, SHEET_QUESTIONS
from nianbao.drafting.material.workbook_reading import load_inputs
from nianbao.report.errors import UserError
from nianbao.settings import Settings
from nianbao.work.library import add_report
from nianbao.work.rollup import RollUp, rollup
from nianbao.work.services import Services
from tests.conftest import ROOT
from tests.support.filed_reports import random_cells, report_with
from tests.support.model.chat_scripts import turn

AGENCY = "示例省云岭市青禾县人民政府"
COUNT = 90
UNBALANCED, TWICE, MISSING = 17, 40, "青禾县第九十九局"


def nianbao(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nianbao", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def name(number: int) -> str:
    return f"青禾县第{number}局"


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Path:
    """Ninety reports; one does not balance, one agency files twice, one on the roster does not file."""
    folder = tmp_path_factory.mktemp("county")
    reports = folder / "reports"
    reports.mkdir()
    for number in range(COUNT):
        cells = random_cells(number)
        if number == UNBALANCED:
            cells["applications.carried_out.natural_person"] += 1
        (reports / f"{number:02}.docx").write_bytes(docx_bytes(report_with(name(number), cells)))
    (reports / "40-again.docx").write_bytes(docx_bytes(report_with(name(TWICE), random_cells(777))))
    book = openpyxl.Workbook()
    book.active.append(["序号", "单位名称"])
    for number in range(COUNT):
        book.active.append([number + 1, name(number)])
    book.active.append([COUNT + 1, MISSING])
    book.save(folder / "roster.xlsx")
    return folder


def test_ninety_reports_with_three_planted_faults(county, tmp_path):
    out = tmp_path / "county.xlsx"
    began = os.times()
    run = nianbao(
        "rollup",
        county / "reports",
        "--roster",
        county / "roster.xlsx",
        "--agency",
        AGENCY,
        "--year",
        2024,
        "-o",
        out,
        "--json",
    )
    spent = os.times()
    seconds = spent.children_user - began.children_user + spent.children_system - began.children_system
    assert seconds < 20, "processor time, whatever else the machine is doing"
    assert run.returncode == 1
    assert all(line.startswith("…") for line in run.stderr.splitlines()), run.stderr
    data = json.loads(run.stdout)
    left_out = {a["file"]: a["why_not"] for a in data["agencies"] if not a["used"]}
    assert set(left_out) == {"17.docx", "40.docx", "40-again.docx"}
    assert "表三·自然人列不平" in left_out["17.docx"]
    assert "40.docx" in left_out["40-again.docx"]
    assert data["missing"] == [MISSING]
    counted = [random_cells(n) for n in range(COUNT) if n not in (UNBALANCED, TWICE)]
    for key, rows in data["tables"].items():
        for row, columns in rows.items():
            for column, value in columns.items():
                cell = f"{key}.{row}.{column}"
                expected = sum(c[cell] for c in counted)
                assert value == (str(expected) if row == "fees" else expected), cell
                assert sum(int(v) for v in data["parts"][cell].values()) == expected
    assert data["equations"] == {"checked": 42, "failed": []}
    inputs = load_inputs(out)
    assert (inputs.agency, inputs.year) == (AGENCY, 2024)
    assert inputs.leaf("applications", "new", "commercial") == data["tables"]["applications"]["new"]["commercial"]
    book = openpyxl.load_workbook(out)
    assert book[SHEET_PARTS].max_row > COUNT
    questions = [row[1].value for row in book[SHEET_QUESTIONS].iter_rows(min_row=2)]
    assert f"{name(UNBALANCED)}没有计入" in questions
    assert f"{MISSING}没有计入" in questions


def test_the_screen_says_who_was_left_out_and_why(county):
    run = nianbao("rollup", *sorted((county / "reports").glob("4*.docx")), "--agency", AGENCY, "--year", 2024)
    assert run.returncode == 1
    assert "共 11 份年报，计入 9 份，没有计入 2 份" in run.stdout
    assert "没有计入：青禾县第40局（40.docx）：同一机关有2份年报" in run.stdout
    assert "表内勾稽关系 42 条，成立 42 条" in run.stdout


def test_a_wrong_roster_is_one_chinese_line(county, tmp_path):
    bad = tmp_path / "名单.xlsx"
    bad.write_text("不是表", encoding="utf-8")
    run = nianbao("rollup", county / "reports" / "01.docx", "--roster", bad, "--agency", AGENCY, "--year", 2024)
    assert (run.returncode, run.stderr.strip()) == (2, "错误：名单 名单.xlsx 不是完好的 Excel 工作簿（.xlsx）")


def test_a_roster_that_lies_among_the_reports_is_none_of_them(county, tmp_path):
    (tmp_path / "01.docx").write_bytes((county / "reports" / "01.docx").read_bytes())
    book = openpyxl.Workbook()
    book.active.append(["单位名称"])
    book.active.append([name(1)])
    book.save(tmp_path / "名单.xlsx")
    run = nianbao("rollup", tmp_path, "--roster", tmp_path / "名单.xlsx", "--agency", AGENCY, "--year", 2024)
    assert run.returncode == 0, run.stdout
    assert "共 1 份年报，计入 1 份" in run.stdout


@pytest.fixture
def library(tmp_path) -> Services:
    """Three departments' reports taken into the library, one of another year, beside our own samples."""
    services = Services(Settings(data_dir=tmp_path / "data"))
    for number, year in ((1, 2024), (2, 2024), (3, 2023)):
        file = tmp_path / f"{number}局.docx"
        file.write_bytes(docx_bytes(report_with(name(number), random_cells(number), year)))
        add_report(services, read(file), file)
    return services


def expected(*numbers: int) -> int:
    return sum(int(random_cells(n)["applications.new.total"]) for n in numbers)


def test_reports_of_the_library_by_year_and_beside_files(library, tmp_path):
    result = rollup(RollUp((), AGENCY, 2024, stored=True), library)
    assert [f.name for f in result.used] == [name(1), name(2)]
    assert result.sums["applications.new.total"] == expected(1, 2)
    file = tmp_path / "4局.docx"
    file.write_bytes(docx_bytes(report_with(name(4), random_cells(4))))
    beside = rollup(RollUp((file,), AGENCY, 2024, stored=True), library)
    assert beside.sums["applications.new.total"] == expected(1, 2, 4)
    with pytest.raises(UserError, match="报告库里没有2022年度"):
        rollup(RollUp((), AGENCY, 2022, stored=True), library)
    with pytest.raises(UserError, match="--stored"):
        rollup(RollUp((), AGENCY, 2024))


def test_a_roll_up_is_asked_for_in_the_chat(library, tmp_path):
    assistant = Assistant(library)
    done = turn(assistant, f"汇总{AGENCY}2024年各单位的年报")
    assert done.kinds == ["rollup"]
    assert done.results[0].data["tables"]["applications"]["new"]["total"] == expected(1, 2)
    files = [(f"{n}局.docx", docx_bytes(report_with(name(n), random_cells(n)))) for n in (5, 6)]
    handed_in = turn(assistant, f"把{AGENCY}2024年这几份年报汇总一下", files)
    data = handed_in.results[0].data
    assert data["tables"]["applications"]["new"]["total"] == expected(5, 6)
    assert data["agency"] == AGENCY
    asked = turn(assistant, "把各单位的年报汇总一下")
    assert asked.results == []
    assert "请写明汇总机关的全称和年度" in asked.words
