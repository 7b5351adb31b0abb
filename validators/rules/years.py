"""YR: this year against last year's report."""

from collections.abc import Iterator

from report.layout import APPLICATION_COLUMNS
from validators.basis import ARTICLE_50_2, FORMAT_3
from validators.engine import Context, Hit, Remark, Where, rule


@rule(
    "YR-01",
    "上年结转与上年度年报一致",
    "warning",
    (ARTICLE_50_2, FORMAT_3),
    tables=("applications",),
    needs_previous=True,
)
def carried_over(context: Context) -> Iterator[Hit | Remark]:
    """carried_in of this year = carried_out of last year's report, per column."""
    table = context.table("applications")
    assert context.previous is not None
    before = context.previous.table("applications")
    year, last = context.report.year, context.previous.year
    if year is not None and last is not None and last != year - 1:
        yield Remark("insufficient_data", f"提供的是{last}年度报告，不是{year - 1}年度的")
        return
    for column in APPLICATION_COLUMNS:
        mine = table.integer("carried_in", column.key)
        theirs = before.integer("carried_out", column.key) if before else None
        if mine is None or theirs is None:
            yield Remark("insufficient_data", f"{column.label}列的结转数有空格")
        elif mine != theirs:
            yield Hit(
                f"{table.layout.label('carried_in', column.key)}是{mine}件，上年度年报结转下年度的是{theirs}件",
                Where(section="applications", table="applications", row="carried_in", column=column.key),
                expression=f"{mine} = {theirs}",
                left=mine,
                right=theirs,
                suggestion="两年的结转数应当衔接；上年年报有误的，在第六部分作出说明。",
            )
