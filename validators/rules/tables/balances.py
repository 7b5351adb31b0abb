"""What the arithmetic rules of tables three and four share: equations of the form, weighed and worded."""

from collections.abc import Iterator

from nianbao.report.arithmetic import Balance, EquationKind, equations, evaluate
from nianbao.report.cells import Number
from nianbao.report.layout import TableKey
from nianbao.report.model import Address, Table
from validators.engine import Context, Hit, Remark, Where

_FORMULAS = {
    "balance": "本年新收＋上年结转＝办理结果总计＋结转下年度",
    "outcomes": "各项办理结果之和＝（七）总计",
    "applicants": "自然人＋各类法人或其他组织＝总计",
    "proceedings": "结果维持＋结果纠正＋其他结果＋尚未审结＝总计",
}


def unbalanced(context: Context, key: TableKey, kind: EquationKind) -> Iterator[Hit | Remark]:
    """Equations of one kind that do not hold, and those that a blank leaves undecided."""
    table = context.table(key)
    layout = table.layout
    for equation in equations(table):
        if equation.kind != kind:
            continue
        by_row = kind in ("applicants", "proceedings")
        name = layout.label(equation.line) if by_row else _column(context, key, equation.line)
        outcome = evaluate(equation, table)
        if not isinstance(outcome, Balance):
            blanks = "、".join(layout.label(r, c) for r, c in outcome[:3])
            yield Remark("insufficient_data", f"{name}：{blanks}{'等' if len(outcome) > 3 else ''}没有数字，不能验算")
        elif not outcome.holds:
            yield Hit(
                f"{name}不平：{_FORMULAS[kind]}，{outcome.expression}（差{abs(outcome.delta)}）"
                + _crossing(table, outcome),
                Where(
                    section=layout.section,
                    table=key,
                    row=equation.line if by_row else None,
                    column=None if by_row else equation.line,
                ),
                expression=outcome.expression,
                left=outcome.left,
                right=outcome.right,
                suggestion="对照台账核实这一" + ("行" if by_row else "列") + "的各数；仅凭算式不能断定错在哪一边。",
            )


def _crossing(table: Table, broken: Balance) -> str:
    """The cell in which the equation meets another that is out by as much: one slip there would explain both."""
    mine = {*broken.equation.left, *broken.equation.right}
    for equation in equations(table):
        met = mine & {*equation.left, *equation.right} if equation.kind != broken.equation.kind else set()
        other = evaluate(equation, table) if len(met) == 1 else None
        if not isinstance(other, Balance):
            continue
        cell = met.pop()
        if _too_much(broken, cell) == _too_much(other, cell) != 0:
            label, printed = table.layout.label(*cell), table.value(*cell)
            return f"；与另一道同样差{abs(other.delta)}的算式交叉在“{label}”，先核对这一格（现为{printed}）"
    return ""


def _too_much(balance: Balance, cell: Address) -> Number:
    """By how much the cell is too large, if it is the one that is wrong."""
    return balance.delta if cell in balance.equation.left else -balance.delta


def _column(context: Context, key: TableKey, column: str) -> str:
    layout = context.table(key).layout
    label = next(c.label for b in layout.blocks for c in b.columns if c.key == column)
    return f"{layout.name}·{label}列"
