"""``figure`` of several reports at once: added up with every addend, or put in order. Who has no figure is named, never left
out in silence and never counted as 0."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nianbao.assistant.understanding.together import asks_order, asks_total, from_the_least
from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.cells import Number
from nianbao.report.layout import LAYOUT_2021, OUTCOME_GROUPS, TableLayout, outcome_group
from nianbao.report.model import Report, Table

_SUITS = ("litigation_direct", "litigation_after")
_GROUPS = {"litigation": _SUITS, "proceedings": ("reconsideration", *_SUITS)}
_LABELS = {"litigation": "行政诉讼", "proceedings": "行政复议和行政诉讼", **OUTCOME_GROUPS}
_NO_TABLE, _NO_NUMBER = "表没能读出", "格空着或不是数"


class Of(NamedTuple):
    """``report`` is None where there is none; ``why`` says why."""

    name: str
    year: int | None
    report: Report | None
    why: str = ""


class _Row(NamedTuple):
    """A row, or rows that are added up, in one column."""

    label: str
    table: TableLayout
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    group: str = ""


def together(reports: Sequence[Of], said: str, rows: Sequence[str], columns: Sequence[str]) -> str:
    """An answer for every row that is asked for. ``rows``, ``columns``: as ``cells`` names them."""
    parts = [_answer(row, reports, said) for row in _wanted(rows, columns)]
    years = {of.year for of in reports if of.report is not None}
    note = ["各份不是同一年度的，年度写在后面。"] if len(years) > 1 else []
    return "\n\n".join([*parts, *note])


def _wanted(rows: Sequence[str], columns: Sequence[str]) -> Iterable[_Row]:
    for name in rows:
        for table in LAYOUT_2021.tables.values():
            group = name if name in OUTCOME_GROUPS else ""
            members = tuple(
                r for r in table.rows if r in _GROUPS.get(name, (name,)) or (group and outcome_group(r) == group)
            )
            if members:
                yield from _in_columns(name, group, table, members, columns)


def _in_columns(
    name: str, group: str, table: TableLayout, members: tuple[str, ...], columns: Sequence[str]
) -> Iterable[_Row]:
    has = {c.key: c.label for c in table.columns_of(members[0])}
    label = f"{table.name}·{_LABELS.get(name) or table.rows[members[0]].full_label}"
    if "organisations" in columns and "commercial" in has:
        kinds = tuple(key for key in APPLICANT_KEYS if key != "natural_person")
        yield _Row(f"{label}·法人或其他组织", table, members, kinds, group)
        return
    for key in [c for c in columns if c in has] or (["total"] if "total" in has else list(has)):
        of = "" if key == "total" or len(has) == 1 else f"·{has[key]}"
        yield _Row(f"{label}{of}", table, members, (key,), group)


def _answer(row: _Row, reports: Sequence[Of], said: str) -> str:
    found = [(of, _value(row, of.report)) for of in reports]
    counted = [(of, value) for of, value in found if value is not None and not isinstance(value, str)]
    lines = []
    if asks_total(said):
        lines.append(_sum(row, counted, reports))
    if asks_order(said) or not asks_total(said):
        lines += _order(row, counted, least=from_the_least(said))
    without = [(of, of.why or value) for of, value in found if value is None or isinstance(value, str)]
    left = [f"{_name(of, reports)}（{why}）" for of, why in without]
    if left:
        lines.append(f"没有算进去的：{'、'.join(left)}。")
    return "\n".join(lines)


def _value(row: _Row, report: Report | None) -> Number | str | None:
    """The number, or why there is none."""
    if report is None:
        return None
    table = report.table(row.table.key)
    if table is None:
        return f"{row.table.name}{_NO_TABLE}"
    values = [table.value(r, column) for r in _members(row, table) for column in row.columns]
    known = [v for v in values if v is not None]
    return sum(known) if known and len(known) == len(values) else _NO_NUMBER


def _members(row: _Row, table: Table) -> Sequence[str]:
    """Of a group the rows that this report prints: an earlier form has fewer."""
    return [r for r in table.rows() if outcome_group(r) == row.group] if row.group else row.rows


def _sum(row: _Row, counted: Sequence[tuple[Of, Number]], reports: Sequence[Of]) -> str:
    unit = row.table.block_of[row.rows[0]].unit
    if not counted:
        return f"**{row.label}**：没有一份能算进去。"
    addends = "＋".join(f"{_name(of, reports)}{value}" for of, value in counted)
    return f"**{row.label}**：{len(counted)}份合计**{sum(value for _, value in counted)}{unit}**（{addends}）。"


def _order(row: _Row, counted: Sequence[tuple[Of, Number]], *, least: bool) -> list[str]:
    """Who is first, those alike together; then all in order."""
    if not counted:
        return [f"**{row.label}**：没有一份有这个数。"]
    unit = row.table.block_of[row.rows[0]].unit
    ranked = sorted(counted, key=lambda pair: pair[1], reverse=not least)
    names = [of for of, _ in ranked]
    first = [_name(of, names) for of, value in ranked if value == ranked[0][1]]
    word = "最少" if least else "最多"
    if len(first) == len(ranked):
        return [f"**{row.label}**：{len(ranked)}份一样，都是{ranked[0][1]}{unit}（{'、'.join(first)}）。"]
    head = f"**{row.label}**：{word}的是{'、'.join(first)}，{'都是' if len(first) > 1 else ''}{ranked[0][1]}{unit}。"
    places = [1 + sum((v < value) if least else (v > value) for _, v in ranked) for _, value in ranked]
    return [head, *(f"{n}. {_name(of, names)}：{value}{unit}" for n, (of, value) in zip(places, ranked, strict=True))]


def _name(of: Of, among: Sequence[Of]) -> str:
    """With its year where the years differ."""
    return f"{of.name}（{of.year}年）" if len({o.year for o in among}) > 1 and of.year else of.name
