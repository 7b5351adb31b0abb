"""What came in and what was carried in, with their sum behind them: 新收15件，上年结转2件，合计18件."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from nianbao.report.patterns import regex
from validators.claims.amounts import read_amounts
from validators.claims.counts import count_claims
from validators.claims.model import Claim
from validators.claims.passages import Passage

_SUM = regex(
    r"(?:^|[,、(]|(?<=件))\s*(?:以上|两项|二者|两者|前两项)?(?:总?共|合计|共计|总计|总数|合共|计)"
    r"(?:有|为|是|需|应|申请|政府信息公开|办理|应办|待办|处理|\s)*(?P<sum>\d+)\s*件(?!次)"
)


class SumClaim(NamedTuple):
    """``total`` 件 said to be ``received`` and ``carried`` together, in one section's text."""

    received: Decimal
    carried: Decimal
    total: Decimal
    section: str
    start: int
    end: int
    quote: str

    @property
    def holds(self) -> bool:
        return self.received + self.carried == self.total


def sum_claims(passage: Passage) -> Iterator[SumClaim]:
    """The sum that a sentence gives right behind both of its parts; another figure between them is another matter."""
    if passage.many_years:
        return
    claims = list(count_claims(passage))
    received = next((c for c in claims if c.measure in ("received", "accepted") and _exact(c)), None)
    carried = next((c for c in claims if c.measure == "carried_in" and _exact(c)), None)
    if received is None or carried is None or received.amount is None or carried.amount is None:
        return
    at, text = passage.sentence.start, passage.sentence.text
    parts = sorted((received, carried), key=lambda claim: claim.start)
    for match in _SUM.finditer(text, parts[1].end - at):
        between = text[parts[1].end - at : match.start()]
        if not read_amounts(between) and not _HANDLED.search(between + match.group()):
            start = at + match.start("sum")
            quote = passage.text[parts[0].start : at + match.end()].strip()
            total = Decimal(match["sum"])
            yield SumClaim(received.amount, carried.amount, total, passage.section, start, at + match.end(), quote)
        return


_HANDLED = regex(r"答复|办结|办理|处理")
"""共办理98件 may be what was done with them."""


def _exact(claim: Claim) -> bool:
    return claim.scope == "whole" and claim.bound == "exact" and not claim.denied and not claim.with_carried
