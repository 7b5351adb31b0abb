"""What the cell rules of the three tables share: blanks listed row by row, counts that are counts."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from nianbao.report.cells import Cell, CellKind
from nianbao.report.layout import TableKey
from nianbao.report.model import Table
from nianbao.report.patterns import regex
from validators.engine import Context, Hit, Remark, Where
from validators.profile import Severity

MANY_ROWS = 6
_FILL_IN = "确实没有发生的填“0”；有数的补填。空白不会被当作0。"
LEFT_OPEN = regex(r"^〔待[填核][^〕]*〕$")
"""A cell that a draft left to be filled in or checked."""
_SAID = {CellKind.BLANK: "空白", CellKind.DASH: "横线或斜线", CellKind.TEXT: "不是数字", CellKind.NA: "不是数字"}
_WORDS = (CellKind.TEXT, CellKind.NA)
_MAY_NOT_APPLY: tuple[TableKey, ...] = ("active_disclosure",)
"""An organ without rule-making power writes 不适用 beside 规章; applications and cases happen to everybody, or 0 of them."""
_LONGEST_QUOTE = 12


def unfilled_rows(context: Context, key: TableKey) -> Iterator[tuple[str, list[tuple[str, CellKind]]]]:
    """Rows with cells that hold no number, each with those cells' columns; what a picture was not sure to hold is not
    among them, nor 不适用 where something may not apply."""
    table = context.table(key)
    open_kinds = _SAID.keys() - ({CellKind.NA} if key in _MAY_NOT_APPLY else set())
    for row in table.rows():
        cells = [(c.key, cell) for c in table.layout.columns_of(row) if (cell := table.get(row, c.key)) is not None]
        bad = [(column, cell) for column, cell in cells if cell.kind in open_kinds and not cell.is_unsure]
        if context.draft:  # what a draft of ours leaves open it lists itself
            bad = [(column, cell) for column, cell in bad if not LEFT_OPEN.match(cell.raw)]
        if bad:
            yield row, [(column, cell.kind) for column, cell in bad]


def unsure_cells(context: Context, key: TableKey) -> Iterator[Remark]:
    """Cells of a scan in which no number was recognised: perhaps our failure, so never the agency's."""
    table = context.table(key)
    names = [table.layout.label(*address) for address, cell in table.cells.items() if cell.is_unsure]
    if names:
        rest = f"等{len(names)}格" if len(names) > MANY_ROWS else ""
        yield Remark("parse_error", f"{'、'.join(names[:MANY_ROWS])}{rest}在图片上没有认清，待人工核对")


def unfilled_hits(
    context: Context, key: TableKey, severity_of: Callable[[str], Severity | None] = lambda row: None
) -> Iterator[Hit | Remark]:
    """A hit for each row with such cells; for many rows one hit that lists them, so that they hide nothing else."""
    yield from unsure_cells(context, key)
    table = context.table(key)
    rows = list(unfilled_rows(context, key))
    if len(rows) <= MANY_ROWS:
        yield from (unfilled_hit(table, row, bad, severity_of(row)) for row, bad in rows)
        return
    count = sum(len(bad) for _, bad in rows)
    texts = [(row, column) for row, bad in rows for column, kind in bad if kind in _WORDS]
    unread = f"（其中{len(texts)}格里有字而不是数字，如{_quoted(table, *texts[0])}）" if texts else ""
    names = "；".join(f"{table.layout.rows[row].label}（{len(bad)}格）" for row, bad in rows)
    yield Hit(
        f"{table.layout.name}有{len(rows)}行共{count}格没有填数字{unread}：{names}",
        Where(section=table.layout.section, table=key),
        suggestion=_FILL_IN,
    )


def says_it_does_not_apply(table: Table, row: str) -> bool:
    """Every cell of the row holds 不涉及 or its like, the total too: clear to a reader, though 0 is what the form asks."""
    cells = [table.get(row, column.key) for column in table.layout.columns_of(row)]
    return all(cell is not None and cell.kind is CellKind.NA for cell in cells)


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
    stated = Cell.read(table.cells[row, column].raw, own_unit=True).unit
    unit = table.layout.block_of[row].unit
    if stated and unit == "万元":
        return f"{_quoted(table, row, column)}以{stated}计，表头以{unit}计"
    if stated:
        return f"{_quoted(table, row, column)}是金额，这一列填{unit}数"
    return f"{_quoted(table, row, column)}{_SAID[kind]}" if kind in _WORDS else _SAID[kind]


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
