"""One line of a register under its columns → an application."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from nianbao.register.columns import Head
from nianbao.register.dates import NO_DAY, Day, read_day, read_range
from nianbao.register.fees import FEE_FIELDS
from nianbao.register.kinds import proposed_kind, read_kind
from nianbao.register.models import Application, Case, Place, digest
from nianbao.register.sheets import Line, Sheet
from nianbao.register.wording import read_result
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

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
_YUAN = regex(r"(?:[¥￥]|人民币)?(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)元?")
_PERSONAL = regex(r"\d{11}|\d{17}")
_TICKS = frozenset("√✓✔☑■●★是有Yy1对V")


class RowReader:
    """One line under the columns of its section."""

    def __init__(self, line: Line, sheet: Sheet, head: Head, columns: Mapping[str, int], year: int) -> None:
        self._line, self._head, self._sheet = line, head, sheet
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
        return Application(
            row=row,
            place=Place(file=self._sheet.file, sheet=self._sheet.name, line=line.number, record=line.record),
            number=self._number(),
            fields=frozenset(self._columns),
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
            suit=self._case("suit", "suit_direct", "suit_after"),
            suit_after_review=self._after_review(),
            **self._fees(received.day),
            same=self._same(received.day),
        )

    def _number(self) -> str:
        """The register's own number, unless it is as long as a telephone's or a person's."""
        number = squeeze(self._text("number"))
        return "" if _PERSONAL.search(number) else number

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

    def _case(self, *fields: str) -> Case | None:
        """The review or the suit of a row; a flag that says yes without a result is a case whose result is not said."""
        kind = fields[0]
        ticks = {c: f for c, f in self._head.case_ticks.items() if f in fields}
        ticked, others = self._ticked(ticks) if ticks else ([], [])
        words = "、".join([*(self._head.names[c].rpartition("/")[2] for c in ticked), *others])
        flag = "是" if words else squeeze(self._text(f"{kind}_flag"))
        for name in fields:
            words = words or self._text(name)
        if ("复议" if kind == "review" else "诉讼") in squeeze(self._text("case")):
            words, flag = self._text("case_result") or self._text("case"), "是"
        if squeeze(words) in _NO:
            words = ""
        if not words and (not flag or flag in _NO):
            return None
        return Case(words=words, filed=self._day(f"{kind}_filed", None).day, ended=self._day(f"{kind}_end", None).day)

    def _fees(self, received: date | None) -> dict[str, Any]:
        """The day of the fee's notice, its amount and what was paid; what is neither is named."""
        column = self._columns.get("fee_notice")
        written = column is not None and column < len(self._line.cells)
        noticed = read_day(self._line.cells[column], self._year, received) if column is not None and written else NO_DAY
        unclear = ["fee_notice"] if noticed.unclear and squeeze(self._text("fee_notice")) not in _NO else []
        amounts: dict[str, Decimal | None] = {}
        for name in ("fee_amount", "fee_paid"):
            words = squeeze(self._text(name))
            match = _YUAN.fullmatch(words)
            amounts[name] = Decimal(match["value"].replace(",", "")) if match else None
            if match is None and words not in _NO:
                unclear.append(name)
        said = any(self._text(name) for name in FEE_FIELDS)
        return {"fee_notice": noticed.day, **amounts, "fees_said": said, "fees_unclear": tuple(unclear)}

    def _after_review(self) -> bool | None:
        """Whether the suit came after a review, where its column or its way says so."""
        for name, after in (("suit_direct", False), ("suit_after", True)):
            columns = [c for c, f in self._head.case_ticks.items() if f == name]
            if squeeze(self._text(name)) not in _NO or any(squeeze(self._line.text(c)) in _TICKS for c in columns):
                return after
        way = self._text("suit_way")
        return ("复议" in way and "未经" not in way and "直接" not in way) if way else None

    def _same(self, received: date | None) -> str:
        """A digest of who asked for what on which day; empty when the register does not say one of them."""
        name = squeeze(self._text("name"))
        contents = [squeeze(text) for c in self._head.fields.get("content", ()) if (text := self._line.text(c))]
        if not (name and contents and received):
            return ""
        return digest("|".join([name, received.isoformat(), *contents]))
