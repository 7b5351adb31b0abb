"""A set of files: last year's reports found in it, copies told, bad files passed over, crashes survived."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from nianbao.paths import CORPUS_DIR
from nianbao.report.errors import UserError
from nianbao.work.handed.pool import CHUNK, in_order
from nianbao.work.review_set import report_files, review_set
from validators.catalogue import catalogue
from validators.codec import review_as_json
from validators.profile import national
from validators.review import ReviewOptions, review
from validators.reviewed import Reviewed
from validators.shared_wording.digest import pack, unpack

SAMPLES = CORPUS_DIR / "reports"
FAIR = "柳溪镇便民服务中心的石榴树下摆了三张长桌，请来的律师和会计一上午接待了四十多位问拆迁补偿的村民。"


def sample(name: str) -> str:
    return (SAMPLES / f"{name}.md").read_text(encoding="utf-8")


def write(folder: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return report_files([folder])


def findings(reviewed: Reviewed, rule: str) -> list[dict[str, object]]:
    return [f for f in reviewed.data["findings"] if f["rule"] == rule]


def state(reviewed: Reviewed, rule: str) -> str:
    return next(r["state"] for r in reviewed.data["rules"] if r["rule"] == rule)


def by_name(results: Sequence[Reviewed]) -> dict[str, Reviewed]:
    return {r.path.stem: r for r in results}


def test_last_years_report_is_found_in_the_set(tmp_path: Path) -> None:
    broken = sample("liuxi-town-2024").replace(
        "| 二、上年结转政府信息公开申请数量 | | | 1 |", "| 二、上年结转政府信息公开申请数量 | | | 2 |"
    )
    assert broken != sample("liuxi-town-2024")
    files = write(tmp_path, now=broken, before=sample("liuxi-town-2023"), other=sample("qinghe-county-2024"))
    found = by_name(list(review_set(files, workers=1)))
    assert found["now"].data["set"]["previous"] == "before.md"
    assert [f["where"]["column"] for f in findings(found["now"], "YR-01")] == ["natural_person"]  # type: ignore[index]
    assert found["before"].data["set"]["previous"] is None
    assert state(found["before"], "YR-01") == "insufficient_data"
    assert found["other"].data["set"]["previous"] is None


@pytest.mark.parametrize(
    ("others", "found"),
    [
        (("示例省云岭市青禾县柳溪镇人民政府",), True),
        (("青禾县柳溪镇人民政府",), True),
        (("青禾县鹭栖镇人民政府",), False),
        (("青禾县柳溪镇人民政府", "柳溪镇人民政府"), False),
    ],
    ids=["same name", "without its superiors", "another town", "two that may be it"],
)
def test_whose_last_years_report(tmp_path: Path, others: tuple[str, ...], found: bool) -> None:
    name = "示例省云岭市青禾县柳溪镇人民政府"
    last = {f"last{n}": sample("liuxi-town-2023").replace(name, other) for n, other in enumerate(others)}
    files = write(tmp_path, now=sample("liuxi-town-2024"), **last)
    now = by_name(list(review_set(files, workers=1)))["now"]
    assert (now.data["set"]["previous"] is not None) is found


def test_copied_prose_is_told_of_both_with_quote_agency_and_file(tmp_path: Path) -> None:
    town, other = sample("liuxi-town-2024"), sample("luqi-town-2024")
    add = "### （二）依申请公开\n\n"
    files = write(
        tmp_path,
        a=town.replace(add, f"{add}{FAIR}"),
        b=other.replace(add, f"{add}{FAIR}"),
        c=sample("shili-transport-2024"),
    )
    found = by_name(list(review_set(files, workers=1)))
    for mine, theirs, agency in (("a", "b.md", "鹭栖镇"), ("b", "a.md", "柳溪镇")):
        (finding,) = findings(found[mine], "LK-02")
        assert theirs in str(finding["message"])
        assert agency in str(finding["message"])
        where = finding["where"]
        assert isinstance(where, dict)
        assert where["quote"] in FAIR
        assert finding["severity"] == "warning"
        text = next(s["text"] for s in found[mine].data["report"]["sections"] if s["key"] == where["section"])
        assert text[where["start"] : where["end"]] == where["quote"]
    assert state(found["c"], "LK-02") == "pass"


def test_copied_tables_are_told_of_different_agencies_only(tmp_path: Path) -> None:
    town = sample("liuxi-town-2024")
    start, end = town.index("## 二、"), town.index("## 五、")
    other = sample("luqi-town-2024")
    theirs = other[: other.index("## 二、")] + town[start:end] + other[other.index("## 五、") :]
    files = write(tmp_path, a=town, b=theirs, again=town)
    found = by_name(list(review_set(files, workers=1)))
    tables = [f["where"]["table"] for f in findings(found["b"], "LK-02")]  # type: ignore[index]
    assert tables == ["active_disclosure", "applications"]
    assert found["a"].data["set"]["same_report"] == ["again.md"]
    assert "again.md" in str(findings(found["b"], "LK-02")[0]["message"])
    assert not any("again.md" in str(f["message"]) for f in findings(found["a"], "LK-02"))


def test_a_report_in_a_set_is_reviewed_as_alone_but_for_the_comparison(tmp_path: Path) -> None:
    files = write(tmp_path, a=sample("luqi-town-2024"), b=sample("qinghe-county-2024"))
    from nianbao.documents import read

    for reviewed in review_set(files, workers=1):
        alone = review_as_json(review(read(reviewed.path)))
        in_set = reviewed.data
        assert {**alone, "rules": []} == {**{key: in_set[key] for key in alone}, "rules": []}
        differs = [a["rule"] for a, b in zip(alone["rules"], in_set["rules"], strict=True) if a != b]
        assert differs == ["LK-02"]


def test_bad_files_are_one_line_each_and_the_rest_goes_on(tmp_path: Path) -> None:
    files = write(tmp_path, a=sample("luqi-town-2024"), bad="不是年报", empty="")
    (tmp_path / "picture.docx").write_bytes(b"PK\x03\x04 broken")
    results = list(review_set([*files, tmp_path / "picture.docx", tmp_path / "gone.pdf"], workers=1))
    assert [r.path.stem for r in results if r.error is None] == ["a"]
    for bad in results[1:]:
        assert bad.error
        assert "\n" not in bad.error
        with pytest.raises(LookupError):
            _ = bad.data


def test_options_reach_every_report(tmp_path: Path) -> None:
    files = write(tmp_path, a=sample("luqi-town-2024"), b=sample("liuxi-town-2024"))
    for reviewed in review_set(files, ReviewOptions(kind="department", draft=True), workers=1):
        assert reviewed.data["report"]["agency"]["kind"] == "department"
        assert "四之二" not in [i["item"] for i in reviewed.data["article50"]]


def test_processes_give_what_one_gives_in_the_same_order_and_tell_progress(tmp_path: Path) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in SAMPLES.glob("*.md")}
    files = write(tmp_path, bad="不是年报", **texts)
    told: list[tuple[str, int, int]] = []
    alone = [(r.path, r.line) for r in review_set(files, workers=1)]
    several = [(r.path, r.line) for r in review_set(files, workers=2, progress=lambda *said: told.append(said))]
    assert several == alone
    assert [path for path, _ in several] == files
    assert told[len(files) - 1] == ("读取", len(files), len(files))
    assert told[-1] == ("审核", len(files), len(files))


def test_samples_of_the_corpus_share_nothing(tmp_path: Path) -> None:
    for reviewed in review_set(report_files([SAMPLES]), workers=1):
        assert findings(reviewed, "LK-02") == [], reviewed.path.name


def test_files_of_a_folder(tmp_path: Path) -> None:
    for name in ("b.docx", "a.md", "~$b.docx", ".hidden.md", "Thumbs.db"):
        (tmp_path / name).write_text("x")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.md").write_text("x")
    named = tmp_path / "sub" / "c.md"
    assert report_files([tmp_path, named, tmp_path / "a.md"]) == [tmp_path / "a.md", tmp_path / "b.docx", named]
    (tmp_path / "none").mkdir()
    with pytest.raises(UserError, match="none"):
        report_files([tmp_path / "none"])


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    next(iter(review_set([SAMPLES / "luqi-town-2024.md", SAMPLES / "liuxi-town-2024.md"], workers=1)))
    list(review_set([SAMPLES / "luqi-town-2024.md"], workers=1))
    assert list(tmp_path.iterdir()) == []


def test_a_packed_report_is_the_same_report_with_the_same_layout() -> None:
    from nianbao.documents import read

    report = read(SAMPLES / "liuxi-town-2024.md")
    again = unpack(pack(report))
    assert again == report
    assert again.layout is report.layout
    assert len(pack(report)) < 20_000


# --- the pool ---------------------------------------------------------------------------------------------------


def deadly(item: int, deaths: frozenset[int]) -> int:
    if item in deaths:
        os._exit(3)
    return item * 2


@pytest.mark.parametrize("deaths", [frozenset[int](), frozenset({0}), frozenset({CHUNK, CHUNK * 3 + 1, CHUNK * 3 + 2})])
def test_a_process_that_dies_loses_only_its_file(deaths: frozenset[int]) -> None:
    count = CHUNK * 4 + 3
    results = list(in_order(partial(deadly, deaths=deaths), range(count), 2, lambda item: -item - 1))
    assert results == [-n - 1 if n in deaths else n * 2 for n in range(count)]


def test_the_rule_has_a_state_whatever_it_is_given() -> None:
    from nianbao.documents import read
    from validators.engine import Context

    report = read(SAMPLES / "luqi-town-2024.md")
    rule = catalogue()["LK-02"]
    assert rule.run(Context(report)).state == "insufficient_data"
    assert rule.run(Context(report, peers=(report,))).state == "not_applicable"
    assert rule.run(Context(report, peers=(read(SAMPLES / "liuxi-town-2024.md"),), profile=national())).state == "pass"
