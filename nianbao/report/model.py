"""The report itself: six sections and three tables, as read or as drafted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from nianbao.report.agency import Agency
from nianbao.report.cells import Cell, Number
from nianbao.report.layout import SECTION_KEYS, Layout, SectionKey, TableKey, TableLayout, outcome_group

Address = tuple[str, str]
"""``(row key, column key)`` inside one official table."""

Numbering = Literal["chinese", "arabic", "auto", "none"]


class Heading(NamedTuple):
    """A top-level heading as printed. ``key`` is None when it is none of the six."""

    key: SectionKey | None
    raw: str
    ordinal: int | None
    numbering: Numbering
    title: str


class Section(NamedTuple):
    """One of the six sections; ``text`` is its prose without the official table, one paragraph a line."""

    key: SectionKey
    heading: Heading | None
    title: str
    text: str

    @property
    def paragraphs(self) -> list[str]:
        return [line for line in self.text.split("\n") if line.strip()]


ProblemCode = Literal[
    "no_table", "no_header", "short_row", "long_row", "unknown_row", "ambiguous", "contradiction", "renamed"
]
"""no_table: its words are there, no table was; no_header: what the columns are is not said; short_row, long_row:
fewer or more values than columns; unknown_row: values without a label that is known; ambiguous: a value could stand
in two places; contradiction: one cell printed twice, differently; renamed: a row or column stands under another name
than the form's. The last two are the file's own."""


class Problem(NamedTuple):
    """Something *we* could not read. ``table`` is None when it concerns the whole file."""

    table: TableKey | None
    message: str
    code: ProblemCode = "no_table"
    state: Literal["parse_error"] = "parse_error"


StatementSource = Literal["title", "page", "preamble", "period", "signature", "metadata", "contact", "file_name"]
STATEMENT_SOURCES: dict[StatementSource, str] = {
    "title": "标题",
    "page": "网页的标题",
    "preamble": "引言",
    "period": "统计期限",
    "signature": "落款",
    "metadata": "网页的信息栏",
    "contact": "联系方式",
    "file_name": "文件名",
}
"""Where a file says whose report it is and of which year, the most trusted first, with the word for it."""


class Statement(NamedTuple):
    """One place that names the agency or the year, as it names it; contradictions are for the rules."""

    subject: Literal["agency", "year"]
    value: str
    source: StatementSource
    quote: str


NoticeCode = Literal[
    "tracked_changes", "no_text_layer", "recognised", "decoded", "left_out", "repaired", "cut", "several_reports"
]
"""tracked_changes: read as if accepted; no_text_layer: pages that are pictures; recognised: read by OCR;
decoded: figures run together taken apart; left_out: parts not read (macros, links); repaired: damage mended;
cut: the file stops in the middle of the report; several_reports: only the first of them was read."""


class Notice(NamedTuple):
    """What a reader must know about how the file was read; one Chinese sentence. ``pages`` count from 1."""

    code: NoticeCode
    message: str
    pages: tuple[int, ...] = ()


class EndsIn(NamedTuple):
    """Where a file stops in the middle: the last section, the table it stops in and the last row that was whole."""

    section: SectionKey
    table: TableKey | None = None
    row: str | None = None


@dataclass(frozen=True)
class Table:
    """An official table: cells by address. A cell that is not in the source is absent, not blank."""

    layout: TableLayout
    cells: dict[Address, Cell]
    unknown_rows: tuple[str, ...] = ()
    """Labels of rows with values that are none of the official ones."""

    def get(self, row: str, column: str) -> Cell | None:
        return self.cells.get((row, column))

    def value(self, row: str, column: str = "total") -> Number | None:
        """The number at an address, or None where nothing countable stands."""
        cell = self.cells.get((row, column))
        return None if cell is None else cell.value

    def integer(self, row: str, column: str = "total") -> int | None:
        """The count (件) at an address; None for blanks and for what is not a whole number."""
        value = self.value(row, column)
        return None if value is None or value != int(value) else int(value)

    def has_row(self, row: str) -> bool:
        return row in self._printed_rows

    @cached_property
    def _printed_rows(self) -> frozenset[str]:
        return frozenset(row for row, _ in self.cells)

    def addresses(self) -> tuple[Address, ...]:
        """Every address this table must have, given whether 其他处理 is one row or three."""
        return self._addresses

    @cached_property
    def _addresses(self) -> tuple[Address, ...]:
        merged = {row.key for row in self.layout.merged_rows if self.has_row(row.key)}
        found: dict[Address, None] = {}
        for row, column in self.layout.addresses:
            key = row.partition(".")[0]
            if key not in merged:
                found[row, column] = None
            else:
                found |= dict.fromkeys((key, c.key) for c in self.layout.columns_of(key))
        return tuple(found)

    def rows(self) -> list[str]:
        """Row keys of ``addresses`` without repetition, in reading order."""
        return list(self._rows)

    @cached_property
    def _rows(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row for row, _ in self._addresses))

    def outcome_rows(self, group: str | None = None) -> list[str]:
        """Rows of table three that are outcomes (予以公开 … 其他处理), all or of one group."""
        rows = [r for r in self.rows() if outcome_group(r)]
        return rows if group is None else [r for r in rows if outcome_group(r) == group]

    def group_total(self, group: str, column: str = "total") -> int | None:
        """Sum (件) of one outcome of table three, None when any operand is missing."""
        values = [self.integer(r, column) for r in self.outcome_rows(group)]
        known = [v for v in values if v is not None]
        return sum(known) if values and len(known) == len(values) else None


@dataclass(frozen=True)
class Report:
    """A whole annual report, whatever file it came from."""

    agency: Agency
    year: int | None
    title: str
    preamble: str
    layout: Layout
    sections: tuple[Section, ...]
    tables: dict[TableKey, Table | None]
    headings: tuple[Heading, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Notice, ...] = ()
    statements: tuple[Statement, ...] = field(default=(), compare=False)
    published: date | None = None
    """Date of publication where the file itself states it."""
    published_source: str = ""
    """Which place of the file ``published`` was read from, in Chinese (发布时间, 落款日期); empty without a date."""
    complete: bool = True
    """False when the file stops in the middle of the report."""
    ends_in: EndsIn | None = None
    reports_in_file: int = 1
    """How many reports the file holds; this is the first of them."""
    unconfirmed: tuple[tuple[TableKey, str], ...] = field(default=(), compare=False)
    """Rows whose figures a second look did not find behind their label in the source."""
    tables_found_in: dict[TableKey, SectionKey | None] = field(default_factory=dict)

    def section(self, key: SectionKey) -> Section | None:
        return next((s for s in self.sections if s.key == key), None)

    def text(self, key: SectionKey) -> str:
        section = self.section(key)
        return "" if section is None else section.text

    def table(self, key: TableKey) -> Table | None:
        return self.tables.get(key)

    def problem(self, key: TableKey) -> Problem | None:
        """Why a table could not be read, when it could not."""
        return next((p for p in self.problems if p.table == key), None)

    def lies_behind_end(self, key: SectionKey) -> bool:
        """True for a section of which nothing is known because the file stops before it."""
        return self.ends_in is not None and SECTION_KEYS.index(key) > SECTION_KEYS.index(self.ends_in.section)

    def stops_before_end_of(self, key: TableKey) -> bool:
        """True for a table that is not whole, or not there, because the file stops in it or before it."""
        if self.ends_in is None or self.lies_behind_end(self.layout.tables[key].section):
            return self.ends_in is not None
        return self.ends_in.table == key or (
            self.ends_in.section == self.layout.tables[key].section and self.table(key) is None
        )

    def notice(self, code: NoticeCode) -> Notice | None:
        """What the reader has to say of one kind, when it has."""
        return next((n for n in self.notices if n.code == code), None)

    def prose(self) -> Iterator[tuple[SectionKey | Literal["preamble"], str]]:
        """Preamble and section texts, with where each is from."""
        if self.preamble:
            yield "preamble", self.preamble
        for section in self.sections:
            yield section.key, section.text
