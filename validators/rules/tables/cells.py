"""What the cell rules of the three tables share: blanks listed row by row, counts that are counts."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from nianbao.report.cells import CellKind
from nianbao.report.layout import TableKey
from nianbao.report.model import Table
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze
from validators.engine import Context, Hit, Where
from validators.profile import Severity

MANY_ROWS = 6
_FILL_IN = "确实没有发生的填“0”；有数的补填。空白不会被当作0。"
_SUM_OF_MONEY = regex(r"^\d[\d,]*(?:\.\d+)?万?元$")
"""采购总金额 of the 2019 form states its own unit."""
LEFT_OPEN = regex(r"^〔待[填核][^〕]*〕$")
"""A cell that a draft left to be filled in or checked."""
_SAID = {CellKind.BLANK: "空白", CellKind.DASH: "横线或斜线", CellKind.TEXT: "不是数字"}
_LONGEST_QUOTE = 12


def unfilled_rows(context: Context, key: TableKey) -> Iterator[tuple[str, list[tuple[str, CellKind]]]]:
    """Rows with cells that are BLANK, DASH or TEXT, each with those cells' columns."""
    table = context.table(key)
    for row in table.rows():
        cells = [
            (c.key, cell.kind) for c in table.layout.columns_of(row) if (cell := table.get(row, c.key)) is not None
        ]
        in_yuan = table.layout.block_of[row].unit == "元"
        bad = [
            (column, kind)
            for column, kind in cells
            if kind in _SAID and not (in_yuan and _SUM_OF_MONEY.match(squeeze(table.cells[row, column].raw)))
        ]
        if context.draft:  # what a draft of ours leaves open it lists itself
            bad = [(column, kind) for column, kind in bad if not LEFT_OPEN.match(table.cells[row, column].raw)]
        if bad:
            yield row, bad


def unfilled_hits(
    context: Context, key: TableKey, severity_of: Callable[[str], Severity | None] = lambda row: None
) -> Iterator[Hit]:
    """A hit for each row with such cells; for many rows one hit that lists them, so that they hide nothing else."""
    table = context.table(key)
    rows = list(unfilled_rows(context, key))
    if len(rows) <= MANY_ROWS:
        yield from (unfilled_hit(table, row, bad, severity_of(row)) for row, bad in rows)
        return
    count = sum(len(bad) for _, bad in rows)
    texts = [(row, column) for row, bad in rows for column, kind in bad if kind is CellKind.TEXT]
    unread = f"（其中{len(texts)}格里有字而不是数字，如{_quoted(table, *texts[0])}）" if texts else ""
    names = "；".join(f"{table.layout.rows[row].label}（{len(bad)}格）" for row, bad in rows)
    yield Hit(
        f"{table.layout.name}有{len(rows)}行共{count}格没有填数字{unread}：{names}",
        Where(section=table.layout.section, table=key),
        suggestion=_FILL_IN,
    )


def unfilled_hit(table: Table, row: str, bad: list[tuple[str, CellKind]], severity: Severity | None = None) -> Hit:
    layout = table.layout
    names = {c.key: c.label for c in layout.columns_of(row)}
    said = "、".join(f"{names[column]}（{_said(table, row, column, kind)}）" for column, kind in bad)
    return Hit(
        f"{layout.label(row)}：{said}",
        Where(section=layout.section, table=layout.key, row=row, column=bad[0][0] if len(bad) == 1 else None),
        suggestion=_FILL_IN,
        severity=severity,
    )


def _said(table: Table, row: str, column: str, kind: CellKind) -> str:
    """What stands in place of a number; words are quoted, for they may be a number that was not understood."""
    return f"{_quoted(table, row, column)}{_SAID[kind]}" if kind is CellKind.TEXT else _SAID[kind]


def _quoted(table: Table, row: str, column: str) -> str:
    raw = " ".join(table.cells[row, column].raw.split())
    return f"“{raw[:_LONGEST_QUOTE]}{'…' if len(raw) > _LONGEST_QUOTE else ''}”"


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
