"""``figure``: what is to be reckoned of the cells: rows added up, a share of a row, a rate of a result; with the formula.

Only cells that hold numbers are reckoned with; where one is blank it is said that nothing can be reckoned.
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from nianbao.assistant.understanding.cells import APPLICANT_COLUMNS, columns_in
from nianbao.assistant.understanding.quantities import asks_share, asks_sum
from nianbao.report.arithmetic import APPLICANT_KEYS, RESULT_KEYS
from nianbao.report.cells import Number
from nianbao.report.layout import OUTCOME_GROUPS, Column, TableKey, outcome_group
from nianbao.report.model import Report, Table
from nianbao.report.patterns import regex

_SUITS = ("litigation_direct", "litigation_after")
_GROUPS = {"litigation": _SUITS, "proceedings": ("reconsideration", *_SUITS)}
_LABELS = {"litigation": "行政诉讼", "proceedings": "行政复议和行政诉讼", **OUTCOME_GROUPS}
_SHORT = {"new": "本年新收", "carried_in": "上年结转", "processed_total": "办理结果总计", "carried_out": "结转下年度"}


def value_of(report: Report, name: str, column: str) -> Number | None:
    """The cell of a row, or the sum of a group, in this column or in its total; None where one is no number."""
    values = [
        value
        for table, row in _places(report, name)
        for key in _keys(table.layout.columns_of(row), column)
        for value in [table.value(row, key)]
    ]
    known = [v for v in values if v is not None]
    return sum(known) if known and len(known) == len(values) else None


def label_of(report: Report, name: str) -> str:
    """How the form calls a row or a group."""
    if name in _LABELS:
        return _LABELS[name]
    labels = (str(t.rows[name].label) for t in report.layout.tables.values() if name in t.rows)
    return _SHORT.get(name) or next(labels, name)


def unit_of(report: Report, name: str, column: str) -> str:
    """The unit of these cells."""
    return next((table.layout.block_of[row].unit for table, row in _places(report, name)), "")


def reckoned(report: Report, names: Sequence[str], said: str) -> Iterator[str]:
    """A sum of the rows that are named, or the share that is asked for; nothing where neither is."""
    if asks_share(said):
        yield from _share(report, names, said)
    elif asks_sum(said) and len(names) > 1:
        yield from _sum(report, names, said)


def _places(report: Report, name: str) -> list[tuple[Table, str]]:
    members = _GROUPS.get(name, (name,))
    return [
        (table, row)
        for table in report.tables.values()
        if table is not None
        for row in table.rows()
        if row in members or (name in OUTCOME_GROUPS and outcome_group(row) == name)
    ]


def _keys(columns: Sequence[Column], wanted: str) -> tuple[str, ...]:
    keys = [c.key for c in columns]
    if wanted == "organisations" and "commercial" in keys:
        return tuple(k for k in APPLICANT_KEYS if k != "natural_person")
    return (wanted,) if wanted in keys else ("total",) if "total" in keys else (keys[-1],)


def _sum(report: Report, names: Sequence[str], said: str) -> Iterator[str]:
    """行政许可183642＋行政处罚2143＝185785件; only of what is counted in one unit."""
    column = next(iter(columns_in(said)), "")
    rows = [(name, value_of(report, name, column)) for name in names if _places(report, name)]
    units = {unit_of(report, name, column) for name, _ in rows}
    if len(rows) < _TWO or len(units) > 1:
        return
    of = _column_label(report, rows[0][0], column)
    blank = [label_of(report, name) for name, value in rows if value is None]
    if blank:
        yield f"**加不出来：{'、'.join(blank)}的格空着或不是数。**"
        return
    known = [(name, value) for name, value in rows if value is not None]
    told = "＋".join(f"{label_of(report, name)}{value}" for name, value in known)
    yield f"**合计{of}：{told}＝{sum(value for _, value in known)}{units.pop()}**"


_TWO = 2


def _share(report: Report, names: Sequence[str], said: str) -> Iterator[str]:
    columns = columns_in(said)
    kinds = [c for c in columns if c in APPLICANT_COLUMNS]
    results = [c for c in columns if c in RESULT_KEYS]
    for name in names:
        if kinds and _table_of(report, name) == "applications":
            for kind in kinds:
                part, total = value_of(report, name, kind), value_of(report, name, "total")
                yield _divided(
                    f"{label_of(report, name)}·{_named(report, name, kind)}",
                    part,
                    f"{label_of(report, name)}总计",
                    total,
                )
        elif results and _table_of(report, name) == "proceedings":
            for result in results:
                yield from _rate(report, name, result)
        elif name in OUTCOME_GROUPS:
            label = f"{label_of(report, name)}"
            yield _divided(label, value_of(report, name, ""), "办理结果总计", value_of(report, "processed_total", ""))
        elif name in ("reconsideration", "litigation", *_SUITS) and regex(r"胜诉率").search(said):
            yield from _rate(report, name, "upheld")


def _rate(report: Report, name: str, result: str) -> Iterator[str]:
    """Of all cases; beside it of those that are decided, where some are not."""
    label, part = label_of(report, name), value_of(report, name, result)
    total, pending = value_of(report, name, "total"), value_of(report, name, "pending")
    yield _divided(f"{label}·{_named(report, name, result)}", part, f"{label}总计", total)
    if pending and total is not None and result != "pending":
        decided = f"已审结的（总计{total}−尚未审结{pending}）"
        yield _divided(f"{label}·{_named(report, name, result)}", part, decided, total - pending, shown=False)


def _divided(label: str, part: Number | None, of: str, whole: Number | None, *, shown: bool = True) -> str:
    """``- 本年新收·自然人142÷本年新收总计211＝67.3%``, rounded to one decimal where it does not come out."""
    if part is None or whole is None:
        return f"- {label}占{of}的比例算不出来：有格空着或不是数。"
    if not whole:
        return f"- {label}占{of}的比例算不出来：{of}是0。"
    return f"- **{label}{part}÷{of}{whole if shown else f'{whole}'}＝{percent(part, whole)}**"


def percent(part: Number, whole: Number) -> str:
    """``67.3%（四舍五入）``; without the note where it comes out."""
    exact = Decimal(part) * 100 / Decimal(whole)
    rounded = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    told = f"{rounded.normalize():f}" if rounded == exact else f"{rounded}"
    return f"{told}%" if rounded == exact else f"{told}%（四舍五入）"


def _named(report: Report, name: str, column: str) -> str:
    if column == "organisations":
        return "法人或其他组织"
    return next(
        (c.label for table, row in _places(report, name) for c in table.layout.columns_of(row) if c.key == column),
        "",
    )


def _column_label(report: Report, name: str, column: str) -> str:
    label = _named(report, name, column) if column else ""
    return f"（{label}）" if label else ""


def _table_of(report: Report, name: str) -> TableKey | None:
    return next((table.layout.key for table, _ in _places(report, name)), None)
