"""A set of reports beside a roster: whose is there, whose is missing, whose was published late."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nianbao.office.filings.due import Deadlines, due_date
from nianbao.office.names import same_agency
from nianbao.office.roster import RosterLine


@dataclass(frozen=True, slots=True)
class InSet:
    """A file of the set. ``agency`` is empty where none was read; ``beside``: what was said of further reports in the file."""

    file: str
    agency: str = ""
    year: int | None = None
    published: date | None = None
    beside: str = ""

    def is_of(self, unit: str) -> bool:
        """A file that could not be read is the unit's when its own name says so."""
        if unit in self.beside:
            return True
        return same_agency(self.agency, unit) if self.agency else unit in self.file


@dataclass(frozen=True, slots=True)
class Late:
    agency: str
    published: date
    due: date


@dataclass(frozen=True, slots=True)
class BesideRoster:
    """``year``: of the reports that were looked for, None where none was read; ``missing``: units on the roster of which the
    set has no report of that year."""

    year: int | None
    due: int
    filed: int
    missing: tuple[str, ...]
    late: tuple[Late, ...]


def beside_roster(roster: Sequence[RosterLine], files: Sequence[InSet], deadlines: Deadlines) -> BesideRoster:
    """The year is that of most reports, of two the later: last year's lie there to be compared with."""
    years = Counter(file.year for file in files if file.year is not None)
    year = max(years, key=lambda y: (years[y], y), default=None)
    of_year = [file for file in files if file.year in (year, None)]
    found = {line.unit: [file for file in of_year if file.is_of(line.unit)] for line in roster}
    missing = tuple(unit for unit, theirs in found.items() if not theirs)
    late = []
    for line in roster:
        by = line.due_on or (due_date(line.unit, year, deadlines) if year is not None else None)
        dates = [file.published for file in found[line.unit] if file.published is not None and file.agency]
        if by is not None and dates and min(dates) > by:
            late.append(Late(line.unit, min(dates), by))
    return BesideRoster(year, len(roster), len(roster) - len(missing), missing, tuple(late))
