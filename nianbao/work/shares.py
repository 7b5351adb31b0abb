"""Shares of one report by the same formulas as a comparison."""

from typing import NamedTuple

from nianbao.report.cells import Number
from nianbao.report.model import Report


class Share(NamedTuple):
    """``value`` in percent with one decimal, None where an operand holds no number; ``formula`` in Chinese."""

    label: str
    value: Number | None
    formula: str


def shares_of_disclosure(report: Report) -> list[Share]:
    """Of 予以公开 and of 部分公开 among the results of the year. The form knows no 公开率; these are what can be said."""
    from nianbao.comparison.metrics import METRICS, cells_of

    cells = cells_of(report)
    wanted = ("outcome_share.granted", "outcome_share.partial")
    return [Share(m.label, m.value(cells), m.formula) for m in METRICS if m.key in wanted]
