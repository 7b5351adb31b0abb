"""The roster of a year, from an .xlsx: who is due, by when."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.office.filings.due import due_date
from nianbao.office.names import same_agency
from nianbao.office.roster import RosterLine, roster_lines
from nianbao.report.errors import UserError
from nianbao.work.people import must_be
from nianbao.work.services import Services
from validators.profile import Profile


@dataclass(frozen=True, slots=True)
class RosterSet:
    """``units`` on the roster now; how many are ``new``, how many were taken ``off``; ``kept``: not on the new roster, but
    they have filed and so they stay."""

    units: int
    new: int
    off: int
    kept: tuple[str, ...]


def read_roster_file(content: bytes, name: str) -> list[RosterLine]:
    """The lines of a roster (.xlsx, the first sheet with any). Raises ``UserError``."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises its own, zipfile's and xml's errors for a bad file
        raise UserError(f"名单 {name} 不是完好的 Excel 工作簿（.xlsx）") from error
    return roster_lines(next((rows for sheet in book if (rows := list(sheet.iter_rows(values_only=True)))), []))


def set_roster(services: Services, year: int, lines: Sequence[RosterLine], profile: Profile) -> RosterSet:
    """Make the roster of a year. Where it names no date the profile's holds for the unit. Raises ``UserError`` for whoever
    is logged in and does not manage."""
    from nianbao.store import filings

    must_be(services, "manager")

    before = [f.unit for f in filings.list_filings(services.db, year) if f.is_host]
    due = [
        filings.Due(
            line.unit,
            line.due_on or due_date(line.unit, year, profile.deadlines),
            line.contact,
            _known_as(line.unit, before),
        )
        for line in lines
    ]
    new, off, kept = filings.set_roster(services.db, year, due)
    return RosterSet(len(due), new, off, tuple(kept))


def _known_as(unit: str, before: Sequence[str]) -> str:
    """The one name of the roster until now that is this unit's too (水务局, 示例县水务局); empty for none or several."""
    same = [name for name in before if same_agency(name, unit)]
    return same[0] if len(same) == 1 else ""


def years(services: Services) -> list[int]:
    """Years of which there is a roster, the latest first."""
    from nianbao.store.filings import list_years

    return list_years(services.db)
