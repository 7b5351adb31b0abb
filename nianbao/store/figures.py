"""Figures of real agencies from ``corpus/figures``: tables without prose, so reports with empty sections.

``reports.jsonl`` holds whole tables, ``stated.jsonl`` the few numbers a report states in words; of those only
the ones whose place in the form is beyond doubt become cells (see ``corpus/figures/README.md``).
"""

import json
from pathlib import Path
from typing import Any

from nianbao.report.agency import Agency
from nianbao.report.cells import Cell
from nianbao.report.layout import LAYOUTS, TABLE_KEYS, Layout, TableKey, layout_for_year
from nianbao.report.model import Address, Report, Table

_STATED: dict[str, tuple[TableKey, Address]] = {
    "apps_new": ("applications", ("new", "total")),
    "apps_forward": ("applications", ("carried_out", "total")),
    "review": ("proceedings", ("reconsideration", "total")),
}


def read_figures(folder: Path) -> list[Report]:
    """Every usable record of ``reports.jsonl`` and ``stated.jsonl``; where both know a report, the tables win."""
    reports: dict[tuple[str, int | None], Report] = {}
    for name in ("reports.jsonl", "stated.jsonl"):
        path = folder / name
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            report = figures_report(json.loads(line))
            if any(table and table.cells for table in report.tables.values()):
                reports.setdefault((report.agency.name, report.year), report)
    return list(reports.values())


def figures_report(record: dict[str, Any]) -> Report:
    """The report of a record. An int or text is a cell as printed, null a blank one; what is not named is absent."""
    inferred = "tables" not in record
    agency = Agency(record["agency"], record["kind"], record["level"], record["region"], inferred)
    layout = next((x for x in LAYOUTS if x.key == record.get("layout")), layout_for_year(record["year"]))
    tables = _tables(layout, record["tables"]) if "tables" in record else _stated_tables(layout, record)
    return Report(agency, record["year"], title="", preamble="", layout=layout, sections=(), tables=tables)


def _tables(layout: Layout, tables: dict[str, Any]) -> dict[TableKey, Table | None]:
    return {key: Table(layout.tables[key], _cells(layout, key, tables[key])) for key in TABLE_KEYS}


def _cells(layout: Layout, key: TableKey, rows: dict[str, Any]) -> dict[Address, Cell]:
    """``{row: {column: value}}``, or ``{row: value}`` for a row of one column."""
    cells: dict[Address, Cell] = {}
    for row, values in rows.items():
        columns = [column.key for column in layout.tables[key].columns_of(row)]
        for column, value in (values if isinstance(values, dict) else {columns[0]: values}).items():
            if column not in columns:
                raise ValueError(f"no column {column} in row {row} of {key}")
            cells[row, column] = layout.tables[key].read_cell(row, "" if value is None else str(value))
    return cells


def _stated_tables(layout: Layout, record: dict[str, Any]) -> dict[TableKey, Table | None]:
    cells: dict[TableKey, dict[Address, Cell]] = {}
    for field, (key, address) in _STATED.items():
        if isinstance(record.get(field), int):
            cells.setdefault(key, {})[address] = Cell.of(record[field])
    return {key: Table(layout.tables[key], cells[key]) if key in cells else None for key in TABLE_KEYS}
