"""T4: 政府信息公开行政复议、行政诉讼情况."""

from collections.abc import Iterator

from validators.basis import ARTICLE_50_3, FORMAT_4
from validators.engine import Context, Hit, Remark, rule
from validators.preconditions import Needs
from validators.rules.tables.balances import unbalanced
from validators.rules.tables.cells import (
    impossible_counts,
    says_it_does_not_apply,
    unfilled_hit,
    unfilled_rows,
    unsure_cells,
)

_BASIS = (ARTICLE_50_3, FORMAT_4)


@rule("T4-01", "复议、诉讼各项之和等于总计", "error", _BASIS, Needs("proceedings"), of_prose=False)
def sums(context: Context) -> Iterator[Hit | Remark]:
    """In each of the three blocks 维持 + 纠正 + 其他 + 尚未审结 = 总计."""
    yield from unbalanced(context, "proceedings", "proceedings")


@rule("T4-02", "表四的数是非负整数且无空格", "error", _BASIS, Needs("proceedings"), of_prose=False)
def counts(context: Context) -> Iterator[Hit | Remark]:
    """Negative or fractional counts are errors, blanks warnings."""
    yield from impossible_counts(context, "proceedings")
    yield from unsure_cells(context, "proceedings")
    table = context.table("proceedings")
    for row, bad in unfilled_rows(context, "proceedings"):
        yield unfilled_hit(table, row, bad, "info" if says_it_does_not_apply(table, row) else "warning")
