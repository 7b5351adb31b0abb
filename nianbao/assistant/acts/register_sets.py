"""Which applications of a register are meant: those that every condition holds for, and those of which that is not known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nianbao.assistant.acts.figure_of_register import COLUMNS_TOLD, LABELS
from nianbao.assistant.understanding.periods import Period
from nianbao.papers.register_text import outcome_label
from nianbao.report.layout import OUTCOME_GROUPS, outcome_group
from nianbao.report.text import squeeze

Json = Mapping[str, Any]
DAYS = {"received": "收到", "answered": "答复", "due": "到期"}
FLAG_LABELS = {
    "extended": ("延期的", "没有延期的"),
    "corrected": ("要求补正的", "没有要求补正的"),
    "third_party": ("征求第三方意见的", "没有征求第三方意见的"),
    "open": ("还没有答复的", "已经答复的"),
    "on_time": ("本年按期答复的", "没有按期答复的"),
    "late": ("超期的", "没有超期的"),
}
COLUMN_OF_FLAG = {
    "extended": "是否延期、延期告知日期",
    "corrected": "补正告知日期、补正收到日期",
    "third_party": "征求第三方意见起止",
}
"""Column names of what only some registers have."""


@dataclass(frozen=True, slots=True)
class Condition:
    """``holds``: of an application; None where that is not known. ``of``: what would have to be known."""

    label: str
    of: str
    holds: Callable[[int, Json], bool | None]


@dataclass(frozen=True, slots=True)
class ApplicationSet:
    """Applications under some conditions. ``open``: those that may belong to them, by what is not known of them."""

    label: str
    rows: tuple[int, ...]
    open: Mapping[str, Sequence[int]]


def set_of(data: Json, conditions: Sequence[Condition]) -> ApplicationSet:
    sure: list[int] = []
    open_: dict[str, list[int]] = {}
    each = data.get("each") or {}
    unplaced = {n for u in data.get("undecided") or () if u["field"] == "received" for n in u["rows"]} - {
        int(n) for n in each
    }
    for n in sorted({*map(int, each), *unplaced}):
        one = each.get(str(n))
        held = [(c, c.holds(n, one) if one else None) for c in conditions]
        if any(holds is False for _, holds in held):
            continue
        if unknown := [c.of for c, holds in held if holds is None]:
            open_.setdefault(unknown[0], []).append(n)
        elif one:
            sure.append(n)
    label = "·".join(dict.fromkeys(c.label for c in conditions if c.label)) or f"{data.get('year')}年的申请"
    return ApplicationSet(label, tuple(sure), open_)


def of_days(data: Json, span: Period) -> Condition:
    unread = {n for u in data.get("undecided") or () if u["field"] == span.by for n in u["rows"]}

    def holds(n: int, one: Json) -> bool | None:
        day = one.get(span.by)
        if n in unread:
            return None
        if day is None:
            return False if span.by == "answered" else None
        return day in span

    return Condition(f"{span.label}{DAYS[span.by]}", f"{DAYS[span.by]}日期", holds)


def of_row(data: Json, row: str) -> Condition:
    label = LABELS.get(row) or (OUTCOME_GROUPS.get(row) if row in OUTCOME_GROUPS else outcome_label(row)) or row
    unread = {n for u in data.get("undecided") or () if u["field"] == "answered" for n in u["rows"]}

    def holds(n: int, one: Json) -> bool | None:
        rows = one["rows"]
        if row in ("new", "carried_in"):
            return row in rows if rows else None
        if n in unread:
            return None
        ends = [r for r in rows if outcome_group(r) or r == "carried_out"]
        if row == "processed_total":
            return str(one["answered"] or "")[:4] == str(data.get("year"))
        if not ends:
            return None
        return any(r == row or r.startswith(f"{row}.") for r in ends)

    return Condition("办结" if row == "processed_total" else label, "办理结果", holds)


def of_kinds(kinds: Sequence[str], but: bool) -> Condition:
    label = "、".join(COLUMNS_TOLD[k] for k in kinds)

    def holds(_: int, one: Json) -> bool | None:
        kind = one["kind"]
        if kind is None:
            return None
        return (kind in kinds or ("organisations" in kinds and kind != "natural_person")) != but

    return Condition(f"除{label}以外" if but else label, "申请人类别", holds)


def of_words(words: Sequence[str]) -> Condition:
    label = f"台账写{'、'.join(f'“{w}”' for w in words)}的"
    return Condition(label, "办理结果", lambda _, one: squeeze(one.get("result") or "") in words)


def of_flag(data: Json, flag: str, wanted: bool) -> Condition:
    late = {o["row"] for o in data.get("overdue") or ()}
    stopped = set(data.get("not_running") or ())
    unread = {n for u in data.get("undecided") or () if u["field"] == "answered" for n in u["rows"]}

    def is_so(n: int, one: Json) -> bool | None:
        if flag in COLUMN_OF_FLAG:
            if flag not in one.get("has", COLUMN_OF_FLAG):
                return None
            return bool(one["correction_asked"] or one["corrected"]) if flag == "corrected" else bool(one[flag])
        if n in unread:
            return None
        if flag == "open":
            return one["answered"] is None
        if n in late:
            return flag == "late"
        if one["due"] is None and n not in stopped:
            return None
        if flag == "on_time":
            return str(one["answered"] or "")[:4] == str(data.get("year"))
        return None if n in stopped and not one["answered"] else False

    def holds(n: int, one: Json) -> bool | None:
        so = is_so(n, one)
        return None if so is None else so == wanted

    of = "有没有延期补正（所在的表没有这一列）" if flag in COLUMN_OF_FLAG else "期限"
    return Condition(FLAG_LABELS[flag][0 if wanted else 1], of, holds)
