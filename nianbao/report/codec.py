"""The one way a report becomes JSON and comes back: every field, told apart by its type, versioned.

``report_as_json`` is the ``parse --json`` contract and what the database, the desk and the papers keep. Records go by
the names of their fields, so that a new field of a record needs nothing here; only cells, tables, sections and layouts
have a shape of their own, which the contract fixes.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from nianbao.report.cells import Cell
from nianbao.report.layout import LAYOUTS, TABLE_KEYS, Layout, TableLayout
from nianbao.report.model import Address, Report, Section, Table
from nianbao.report.place import Place

Json = dict[str, Any]
T = TypeVar("T")
VERSION = 2
"""Of the JSON. 1: as before this codec, without headings, places, second looks and where tables stood."""
CONTRACT = ("agency", "year", "title", "layout", "preamble", "sections", "tables", "problems")
"""What the contract promises stands first, in its order."""
_UNIONS = (Union, types.UnionType)


class CodecError(ValueError):
    """The JSON is none of ours, or of a newer version; or a value cannot be written so that it comes back equal."""


# --- any record ---------------------------------------------------------------------------------------------------


def pack(value: Any) -> Any:
    """A value of ours as plain JSON: records by field name, money as a string, days as 2024-01-25."""
    if value is None or (isinstance(value, (str, bool, int)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Layout):
        return value.key
    if is_dataclass(value) or hasattr(value, "_fields"):
        return {name: pack(getattr(value, name)) for name in _record(type(value)).names}
    if isinstance(value, (tuple, list)):
        return [pack(each) for each in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {key: pack(each) for key, each in value.items()}
    raise CodecError(f"no JSON for {type(value).__name__}")


def unpack(kind: Any, data: Any) -> Any:
    """The value of type ``kind`` that ``pack`` wrote. Raises ``CodecError`` for anything else."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Any:
        return data
    if origin is Literal:
        return _expect(data in arguments, kind, data)
    if origin in _UNIONS:
        return _one_of(arguments, data)
    if origin is tuple:
        _expect(isinstance(data, list), kind, data)
        if arguments[-1] is Ellipsis:
            return tuple(unpack(arguments[0], each) for each in data)
        return tuple(unpack(each, one) for each, one in zip(arguments, data, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        _expect(isinstance(data, dict), kind, data)
        return {unpack(arguments[0], key): unpack(arguments[1], each) for key, each in data.items()}
    return _plain(kind, data)


def _one_of(kinds: tuple[Any, ...], data: Any) -> Any:
    """A union is of None, a number of either kind, or one more type."""
    if data is None and type(None) in kinds:
        return None
    if Decimal in kinds and int in kinds:
        return Decimal(data) if isinstance(data, str) else _expect(type(data) is int, int, data)
    rest = [kind for kind in kinds if kind is not type(None)]
    if len(rest) != 1:
        raise CodecError(f"no way to tell {kinds} apart")
    return unpack(rest[0], data)


def _plain(kind: Any, data: Any) -> Any:
    if kind in (str, int, bool):
        return _expect(type(data) is kind, kind, data)
    try:
        if kind is date:
            return date.fromisoformat(data)
        if kind is Decimal:
            return Decimal(_expect(isinstance(data, str), kind, data))
        if kind is Layout:
            return next(layout for layout in LAYOUTS if layout.key == data)
        if issubclass(kind, Enum):
            return kind(data)
    except (TypeError, ValueError, StopIteration, ArithmeticError) as error:
        raise CodecError(f"{data!r} is no {kind.__name__}") from error
    return unpack_record(kind, data)


def unpack_record(kind: type[T], data: Json, **known: Any) -> T:
    """A record by its fields; a field that the JSON lacks takes its default. ``known``: fields already made."""
    record = _record(kind)
    _expect(isinstance(data, dict) and not set(data) - set(record.names), kind, data)
    made = {name: unpack(record.hints[name], data[name]) for name in record.names if name in data and name not in known}
    if lacking := record.required - set(made) - set(known):
        raise CodecError(f"{kind.__name__} without {sorted(lacking)}")
    return kind(**made, **known)


class _Record(NamedTuple):
    names: tuple[str, ...]
    hints: dict[str, Any]
    required: frozenset[str]


_RECORDS: dict[Any, _Record] = {}
"""Type → what its fields are; finding that out takes longer than writing a report."""


def _record(kind: Any) -> _Record:
    if kind not in _RECORDS:
        _RECORDS[kind] = _described(kind)
    return _RECORDS[kind]


def _described(kind: Any) -> _Record:
    hints = get_type_hints(kind)
    if not is_dataclass(kind):
        return _Record(kind._fields, hints, frozenset(kind._fields) - frozenset(kind._field_defaults))
    of = fields(kind)
    required = frozenset(f.name for f in of if f.default is MISSING and f.default_factory is MISSING)
    return _Record(tuple(f.name for f in of), hints, required)


def _expect(holds: bool, kind: Any, data: Any) -> Any:
    if not holds:
        raise CodecError(f"{data!r:.80} is no {getattr(kind, '__name__', kind)}")
    return data


# --- a report -----------------------------------------------------------------------------------------------------


def report_as_json(report: Report) -> Json:
    """The ``parse --json`` contract. A table that could not be read is None and named in ``problems``.

    Raises ``CodecError`` for a cell at odds with its own text: kind and value are read off it again.
    """
    written = {
        name: pack(getattr(report, name)) for name in _record(Report).names if name not in ("sections", "tables")
    }
    written["sections"] = [_section_as_json(section) for section in report.sections]
    written["tables"] = {key: _table_as_json(report, report.table(key)) for key in TABLE_KEYS}
    written["places"] = {key: places for key, table in report.tables.items() if table and (places := _places(table))}
    written["unknown_rows"] = {key: list(t.unknown_rows) for key, t in report.tables.items() if t and t.unknown_rows}
    written["version"] = VERSION
    return {name: written[name] for name in dict.fromkeys([*CONTRACT, *written])}


def report_from_json(data: Json) -> Report:
    """The report that ``report_as_json`` wrote, equal field by field. Raises ``CodecError``."""
    version = data.get("version", 1)
    if not isinstance(version, int) or version > VERSION:
        raise CodecError(f"JSON of version {version}, this program knows {VERSION}")
    rest = {k: v for k, v in data.items() if k not in ("version", "sections", "tables", "places", "unknown_rows")}
    layout: Layout = unpack(Layout, data["layout"])
    tables = {
        key: _table_from_json(layout.tables[key], data, rows)
        for key, rows in data["tables"].items()
        if key in TABLE_KEYS
    }
    sections = tuple(_section_from_json(section) for section in data["sections"])
    return unpack_record(Report, rest, sections=sections, tables=tables)


def _section_as_json(section: Section) -> Json:
    heading = section.heading
    ordinal = heading.raw.strip()[:1] if heading and heading.ordinal else None
    return {
        "key": section.key,
        "ordinal": ordinal,
        "title": section.title,
        "text": section.text,
        "heading": pack(heading),
    }


def _section_from_json(data: Json) -> Section:
    section: Section = unpack_record(Section, {"heading": None} | {k: v for k, v in data.items() if k != "ordinal"})
    return section


# --- tables and cells ---------------------------------------------------------------------------------------------


def _table_as_json(report: Report, table: Table | None) -> Json | None:
    """Row → column → cell; a row with one column (行政许可) is its cell."""
    if table is None:
        return None
    if table.layout != report.layout.tables[table.layout.key]:
        raise CodecError(f"table {table.layout.key} is of another layout than its report")
    rows: Json = {}
    for row in dict.fromkeys([*table.rows(), *(row for row, _ in table.cells)]):
        columns = table.layout.columns_of(row)
        cells = {
            c.key: cell_as_json(table.layout, row, cell) for c in columns if (cell := table.get(row, c.key)) is not None
        }
        rows[row] = cells if len(columns) > 1 else next(iter(cells.values()), None)
    return rows


def cell_as_json(layout: TableLayout, row: str, cell: Cell) -> Json:
    """``{"raw", "value", "kind"}``; money and decimals are strings, so that no digit is lost.

    A cell that was decoded or recognised, not printed, says so under ``origin``; one that states its unit of money,
    where the form names none, under ``unit``.
    """
    if layout.read_cell(row, cell.raw) != cell:
        raise CodecError(f"a cell holds {cell.value!r} but its text is {cell.raw!r}")
    money = layout.block_of[row].unit == "万元"
    written = str(cell.value) if cell.value is not None and (money or isinstance(cell.value, Decimal)) else cell.value
    read: Json = {"raw": cell.raw, "value": written, "kind": cell.kind.value}
    if cell.unit:
        read["unit"] = cell.unit
    return read if cell.origin == "printed" else read | {"origin": cell.origin}


def _places(table: Table) -> Json:
    """Row → column → ``[page, block, row, cell]``, of the cells whose place is known."""
    found: Json = {}
    for (row, column), cell in table.cells.items():
        if cell.place is not None:
            found.setdefault(row, {})[column] = list(cell.place)
    return found


def _table_from_json(layout: TableLayout, data: Json, rows: Json | None) -> Table | None:
    if rows is None:
        return None
    places = data.get("places", {}).get(layout.key, {})
    cells: dict[Address, Cell] = {}
    for row, written in rows.items():
        if row not in layout.rows:
            raise CodecError(f"{layout.key} has no row {row!r}")
        columns = layout.columns_of(row)
        for column, cell in (written if len(columns) > 1 else {columns[0].key: written}).items():
            if cell is not None:
                cells[row, column] = _cell_from_json(
                    layout.read_cell(row, cell["raw"]), cell, places.get(row, {}).get(column)
                )
    return Table(layout, cells, tuple(data.get("unknown_rows", {}).get(layout.key, ())))


def _cell_from_json(read: Cell, data: Json, place: list[int | None] | None) -> Cell:
    if read.kind.value != data["kind"]:
        raise CodecError(f"{data['raw']!r} is kept as {data['kind']}, but reads as {read.kind.value}")
    origin = data.get("origin", "printed")
    if origin == "printed" and place is None:
        return read
    return replace(read, origin=origin, place=Place(*place) if place else None)
