"""A file that cannot be read ends with one Chinese line and exit code 2, and the next file goes on."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from nianbao.cli import review as cli_review
from nianbao.work.review import ReviewRequest, review_report
from tests.conftest import ROOT
from tests.support.files.raw_excel import excel_file
from validators.record import ReviewRecord
from validators.review import ReviewOptions

SAMPLE = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def nianbao(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nianbao", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


@pytest.fixture
def bad_files(tmp_path: Path) -> list[Path]:
    """Of each format one that cannot be read, and what no program could read."""
    contents = {
        "截断.docx": b"PK\x03\x04" + b"x" * 500,
        "实体.xlsx": excel_file("", **{"xl/worksheets/sheet1.xml": f"{ENTITIES}<worksheet>&b;</worksheet>"}),
        "空.txt": b"",
        "乱码.txt": bytes(range(128, 256)) * 50,
        "图片.docx": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "网页.html": b"<html>" + b"<div>" * 100_000,
        "坏.pdf": b"%PDF-1.4\nnothing",
        "坏.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100,
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    with zipfile.ZipFile(tmp_path / "炸弹.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 20_000_000)
    return sorted(tmp_path.iterdir())


def is_one_chinese_line(text: str) -> bool:
    return text.count("\n") == 1 and re.search("[\u4e00-\u9fff]", text) is not None and "Traceback" not in text


def test_each_bad_file_is_one_line_and_the_good_ones_are_reviewed(bad_files: list[Path]) -> None:
    mixed = [SAMPLE, *bad_files, SAMPLE]
    result = nianbao("review", *mixed, "--json")
    assert result.returncode == 2
    reviewed = [json.loads(line) for line in result.stdout.splitlines()]
    assert [item["file"] for item in reviewed] == [str(SAMPLE)] * 2
    said = result.stderr.splitlines(keepends=True)
    assert len(said) == len(bad_files)
    for file, line in zip(bad_files, said, strict=True):
        assert file.name in line
        assert is_one_chinese_line(line)


@pytest.mark.parametrize("name", ["截断.docx", "实体.xlsx", "乱码.txt", "炸弹.docx", "坏.pdf"])
@pytest.mark.parametrize("command", ["parse", "review"])
def test_one_bad_file_ends_with_one_line_and_exit_two(bad_files: list[Path], command: str, name: str) -> None:
    file = next(file for file in bad_files if file.name == name)
    result = nianbao(command, file)
    assert result.returncode == 2
    assert result.stdout == ""
    assert is_one_chinese_line(result.stderr)


def test_a_crash_in_one_file_is_said_and_the_next_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = iter([RuntimeError("maximum recursion depth exceeded"), None])

    def reviewing(request: ReviewRequest) -> ReviewRecord:
        if error := next(calls):
            raise error
        return review_report(request)

    monkeypatch.setattr(cli_review, "review_report", reviewing)
    code = cli_review.review_files(
        (SAMPLE, SAMPLE), ReviewOptions(), True, None, previous=None, marked=None, library=None
    )
    out, err = capsys.readouterr()
    assert (code, len(out.splitlines())) == (2, 1)
    assert is_one_chinese_line(err)
