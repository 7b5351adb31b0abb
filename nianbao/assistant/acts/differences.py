"""``figure``: what the rows that are named have in one year and the other, subtracted."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from nianbao.assistant.acts.reckoned import label_of, unit_of, value_of
from nianbao.assistant.understanding.cells import columns_in
from nianbao.assistant.understanding.quantities import asks_sum
from nianbao.report.cells import Number
from nianbao.report.layout import OUTCOME_GROUPS
from nianbao.report.model import Report
from nianbao.report.patterns import regex

_ASKS = regex(r"[多少高低增减涨降差]|比")
_SUITS = ("litigation_direct", "litigation_after")


def differences(reports: Sequence[Report], refers: Sequence[str], said: str) -> list[str]:
    """Lines for two reports, in the order of their years; where a cell is no number, none."""
    earlier, later = sorted(reports, key=lambda r: r.year or 0)
    refers = [row for name in refers for row in _ROWS_OF_TABLES.get(name, (name,))]
    if asks_sum(said) and not _GROWTH.search(said):
        return ["\n".join([f"**{earlier.year}年和{later.year}年**", "", *_together(earlier, later, refers, said)])]
    lines = list(_lines(earlier, later, refers, said)) if _ASKS.search(said) else []
    return ["\n".join([f"**{later.year}年比{earlier.year}年**", "", *lines])] if lines else []


def _lines(earlier: Report, later: Report, refers: Sequence[str], said: str) -> Iterator[str]:
    for name in refers:
        column = next(iter(columns_in(said)), "")
        before, now = value_of(earlier, name, column), value_of(later, name, column)
        if before is None or now is None:
            continue
        change = now - before
        how = "持平" if not change else f"{'增加' if change > 0 else '减少'}{abs(change)}"
        share = f"（{_percent(change, before)}%）" if change and before else ""
        yield f"- {label_of(later, name)}：{now}−{before}＝{change}，{how}{share}"


def _percent(change: Number, before: Number) -> Decimal:
    return (abs(Decimal(change)) * 100 / Decimal(before)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _together(earlier: Report, later: Report, refers: Sequence[str], said: str) -> Iterator[str]:
    """Both years added up: what is carried over stands in both and is no sum."""
    column = next(iter(columns_in(said)), "")
    for name in refers:
        before, now = value_of(earlier, name, column), value_of(later, name, column)
        if before is None or now is None:
            yield f"- {label_of(later, name)}：有一年的格空着或不是数，不能相加。"
        else:
            of = f"{label_of(later, name)}两年合计：{earlier.year}年{before}＋{later.year}年{now}"
            yield f"- **{of}＝{before + now}{unit_of(later, name, column)}**"


_GROWTH = regex(r"[增减涨降差]|比")
_ROWS_OF_TABLES: dict[str, tuple[str, ...]] = {
    "proceedings": ("proceedings", "reconsideration", "litigation", *_SUITS),
    "applications": ("new", "carried_in", "processed_total", *OUTCOME_GROUPS, "carried_out"),
    "active_disclosure": ("licensing", "penalties", "coercion", "fees"),
}
"""Of a table that is named as a whole."""
