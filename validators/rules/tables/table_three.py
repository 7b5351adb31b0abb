"""T3: 收到和处理政府信息公开申请情况."""

from collections.abc import Iterator

from validators.basis import ARTICLE_50_2, FORMAT_3
from validators.engine import Context, Hit, Remark, rule
from validators.preconditions import TABLE_THREE, Needs
from validators.rules.tables.balances import unbalanced
from validators.rules.tables.cells import impossible_counts, says_it_does_not_apply, unfilled_hits

_BASIS = (ARTICLE_50_2, FORMAT_3)


@rule(
    "T3-01", "新收加结转等于办理加结转下年", "error", _BASIS, *TABLE_THREE, related=("T3-02", "T3-03"), of_prose=False
)
def balance(context: Context) -> Iterator[Hit | Remark]:
    """Per column: new + carried_in = processed_total + carried_out, printed in the form itself."""
    yield from unbalanced(context, "applications", "balance")


@rule("T3-02", "各项办理结果之和等于总计", "error", _BASIS, *TABLE_THREE, related=("T3-01", "T3-03"), of_prose=False)
def outcomes(context: Context) -> Iterator[Hit | Remark]:
    """Per column: the outcomes add up to （七）总计."""
    yield from unbalanced(context, "applications", "outcomes")


@rule("T3-03", "各类申请人之和等于总计", "error", _BASIS, *TABLE_THREE, related=("T3-01", "T3-02"), of_prose=False)
def applicants(context: Context) -> Iterator[Hit | Remark]:
    """Per row: 自然人 and the five kinds of organisation add up to 总计."""
    yield from unbalanced(context, "applications", "applicants")


@rule("T3-04", "表三的数是非负整数", "error", _BASIS, Needs("applications"), of_prose=False)
def counts(context: Context) -> Iterator[Hit | Remark]:
    """Counts are non-negative integers."""
    yield from impossible_counts(context, "applications")


@rule("T3-05", "表三没有空格", "warning", _BASIS, Needs("applications"), of_prose=False)
def filled(context: Context) -> Iterator[Hit | Remark]:
    """Blank, dash or text cells, listed row by row; a row that is 不涉及 from end to end as information."""
    table = context.table("applications")
    yield from unfilled_hits(
        context, "applications", lambda row: "info" if says_it_does_not_apply(table, row) else None
    )


@rule(
    "T3-06",
    "表三的数没有错位",
    "info",
    _BASIS,
    Needs("applications"),
    related=("T3-01", "T3-02", "T3-03"),
    of_prose=False,
)
def aligned(context: Context) -> Iterator[Hit | Remark]:
    """When moving figures by one place would mend most of a crowd of broken equations, they are not held against it."""
    found = context.misalignment
    if found is not None:
        yield Remark(
            "parse_error",
            f"表三有{found.broken}个算式不成立，{found.what}；移回去以后只剩{found.left}个。请对照原件核对，"
            "确是原件如此的，按正确位置重新填表",
        )
