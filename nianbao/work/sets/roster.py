"""A set that is reviewed with a roster: its files are noted as they come, then it is told who is missing and who was late."""

from datetime import date
from pathlib import Path

from nianbao.office.roster import RosterLine
from nianbao.office.set_roster import BesideRoster, InSet, beside_roster
from nianbao.report.text import printable
from nianbao.work.filings.roster import read_roster_file
from nianbao.work.handed.files import load
from validators.profile import national
from validators.review import ReviewOptions
from validators.reviewed import Reviewed


class OnRoster:
    """Raises ``UserError`` for a roster that cannot be read."""

    def __init__(self, roster: Path, options: ReviewOptions) -> None:
        self._lines: list[RosterLine] = read_roster_file(load(roster), printable(roster.name))
        self._options = options
        self._files: list[InSet] = []

    def add(self, reviewed: Reviewed) -> None:
        """A file of the set, read or not."""
        name = printable(reviewed.path.name)
        if reviewed.error is not None:
            self._files.append(InSet(name))
            return
        report = reviewed.data["report"]
        stated = report["published"]
        published = self._options.published or (date.fromisoformat(stated) if stated else None)
        beside = "".join(n["message"] for n in report["notices"] if n["code"] == "several_reports")
        self._files.append(InSet(name, report["agency"]["name"] or "", report["year"], published, beside))

    def told(self) -> BesideRoster:
        """Of all that was added."""
        return beside_roster(self._lines, self._files, (self._options.profile or national()).deadlines)
