"""What the prose claims: sentences → clauses → claims (measure, amount, period, scope, place).

A grammar over folded text and a word list of the field, shared by every narrative rule. It prefers to miss
a claim rather than to attribute an amount to the wrong measure.
"""

from nianbao.report.model import Report
from validators.claims.counts import count_claims
from validators.claims.growth import GrowthClaim, growth_claims
from validators.claims.listings import Listing, listings
from validators.claims.model import Bound, Claim, Measure, Scope
from validators.claims.outcomes import OutcomeClaim, outcome_claims
from validators.claims.passages import Passage, passages
from validators.claims.ratios import RatioClaim, ratio_claims
from validators.claims.shares import RateClaim, ShareClaim, rate_claims, share_claims
from validators.claims.surveys import SurveyClaim, survey_claims
from validators.claims.trends import TrendClaim, trend_claims

__all__ = [
    "Bound",
    "Claim",
    "GrowthClaim",
    "Listing",
    "Measure",
    "OutcomeClaim",
    "Passage",
    "RateClaim",
    "RatioClaim",
    "Scope",
    "ShareClaim",
    "SurveyClaim",
    "TrendClaim",
    "count_claims",
    "growth_claims",
    "listings",
    "outcome_claims",
    "passages",
    "rate_claims",
    "ratio_claims",
    "read_claims",
    "share_claims",
    "survey_claims",
    "trend_claims",
]


def read_claims(report: Report) -> list[Claim]:
    """Every claim about numbers of applications and cases in the report's prose, in reading order."""
    return [claim for passage in passages(report) for claim in count_claims(passage)]
