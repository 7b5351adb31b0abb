"""The sheet of a replica: its numbers by place in the form, its prose, and the expected values made from them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from nianbao.report.layout import LAYOUT_2019, LAYOUT_2021, Layout, TableLayout

SHEETS = Path(__file__).parent
Value = int | str | None


@dataclass(frozen=True)
class Sheet:
    """``tables``: row → its values in the order of the form, None for a blank; a row left out is zero throughout."""

    of: str
    file: str
    agency: str
    year: int
    tables: dict[str, list[Value]]
    prose: list[str]
    layout: str = "2021"
    keep: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)

    @property
    def form(self) -> Layout:
        return LAYOUT_2019 if self.layout == "2019" else LAYOUT_2021

    def rows(self, table: TableLayout) -> dict[str, list[Value]]:
        """The rows of a table in the order of the form. 其他处理 is one row where the sheet has it as one."""
        merged = [row.key for row in table.merged_rows if row.key in self.tables]
        rows = [row.key for block in table.blocks for row in block.rows]
        if merged:
            first = next(at for at, row in enumerate(rows) if row.startswith(f"{merged[0]}."))
            rows = [row for row in rows if not row.startswith(f"{merged[0]}.")]
            rows[first:first] = merged
        return {row: self.tables.get(row, [0] * len(table.columns_of(row))) for row in rows}

    def expected(self) -> dict[str, Any]:
        """What ``parse --json`` has to hold, each cell as its value; a row of one column as that value alone."""
        tables = {
            key: {row: _values(table, row, values) for row, values in self.rows(table).items()}
            for key, table in self.form.tables.items()
        }
        said = {"agency": self.agency, "year": self.year, "layout": self.layout}
        return said | ({"undecided": self.undecided} if self.undecided else {}) | {"tables": tables}


def _values(table: TableLayout, row: str, values: list[Value]) -> Any:
    keys = [column.key for column in table.columns_of(row)]
    named = dict(zip(keys, values, strict=True))
    return named[keys[0]] if len(keys) == 1 and table.key == "active_disclosure" else named


def load(path: Path) -> Sheet:
    return Sheet(**yaml.safe_load(path.read_text(encoding="utf-8")))


def sheets() -> list[Sheet]:
    """All sheets that are refilled from a text; in the order of their names."""
    return [load(path) for path in sorted(SHEETS.glob("*.yaml"))]
