"""T2, T3, T4: figures that are possible in arithmetic and unlikely, or not allowed, in the world."""

from collections.abc import Iterator
from decimal import Decimal

from nianbao.report.agency import MUNICIPALITIES, Agency
from nianbao.report.cells import Number
from nianbao.report.model import Report
from nianbao.report.patterns import regex
from validators.basis import ARTICLE_50_1, ARTICLE_50_2, ARTICLE_50_3, FORMAT_2, FORMAT_3, LEGISLATION, REVIEW_FIRST
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import TABLE_THREE, Needs, NeedsPrevious, OfLayout
from validators.prose.sentences import sentences

# --- T2-04 ------------------------------------------------------------------------------------------------------


_GOVERNMENTS_OFFICE = regex(r"政府办(?:公[厅室])?$")


def may_make_rules(agency: Agency) -> bool | None:
    """Whether an organ may issue 规章 (立法法 91, 93); None when kind or level is unknown.

    State Council departments, and the governments of provinces and of cities divided into districts. A district of a
    municipality ranks with a prefecture and may not.
    """
    if agency.kind is None or agency.level is None:
        return None
    if agency.level == "state":
        return True
    if agency.kind != "government" and not _GOVERNMENTS_OFFICE.search(agency.name):
        return False  # an office may print the rules of its government
    if agency.level == "prefecture":
        return agency.region not in MUNICIPALITIES
    return agency.level == "province"


@rule(
    "T2-04",
    "没有规章制定权的机关不填规章",
    "warning",
    (ARTICLE_50_1, LEGISLATION),
    Needs("active_disclosure"),
    of_prose=False,
)
def rule_making_power(context: Context) -> Iterator[Hit | Remark]:
    """规章 above zero for an organ that may not make any. In the 2019 form only those made: others may be published."""
    allowed = may_make_rules(context.agency)
    if allowed:
        return
    table = context.table("active_disclosure")
    columns = [c for c in table.layout.columns_of("regulations") if c.key not in ("published", "published_total")]
    values = {c.key: table.value("regulations", c.key) for c in columns}
    said = [f"{c.label}{values[c.key]}件" for c in columns if (values[c.key] or 0) > 0]
    if said and allowed is None:
        yield Remark(
            "insufficient_data",
            f"“规章”一行填了{'、'.join(said)}，而本机关的类别和层级不明，不能判断有没有规章制定权，请注明类别和层级",
        )
    elif said:
        column = next(key for key, value in values.items() if (value or 0) > 0)
        guess = "按名称判断，" if context.agency.inferred else ""
        yield Hit(
            f"“规章”一行填了{'、'.join(said)}；{guess}本机关没有规章制定权",
            Where(section="active_disclosure", table="active_disclosure", row="regulations", column=column),
            expression=f"{values[column]} > 0",
            left=values[column],
            right=0,
            suggestion="规章只由国务院部门和省、设区的市、自治州人民政府制定；行政规范性文件填在下一行，规章填0。",
        )
    elif all(value is None for value in values.values()):
        yield Remark("insufficient_data", "“规章”一行没有数字")


# --- T2-05 ------------------------------------------------------------------------------------------------------


@rule(
    "T2-05",
    "收费金额与上年相差不到千倍",
    "info",
    (ARTICLE_50_1, FORMAT_2),
    OfLayout("2021"),
    Needs("active_disclosure"),
    NeedsPrevious("active_disclosure"),
    of_prose=False,
)
def fee_scale(context: Context) -> Iterator[Hit | Remark]:
    """A fee (万元) a thousand times last year's, or a thousandth: 元 entered as 万元?"""
    assert context.previous is not None
    year, last_year = context.report.year, context.previous.year
    if year is not None and last_year is not None and last_year != year - 1:
        yield Remark("insufficient_data", f"提供的是{last_year}年度报告，不是{year - 1}年度的")
        return
    before_table = context.previous.table("active_disclosure")
    if before_table is None or "amount" not in {c.key for c in before_table.layout.columns_of("fees")}:
        yield Remark("not_applicable", "上一年度报告的表二没有收费金额")
        return
    now, before = context.table("active_disclosure").value("fees", "amount"), before_table.value("fees", "amount")
    if now is None or before is None:
        yield Remark("insufficient_data", "本年或上年的行政事业性收费没有数字")
        return
    if now <= 0 or before <= 0:
        return
    factor = Decimal(str(context.profile.threshold("T2-05.factor")))
    larger, smaller = max(now, before), min(now, before)
    if larger < smaller * factor:
        return
    times = _times(larger, smaller)
    yield Hit(
        f"行政事业性收费本年{now}万元，上年{before}万元，相差约{times}倍，可能把元当作了万元",
        Where(section="active_disclosure", table="active_disclosure", row="fees", column="amount"),
        expression=f"{larger}÷{smaller} ≈ {times}",
        left=now,
        right=before,
        suggestion="核对两年的单位，表二以万元为单位；确有其事的不必改。",
    )


def _times(larger: Number, smaller: Number) -> int:
    return int((Decimal(larger) / Decimal(smaller)).to_integral_value())


# --- T3-07 ------------------------------------------------------------------------------------------------------


@rule(
    "T3-07", "“其他处理—其他”不占多数", "info", (ARTICLE_50_2, FORMAT_3), OfLayout("2021"), *TABLE_THREE, of_prose=False
)
def mostly_other(context: Context) -> Iterator[Hit | Remark]:
    """其他处理-其他 above half of all outcomes, where enough were handled to tell."""
    table = context.table("applications")
    if not table.has_row("other.misc"):
        yield Remark("not_applicable", "表三的“其他处理”没有分项")
        return
    misc, handled = table.integer("other.misc"), table.integer("processed_total")
    if misc is None or handled is None:
        yield Remark("insufficient_data", "“其他处理—3.其他”或“（七）总计”没有数字")
        return
    share = Decimal(str(context.profile.threshold("T3-07.share")))
    if handled < context.profile.threshold("T3-07.handled") or misc <= handled * share:
        return
    percent = f"{Decimal(100 * misc) / handled:.1f}%"
    yield Hit(
        f"全年办理{handled}件，其中{misc}件（{percent}）归入“其他处理—3.其他”，比例偏高",
        Where(section="applications", table="applications", row="other.misc", column="total"),
        expression=f"{misc}÷{handled} = {percent}",
        left=misc,
        right=handled,
        suggestion="逐件核对，能归入予以公开、不予公开、无法提供等情形的归入相应各行。",
    )


# --- T4-03 ------------------------------------------------------------------------------------------------------

REVIEW_FIRST_YEAR = 2024
"""行政复议法 as revised in 2023 is in force from 1 January 2024."""
_DIRECT_SUIT = regex(r"直接(?:起诉|提起|诉讼)|未经复议|未申请复议")
_ALLOWED_SUIT = regex(
    r"上年|上一年|去年|往年|历年|以前|旧案|旧存|遗留|20(?:1\d|2[0-3])年|部分公开|逾期|未(?:按期|按时|在法定期限内)?答复|不履行|不属于|并非|不是"
)


def _direct_suits_explained(report: Report) -> bool:
    """A sentence says that the direct suits are older cases, or not about 不予公开."""
    found = (s.text for _, text in report.prose() for s in sentences(text))
    return any(_DIRECT_SUIT.search(s) and _ALLOWED_SUIT.search(s) for s in found)


@rule("T4-03", "不予公开的争议先复议后诉讼", "info", (REVIEW_FIRST, ARTICLE_50_3), Needs("proceedings"))
def review_before_court(context: Context) -> Iterator[Hit | Remark]:
    """未经复议直接起诉 above zero since 2024: right for other disputes and for older cases only."""
    year = context.report.year
    if year is None:
        yield Remark("insufficient_data", "没有读到报告年度")
        return
    if year < REVIEW_FIRST_YEAR:
        yield Remark("not_applicable", f"复议前置自{REVIEW_FIRST_YEAR}年1月1日起施行，本报告是{year}年度的")
        return
    direct = context.table("proceedings").integer("litigation_direct", "total")
    if direct is None:
        yield Remark("insufficient_data", "“未经复议直接起诉”的总计没有数字")
    elif direct > 0 and not _direct_suits_explained(context.report):
        yield Hit(
            f"“未经复议直接起诉”填了{direct}件；2024年起，对不予公开不服的应当先申请行政复议",
            Where(section="proceedings", table="proceedings", row="litigation_direct", column="total"),
            expression=f"{direct} > 0",
            left=direct,
            right=0,
            suggestion="核对这些案件：不是因为不予公开起诉的，或者2024年以前立案的，照填即可；其余应为“复议后起诉”。",
        )
