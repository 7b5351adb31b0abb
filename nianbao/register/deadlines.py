"""The period for an answer (条例第三十三条) in working days (工作日), with the days that the State Council moves (调休)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from nianbao.register.models import Application, Overdue

PERIOD = 20
"""工作日 after receipt; the next working day is the first."""
EXTENDED = 2 * PERIOD
LONGEST = 800
"""Calendar days after which a search for a due day ends: a period cannot be that long."""


@dataclass(slots=True)
class Calendar:
    """Working days. ``unknown_years``: years asked for that the calendar does not have yet; their weekends are used."""

    unknown_years: set[int] = field(default_factory=set)
    _known: dict[date, bool] = field(default_factory=dict, repr=False)
    """Days asked before: a register of thousands asks for the same days again and again."""

    def works(self, day: date) -> bool:
        """True for a working day."""
        if day not in self._known:
            self._known[day] = self._asked(day)
        return self._known[day]

    def _asked(self, day: date) -> bool:
        from chinese_calendar import is_workday

        try:
            return bool(is_workday(day))
        except NotImplementedError:
            self.unknown_years.add(day.year)
            return day.weekday() < 5

    def after(self, start: date, days: int, out: tuple[date, date] | None = None) -> date:
        """The day so many working days after ``start``; the days from ``out[0]`` to ``out[1]`` do not count."""
        day = start
        for _ in range(LONGEST):
            if days == 0:
                break
            day += timedelta(1)
            if self.works(day) and not (out and out[0] <= day <= out[1]):
                days -= 1
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``."""
        return sum(self.works(start + timedelta(n)) for n in range(1, (end - start).days + 1))


def due_day(application: Application, calendar: Calendar, received: date | None = None) -> date | None:
    """The last day for the answer; None while the period does not run: corrections that were asked for and did not come
    (条例第三十条), a third party that is still being asked (条例第三十二条)."""
    start = received or application.received
    if start is None or (application.correction_notice and not application.correction_received):
        return None
    start = max(start, application.correction_received or start)
    third = application.third_party
    if third is not None and third[1] is None:
        return None
    out = (third[0], third[1]) if third and third[1] else None
    return calendar.after(start, EXTENDED if application.extended else PERIOD, out)


def overdue_rows(applications: Iterable[Application], as_of: date, calendar: Calendar) -> list[Overdue]:
    """Answered after the due day, or open past it on ``as_of``. Where the receipt is not decided, only what is late
    after either of its days."""
    found = []
    for application in applications:
        dues = [
            (due, day)
            for day in {*application.receipts.values()} or ({application.received} if application.received else set())
            if (due := due_day(application, calendar, day)) is not None
        ]
        if not dues:
            continue
        due, received = max(dues)
        end = application.answered or as_of
        if end > due:
            late = calendar.between(due, end)
            found.append(
                Overdue(
                    row=application.row,
                    received=received,
                    due=due,
                    answered=application.answered,
                    working_days_late=late,
                )
            )
    return found
