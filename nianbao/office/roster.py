"""The roster (报送单位名单): who is due to report, and where it says so, by when and whom to remind.

A table that is no roster is refused, and so is a date that cannot be told: neither may turn into a unit that is late.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from nianbao.office.names import same_agency
from nianbao.report.errors import UserError
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

_NAME_HEADERS = ("单位名称", "机关名称", "报送单位", "填报单位", "部门名称", "单位", "机关", "名称")
_DUE_HEADERS = ("报送期限", "报送时限", "截止日期", "截止时间", "报送截止日期", "期限", "时限")
_CONTACT_HEADERS = ("联系人及电话", "联系方式", "联系人", "联系电话", "电话")
_NUMBERS = frozenset({"序号", "编号", ""})
_NO_NAMES = frozenset({"合计", "总计", "小计", "备注", "说明", "注"})
_DAY = regex(r"(?P<year>\d{4})[年./-](?P<month>\d{1,2})[月./-](?P<day>\d{1,2})日?(?:\s+0{1,2}:00(?::00)?)?")
_YEAR = regex(r"(?<!\d)(?P<year>20\d{2})\s*年")
_SENTENCE = regex(r"[，。；：、！？｜,;!?]|.{41,}")
NO_ROSTER = "这份表不像报送单位名单：“{name}”不是单位名称。请用第一个工作表，表头写明“单位名称”。"
NO_NAME = "名单里没有找到单位名称，请在表头写明“单位名称”"
NO_DATE = "{name}的{head}“{said}”不是日期，请写成 2025-01-31 的样子"
NO_DUE = "“{head}”一列是日期，看不出是什么日期：是报送期限的，请把列名改成“报送期限”；不是的，请删去这一列"
TWO_DATES = "“{name}”写了两次，期限不同（{one}、{other}），请留一行"
TWICE = "“{name}”写了不止一次，按一个单位计"
ALIKE = "“{one}”和“{other}”像是同一机关"
NAMELESS = "第{rows}行没有单位名称，没有列入"
OTHER_YEAR = "名单上写的是{named}年，现在要导入为{year}年度的，请核对报告年度"
OTHER_DUE = "{names}{more}的报送期限是{due}"
DUE_THEN = "{year}年度的年报在{after}年报送，请核对期限和报告年度"
_NAMED = 3
NOT_USED = "没有用到的列：{heads}"


@dataclass(frozen=True, slots=True)
class RosterLine:
    """``due_on``: None where the roster does not say; ``contact``: as written, several columns joined."""

    unit: str
    due_on: date | None = None
    contact: str = ""


@dataclass
class Roster:
    """``doubts``: what whoever imports it should look at first, in Chinese; ``heading``: what stands above its head."""

    lines: list[RosterLine] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    heading: str = ""

    def doubts_of(self, year: int) -> list[str]:
        """As ``doubts``, with what speaks against its being the roster of that report year: a heading that names others, and
        deadlines that do not fall in the year after."""
        named = sorted({found["year"] for found in _YEAR.finditer(self.heading)})
        said = [OTHER_YEAR.format(named="、".join(named), year=year)] if named and str(year) not in named else []
        dates: dict[date, list[str]] = {}
        for line in self.lines:
            if line.due_on and line.due_on.year != year + 1:
                dates.setdefault(line.due_on, []).append(line.unit)
        said += [
            OTHER_DUE.format(
                names="、".join(units[:_NAMED]), more=f"等{len(units)}个单位" if units[_NAMED:] else "", due=due
            )
            for due, units in dates.items()
        ]
        return [*said, *([DUE_THEN.format(year=year, after=year + 1)] if dates else []), *self.doubts]


@dataclass(frozen=True, slots=True)
class RosterChange:
    """What a new roster would change. ``dates``: unit, date until now, date then; ``kept``: gone, but they have filed."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    kept: tuple[str, ...]
    dates: tuple[tuple[str, date, date], ...]


def roster_names(rows: Iterable[Sequence[object]]) -> list[str]:
    """Names under the header 单位名称 (or its like), each once, in order; a list without header is its first column of
    words. Raises ``UserError`` when there is none, or where sentences stand in their place."""
    return list(dict.fromkeys(name for _, name in _Sheet(rows).names()))


def roster_lines(rows: Iterable[Sequence[object]]) -> list[RosterLine]:
    """As ``read_roster``, the lines alone."""
    return read_roster(rows).lines


def read_roster(rows: Iterable[Sequence[object]]) -> Roster:
    """Every unit once, with its date and contact. Raises ``UserError`` for what is no roster, for a date that is none, and
    for a column of dates whose head does not say what they are."""
    sheet = _Sheet(rows)
    names, wrong = sheet.names(), sheet.dates_untold()
    found: dict[str, RosterLine] = {}
    doubts: dict[str, None] = {}
    for number, name in names:
        on, why = sheet.due_on(number, name)
        wrong += [why] if why else []
        before = found.get(name)
        if before is not None and before.due_on != on:
            wrong.append(TWO_DATES.format(name=name, one=before.due_on or "没写", other=on or "没写"))
        elif before is not None:
            doubts[TWICE.format(name=name)] = None
        found[name] = RosterLine(name, on, sheet.contact(number))
    if wrong:
        raise UserError("\n".join(wrong))
    units = list(found)
    pairs = [(a, b) for n, a in enumerate(units) for b in units[n + 1 :] if same_agency(a, b)]
    doubts |= dict.fromkeys(ALIKE.format(one=a, other=b) for a, b in pairs)
    return Roster(list(found.values()), [*doubts, *sheet.passed_over()], sheet.heading)


class _Sheet:
    """The table as it stands. ``start``: the first row below the head (0 without one)."""

    def __init__(self, rows: Iterable[Sequence[object]]) -> None:
        self.values = [list(row) for row in rows]
        self.texts = [[_text(v) for v in row] for row in self.values]
        self.start, self.column = _header(self.texts)
        self.heads = [squeeze(v) for v in self.texts[self.start - 1]] if self.start else []
        self.heading = " ".join(v for row in self.texts[: max(self.start - 1, 0)] for v in row if v)
        self.due = next((self.heads.index(h) for h in _DUE_HEADERS if h in self.heads), None)
        self.contacts = [i for i, head in enumerate(self.heads) if head in _CONTACT_HEADERS]

    def names(self) -> list[tuple[int, str]]:
        """Row (from 0) and name. Raises ``UserError``."""
        cells = [(n, row[self.column]) for n, row in self._body() if self.column < len(row)]
        found = [(n, name) for n, name in cells if name and not name.isdigit() and squeeze(name) not in _NO_NAMES]
        sentence = next((name for _, name in found if _SENTENCE.search(name)), None)
        if sentence is not None:
            raise UserError(NO_ROSTER.format(name=sentence[:20]))
        if not found:
            raise UserError(NO_NAME)
        return found

    def due_on(self, number: int, name: str) -> tuple[date | None, str]:
        """The date of a row, and what is wrong with it."""
        raw = self.values[number]
        if self.due is None or self.due >= len(raw):
            return None, ""
        on, said = _date(raw[self.due]), self.texts[number][self.due]
        wrong = on is None and said != ""
        return on, NO_DATE.format(name=name, head=self.heads[self.due], said=said) if wrong else ""

    def contact(self, number: int) -> str:
        row = self.texts[number]
        return " ".join(row[i] for i in self.contacts if i < len(row) and row[i])

    def dates_untold(self) -> list[str]:
        """Columns of dates that are not under a head for 报送期限."""
        return [
            NO_DUE.format(head=self._head(i))
            for i in self._others()
            if any(_date(row[i]) is not None for row in self.values[self.start :] if i < len(row))
        ]

    def passed_over(self) -> list[str]:
        """What was not taken: rows without a name, columns with something in them."""
        nameless = [
            n + 1
            for n, row in self._body()
            if not (row[self.column] if self.column < len(row) else "")
            and any(v and not v.isdigit() and squeeze(v) not in _NO_NAMES for v in row)
        ]
        heads = [self._head(i) for i in self._others() if squeeze(self._head(i)) not in _NUMBERS]
        said = [NAMELESS.format(rows="、".join(map(str, nameless)))] if nameless else []
        return said + ([NOT_USED.format(heads="、".join(heads))] if heads else [])

    def _body(self) -> list[tuple[int, list[str]]]:
        return list(enumerate(self.texts))[self.start :]

    def _others(self) -> list[int]:
        known = {self.column, self.due, *self.contacts}
        return [i for i in range(max(map(len, self.texts), default=0)) if i not in known]

    def _head(self, column: int) -> str:
        return self.heads[column] if column < len(self.heads) else ""


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
