"""A whole ``Report`` as JSON and back, losing nothing: for the ``reports`` table and for drafts' contents.

Not the ``parse --json`` contract, which leaves out what only the reader needs (headings, where tables stood).
A cell is its raw text; kind and value are read off it again, so a blank comes back blank and never 0.
"""

from datetime import date
from typing import Any

from nianbao.report.agency import Agency
from nianbao.report.cells import Cell
from nianbao.report.layout import LAYOUTS, TABLE_KEYS, Layout
from nianbao.report.model import Address, Heading, Problem, Report, Section, Table

RawCells = dict[Address, str]


def report_to_json(report: Report) -> dict[str, Any]:
    """Plain JSON. Raises ``ValueError`` for a report that would not come back equal (a cell at odds with its text)."""
    return {
        "agency": report.agency.as_json(),
        "year": report.year,
        "title": report.title,
        "layout": report.layout.key,
        "preamble": report.preamble,
        "sections": [_section_to_json(s) for s in report.sections],
        "tables": {
            key: None if table is None else _nested(raw_cells(table)) for key, table in sorted(report.tables.items())
        },
        "reading": reading_to_json(report),
    }


def report_from_json(data: dict[str, Any]) -> Report:
    """The report that ``report_to_json`` was given."""
    cells = {
        key: {(row, column): raw for row, columns in rows.items() for column, raw in columns.items()}
        for key, rows in data["tables"].items()
        if rows is not None
    }
    return assemble(data, cells)


def assemble(data: dict[str, Any], cells: dict[str, RawCells]) -> Report:
    """A report from its JSON fields without ``tables``, and the raw cells of its tables."""
    layout = _layout(data["layout"])
    reading = data["reading"]
    return Report(
        agency=Agency(**data["agency"]),
        year=data["year"],
        title=data["title"],
        preamble=data["preamble"],
        layout=layout,
        sections=tuple(_section_from_json(s) for s in data["sections"]),
        tables={
            key: _table(layout, key, cells.get(key, {}), reading) if reading["tables"][key] else None
            for key in TABLE_KEYS
            if key in reading["tables"]
        },
        headings=tuple(Heading(**h) for h in reading["headings"]),
        problems=tuple(Problem(**p) for p in reading["problems"]),
        tables_found_in=dict(reading["found_in"]),
        published=date.fromisoformat(reading["published"]) if reading.get("published") else None,
        published_source=reading.get("published_source", ""),
    )


def raw_cells(table: Table) -> RawCells:
    """Address → text as printed. Raises ``ValueError`` when a cell's value is not what its text says."""
    for address, cell in table.cells.items():
        if Cell.read(cell.raw) != cell:
            raise ValueError(f"cell {address} holds {cell.value!r} but its text is {cell.raw!r}")
    return {address: cell.raw for address, cell in table.cells.items()}


def reading_to_json(report: Report) -> dict[str, Any]:
    """How the report was read: headings in order, our problems, rows unknown to the form, which tables, where."""
    for key, table in report.tables.items():
        if table is not None and table.layout != report.layout.tables[key]:
            raise ValueError(f"table {key} is of another layout than its report")
    return {
        "headings": [_heading_to_json(h) for h in report.headings],
        "problems": [{"table": p.table, "message": p.message, "state": p.state} for p in report.problems],
        "tables": {key: table is not None for key, table in report.tables.items()},
        "unknown_rows": {key: list(t.unknown_rows) for key, t in report.tables.items() if t and t.unknown_rows},
        "found_in": dict(report.tables_found_in),
        "published": report.published.isoformat() if report.published else None,
        "published_source": report.published_source,
    }


def sections_to_json(report: Report) -> list[dict[str, Any]]:
    return [_section_to_json(s) for s in report.sections]


def _nested(cells: RawCells) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for (row, column), raw in cells.items():
        rows.setdefault(row, {})[column] = raw
    return rows


def _table(layout: Layout, key: Any, cells: RawCells, reading: dict[str, Any]) -> Table:
    read = {address: Cell.read(raw) for address, raw in cells.items()}
    return Table(layout.tables[key], read, tuple(reading["unknown_rows"].get(key, ())))


def _layout(key: str) -> Layout:
    return next(layout for layout in LAYOUTS if layout.key == key)


def _heading_to_json(heading: Heading) -> dict[str, Any]:
    return {
        "key": heading.key,
        "raw": heading.raw,
        "ordinal": heading.ordinal,
        "numbering": heading.numbering,
        "title": heading.title,
    }


def _section_to_json(section: Section) -> dict[str, Any]:
    heading = None if section.heading is None else _heading_to_json(section.heading)
    return {"key": section.key, "heading": heading, "title": section.title, "text": section.text}


def _section_from_json(data: dict[str, Any]) -> Section:
    heading = None if data["heading"] is None else Heading(**data["heading"])
    return Section(data["key"], heading, data["title"], data["text"])
