"""A second version beside the first: mended, still there, new; and what was changed."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from nianbao.documents import read
from tests.conftest import ROOT
from validators.review import Review, review
from validators.since import Change, since

SAMPLE = (ROOT / "corpus" / "reports" / "liuxi-town-2024.md").read_text("utf-8")
NEW_LINE = "| 一、本年新收政府信息公开申请数量 | | | 8 | 2 | 0 | 0 | 1 | 0 | 11 |"
SENTENCE = "收到政府信息公开申请11件"


def version(natural: int = 8, received: int = 11, extra: str = "") -> str:
    assert NEW_LINE in SAMPLE
    assert SENTENCE in SAMPLE
    text = SAMPLE.replace(NEW_LINE, NEW_LINE.replace("| 8 |", f"| {natural} |"))
    return text.replace(SENTENCE, f"{extra}收到政府信息公开申请{received}件")


def reviewed(text: str) -> Review:
    return review(read(text.encode(), "年报.md"))


@pytest.mark.parametrize(
    ("before", "after", "fixed", "still", "new"),
    [
        (version(), version(), set(), set(), set()),
        (version(natural=9), version(), {"T3-01", "T3-03"}, set(), set()),
        (version(), version(natural=9), set(), set(), {"T3-01", "T3-03"}),
        (version(natural=9), version(natural=9), set(), {"T3-01", "T3-03"}, set()),
        (version(natural=9), version(natural=10), set(), {"T3-01", "T3-03"}, set()),  # other numbers, the same matter
        (version(received=13), version(received=14), set(), {"NT-01"}, set()),
        (version(received=13), version(received=13, extra="来访群众有所增加。"), set(), {"NT-01"}, set()),
        (version(received=13, natural=9), version(received=13), {"T3-01", "T3-03"}, {"NT-01"}, set()),
    ],
)
def test_findings_are_mended_stand_or_are_new(
    before: str, after: str, fixed: set[str], still: set[str], new: set[str]
) -> None:
    found = since(reviewed(before), reviewed(after))
    usual = {f.rule for f in reviewed(version()).findings}
    rules = [{f.rule for f in part} - usual for part in (found.fixed, found.still, found.new)]
    assert rules == [fixed, still, new]


def test_what_changed_is_said_paragraph_by_paragraph_and_cell_by_cell() -> None:
    changes = since(reviewed(version()), reviewed(version(natural=9, received=13))).changes
    prose = [c for c in changes if c.section == "overview"]
    assert len(prose) == 1
    assert "申请11件" in prose[0].before
    assert "申请13件" in prose[0].after
    label = "表三·一、本年新收政府信息公开申请数量·自然人"
    assert Change("applications", f"{label}：8", f"{label}：9") in changes


def test_a_table_that_was_not_read_changes_nothing() -> None:
    before = reviewed(version())
    unread = replace(before, report=replace(before.report, tables=before.report.tables | {"applications": None}))
    assert [c for c in since(before, unread).changes if c.section == "applications"] == []


def test_the_command_line_says_it(tmp_path: Path) -> None:
    first, second = tmp_path / "一稿.md", tmp_path / "二稿.md"
    first.write_text(version(natural=9), encoding="utf-8")
    second.write_text(version(), encoding="utf-8")
    command = [sys.executable, "-m", "nianbao", "review", str(second), "--since", str(first)]
    data = json.loads(subprocess.run([*command, "--json"], capture_output=True, text=True, cwd=ROOT).stdout)
    assert {f["rule"] for f in data["since"]["fixed"]} == {"T3-01", "T3-03"}
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout
    assert "已改正 2 项" in told


def test_titles_that_one_file_bears_beside_the_table_and_another_in_it_are_no_change():
    beside = SAMPLE.replace("## 三、", "第二十条第（一）项\n\n信息内容\n\n## 三、", 1)
    assert beside != SAMPLE
    assert since(reviewed(SAMPLE), reviewed(beside)).changes == ()
    written = SAMPLE.replace("## 三、", "第二十条第（一）项要求公开的已公开。\n\n## 三、", 1)
    assert len(since(reviewed(SAMPLE), reviewed(written)).changes) == 1
