"""The gate: any table that a model produced passes here whole, or is refused whole with every error at once.

Pydantic models are built from the official layout: exactly its rows and columns, strict non-negative
integers (件) or amounts (万元). Then the equations of the form, then the source: every number of the table
must stand in the text that it claims to come from.
"""

from collections import Counter
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError, create_model

from nianbao.report.arithmetic import Balance, equations, evaluate
from nianbao.report.cells import Cell
from nianbao.report.errors import UserError
from nianbao.report.layout import Layout, TableKey, TableLayout
from nianbao.report.model import Table
from nianbao.report.numerals import CHINESE_NUMERAL, arabic_numerals, chinese_to_int

Count = Annotated[StrictInt, Field(ge=0)]
Amount = Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]


class GateError(UserError):
    """The table is refused. ``errors`` are Chinese sentences, one for each thing wrong."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("；".join(errors))
        self.errors = errors


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


@lru_cache(maxsize=8)
def table_model(layout: TableLayout) -> type[BaseModel]:
    """The pydantic model of one official table: row key → column key → number, nothing missing, nothing more."""
    rows: dict[str, Any] = {}
    for block in layout.blocks:
        number = Amount if block.unit == "万元" else Count
        columns: dict[str, Any] = {c.key: (number, ...) for c in block.columns}
        for row in block.rows:
            model = create_model(f"Row_{row.key.replace('.', '_')}", __base__=_Strict, **columns)
            rows[row.key.replace(".", "__")] = (model, Field(alias=row.key))
    return create_model(f"Table_{layout.key}", __base__=_Strict, **rows)


def pass_table(layout: Layout, key: TableKey, candidate: object, source: str) -> Table:
    """The table, if it is whole and right; else ``GateError`` with every error.

    ``candidate``: row key → column key → number, as a model returned it. ``source``: the text (pasted notes)
    that the numbers come from: each leaf number above zero needs a place of its own there. Zeros and the
    totals that follow from other numbers do not.
    """
    table_layout = layout.tables[key]
    try:
        parsed = table_model(table_layout).model_validate(candidate)
    except ValidationError as error:
        raise GateError([_said(table_layout, e["loc"], e["type"]) for e in error.errors()]) from error
    data = parsed.model_dump(by_alias=True)
    table = Table(table_layout, {(r, c): Cell.of(v) for r, columns in data.items() for c, v in columns.items()})
    errors = [*_arithmetic_errors(table), *_source_errors(table, source)]
    if errors:
        raise GateError(errors)
    return table


def _said(layout: TableLayout, location: tuple[int | str, ...], kind: str) -> str:
    row = str(location[0]) if location else ""
    column = str(location[1]) if len(location) > 1 else None
    reasons = {"missing": "缺失", "extra_forbidden": "不是统一格式里的行或列", "greater_than_equal": "不能是负数"}
    reason = reasons.get(kind, "不是数字" if "type" in kind or "parsing" in kind else "不合要求")
    if row not in layout.rows:
        return f"{layout.name}·{row}：{reason}"
    known = column is None or any(c.key == column for c in layout.columns_of(row))
    return f"{layout.label(row, column) if known else f'{layout.label(row)}·{column}'}：{reason}"


def _arithmetic_errors(table: Table) -> list[str]:
    errors = []
    for equation in equations(table):
        outcome = evaluate(equation, table)
        if isinstance(outcome, Balance) and not outcome.holds:
            by_row = equation.kind in ("applicants", "proceedings")
            place = (
                table.layout.label(equation.line)
                if by_row
                else f"{table.layout.name}·{_column_label(table, equation.line)}列"
            )
            errors.append(f"{place}不平：{outcome.expression}（差{abs(outcome.delta)}）")
    return errors


def _column_label(table: Table, key: str) -> str:
    return next(c.label for b in table.layout.blocks for c in b.columns if c.key == key)


def _source_errors(table: Table, source: str) -> list[str]:
    """Leaf numbers above zero that the source does not hold often enough. Totals follow and are not asked for."""
    available = Counter(n.value for n in arabic_numerals(source))
    for match in CHINESE_NUMERAL.finditer(source):
        if (number := chinese_to_int(match.group())) is not None:
            available[Decimal(number)] += 1
    derived = {a for e in equations(table) for a in e.right} | {
        (r, "total") for r in table.rows() if any(c.key == "total" for c in table.layout.columns_of(r))
    }
    errors = []
    for (row, column), cell in table.cells.items():
        if not cell.value or (row, column) in derived:
            continue
        value = Decimal(cell.value)
        if available[value] <= 0:
            errors.append(f"{table.layout.label(row, column)}：{cell.value} 在所给材料中没有出处")
        else:
            available[value] -= 1
    return errors
