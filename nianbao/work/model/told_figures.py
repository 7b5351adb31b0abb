"""Code's sentences about figures: a table's cells, the places of a draft's ledger, the metrics of a comparison.

Each knows its numbers, what each of them is (this year's, last year's, the change, the median of the peers, a rank) and
the words without which nobody has spoken of it, so that another number, or the number of another thing, is no retelling.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from nianbao.report.layout import LAYOUT_2021
from nianbao.report.patterns import regex

Role = Literal["", "previous", "change", "peers", "rank"]
Names = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is printed, its unit, and what it is of the thing; "" for this year's own."""

    value: str
    unit: str
    role: Role = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to be told. ``also``: other words of the same matter; ``stands``: words of the stances that it bears out;
    ``names``: groups of words of which a retelling holds one each."""

    letter: str
    text: str
    also: str = ""
    stands: str = ""
    figures: tuple[Figure, ...] = ()
    names: Names = ()
    quiet: bool = False
    """Not read to the model, which would hardly cite it, but known when it does."""


_ROWS: dict[str, Names] = {
    "new": (("新收", "收到", "申请量", "申请数", "申请总"),),
    "received": (("新收", "收到", "申请量", "申请数", "申请总"),),
    "carried_in": (("上年结转", "去年结转", "上年转", "结转来"),),
    "processed_total": (("办结", "办理结果", "办理总"),),
    "processed": (("办结", "办理结果", "办理总"),),
    "carried_out": (("结转下", "下年", "明年"),),
    "regulations": (("规章",),),
    "normative_documents": (("规范性文件",),),
    "reconsideration": (("复议",),),
    "litigation": (("诉讼", "起诉"),),
    "litigation_direct": (("诉讼", "起诉"), ("未经复议", "直接")),
    "litigation_after_reconsideration": (("诉讼", "起诉"), ("复议后", "经复议")),
}  # fmt: skip
_COLUMNS: dict[str, tuple[str, ...]] = {
    "issued": ("制发", "制定", "出台", "印发"),
    "repealed": ("废止",),
    "in_force": ("现行有效", "现行"),
    "upheld": ("维持",),
    "corrected": ("纠正", "纠错"),
    "pending": ("审结",),
}
_TABLE_NAMES = tuple(table.name for table in LAYOUT_2021.tables.values())
_MARKS = regex(r"[（(][^）)]*[）)]|[·（）()“”、，。%\s]|^\d+\.|属于|件数|数量|合计")
_GRAM = 3


def names_of_row(row: str, column: str, label: str) -> Names:
    """What a retelling of this cell has to name: the row, and the column unless it is the total."""
    groups = _ROWS.get(row) or (_grams_of(label),)
    if column in ("total", ""):
        return groups
    return (*groups, _COLUMNS.get(column) or _grams_of(_column_label(row, column)))


def names_of_label(label: str) -> Names:
    """As above, for a label that is free text: every part of it."""
    return tuple(_grams_of(part) for part in label.split("·") if part not in ("总计", *_TABLE_NAMES))


def _grams_of(label: str) -> tuple[str, ...]:
    """Any three characters running of a label name it; a short one names itself."""
    bare = _MARKS.sub("", label)
    bare = bare or label
    return tuple(bare[i : i + _GRAM] for i in range(max(1, len(bare) - _GRAM + 1)))


def _column_label(row: str, column: str) -> str:
    for layout in LAYOUT_2021.tables.values():
        if row in layout.rows:
            return next((c.label for c in layout.columns_of(row) if c.key == column), column)
    return column


# --- the tables of a report -------------------------------------------------------------------------------------


def table_lines(tables: Mapping[str, Any]) -> Iterator[Line]:
    """The total of every row, sums over the groups of table three and the suits, and the equation of table three."""
    for key, layout in LAYOUT_2021.tables.items():
        table = tables.get(key)
        if table is None:
            continue
        for row in layout.rows:
            yield from _row_lines(layout, row, table.get(row) or {})
    yield from _equation(tables)
    yield from _sums(tables)


def _row_lines(layout: Any, row: str, columns: Mapping[str, Any]) -> Iterator[Line]:
    block = layout.block_of[row]
    cells = {c.key: (columns.get(c.key) or {}) for c in block.columns}
    shown = {k: c for k, c in cells.items() if c.get("value") not in (None, 0)}
    if "total" in cells:
        shown = {"total": cells["total"]} if cells["total"].get("value") is not None else {}
    for column, cell in shown.items():
        label = layout.label(row, column)
        only = len(block.columns) == 1
        names = names_of_row(row, "" if only else column, layout.rows[row].label)
        yield _figure_line(label, str(cell["raw"] or cell["value"]), block.unit, names)


def _figure_line(label: str, value: str, unit: str, names: Names, role: Role = "") -> Line:
    stands = "没有 无" if value in ("0", "0.0") else ""
    return Line("n", f"{label}：{value}{unit}。", label, stands, (Figure(value, unit, role),), names)


_GROUPS = {"denied": "不予公开", "unable": "无法提供", "rejected": "不予处理", "other": "其他处理"}


def _sums(tables: Mapping[str, Any]) -> Iterator[Line]:
    """What the form leaves the reader to add up: a group of results, and both kinds of suits."""
    for key, words in _GROUPS.items():
        rows = [r for r in LAYOUT_2021.tables["applications"].rows if r.startswith(f"{key}.")]
        yield from _sum(tables.get("applications"), rows, f"表三·{words}·各项合计", ((words,),))
    suits = [r for r in LAYOUT_2021.tables["proceedings"].rows if r.startswith("litigation")]
    yield from _sum(tables.get("proceedings"), suits, "表四·行政诉讼·两类合计", _ROWS["litigation"])


def _sum(table: Mapping[str, Any] | None, rows: Sequence[str], label: str, names: Names) -> Iterator[Line]:
    values = [((table or {}).get(r) or {}).get("total") or {} for r in rows]
    known = [v["value"] for v in values if isinstance(v.get("value"), int)]
    if rows and len(known) == len(rows):
        yield _figure_line(label, str(sum(known)), "件", names)


def _equation(tables: Mapping[str, Any]) -> Iterator[Line]:
    table = tables.get("applications")
    rows = ("new", "carried_in", "processed_total", "carried_out")
    known = [v for r in rows if isinstance(v := (((table or {}).get(r) or {}).get("total") or {}).get("value"), int)]
    if len(known) != len(rows):
        return
    new, carried, done, out = known
    same = new + carried == done + out
    said = f"表三总计一列：新收{new}＋上年结转{carried}{'＝' if same else '≠'}办理结果总计{done}＋结转下年度{out}。"
    yield Line("n", said, "本年 收到申请 加 等于 两边 左右 办结 应办 勾稽关系", "相等 平的" if same else "不平")


# --- the ledger of a draft --------------------------------------------------------------------------------------


def ledger_lines(ledger: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    """Every figure of a draft that is no zero of a column; changes with their direction."""
    values = {str(p["id"]): str(p["value"]) for p in ledger}
    for place in ledger:
        id, value, unit = str(place["id"]), str(place["value"]), str(place.get("unit") or "")
        if not unit:
            continue
        quiet = value == "0" and not id.endswith((".total", "collected"))
        kind, _, rest = id.partition(".")
        if kind in ("change", "rate"):
            yield _change_line(place, values, rest)
            continue
        of_last_year = kind == "previous"
        names = _names_of_place(rest if of_last_year else id, str(place["label"]))
        line = _figure_line(str(place["label"]), value, unit, names, "previous" if of_last_year else "")
        yield replace(line, quiet=quiet)


def _names_of_place(id: str, label: str) -> Names:
    """A place of the ledger: of a table by its row and column, else by its label."""
    table, _, rest = id.partition(".")
    row, _, column = rest.rpartition(".")
    rows = next((t.rows for t in LAYOUT_2021.tables.values() if t.key == table), {})
    if rows and (row in rows or row in _ROWS):
        return names_of_row(row, column, rows[row].label if row in rows else row)
    if rows and row in _GROUPS:
        return names_of_row("", column, _GROUPS[row])
    return names_of_label(label)


def _change_line(place: Mapping[str, Any], values: Mapping[str, str], of: str) -> Line:
    value, unit = str(place["value"]), str(place["unit"])
    label = str(place["label"]).removesuffix("变化幅度").removesuffix("变化").removesuffix("较上年")
    way = way_of(values.get(of), values.get(f"previous.{of}"))
    said = f"{label}：较上年持平。" if way == "持平" else f"{label}：较上年{way}{value}{unit}。"
    return Line("n", said, label, way, (Figure(value, unit, "change"),), _names_of_place(of, label))


def way_of(now: Any, before: Any) -> str:
    """增加, 减少 or 持平; empty when it cannot be told."""
    try:
        one, other = float(now), float(before)
    except (TypeError, ValueError):
        return ""
    return "增加" if one > other else "减少" if one < other else "持平"


# --- a comparison -----------------------------------------------------------------------------------------------


def metric_lines(metrics: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    """This year's, last year's, the change, the median and the rank, in one sentence a metric."""
    for m in metrics:
        if m["value"] is None:
            continue
        unit, way = str(m["unit"]), way_of(m["value"], m["previous"])
        figures = [Figure(str(m["value"]), unit)]
        parts, stands = [f"本年{m['value']}{unit}"], [way]
        if m["previous"] is not None:
            parts.append(f"上年{m['previous']}{unit}")
            figures.append(Figure(str(m["previous"]), unit, "previous"))
        if way == "持平":
            parts.append("与上年持平")
        elif way and m.get("change") is not None:
            change, points = str(m["change"]).lstrip("-"), "个百分点" if unit == "%" else unit
            parts.append(f"较上年{way}{change}{points}")
            figures.append(Figure(change, points, "change"))
            if m.get("change_percent"):
                percent = str(m["change_percent"]).lstrip("-")
                parts.append(f"幅度{percent}%")
                figures.append(Figure(percent, "%", "change"))
        if m["peer_median"] is not None:
            parts.append(f"同类中位数{m['peer_median']}{unit}")
            figures.append(Figure(str(m["peer_median"]), unit, "peers"))
            side = way_of(m["value"], m["peer_median"])
            stands.append({"增加": "高于", "减少": "低于", "持平": "持平"}.get(side, ""))
        if m["rank"] is not None:
            parts.append(f"名次{m['rank']}/{m['rank_of']}")
            figures += [Figure(str(m["rank"]), "", "rank"), Figure(str(m["rank_of"]), "", "rank")]
        if str(m["value"]) in ("0", "0.0"):
            stands.append("没有 无")
        yield Line(
            "m",
            f"{m['label']}：{'，'.join(parts)}。",
            _ALSO_OF_METRICS,
            " ".join(stands),
            tuple(figures),
            _names_of_metric(m),
        )


_ALSO_OF_METRICS = "比上年 去年 变化 本机关 同类机关 中位数 名次 排名 增长 提高 下降 降低 增幅 百分点"


def _names_of_metric(m: Mapping[str, Any]) -> Names:
    key = str(m["key"]).partition(".")[0]
    if key in ("received", "carried_in", "processed", "carried_out", "litigation", "reconsideration"):
        return _ROWS[key]
    label = str(m["label"])
    if label.endswith("占比"):
        return (_grams_of(label.removesuffix("占比").removesuffix("申请") or label), ("占", "比例", "率"))
    return tuple(_grams_of(part) for part in label.replace("（", "·").replace("）", "").split("·"))
