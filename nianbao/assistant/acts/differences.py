"""``figure``: what the rows that are named have in one year and the other, subtracted."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from nianbao.assistant.understanding.cells import columns_in
from nianbao.report.cells import Number
from nianbao.report.layout import OUTCOME_GROUPS, Column, outcome_group
from nianbao.report.model import Report
from nianbao.report.patterns import regex

_ASKS = regex(r"[多少高低增减涨降差]|比")
_SUITS = ("litigation_direct", "litigation_after")


def differences(reports: Sequence[Report], refers: Sequence[str], said: str) -> list[str]:
    """Lines for two reports, in the order of their years; where a cell is no number, none."""
    earlier, later = sorted(reports, key=lambda r: r.year or 0)
    lines = list(_lines(earlier, later, refers, said)) if _ASKS.search(said) else []
    return ["\n".join([f"**{later.year}年比{earlier.year}年**", "", *lines])] if lines else []


def _lines(earlier: Report, later: Report, refers: Sequence[str], said: str) -> Iterator[str]:
    for name in refers:
        column = next(iter(columns_in(said)), "")
        before, now = _value(earlier, name, column), _value(later, name, column)
        if before is None or now is None:
            continue
        change = now - before
        how = "持平" if not change else f"{'增加' if change > 0 else '减少'}{abs(change)}"
        share = f"（{_percent(change, before)}%）" if change and before else ""
        yield f"- {_label(later, name)}：{now}−{before}＝{change}，{how}{share}"


def _percent(change: Number, before: Number) -> Decimal:
    return (abs(Decimal(change)) * 100 / Decimal(before)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _value(report: Report, name: str, column: str) -> Number | None:
    """The cell of a row, or the sum of a group, in this column or in its total."""
    values = [
        table.value(row, _column(table.layout.columns_of(row), column))
        for table in report.tables.values()
        if table is not None
        for row in table.rows()
        if row == name
        or (name in OUTCOME_GROUPS and outcome_group(row) == name)
        or (name == "litigation" and row in _SUITS)
    ]
    known = [v for v in values if v is not None]
    return sum(known) if known and len(known) == len(values) else None


def _column(columns: Sequence[Column], wanted: str) -> str:
    keys = [c.key for c in columns]
    return wanted if wanted in keys else "total" if "total" in keys else keys[-1]


def _label(report: Report, name: str) -> str:
    for table in report.tables.values():
        if table is not None and name in table.layout.rows:
            return str(table.layout.rows[name].full_label)
    return {"litigation": "行政诉讼", **OUTCOME_GROUPS}.get(name, name)
