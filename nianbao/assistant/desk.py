"""What the desk in the browser shows, gathered from the lower rooms as plain data: the pages ask only here.

Nothing is decided here. Results of a turn are JSON (``JobResult.data``) and stay JSON; these functions add what a
screen needs besides: official tables as merged cells, the words of the law behind a finding, files to download.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from nianbao.papers.wording import section_name
from nianbao.report.arithmetic import Balance, equations, evaluate
from nianbao.report.cells import Cell
from nianbao.report.errors import UserError
from nianbao.report.layout import LAYOUTS, TABLE_KEYS, Layout, TableKey
from nianbao.report.model import Address, Table
from nianbao.report.patterns import regex
from nianbao.report.place import Origin
from nianbao.report.regulation import Article, articles, cite, find_references
from nianbao.work.services import Services

if TYPE_CHECKING:
    from nianbao.assistant.events import Upload

Json = dict[str, Any]
Mark = Literal["", "cell", "line"]
SearchKind = Literal["article", "note", "passage"]
SAMPLE_REPORT = "liuxi-town-2024.md"
SAMPLE_REPORT_LAST_YEAR = "liuxi-town-2023.md"
DOCX_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LEDGER_ID = regex(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_LAST_MONTH_FOR_LAST_YEAR = 6


# --- conversations --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """A conversation in the list; ``title`` is the beginning of its first question, perhaps empty."""

    id: str
    title: str
    updated_at: datetime


def conversations(services: Services, limit: int = 20) -> list[ConversationLine]:
    """The most recently used first."""
    from nianbao.store.conversations import list_conversations

    return [ConversationLine(c.id, c.title, c.updated_at) for c in list_conversations(services.db, limit)]


def conversation_exists(services: Services, conversation_id: str) -> bool:
    from nianbao.store.conversations import load_conversation
    from nianbao.store.database import NotFoundError

    try:
        load_conversation(services.db, conversation_id)
    except NotFoundError:
        return False
    return True


def uploads_named(services: Services, conversation_id: str, names: Sequence[str]) -> "list[Upload]":
    """Files of a conversation by name, to do a turn again; of two with one name the later."""
    from nianbao.assistant.events import Upload
    from nianbao.store.conversations import list_attachments, load_attachment

    ids = {a.name: a.id for a in list_attachments(services.db, conversation_id)}
    return [Upload(name, load_attachment(services.db, ids[name])) for name in names if name in ids]


# --- files to download ----------------------------------------------------------------------------------------


def template_bytes(year: int) -> bytes:
    """The blank inputs workbook (.xlsx)."""
    import io

    from nianbao.drafting.workbook import write_template

    stream = io.BytesIO()
    write_template(stream, year)
    return stream.getvalue()


def report_year(today: date) -> int:
    """The year that a report being prepared today is about: last year's until the middle of the year."""
    return today.year - 1 if today.month <= _LAST_MONTH_FOR_LAST_YEAR else today.year


def draft_docx(services: Services, draft_id: int, revision: int) -> bytes:
    """The Word file kept with a revision. Raises ``NotFoundError`` when there is none."""
    from nianbao.store.database import NotFoundError
    from nianbao.store.drafts import load_docx

    content = load_docx(services.db, draft_id, revision)
    if content is None:
        raise NotFoundError(f"草稿 {draft_id} 第 {revision} 稿没有 Word 文件。")
    return content


def draft_provenance(services: Services, draft_id: int, revision: int) -> bytes:
    """Where every number of a revision comes from, as JSON."""
    from nianbao.store.drafts import load_revision

    return json_bytes(load_revision(services.db, draft_id, revision).content["provenance"])


def json_bytes(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def sample_uploads(with_last_year: bool = False) -> "list[Upload]":
    """A sample report of an invented agency (示例) to try the desk with, and its last year's on request."""
    from nianbao.assistant.events import Upload
    from nianbao.paths import CORPUS_DIR

    names = [SAMPLE_REPORT_LAST_YEAR, SAMPLE_REPORT] if with_last_year else [SAMPLE_REPORT]
    return [Upload(name, (CORPUS_DIR / "reports" / name).read_bytes()) for name in names]


# --- a report on the screen -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the official form. ``mark``: a finding names this very cell, or the row or column it stands in.

    ``origin``: decoded and recognised figures were not read as they are printed.
    """

    text: str
    rowspan: int
    colspan: int
    header: bool
    value: bool
    mark: Mark = ""
    origin: Origin = "printed"


@dataclass(frozen=True, slots=True)
class ShownTable:
    """An official table; ``rows`` is empty when it was not read, and ``problem`` then says why."""

    key: TableKey
    name: str
    section: str
    rows: tuple[tuple[ShownCell, ...], ...]
    problem: str = ""

    @property
    def is_marked(self) -> bool:
        return any(cell.mark for row in self.rows for cell in row)

    @property
    def origins(self) -> set[Origin]:
        """How its values were read."""
        return {cell.origin for row in self.rows for cell in row if cell.value}


def official_tables(report: Json, findings: Sequence[Json] = ()) -> list[ShownTable]:
    """The three tables of a report (contract JSON), merged as the official form, with what findings name marked."""
    from nianbao.report.form import official_grid

    layout = layout_of(report)
    problems = {p["table"]: p["message"] for p in report["problems"]}
    shown = []
    for key in TABLE_KEYS:
        table_layout = layout.tables[key]
        table = table_from_json(layout, key, report["tables"].get(key))
        if table is None:
            shown.append(ShownTable(key, table_layout.name, table_layout.section, (), problems.get(key, "")))
            continue
        marks = marked_cells(table, [f["where"] for f in findings if f["where"]["table"] == key])
        rows = tuple(
            tuple(
                ShownCell(
                    c.text,
                    c.rowspan,
                    c.colspan,
                    c.header,
                    c.address is not None,
                    marks.get(c.address, "") if c.address else "",
                    table.cells[c.address].origin if c.address in table.cells else "printed",
                )
                for c in row
            )
            for row in official_grid(table_layout, table).rows
        )
        shown.append(ShownTable(key, table_layout.name, table_layout.section, rows))
    return shown


def layout_of(report: Json) -> Layout:
    return next(layout for layout in LAYOUTS if layout.key == report["layout"])


def table_from_json(layout: Layout, key: TableKey, rows: Json | None) -> Table | None:
    """The table that ``report_as_json`` wrote; a row with one column is its cell there."""
    if rows is None:
        return None
    table_layout = layout.tables[key]
    cells: dict[Address, Cell] = {}
    for row, written in rows.items():
        columns = table_layout.columns_of(row)
        by_column = written if len(columns) > 1 else {columns[0].key: written}
        cells |= {
            (row, column): replace(Cell.read(cell["raw"]), origin=cell.get("origin", "printed"))
            for column, cell in by_column.items()
            if cell
        }
    return Table(table_layout, cells)


def marked_cells(table: Table, places: Sequence[Json]) -> dict[Address, Mark]:
    """Cells that findings point to. A column alone means the equation of that column that does not hold."""
    marks: dict[Address, Mark] = {}
    for place in places:
        row, column = place["row"], place["column"]
        if row and column:
            continue
        for address in _line(table, row, column):
            marks[address] = "line"
    marks |= {(p["row"], p["column"]): "cell" for p in places if p["row"] and p["column"]}
    return marks


def _line(table: Table, row: str | None, column: str | None) -> Iterator[Address]:
    if row:
        yield from (a for a in table.addresses() if a[0] == row)
    elif column:
        for equation in equations(table):
            outcome = evaluate(equation, table)
            if equation.line == column and isinstance(outcome, Balance) and not outcome.holds:
                yield from (a for a in (*equation.left, *equation.right) if a[1] == column)


def place_label(where: Json, report: Json) -> str:
    """Where a finding is, for a reader: 表三·一、本年新收…·自然人, 表三·总计列, 一、总体情况."""
    table, row, column = where["table"], where["row"], where["column"]
    if table:
        layout = layout_of(report).tables[table]
        if row:
            return layout.label(row, column)
        if column:
            label = next(c.label for block in layout.blocks for c in block.columns if c.key == column)
            return f"{layout.name}·{label}列"
        return layout.name
    return section_name(where["section"]) if where["section"] else "全文"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A number that a draft may print. ``origin``: where it was handed in, or how it was worked out, in numbers."""

    label: str
    shown: str
    period: str
    origin: str
    formula: str
    in_prose: bool


def ledger_lines(draft: Json) -> list[LedgerLine]:
    """The ledger for a reader (``draft --json``): what the prose prints first, then the other cells of the tables."""
    entries = draft["ledger"]
    values = {e["id"]: str(e["value"]) for e in entries}
    used = {slot for sentence in draft["prose"] for slot in sentence["slots"]}
    lines = [
        LedgerLine(
            e["label"],
            f"{e['value']}{e['unit']}",
            e["period"],
            e.get("source") or formula_in_numbers(e["formula"], values),
            e.get("formula") or "",
            e["id"] in used,
        )
        for e in entries
    ]
    return sorted(lines, key=lambda line: not line.in_prose)


def formula_in_numbers(formula: str, values: dict[str, str]) -> str:
    """``applications.new.total/…`` → ``22÷46``; long sums without their zeros, as on the printed form."""
    terms = formula.split("+")
    if len(terms) > 1 and all(term in values for term in terms):
        numbers = [values[term] for term in terms]
        return "+".join([n for n in numbers if n != "0"] or ["0"])
    return _LEDGER_ID.sub(lambda m: values.get(m.group(), m.group()), formula).replace("/", "÷")


# --- law ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quotation:
    """A provision and the exact lines of its article; ``cited`` are the lines that the citation names."""

    label: str
    lines: tuple[str, ...]
    cited: tuple[str, ...]


def quotations(basis: Sequence[str]) -> list[Quotation]:
    """The regulation's words behind the bases of a finding; bases outside the regulation have none."""
    found = []
    for reference in (r for line in basis for r in find_references(line)):
        cited = cite(reference.article, reference.paragraph, reference.item)
        found.append(Quotation(reference.label, tuple(cite(reference.article).split("\n")), tuple(cited.split("\n"))))
    return found


def regulation_by_chapter() -> dict[str, list[Article]]:
    """The whole regulation: chapter as printed → its articles in order."""
    chapters: dict[str, list[Article]] = {}
    for article in articles():
        chapters.setdefault(article.chapter, []).append(article)
    return chapters


def search(services: Services, query: str, kinds: Sequence[SearchKind], k: int) -> list[Json]:
    """Hits as the contract writes them, best first."""
    return [hit.as_json() for hit in services.searcher.search(query, k=k, kinds=tuple(kinds))]


# --- comparison -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart of a metric. ``role``: own, last_year, median, peer."""

    name: str
    role: Literal["own", "last_year", "median", "peer"]
    value: float
    shown: str


def bars(comparison: Json, metric: Json) -> list[Bar]:
    """Own value, last year's, the peers' median, then the peers from largest to smallest; the unknown have no bar."""
    unit, year = metric["unit"], comparison["year"]
    made: list[Bar] = []

    def add(name: str, role: Literal["own", "last_year", "median", "peer"], value: int | str | None) -> None:
        if value is not None:
            made.append(Bar(name, role, float(value), f"{value}{unit}"))

    add(f"本机关 {year}年" if year else "本机关", "own", metric["value"])
    add(f"本机关 {comparison['previous_year']}年", "last_year", metric["previous"])
    add("同类中位数", "median", metric["peer_median"])
    for peer in sorted(metric["peers"], key=lambda p: Decimal(str(p["value"])), reverse=True):
        add(f"{peer['agency']} {peer['year']}年", "peer", peer["value"])
    return made


def change_label(metric: Json) -> str:
    """``+3件（+30.0%）``; shares change in percentage points; a dash when it is not known."""
    if metric["change"] is None:
        return "—"
    if Decimal(str(metric["change"])) == 0:
        return "持平"
    unit = "个百分点" if metric["unit"] == "%" else metric["unit"]
    percent = metric["change_percent"]
    growth = f"（{Decimal(percent):+}%）" if percent is not None else ""
    return f"{Decimal(str(metric['change'])):+}{unit}{growth}"


# --- catalogue of rules ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule with its page: heading → Markdown, examples as captions (heading, caption)."""

    id: str
    title: str
    severity: str
    basis: tuple[str, ...]
    sections: dict[str, str]
    examples: tuple[tuple[str, str], ...]


def rule_entries() -> list[RuleEntry]:
    """Every rule in catalogue order; a rule without a readable page has no sections."""
    from validators.engine import catalogue
    from validators.pages import EXAMPLE_HEADINGS, PageError, load_page

    entries = []
    for rule in catalogue().values():
        try:
            page = load_page(rule.id)
        except PageError:
            entries.append(RuleEntry(rule.id, rule.title, rule.severity, rule.basis, {}, ()))
            continue
        sections = {heading: text for heading, text in page.sections.items() if heading not in EXAMPLE_HEADINGS}
        examples = tuple((e.heading, e.caption) for e in page.examples)
        entries.append(RuleEntry(rule.id, rule.title, rule.severity, rule.basis, sections, examples))
    return entries


def rule_titles() -> dict[str, str]:
    from validators.engine import catalogue

    return {rule.id: rule.title for rule in catalogue().values()}


# --- library --------------------------------------------------------------------------------------------------


def add_to_library(services: Services, name: str, content: bytes) -> str:
    """Keep an uploaded report for comparison and search; returns its name.

    Raises ``UserError``: the file cannot be read, or does not tell its agency or year.
    """
    from tempfile import TemporaryDirectory

    from nianbao.work.library import add_report
    from nianbao.work.reading import read_once

    try:
        report = read_once(content, name)
    except UserError as error:
        raise UserError(str(error) if name in str(error) else f"{name}：{error}") from error
    with TemporaryDirectory() as folder:
        file = Path(folder) / Path(name).name
        file.write_bytes(content)
        try:
            added = add_report(services, report, file)
        except ValueError as error:
            raise UserError(str(error)) from error
    with suppress(AttributeError):  # not opened yet
        del services.searcher  # a cached property: the next search opens it anew, with this report in it
    return added
