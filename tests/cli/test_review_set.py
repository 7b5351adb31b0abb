"""A folder on the command line: exit codes, one JSON object a line, the list and the page."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from nianbao.papers.set_outputs import set_output
from nianbao.papers.set_rows import SetRow
from nianbao.paths import CORPUS_DIR
from tests.conftest import ROOT
from validators.catalogue import catalogue

SAMPLES = CORPUS_DIR / "reports"
NAMES = ("liuxi-town-2023", "liuxi-town-2024", "shili-transport-2024")


def nianbao(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nianbao", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three good reports of two agencies, one of them copied with another name and a slip in table three."""
    found = tmp_path / "reports"
    found.mkdir()
    for name in NAMES:
        (found / f"{name}.md").write_bytes((SAMPLES / f"{name}.md").read_bytes())
    text = (SAMPLES / "liuxi-town-2024.md").read_text(encoding="utf-8").replace("青禾县柳溪镇", "砚洲县白鹤镇")
    line = next(x for x in text.split("\n") if x.startswith("| 一、本年新收"))
    (found / "copied.md").write_text(text.replace(line, f"{line.rsplit('|', 2)[0]}| 99 |"), encoding="utf-8")
    return found


def told(stderr: str) -> list[str]:
    """The lines that say something; how far it has got is told on a slow machine only."""
    return [line for line in stderr.splitlines() if line and not line.startswith("…")]


def reviews_and_set(stdout: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """A line a review; the last line is of the set."""
    *reviews, last = (json.loads(line) for line in stdout.strip().split("\n"))
    assert list(last) == ["set"]
    return reviews, last["set"]


def test_json_is_one_object_a_line_and_nothing_else(folder: Path) -> None:
    result = nianbao("review", folder, "--json")
    assert result.returncode == 1
    assert told(result.stderr) == []
    lines, of_set = reviews_and_set(result.stdout)
    assert of_set == {"failed": []}
    assert [Path(data["file"]).stem for data in lines] == sorted([*NAMES, "copied"])
    by_name = {Path(data["file"]).stem: data for data in lines}
    assert {"report", "verdict", "article50", "findings", "rules", "model", "file"} <= set(lines[0])
    assert by_name["liuxi-town-2024"]["set"]["previous"] == "liuxi-town-2023.md"
    copied = [f for f in by_name["copied"]["findings"] if f["rule"] == "LK-02"]
    assert "liuxi-town-2024.md" in copied[0]["message"]
    assert "LK-02" not in {f["rule"] for f in by_name["shili-transport-2024"]["findings"]}


def test_the_screen_tells_verdicts_and_errors(folder: Path) -> None:
    (folder / "bad.txt").write_text("不是年报", encoding="utf-8")
    result = nianbao("review", folder)
    assert result.returncode == 2
    (said,) = told(result.stderr)
    assert said.startswith("错误：bad.txt：")
    assert "共 5 份年报：" in result.stdout
    assert "尚不符合 1 份" in result.stdout
    assert "没有读出 1 份" in result.stdout
    assert "白鹤镇人民政府 2024年（copied.md）：T3" in result.stdout
    assert "liuxi-town-2023.md）：" not in result.stdout


def test_several_files_are_a_set_when_asked(folder: Path) -> None:
    files = [folder / f"{name}.md" for name in NAMES]
    alone = [json.loads(x) for x in nianbao("review", *files, "--json").stdout.strip().split("\n")]
    assert all("set" not in data for data in alone)
    result = nianbao("review", *files, "--set", "--json")
    assert result.returncode == 0
    assert [data["set"]["previous"] for data in reviews_and_set(result.stdout)[0]] == [
        None,
        "liuxi-town-2023.md",
        None,
    ]


def test_the_list_has_every_agency_every_finding_and_what_was_not_read(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").write_text("不是年报", encoding="utf-8")
    target = tmp_path / "list.xlsx"
    data, of_set = reviews_and_set(nianbao("review", folder, "--json", "-o", target).stdout)
    assert [(Path(one["file"]).name, "没有" in one["why"]) for one in of_set["failed"]] == [("bad.txt", True)]
    book = openpyxl.load_workbook(target)
    listed, findings, undecided, by_rule = (book[n] for n in ("审核清单", "问题清单", "未能读取或判断", "各条规则"))
    header = [cell.value for cell in (*listed[1], *by_rule[1][3:])]
    assert header[:4] == ["机关", "年度", "文件", "结论"]
    assert [h for h in header if h in ("错误", "警告", "提示", "说明")] == ["错误", "警告", "提示", "说明"]
    assert sum(str(h).split()[0] in catalogue() for h in header) == len(catalogue())
    both = zip(*(sheet.iter_rows(min_row=2, values_only=True) for sheet in (listed, by_rule)), strict=True)
    rows = {row[2]: dict(zip(header, (*row, *rules[3:]), strict=True)) for row, rules in both}
    assert set(rows) == {*(f"{name}.md" for name in NAMES), "copied.md", "bad.txt"}
    for one in data:
        row = rows[Path(one["file"]).name]
        assert row["机关"] == one["report"]["agency"]["name"]
        assert row["错误"] == sum(f["severity"] == "error" for f in one["findings"])
        for rule in one["rules"]:
            cell = next(v for k, v in row.items() if str(k).split()[0] == rule["rule"])
            count = sum(f["rule"] == rule["rule"] for f in one["findings"])
            assert cell == (count or {"pass": None, "fail": count}.get(rule["state"], cell))
            assert (cell is None) == (rule["state"] == "pass")
    assert rows["bad.txt"]["结论"] == "没有读出"
    assert findings.max_row - 1 == sum(len(one["findings"]) for one in data)
    assert [cell.value for cell in findings[1]][3:] == ["规则", "级别", "问题", "位置", "原文", "依据", "建议"]
    assert {row[2] for row in undecided.iter_rows(min_row=2, values_only=True)} >= {"bad.txt", "liuxi-town-2023.md"}
    for sheet in book:
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.freeze_panes in ("A2", "D2")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"
        assert all(sheet.row_dimensions[n].height for n in range(1, sheet.max_row + 1))
    assert listed.sheet_properties.pageSetUpPr.fitToPage
    assert by_rule.print_title_cols == "$A:$C"


def test_with_a_roster_the_set_tells_who_is_missing(folder: Path) -> None:
    book, roster = openpyxl.Workbook(), folder / "名单.xlsx"
    for row in [["单位名称"], ["青禾县柳溪镇人民政府"], ["青禾县水务局"]]:
        book.worksheets[0].append(row)
    book.save(roster)
    result = nianbao("review", folder, "--roster", roster, "--json")
    assert result.returncode == 1
    assert reviews_and_set(result.stdout)[1] == {
        "roster": {"due": 2, "filed": 1, "missing": ["青禾县水务局"], "late": []},
        "failed": [],
    }


def test_a_text_that_looks_like_a_formula_is_a_text(tmp_path: Path) -> None:
    from nianbao.papers.set_list import SetList
    from nianbao.papers.set_rows import set_row
    from validators.reviewed import Reviewed

    bad = Reviewed(Path("=1+1.docx"), None, '=HYPERLINK("x")\x07')
    found = SetList({"T3-01": "表三"})
    found.add(bad, set_row(bad))
    found.save(tmp_path / "list.xlsx")
    row = openpyxl.load_workbook(tmp_path / "list.xlsx")["审核清单"][2]
    assert (row[2].value, row[2].data_type) == ("=1+1.docx", "s")


def test_the_page_stands_alone_and_escapes(folder: Path, tmp_path: Path) -> None:
    (folder / "<b>.txt").write_text("不是年报", encoding="utf-8")
    target = tmp_path / "page.html"
    assert nianbao("review", folder, "-o", target).returncode == 2
    page = target.read_text(encoding="utf-8")
    assert "共 5 份" in page
    assert "白鹤镇人民政府" in page
    assert "&lt;b&gt;.txt" in page
    assert not any(word in page for word in ("<script", "http://", "https://", "<b>.txt"))


def test_all_reviews_as_one_json_file(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.json"
    assert nianbao("review", folder, "-o", target).returncode == 1
    assert len(json.loads(target.read_text(encoding="utf-8"))) == 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--previous", SAMPLES / "liuxi-town-2023.md"], "--previous"),
        (["--marked", "marked.docx"], "--marked"),
        (["-o", "list.docx"], "结尾"),
        (["-o", SAMPLES / "liuxi-town-2023.md"], "结尾"),
        (["--level", "village"], "--level 应为"),
        (["--profile", "nowhere"], "找不到规则配置"),
    ],
)
def test_what_a_set_cannot_do_is_one_chinese_line(folder: Path, arguments: list[object], said: str) -> None:
    result = nianbao("review", folder, *arguments)
    assert result.returncode == 2
    assert said in result.stderr
    assert len(told(result.stderr)) == 1
    assert result.stdout == ""


def test_an_existing_list_is_never_overwritten(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    target.write_bytes(b"kept")
    assert nianbao("review", folder, "-o", target).returncode == 2
    assert target.read_bytes() == b"kept"


def test_a_marked_copy_of_one_word_file(tmp_path: Path) -> None:
    from docx import Document

    from nianbao.documents import read
    from nianbao.documents.word.writing.report import write_docx

    source, target = tmp_path / "report.docx", tmp_path / "marked.docx"
    write_docx(read(SAMPLES / "liuxi-town-2024.md"), source)
    before = source.read_bytes()
    assert nianbao("review", source, "--marked", target).returncode == 0
    assert source.read_bytes() == before
    assert Document(str(target)).paragraphs
    assert nianbao("review", source, "--marked", target).returncode == 2
    assert nianbao("review", SAMPLES / "liuxi-town-2024.md", "--marked", tmp_path / "no.docx").returncode == 2


def test_a_name_that_is_no_text_fails_that_file_alone(folder: Path, tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.docx")).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system has no such names")
    target = tmp_path / "list.xlsx"
    result = nianbao("review", folder, "-o", target)
    assert result.returncode == 2
    assert "��.docx：文件名 ��.docx 里有认不出的字符" in result.stderr
    assert "Traceback" not in result.stderr
    book = openpyxl.load_workbook(target)
    names = [row[2].value for row in book["审核清单"].iter_rows(min_row=2)]
    assert "��.docx" in names
    assert len(names) == len(list(folder.iterdir()))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes as Unix has them")
def test_what_never_ends_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.docx")
    (tmp_path / "零.docx").symlink_to("/dev/zero")
    result = nianbao("review", tmp_path / "管道.docx", tmp_path / "零.docx")
    assert result.returncode == 2
    assert result.stderr.count("不是普通的文件") == 2


@pytest.mark.parametrize("ending", [".xlsx", ".html", ".json"])
def test_a_list_that_cannot_be_written_is_said_and_nothing_is_left(folder: Path, tmp_path: Path, ending: str) -> None:
    result = nianbao("review", folder, "-o", tmp_path / "没有" / f"list{ending}")
    assert result.returncode == 2
    assert "没有这个文件夹" in result.stderr
    before = sorted(tmp_path.iterdir())
    rows: list[SetRow] = []
    with pytest.raises(KeyboardInterrupt), set_output(tmp_path / f"list{ending}", rows):
        raise KeyboardInterrupt
    assert sorted(tmp_path.iterdir()) == before
