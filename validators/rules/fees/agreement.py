"""FEE-04: what section six says of 信息处理费 agrees with itself."""

from collections.abc import Iterator
from typing import NamedTuple

from validators.basis import ARTICLE_50_5, FEES, FORMAT_6
from validators.engine import Context, Hit, Remark, Where, rule
from validators.rules.fees.said import FeeFigures, fee_figures


@rule("FEE-04", "第六部分信息处理费的说法不矛盾", "warning", (FORMAT_6, FEES, ARTICLE_50_5), related=("FEE-03",))
def fees_agree(context: Context) -> Iterator[Hit | Remark]:
    """No fee without a notice, none both taken and not taken, no more taken than asked for, no part above the whole, no
    more notices paid or lapsed than were sent; what is charged by the case is so many hundreds."""
    text = context.report.text("other")
    looked = False
    for said in fee_figures(context.report):
        looked = True
        if (wrong := _contradiction(said)) is not None:
            start, end = said.span
            yield Hit(
                wrong.message,
                Where(section="other", start=start, end=end, quote=text[start:end].strip()),
                expression=wrong.expression or None,
                suggestion="核对收费通知的件数、金额和实际收取的金额，改成一致。",
                severity=None if wrong.sure else "info",
            )
    if not looked:
        yield Remark("not_applicable", "第六部分没有写信息处理费")


class _Wrong(NamedTuple):
    """What cannot both be, and the expression for it; ``sure``: no honest reading is left."""

    message: str
    expression: str = ""
    sure: bool = True


def _contradiction(said: FeeFigures) -> _Wrong | None:
    """The first thing that cannot be; amounts in 元, counts in 件."""
    if said.but_for:
        return None
    return _denied_and_taken(said) or _amounts(said) or _counts(said)


def _denied_and_taken(said: FeeFigures) -> _Wrong | None:
    taken, asked = max(said.taken, default=0), max(said.notified, default=0)
    no_notice = said.no_notice or bool(said.notices and not any(said.notices))
    denials = [
        *(["没有发出收费通知"] if no_notice else []),
        *(["没有应收费的申请"] if said.none_due else []),
        *(["没有收取信息处理费（收取0元）"] if said.none_taken else []),
    ]
    amount = max(taken, asked) if no_notice or said.none_due or not said.notices else taken
    if denials and amount > 0:
        return _Wrong(f"第六部分写{'、'.join(denials)}，又写信息处理费{amount}元")
    if denials and not asked and said.parts and max(said.parts) > 0:
        return _Wrong(f"第六部分写{'、'.join(denials)}，又写其中{max(said.parts)}元", f"{max(said.parts)} > 0")
    if said.none_due and any(said.notices):
        return _Wrong(f"第六部分写没有应收费的申请，又写发出收费通知{max(said.notices)}件")
    return None


def _amounts(said: FeeFigures) -> _Wrong | None:
    taken, asked = max(said.taken, default=0), max(said.notified, default=0)
    if len(said.notified) == len(said.taken) == 1 and taken > asked:
        return _Wrong(f"第六部分写收费通知的金额{asked}元，实际收取{taken}元，收的比通知的多", f"{taken} > {asked}")
    if said.parts and said.notified and max(said.parts) > max(taken, asked):
        return _Wrong(
            f"第六部分写信息处理费共{asked}元，其中一笔{max(said.parts)}元，大于合计", f"{max(said.parts)} > {asked}"
        )
    if said.by_cases_only and len(said.notified) == 1 and asked % BY_CASES:
        return _Wrong(f"第六部分写按件计费，金额{asked}元；按件收费每件100元或200元，金额应是100元的整数倍")
    return None


BY_CASES = 100
"""元; 国办函〔2020〕109号: 第11至30件每件100元, 31件以上每件200元."""


def _counts(said: FeeFigures) -> _Wrong | None:
    if len(said.notices) != 1:
        return None
    sent = said.notices[0]
    if said.by_kind and len(said.by_kind) > 1 and sum(said.by_kind) != sent:
        listed = "+".join(str(n) for n in said.by_kind)
        return _Wrong(
            f"第六部分写发出收费通知{sent}件，按件、按量计收的相加是{sum(said.by_kind)}件", f"{listed} ≠ {sent}"
        )
    settled = (said.paid or 0) + (said.lapsed or 0)
    if max(settled, said.paid or 0, said.lapsed or 0) > sent:
        message = f"第六部分写发出收费通知{sent}件，已缴费和逾期未缴的共{settled}件"
        return _Wrong(message, f"{said.paid or 0}+{said.lapsed or 0} > {sent}")
    if said.paid is not None and said.lapsed is not None and settled != sent:
        message = f"第六部分写发出收费通知{sent}件，已缴费{said.paid}件、逾期未缴{said.lapsed}件，还有{sent - settled}件没有交代"
        return _Wrong(message, f"{said.paid}+{said.lapsed} ≠ {sent}", sure=False)
    return None
