"""NT-07: percentages in prose, worked out again."""

from collections.abc import Iterator
from decimal import Decimal

from validators.basis import ARTICLE_50_2, FORMAT_1
from validators.claims import GrowthClaim, ShareClaim, growth_claims, share_claims, trend_claims
from validators.disguised import through_disguise
from validators.engine import Context, Hit, Remark, Where, rule


@rule("NT-07", "正文百分比计算正确", "warning", (ARTICLE_50_2, FORMAT_1))
@through_disguise
def shares(context: Context) -> Iterator[Hit | Remark]:
    """A share is right to half of its last printed digit, for any whole it may be a share of; growth given with the
    count it comes from, or with how much more it is, is right to its last digit."""
    totals = _totals(context)
    checked = False
    for claim in share_claims(context.passages):
        wholes = _wholes(claim, totals)
        if not wholes:
            continue
        checked = True
        if any(claim.fits(whole) for whole in wholes):
            continue
        nearest = min(wholes, key=lambda whole: abs(claim.amount * 100 / whole - claim.percent))
        right = (claim.amount * 100 / nearest).quantize(claim.percent)
        yield Hit(
            f"正文写“{claim.quote}”，{claim.amount}除以{nearest}是{right}%，除以其他合计数也得不到{claim.percent}%",
            Where(section=claim.section, start=claim.start, end=claim.end, quote=claim.quote),
            expression=f"{claim.amount}/{nearest} ≠ {claim.percent}%",
            left=right,
            right=claim.percent,
            suggestion="重新计算百分比；以别的数作分母的，在句中写明。",
        )
    for growth in _growth(context):
        checked = True
        if not growth.fits():
            yield _grown(growth)
    if not checked:
        yield Remark("not_applicable", "正文没有可以验算的百分比")


def _growth(context: Context) -> Iterator[GrowthClaim]:
    """Growth that is not compared with last year's tables already (NT-14)."""
    for passage in context.passages:
        compared = list(trend_claims(passage)) if context.previous else []
        for claim in growth_claims(passage):
            if not any(trend.start < claim.end and claim.start < trend.end for trend in compared):
                yield claim


def _grown(claim: GrowthClaim) -> Hit:
    base, change, percent = claim.worked_out()
    worked_out = f"由{base}变为{claim.counts[-1]}，相差{change}" if claim.base is not None else f"照此原来是{base}"
    return Hit(
        f"正文写“{claim.quote}”，{worked_out}，增减幅度是{percent}%",
        Where(section=claim.section, start=claim.start, end=claim.end, quote=claim.quote),
        expression=f"{change}/{base} = {percent}%",
        left=claim.percent,
        right=percent,
        suggestion="重新计算增减的件数和百分比。",
    )


def _totals(context: Context) -> tuple[Decimal, ...]:
    """Totals of table three that a share of applications may refer to (件)."""
    table = context.report.table("applications")
    if table is None:
        return ()
    new, carried, done = (table.integer(row) for row in ("new", "carried_in", "processed_total"))
    found = [new, done]
    if new is not None and carried is not None:
        found.append(new + carried)
    if done is not None and carried is not None:
        found.append(done - carried)
    return tuple(Decimal(v) for v in dict.fromkeys(found) if v)


def _wholes(claim: ShareClaim, totals: tuple[Decimal, ...]) -> list[Decimal]:
    """What the share may be a share of; of other things than applications only a total that the paragraph states."""
    larger = [whole for whole in claim.wholes if whole > claim.amount]
    if claim.of_applications:
        larger += [whole for whole in totals if whole >= claim.amount]
    elif not larger:
        return []
    return [whole for whole in dict.fromkeys((*larger, claim.amount)) if whole > 0]
