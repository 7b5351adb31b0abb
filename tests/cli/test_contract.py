"""The command line as scripts depend on it: exit codes, JSON fields, one Chinese line for what cannot be done."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nianbao.report.layout import LAYOUT_2021, SECTION_KEYS
from tests.conftest import ROOT

SAMPLE = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
PREVIOUS = ROOT / "corpus" / "reports" / "liuxi-town-2023.md"


def nianbao(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nianbao", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_parse_json_has_the_fields_of_the_contract():
    result = nianbao("parse", SAMPLE, "--json")
    assert result.returncode == 0
    data = json.loads(result.stdout)
    fields = ["agency", "year", "title", "layout", "preamble", "sections", "tables", "problems"]
    assert list(data)[: len(fields)] == fields
    assert {"notices", "statements", "published", "published_source", "headings", "version"} <= set(
        data
    )  # how the file was read
    assert (data["reports_in_file"], data["complete"], data["ends_in"]) == (1, True, None)
    assert data["agency"]["inferred"] is True
    assert [s["key"] for s in data["sections"]] == list(SECTION_KEYS)
    assert set(data["tables"]["applications"]) == {r for r, _ in LAYOUT_2021.tables["applications"].addresses}
    assert isinstance(data["tables"]["active_disclosure"]["fees"]["value"], str)
    assert data["tables"]["active_disclosure"]["licensing"]["kind"] in ("number", "zero")


def test_review_json_has_the_fields_of_the_contract():
    result = nianbao("review", SAMPLE, "--previous", PREVIOUS, "--json")
    data = json.loads(result.stdout)
    assert {"report", "verdict", "article50", "findings", "rules", "model"} <= set(data)
    assert [i["item"] for i in data["article50"]] == ["一", "二", "三", "四", "四之二", "五"]
    assert data["model"] == {"state": "not_configured"}
    assert {r["state"] for r in data["rules"]} <= {
        "pass",
        "fail",
        "not_applicable",
        "insufficient_data",
        "parse_error",
        "not_run",
    }
    assert next(r["state"] for r in data["rules"] if r["rule"] == "YR-01") == "pass"
    assert result.returncode == 0


def broken(tmp_path: Path) -> Path:
    """The sample with one total that does not add up."""
    line = next(x for x in SAMPLE.read_text(encoding="utf-8").split("\n") if x.startswith("| 一、本年新收"))
    path = tmp_path / "broken.md"
    cells = line.rsplit("|", 2)
    path.write_text(SAMPLE.read_text(encoding="utf-8").replace(line, f"{cells[0]}| 99 |"), encoding="utf-8")
    return path


def test_error_findings_exit_with_one_and_show_both_sides(tmp_path):
    result = nianbao("review", broken(tmp_path), "--json")
    assert result.returncode == 1
    data = json.loads(result.stdout)
    found = {f["rule"]: f for f in data["findings"]}
    assert {"T3-01", "T3-03"} <= set(found)
    finding = found["T3-03"]
    assert finding["right"] == 99
    assert finding["delta"] == finding["left"] - 99
    assert finding["where"]["row"] == "new"
    assert finding["basis"]
    assert finding["suggestion"]
    assert data["verdict"] == "does_not_meet"


def test_several_files_are_one_object_a_line_and_a_bad_one_does_not_stop_the_rest(tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_text("不是年报", encoding="utf-8")
    result = nianbao("review", SAMPLE, bad, PREVIOUS, "--json")
    assert len([json.loads(line) for line in result.stdout.strip().split("\n")]) == 2
    assert result.returncode == 2
    assert "bad.txt" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["parse", "nowhere.docx"], "找不到文件"),
        (["review", SAMPLE, "--level", "village"], "--level 应为"),
        (["review", SAMPLE, "--published", "昨天"], "2024-01-25"),
        (["review", SAMPLE, "-o", SAMPLE.with_suffix(".html").parent / "liuxi-town-2024.md"], "结尾"),
        (["draft", SAMPLE, "-o", "out.docx"], "资料文件"),
        (["rules", "T9-99"], "没有规则 T9-99"),
        (["search", "申请", "--in", "laws"], "--in 应为"),
        (["nonsense"], "没有这个命令：nonsense"),
        (["parse"], "缺少参数"),
        (["parse", "--bogus", "x"], "没有这个选项"),
        (["search", "x", "-k", "0"], "参数的值不对"),
    ],
)
def test_what_cannot_be_done_is_one_chinese_line_and_exit_two(arguments, said):
    result = nianbao(*arguments)
    assert result.returncode == 2
    assert len(result.stderr.strip().split("\n")) == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_an_existing_file_is_never_overwritten(tmp_path):
    target = tmp_path / "a.html"
    assert nianbao("review", SAMPLE, "-o", target).returncode == 0
    before = target.read_bytes()
    assert nianbao("review", PREVIOUS, "-o", target).returncode == 2
    assert target.read_bytes() == before


def test_opinions_open_as_what_they_are(tmp_path):
    from docx import Document

    for ending in (".docx", ".html", ".json"):
        assert nianbao("review", SAMPLE, "-o", tmp_path / f"opinion{ending}").returncode == 0
    assert "审核意见" in Document(str(tmp_path / "opinion.docx")).paragraphs[0].text
    assert "<script" not in (tmp_path / "opinion.html").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "opinion.json").read_text(encoding="utf-8"))["verdict"]


def test_template_to_draft_to_review(tmp_path):
    from nianbao.drafting.material.workbook import write_template
    from tests.support.draft_inputs import example

    assert nianbao("template", tmp_path / "blank.xlsx", "--year", "2024").returncode == 0
    assert nianbao("draft", tmp_path / "blank.xlsx", "-o", tmp_path / "no.docx").returncode == 2
    write_template(tmp_path / "filled.xlsx", inputs=example("county")[0])
    result = nianbao("draft", tmp_path / "filled.xlsx", "-o", tmp_path / "out.docx", "--offline", "--json")
    assert result.returncode == 0, result.stderr
    data = json.loads(result.stdout)
    assert {"verdict", "findings", "ledger", "prose"} <= set(data)
    assert all(("source" in e) != ("formula" in e) for e in data["ledger"])
    assert {p["writer"] for p in data["prose"]} == {"built-in"}
    provenance = json.loads((tmp_path / "out.provenance.json").read_text(encoding="utf-8"))
    assert provenance["ledger_hash"]
    assert nianbao("review", tmp_path / "out.docx", "--draft").returncode == 0


def test_rules_are_listed_and_shown():
    listed = json.loads(nianbao("rules", "--json").stdout)["rules"]
    assert {"STR-01", "T3-01", "NT-01", "EX-04"} <= {r["rule"] for r in listed}
    assert "## 反例" in nianbao("rules", "T3-01").stdout


def test_a_folder_without_reports_is_said(tmp_path: Path):
    result = nianbao("review", tmp_path)
    assert result.returncode == 2
    assert "文件夹" in result.stderr


def nameless(tmp_path: Path) -> Path:
    """A clean report of a department without a word on whose it is."""
    text = (SAMPLE.parent / "shili-transport-2024.md").read_text(encoding="utf-8")
    path = tmp_path / "report.md"
    path.write_text(text.replace("示例省交通运输厅", ""), encoding="utf-8")
    return path


def test_what_is_not_known_is_not_in_order_until_it_is_told(tmp_path):
    file = nameless(tmp_path)
    result = nianbao("review", file, "--json")
    data = json.loads(result.stdout)
    assert (result.returncode, data["verdict"], data["report"]["agency"]["kind"]) == (1, "undetermined", None)
    assert data["undetermined_because"]
    assert next(i["verdict"] for i in data["article50"] if i["item"] == "四之二") == "undetermined"
    shown = nianbao("review", file)
    assert shown.returncode == 1
    assert data["undetermined_because"][0] in shown.stdout
    assert "--agency-kind" in shown.stdout
    assert "符合" not in shown.stdout.split("\n| ")[0]
    told = nianbao("review", file, "--agency-kind", "department", "--level", "province", "--json")
    assert (told.returncode, json.loads(told.stdout)["verdict"]) == (0, "meets")
    assert json.loads(told.stdout)["undetermined_because"] == []


def test_parse_says_where_the_date_of_publication_was_read(tmp_path):
    text = SAMPLE.read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    dated = tmp_path / "dated.md"
    dated.write_text(f"{first}\n\n发布时间：2025-03-20 10:37 来源：县政府办\n{rest}", encoding="utf-8")
    data = json.loads(nianbao("parse", dated, "--json").stdout)
    assert (data["published"], data["published_source"]) == ("2025-03-20", "发布时间")


def test_review_beside_an_enforcement_report(tmp_path: Path) -> None:
    """The figures stand side by side; the verdict and the exit code are those of the report alone."""
    annual = tmp_path / "执法统计.csv"
    annual.write_text("项目,件数\n行政许可,203\n行政处罚,16\n行政强制,1\n", encoding="utf-8")
    result = nianbao("review", SAMPLE, "--enforcement", annual, "--no-library", "--json")
    assert result.returncode == 0
    (found,) = [f for f in json.loads(result.stdout)["findings"] if f["rule"] == "XR-01"]
    assert (found["severity"], found["left"], found["right"]) == ("info", 14, 16)
    assert "口径" in found["message"]
    annual.write_text("今年很忙", encoding="utf-8")
    refused = nianbao("review", SAMPLE, "--enforcement", annual)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "没有找到行政许可、行政处罚、行政强制的合计" in refused.stderr
    two = nianbao("review", SAMPLE, PREVIOUS, "--enforcement", annual)
    assert two.returncode == 2
    assert "只用于一份年报" in two.stderr


def test_review_by_a_profile_with_a_score_sheet() -> None:
    asked = ("review", SAMPLE, "--profile", "example-county", "--published", "2025-03-01", "--no-library")
    score = json.loads(nianbao(*asked, "--json").stdout)["score"]
    assert (score["total"], score["lost"], score["left"]) == (10, "3.0", "7.0")
    assert [line["rules"] for line in score["lines"] if line["outcome"] == "lost"] == [["TM-01"], ["CON-10"]]
    said = nianbao(*asked).stdout
    assert "**自评**" in said
    assert "| 晚于期限公布 | 2.5 | 扣2.5分 |" in said
    assert json.loads(nianbao("review", SAMPLE, "--no-library", "--json").stdout)["score"] is None
