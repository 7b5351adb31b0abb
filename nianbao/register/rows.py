"""The lines of a register's sheets → applications. No line that may be an application is ever left out in silence."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from nianbao.documents.recognise.register_head import RECEIPT_FIELDS
from nianbao.register.columns import Head, find_head
from nianbao.register.dates import NO_DAY, Day, read_day, read_range
from nianbao.register.kinds import proposed_kind, read_kind
from nianbao.register.models import Application, Case, Place, digest
from nianbao.register.sheets import Line, Sheet
from nianbao.register.wording import read_result
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

_TOTAL = regex(
    r"^(?:\d{1,2}月份?|本?(?:季度?|月|年|页)|第?[一二三四]季度|全年|上半年|下半年|上年|年度)?(?:小计|合计|总计|共计|累计)"
)
_FOOT = regex(r"^(?:制表|填表|审核|复核|填报|统计|注\d?[:：.]|备注|说明|单位负责人|负责人|联系人|联系电话|经办人)")
_NOTHING = frozenset({"无", "/", "-", "—", "——", "零报告", "本月无", "无申请", "0"})
_NO = frozenset(
    {
        "",
        "否",
        "无",
        "/",
        "-",
        "--",
        "—",
        "——",
        "―",
        "×",
        "x",
        "X",
        "0",
        "不",
        "未",
        "N",
        "n",
        "未延期",
        "不延期",
        "没有",
    }
)
_TICKS = frozenset("√✓✔☑■●★是有Yy1对V")
_LONG_NUMBER = regex(r"\d[\d\-X]{6,}")
_YEAR = regex(r"(20\d\d)(?:年(?:度|(?!\d)|\d{1,2}月(?!\d))|(?=\D|$))")
_ESSENTIAL = ("name", "kind", "content", "result", "answered", *RECEIPT_FIELDS)


@dataclass(slots=True)
class ReadRegister:
    """The applications of all files in the order of their rows, how the columns were understood, and what to tell."""

    applications: list[Application] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    """Field → name of its column (``kind.commercial`` for a ticked one)."""
    receipt_choice: list[str] = field(default_factory=list)
    """Names of the columns among which the receipt's is to be chosen; empty when it is known."""
    has_cases: bool = False
    case_days: bool = False
    """True when the register says when reviews or suits ended."""
    titles: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    heads: int = 0
    names_known: bool = False
    skipped: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Section:
    """A run of lines under one head, with the year that days without one are of."""

    sheet: Sheet
    head: Head
    lines: list[tuple[Line, int | None]] = field(default_factory=list)


def read_rows(sheets: Sequence[Sheet], year: int, wanted: Mapping[str, str]) -> ReadRegister:
    """The applications of a register's sheets. ``wanted``: field → the column that the clerk says holds it."""
    found = ReadRegister()
    sections: list[_Section] = []
    for sheet in sheets:
        _sections_of(sheet, sections, found, wanted)
    for section in sections:
        _read_section(section, found, year)
    return found


# --- lines ----------------------------------------------------------------------------------------------------------


def _sections_of(sheet: Sheet, sections: list[_Section], found: ReadRegister, wanted: Mapping[str, str]) -> None:
    """Appends the sections of a sheet; notes sheets without any."""
    titles = sheet.titles
    year = _year_in(sheet.name or "") or _year_in(titles)
    section: _Section | None = None
    at = 0
    while at < len(sheet.lines):
        head = find_head(sheet, at, titles, wanted)
        if head is not None:
            section = _Section(sheet, head)
            sections.append(section)
            found.heads += 1
            at += head.rows
            continue
        line = sheet.lines[at]
        if section is None and (before := _same_table(sections, sheet, line)) is not None:
            section = _Section(sheet, before)
            sections.append(section)
        if section is None:
            titles += "\n" + "".join(line.filled)
            year = year or _year_in(line.filled[0] if line.filled else "")
        else:
            what = _what_line(line, section.head)
            if what == "row":
                section.lines.append((line, year))
            else:
                found.skipped[what] += 1
                year = _year_in(line.filled[0]) or year if what == "banner" and line.filled else year
        at += 1
    if titles.strip():
        found.titles.append(titles.strip())
    if section is None and sheet.lines:
        found.notices.append(f"{sheet.shown}：没有找到台账的表头，没有计入。")
    if section is not None and sheet.hidden:
        found.notices.append(f"{sheet.shown}：这张表是隐藏的，已计入，请核对是否应当计入。")
    if section is not None and sheet.hidden_lines:
        found.notices.append(f"{sheet.shown}：有{sheet.hidden_lines}行是隐藏的（可能设了筛选），已计入，请核对。")


def _year_in(text: str) -> int | None:
    match = _YEAR.search(text)
    return int(match[1]) if match else None


def _same_table(sections: Sequence[_Section], sheet: Sheet, line: Line) -> Head | None:
    """The head of the table before, for a table without one that goes on with it."""
    if not sections or sections[-1].sheet.file != sheet.file or not sections[-1].lines:
        return None
    head = sections[-1].head
    days = [read_day(line.cells[c]).day for c in head.columns(*RECEIPT_FIELDS) if c < len(line.cells)]
    return head if any(days) and len(line.cells) <= head.width else None


def _what_line(line: Line, head: Head) -> str:
    """``row`` for an application; else what the line is: ``total``, ``banner``, ``note``, ``blank``, ``more``."""
    texts = [squeeze(text) for text in line.filled]
    if not texts:
        return "blank"
    receipts = head.columns(*RECEIPT_FIELDS)
    has_day = any(read_day(line.cells[c]).day for c in receipts if c < len(line.cells))
    if not has_day:
        if any(_TOTAL.match(text) for text in texts[:3]):
            return "total"
        if _FOOT.match(texts[0]):
            return "note"
        if len(set(texts)) == 1 or all(text in _NOTHING for text in texts):
            return "banner"
        if not any(line.text(c) for c in (*head.columns(*_ESSENTIAL), *head.ticks, *head.result_ticks)):
            return "blank"
    numbers = head.columns("number")
    merged = set(numbers or head.columns("result", "answered"))
    if merged and merged <= line.carried and (numbers or set(receipts) <= line.carried):
        return "more"  # the further contents of one application
    return "row"


# --- rows -----------------------------------------------------------------------------------------------------------


def _read_section(section: _Section, found: ReadRegister, year: int) -> None:
    head = section.head
    columns = _chosen_columns(section, found)
    receipts = _receipt_columns(section, year)
    if len(receipts) > 1:
        found.receipt_choice += [head.names[c] for c in receipts if head.names[c] not in found.receipt_choice]
    columns["received"] = receipts[0]
    for name, column in columns.items():
        found.columns.setdefault(name, head.names[column])
    for column, key in head.ticks.items():
        found.columns.setdefault(f"kind.{key}", head.names[column])
    for column, key in head.result_ticks.items():
        found.columns.setdefault(f"result.{key}", head.names[column])
    cases = ("review", "suit", "case", "review_flag", "suit_flag")
    found.has_cases = found.has_cases or any(name in columns for name in cases)
    found.case_days = found.case_days or bool({"review_end", "suit_end"} & set(columns))
    found.names_known = found.names_known or "name" in columns
    for line, stated_year in section.lines:
        reader = _RowReader(line, section, columns, stated_year or year)
        found.applications.append(reader.application(len(found.applications) + 1, receipts))
        if reader.assumed_year and (said := _assumed(section, reader.assumed_year)) not in found.notices:
            found.notices.append(said)
        found.notices += reader.notices


def _assumed(section: _Section, year: int) -> str:
    return f"{section.sheet.shown}：有的日期没有写年份，按{year}年读（答复日期按收到之后最近的一天），请核对。"


def _chosen_columns(section: _Section, found: ReadRegister) -> dict[str, int]:
    """One column a field; among several of kinds or results the one whose words are understood most often."""
    head = section.head
    chosen = {name: columns[0] for name, columns in head.fields.items()}
    for name, understood in (("kind", read_kind), ("result", lambda words: read_result(words).key)):
        columns = head.fields.get(name, [])
        if len(columns) > 1:
            scores = {c: sum(understood(line.text(c)) is not None for line, _ in section.lines) for c in columns}
            chosen[name] = max(columns, key=lambda c: scores[c])
    if contents := [c for c in head.fields.get("content", ()) if "描述" not in head.names[c]]:
        chosen["content"] = contents[0]
    if "kind" not in chosen and not head.ticks and "name" in chosen:
        words = [text for line, _ in section.lines if (text := line.text(chosen["name"]))]
        if words and 2 * sum(read_kind(text) is not None for text in words) > len(words):
            chosen["kind"] = chosen.pop("name")
    for name in ("accepted", "applied", "date"):
        chosen.pop(name, None)
    return chosen


def _receipt_columns(section: _Section, year: int) -> list[int]:
    """The column of the receipt; several when they differ and none is surely it (条例第三十一条)."""
    head = section.head
    if sure := head.columns("received"):
        return sure[:1]
    columns = head.columns(*RECEIPT_FIELDS)
    if len(columns) == 1:
        return columns
    differ = any(
        len({read_day(line.cells[c], stated or year).day for c in columns if c < len(line.cells) and line.text(c)}) > 1
        for line, stated in section.lines
    )
    return sorted(columns) if differ else columns[:1]


class _RowReader:
    """One line under the columns of its section."""

    def __init__(self, line: Line, section: _Section, columns: Mapping[str, int], year: int) -> None:
        self._line, self._head, self._sheet = line, section.head, section.sheet
        self._columns, self._year = columns, year
        self.notices: list[str] = []
        self.assumed_year: int | None = None

    def application(self, row: int, receipts: Sequence[int]) -> Application:
        """The application of the line; ``receipts``: the columns that may hold its receipt."""
        line = self._line
        received = self._receipt(receipts[0])
        days = {self._head.names[c]: day for c in receipts if (day := self._receipt(c).day)}
        answered = self._day("answered", received.day)
        kind, words, named, proposed = self._kind()
        after = self._text("suit_way")
        return Application(
            row=row,
            place=Place(file=self._sheet.file, sheet=self._sheet.name, line=line.number, record=line.record),
            received=received.day,
            received_words="" if received.day else self._text("received"),
            receipts=days if len(set(days.values())) > 1 else {},
            answered=answered.day,
            answered_words=self._text("answered") if answered.unclear else "",
            has_answer_column="answered" in self._columns,
            kind=kind,
            kind_words=words,
            kind_name=named,
            proposed_kind=proposed,
            result_words=self._result(),
            extended=self._extended(),
            correction_notice=self._day("correction_notice", received.day).day,
            correction_received=self._day("correction_received", received.day).day,
            third_party=self._third_party(received.day),
            review=self._case("review"),
            suit=self._case("suit"),
            suit_after_review=("复议" in after and "未经" not in after and "直接" not in after) if after else None,
            same=self._same(received.day),
        )

    def _text(self, name: str) -> str:
        column = self._columns.get(name)
        return "" if column is None else self._line.text(column)

    def _receipt(self, column: int) -> Day:
        cells = self._line.cells
        day = read_day(cells[column], self._year) if column < len(cells) else NO_DAY
        if day.assumed and day.day:
            self.assumed_year = self._year
        return day

    def _day(self, name: str, not_before: date | None) -> Day:
        column = self._columns.get(name)
        if column is None or column >= len(self._line.cells):
            return NO_DAY
        day = read_day(self._line.cells[column], self._year, not_before)
        if day.unclear and name != "answered":
            self.notices.append(
                f"{self._at()}：“{self._head.names[column]}”的“{self._text(name)}”不是日期，没有用于计算期限。"
            )
        if day.assumed and day.day:
            self.assumed_year = self._year
        return day

    def _at(self) -> str:
        return f"{self._sheet.shown} 第{self._line.number}行"

    def _kind(self) -> tuple[str | None, str, str, str | None]:
        """The kind, its words where undecided, a digest where these are a name, and what a name proposes."""
        name = self._text("name")
        if self._head.ticks:
            ticked, others = self._ticked(self._head.ticks)
            words = "、".join([*(self._head.names[c] for c in ticked), *others])
            key = self._head.ticks[ticked[0]] if len(ticked) == 1 and not others else None
            return key, "" if key else words, "", proposed_kind(name)
        words = self._text("kind")
        if not words:
            return None, "", digest(name) if name else "", proposed_kind(name)
        key, suggested = read_kind(words), proposed_kind(words)
        if key is None and suggested is not None:
            return None, "", digest(words), suggested
        return key, "" if key else words, "", suggested or proposed_kind(name)

    def _ticked(self, columns: Mapping[int, str]) -> tuple[list[int], list[str]]:
        """Ticked columns, and marks of which it is not known whether they are ticks."""
        marks = {c: squeeze(self._line.text(c)) for c in columns}
        ticked = [c for c, mark in marks.items() if mark in _TICKS]
        return ticked, [f"“{mark}”" for mark in marks.values() if mark not in _TICKS and mark not in _NO]

    def _result(self) -> str:
        """The words of the result; a reason in a column of its own is put behind a result that does not decide."""
        if self._head.result_ticks:
            ticked, others = self._ticked(self._head.result_ticks)
            return "、".join([*(self._head.names[c].rpartition("/")[2] for c in ticked), *others])
        words, reason = self._text("result"), self._text("reason")
        if words and reason and read_result(words).key is None and squeeze(reason) not in _NO:
            return f"{words}：{reason}"
        return words

    def _extended(self) -> bool:
        """True when a cell of the extension says yes, or a day."""
        for name in ("extended", "extension_notice"):
            column = self._columns.get(name)
            if column is None or column >= len(self._line.cells):
                continue
            text = squeeze(self._line.text(column))
            if text in _NO:
                continue
            if text in _TICKS or "延" in text or read_day(self._line.cells[column], self._year).day:
                return "不延" not in text and "未延" not in text
            self.notices.append(
                f"{self._at()}：“{self._head.names[column]}”的“{text}”看不出是否延期，按未延期计算期限，请核对。"
            )
        return False

    def _third_party(self, received: date | None) -> tuple[date, date | None] | None:
        if self._text("third_party"):
            start, end = read_range(self._line.cells[self._columns["third_party"]], received)
        else:
            start, end = self._day("third_party_start", received), self._day("third_party_end", received)
        if start.unclear or end.unclear:
            self.notices.append(f"{self._at()}：征求第三方意见的起止日期没有读懂，没有从期限中扣除，请核对。")
        return (start.day, end.day) if start.day and not end.unclear else None

    def _case(self, kind: str) -> Case | None:
        """The review or the suit; a flag that says yes without a result is a case whose result is not said."""
        words, flag = self._text(kind), squeeze(self._text(f"{kind}_flag"))
        both, result = squeeze(self._text("case")), self._text("case_result")
        if ("复议" if kind == "review" else "诉讼") in both:
            words = result
            flag = "是"
        elif both in {"维持"}:
            words = ""
        if squeeze(words) in _NO:
            words = ""
        if not words and (not flag or flag in _NO):
            return None
        return Case(words=words, filed=self._day(f"{kind}_filed", None).day, ended=self._day(f"{kind}_end", None).day)

    def _same(self, received: date | None) -> str:
        """A digest of who asked for what on which day; empty when the register does not say one of them."""
        name = squeeze(self._text("name"))
        contents = [squeeze(text) for c in self._head.fields.get("content", ()) if (text := self._line.text(c))]
        if not (name and contents and received):
            return ""
        return digest("|".join([name, received.isoformat(), *contents]))


def persons_hidden(raw: str) -> str:
    """Words with what may be a telephone or an identity number in them masked."""
    return _LONG_NUMBER.sub("＊", raw)


def duplicates(applications: Sequence[Application]) -> list[list[int]]:
    """Rows of the same applicant, day and content, together. They are shown, never dropped."""
    groups: dict[str, list[int]] = {}
    for application in applications:
        if application.same:
            groups.setdefault(application.same, []).append(application.row)
    return sorted(rows for rows in groups.values() if len(rows) > 1)
