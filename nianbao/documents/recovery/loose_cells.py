"""Tables that lost their rows: a run of lines, each a label or a figure, put back into rows by the labels.

Text dumps, flattened pages and text boxes print an official table as one cell after another. The labels say
where a row begins; what stands between two labels are the values of the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.recognise.page_numbers import is_page_number
from nianbao.documents.recovery.protocol import Candidate, recovered
from nianbao.documents.recovery.repeated import first_print
from nianbao.documents.stream import Block, Grid, GridCell, Paragraph
from nianbao.report.cells import is_value
from nianbao.report.labels import LabelIndex, has_ordinal
from nianbao.report.layout import LAYOUTS, TABLE_KEYS, TableKey
from nianbao.report.patterns import regex

MIN_LABELS = 6
"""So many labels of one official table in a run make it that table."""
MAX_TORN = 4
"""A label is torn over so many lines at most."""
MAX_LABEL = 60
"""Characters; a longer line is prose."""
_FIGURE_IN_WORDS = regex(r"^(?:增加?|减少?|[+\-])*\s*\d[\d.,/\s]*(?:万?元|[件项个条宗])?$")


def gather(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each run of loose cells of an official table as one grid in its place."""
    items = list(_items(blocks))
    return list(recovered(len(items), [_LooseCells(items), _WholeBlocks(items)]))


@dataclass
class _LooseCells:
    items: "list[_Item]"

    def at(self, position: int) -> Candidate | None:
        run = _longest_run(self.items, position)
        return None if run is None else Candidate((Grid(tuple(run.rows())),), run.end)


@dataclass
class _WholeBlocks:
    """A paragraph, a grid, or what a run has left of a grid."""

    items: "list[_Item]"

    def at(self, position: int) -> Candidate:
        item = self.items[position]
        if isinstance(item.block, Paragraph):
            return Candidate((item.block,), position + 1)
        end = _after(self.items, position)
        rest = item.block if item.first else item.block._replace(rows=item.block.rows[position - end :])
        return Candidate((rest,), end)


class _Item(NamedTuple):
    """A line that may be a cell: a paragraph, or one row of a grid of one column. ``loose`` is False for real grids."""

    block: Block
    text: str
    loose: bool
    first: bool
    page: int | None


def _items(blocks: Sequence[Block]) -> Iterator[_Item]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _Item(block, block.text, len(block.text) <= MAX_LABEL, True, block.page)
        elif all(len(row) <= 1 for row in block.rows):
            for number, row in enumerate(block.rows):
                text = row[0].text if row else ""
                yield _Item(block, text, True, number == 0, row[0].page if row else None)
        else:
            yield _Item(block, "", False, True, None)


def _after(items: list[_Item], position: int) -> int:
    block = items[position].block
    while position < len(items) and items[position].block is block:
        position += 1
    return position


# --- one run ------------------------------------------------------------------------------------------------------


@dataclass
class _Run:
    """A run of one official table: labels and values in order."""

    key: TableKey
    end: int = 0
    labels: int = 0
    tokens: list[tuple[bool, GridCell]] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[GridCell, ...]]:
        """Rows of labels (headers, groups) and rows of a label with its values."""
        if self.key == "proceedings":
            tokens = first_print(self.tokens, [(is_label, cell.text) for is_label, cell in self.tokens])
            yield tuple(cell for is_label, cell in tokens if is_label)
            values = tuple(cell for is_label, cell in tokens if not is_label)
            yield values or tuple(GridCell("") for _ in LAYOUTS[0].tables[self.key].addresses)
            return
        index = LabelIndex.of_any_layout(self.key)
        row: list[GridCell] = []
        is_data = False
        width = 1
        begun = False
        for number, (is_label, cell) in enumerate(self.tokens):
            if not is_label:
                row.append(cell)
                continue
            has_value = number + 1 < len(self.tokens) and not self.tokens[number + 1][0]
            starts_row = self._starts_row(index, cell.text, has_value, begun)
            if row and (starts_row or is_data):
                yield _padded(row, width) if is_data else tuple(row)
                width = width if is_data else sum(index.leaf(c.text) for c in row) or width
                row = []
            if not row:
                is_data = starts_row
            row.append(cell)
            begun = begun or starts_row
        if row:
            yield _padded(row, width) if is_data else tuple(row)

    def _starts_row(self, index: LabelIndex, text: str, has_value: bool, begun: bool) -> bool:
        if index.row(text) is None:
            return not index.known(text)
        if index.names_something_else(text):
            return has_value or (begun and has_ordinal(text) and not index.group(text))
        return True


def _padded(row: list[GridCell], width: int) -> tuple[GridCell, ...]:
    """A row of a label alone is a row of blank cells: a dump does not print what is not there."""
    return (*row, *(GridCell("") for _ in range(width))) if len(row) == 1 else tuple(row)


def _longest_run(items: list[_Item], start: int) -> _Run | None:
    if not items[start].loose:
        return None
    keys = [k for k in TABLE_KEYS if _label(LabelIndex.of_any_layout(k), items, start, exact=True)]
    runs = [run for key in keys if (run := _run(items, start, key)).labels >= MIN_LABELS]
    return max(runs, key=lambda run: run.end, default=None)


def _run(items: list[_Item], start: int, key: TableKey) -> _Run:
    index = LabelIndex.of_any_layout(key)
    run = _Run(key, start)
    position = start
    while position < len(items) and items[position].loose:
        item = items[position]
        if taken := _label(index, items, position, exact=False):
            text = "".join(i.text for i in items[position : position + taken])
            run.tokens.append((True, GridCell(text, page=item.page)))
            run.labels += 1
            position += taken
            run.end = position
        elif is_page_number(item.text):
            position += 1
        elif _is_cell(item):
            run.tokens.append((False, GridCell(item.text, page=item.page)))
            position += 1
            run.end = position
        elif run.labels and _is_followed_by_value(items, position):
            run.tokens.append(
                (True, GridCell(item.text, page=item.page))
            )  # a label nobody knows, for the reader to say
            position += 1
        else:
            break
    return run


def _is_followed_by_value(items: list[_Item], position: int) -> bool:
    """A short line that is no heading, alone or the first of a torn label, with a value after it."""
    for item in items[position : position + MAX_TORN]:
        if (
            not item.loose
            or not item.text.strip()
            or (isinstance(item.block, Paragraph) and section_heading(item.block))
        ):
            return False
        if _is_cell(item):
            return True
    return False


def _label(index: LabelIndex, items: list[_Item], position: int, *, exact: bool) -> int:
    """How many lines from here make an official label: the most that do, 0 when none."""
    text = ""
    taken = 0
    if is_value(items[position].text):
        return 0
    for count, item in enumerate(items[position : position + MAX_TORN], start=1):
        if count > 1 and is_value(item.text):
            break  # 行政事业性收费 and a dash below it are a label and its value
        text += item.text
        if not item.loose or not item.text.strip() or len(text) > MAX_LABEL:
            break
        if index.is_label(text) or (count == 1 and not exact and index.known(text)):
            taken = count
    return taken


def _is_cell(item: _Item) -> bool:
    """A figure, a dash, a blank cell of a grid, or a figure with a word to it (251000元)."""
    return is_value(item.text) or _FIGURE_IN_WORDS.match(item.text.strip()) is not None
