"""The roster of a year, from an .xlsx: who is due, by when."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nianbao.office.filings.due import due_date
from nianbao.office.names import same_agency
from nianbao.office.roster import Roster, RosterChange, read_roster
from nianbao.office.roster import RosterLine as RosterLine
from nianbao.report.errors import UserError
from nianbao.work.people import must_be
from nianbao.work.services import Services
from validators.profile import Profile

if TYPE_CHECKING:
    from nianbao.store.filings import Due


@dataclass(frozen=True, slots=True)
class RosterSet:
    """``units`` on the roster now; how many are ``new``, how many were taken ``off``; ``kept``: not on the new roster, but
    they have filed and so they stay."""

    units: int
    new: int
    off: int
    kept: tuple[str, ...]


def read_roster_file(content: bytes, name: str) -> Roster:
    """A roster (.xlsx, the first sheet with any line); its file's name counts as part of its heading. Raises ``UserError``."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises its own, zipfile's and xml's errors for a bad file
        raise UserError(f"名单 {name} 不是完好的 Excel 工作簿（.xlsx）") from error
    read = read_roster(next((rows for sheet in book if (rows := list(sheet.iter_rows(values_only=True)))), []))
    return replace(read, heading=f"{name} {read.heading}")


def set_roster(services: Services, year: int, lines: Sequence[RosterLine], profile: Profile) -> RosterSet:
    """Make the roster of a year. Where it names no date the profile's holds for the unit. Raises ``UserError`` for whoever
    is logged in and does not manage."""
    from nianbao.store import filings

    must_be(services, "manager")
    due = _due(services, year, lines, profile)
    new, off, kept = filings.set_roster(services.db, year, due)
    return RosterSet(len(due), new, off, tuple(kept))


def roster_change(services: Services, year: int, lines: Sequence[RosterLine], profile: Profile) -> RosterChange | None:
    """What ``set_roster`` would do to the roster of the year; None where there is none yet."""
    from nianbao.store.filings import list_filings

    before = {f.unit: f for f in list_filings(services.db, year) if f.is_host}
    if not before:
        return None
    due = _due(services, year, lines, profile)
    same = [(d, before[name]) for d in due if (name := d.unit if d.unit in before else d.known_as)]
    stay = {f.unit for _, f in same}
    left = [f for f in before.values() if f.unit not in stay]
    known = {d.unit for d, _ in same}
    return RosterChange(
        tuple(d.unit for d in due if d.unit not in known),
        tuple(f.unit for f in left if not f.steps),
        tuple(f.unit for f in left if f.steps),
        tuple((d.unit, f.due_on, d.due_on) for d, f in same if f.due_on != d.due_on),
    )


def _due(services: Services, year: int, lines: Sequence[RosterLine], profile: Profile) -> "list[Due]":
    from nianbao.store.filings import Due, list_filings

    before = [f.unit for f in list_filings(services.db, year) if f.is_host]
    return [
        Due(
            line.unit,
            line.due_on or due_date(line.unit, year, profile.deadlines),
            line.contact,
            _known_as(line.unit, before),
        )
        for line in lines
    ]


def _known_as(unit: str, before: Sequence[str]) -> str:
    """The one name of the roster until now that is this unit's too (水务局, 示例县水务局); empty for none or several."""
    same = [name for name in before if same_agency(name, unit)]
    return same[0] if len(same) == 1 else ""


def years(services: Services) -> list[int]:
    """Years of which there is a roster, the latest first."""
    from nianbao.store.filings import list_years

    return list_years(services.db)
