"""Torn and flattened tables: every cell as read off by hand, blanks and dashes apart from zeros.

Replicas of our own always; the pieces of real files they were made after where these are at hand.
"""

import json
from typing import Any

import pytest

from nianbao.documents import read
from nianbao.report.cells import CellKind
from nianbao.report.model import Report
from tests.conftest import ROOT, SHARED

REPLICAS = sorted((ROOT / "tests" / "fixtures" / "layouts").glob("*.txt"))
CASES = [*REPLICAS, *sorted((SHARED / "layouts").glob("*.txt"))]
ROWS = {"new": "new", "carried": "carried_in"}


def cells(report: Report, label: str) -> list[Any] | None:
    """Cells of a row by its printed label or short key, as values; None for what is no number."""
    for table in report.tables.values():
        for row in table.rows() if table else []:
            if table and label in (table.layout.rows[row].label, *(k for k, v in ROWS.items() if v == row)):
                return [table.value(row, c.key) for c in table.layout.columns_of(row)]
    return None


def test_every_replica_is_here() -> None:
    assert len(REPLICAS) == 6


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_every_cell_is_read(case) -> None:
    expected = json.loads(case.with_suffix(".expected.json").read_text("utf-8"))["expected"]
    report = read(case)
    assert report.problems == ()
    assert report.layout.key == expected.pop("layout", "2021")
    if "all_values" in expected:
        kinds = {cell.kind for table in report.tables.values() if table for cell in table.cells.values()}
        assert kinds == {CellKind.BLANK}
    for label, values in expected.items():
        if label in ("note", "narrative", "all_values"):
            continue
        read_off = cells(report, label)
        if read_off is None:  # an extra row of the agency's own
            assert any(
                label in stranger for table in report.tables.values() if table for stranger in table.unknown_rows
            )
        else:
            assert [_plain(v) for v in read_off] == [
                _plain(v) for v in (values if isinstance(values, list) else [values])
            ]


def _plain(value: Any) -> str | None:
    """Money is written as text in the sheets."""
    return None if value is None else str(value)
