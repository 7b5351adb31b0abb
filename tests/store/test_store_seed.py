"""The corpus in the database: figures as they are in the files, written only when the files change."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nianbao.report.layout import LAYOUTS
from nianbao.store import seed
from nianbao.store.database import Database, open_database
from nianbao.store.figures import figures_report, read_figures
from nianbao.store.reports import find_report, list_reports, load_report, save_report
from nianbao.store.seed import seed_corpus

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A small corpus of our own: two samples and two lines of figures."""
    target = tmp_path / "corpus"
    (target / "reports").mkdir(parents=True)
    for name in ("qinghe-county-2023.md", "qinghe-county-2024.md"):
        shutil.copy(CORPUS / "reports" / name, target / "reports")
    (target / "figures").mkdir()
    for name in ("reports.jsonl", "stated.jsonl"):
        first = (CORPUS / "figures" / name).read_text(encoding="utf-8").splitlines()[0]
        (target / "figures" / name).write_text(first + "\n", encoding="utf-8")
    return target


def lines(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CORPUS / "figures" / name).read_text(encoding="utf-8").splitlines()]


def test_the_shipped_corpus_is_stored_whole(db: Database) -> None:
    samples = sorted(p.name for p in (CORPUS / "reports").glob("*.md"))
    figures = read_figures(CORPUS / "figures")
    assert seed_corpus(db, CORPUS) == len(samples) + len(figures)
    assert sorted(e.file_name for e in list_reports(db, source="corpus")) == samples
    assert len(list_reports(db, source="figures", has_prose=False)) == len(figures)


def test_an_unchanged_corpus_is_not_read_again(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    seed_corpus(db, CORPUS)
    monkeypatch.setattr(seed, "documents", None)
    monkeypatch.setattr(seed, "read_figures", None)
    assert seed_corpus(db, CORPUS) == 0


def test_a_change_is_taken_over_and_a_removal_too(db: Database, corpus: Path) -> None:
    uploaded = save_report(db, load_sample(corpus), "upload", sha256="a" * 64)
    assert seed_corpus(db, corpus) == 4
    before = find_report(db, "示例省云岭市青禾县人民政府", 2024, ("corpus",))
    assert before is not None
    path = corpus / "reports" / "qinghe-county-2024.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("2024年政府信息公开工作年度报告", "2025年政府信息公开工作年度报告", 1),
        encoding="utf-8",
    )
    (corpus / "reports" / "qinghe-county-2023.md").unlink()
    assert seed_corpus(db, corpus) == 3
    assert [e.year for e in list_reports(db, source="corpus")] == [2025]
    assert [e.id for e in list_reports(db, source="upload")] == [uploaded]
    assert seed_corpus(db, corpus) == 0


def load_sample(corpus: Path) -> object:
    from nianbao import documents

    return documents.read(corpus / "reports" / "qinghe-county-2023.md")


def test_an_unreadable_sample_is_left_out_and_said(
    db: Database, corpus: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (corpus / "reports" / "empty.md").write_text("", encoding="utf-8")
    (corpus / "reports" / "nameless.md").write_text("一、总体情况\n没有标题。", encoding="utf-8")
    assert seed_corpus(db, corpus) == 4
    assert "empty.md" in caplog.text
    assert "nameless.md" in caplog.text


def test_a_missing_corpus_is_nothing(db: Database, tmp_path: Path) -> None:
    assert seed_corpus(db, tmp_path / "nowhere") == 0


def test_two_processes_seed_once(url: str) -> None:
    code = (
        "import sys; from pathlib import Path; from nianbao.store.database import open_database;"
        "from nianbao.store.seed import seed_corpus;"
        "print(seed_corpus(open_database(sys.argv[1]), Path('corpus')))"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, url], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    written = sorted(int(p.communicate(timeout=120)[0]) for p in started)
    assert written == [0, len(list_reports(open_database(url)))]


# --- figures --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("record", lines("reports.jsonl"), ids=lambda r: f"{r['agency']}{r['year']}")
def test_every_figure_comes_back_as_recorded(db: Database, record: dict[str, object]) -> None:
    report = load_report(db, save_report(db, figures_report(record), "figures"))
    assert (report.agency.name, report.year, report.layout.key) == (record["agency"], record["year"], record["layout"])
    count = 0
    for key, rows in record["tables"].items():  # type: ignore[attr-defined]
        for row, values in rows.items():
            table = report.tables[key]
            assert table is not None
            for column, value in (values if isinstance(values, dict) else {None: values}).items():
                cell = table.get(row, column or table.layout.columns_of(row)[0].key)
                assert cell is not None
                assert cell.raw == ("" if value is None else str(value))
                assert (cell.value is None) == (value is None or cell.kind == "text")
                count += 1
    assert count == sum(len(t.cells) for t in report.tables.values() if t) > 190


def test_blank_figures_stay_blank(db: Database) -> None:
    record = next(r for r in lines("reports.jsonl") if r["agency"] == "上海市人民政府办公厅" and r["year"] == 2019)
    table = load_report(db, save_report(db, figures_report(record), "figures")).tables["applications"]
    assert table is not None
    assert table.value("granted", "natural_person") is not None
    assert (table.value("granted", "total"), table.group_total("granted")) == (None, None)


def test_what_could_not_be_read_is_absent_not_blank() -> None:
    record = next(r for r in lines("reports.jsonl") if r["agency"] == "上海市人民政府办公厅" and r["year"] == 2025)
    table = figures_report(record).tables["active_disclosure"]
    assert table is not None
    assert table.get("regulations", "repealed") is None
    assert table.value("regulations", "issued") == 22


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("apps_new", 12, ("applications", "new", 12)),
        ("apps_new", 0, ("applications", "new", 0)),
        ("apps_forward", 2, ("applications", "carried_out", 2)),
        ("review", 3, ("proceedings", "reconsideration", 3)),
        ("apps_done", 10, None),
        ("apps_total", 118, None),
        ("litigation", 4, None),
        ("active", "140+", None),
        ("apps_new", "140+", None),
    ],
)
def test_only_unambiguous_stated_numbers_become_cells(
    field: str, value: object, expected: tuple[str, str, int] | None
) -> None:
    record = {"agency": "某局", "year": 2023, "kind": "department", "level": "county", "region": None, field: value}
    report = figures_report(record)
    cells = [
        (k, row, c.value)
        for k, t in report.tables.items()
        if t
        for (row, column), c in t.cells.items()
        if column == "total"
    ]
    assert cells == ([] if expected is None else [expected])


def test_a_wrong_column_is_refused() -> None:
    record = {
        **lines("reports.jsonl")[0],
        "tables": {"active_disclosure": {"licensing": {"issued": 3}}, "applications": {}, "proceedings": {}},
    }
    with pytest.raises(ValueError, match="no column issued"):
        figures_report(record)


@pytest.mark.parametrize("name", ["reports.jsonl", "stated.jsonl"])
def test_the_files_are_clean(name: str) -> None:
    records = lines(name)
    keys = [(r["agency"], r["year"]) for r in records]
    assert len(keys) == len(set(keys))
    for record in records:
        assert record["kind"] in ("government", "department", "dispatched", "authorised")
        assert record["level"] in ("state", "province", "prefecture", "county", "township")
        assert record.get("layout", "2021") in [layout.key for layout in LAYOUTS]
        assert not set("某?？—/：:") & set(str(record["agency"]))
