"""The equations of the official form: one home, read by the rules, the gate and the drafting.

格式第三部分 prints the first one in the form itself (第一项加第二项之和，等于第三项加第四项之和).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from nianbao.report.cells import Number
from nianbao.report.layout import APPLICATION_COLUMNS, OUTCOME_COLUMNS, TableKey, outcome_group
from nianbao.report.model import Address, Table

EquationKind = Literal["balance", "outcomes", "applicants", "proceedings"]
APPLICANT_KEYS = tuple(c.key for c in APPLICATION_COLUMNS if c.key != "total")
RESULT_KEYS = tuple(c.key for c in OUTCOME_COLUMNS if c.key != "total")


@dataclass(frozen=True, slots=True)
class Equation:
    """``Σ left = Σ right`` over addresses of one table; ``line`` names the column or row it belongs to."""

    kind: EquationKind
    line: str
    left: tuple[Address, ...]
    right: tuple[Address, ...]


class Balance(NamedTuple):
    """An equation with its numbers. ``expression`` reads ``10+3 ≠ 11+1``: what is printed, with the sign that holds."""

    equation: Equation
    left: Number
    right: Number
    expression: str

    @property
    def holds(self) -> bool:
        return self.left == self.right

    @property
    def delta(self) -> Number:
        return self.left - self.right


def equations(table: Table) -> tuple[Equation, ...]:
    """Every equation that the form imposes on this table; table two has none."""
    return _of_form(table.layout.key, tuple(table.rows()))


@lru_cache(maxsize=32)
def _of_form(key: TableKey, rows: tuple[str, ...]) -> tuple[Equation, ...]:
    """Kept: a dozen rules ask, and tables of one form with the same rows have the same equations."""
    return tuple(_equations(key, rows))


def _equations(key: TableKey, rows: tuple[str, ...]) -> Iterator[Equation]:
    if key == "applications":
        outcomes = [row for row in rows if outcome_group(row)]
        for column in APPLICATION_COLUMNS:
            c = column.key
            yield Equation("balance", c, (("new", c), ("carried_in", c)), (("processed_total", c), ("carried_out", c)))
        for column in APPLICATION_COLUMNS:
            c = column.key
            yield Equation("outcomes", c, tuple((r, c) for r in outcomes), (("processed_total", c),))
        for row in rows:
            yield Equation("applicants", row, tuple((row, c) for c in APPLICANT_KEYS), ((row, "total"),))
    elif key == "proceedings":
        for row in rows:
            yield Equation("proceedings", row, tuple((row, c) for c in RESULT_KEYS), ((row, "total"),))


def evaluate(equation: Equation, table: Table) -> Balance | list[Address]:
    """The two sums, or the addresses whose blank, dash or text makes the equation undecidable."""
    unknown = [a for a in (*equation.left, *equation.right) if table.value(*a) is None]
    if unknown:
        return unknown
    left, right = (_terms(side, table) for side in (equation.left, equation.right))
    sign = "=" if sum(left) == sum(right) else "≠"
    return Balance(equation, sum(left), sum(right), f"{_written(left)} {sign} {_written(right)}")


def _terms(side: tuple[Address, ...], table: Table) -> list[Number]:
    return [v for a in side if (v := table.value(*a)) is not None]


def _written(terms: list[Number]) -> str:
    """Terms of a long sum without its zeros: ``3+7+1``; all zero reads ``0``."""
    shown = terms if len(terms) <= 2 else [t for t in terms if t != 0] or [0]
    return "+".join(str(t) for t in shown)
