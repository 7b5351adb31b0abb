"""When a unit is due, who is late and by how much."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nianbao.office.filings.states import WAITING, State
from nianbao.report.agency import infer_agency
from validators.rules.time.dates import deadline_keys

Deadlines = Mapping[str, tuple[int, int]]
"""Who → (month, day) of the year after the report's, as a profile has them."""


def due_date(unit: str, year: int, deadlines: Deadlines) -> date:
    """By when the report for ``year`` is due. Of two deadlines that may hold the later; a unit whose kind its name does not
    tell is due with the departments."""
    keys = deadline_keys(infer_agency(unit)) or ("department",)
    return max(date(year + 1, *deadlines[key]) for key in keys)


Standing = Literal["waiting", "overdue", "in_time", "late"]
"""Of filing in time: not yet due, due and not there, filed in time, filed late."""
STANDING_NAMES: dict[Standing, str] = {
    "waiting": "未到期",
    "overdue": "逾期未报",
    "in_time": "按时报送",
    "late": "迟报",
}


@dataclass(frozen=True, slots=True)
class Punctuality:
    """``days``: 天 (calendar days) late, 0 when not."""

    standing: Standing
    days: int = 0

    @property
    def said(self) -> str:
        return f"{STANDING_NAMES[self.standing]}{self.days}天" if self.days else STANDING_NAMES[self.standing]


def punctuality(state: State, due: date, first_filed: date | None, today: date) -> Punctuality:
    """The first version counts as filing; a filing that was returned stays as late or in time as it was."""
    if first_filed is not None:
        days = max((first_filed - due).days, 0)
        return Punctuality("late" if days else "in_time", days)
    days = max((today - due).days, 0)
    return Punctuality("overdue" if days else "waiting", days)


def reminder(unit: str, year: int, state: State, due: date, today: date, findings: int = 0) -> str | None:
    """What is to be sent to a unit whose turn it is, in one paragraph; None when it is not.

    >>> print(reminder("示例县水务局", 2024, "due", date(2025, 1, 31), date(2025, 2, 3)))
    示例县水务局：贵单位2024年政府信息公开工作年度报告应于2025年1月31日前报送，至今未收到，已逾期3天，请尽快报送。
    """
    if state not in WAITING:
        return None
    title = f"{unit}：贵单位{year}年政府信息公开工作年度报告"
    if state == "returned":
        said = f"，共{findings}处需要修改" if findings else ""
        return f"{title}审核后已退回{said}，请按退回意见修改后重新报送。"
    days = (today - due).days
    when = f"应于{due.year}年{due.month}月{due.day}日前报送，至今未收到"
    if days > 0:
        return f"{title}{when}，已逾期{days}天，请尽快报送。"
    left = "今天是最后一天" if days == 0 else f"距期限还有{-days}天"
    return f"{title}{when}，{left}，请按时报送。"
