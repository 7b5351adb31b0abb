"""Rates of cases that prose gives without a figure beside them (行政复议纠正率为100%), from table four. Part of NT-09."""

from collections.abc import Iterator
from decimal import Decimal

from nianbao.report.model import Table
from nianbao.report.patterns import regex
from validators.claims.amounts import read_amounts
from validators.claims.passages import Passage
from validators.claims.scope import is_others
from validators.engine import Hit, Where

_RATE = regex(
    r"行政(?P<what>复议|诉讼)(?:案件|结果|决定|的|直接)*(?P<how>维持|纠正|纠错)率(?:[均都])?(?:达到?|为|是|[:])?了?\s*(?P<percent>\d{1,3}(?:\.\d+)?)\s*%"
)
_COLUMNS = {"维持": "upheld", "纠正": "corrected", "纠错": "corrected"}
_ROWS = {
    "复议": (("reconsideration",),),
    "诉讼": (("litigation_direct", "litigation_after"), ("litigation_direct",), ("litigation_after",)),
}
_NOT_THEN = regex(r"上年|去年|20\d\d年|较|同比|力争|目标|确保|[上下]半年|季度")


def wrong_case_rates(passage: Passage, table: Table) -> Iterator[Hit]:
    """Rates that no sensible whole of table four gives: all cases, those that are closed, those judged on their merits."""
    text = passage.sentence.text
    if not passage.of_disclosure or passage.many_years or _NOT_THEN.search(text) or read_amounts(text):
        return
    for rate in _RATE.finditer(text):
        percent, column = Decimal(rate["percent"]), _COLUMNS[rate["how"]]
        wholes = [_wholes(table, rows) for rows in _ROWS[rate["what"]]]
        parts = [_sum(table, rows, column) for rows in _ROWS[rate["what"]]]
        if is_others(passage.turns, rate.start()) or parts[0] is None or not wholes[0] or not wholes[0][0]:
            continue
        digit = Decimal(1).scaleb(int(percent.as_tuple().exponent))
        may_be = [Decimal(p * 100) / w for p, of in zip(parts, wholes, strict=True) if p is not None for w in of if w]
        if any(abs(one - percent) < digit for one in may_be):
            continue
        start = passage.sentence.start + rate.start()
        name = "纠正" if column == "corrected" else "维持"
        yield Hit(
            f"正文写“{rate.group()}”，表四行政{rate['what']}总计{wholes[0][0]}件，结果{name}{parts[0]}件",
            Where(section=passage.section, start=start, end=start + len(rate.group()), quote=rate.group()),
            expression=f"{parts[0]}/{wholes[0][0]} ≠ {percent}%",
            left=parts[0],
            right=wholes[0][0],
            suggestion="重新计算百分比；以别的数作分母的，在句中写明。",
        )


def _wholes(table: Table, rows: tuple[str, ...]) -> tuple[int, ...]:
    total, pending, other = (_sum(table, rows, column) for column in ("total", "pending", "other"))
    if total is None or pending is None or other is None:
        return ()
    return total, total - pending, total - pending - other


def _sum(table: Table, rows: tuple[str, ...], column: str) -> int | None:
    values = [table.integer(row, column) for row in rows]
    return None if None in values else sum(value for value in values if value is not None)
