"""Cells parted by a line that holds only a tab: what browsers give out as the text of a page (``innerText``).

Rows are not marked; the labels put the cells into rows (``loose_cells``). What must be known here is which cells are
blank: two separators with nothing between them, and a row that ends with nothing.
"""

from collections.abc import Iterator, Sequence

from nianbao.documents.recovery.loose_cells import MAX_LABEL
from nianbao.documents.recovery.protocol import Candidate
from nianbao.documents.stream import Block, Grid, GridCell, Paragraph
from nianbao.documents.text.lines import heading_key
from nianbao.report.cells import is_value
from nianbao.report.label_words import is_label
from nianbao.report.labels import LabelIndex, tables_with_label
from nianbao.report.layout import TABLE_KEYS, TableKey
from nianbao.report.text import collapse, squeeze

FEWEST_SEPARATORS = 3
FEWEST_LABELS = 6
"""So many labels that begin with a tab show a text whose cells do so: there a lone tab is a blank cell."""

_BLANK = Grid(((GridCell(""),),))


def parts_cells_by_tabs(lines: Sequence[str]) -> bool:
    """True for a text in which a line of nothing but a tab stands between two cells."""
    if sum(map(is_separator, lines)) < FEWEST_SEPARATORS:
        return False
    begun = (line[1:] for line in lines if line.startswith("\t") and "\t" not in line[1:] and line.strip())
    labels = 0
    for text in begun:
        labels += len(text) <= MAX_LABEL and any(LabelIndex.of_any_layout(key).known(text) for key in TABLE_KEYS)
        if labels >= FEWEST_LABELS:
            return False
    return True


def is_separator(line: str) -> bool:
    return "\t" in line and not line.strip()


class PartedByTabs:
    """The loose cells of a stretch; a heading, prose, or a line of several cells ends it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines if parts_cells_by_tabs(lines) else ()

    def at(self, position: int) -> Candidate | None:
        end = position
        while end < len(self._lines) and _may_be_cell(self._lines[end]):
            end += 1
        stretch = self._lines[position:end]
        return Candidate(tuple(_cells(stretch)), end) if any(map(is_separator, stretch)) else None


def _may_be_cell(line: str) -> bool:
    if is_separator(line) or not line.strip():
        return True
    if len(line) > MAX_LABEL or "。" in line or "\t" in line.strip() or "|" in line:
        return False
    return heading_key(line) is None


def _cells(stretch: Sequence[str]) -> Iterator[Block]:
    groups = list(_between_separators(stretch))
    table: TableKey | None = None
    values = 0
    """Cells since the last label."""
    for number, texts in enumerate(groups):
        if number and (not texts or (values and is_label(texts[0]) and not is_value(texts[0]))):
            values += 1
            yield _BLANK  # between two separators, or the end of the row above
        for text in texts:
            values = values + 1 if is_value(text) else 0
            if len(keys := tables_with_label(text)) == 1:
                table = keys[0]
            yield Paragraph(text)
        following = groups[number + 1] if number + 1 < len(groups) else None
        heads_end = table == "proceedings" and bool(texts) and squeeze(texts[-1]) == "总计"
        if heads_end and following is not None and (not following or is_value(following[0])):
            values += 1
            yield _BLANK  # the row of figures begins with nothing


def _between_separators(stretch: Sequence[str]) -> Iterator[list[str]]:
    texts: list[str] = []
    for line in stretch:
        if is_separator(line):
            yield texts
            texts = []
        elif text := collapse(line):
            texts.append(text)
    yield texts
