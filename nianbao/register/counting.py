"""Applications → table three: each counted once where it comes from and once where it ends, each cell with its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from nianbao.register.answers import Answers
from nianbao.register.models import Application, Undecided
from nianbao.register.wording import OUTCOMES, is_open, read_result
from nianbao.report.arithmetic import APPLICANT_KEYS
from nianbao.report.layout import LAYOUT_2021
from nianbao.report.text import squeeze

TABLE = LAYOUT_2021.tables["applications"]
Counts = dict[str, dict[str, int] | None]
"""Row → column → 件; a row that cannot be known yet is None."""
ROWS = tuple(row.key for block in TABLE.blocks for row in block.rows)
_COLUMNS = (*APPLICANT_KEYS, "total")


@dataclass(slots=True)
class Counted:
    """Table three, the rows of each leaf cell (``applications.granted.commercial``), and what must be asked."""

    table: Counts
    cells: dict[str, list[int]]
    undecided: list[Undecided]
    proposals: dict[str, list[int]]
    """Kind → rows whose applicant's name suggests it."""
    of_year: list[Application]
    """Applications of the year with what was answered put in: those of ``new`` and ``carried_in``."""
    rows_of: dict[str, list[int]] = field(default_factory=dict)
    """Row of table three → the applications in it, whatever their kind."""
    outside: list[int] = field(default_factory=list)
    """Rows that count nowhere: answered before the year, or received after it."""


@dataclass(slots=True)
class _Asked:
    rows: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    candidates: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def add(self, name: str, raw: str, row: int, candidates: tuple[str, ...]) -> None:
        self.rows.setdefault((name, raw), []).append(row)
        self.candidates.setdefault((name, raw), candidates)

    def all(self) -> list[Undecided]:
        return [
            Undecided.model_validate(
                {"field": name, "raw": raw, "rows": tuple(rows), "candidates": self.candidates[name, raw]}
            )
            for (name, raw), rows in self.rows.items()
        ]


def count(applications: Sequence[Application], year: int, answers: Answers, receipt_choice: Sequence[str]) -> Counted:
    """Table three of a year (件). ``receipt_choice``: columns among which that of the receipt is not chosen yet."""
    asked = _Asked()
    cells: dict[tuple[str, str], list[int]] = {}
    counted = Counted({}, {}, [], {}, [])
    totals = counted.rows_of
    for application in (answered_by_clerk(a, answers) for a in applications):
        places = _where_from(application, year, asked)
        if receipt_choice and application.receipts and set(places) != {None}:
            asked.add("received", "、".join(receipt_choice), application.row, tuple(receipt_choice))
        place = next((p for p in places if p), None)
        if place is None:
            if application.received is not None:
                counted.outside.append(application.row)
            continue
        counted.of_year.append(application)
        kind = _kind(application, answers, asked, counted.proposals)
        ends = [place]
        outcome = _outcome(application, year, answers, asked)
        if outcome is not None and len(places) == 1:
            ends.append(outcome)
        for row in ends:
            totals.setdefault(row, []).append(application.row)
            if kind is not None:
                cells.setdefault((row, kind), []).append(application.row)
    counted.undecided = asked.all()
    open_questions = bool(counted.undecided or counted.proposals)
    counted.table = {row: _line(row, cells, totals) for row in ROWS}
    counted.table["processed_total"] = None if open_questions else _sum_of(counted.table)
    counted.cells = {f"applications.{row}.{column}": rows for (row, column), rows in sorted(cells.items())}
    return counted


def answered_by_clerk(application: Application, answers: Answers) -> Application:
    """The application with the days that the clerk gave in place of what was no day."""
    said = answers.rows.get(application.row, {})
    change: dict[str, date | str | None] = {}
    if application.received is None and application.received_words:
        change["received"] = answers.received.get(squeeze(application.received_words))
    if application.answered is None and squeeze(application.answered_words) in answers.answered:
        change["answered"] = answers.answered[squeeze(application.answered_words)]
        change["answered_words"] = ""
    for name in ("received", "answered"):
        if name in said:
            change[name] = said[name]
            change[f"{name}_words"] = ""
    return application.model_copy(update=change) if change else application


def _where_from(application: Application, year: int, asked: _Asked) -> list[str | None]:
    """``new``, ``carried_in``, or None for what is not of the year or whose day of receipt must be asked; more than one
    where the receipt is not decided and its days are of different years."""
    if application.received is None:
        asked.add("received", application.received_words, application.row, ())
        return [None]
    days = application.receipts.values() or [application.received]
    return list(dict.fromkeys(_place_of(day, application.answered, year) for day in days))


def _place_of(received: date, answered: date | None, year: int) -> str | None:
    if received.year == year:
        return "new"
    return "carried_in" if received.year < year and (answered is None or answered.year >= year) else None


def _kind(application: Application, answers: Answers, asked: _Asked, proposals: dict[str, list[int]]) -> str | None:
    said = answers.rows.get(application.row, {}).get("kind") or application.kind
    if said:
        return str(said)
    if key := answers.kind.get(squeeze(application.kind_words)) if application.kind_words else None:
        return key
    proposed = application.proposed_kind
    if application.kind_name:
        if key := answers.names_said.get(application.kind_name):
            return key
        if answers.names and proposed:
            return proposed
        proposals.setdefault(proposed or "", []).append(application.row)
        return None
    candidates = (proposed,) if proposed and not application.kind_words else APPLICANT_KEYS
    asked.add("kind", application.kind_words, application.row, tuple(candidates))
    return None


def _outcome(application: Application, year: int, answers: Answers, asked: _Asked) -> str | None:
    """The row that the application ends in; None when that must be asked. An answer after the year is none in it."""
    words = application.result_words
    said = answers.rows.get(application.row, {})
    decided = said.get("result") or answers.result.get(squeeze(words)) or read_result(words).key
    if application.answered is None:
        if application.answered_words:
            asked.add("answered", application.answered_words, application.row, ())
            return None
        if "answered" in said or is_open(words):
            return "carried_out"
        if squeeze(words) in answers.answered:
            return "carried_out"
        asked.add("answered", words, application.row, ())  # an outcome without its day: of this year or not?
        return None
    if application.answered.year > year:
        return "carried_out"
    if decided is None:
        asked.add("result", words, application.row, read_result(words).candidates)
    return decided


def _line(row: str, cells: dict[tuple[str, str], list[int]], totals: dict[str, list[int]]) -> dict[str, int]:
    line = {column: len(cells.get((row, column), ())) for column in APPLICANT_KEYS}
    return line | {"total": len(totals.get(row, ()))}


def _sum_of(table: Counts) -> dict[str, int]:
    return {column: sum((table[row] or {}).get(column, 0) for row in OUTCOMES) for column in _COLUMNS}
