"""The cells of many reports as one Parquet file, a row a cell, for DuckDB and the like. ``docs/figures.md`` is its schema."""

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from nianbao.report.errors import UserError
from nianbao.report.layout import TableLayout
from nianbao.report.model import Report, Table

if TYPE_CHECKING:
    import pyarrow as pa

DIGITS, PLACES = 38, 6
"""Of a value; one that does not fit exactly is null, and its text stands in ``raw``."""
ROWS_A_GROUP = 100_000
UNREAD = "unread"
"""State of a cell whose table, or which itself, was not found in the file."""
_TEXTS = ("file", "agency", "kind", "level", "layout", "table", "row", "row_label", "column", "column_label", "state")
_LAST = ("unit", "raw", "origin")
COLUMNS = (*_TEXTS[:4], "year", *_TEXTS[4:], "value", *_LAST)


def schema() -> "pa.Schema":
    """Names and types of the columns. Raises ``UserError`` where Parquet cannot be written."""
    try:
        import pyarrow as pa
    except ModuleNotFoundError as error:
        raise UserError(f"缺少 {error.name}，请先安装：pip install nianbao[figures]") from error
    types = {"year": pa.int16(), "value": pa.decimal128(DIGITS, PLACES)}
    return pa.schema([pa.field(name, types.get(name, pa.string())) for name in COLUMNS])


def cells_of(file: str, report: Report) -> Iterator[dict[str, Any]]:
    """A row for every cell that the form has, found or not, in reading order."""
    about = {
        "file": file,
        "agency": report.agency.name,
        "kind": report.agency.kind,
        "level": report.agency.level,
        "year": report.year,
        "layout": report.layout.key,
    }
    for key, layout in report.layout.tables.items():
        table = report.table(key)
        for row, column in layout.addresses if table is None else table.addresses():
            yield about | {"table": key} | _cell(layout, table, row, column)


def parquet(rows: Iterable[dict[str, Any]]) -> bytes:
    """The file. Rows are taken as they come; what is held of them is packed."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns, held, waiting = schema(), io.BytesIO(), iter(rows)
    with pq.ParquetWriter(held, columns, compression="zstd") as writer:
        while group := list(islice(waiting, ROWS_A_GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=columns))
    return held.getvalue()


def _cell(layout: TableLayout, table: Table | None, row: str, column: str) -> dict[str, Any]:
    cell = None if table is None else table.get(row, column)
    heading = next((c for c in layout.columns_of(row) if c.key == column), None)
    return {
        "row": row,
        "row_label": layout.rows[row].full_label,
        "column": column,
        "column_label": "" if heading is None else heading.label,
        "state": UNREAD if cell is None else str(cell.kind.value),
        "value": None if cell is None or cell.value is None else _exact(Decimal(cell.value)),
        "unit": (cell.unit if cell is not None else "") or layout.block_of[row].unit,
        "raw": None if cell is None else cell.raw,
        "origin": None if cell is None else cell.origin,
    }


def _exact(value: Decimal) -> Decimal | None:
    _, digits, exponent = value.as_tuple()
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    whole = len(digits) - places if places or not isinstance(exponent, int) else len(digits) + exponent
    return value if places <= PLACES and whole <= DIGITS - PLACES else None
