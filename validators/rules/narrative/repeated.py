"""NT-13: one measure given two values in one report."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from nianbao.report.patterns import regex
from nianbao.report.text import fold
from validators.basis import ARTICLE_50, FORMAT_1
from validators.claims import Claim, Measure
from validators.disguised import through_disguise
from validators.engine import Context, Hit, Remark, Where, rule
from validators.prose.sentences import sentences
from validators.rules.narrative.counts import measure_values, section_title

_NAMES: dict[Measure, str] = {
    "received": "收到申请",
    "accepted": "受理申请",
    "answered": "答复（办结）",
    "carried_in": "上年结转",
    "carried_out": "结转下年度",
    "reconsideration": "行政复议",
    "litigation": "行政诉讼",
}
_DISCLOSED = regex(
    r"(?:^|[,:])\s*(?P<who>(?:20\d\d年度?,?)?(?:(?:我|全|本)?(?:[省市县区镇乡局]|街道)?(?:机关|单位)?)?)"
    r"(?:全年|本年度?|年内|共|累计|合计|总计|一共)+(?:主动)?(?:公开|发布)(?:各类|各项)?(?:政府|政务)信息\s*"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)\s*(?P<bound>余|多|万)?(?P<unit>条|件|篇|份)(?!次)"
)


@rule("NT-13", "同一数据前后一致", "warning", (ARTICLE_50, FORMAT_1))
@through_disguise
def one_value(context: Context) -> Iterator[Hit | Remark]:
    """Two exact values of one measure, same subject and scope, in different sentences."""
    yielded = False
    by_measure: dict[Measure, list[Claim]] = defaultdict(list)
    for claim in context.claims:
        if claim.measure in _NAMES and claim.scope == "whole" and claim.bound == "exact" and claim.amount is not None:
            by_measure[claim.measure].append(claim)
    for measure, claims in by_measure.items():
        usual = {value for _, value in measure_values(context.report, measure)}
        first = claims[0]
        other = next((c for c in claims[1:] if c.amount != first.amount and c.sentence != first.sentence), None)
        if other is None or first.amount is None or other.amount is None:
            continue
        if first.amount in usual and other.amount in usual:
            continue  # 新收 and 新收加结转 are both called 收到
        yielded = True
        yield _hit(_NAMES[measure], "件", first.amount, first.section, other.amount, other)
    yield from _disclosed(context)
    if not yielded and not by_measure:
        yield Remark("not_applicable", "正文没有写可以前后对照的件数")


def _hit(name: str, unit: str, first: Decimal, section: str, second: Decimal, claim: Claim) -> Hit:
    return Hit(
        f"{name}前面写{first}{unit}（{section_title(section)}），这里写{second}{unit}",
        Where(section=claim.section, start=claim.start, end=claim.end, quote=claim.quote),
        expression=f"{first} ≠ {second}",
        left=int(first),
        right=int(second),
        suggestion="同一数据只能有一个数；范围或口径不同的，在句中写明。",
    )


def _disclosed(context: Context) -> Iterator[Hit]:
    """主动公开政府信息 N 条, said of the same body in the same words; channels and sub-totals are no totals."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for section, text in context.report.prose():
        for sentence in sentences(text):
            match = _DISCLOSED.search(fold(sentence.text))
            if match is None or match["bound"]:
                continue
            who = re.sub(r"20\d\d年度?|全年|本年度?|年内|,", "", match["who"])
            digits = match["digits"].replace(",", "")
            first = seen.setdefault((who, match["unit"]), (digits, section))
            if first[0] != digits:
                quote = text[sentence.start + match.start() : sentence.start + match.end()].strip("，, ：:")
                yield Hit(
                    f"主动公开政府信息前面写{first[0]}{match['unit']}（{section_title(first[1])}），这里写{digits}{match['unit']}",
                    Where(
                        section=section,
                        start=sentence.start + match.start(),
                        end=sentence.start + match.end(),
                        quote=quote,
                    ),
                    expression=f"{first[0]} ≠ {digits}",
                    left=int(first[0]),
                    right=int(digits),
                    suggestion="同一数据只能有一个数；范围或口径不同的，在句中写明。",
                )
