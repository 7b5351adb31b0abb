"""The score sheet of a profile over the filings of a year: what the rules say of a version, what the filing says of time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from nianbao.office.filings.overview import Line
from nianbao.report.cells import Number
from validators.profile import Profile
from validators.score import Score, ScoreLine


@dataclass(frozen=True, slots=True)
class UnitScore:
    """A unit's self-assessment: ``total`` points of the sheet, and its lines in the sheet's order."""

    unit: str
    total: Number
    lines: tuple[ScoreLine, ...]

    @property
    def lost(self) -> Number:
        """Points lost for what is known; never more than there are."""
        lost = sum((Decimal(line.points) for line in self.lines if line.outcome == "lost"), Decimal(0))
        return min(lost, Decimal(self.total))

    @property
    def left(self) -> Number:
        return Decimal(self.total) - Decimal(self.lost)


def unit_score(line: Line, score: Score | None, profile: Profile, publish_by: date, today: date) -> UnitScore:
    """``score``: of the newest version's review, by the rules; None when there is no version. Whether and when it was
    published is known here better than in any file."""
    lines: Sequence[ScoreLine]
    if score is None:
        lines = [ScoreLine(ground, points, "undecided", ("没有报送",)) for ground, points in profile.points.items()]
    else:
        lines = score.lines
    return UnitScore(line.unit, profile.total_points, tuple(_timed(each, line, publish_by, today) for each in lines))


def _timed(each: ScoreLine, line: Line, publish_by: date, today: date) -> ScoreLine:
    published = line.publication
    if each.ground == "not_published":
        if published:
            return replace(each, outcome="kept", reasons=())
        if today > publish_by:
            return replace(each, outcome="lost", reasons=(f"过了{publish_by.isoformat()}还没有公布",))
        return replace(each, outcome="undecided", reasons=(f"公布期限{publish_by.isoformat()}未到",))
    if each.ground == "late":
        if published is None:
            return replace(each, outcome="undecided", reasons=("还没有公布",))
        if published.in_time:
            return replace(each, outcome="kept", reasons=())
        return replace(
            each, outcome="lost", reasons=(f"{published.on.isoformat()}公布，晚于{published.by.isoformat()}",)
        )
    return each
