"""FEE-04: what section six says of 信息处理费 agrees with itself."""

from collections.abc import Iterator

from validators.basis import ARTICLE_50_5, FEES, FORMAT_6
from validators.engine import Context, Hit, Remark, Where, rule
from validators.rules.fees.said import FeeFigures, fee_figures


@rule("FEE-04", "第六部分信息处理费的说法不矛盾", "warning", (FORMAT_6, FEES, ARTICLE_50_5), related=("FEE-03",))
def fees_agree(context: Context) -> Iterator[Hit | Remark]:
    """No fee without a notice, none both taken and not taken, no more taken than asked for, no part above the whole."""
    text = context.report.text("other")
    looked = False
    for said in fee_figures(context.report):
        looked = True
        if (wrong := _contradiction(said)) is not None:
            message, expression = wrong
            start, end = said.span
            yield Hit(
                message,
                Where(section="other", start=start, end=end, quote=text[start:end].strip()),
                expression=expression or None,
                suggestion="核对收费通知的件数、金额和实际收取的金额，改成一致。",
            )
    if not looked:
        yield Remark("not_applicable", "第六部分没有写信息处理费")


def _contradiction(said: FeeFigures) -> tuple[str, str] | None:
    """What cannot both be, and the expression for it; amounts in 元."""
    taken = max(said.taken, default=0)
    asked = max(said.notified, default=0)
    if said.but_for:
        return None
    if (said.no_notice or (said.notices and not any(said.notices))) and max(taken, asked) > 0:
        return f"第六部分写没有发出收费通知，又写信息处理费{max(taken, asked)}元", ""
    if said.none_taken and max(taken, 0 if said.notices else asked) > 0:
        return f"第六部分写没有收取信息处理费，又写收取{max(taken, asked)}元", ""
    if len(said.notified) == len(said.taken) == 1 and taken > asked:
        return f"第六部分写收费通知的金额{asked}元，实际收取{taken}元，收的比通知的多", f"{taken} > {asked}"
    if said.parts and said.notified and max(said.parts) > max(taken, asked):
        return (
            f"第六部分写信息处理费共{asked}元，其中一笔{max(said.parts)}元，大于合计",
            f"{max(said.parts)} > {asked}",
        )
    return None
