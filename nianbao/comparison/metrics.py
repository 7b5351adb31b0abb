"""What is compared: named measures over the cells of a report, each with label, unit and formula.

A measure whose operands are not all numbers is None (数据不足), never 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nianbao.comparison.arithmetic import percentage
from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.cells import Number
from nianbao.report.layout import LAYOUT_2019, LAYOUT_2021, OUTCOME_GROUPS, TableKey, outcome_group
from nianbao.report.model import Report

CellAddress = tuple[TableKey, str, str]
"""``(table, row, column)``."""
Cells = Mapping[CellAddress, Number | None]
"""Numbers of a report. None is a cell that holds no number; a cell that the source does not have is not there."""

MetricUnit = Literal["件", "万元", "%"]
_APPLICATIONS = LAYOUT_2021.tables["applications"]
_MERGED_OTHER: CellAddress = ("applications", "other", "total")


@dataclass(frozen=True, slots=True)
class Metric:
    """A sum of cells, or one sum in percent of another. Values: int for 件, Decimal for 万元 and % (one decimal)."""

    key: str
    label: str
    unit: MetricUnit
    formula: str
    terms: tuple[CellAddress, ...]
    base: tuple[CellAddress, ...] = ()

    def value(self, cells: Cells) -> Number | None:
        """The measure, or None when an operand is missing or there is nothing to take a share of."""
        part = _sum(self.terms, cells)
        if part is None:
            return None
        if self.base:
            whole = _sum(self.base, cells)
            return None if whole is None else percentage(part, whole)
        return Decimal(part) if self.unit == "万元" else part

    def missing(self, cells: Cells) -> list[CellAddress]:
        """Operands that hold no number, in the order of the form."""
        operands = dict.fromkeys(_present(self.terms, cells) + _present(self.base, cells))
        return [address for address in operands if cells.get(address) is None]


def _sum(addresses: tuple[CellAddress, ...], cells: Cells) -> Number | None:
    values = [cells.get(address) for address in _present(addresses, cells)]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _present(addresses: tuple[CellAddress, ...], cells: Cells) -> tuple[CellAddress, ...]:
    """The three rows of 其他处理 are one row in the 2019 layout, and sometimes later."""
    if _MERGED_OTHER not in cells:
        return addresses
    return tuple(dict.fromkeys(_MERGED_OTHER if _is_other(address) else address for address in addresses))


def _is_other(address: CellAddress) -> bool:
    return address[0] == "applications" and outcome_group(address[1]) == "other"


def _row(row: str, column: str = "total") -> tuple[CellAddress, ...]:
    return (("applications", row, column),)


def _group(group: str) -> tuple[CellAddress, ...]:
    official = (r.key for block in _APPLICATIONS.blocks for r in block.rows)
    return tuple(("applications", row, "total") for row in official if outcome_group(row) == group)


def _proceedings(column: str, *rows: str) -> tuple[CellAddress, ...]:
    return tuple(("proceedings", row, column) for row in rows)


def _active(row: str, column: str) -> tuple[CellAddress, ...]:
    return (("active_disclosure", row, column),)


def _outcomes() -> tuple[Metric, ...]:
    counts = tuple(
        Metric(f"outcome.{group}", label, "件", f"表三“{label}”各行总计之和", _group(group))
        for group, label in OUTCOME_GROUPS.items()
    )
    shares = tuple(
        Metric(
            f"outcome_share.{group}",
            f"{label}占比",
            "%",
            f"{label}件数÷表三“（七）总计”",
            _group(group),
            _row("processed_total"),
        )
        for group, label in OUTCOME_GROUPS.items()
    )
    return counts + shares


_NEW = _row("new")
_ORGANISATIONS: tuple[CellAddress, ...] = tuple(
    ("applications", "new", c) for c in APPLICANT_KEYS if c != "natural_person"
)
_LITIGATION = ("litigation_direct", "litigation_after")
_CONCLUDED = tuple(a for column in ("upheld", "corrected", "other") for a in _proceedings(column, "reconsideration"))

METRICS: tuple[Metric, ...] = (
    Metric("received", "新收申请", "件", "表三“本年新收”总计", _NEW),
    Metric("carried_in", "上年结转", "件", "表三“上年结转”总计", _row("carried_in")),
    Metric("processed", "办理总数", "件", "表三“（七）总计”", _row("processed_total")),
    Metric("carried_out", "结转下年度", "件", "表三“结转下年度继续办理”总计", _row("carried_out")),
    *_outcomes(),
    Metric(
        "natural_person_share", "自然人申请占比", "%", "新收申请中自然人÷新收总计", _row("new", "natural_person"), _NEW
    ),
    Metric(
        "organisations_share", "法人或其他组织申请占比", "%", "新收申请中五类组织之和÷新收总计", _ORGANISATIONS, _NEW
    ),
    Metric("reconsideration", "行政复议", "件", "表四“行政复议”总计", _proceedings("total", "reconsideration")),
    Metric(
        "reconsideration_corrected",
        "行政复议结果纠正",
        "件",
        "表四“行政复议·结果纠正”",
        _proceedings("corrected", "reconsideration"),
    ),
    Metric(
        "reconsideration_corrected_rate",
        "行政复议纠错率",
        "%",
        "结果纠正÷已审结（结果维持＋结果纠正＋其他结果）",
        _proceedings("corrected", "reconsideration"),
        _CONCLUDED,
    ),
    Metric("litigation", "行政诉讼", "件", "表四两类行政诉讼总计之和", _proceedings("total", *_LITIGATION)),
    Metric(
        "litigation_direct",
        "行政诉讼（未经复议直接起诉）",
        "件",
        "表四“未经复议直接起诉”总计",
        _proceedings("total", "litigation_direct"),
    ),
    Metric(
        "litigation_after",
        "行政诉讼（复议后起诉）",
        "件",
        "表四“复议后起诉”总计",
        _proceedings("total", "litigation_after"),
    ),
    Metric(
        "litigation_corrected",
        "行政诉讼结果纠正",
        "件",
        "表四两类行政诉讼“结果纠正”之和",
        _proceedings("corrected", *_LITIGATION),
    ),
    Metric(
        "normative_documents_issued",
        "行政规范性文件制发",
        "件",
        "表二“行政规范性文件·本年制发件数”",
        _active("normative_documents", "issued"),
    ),
    Metric(
        "normative_documents_in_force",
        "行政规范性文件现行有效",
        "件",
        "表二“行政规范性文件·现行有效件数”",
        _active("normative_documents", "in_force"),
    ),
    Metric("licensing", "行政许可", "件", "表二“行政许可”处理决定数量", _active("licensing", "decisions")),
    Metric("penalties", "行政处罚", "件", "表二“行政处罚”处理决定数量", _active("penalties", "decisions")),
    Metric("fees", "行政事业性收费", "万元", "表二“行政事业性收费·本年收费金额”", _active("fees", "amount")),
)
"""In the order of the form: applications, outcomes, applicants, proceedings, active disclosure."""

OPERANDS: tuple[CellAddress, ...] = tuple(
    dict.fromkeys((*(a for m in METRICS for a in m.terms + m.base), _MERGED_OTHER))
)
"""Every cell that some metric reads."""


def cells_of(report: Report) -> dict[CellAddress, Number | None]:
    """The numbers of a report. Empty for tables that could not be read."""
    return {
        (key, row, column): cell.value
        for key, table in report.tables.items()
        if table is not None
        for (row, column), cell in table.cells.items()
    }


def address_label(address: CellAddress) -> str:
    """Where a cell is, for a reader: ``表三·三、本年度办理结果·（一）予以公开·总计``."""
    table, row, column = address
    for layout in (LAYOUT_2021, LAYOUT_2019):
        form = layout.tables[table]
        if row in form.rows and any(c.key == column for c in form.columns_of(row)):
            return form.label(row, column)
    raise KeyError(address)
