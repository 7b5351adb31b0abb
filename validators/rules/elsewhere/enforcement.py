"""XR: figures of the same year that the organ published elsewhere. Two counts side by side; which one is right, if any
is wrong, only the organ can say."""

from collections.abc import Iterator

from nianbao.report.agency import infer_agency
from nianbao.report.enforcement import KIND_NAMES
from validators.basis import ARTICLE_50_1, ENFORCEMENT
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import Needs
from validators.prose.one_organ import another_organ

_TABLE_TWO = "表二计本机关本年作出的处理决定，公开的和依法不公开的都算"
_ANNUAL = "行政执法统计年报计当年作出的决定，一份决定里有两种处罚的算一件，变更和延续的许可也算"


@rule(
    "XR-01",
    "表二与行政执法统计年报对照",
    "info",
    (ARTICLE_50_1, ENFORCEMENT),
    Needs("active_disclosure"),
    related=("T2-05", "YR-06"),
    of_prose=False,
)
def beside_enforcement(context: Context) -> Iterator[Hit | Remark]:
    """行政许可, 行政处罚, 行政强制 of table two beside those of the 行政执法统计年报 that was handed in (件)."""
    annual = context.enforcement
    if annual is None:
        yield Remark("not_applicable", "没有提供行政执法统计年报")
        return
    year = context.report.year
    annual = annual.of_year(year)
    if annual.by_year:
        told = "、".join(map(str, sorted(annual.by_year)))
        yield Remark("insufficient_data", f"行政执法统计年报里有{told}年的数，没有{year or '本'}年的，没有对照")
        return
    if annual.year is not None and year is not None and annual.year != year:
        yield Remark("insufficient_data", f"行政执法统计年报是{annual.year}年的，年报是{year}年的，没有对照")
        return
    if annual.agency and another_organ(context.agency, infer_agency(annual.agency)):
        yield Remark("insufficient_data", f"行政执法统计年报是“{annual.agency}”的，不是本机关的，没有对照")
        return
    table = context.table("active_disclosure")
    for row, name in KIND_NAMES.items():
        own, other = table.integer(row, "decisions"), annual.counts.get(row)
        if own is None or other is None:
            where = "表二" if own is None else "行政执法统计年报"
            yield Remark("insufficient_data", f"{where}没有读到“{name}”的数")
        elif own != other:
            said = f"；该年报注明：{annual.note}" if annual.note else ""
            yield Hit(
                f"“{name}”表二为{own}件，行政执法统计年报为{other}件，相差{abs(own - other)}件。两者口径不尽相同，不一定有误："
                f"{_TABLE_TWO}；{_ANNUAL}{said}",
                Where(section="active_disclosure", table="active_disclosure", row=row, column="decisions"),
                expression=f"{own} ≠ {other}（差{abs(own - other)}）",
                left=own,
                right=other,
                suggestion="请按各自的口径核对；能用口径说明的不用改，留一句说明备查。",
            )
