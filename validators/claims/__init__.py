"""What the prose claims: sentences → clauses → claims (measure, amount, period, scope, place).

A grammar over folded text and a word list of the field, shared by every narrative rule. It prefers to miss
a claim rather than to attribute an amount to the wrong measure.
"""

from report.model import Report
from validators.claims.counts import count_claims
from validators.claims.model import Bound, Claim, Measure, Scope
from validators.claims.passages import passages

__all__ = ["Bound", "Claim", "Measure", "Scope", "read_claims"]


def read_claims(report: Report) -> list[Claim]:
    """Every claim about applications and proceedings in the report's prose, in reading order."""
    return [claim for passage in passages(report) for claim in count_claims(passage)]
