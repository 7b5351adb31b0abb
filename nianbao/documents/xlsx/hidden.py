"""Hidden rows and columns of a sheet: those that an official table lacks otherwise are read, and said.

Clerks hide rows of noughts, and columns that are empty in one table of the sheet and hold figures in another one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from nianbao.documents.xlsx.rows import Row
from nianbao.report.cells import Cell
from nianbao.report.labels import LabelIndex, tables_with_label
from nianbao.report.layout import TABLE_KEYS, TableKey
from nianbao.report.text import squeeze

_LABELLED: tuple[TableKey, ...] = ("active_disclosure", "applications")
"""Tables whose rows have labels."""
_MOST_HIDDEN = 8
"""Rows hidden in one place of a table."""
_BLOCKS_OF_FOUR = 3
"""Table four prints the headers of its columns so many times."""


def official_columns(rows: Iterable[dict[int, str]], hidden: set[int]) -> set[int]:
    """Those of the hidden columns under an official header that no other column of the table has.

    ``rows``: the texts of each row by column, the hidden ones among them.
    """
    found: set[int] = set()
    for texts in rows if hidden else ():
        for column in hidden.intersection(texts) - found:
            label = squeeze(texts[column])
            if any(LabelIndex.of_any_layout(key).leaf(label) for key in TABLE_KEYS):
                allowed = _BLOCKS_OF_FOUR if any(_is_of_four(text) for text in texts.values()) else 1
                if sum(squeeze(text) == label for text in texts.values()) <= allowed:
                    found.add(column)
    return found


def _is_of_four(text: str) -> bool:
    return tables_with_label(text) == ("proceedings",)


def with_hidden_rows(rows: list[Row], hidden: Sequence[tuple[int, Row]]) -> tuple[list[Row], list[str]]:
    """The rows of a sheet with those hidden ones that an official table lacks otherwise, and their labels.

    A row is such a one only between two official rows that are shown, under a label that stands nowhere else.
    """
    if not hidden:
        return rows, []
    shown = {squeeze(text) for row in rows for text in row.texts.values()}
    out, taken, done = list[Row](), list[str](), 0
    for place, group in groupby(hidden, key=lambda item: item[0]):
        run = [row for _, row in group]
        labels = [_hidden_label(row, shown) for row in run]
        inside = 0 < place < len(rows) and _is_official(rows[place - 1]) and _is_official(rows[place])
        if inside and len(run) <= _MOST_HIDDEN and all(labels):
            out += [*rows[done:place], *run]
            taken += labels
            done = place
    return [*out, *rows[done:]], taken


def _is_official(row: Row) -> bool:
    return any(True for text in row.texts.values() for _ in row_keys(text))


def _hidden_label(row: Row, shown: set[str]) -> str:
    """The official label of a hidden row with figures, unless it stands in a shown row, too; else empty."""
    labels = [text for text in row.texts.values() if next(row_keys(text), None) is not None]
    has_figures = any(Cell.read(text).is_number for text in row.texts.values())
    return squeeze(labels[0]) if len(labels) == 1 and has_figures and squeeze(labels[0]) not in shown else ""


def row_keys(text: str) -> Iterator[str]:
    """The official rows that a text may be the label of."""
    for key in _LABELLED:
        if (row := LabelIndex.of_any_layout(key).row(text)) is not None:
            yield row
