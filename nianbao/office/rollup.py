"""The consolidated tables of many reports: pure arithmetic, every sum with its parts.

A government's own report adds up those of its departments and towns (格式·第二、三、四部分). A report is a part whole or
not at all: one that contradicts itself, or of which a figure was not read, is left out with its reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nianbao.office.names import same_agency
from nianbao.report.arithmetic import Balance, equations, evaluate
from nianbao.report.cells import Cell, Number
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS, TableKey
from nianbao.report.model import Report, Table

NOT_ADDED = frozenset({"regulations"})
"""Rows of table two that two organs may both count: a 规章 that they issued together is one 规章."""
SHOWN_FAULTS = 3

Figures = dict[str, Number]
"""Cell id (``applications.new.total``) → 件, or 万元 for fees."""


@dataclass(frozen=True)
class Filed:
    """One file as the roll-up sees it. ``figures``: every official cell that holds a number; ``why_not``: Chinese, None
    where the report may be a part. ``double``: the agency stands more than once. ``remarks``: what a reader should know of
    figures that are used. ``beside``: what was said of further reports in the same file, with their titles."""

    file: str
    name: str | None
    year: int | None = None
    figures: Figures = field(default_factory=dict)
    why_not: str | None = None
    remarks: tuple[str, ...] = ()
    double: bool = False
    beside: str = ""

    @property
    def used(self) -> bool:
        return self.why_not is None


@dataclass(frozen=True)
class Decision:
    """A cell that was not added up, with the parts that are not 0, for a person to decide."""

    cell: str
    parts: Figures


@dataclass(frozen=True)
class Consolidated:
    """The result. ``sums``: cell id → sum, None where it is for decision or nobody has a figure; ``parts``: cell id → agency →
    figure. ``equations``: how many were checked, none where nothing was added up.

    ``twice``: names that stand more than once; ``missing``: on the roster, without a file; ``strangers``: used, but not on
    the roster; ``failed``: equations of the form that the sums do not hold (it would be an error of ours).
    """

    agency: str
    year: int
    filed: tuple[Filed, ...]
    sums: dict[str, Number | None]
    parts: dict[str, Figures]
    decide: tuple[Decision, ...]
    twice: tuple[str, ...]
    missing: tuple[str, ...]
    strangers: tuple[str, ...]
    equations: int
    failed: tuple[str, ...]

    @property
    def used(self) -> list[Filed]:
        return [f for f in self.filed if f.used]

    @property
    def left_out(self) -> list[Filed]:
        return [f for f in self.filed if not f.used]

    @property
    def complete(self) -> bool:
        """Something was added up: every file a part, nobody missing, every equation held."""
        return bool(self.used) and not (self.left_out or self.missing or self.failed)


# --- one report -----------------------------------------------------------------------------------------------


def filed(report: Report, file: str, year: int) -> Filed:
    """What a report brings to the roll-up of ``year``, or why it cannot be a part of it."""
    name = report.agency.name or None
    reasons = _wrong_report(report, name, year)
    figures: Figures = {}
    if not reasons:
        for key in TABLE_KEYS:
            found, faults = _figures(report, key)
            figures |= found
            reasons += faults
    shown = reasons[:SHOWN_FAULTS] + ([f"等共{len(reasons)}处"] if len(reasons) > SHOWN_FAULTS else [])
    remarks = tuple(n.message for n in report.notices if n.code in ("recognised", "decoded"))
    several = report.notice("several_reports")
    beside = several.message if several else ""
    return Filed(file, name, report.year, figures, "；".join(shown) or None, remarks, beside=beside)


def _wrong_report(report: Report, name: str | None, year: int) -> list[str]:
    if name is None:
        return ["没有读到机关名称"]
    if report.reports_in_file > 1:
        return [f"文件里有{report.reports_in_file}份年报，只读了第一份，请一份年报一个文件"]
    if report.year is None:
        return ["没有读到报告年度"]
    if report.year != year:
        return [f"是{report.year}年度的年报，不是{year}年度"]
    return []


def _figures(report: Report, key: TableKey) -> tuple[Figures, list[str]]:
    """The numbers of one table and all that speaks against adding them."""
    name = LAYOUT_2021.tables[key].name
    table = report.table(key)
    if table is None:
        problem = report.problem(key)
        return {}, [f"{name}没有读出" + (f"（{problem.message.rstrip('。')}）" if problem else "")]
    if report.layout is not LAYOUT_2021:
        return {}, [f"{name}不是现行格式"]
    table, faults = _in_three_rows(table)
    figures: Figures = {}
    for row, column in table.layout.addresses:
        cell = table.get(row, column)
        money = table.layout.block_of[row].unit == "万元"
        if cell is not None and cell.value is not None and cell.value >= 0 and (money or cell.value == int(cell.value)):
            figures[f"{key}.{row}.{column}"] = cell.value if money else int(cell.value)
        elif row not in NOT_ADDED:
            printed = "空白" if cell is None or not cell.raw.strip() else f"填的是“{cell.raw.strip()[:12]}”"
            faults.append(f"{table.layout.label(row, column)}{printed}，不是可以相加的数")
    faults += [f"{table.layout.label(r)}的数字没有读准，请核对原件" for k, r in report.unconfirmed if k == key]
    return figures, faults + _unbalanced(table)


def _in_three_rows(table: Table) -> tuple[Table, list[str]]:
    """（六）其他处理 in one row is three rows of 0 when it is 0; else nobody can tell which of the three it belongs to."""
    if not table.has_row("other"):
        return table, []
    if any(table.value("other", c.key) != 0 for c in table.layout.columns_of("other")):
        return table, ["表三·（六）其他处理只有一行，分不到三种情形，请按统一格式补报"]
    cells = {address: cell for address, cell in table.cells.items() if address[0] != "other"}
    parts = [a for a in table.layout.addresses if a[0].startswith("other.")]
    return replace(table, cells=cells | {address: Cell.of(0) for address in parts}), []


def _unbalanced(table: Table) -> list[str]:
    """Equations of the form that the table contradicts, each with its two sides."""
    wrong = []
    for equation in equations(table):
        outcome = evaluate(equation, table)
        if isinstance(outcome, Balance) and not outcome.holds:
            wrong.append(f"{_line(table, equation.kind, equation.line)}不平：{outcome.expression.replace('=', '≠')}")
    return wrong


def _line(table: Table, kind: str, line: str) -> str:
    if kind in ("applicants", "proceedings"):
        return table.layout.label(line)
    column = next(c.label for b in table.layout.blocks for c in b.columns if c.key == line)
    return f"{table.layout.name}·{column}列"


# --- all of them ----------------------------------------------------------------------------------------------


def roll_up(given: Sequence[Filed], agency: str, year: int, roster: Sequence[str] = ()) -> Consolidated:
    """Add up what may be added. ``agency``: whose report it becomes; its own among the files is no part of itself."""
    named = [_named_by_roster(f, roster) for f in given]
    judged = _told_of_overlap(_without_doubles([_not_itself(f, agency) for f in named]))
    used = [f for f in judged if f.used]
    cells = [f"{key}.{row}.{column}" for key in TABLE_KEYS for row, column in LAYOUT_2021.tables[key].addresses]
    parts = {cell: {str(f.name): f.figures[cell] for f in used if cell in f.figures} for cell in cells}
    decide = _to_decide(parts)
    open_cells = {d.cell for d in decide}
    sums: dict[str, Number | None] = {
        c: sum(p.values()) if p and c not in open_cells else None for c, p in parts.items()
    }
    count, failed = _checked(sums) if used else (0, ())
    return Consolidated(
        agency,
        year,
        tuple(judged),
        sums,
        parts,
        decide,
        tuple(dict.fromkeys(str(f.name) for f in judged if f.double)),
        tuple(due for due in roster if not any(_is_of(f, due) for f in named)),
        tuple(str(f.name) for f in used if roster and not any(same_agency(str(f.name), due) for due in roster)),
        count,
        failed,
    )


def _named_by_roster(one: Filed, roster: Sequence[str]) -> Filed:
    """A file that could not be read has filed all the same when its own name holds one of the roster's."""
    if one.name:
        return one
    names = [due for due in roster if due in one.file]
    return replace(one, name=max(names, key=len)) if names else one


def _is_of(one: Filed, due: str) -> bool:
    """This agency's report lies in the file, be it behind the first."""
    return due in one.beside or bool(one.name and same_agency(one.name, due))


def _not_itself(one: Filed, agency: str) -> Filed:
    if one.name and one.used and same_agency(one.name, agency):
        return replace(one, why_not="是汇总机关自己的年报，计入就重复了")
    return one


def _without_doubles(given: list[Filed]) -> list[Filed]:
    """An agency that stands twice is left out both times: nobody here can tell which of the two holds."""
    found = []
    for one in given:
        others = [f for f in given if one.name and f.name and f.year == one.year and same_agency(one.name, f.name)]
        if len(others) < 2 or not any(f.used for f in others):
            found.append(one)
            continue
        why = f"同一机关有{len(others)}份年报（{'、'.join(f.file for f in others)}），请只留一份"
        found.append(replace(one, why_not=why if one.used else f"{why}；{one.why_not}", double=True))
    return found


def _told_of_overlap(given: list[Filed]) -> list[Filed]:
    """A government's report may already hold those of its departments: 云岭市人民政府 beside 云岭市公安局. Used, but said."""
    found = []
    for one in given:
        whole = (one.name or "").removesuffix("人民政府")
        inside = [f.name for f in given if one.used and f.used and f.name != one.name and str(f.name).startswith(whole)]
        remark = (
            f"{'、'.join(map(str, inside[:SHOWN_FAULTS]))}等{len(inside)}个单位可能已经计在它的年报里，请核对是否重复"
        )
        found.append(replace(one, remarks=(*one.remarks, remark)) if inside else one)
    return found


def _to_decide(parts: dict[str, Figures]) -> tuple[Decision, ...]:
    """Cells of the rows that two agencies count, where either has a figure."""
    found = []
    for row in NOT_ADDED:
        cells = [c for c in parts if c.split(".")[1] == row]
        counting = {name for cell in cells for name, value in parts[cell].items() if value}
        if len(counting) > 1:
            shown = [Decision(cell, {n: v for n, v in parts[cell].items() if v}) for cell in cells]
            found += [decision for decision in shown if decision.parts]
    return tuple(found)


def _checked(sums: dict[str, Number | None]) -> tuple[int, tuple[str, ...]]:
    """How many equations the form imposes on the sums, and which do not hold."""
    count, failed = 0, []
    for key in TABLE_KEYS:
        layout = LAYOUT_2021.tables[key]
        values = {a: sums[f"{key}.{a[0]}.{a[1]}"] for a in layout.addresses}
        table = Table(layout, {a: Cell.of(v) for a, v in values.items() if v is not None})
        count += sum(1 for _ in equations(table))
        failed += _unbalanced(table)
    return count, tuple(failed)
