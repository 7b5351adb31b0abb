"""A report is kept whole, as its codec writes it. How cells came out of older files was not recorded: origin unknown."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from nianbao.report.codec import cell_as_json
from nianbao.report.layout import LAYOUTS

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_reports = sa.table(
    "reports",
    *(sa.column(name) for name in ("id", "agency_name", "agency_key", "agency_kind", "agency_level", "agency_region")),
    *(sa.column(name) for name in ("agency_inferred", "year", "title", "layout", "preamble")),
    sa.column("sections", sa.JSON()),
    sa.column("reading", sa.JSON()),
    sa.column("content", sa.JSON()),
    sa.column("complete"),
    sa.column("trade"),
)
_NEAR = ("agency_kind", "agency_level", "complete")
_INDEXES = {
    "ix_reports_trade_in_region": (*_NEAR, "agency_region", "trade", "agency_key", "year"),
    "ix_reports_region": (*_NEAR, "agency_region", "agency_key", "year"),
    "ix_reports_trade": (*_NEAR, "trade", "agency_key", "year"),
    "ix_reports_anywhere": (*_NEAR, "agency_key", "year"),
}
_cells = sa.table("cells", *(sa.column(n) for n in ("report_id", "table_key", "row_key", "column_key", "raw")))


def upgrade() -> None:
    op.add_column("reports", sa.Column("content", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("reports", sa.Column("complete", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("reports", sa.Column("trade", sa.String(8), server_default="", nullable=False))
    connection = op.get_bind()
    for row in connection.execute(sa.select(_reports)).mappings().all():
        cells = connection.execute(sa.select(_cells).where(_cells.c.report_id == row["id"])).mappings().all()
        content = _content(dict(row), [dict(cell) for cell in cells])
        complete = any((c["table_key"], c["row_key"]) == ("applications", "processed_total") for c in cells)
        trade = row["agency_key"][-3:] if row["agency_kind"] == "department" else ""
        kept = {"content": content, "complete": complete, "trade": trade}
        connection.execute(sa.update(_reports).where(_reports.c.id == row["id"]).values(kept))
    with op.batch_alter_table("reports") as batch:
        for column in ("preamble", "sections", "reading"):
            batch.drop_column(column)
        for column in ("content", "complete", "trade"):
            batch.alter_column(column, server_default=None)
        batch.drop_index("ix_reports_agency_kind_agency_level_year")
    for name, columns in _INDEXES.items():
        op.create_index(name, "reports", list(columns))


def downgrade() -> None:
    raise NotImplementedError("drafts and notes are not thrown away by a downgrade; restore a backup")


def _content(row: dict[str, Any], cells: list[dict[str, Any]]) -> dict[str, Any]:
    reading = row["reading"]
    return {
        "version": 2,
        "agency": {
            "name": row["agency_name"],
            "kind": row["agency_kind"],
            "level": row["agency_level"],
            "region": row["agency_region"],
            "inferred": bool(row["agency_inferred"]),
        },
        "year": row["year"],
        "title": row["title"],
        "preamble": row["preamble"],
        "layout": row["layout"],
        "sections": row["sections"],
        "tables": {key: _table(row["layout"], key, cells) if read else None for key, read in reading["tables"].items()},
        "headings": reading["headings"],
        "problems": reading["problems"],
        "unknown_rows": reading["unknown_rows"],
        "tables_found_in": reading["found_in"],
    }


def _table(layout_key: str, key: str, cells: list[dict[str, Any]]) -> dict[str, Any]:
    """Row → column → cell as the codec has them; a row with one column is its cell."""
    layout = next(layout for layout in LAYOUTS if layout.key == layout_key)
    table = next(table for name, table in layout.tables.items() if name == key)
    rows: dict[str, Any] = {}
    for cell in (c for c in cells if c["table_key"] == key):
        columns = table.columns_of(cell["row_key"])
        read = table.read_cell(cell["row_key"], cell["raw"])
        written = cell_as_json(table, cell["row_key"], read) | {"origin": "unknown"}
        if len(columns) > 1:
            rows.setdefault(cell["row_key"], {})[cell["column_key"]] = written
        else:
            rows[cell["row_key"]] = written
    return rows
