"""NT-14: growth and decline against last year, worked out again from last year's report."""

from collections.abc import Iterator
from decimal import Decimal

from nianbao.report.model import Report
from validators.basis import ARTICLE_50_2, ARTICLE_50_3, FORMAT_1
from validators.claims import Measure, TrendClaim, trend_claims
from validators.claims.comparisons import Comparison, comparisons
from validators.disguised import through_disguise
from validators.engine import Context, Hit, Remark, Where, rule
from validators.rules.narrative.counts import measure_values
from validators.rules.narrative.last_years import compared

_NAMES: dict[Measure, str] = {
    "received": "收到申请",
    "accepted": "受理申请",
    "answered": "答复（办结）",
    "carried_in": "上年结转",
    "carried_out": "结转下年度",
    "reconsideration": "行政复议",
    "litigation": "行政诉讼",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after": "复议后起诉",
}
ROUGHLY_SAME = Decimal("0.1")
"""基本持平: a change by less than this share."""
_WORDS = {"up": "增加", "down": "减少", "same": "持平"}


@rule("NT-14", "较上年增减与上年度年报一致", "warning", (ARTICLE_50_2, ARTICLE_50_3, FORMAT_1))
@through_disguise
def trends(context: Context) -> Iterator[Hit | Remark]:
    """较上年增长/减少: direction and size from last year's report; any usual reading of the measure may fit. What only
    the prose counts is held against last year's prose, where that has the same under the same name."""
    claims = [claim for passage in context.passages for claim in trend_claims(passage)]
    others = [said for said in comparisons(context.passages) if not any(_overlap(said, claim) for claim in claims)]
    previous = context.previous
    if not claims and (not others or previous is None):
        yield Remark("not_applicable", "正文没有写申请、复议、诉讼较上年的增减")
        return
    if previous is None:
        yield Remark("insufficient_data", "没有提供上一年度报告，不能核对较上年的增减")
        return
    if not is_the_year_before(previous, context.report):
        yield Remark("insufficient_data", f"提供的是{previous.year}年度报告，不是上一年度的")
        return
    for claim in claims:
        for measure in claim.measures:
            yield from _judged(claim, measure, context.report, previous)
    found = list(compared(others, context.passages, context.report, previous))
    yield from (hit for _, hit in found if hit is not None)
    if not claims and not found:
        yield Remark("not_applicable", "正文没有写可以与上年年报对照的增减")


def _overlap(said: Comparison, claim: TrendClaim) -> bool:
    return said.passage.section == claim.section and said.start < claim.end and claim.start < said.end


def is_the_year_before(previous: Report, report: Report) -> bool:
    """False when both years are known and ``previous`` is of another one."""
    return not (report.year and previous.year) or previous.year == report.year - 1


def refuted(claim: TrendClaim, report: Report, previous: Report) -> bool:
    """True when the tables of the two years do not bear the trend out (NT-14 says so)."""
    if not is_the_year_before(previous, report):
        return False
    found = [hit for measure in claim.measures for hit in _judged(claim, measure, report, previous)]
    return any(isinstance(hit, Hit) for hit in found)


def _judged(claim: TrendClaim, measure: Measure, report: Report, previous: Report) -> Iterator[Hit | Remark]:
    pairs = [
        (now, before)
        for (_, now), (_, before) in zip(
            measure_values(report, measure), measure_values(previous, measure), strict=True
        )
        if now is not None and before is not None
    ]
    if not pairs:
        yield Remark("insufficient_data", f"两年的表格里没有{_NAMES[measure]}的数")
        return
    pairs = [
        pair for pair in pairs if pair[0] == claim.count
    ] or pairs  # 收到11件，较上年增加: of the reading that is 11
    if any(_fits(claim, now, before) for now, before in pairs):
        return
    now, before = pairs[0]
    change = "持平" if now == before else f"{'增加' if now > before else '减少'}{abs(now - before)}件"
    share = f"（{_percent(now, before)}%）" if before and now != before else ""
    said = f"{_WORDS[claim.direction]}{claim.size}{'%' if claim.percent else '件'}" if claim.size is not None else ""
    if claim.times is not None:
        said = f"增加到{'、'.join(str(f) for f in claim.times.factors)}倍{'以上' if claim.times.more else ''}"
    yield Hit(
        f"正文写{_NAMES[measure]}较上年{said or _WORDS[claim.direction]}，按两年的表格是{before}件到{now}件，{change}{share}",
        Where(section=claim.section, start=claim.start, end=claim.end, quote=claim.quote),
        expression=f"{now}-{before} = {now - before}",
        left=now,
        right=before,
        suggestion="按上年度年报重新计算增减的方向和幅度；口径不同的，在句中写明。",
    )


def _fits(claim: TrendClaim, now: int, before: int) -> bool:
    if claim.roughly:
        return abs(now - before) <= ROUGHLY_SAME * before
    direction = "same" if now == before else "up" if now > before else "down"
    if direction != claim.direction:
        return False
    if claim.times is not None and not claim.times.fits(Decimal(now), Decimal(before)):
        return False
    if claim.size is None or claim.direction == "same":
        return True
    if not claim.percent:
        return abs(now - before) == claim.size
    if before == 0:
        return True  # growth from nothing has no percentage that could be wrong
    exponent = int(claim.size.as_tuple().exponent)
    return abs(Decimal(abs(now - before)) * 100 / before - claim.size) <= Decimal(5).scaleb(exponent - 1)


def _percent(now: int, before: int) -> Decimal:
    return (Decimal(abs(now - before)) * 100 / before).quantize(Decimal("0.1"))
