"""Where the filings of a year stand, read from the steps that were taken."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from nianbao.office.filings.due import due_date, punctuality, reminder
from nianbao.office.filings.overview import Line as Line
from nianbao.office.filings.overview import Publication, Summary, summary
from nianbao.office.filings.states import READINGS, State
from nianbao.work.filings.steps import received_on
from nianbao.work.services import Services
from validators.profile import Profile

if TYPE_CHECKING:
    from nianbao.store.filings import Filing, Step


def overview(services: Services, year: int, profile: Profile, today: date | None = None) -> list[Line]:
    """A line a unit, in the order of the roster."""
    from nianbao.store.filings import list_filings, steps_of_year

    steps = steps_of_year(services.db, year)
    at = today or date.today()
    return [line_of(filing, steps.get(filing.id, []), profile, at) for filing in list_filings(services.db, year)]


def counts(lines: Sequence[Line]) -> Summary:
    """What the lines of a year add up to."""
    return summary(lines)


def line_of(filing: "Filing", steps: "Sequence[Step]", profile: Profile, today: date) -> Line:
    """The line of one filing."""
    state = cast(State, filing.state)
    filed = [step for step in steps if step.act == "file"]
    first = received_on(filed[0]) if filed else None
    told = filed[-1].detail if filed else {}
    returns = [step for step in steps if step.act == "return"]
    published = next((step for step in reversed(steps) if step.act == "publish"), None)
    return Line(
        filing.id,
        filing.unit,
        filing.due_on,
        filing.contact,
        state,
        filing.version,
        first,
        punctuality(state, filing.due_on, first, today),
        told.get("verdict"),
        told.get("errors", 0),
        told.get("warnings", 0),
        len(returns[-1].detail.get("findings", [])) if returns else 0,
        tuple(s.name for s in steps if s.act in READINGS and s.version == filing.version),
        _publication(filing, published, profile) if published else None,
        told.get("compared", 0),
        len(returns),
    )


def _publication(filing: "Filing", step: "Step", profile: Profile) -> Publication:
    told = step.detail
    return Publication(
        date.fromisoformat(told["published_on"]),
        due_date(filing.unit, filing.year, profile.deadlines),
        told["address"],
        len(told["differences"]),
        len(told["not_compared"]),
    )


def reminders(lines: Sequence[Line], year: int, today: date | None = None) -> list[tuple[Line, str]]:
    """Whom to remind, with what to send: those who have not filed, and those whose filing was returned."""
    at = today or date.today()
    found = [(line, reminder(line.unit, year, line.state, line.due_on, at, line.returned)) for line in lines]
    return [(line, said) for line, said in found if said]
