"""The report as the ``parse --json`` contract writes it."""

from decimal import Decimal
from typing import Any

from nianbao.report.cells import Cell
from nianbao.report.layout import TABLE_KEYS
from nianbao.report.model import Report, Table

Json = dict[str, Any]


def report_as_json(report: Report) -> dict[str, Any]:
    """Fields in the order of the contract; a table that could not be read is None and named in ``problems``."""
    return {
        "agency": report.agency.as_json(),
        "year": report.year,
        "title": report.title,
        "layout": report.layout.key,
        "preamble": report.preamble,
        "sections": [
            {
                "key": s.key,
                "ordinal": (s.heading.raw.strip()[:1] if s.heading and s.heading.ordinal else None),
                "title": s.title,
                "text": s.text,
            }
            for s in report.sections
        ],
        "tables": {key: _table(report.table(key)) for key in TABLE_KEYS},
        "problems": [
            {"table": p.table, "state": p.state, "code": p.code, "message": p.message} for p in report.problems
        ],
        "notices": [{"code": n.code, "message": n.message, "pages": list(n.pages)} for n in report.notices],
        "statements": [
            {"subject": s.subject, "value": s.value, "source": s.source, "quote": s.quote} for s in report.statements
        ],
        "published": report.published.isoformat() if report.published else None,
    }


def _table(table: Table | None) -> dict[str, Any] | None:
    """Row → column → cell; a row with one column (行政许可) is its cell."""
    if table is None:
        return None
    rows: dict[str, Any] = {}
    for row in table.rows():
        columns = table.layout.columns_of(row)
        money = table.layout.block_of[row].unit == "万元"
        cells = {c.key: _cell(cell, money) for c in columns if (cell := table.get(row, c.key)) is not None}
        rows[row] = cells if len(columns) > 1 else next(iter(cells.values()), None)
    return rows


def _cell(cell: Cell, money: bool) -> dict[str, Any]:
    """``{"raw", "value", "kind"}``; money and decimals are strings, so that no digit is lost.

    A cell that was decoded or recognised, not printed, says so under ``origin``; one that states its unit of money,
    where the form names none, under ``unit``.
    """
    written = str(cell.value) if cell.value is not None and (money or isinstance(cell.value, Decimal)) else cell.value
    read: dict[str, Any] = {"raw": cell.raw, "value": written, "kind": cell.kind.value}
    if cell.unit:
        read["unit"] = cell.unit
    return read if cell.origin == "printed" else read | {"origin": cell.origin}
