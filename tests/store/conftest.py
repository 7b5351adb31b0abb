"""A fresh database of each kind for each test, and small reports to put in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.report import Agency, Cell, Report, layout_for_year
from nianbao.report.layout import TableKey
from nianbao.report.model import Address, Table
from nianbao.store.database import Database, open_database

MakeReport = Callable[..., Report]


@pytest.fixture
def url(new_database: Callable[[], str]) -> str:
    return new_database()


@pytest.fixture
def db(url: str) -> Database:
    return open_database(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """For what only SQLite has: a file, its log, its locks."""
    return f"sqlite:///{tmp_path / '数据' / 'nianbao.sqlite3'}"


@pytest.fixture
def make_report() -> MakeReport:
    """``make_report(name, year, {("applications", "new", "total"): "13"})``: printed cells, no prose."""

    def make(
        name: str = "青禾县人民政府", year: int = 2024, cells: dict[tuple[TableKey, str, str], str] | None = None
    ) -> Report:
        layout = layout_for_year(year)
        tables: dict[TableKey, dict[Address, Cell]] = {}
        for (table, row, column), raw in (cells or {}).items():
            tables.setdefault(table, {})[row, column] = Cell.read(raw)
        return Report(
            agency=Agency(name, "government", "county", "示例省"),
            year=year,
            title=f"{name}{year}年政府信息公开工作年度报告",
            preamble="",
            layout=layout,
            sections=(),
            tables={key: Table(layout.tables[key], tables[key]) if key in tables else None for key in layout.tables},
        )

    return make
