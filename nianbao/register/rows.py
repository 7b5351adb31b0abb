"""The lines of a register's sheets → applications. No line that may be an application is ever left out in silence."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from nianbao.documents.recognise.register_head import RECEIPT_FIELDS, field_of
from nianbao.register.columns import CASES, Head, find_head
from nianbao.register.dates import read_day
from nianbao.register.kinds import read_kind
from nianbao.register.models import Application
from nianbao.register.proceedings import read_case
from nianbao.register.row_reader import RowReader
from nianbao.register.sheets import Line, Sheet
from nianbao.register.wording import read_result
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

_TOTAL = regex(
    r"^(?:\d{1,2}月份?|本?(?:季度?|月|年|页)|第?[一二三四]季度|全年|上半年|下半年|上年|年度)?(?:小计|合计|总计|共计|累计)"
)
_FOOT = regex(r"^(?:制表|填表|审核|复核|填报|统计|注\d?[:：.]|备注|说明|单位负责人|负责人|联系人|联系电话|经办人)")
_NOTHING = frozenset({"无", "/", "-", "—", "——", "零报告", "本月无", "无申请", "0"})
_NO_ROWS = regex(r"^(?:本(?:月|季度|年)|当月)?(?:未收到|没有收到|无)(?:政府信息公开|依申请公开)?申请$")
_BANNER = regex(r"^[(]?[一二三四五六七八九十]+[)、.]|结转|新收|20\d\d年|[上下]半年|季度|^\d{1,2}月份?$")
_LONG_NUMBER = regex(r"\d[\d\-X]{6,}")
_DAY_LIKE = regex(r"20[0-3]\d-\d{1,2}-\d{1,2}|20[12]\d(?:0\d|1[0-2])(?:[0-2]\d|3[01])")
_YEAR = regex(r"(20\d\d)(?:年(?:度|(?!\d)|\d{1,2}月(?!\d))|(?=\D|$))")
_ESSENTIAL = ("name", "kind", "content", "result", "answered", *RECEIPT_FIELDS)


Understood = Callable[[str], str | None]
_UNDERSTOOD: tuple[tuple[str, Understood], ...] = (
    ("kind", read_kind),
    ("result", lambda words: read_result(words).key),
    ("review", read_case),
    ("suit", read_case),
)
"""Fields that several columns may claim, and what understands their words."""
SURELY_THEIR_WORDS = 0.8
"""Share of understood words by which a column without a known name is taken for that of kinds or results."""
FEWEST_REPEATED = 5
"""Rows of a sheet that are all on other sheets too, from which on the sheet is taken for a summary."""


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
    without: set[str] = field(default_factory=set)
    """Fields for which some sheet has no column."""
    skipped: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Section:
    """A run of lines under one head, with the year that days without one are of."""

    sheet: Sheet
    head: Head
    lines: list[tuple[Line, int | None]] = field(default_factory=list)


def read_rows(
    sheets: Sequence[Sheet], year: int, wanted: Mapping[str, str], left_out: Collection[str] = ()
) -> ReadRegister:
    """The applications of a register's sheets. ``wanted``: field → the column that the clerk says holds it; ``left_out``:
    names of sheets and files that are not to be counted."""
    found = ReadRegister()
    sections: list[_Section] = []
    for sheet in sheets:
        if sheet.name in left_out or sheet.file in left_out:
            found.notices.append(f"{sheet.shown}：按您的要求没有计入。")
            continue
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
            what = _what_line(line, section)
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


def _what_line(line: Line, section: _Section) -> str:
    """``row`` for an application; else what the line is: ``total``, ``banner``, ``note``, ``blank``, ``more``."""
    head = section.head
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
        if _is_banner(line, texts, section):
            return "banner"
        if not any(line.text(c) for c in (*head.columns(*_ESSENTIAL), *head.ticks, *head.result_ticks)):
            return "blank"
    numbers = head.columns("number")
    merged = set(numbers or head.columns("result", "answered"))
    if merged and merged <= line.carried and (numbers or set(receipts) <= line.carried):
        return "more"  # the further contents of one application
    return "row"


def _is_banner(line: Line, texts: Sequence[str], section: _Section) -> bool:
    """True for a line that says one thing over the whole table (二、本年新收), or that there is nothing (零报告)."""
    if all(text in _NOTHING or _NO_ROWS.match(text) for text in texts):
        return True
    if len(set(texts)) > 1:
        return False
    spanned = any(top == line.number and right - left > 1 for top, left, _, right in section.sheet.merges)
    return (
        spanned
        or _BANNER.search(texts[0]) is not None
        or not any(line.text(c) for c in section.head.columns(*_ESSENTIAL))
    )


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
    for column in head.case_ticks:
        found.columns.setdefault(f"case.{column}", head.names[column])
    cases = (*CASES, "case", "review_flag", "suit_flag")
    found.has_cases = found.has_cases or bool(head.case_ticks) or any(name in columns for name in cases)
    found.case_days = found.case_days or bool({"review_end", "suit_end"} & set(columns))
    if section.lines:
        ticked = {"kind": head.ticks, "result": head.result_ticks}
        found.without |= {
            f for f in ("name", "content", "kind", "result", "answered") if f not in columns and not ticked.get(f)
        }
    for line, stated_year in section.lines:
        reader = RowReader(line, section.sheet, head, columns, stated_year or year)
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
    ticked = {"kind": head.ticks, "result": head.result_ticks}
    for name, understood in _UNDERSTOOD:
        columns = head.fields.get(name, [])
        if len(columns) > 1:
            chosen[name] = max(columns, key=lambda c: _share(section, c, understood))
        elif not columns and ticked.get(name) == {}:
            known = [c for c in _unnamed(head) if _share(section, c, understood) >= SURELY_THEIR_WORDS]
            chosen |= {name: known[0]} if len(known) == 1 else {}
    if contents := [c for c in head.fields.get("content", ()) if "描述" not in head.names[c]]:
        chosen["content"] = contents[0]
    if "kind" not in chosen and not head.ticks and "name" in chosen:
        words = [text for line, _ in section.lines if (text := line.text(chosen["name"]))]
        if words and 2 * sum(read_kind(text) is not None for text in words) > len(words):
            chosen["kind"] = chosen.pop("name")
    for name in ("accepted", "applied", "date"):
        chosen.pop(name, None)
    return chosen


def _unnamed(head: Head) -> list[int]:
    """Columns whose name says nothing."""
    named = {c for columns in head.fields.values() for c in columns} | {
        *head.ticks,
        *head.result_ticks,
        *head.case_ticks,
    }
    return [c for c, printed in head.names.items() if c not in named and field_of(printed.split("/")) is None]


def _share(section: _Section, column: int, understood: Understood) -> float:
    """The share of a column's words that are understood as those of a field."""
    words = [text for line, _ in section.lines if (text := line.text(column))]
    return sum(understood(text) is not None for text in words) / len(words) if words else 0


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


def repeated_sheets(applications: Sequence[Application]) -> list[str]:
    """Sheets of which every row stands on other sheets too: a summary of the quarters would be counted twice."""
    sheets: dict[tuple[str, str | None], list[str]] = {}
    for application in applications:
        sheets.setdefault((application.place.file, application.place.sheet), []).append(application.same)
    found = []
    for (file, sheet), mine in sheets.items():
        others = {same for where, rows in sheets.items() if where != (file, sheet) for same in rows}
        if len(mine) >= FEWEST_REPEATED and all(same and same in others for same in mine):
            found.append(f"{file} {sheet}" if sheet else file)
    return found


def persons_hidden(raw: str) -> str:
    """Words with what may be a telephone or an identity number in them masked; a day is neither, be it one that no calendar
    has.

    >>> persons_hidden("2024-02-30"), persons_hidden("张三 13800000000")
    ('2024-02-30', '张三 ＊')
    """
    return _LONG_NUMBER.sub(lambda found: found[0] if _DAY_LIKE.fullmatch(found[0]) else "＊", raw)


def duplicates(applications: Sequence[Application]) -> list[list[int]]:
    """Rows of the same applicant, day and content, together. They are shown, never dropped."""
    groups: dict[str, list[int]] = {}
    for application in applications:
        if application.same:
            groups.setdefault(application.same, []).append(application.row)
    return sorted(rows for rows in groups.values() if len(rows) > 1)
