"""Where the filings of a year stand, a line a unit, and their counts: what a screen lists and 公布情况 is made of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from nianbao.office.filings.due import Punctuality
from nianbao.office.filings.states import STATES, State
from validators.article50 import Verdict


@dataclass(frozen=True, slots=True)
class Publication:
    """The page as it was last saved and compared. ``differences``: how many passages and cells are not as accepted;
    ``not_compared``: what could not be looked at."""

    on: date
    by: date
    """The day by which the profile wants it published."""
    address: str
    differences: int
    not_compared: int

    @property
    def in_time(self) -> bool:
        return self.on <= self.by

    @property
    def is_same(self) -> bool:
        return not (self.differences or self.not_compared)


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's filing. ``verdict``, ``errors``, ``warnings``: of its newest version; ``returned``: how many findings it was
    sent back with last; ``readers``: who let the newest version through, in order; ``returns``: how often it was sent back."""

    id: int
    unit: str
    due_on: date
    contact: str
    state: State
    version: int
    first_filed: date | None
    punctuality: Punctuality
    verdict: Verdict | None = None
    errors: int = 0
    warnings: int = 0
    returned: int = 0
    readers: tuple[str, ...] = ()
    publication: Publication | None = None
    compared: int = 0
    """With how many other units' reports the newest version was compared for copies."""
    returns: int = 0

    @property
    def came_back(self) -> bool:
        """It was sent back and handed in anew."""
        return self.returns > (self.state == "returned")


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a year's filings; every number is a count of lines."""

    due: int
    filed: int
    in_time: int
    late: int
    overdue: int
    published: int
    published_in_time: int
    same_as_accepted: int
    by_state: dict[State, int]

    @property
    def share_in_time(self) -> str:
        """Published in time of all that are due, in percent, one decimal at most; empty when nobody is."""
        return percent(self.published_in_time, self.due)


def percent(part: int, whole: int) -> str:
    """Rounded half up, one decimal at most; never 100 % of less than all, nor 0 % of something.

    >>> percent(36, 37), percent(37, 37), percent(1, 2000), percent(0, 0)
    ('97.3%', '100%', '0.1%', '')
    """
    if not whole:
        return ""
    tenths = int(Fraction(part * 1000, whole) + Fraction(1, 2))
    if part < whole:
        tenths = min(tenths, 999)
    if part:
        tenths = max(tenths, 1)
    whole_part, rest = divmod(tenths, 10)
    return f"{whole_part}.{rest}%" if rest else f"{whole_part}%"


def summary(lines: Sequence[Line]) -> Summary:
    standing = Counter(line.punctuality.standing for line in lines)
    published = [line.publication for line in lines if line.publication is not None]
    states = Counter(line.state for line in lines)
    return Summary(
        due=len(lines),
        filed=standing["in_time"] + standing["late"],
        in_time=standing["in_time"],
        late=standing["late"],
        overdue=standing["overdue"],
        published=len(published),
        published_in_time=sum(p.in_time for p in published),
        same_as_accepted=sum(p.is_same for p in published),
        by_state={state: states[state] for state in STATES if states[state]},
    )
