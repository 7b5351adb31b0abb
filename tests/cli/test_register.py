"""``nianbao register`` as scripts and clerks use it."""

import json
import os
import subprocess
import sys

from nianbao.drafting.material.workbook_reading import read_workbook
from nianbao.report.errors import UserError
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "fixtures" / "registers"
TOWN = FOLDER / "town_register_2024.xlsx"


def nianbao(tmp_path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nianbao", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, env=os.environ | {"NIANBAO_DATA_DIR": str(tmp_path)},
    )  # fmt: skip


def test_json_has_the_fields_of_the_contract(tmp_path):
    result = nianbao(tmp_path, "register", TOWN, "--year", 2024, "--json")
    assert result.returncode == 0
    data = json.loads(result.stdout)
    contract = {
        "year",
        "rows",
        "columns",
        "tables",
        "cells",
        "undecided",
        "duplicates",
        "overdue",
        "on_time",
        "rows_at",
    }
    assert contract <= set(data)
    assert data["columns"]["received"] == "收到日期"
    assert set(data["undecided"][0]) == {"field", "raw", "rows", "candidates"}
    assert set(data["overdue"][0]) == {"row", "received", "due", "answered", "working_days_late"}
    assert data["rows_at"]["1"] == {"file": TOWN.name, "sheet": "2024年台账", "line": 4, "record": None}
    assert data["as_of"] == "2025-01-31"


def test_the_page_says_what_to_answer_and_what_to_do_next(tmp_path):
    page = nianbao(tmp_path, "register", TOWN, "--year", 2024).stdout
    for words in (
        "收到日期：“收到日期”",
        "办理结果“告知”：第14件",
        "截至2025-01-31",
        "超过4个工作日",
        "--mapping",
        "待上面的内容确认后得出",
    ):
        assert words in page, words


def test_a_workbook_that_is_not_whole_says_so_inside(tmp_path):
    """With a wording undecided; drafting from it does not accuse the drafter of a blank a row."""
    from openpyxl import load_workbook

    out = tmp_path / "inputs.xlsx"
    assert nianbao(tmp_path, "register", TOWN, "--year", 2024, "-o", out).returncode == 0
    book = load_workbook(out)
    assert "还没有填全" in str(list(book["填写说明"].values)[-1][0])
    assert any("表三没有填全" in str(row[1]) for row in book["待核对"].values)
    book["基本情况"]["B1"] = None
    book.save(tmp_path / "no-agency.xlsx")
    refused = nianbao(tmp_path, "draft", tmp_path / "no-agency.xlsx", "-o", tmp_path / "x.docx").stderr
    assert refused.startswith("错误：〔基本情况!B1〕机关名称")
    assert refused.count("空白") <= 3


def test_the_workbook_is_filled_when_all_is_decided(tmp_path):
    mapping = tmp_path / "m.yaml"
    truth = json.loads((FOLDER / "town_register_2024.expected.json").read_text(encoding="utf-8"))
    mapping.write_text(json.dumps({"result": truth["mapping"]}, ensure_ascii=False), encoding="utf-8")
    out = tmp_path / "资料表.xlsx"
    result = nianbao(tmp_path, "register", TOWN, "--year", 2024, "--mapping", mapping, "-o", out)
    assert result.returncode == 0, result.stderr
    try:
        read_workbook(out.read_bytes())
    except UserError as error:  # the other tables are still blank
        assert "表三" not in str(error)
    from openpyxl import load_workbook

    sheet = load_workbook(out)["表三 申请办理"]
    granted = next(row for row in sheet.iter_rows() if row[1].value == "（一）予以公开")
    assert [c.value for c in granted[2:8]] == [9, 5, 0, 0, 1, 0]
    assert granted[3].comment.text == "来源：申请台账第4、20、22、24、44件"
    again = nianbao(tmp_path, "register", TOWN, "--year", 2024, "-o", out)
    assert (again.returncode, again.stderr) == (2, f"错误：文件已存在，未覆盖：{out}\n")


def test_a_register_and_a_report_are_never_taken_for_one_another(tmp_path):
    report = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
    assert "是年报，不是申请台账" in nianbao(tmp_path, "register", report, "--year", 2024).stderr
    for command in (("review", TOWN), ("parse", TOWN)):
        result = nianbao(tmp_path, *command)
        assert (result.returncode, "是申请台账，不是年报" in result.stderr) == (2, True), command
    asked = nianbao(tmp_path, "ask", "看看有什么问题", "--file", TOWN, "--json")
    assert [r["kind"] for r in json.loads(asked.stdout)["results"]] == ["register"]
