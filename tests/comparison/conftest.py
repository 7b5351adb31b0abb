"""A fresh database for each test, and small reports to compare."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.report import Agency, Cell, Report, Section, layout_for_year
from nianbao.report.layout import SectionKey, TableKey
from nianbao.report.model import Address, Table
from nianbao.store.database import Database, open_database

MakeReport = Callable[..., Report]


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_database(f"sqlite:///{tmp_path / 'nianbao.sqlite3'}")


@pytest.fixture
def make_report() -> MakeReport:
    """``make_report(name, year, {("applications", "new", "total"): "13"}, kind=…, level=…, overview="…")``."""

    def make(
        name: str = "甲省乙县人民政府",
        year: int | None = 2024,
        cells: dict[tuple[TableKey, str, str], object] | None = None,
        kind: str | None = "government",
        level: str | None = "county",
        region: str | None = "甲省",
        **prose: str,
    ) -> Report:
        layout = layout_for_year(year or 2024)
        tables: dict[TableKey, dict[Address, Cell]] = {}
        for (table, row, column), raw in (cells or {}).items():
            tables.setdefault(table, {})[row, column] = Cell.read(str(raw))
        sections: list[Section] = []
        for key, text in prose.items():
            section: SectionKey = key  # type: ignore[assignment]
            sections.append(Section(section, None, "", text))
        return Report(
            agency=Agency(name, kind, level, region),  # type: ignore[arg-type]
            year=year,
            title="",
            preamble="",
            layout=layout,
            sections=tuple(sections),
            tables={key: Table(layout.tables[key], tables[key]) if key in tables else None for key in layout.tables},
        )

    return make
