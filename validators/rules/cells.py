"""What the cell rules of the three tables share: blanks listed row by row, counts that are counts."""

from collections.abc import Iterator
from decimal import Decimal

from report.cells import CellKind
from report.layout import TableKey
from report.model import Table
from validators.engine import Context, Hit, Where
from validators.profile import Severity

_SAID = {CellKind.BLANK: "空白", CellKind.DASH: "横线或斜线", CellKind.TEXT: "不是数字"}


def unfilled_rows(context: Context, key: TableKey) -> Iterator[tuple[str, list[tuple[str, CellKind]]]]:
    """Rows with cells that are BLANK, DASH or TEXT, each with those cells' columns."""
    table = context.table(key)
    for row in table.rows():
        cells = [
            (c.key, cell.kind) for c in table.layout.columns_of(row) if (cell := table.get(row, c.key)) is not None
        ]
        bad = [(column, kind) for column, kind in cells if kind in _SAID]
        if bad:
            yield row, bad


def unfilled_hit(table: Table, row: str, bad: list[tuple[str, CellKind]], severity: Severity | None = None) -> Hit:
    layout = table.layout
    names = {c.key: c.label for c in layout.columns_of(row)}
    said = "、".join(f"{names[column]}（{_SAID[kind]}）" for column, kind in bad)
    return Hit(
        f"{layout.label(row)}：{said}",
        Where(section=layout.section, table=layout.key, row=row, column=bad[0][0] if len(bad) == 1 else None),
        suggestion="确实没有发生的填“0”；有数的补填。空白不会被当作0。",
        severity=severity,
    )


def impossible_counts(context: Context, key: TableKey) -> Iterator[Hit]:
    """Numbers that no count (件) or amount (万元) can be: negative, or a fraction where a count is asked."""
    table = context.table(key)
    for row, column in table.addresses():
        value = table.value(row, column)
        block = table.layout.block_of[row]
        if value is None or block.signed:
            continue
        money = block.unit in ("万元", "元")
        fraction = isinstance(value, Decimal) and value != value.to_integral_value()
        if value < 0 or (fraction and not money):
            cell = table.get(row, column)
            yield Hit(
                f"{table.layout.label(row, column)}是“{cell.raw.strip() if cell else ''}”，"
                + ("不能是负数" if value < 0 else "件数应为整数"),
                Where(section=table.layout.section, table=key, row=row, column=column),
                left=value,
                suggestion="核对原始台账后更正。",
            )
