"""Table four in another shape than the form's: a table a group, groups or outcomes as rows, printed twice.

In every shape a value has two names: its group (行政复议, 未经复议直接起诉, 复议后起诉) and its outcome (结果维持 …
总计), one beside it and one above it, or both on one side. A value that lacks one is not read.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from nianbao.documents.tables.printed_rows import Row
from nianbao.report.cells import Cell, CellKind
from nianbao.report.labels import column_cores, label_core
from nianbao.report.layout import OUTCOME_COLUMNS, TableLayout
from nianbao.report.model import Address

Part = list[tuple[Address, Cell]]
"""The cells that one printed table holds; one may be there twice."""

_AROUND = "()[]:;,、.-—_ 的案件类情况数"
"""What may stand around the name of a group."""
_OUTCOMES = {core: column.key for column in OUTCOME_COLUMNS for core in column_cores(column)}


class _Run(NamedTuple):
    """One printed table, wherever pages cut it: what is printed right above it, its header, the rows under that."""

    caption: str
    head: list[Row]
    data: list[Row]


def read_shapes(layout: TableLayout, rows: Iterable[Row]) -> list[Part]:
    """What each printed table among the rows holds; empty when one of them cannot be read."""
    groups = _Groups(layout)
    parts = [_part(groups, run) for run in _runs(groups, rows) if run.data]
    return [part for part in parts if part is not None] if None not in parts else []


class _Groups:
    """The names of the three groups."""

    def __init__(self, layout: TableLayout) -> None:
        rows = [block.rows[0] for block in layout.blocks]
        self.in_order = [row.key for row in rows]
        self.named = {label_core(name): row.key for row in rows for name in (row.label, *row.aliases)}
        self.outer = {label_core(label) for row in rows for label in row.labels[:-1]}
        self._alone = {row.key for row in rows if len(row.labels) == 1}
        self._names = sorted({*self.named, *self.outer}, key=len, reverse=True)

    def of(self, text: str) -> str | None:
        """The group that a label names and nothing else: 行政诉讼（复议后起诉） as well as 复议后起诉."""
        rest = label_core(text)
        for name in self._names:
            rest = rest.replace(name, "")
        return self.said_in(text) if not rest.strip(_AROUND) else None

    def said_in(self, text: str) -> str | None:
        """The one group that a text speaks of, None where it is none or several."""
        core, found = label_core(text), set()
        for name in self._names:
            if name in core:
                found.add(self.named.get(name, name))
                core = core.replace(name, "")
        inner = found - self.outer
        if len(inner) != 1 or (inner & self._alone and found & self.outer):
            return None
        return inner.pop()

    def names(self, text: str) -> bool:
        return label_core(text) in self.outer or self.of(text) is not None


def _outcome(text: str) -> str | None:
    return _OUTCOMES.get(label_core(text))


# --- printed tables -----------------------------------------------------------------------------------------------


def _runs(groups: _Groups, rows: Iterable[Row]) -> Iterator[_Run]:
    """A header after values begins another table; so does a table of five with a group of its own above it."""
    run = _Run("", [], [])
    for row in rows:
        if not row.texts():
            continue
        if _has_values(row) or _is_blank_group(groups, run, row):
            run.data.append(row)
            continue
        if run.data and (any(groups.names(t) or _outcome(t) for t in row.texts())):
            yield run
            run = _Run("", [], [])
        if not run.data:
            run.head.append(row)
            if len(run.head) == 1:
                run = run._replace(caption=row.sheet.caption if row.number == 0 else "")
    yield run


def _has_values(row: Row) -> bool:
    """True for a row with figures, or what stands for none; 栏次 1 2 3 … counts the columns."""
    texts = row.texts()
    if row.numbers_columns() and not any(_outcome(text) for text in texts):
        return False
    return any(Cell.read(text).kind is not CellKind.TEXT for text in texts)


def _is_blank_group(groups: _Groups, run: _Run, row: Row) -> bool:
    """A group of which nothing was filled in, under the outcomes or among other groups."""
    texts = row.texts()
    above = (run.data or run.head)[-1:]
    beside = above and (groups.of(above[0].texts()[0]) if run.data else not _outcome(above[0].cells[0].text))
    under = any(_outcome(t) for r in run.head for t in r.texts())
    return bool(beside) and under and len(row.cells) > len(OUTCOME_COLUMNS) and all(groups.names(t) for t in texts)


def _part(groups: _Groups, run: _Run) -> Part | None:
    if any(_outcome(text) for row in run.data for text in row.texts()):
        return _outcomes_below(groups, run)
    if any(groups.names(text) for row in run.data for text in row.texts()):
        return _groups_below(groups, run)
    return _across(groups, run)


# --- one row of values --------------------------------------------------------------------------------------------


def _across(groups: _Groups, run: _Run) -> Part | None:
    """Groups beside each other, each over its five outcomes."""
    outcomes = [o for row in run.head for text in row.texts() if (o := _outcome(text))]
    named = _groups_in_order(groups, run)
    if len(run.data) != 1 or outcomes != [c.key for c in OUTCOME_COLUMNS] * len(named):
        return None
    addresses = [(group, column.key) for group in named for column in OUTCOME_COLUMNS]
    return _values(run.data[0], addresses, run.head[-1], 0)


def _groups_in_order(groups: _Groups, run: _Run) -> list[str]:
    """The groups of a header from left to right; of a table of one, from what stands above it.

    A merged label may be printed in each of its columns. A header of several lines, also where a text gives them one
    after the other, tells nothing of left and right between the lines: with 行政诉讼 above its two groups, or groups
    in more than one line, only the form's own order is known.
    """
    lines = [[g for text in row.texts() if (g := groups.of(text))] for row in run.head]
    named = [group for group, _ in groupby(group for line in lines for group in line)]
    nested = any(label_core(text) in groups.outer for row in run.head for text in row.texts())
    in_order = named == [group for group in groups.in_order if group in named]
    if not in_order and (nested or sum(bool(line) for line in lines) > 1):
        return []
    return named or [g for g in (groups.said_in(run.caption),) if g]


# --- groups as rows -----------------------------------------------------------------------------------------------


def _groups_below(groups: _Groups, run: _Run) -> Part | None:
    """Five outcomes over a row a group."""
    head = next((r for r in run.head if sum(_outcome(t) is not None for t in r.texts()) == len(OUTCOME_COLUMNS)), None)
    outcomes = [o for text in (head.texts() if head else ()) if (o := _outcome(text))]
    if head is None or len(set(outcomes)) != len(OUTCOME_COLUMNS):
        return None
    part: Part = []
    for row in run.data:
        labels = [n for n, cell in enumerate(row.cells) if cell.text.strip() and groups.names(cell.text)]
        group = groups.of(row.cells[labels[-1]].text) if labels else None
        if group is None:
            return None
        values = _values(row, [(group, outcome) for outcome in outcomes], head, labels[-1] + 1)
        if values is None:
            return None
        part += values
    return part


# --- outcomes as rows ---------------------------------------------------------------------------------------------


def _outcomes_below(groups: _Groups, run: _Run) -> Part | None:
    """A row an outcome: a value for each group above, or one value, its group standing before the first of five."""
    above = _groups_in_order(groups, run)
    head = next((row for row in reversed(run.head) if any(groups.of(text) for text in row.texts())), None)
    group = above[0] if len(above) == 1 else None
    part: Part = []
    for row in run.data:
        labels = [n for n, cell in enumerate(row.cells) if _outcome(cell.text)]
        if len(labels) != 1:
            return None
        outcome = _outcome(row.cells[labels[0]].text) or ""
        named = [g for cell in row.cells[: labels[0]] if (g := groups.of(cell.text))]
        group = named[-1] if named else group
        wanted = above if len(above) > 1 and not named else [group] if group else []
        values = _values(row, [(g, outcome) for g in wanted], head, labels[0] + 1) if wanted else None
        if values is None:
            return None
        part += values
    return part


# --- values -------------------------------------------------------------------------------------------------------


def _values(row: Row, addresses: Sequence[Address], head: Row | None, first: int) -> Part | None:
    """The last cells of a row, right of its labels, as many as there are addresses.

    None when there are fewer or more, when words stand among them, or when some are blank and the row is not built
    as the header over it, so that nobody can tell which.
    """
    indices = range(len(row.cells) - len(addresses), len(row.cells))
    if indices.start < first or any(cell.text.strip() for cell in row.cells[first : indices.start]):
        return None
    cells = [row.cell(index) for index in indices]
    if any(cell.kind is CellKind.BLANK for cell in cells) and not (head and head.width == row.width):
        return None
    return list(zip(addresses, cells, strict=True))
