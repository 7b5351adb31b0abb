"""A register read as a whole: applications → tables three and four, duplicates, deadlines and what must be asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nianbao.register.answers import Answers
from nianbao.register.counting import Counted, count
from nianbao.register.deadlines import Calendar, due_day, overdue_rows
from nianbao.register.fees import Fees, count_fees
from nianbao.register.models import Application, Overdue, Undecided
from nianbao.register.proceedings import Proceedings, count_cases
from nianbao.register.rows import ReadRegister, duplicates, read_rows, repeated_sheets
from nianbao.register.sheets import Sheet
from nianbao.report.errors import UserError
from nianbao.report.layout import LAYOUT_2021, TableKey
from nianbao.report.patterns import regex

NO_REGISTER = (
    "没有找到申请台账的表头。台账应当每行一件申请，至少有收到（申请、受理）日期、办理结果或答复日期、申请人或申请内容这几列；"
    "列名特殊的，请改成这些名字。"
)
_AGENCY = regex(
    r"(?:年度?)?(?P<name>[^\W\d_a-zA-Z]{2,30}?(?:人民政府(?:办公[厅室])?|街道办事处|办事处|管理委员会|管委会|委员会|[局厅委办](?![法公事])|镇|乡))(?=\d{4}|年|政府信息|依申请|信息公开|申请)"
)


@dataclass(slots=True)
class Register:
    """What a register says of a year. ``read`` is how it was understood, ``counted`` table three, ``cases`` table four
    (None when the register has no such columns)."""

    year: int
    as_of: date
    read: ReadRegister
    counted: Counted
    cases: Proceedings | None
    overdue: list[Overdue]
    on_time: int
    """件 answered in the year and not after their due day (按期答复件数)."""
    not_running: list[int]
    """Rows whose period does not run: corrections did not come, a third party is still being asked."""
    duplicates: list[list[int]]
    calendar: Calendar
    notices: list[str] = field(default_factory=list)
    answers: Answers = field(default_factory=Answers)
    agency: str = ""
    fees: Fees | None = None
    """信息处理费; None when the register has no such columns."""

    @property
    def undecided(self) -> list[Undecided]:
        """All that is asked, wordings of table four among it."""
        return [*self.counted.undecided, *(self.cases.undecided if self.cases else ())]

    @property
    def is_decided(self) -> bool:
        """True when table three is whole."""
        return self.counted.table["processed_total"] is not None


def read_register(sheets: Sequence[Sheet], year: int, as_of: date, answers: Answers) -> Register:
    """The register of a year from its opened files. Raises ``UserError`` where no sheet is a register."""
    read = read_rows(sheets, year, answers.columns, answers.skip_sheets)
    if not read.heads:
        raise UserError(NO_REGISTER)
    counted = count(read.applications, year, answers, read.receipt_choice)
    calendar = Calendar()
    of_year = counted.of_year
    not_said = {row for asked in counted.undecided if asked.field == "answered" for row in asked.rows}
    overdue = overdue_rows([a for a in of_year if a.row not in not_said], as_of, calendar)
    late = {row.row for row in overdue}
    answered = [a for a in of_year if a.answered and a.answered.year == year]
    fees = count_fees(of_year, list(read.columns), year)
    stopped = [a.row for a in of_year if due_day(a, calendar) is None]
    return Register(
        year=year,
        as_of=as_of,
        read=read,
        counted=counted,
        cases=count_cases(of_year, year, read.case_days, answers.all_proceedings) if read.has_cases else None,
        overdue=overdue,
        on_time=sum(a.row not in late for a in answered),
        not_running=stopped,
        duplicates=duplicates(read.applications),
        calendar=calendar,
        notices=[
            *_of_another_year(read, of_year, year),
            *_notices(read, of_year),
            *_columns_not_found(read, answers),
            *(fees.notices if fees else ()),
        ],
        answers=answers,
        agency=answers.agency or agency_in(read.titles),
        fees=fees,
    )


def agency_in(titles: Sequence[str]) -> str:
    """The agency that the titles of a register name; empty where they name none."""
    for title in titles:
        if match := _AGENCY.search(title):
            return match["name"]
    return ""


def pass_gate(register: Register) -> None:
    """Both tables through the gate, every number found among those counted from the rows.

    Raises ``GateError``; only tables without open questions can pass.
    """
    from validators.gate import pass_table

    tables: list[tuple[TableKey, Any, dict[str, list[int]]]] = [
        ("applications", register.counted.table, register.counted.cells)
    ]
    if register.cases is not None and not register.cases.undecided:
        tables.append(("proceedings", register.cases.table, register.cases.cells))
    for key, table, cells in tables:
        pass_table(LAYOUT_2021, key, table, "\n".join(str(len(set(rows))) for rows in cells.values()))


def _columns_not_found(read: ReadRegister, answers: Answers) -> list[str]:
    """Columns that the clerk named and no head has; remembered ones may belong to another year's register."""
    asked = {f: name for f, name in answers.columns.items() if f not in answers.remembered.get("columns", {})}
    return [f"没有找到名为“{name}”的列，请核对列名。" for f, name in asked.items() if f not in read.columns]


def _of_another_year(read: ReadRegister, of_year: Sequence[Application], year: int) -> list[str]:
    if of_year or not any(a.received for a in read.applications):
        return []
    years = sorted({str(a.received.year) for a in read.applications if a.received})
    return [f"台账里没有属于{year}年的申请（收到日期在{'、'.join(years)}年），请核对年度。"]


def _notices(read: ReadRegister, of_year: Sequence[Application]) -> list[str]:
    notices = list(read.notices)
    skipped = {"total": "合计、小计", "more": "同一件申请的续行"}
    notices += [f"{words}{read.skipped[what]}行没有计入。" for what, words in skipped.items() if read.skipped[what]]
    if repeated := repeated_sheets(read.applications):
        notices.insert(
            0,
            f"{'、'.join(repeated)}的每一行在别的表里也有，像是汇总，现在重复计入了；是汇总的，请说明这张表不计。",
        )
    notices += [
        f"没有找到“{label}”一列；有的话请指明是哪一列。"
        for field, label in (("kind", "申请人类别"), ("result", "办理结果"), ("answered", "答复日期"))
        if field in read.without
    ]
    if read.without & {"name", "content"}:
        notices.append("有的表没有申请人或申请内容一列，其中没有查找重复登记。")
    for a in of_year:
        if a.answered and a.received and a.answered < a.received:
            notices.append(f"第{a.row}件：答复日期{a.answered}早于收到日期{a.received}，请核对。")
    if not read.applications:
        notices.append("台账里没有一件申请，各项按0件计。")
    return notices
