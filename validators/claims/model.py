"""What is read out of prose: a measure, an amount, of what, said where."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Measure = Literal[
    "received",
    "accepted",
    "due",
    "answered",
    "carried_in",
    "carried_out",
    "carried",
    "reconsideration",
    "litigation",
    "litigation_direct",
    "litigation_after",
    "proceedings",
    "all_answered",
]
Bound = Literal["exact", "at_least", "about", "at_most"]
Scope = Literal["whole", "part", "other"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the prose about this report's year.

    ``amount`` in 件; ``bound`` at_least for 余/多/超过, about for 近/约 and 20至30, at_most for 不到/不足. ``scope``: whole = the reporting agency's
    total, part = a channel or kind of applicant, other = another body. ``sentence`` numbers the sentence, so
    that a rule can weigh the claims of one sentence together.
    """

    measure: Measure
    amount: Decimal | None
    bound: Bound
    scope: Scope
    section: str
    start: int
    end: int
    quote: str
    sentence: int
    denied: bool = False
    """The claim is a denial (未收到申请), not the figure 0."""
    net: tuple[Decimal, ...] = ()
    """Smaller figures that the sentence goes on to leave of it (27件，合并登记后计25件)."""
    with_carried: bool = False
    """It says that what was carried in is among them (592件（含上年结转23件）)."""
