"""The catalogue: importing this package registers every rule. One folder a family, each rule's page beside it."""

from validators.rules.content import aspects, citations, filler, improvement, local, problems, quantity, results
from validators.rules.elsewhere import enforcement
from validators.rules.fees import agreement, fees
from validators.rules.leaks import other_agencies, personal_data, shared_wording
from validators.rules.narrative import (
    applicants,
    counts,
    decisions,
    impossible,
    listings,
    outcomes,
    points,
    repeated,
    shares,
    trends,
)
from validators.rules.reading import reading
from validators.rules.structure import headings, identity, sections, sub_headings
from validators.rules.tables import plausibility, table_four, table_three, table_two
from validators.rules.time import dates
from validators.rules.wording import numbers_lost, repeats, wording
from validators.rules.years import other_years, years

__all__ = [
    "agreement",
    "applicants",
    "aspects",
    "citations",
    "counts",
    "dates",
    "decisions",
    "enforcement",
    "fees",
    "filler",
    "headings",
    "identity",
    "impossible",
    "improvement",
    "listings",
    "local",
    "numbers_lost",
    "other_agencies",
    "other_years",
    "outcomes",
    "personal_data",
    "plausibility",
    "points",
    "problems",
    "quantity",
    "reading",
    "repeated",
    "repeats",
    "results",
    "sections",
    "shared_wording",
    "shares",
    "sub_headings",
    "table_four",
    "table_three",
    "table_two",
    "trends",
    "wording",
    "years",
]
