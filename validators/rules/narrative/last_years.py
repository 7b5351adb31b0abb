"""A part of NT-14: comparisons with last year of what else the two reports count.

Outcomes, applicants and decisions are cells of the tables of both years, named by the words; what only prose counts is
found in last year's prose under the same name (``validators.claims.told``).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from nianbao.report.layout import APPLICATION_COLUMNS, OUTCOME_GROUPS, TableKey
from nianbao.report.model import Report
from nianbao.report.patterns import regex
from validators.claims.comparisons import Comparison, Move
from validators.claims.passages import Passage, passages
from validators.claims.told import last_years, told
from validators.engine import Hit, Where

_Reading = Callable[[Report], int | None]


class _Named(NamedTuple):
    """A figure of the tables by the words that prose has for it; any of its readings may be meant."""

    name: str
    readings: tuple[_Reading, ...]


_SUITS = regex(r"诉讼|起诉|应诉")
_REVIEWS = regex(r"(?<!未经)(?<!未经行政)复议(?!后)")
_ROWS = {
    "reconsideration": ("reconsideration",),
    "litigation_direct": ("litigation_direct",),
    "litigation_after": ("litigation_after",),
    "litigation": ("litigation_direct", "litigation_after"),
    "all": ("reconsideration", "litigation_direct", "litigation_after"),
}
_ENDS = r"(?:的?(?:案件|申请|结果))?(?:共|有|为|数量?|件数|决定|处理决定|提出|提交|代为提出|代为提交|的|\s)*$"
_OUTCOME = regex(rf"(?P<outcome>{'|'.join(OUTCOME_GROUPS.values())}){_ENDS}")
_END = regex(rf"(?:结果)?(?P<end>维持|纠正|其[他它]结果|尚未审结|未审结){_ENDS}")
_APPLICANT = regex(rf"(?P<kind>自然人|商业企业|科研机构|社会公益组织|法律服务机构){_ENDS}")
_DECISIONS = regex(r"(?P<kind>行政许可|行政处罚|行政强制)(?:的)?(?:决定|处理决定|案件|数量?|件数|共|\s)*$")
_ANOTHER = regex(r"公开|公示|发布|归集|推送|其中|移送|查处")
_COLUMNS = {"维持": "upheld", "纠正": "corrected", "尚未审结": "pending", "未审结": "pending"}
_DECISION_ROWS = {"行政许可": "licensing", "行政处罚": "penalties", "行政强制": "coercion"}


def _cell(table: TableKey, rows: tuple[str, ...], column: str) -> _Reading:
    def read(report: Report) -> int | None:
        found = report.table(table)
        values = [found.integer(row, column) if found else None for row in rows]
        known = [value for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None

    return read


def _outcome(group: str) -> _Reading:
    def read(report: Report) -> int | None:
        table = report.table("applications")
        values = [table.integer(row) for row in table.outcome_rows(group)] if table else [None]
        known = [value for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None

    return read


def _named(said: Comparison) -> _Named | None:
    """The figure of the tables that the words before the count, or before the comparison, name."""
    lead, passage = said.lead, said.passage
    if match := _END.search(lead):
        return _Named(match["end"], tuple(_case_readings(passage, said, match["end"])))
    if (match := _OUTCOME.search(lead)) and passage.of_applications:
        group = next(key for key, name in OUTCOME_GROUPS.items() if name == match["outcome"])
        return _Named(match["outcome"], (_outcome(group),))
    if (match := _APPLICANT.search(lead)) and passage.of_applications:
        column = next(c.key for c in APPLICATION_COLUMNS if c.label == match["kind"])
        rows = (("new",), ("new", "carried_in"), ("processed_total",))
        return _Named(f"{match['kind']}申请", tuple(_cell("applications", r, column) for r in rows))
    if (match := _DECISIONS.search(lead)) and not _ANOTHER.search(lead):
        return _Named(match["kind"], (_cell("active_disclosure", (_DECISION_ROWS[match["kind"]],), "decisions"),))
    return None


def _case_readings(passage: Passage, said: Comparison, end: str) -> Iterator[_Reading]:
    """Of the kind of cases the sentence has come to; where it names both, of either or of both together."""
    column = _COLUMNS.get(end, "other")
    before = passage.sentence.text[: said.end - passage.sentence.start]
    reviews, suits = _REVIEWS.search(before), _SUITS.search(before)
    kinds = ["reconsideration"] if reviews and not suits else list(_ROWS)
    if suits and not reviews:
        kinds = ["litigation", "litigation_direct", "litigation_after"]
    for kind in kinds:
        yield _cell("proceedings", _ROWS[kind], column)


def compared(
    said: list[Comparison], mine: list[Passage], report: Report, previous: Report
) -> Iterator[tuple[Comparison, Hit | None]]:
    """Comparisons that could be held against the tables of the two years or last year's prose, each with what is wrong
    with it, if anything; ``mine`` is the report's prose."""
    now, before = told(mine), told(list(passages(previous)))
    for claim in said:
        if not claim.current:
            continue
        named = _named(claim)
        if named is not None:
            pairs = [(Decimal(one), Decimal(other)) for one, other in _pairs(claim, named, report, previous)]
            if pairs:
                wrong = not any(_fits(claim, *pair) for pair in pairs)
                yield claim, _hit(claim, named.name, *pairs[0], "两年的表格") if wrong else None
        elif (found := last_years(claim, now, before)) is not None:
            hit = _hit(claim, "", claim.counts[-1], found.told.value, f"上年年报“{found.told.clause}”")
            yield claim, None if found.fits else hit if found.sure else replace(hit, severity="info")


def _pairs(claim: Comparison, named: _Named, report: Report, previous: Report) -> Iterator[tuple[int, int]]:
    for reading in named.readings:
        now, before = reading(report), reading(previous)
        if now is None or before is None or (claim.counts and Decimal(now) not in claim.counts[-1:]):
            continue
        yield now, before


def _fits(claim: Comparison, now: Decimal, before: Decimal) -> bool:
    if claim.base is not None and claim.base != before:
        return False
    return all(move.fits(now, before) for move in claim.moves)


_WORDS = {"up": "增加", "down": "减少", "same": "持平"}


def _move(move: Move, unit: str) -> str:
    size = f"{move.change}{unit}" if move.change is not None else f"{move.percent}%" if move.percent is not None else ""
    return f"{_WORDS[move.way]}{size}"


def _hit(claim: Comparison, name: str, now: Decimal, before: Decimal, source: str) -> Hit:
    unit = claim.unit or "件"
    change = "持平" if now == before else f"{_WORDS['up' if now > before else 'down']}{abs(now - before)}{unit}"
    share = f"（{(abs(now - before) * 100 / before).quantize(Decimal('0.1'))}%）" if before and now != before else ""
    was = [f"（{claim.base}{unit}）"] if claim.base is not None else []
    said = "".join(was) + "、".join(_move(move, unit) for move in claim.moves)
    return Hit(
        f"正文写{name}较上年{said}，按{source}是{before}{unit}到{now}{unit}，{change}{share}",
        Where(section=claim.passage.section, start=claim.start, end=claim.end, quote=claim.quote),
        expression=f"{now}-{before} = {now - before}",
        left=int(now),
        right=int(before),
        suggestion="按上年度年报重新计算增减的方向和幅度；口径不同的，在句中写明。",
    )
