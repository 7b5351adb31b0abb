"""FEE: 信息处理费 in section six. It is another thing than the 行政事业性收费 of table two, and never above it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.report.cells import Number
from nianbao.report.layout import LAYOUT_2021
from nianbao.report.model import Report
from nianbao.report.patterns import regex
from validators.basis import ARTICLE_50_5, FEES, FORMAT_6
from validators.engine import Context, Hit, Remark, Where, rule
from validators.preconditions import TABLE_THREE, Needs, OfLayout, WholeText
from validators.prose.evidence import Evidence
from validators.prose.sentences import clauses, sentences
from validators.rules.fees.said import fee_evidence, fee_figures, fee_mentioned, is_unfinished

_BASIS = (FORMAT_6, FEES, ARTICLE_50_5)
_HOW_TO_STATE = "写明发出收费通知的件数和总金额、实际收取的总金额"


def _unpaid(report: Report) -> int | None:
    """Applications (件) given up because a fee was not paid: table three shows that fees were asked for."""
    table = report.table("applications")
    return table.integer("other.overdue_fee") if table else None


@rule(
    "FEE-01",
    "有逾期未缴费的，第六部分写明信息处理费",
    "warning",
    _BASIS,
    WholeText(),
    *TABLE_THREE,
    related=("FEE-02",),
)
def unpaid_fees_explained(context: Context) -> Iterator[Hit | Remark]:
    """other.overdue_fee above zero, but section six says nothing of 信息处理费, or denies what must have been."""
    report = context.report
    table = context.table("applications")
    if not table.has_row("other.overdue_fee"):
        yield Remark("not_applicable", "表三没有“逾期未按收费通知要求缴纳费用”一行")
        return
    unpaid = _unpaid(report)
    if unpaid is None:
        yield Remark("insufficient_data", "“逾期未按收费通知要求缴纳费用”的总计没有数字")
    elif unpaid > 0 and report.section("other") is None:
        yield Remark("insufficient_data", "没有找到第六部分")
    elif unpaid > 0 and fee_evidence(report) is None:
        yield Hit(
            f"表三有{unpaid}件逾期未按收费通知缴费，说明发出过收费通知，第六部分却没有写信息处理费",
            Where(section="other", table="applications", row="other.overdue_fee", column="total"),
            expression=f"{unpaid} > 0",
            left=unpaid,
            right=0,
            suggestion=f"在第六部分{_HOW_TO_STATE}；表三填错的改表三。",
        )
    elif unpaid > 0:
        yield from _denied(report, unpaid)


def _denied(report: Report, unpaid: int) -> Iterator[Hit]:
    """Section six says that no notice was sent, or that everybody paid: then nobody can have let one lapse; or it gives
    another number of those who did."""
    text = report.text("other")
    for said in fee_figures(report):
        nobody = said.no_notice or (said.notices and not any(said.notices))
        other = said.lapsed is not None and said.lapsed != unpaid
        if said.but_for or not (nobody or said.all_paid or said.none_due or other):
            continue
        start, end = said.span
        claimed = "没有发出收费通知" if nobody else "申请人都缴了费" if said.all_paid else f"{said.lapsed}件逾期未缴"
        claimed = "没有应收费的申请" if said.none_due else claimed
        yield Hit(
            f"表三有{unpaid}件逾期未按收费通知缴费，第六部分却写{claimed}",
            Where(
                section="other",
                table="applications",
                row="other.overdue_fee",
                column="total",
                start=start,
                end=end,
                quote=text[start:end].strip(),
            ),
            expression=f"{unpaid} ≠ {said.lapsed}" if other else f"{unpaid} > 0",
            left=unpaid,
            right=said.lapsed if other and said.lapsed else 0,
            suggestion=f"核对表三，或者在第六部分{_HOW_TO_STATE}。",
        )


@rule("FEE-02", "第六部分写明信息处理费", "info", _BASIS, WholeText(), related=("FEE-01",))
def fees_stated(context: Context) -> Iterator[Hit | Remark]:
    """Section six states 信息处理费, also when none was charged; a warning when table three shows unpaid fees, or when the
    sentence on it breaks off before its figures.

    The form of 2021 asks for it, after 国办函〔2020〕109号 brought the fee; earlier reports owe nothing.
    """
    year = context.report.year or context.report.layout.first_year
    if year < LAYOUT_2021.first_year:
        yield Remark("not_applicable", f"{LAYOUT_2021.first_year}年度起的年报才要求写信息处理费")
        return
    if context.report.section("other") is None:
        yield Remark("insufficient_data", "没有找到第六部分")
        return
    if fee_evidence(context.report) is not None:
        return
    mentioned = fee_mentioned(context.report)
    where, message = Where(section="other"), "第六部分没有写信息处理费的收取情况"
    if mentioned is not None:
        quote = context.report.text("other")[mentioned.start : mentioned.end].strip()
        where = Where(section="other", start=mentioned.start, end=mentioned.end, quote=quote)
        message = f"第六部分写“{quote}”，没有写出收取了多少，也没有写未收取"
    unfinished = mentioned is not None and is_unfinished(mentioned)
    yield Hit(
        message,
        where,
        suggestion=f"{_HOW_TO_STATE}；没有收取的写“未收取信息处理费”。",
        severity="warning" if unfinished or _unpaid(context.report) else None,
    )


# --- FEE-03 -----------------------------------------------------------------------------------------------------

_ABOUT_FEES = regex(r"信息处理费|收费通知")
_RECEIVED = regex(
    r"(?<!未)(?<!没有)(?:实际收取|收取|实收|收缴|收到|征收)(?:[^\d。]{0,16}?)"
    r"(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d[\d ]*(?:\.\d+)?)\s*(?P<wan>万)?元"
)
_NOT_THE_TOTAL = regex(r"每|/|上年|上一年|去年|累计|历年|行政事业性")
_WAN = 10_000
_HARDLY_WAN = 10 * _WAN
"""So much of this fee (元), said in 万元 by an organ whose charges are less, is a wrong unit: 380万元 for 380元."""


def received_fees(report: Report) -> tuple[Decimal, Evidence] | None:
    """The largest amount (元) of 信息处理费 that section six says was taken in this year, and where."""
    text = report.text("other")
    found: list[tuple[Decimal, Evidence]] = []
    for sentence in sentences(text):
        if not _ABOUT_FEES.search(sentence.text):
            continue
        for clause in clauses(sentence):
            match = _RECEIVED.search(clause.text)
            if match is None or _NOT_THE_TOTAL.search(clause.text):
                continue
            amount = Decimal(re.sub(r"[ ,]", "", match["amount"])) * (_WAN if match["wan"] else 1)
            found.append((amount, Evidence("other", clause.start, clause.end, text[clause.start : clause.end])))
    return max(found, key=lambda pair: pair[0], default=None)


@rule("FEE-03", "信息处理费不超过表二的收费总额", "info", _BASIS, OfLayout("2021"), Needs("active_disclosure"))
def fees_within_total(context: Context) -> Iterator[Hit | Remark]:
    """The 信息处理费 taken in (元) is at most table two's total of charges (万元), as far as that is printed."""
    received = received_fees(context.report)
    if received is None or received[0] == 0:
        return
    amount, evidence = received
    total = context.table("active_disclosure").value("fees", "amount")
    if total is None:
        yield Remark("insufficient_data", "表二的行政事业性收费没有数字")
        return
    if amount <= _at_most(total):
        return
    yield Hit(
        f"第六部分写收取信息处理费{amount.normalize():f}元，表二行政事业性收费只有{total}万元",
        Where(
            section=evidence.section,
            table="active_disclosure",
            row="fees",
            column="amount",
            start=evidence.start,
            end=evidence.end,
            quote=evidence.quote,
        ),
        expression=f"{amount.normalize():f} > {total}×{_WAN}",
        left=amount,
        right=Decimal(total) * _WAN,
        suggestion="信息处理费也是行政事业性收费，应当计入表二；核对单位和金额。",
        severity="warning" if amount >= _HARDLY_WAN and "万" in evidence.quote else None,
    )


def _at_most(total: Number) -> Decimal:
    """What a printed amount (万元) may stand for, in 元: half of its last digit more.

    A plain 0 is taken for 0.0: 460 yuan are lost in it, 3940 are not.
    """
    printed = Decimal(total)
    exponent = printed.as_tuple().exponent
    assert isinstance(exponent, int)
    last_digit = min(exponent, -1) if printed == 0 else exponent
    return (printed + Decimal(5).scaleb(last_digit - 1)) * _WAN
