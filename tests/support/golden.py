"""Golden files: what was read from a fixture, kept beside it as JSON and compared as data.

Written only by ``pytest --regenerate-golden``, which is refused where ``CI`` is set: a machine that checks must
not be able to make its own truth. Look at the difference before it is committed.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from nianbao.report import Report
from nianbao.report.model import Table

OPTION = "--regenerate-golden"


def refuse_in_ci(config: pytest.Config) -> None:
    """Stops the run that would write golden files where ``CI`` is set."""
    if config.getoption(OPTION) and os.environ.get("CI"):
        raise pytest.UsageError(f"{OPTION} is refused where CI is set: golden files are made and looked at by people")


class Golden:
    """Compares with golden files, or writes them when ``regenerate`` is set."""

    def __init__(self, regenerate: bool) -> None:
        self.regenerate = regenerate

    def check(self, source: Path, got: Any) -> None:
        """``got`` (plain data) against ``<name of source>.expected.json`` beside the fixture."""
        path = golden_path(source)
        if self.regenerate:
            path.write_text(json.dumps(got, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        if not path.exists():
            pytest.fail(f"no golden file {path.name}: run pytest {OPTION} and look at what it writes")
        assert got == json.loads(path.read_text(encoding="utf-8"))


def golden_path(source: Path) -> Path:
    """site_boxes.html → site_boxes.html.expected.json: two formats of one name do not share a golden file."""
    return source.with_name(f"{source.name}.expected.json")


def reading(report: Report) -> dict[str, Any]:
    """What was read of a report as plain data: each official table row by row with the cells as printed."""
    return {
        "title": report.title,
        "agency": report.agency.name,
        "year": report.year,
        "published": report.published and report.published.isoformat(),
        "layout": report.layout.key,
        "preamble": report.preamble.split("\n"),
        "sections": [
            {"key": section.key, "title": section.title, "text": section.text.split("\n")}
            for section in report.sections
        ],
        "tables": {key: table and _rows(table) for key, table in report.tables.items()},
        "problems": [problem.message for problem in report.problems],
        "notices": [notice.message for notice in report.notices],
    }


def _rows(table: Table) -> dict[str, str]:
    """Row key → its cells as printed, a bar between them: short enough to be looked at."""
    rows: dict[str, list[str]] = {}
    for (row, _), cell in table.cells.items():
        rows.setdefault(row, []).append(cell.raw)
    return {row: " | ".join(cells) for row, cells in rows.items()}
