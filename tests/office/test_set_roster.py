"""A set beside a roster: only the year of most reports counts; a file that could not be read still came in."""

from datetime import date

from nianbao.office.roster import RosterLine
from nianbao.office.set_roster import InSet, Late, beside_roster

ROSTER = [
    RosterLine("青禾县教育局"),
    RosterLine("青禾县司法局", date(2025, 1, 20)),
    RosterLine("柳溪镇人民政府"),
    RosterLine("青禾县水务局"),
]
DEADLINES = {"department": (1, 31), "township": (1, 31), "county": (3, 31)}


def test_who_is_there_who_is_missing_and_who_was_late() -> None:
    files = [
        InSet("1.docx", "示例省青禾县教育局", 2024, date(2025, 1, 31)),
        InSet("2.docx", "青禾县司法局", 2024, date(2025, 1, 21)),
        InSet("青禾县水务局.pdf"),
        InSet("3.docx", "柳溪镇人民政府", 2023, date(2024, 1, 3)),
    ]
    told = beside_roster(ROSTER, files, DEADLINES)
    assert (told.year, told.due, told.filed, told.missing) == (2024, 4, 3, ("柳溪镇人民政府",))
    assert told.late == (Late("青禾县司法局", date(2025, 1, 21), date(2025, 1, 20)),)
    assert beside_roster(ROSTER, [], DEADLINES).filed == 0
