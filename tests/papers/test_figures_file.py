"""``nianbao figures``: every cell of the form is a row, what was not read too, and the schema's page names every column."""

import io
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
from click.testing import CliRunner

from nianbao.cli.main import app
from nianbao.documents import read
from nianbao.papers.figures_file import COLUMNS, cells_of, parquet
from tests.conftest import ROOT

REPORT = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
OTHER = REPORT.with_name("shili-transport-2024.md")


def test_a_row_a_cell(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "年报.md").write_bytes(REPORT.read_bytes())
    text = REPORT.read_text(encoding="utf-8")
    without = text[: text.index("## 四")] + text[text.index("## 五") :]
    (tmp_path / "in" / "缺表.md").write_text(without, encoding="utf-8")
    (tmp_path / "in" / "坏.txt").write_text("不是年报", encoding="utf-8")
    two = REPORT.read_text(encoding="utf-8") + "\n\n" + OTHER.read_text(encoding="utf-8")
    (tmp_path / "in" / "两份.md").write_text(two, encoding="utf-8")
    target = tmp_path / "out.parquet"
    result = CliRunner().invoke(app, ["figures", str(tmp_path / "in"), "-o", str(target)])
    assert result.exit_code == 2
    assert "坏.txt" in result.stderr
    assert "两份.md：文件里有2份年报" in result.stderr
    rows = pq.read_table(target).to_pylist()
    report = read(REPORT)
    found = {(r["table"], r["row"], r["column"]): r for r in rows if r["file"] == "年报.md"}
    tables = [table for table in report.tables.values() if table is not None]
    cells = {(table.layout.key, *address): cell for table in tables for address, cell in table.cells.items()}
    assert {key: found[key]["value"] for key in cells} == {
        key: None if cell.value is None else Decimal(cell.value) for key, cell in cells.items()
    }
    assert {key: found[key]["raw"] for key in cells} == {key: cell.raw for key, cell in cells.items()}
    lacking = [r for r in rows if r["file"] == "缺表.md" and r["table"] == "proceedings"]
    assert lacking
    assert {(r["state"], r["value"], r["raw"]) for r in lacking} == {("unread", None, None)}
    assert CliRunner().invoke(app, ["figures", str(REPORT), "-o", str(target)]).exit_code == 2  # never written over


def test_a_value_that_does_not_fit_is_null_and_stands_in_its_text() -> None:
    (row, *_) = cells_of("a", read(REPORT))
    long = row | {"raw": "9" * 33, "value": None}
    assert pq.read_table(io.BytesIO(parquet([long]))).to_pylist() == [long]


def test_the_page_names_every_column() -> None:
    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"`{name}`" not in page] == []
