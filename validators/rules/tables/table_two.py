"""T2: 主动公开政府信息情况."""

from collections.abc import Iterator

from validators.basis import ARTICLE_50_1, FORMAT_2
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import Needs, OfLayout
from validators.rules.tables.cells import impossible_counts, unfilled_hits

_BASIS = (ARTICLE_50_1, FORMAT_2)


@rule("T2-01", "表二没有空格", "warning", _BASIS, Needs("active_disclosure"), of_prose=False)
def filled(context: Context) -> Iterator[Hit | Remark]:
    """A blank, a dash or words in a cell; info for 规章, which most organs cannot make."""
    yield from unfilled_hits(context, "active_disclosure", lambda row: "info" if row == "regulations" else None)


@rule("T2-02", "表二的数是非负数", "error", _BASIS, Needs("active_disclosure"), of_prose=False)
def counts(context: Context) -> Iterator[Hit | Remark]:
    """Counts are non-negative integers, the fee a non-negative decimal (万元)."""
    yield from impossible_counts(context, "active_disclosure")


@rule(
    "T2-03", "现行有效不少于制发减废止", "warning", _BASIS, OfLayout("2021"), Needs("active_disclosure"), of_prose=False
)
def in_force(context: Context) -> Iterator[Hit | Remark]:
    """What was issued this year and not repealed is in force at its end."""
    table = context.table("active_disclosure")
    for row in ("regulations", "normative_documents"):
        issued, repealed, valid = (table.integer(row, c) for c in ("issued", "repealed", "in_force"))
        if issued is None or repealed is None or valid is None:
            yield Remark("insufficient_data", f"{table.layout.label(row)}有空格")
        elif valid < issued - repealed:
            yield Hit(
                f"{table.layout.label(row)}：现行有效{valid}件，少于本年制发{issued}件减去废止{repealed}件",
                Where(section="active_disclosure", table="active_disclosure", row=row, column="in_force"),
                expression=f"{valid} < {issued}-{repealed}",
                left=valid,
                right=issued - repealed,
                suggestion="核对现行有效件数；本年制发当年又废止的应同时计入废止件数。",
            )
