"""NT-07: percentages in prose, worked out again."""

from collections.abc import Iterator
from decimal import Decimal

from nianbao.report.patterns import regex
from validators.basis import ARTICLE_50_2, FORMAT_1
from validators.claims import (
    GrowthClaim,
    RateClaim,
    RatioClaim,
    ShareClaim,
    growth_claims,
    rate_claims,
    ratio_claims,
    share_claims,
    trend_claims,
)
from validators.disguised import through_disguise
from validators.engine import Context, Hit, Remark, Where, rule
from validators.rules.narrative.trends import refuted

HUNDRED = 100
TABLE_FOUR_ROWS = ("reconsideration", "litigation_direct", "litigation_after")


@rule("NT-07", "正文百分比计算正确", "warning", (ARTICLE_50_2, FORMAT_1))
@through_disguise
def shares(context: Context) -> Iterator[Hit | Remark]:
    """A share is right to half of its last printed digit, for any whole it may be a share of; growth given with the
    count it comes from, or with how much more it is, is right to its last digit. No rate is above 100 %, and 公开率 is
    what table three gives."""
    totals = _totals(context)
    checked = False
    for claim in share_claims(context.passages):
        wholes = _wholes(claim, totals)
        if not wholes:
            continue
        checked = True
        if any(claim.fits(whole) for whole in wholes):
            continue
        part, whole = _meant(context, claim, wholes)
        right = (part * 100 / whole).quantize(claim.percent)
        yield Hit(
            f"正文写“{claim.quote}”，{part}除以{whole}是{right}%，除以其他合计数也得不到{claim.percent}%",
            Where(section=claim.section, start=claim.start, end=claim.end, quote=claim.quote),
            expression=f"{part}/{whole} ≠ {claim.percent}%",
            left=right,
            right=claim.percent,
            suggestion="重新计算百分比；以别的数作分母的，在句中写明。",
        )
    for rate in (rate for passage in context.passages for rate in rate_claims(passage)):
        checked = True
        yield from _wrong_rate(context, rate)
    for ratio in (ratio for passage in context.passages for ratio in ratio_claims(passage)):
        checked = True
        if not ratio.fits(_closed_cases(context) if ratio.of_cases else ()):
            yield _wrong_ratio(ratio)
    for growth in _growth(context):
        checked = True
        if not growth.fits():
            yield _grown(growth)
    if not checked:
        yield Remark("not_applicable", "正文没有可以验算的百分比")


_OF_ANSWERED = regex(r"答复|办结|办理|处理")
_OF_RECEIVED = regex(r"收到|新收|受理|申请")


def _meant(context: Context, claim: ShareClaim, wholes: list[Decimal]) -> tuple[Decimal, Decimal]:
    """Part and whole to work out for the reader: the whole that the words name (占答复总数: table three's), else of those that
    stand in the table or the prose the one that comes nearest; of 合占 the sums of what stands before it."""
    table = context.report.table("applications")
    row = "processed_total" if _OF_ANSWERED.search(claim.of) else "new" if _OF_RECEIVED.search(claim.of) else None
    rows = ((row,) if row else ("new", "processed_total")) if claim.of_applications else ()
    printed = [Decimal(v) for one in rows if table and (v := table.integer(one)) and Decimal(v) in wholes]
    parts = claim.together or (claim.amount,)
    pairs = [(part, whole) for part in parts for whole in (printed or wholes) if part <= whole]
    pairs = pairs or [(claim.amount, whole) for whole in wholes]
    return min(pairs, key=lambda pair: abs(pair[0] * 100 / pair[1] - claim.percent))


def _wrong_rate(context: Context, rate: RateClaim) -> Iterator[Hit]:
    """A rate above 100 %, and 公开率 where no count of published applications gives it."""
    where = Where(section=rate.section, start=rate.start, end=rate.end, quote=rate.quote)
    if rate.percent > HUNDRED:
        yield Hit(f"正文写“{rate.quote}”，{rate.name}不会超过100%", where, suggestion="核对后改正。")
        return
    counted = _published(context) if rate.of_published else ()
    wholes = _totals(context)
    if not counted or not wholes or any(rate.fits(part, whole) for part in counted for whole in wholes):
        return
    done = Decimal(context.table("applications").integer("processed_total") or wholes[0])
    right = (counted[-1] * 100 / done).quantize(rate.percent)
    yield Hit(
        f"正文写“{rate.quote}”，表三予以公开、部分公开合计{counted[-1]}件，除以办理结果总计{done}件是{right}%",
        where,
        expression=f"{counted[-1]}/{done} ≠ {rate.percent}%",
        left=right,
        right=rate.percent,
        suggestion="重新计算百分比；口径不同的，在句中写明。",
    )


def _closed_cases(context: Context) -> tuple[Decimal, ...]:
    """What 纠错率 may be a share of, beside the figures of its sentence: cases of table four, all, closed, or judged."""
    table = context.report.table("proceedings")
    if table is None:
        return ()
    rows = [(row,) for row in TABLE_FOUR_ROWS] + [TABLE_FOUR_ROWS[1:], TABLE_FOUR_ROWS]
    found: list[Decimal] = []
    for blocks in rows:
        total, pending, other = (
            sum(table.integer(b, column) or 0 for b in blocks) for column in ("total", "pending", "other")
        )
        found += [Decimal(v) for v in (total, total - pending, total - pending - other)]
    return tuple(found)


def _wrong_ratio(ratio: RatioClaim) -> Hit:
    right = (ratio.part * 100 / ratio.whole).quantize(ratio.percent)
    return Hit(
        f"正文写“{ratio.quote}”，{ratio.part}除以{ratio.whole}是{right}%，句中其他的数也得不到{ratio.percent}%",
        Where(section=ratio.section, start=ratio.start, end=ratio.end, quote=ratio.quote),
        expression=f"{ratio.part}/{ratio.whole} ≠ {ratio.percent}%",
        left=right,
        right=ratio.percent,
        suggestion="重新计算百分比；以别的数作分母的，在句中写明。",
    )


def _published(context: Context) -> tuple[Decimal, ...]:
    """予以公开, and with it 部分公开 (件)."""
    table = context.report.table("applications")
    granted, partial = (table.integer(row) if table else None for row in ("granted", "partial"))
    if granted is None or partial is None:
        return ()
    return Decimal(granted), Decimal(granted + partial)


def _growth(context: Context) -> Iterator[GrowthClaim]:
    """Growth that last year's tables do not refute already (NT-14)."""
    previous = context.previous
    compared = [t for passage in context.passages for t in trend_claims(passage)] if previous else []
    wrong = [trend for trend in compared if previous and refuted(trend, context.report, previous)]
    for claim in growth_claims(context.passages):
        if not any(t.section == claim.section and t.start < claim.end and claim.start < t.end for t in wrong):
            yield claim


def _grown(claim: GrowthClaim) -> Hit:
    base, change, percent = claim.worked_out()
    now = claim.counts[-1]
    direction = "增加" if now > base else "减少"
    worked_out = f"由{base}变为{now}" if claim.base is not None else f"照此原来是{base}"
    return Hit(
        f"正文写“{claim.quote}”，{worked_out}，{direction}{change}，增减幅度是{percent}%",
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
