"""The roster (报送单位名单): who is due to report, and where it says so, by when and whom to remind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nianbao.report.errors import UserError
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

_NAME_HEADERS = ("单位名称", "机关名称", "报送单位", "填报单位", "部门名称", "单位", "机关", "名称")
_DUE_HEADERS = ("报送期限", "报送时限", "截止日期", "截止时间", "报送截止日期", "期限", "时限")
_CONTACT_HEADERS = ("联系人及电话", "联系方式", "联系人", "联系电话", "电话")
_NO_NAMES = frozenset({"合计", "总计", "小计", "备注", "说明", "注"})
_DAY = regex(r"(?P<year>\d{4})[年./-](?P<month>\d{1,2})[月./-](?P<day>\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class RosterLine:
    """``due_on``: None where the roster does not say; ``contact``: as written, several columns joined."""

    unit: str
    due_on: date | None = None
    contact: str = ""


def roster_names(rows: Iterable[Sequence[object]]) -> list[str]:
    """Names under the header 单位名称 (or its like), each once, in order; a list without header is its first column of
    words. Raises ``UserError`` when there is none."""
    return [line.unit for line in roster_lines(rows)]


def roster_lines(rows: Iterable[Sequence[object]]) -> list[RosterLine]:
    """As ``roster_names``, with the date and the contact of each. Raises ``UserError`` for no name, or for what stands
    under 报送期限 and is no date."""
    values = [list(row) for row in rows]
    texts = [[_text(v) for v in row] for row in values]
    start, column = _header(texts)
    heads = [squeeze(v) for v in texts[start - 1]] if start else []
    due = next((heads.index(h) for h in _DUE_HEADERS if h in heads), None)
    contacts = [i for i, head in enumerate(heads) if head in _CONTACT_HEADERS]
    found: dict[str, RosterLine] = {}
    wrong = []
    for row, raw in zip(texts[start:], values[start:], strict=True):
        name = row[column] if column < len(row) else ""
        if not name or name.isdigit() or squeeze(name) in _NO_NAMES:
            continue
        on = _date(raw[due]) if due is not None and due < len(raw) else None
        if on is None and due is not None and due < len(row) and row[due]:
            wrong.append(f"{name}的{heads[due]}“{row[due]}”不是日期，请写成 2025-01-31 的样子")
        contact = " ".join(row[i] for i in contacts if i < len(row) and row[i])
        found[name] = RosterLine(name, on, contact)
    if wrong:
        raise UserError("\n".join(wrong))
    if not found:
        raise UserError("名单里没有找到单位名称，请在表头写明“单位名称”")
    return list(found.values())


def _header(rows: list[list[str]]) -> tuple[int, int]:
    """The first row of names and their column."""
    for number, row in enumerate(rows):
        for header in _NAME_HEADERS:
            if header in (squeezed := [squeeze(v) for v in row]):
                return number + 1, squeezed.index(header)
    words = next((i for row in rows for i, v in enumerate(row) if v and not v.isdigit()), 0)
    return 0, words


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DAY.fullmatch(_text(value))
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
