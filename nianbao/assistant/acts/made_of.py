"""``figure``: a figure of the text that no cell holds, and the cells that add up to it: 749 = 新收713 + 上年结转36.

Only sums to which the form gives a sense are tried, of rows and of the column that the sentence or the question speaks of;
that one comes out is told as what it is.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nianbao.assistant.understanding.cells import APPLICANT_COLUMNS, columns_in, rows_in
from nianbao.report.arithmetic import APPLICANT_KEYS, RESULT_KEYS
from nianbao.report.layout import OUTCOME_GROUPS, TableKey
from nianbao.report.model import Address, Report, Table
from nianbao.report.patterns import regex

_CASES = ("reconsideration", "litigation_direct", "litigation_after")
_SUMS: tuple[tuple[TableKey, tuple[str, ...]], ...] = (
    ("applications", ("new",)),
    ("applications", ("carried_in",)),
    ("applications", ("processed_total",)),
    ("applications", ("carried_out",)),
    ("applications", ("new", "carried_in")),
    ("applications", ("processed_total", "carried_out")),
    ("applications", ("granted",)),
    ("applications", ("partial",)),
    ("applications", ("granted", "partial")),
    *(("applications", (group,)) for group in ("denied", "unable", "rejected", "other")),
    ("proceedings", _CASES),
    ("proceedings", _CASES[1:]),
    ("active_disclosure", ("licensing", "penalties", "coercion")),
    ("active_disclosure", ("licensing", "penalties")),
    ("active_disclosure", ("penalties", "coercion")),
    ("active_disclosure", ("regulations", "normative_documents")),
)  # fmt: skip
"""What may be added up; a group stands for its rows."""
_MEANS = {
    "litigation": _CASES[1:],
    "proceedings": _CASES,
    **{group: (group,) for group in OUTCOME_GROUPS},
}
_SHORT = {
    "new": "新收", "carried_in": "上年结转", "processed_total": "办理结果总计", "carried_out": "结转下年度",
    "granted": "予以公开", "partial": "部分公开", "litigation_direct": "未经复议直接起诉", "litigation_after": "复议后起诉",
}  # fmt: skip


class Made(NamedTuple):
    """A figure and the cells that give it."""

    figure: str
    rows: tuple[str, ...]
    told: str
    """``新收713＋上年结转36＝749``, with the table and the column."""


def made_of(report: Report, figure: str, said: str) -> Made | None:
    """The first sum, the one of fewest rows, that gives the figure in a sentence of the text."""
    if not figure.isdigit():
        return None
    for sentence, clause in _told(report, figure):
        rows = {r for words in (sentence, said) for row in rows_in(words) for r in _MEANS.get(row, (row,))}
        named = columns_in(clause) or columns_in(said)
        for key, members in _SUMS:
            if (table := report.table(key)) is None or not rows & set(members):
                continue
            for columns in _columns(key, members, named):
                if found := _sum(table, members, columns, figure):
                    return found
    return None


def _told(report: Report, figure: str) -> Iterator[tuple[str, str]]:
    """Sentences with the figure, each with the clause in which it stands."""
    number = re.compile(rf"(?<![\d.]){figure}(?![\d.%％]|\s*[年月日%％])")
    for section in report.sections:
        for sentence in regex(r"[^。；\n]+").findall(section.text):
            for clause in regex(r"[^，,、：（）()]+").findall(sentence):
                if number.search(clause):
                    yield sentence, clause


def _columns(key: TableKey, members: Sequence[str], named: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The columns that are meant: those named, else the total."""
    if key == "applications":
        if "organisations" in named:
            yield tuple(k for k in APPLICANT_KEYS if k != "natural_person")
        wanted = [c for c in named if c in APPLICANT_COLUMNS and c != "organisations"]
    elif key == "proceedings":
        wanted = [c for c in named if c in RESULT_KEYS]
    elif "regulations" in members:
        wanted = [c for c in named if c in ("issued", "repealed", "in_force")]
    else:
        wanted = ["decisions"]
    yield from ((c,) for c in wanted)
    if not wanted and "organisations" not in named and key != "active_disclosure":
        yield ("total",)


def _sum(table: Table, members: Sequence[str], columns: Sequence[str], figure: str) -> Made | None:
    parts = [(row, column) for member in members for row in _rows(table, member) for column in columns]
    values = [table.value(*part) for part in parts]
    known = [v for v in values if v is not None]
    if not parts or len(known) < len(values) or sum(known) != int(figure):
        return None
    shown = [(p, v) for p, v in zip(parts, known, strict=True) if v] or list(zip(parts, known, strict=True))[:1]
    told = "＋".join(f"{_label(table, part, len(columns) > 1)}{value}" for part, value in shown)
    zero = "，其余为0" if len(shown) < len(parts) else ""
    column = "" if len(columns) > 1 or columns == ("total",) else f"{_column(table, parts[0])}一列："
    whole = f"{told}＝{figure}" if len(shown) > 1 or zero else told
    return Made(figure, tuple(members), f"{table.layout.name}{column}{whole}{zero}")


def _rows(table: Table, member: str) -> Sequence[str]:
    return table.outcome_rows(member) if member in OUTCOME_GROUPS else [member]


def _label(table: Table, part: Address, several: bool) -> str:
    label = _SHORT.get(part[0]) or table.layout.rows[part[0]].label
    return f"{label}·{_column(table, part)}" if several else label


def _column(table: Table, part: Address) -> str:
    return next(c.label for c in table.layout.columns_of(part[0]) if c.key == part[1])
