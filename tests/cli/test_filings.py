"""``nianbao filings``: a year's filings on the command line, with its exit codes and its JSON."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from nianbao.cli.main import app
from tests.conftest import ROOT

SAMPLE = str(ROOT / "corpus" / "reports" / "qinghe-education-bureau-2024.md")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    book, path = Workbook(), tmp_path / "名单.xlsx"
    for row in (["单位名称", "报送期限"], ["青禾县教育局", "2999-01-20"], ["示例县水务局", "2025-01-20"]):
        book.worksheets[0].append(row)
    book.save(path)
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["filings", *arguments])


def test_a_year_on_the_command_line(roster: Path, tmp_path: Path) -> None:
    year = ("--year", "2024")
    refused = run("list", *year)
    assert (refused.exit_code, refused.stderr[:3]) == (2, "错误：")
    assert "2 个单位，新列入 2 个" in run("roster", str(roster), *year).output
    assert run("file", SAMPLE, *year).exit_code == 2  # nobody said who
    assert run("file", SAMPLE, *year, "--by", "张三").exit_code == 0
    for step, who in (("first", "李四"), ("second", "王五"), ("final", "赵六")):
        assert run("read", "青禾县教育局", *year, "--step", step, "--by", who).exit_code == 0
    page = tmp_path / "网页.md"
    page.write_text(Path(SAMPLE).read_text(encoding="utf-8").replace("323条", "324条"), encoding="utf-8")
    differs = run("publish", "青禾县教育局", *year, "--page", str(page), "--on", "2025-01-28", "--by", "张三")
    assert differs.exit_code == 1
    assert "审定稿：" in differs.output
    listed = run("list", *year, "--json")
    assert listed.exit_code == 1  # somebody is overdue
    done, owing = json.loads(listed.output)["filings"]
    assert (done["state"], done["readers"], done["published"]["differences"]) == (
        "published",
        ["李四", "王五", "赵六"],
        1,
    )
    assert (owing["state"], owing["standing"]) == ("due", "overdue")
    shown = json.loads(run("show", "青禾县教育局", *year, "--json").output)
    assert [step["act"] for step in shown["steps"]] == ["file", "first", "second", "final", "publish"]
    for kind, name in (("publication", "情况.docx"), ("reminders", "催办.xlsx"), ("sign-off", "签批单.docx")):
        out = tmp_path / name
        assert run("paper", kind, "-o", str(out), *year, "--unit", "青禾县教育局").exit_code == 0
        assert out.read_bytes()[:2] == b"PK"
    rolled = run("rollup", *year, "--agency", "青禾县人民政府", "--json")
    assert rolled.exit_code == 1
    assert json.loads(rolled.output)["missing"] == ["示例县水务局"]
