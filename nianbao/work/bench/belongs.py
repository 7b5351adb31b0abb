"""Whether material that is handed in is this draft's: of its year, and of its agency.

What is of another year is refused. What bears another agency's name is not counted before a person says that it is this
one's all the same (an agency that was renamed, a register that another keeps).
"""

import re
from typing import TYPE_CHECKING

from nianbao.office.names import same_agency
from nianbao.report.errors import UserError
from nianbao.report.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianbao.drafting.bench.state import State
    from nianbao.drafting.material.notes import Noted
    from nianbao.register.register import Register
    from nianbao.report.model import Report
    from nianbao.work.bench.opening import Bench

WORKBOOK_YEAR = "“{name}”的“基本情况”写的是{found}年度，这份初稿是{year}年度的，没有作为材料。"
THIS_YEARS = "“{name}”是{year}年度的年报，不是上年的，没有作为材料。改过的初稿请到“核对”交回；要审核它，请到“审核”。"
REPORT_YEAR = "“{name}”是{found}年度的年报，{year}年度初稿的上年是{last}年，没有作为材料。"
NOTES_YEAR = "“{name}”里写的都是{found}年的，没有{year}年的，没有作为材料。"
SECOND_LAST_YEAR = (
    "“{name}”没有计入：上年年报已经有“{there}”，只用一份。要换成这一份，请先在“不用这份”里去掉“{there}”。"
)
OTHER_LEVEL = "“{name}”是{found}的年报，和{agency}不是同一级，没有作为上年年报。"
OTHER_AGENCY = "“{name}”写的机关是{found}，这份初稿是{agency}的，没有计入。"
REGISTER_YEARS = "台账{all}件中，{year}年收到{new}件、上年结转{carried}件{rest}"
NOT_COUNTED = "，其余{n}件不属于本年度"
_YEAR = regex(r"(?<!\d)(?P<year>20\d\d)\s*年", re.ASCII)


class OtherAgencyError(UserError):
    """It bears another agency's name: a person has to say whether it is this draft's all the same."""


def check_workbook(name: str, year: int, state: "State") -> None:
    """Raises ``UserError`` for a workbook of another year."""
    if year != state.year:
        raise UserError(WORKBOOK_YEAR.format(name=name, found=year, year=state.year))


def check_report(name: str, report: "Report", bench: "Bench") -> None:
    """Raises ``UserError`` for a report that is not last year's, is of another level of government, or is a second one."""
    from nianbao.report.agency import infer_agency

    state, year = bench.state, report.year
    if year == state.year:
        raise UserError(THIS_YEARS.format(name=name, year=year))
    if year is not None and year != state.year - 1:
        raise UserError(REPORT_YEAR.format(name=name, found=year, year=state.year, last=state.year - 1))
    levels = report.agency.level, infer_agency(state.agency).level
    if None not in levels and levels[0] != levels[1]:
        raise UserError(OTHER_LEVEL.format(name=name, found=report.agency.name, agency=state.agency))
    if there := next((g.name for g in bench.built.given.values() if g.kind == "previous"), None):
        raise UserError(SECOND_LAST_YEAR.format(name=name, there=there))


def check_notes(name: str, text: str, noted: "Sequence[Noted]", state: "State") -> None:
    """Raises ``UserError`` for notes that name other years and never the draft's: by their statements, or in their title."""
    if str(state.year) in text:
        return
    title = next((line for line in text.split("\n") if line.strip()), "")
    named = {m["year"] for m in _YEAR.finditer(title if not all(n.other_year for n in noted) else text)}
    if named:
        raise UserError(NOTES_YEAR.format(name=name, found="、".join(sorted(named)), year=state.year))


def check_agency(name: str, found: str | None, state: "State") -> None:
    """Raises ``OtherAgencyError`` where another agency is named; nothing is said of what names none."""
    if found and not same_agency(found, state.agency):
        raise OtherAgencyError(OTHER_AGENCY.format(name=name, found=found, agency=state.agency))


def register_years(register: "Register") -> str:
    """How many applications of a register fall into its year, one line."""
    from nianbao.drafting.material.register_material import received_in_year

    whole, new = len(register.read.applications), received_in_year(register)
    carried = len(register.counted.of_year) - new
    left = whole - new - carried
    rest = NOT_COUNTED.format(n=left) if left else ""
    return REGISTER_YEARS.format(all=whole, year=register.year, new=new, carried=carried, rest=rest)
