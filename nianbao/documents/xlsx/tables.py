"""The rows and columns of a sheet that belong to a table: what a clerk adds to check the sums stays out.

Beside an official table stands a column of differences or a remark, below it a row of noughts. Anything that could be a count nobody computed stays in, and then the table is refused rather than misread.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nianbao.documents.xlsx.hidden import row_keys
from nianbao.documents.xlsx.places import letters
from nianbao.documents.xlsx.rows import Row
from nianbao.report.cells import Cell, CellKind
from nianbao.report.labels import LabelIndex
from nianbao.report.layout import TABLE_KEYS
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

_LAST_ROWS = frozenset({"carried_out", "fees", "procurement"})
_CHECK = regex(r"校验|校对|核对|核验|检查|检验|平衡|差额|差异|差数|相差|勾稽|check", re.IGNORECASE)
_LONGEST_HEADER = 20
_FEWEST_HEADERS = 3
"""So many official labels in one row are the header of a table."""
_TRUTH = ("TRUE", "FALSE")


def is_label(text: str) -> bool:
    """Whether a text is a label of an official table."""
    return any(LabelIndex.of_any_layout(key).known(text) for key in TABLE_KEYS)


@dataclass(slots=True)
class Trimmed:
    """The rows and columns of a table, and names of what was left out beside and below it."""

    rows: list[Row]
    columns: list[int]
    left_out: list[str] = field(default_factory=list)


def trimmed(rows: Sequence[Row]) -> Trimmed:
    """A table without check columns to its right and without a check row at its end."""
    columns = sorted({column for row in rows for column in row.texts})
    out = Trimmed(list(rows), columns)
    edge = _edge(rows)
    if edge is not None and columns and columns[-1] > edge:
        for column in [c for c in columns if c > edge]:
            if (name := _check_column(rows, column)) is not None:
                out.columns.remove(column)
                out.left_out.append(name)
        kept = set(out.columns)
        out.rows = [row for row in rows if not kept.isdisjoint(row.texts)]
    kept = set(out.columns)
    while len(out.rows) > 1 and _is_check_row(out.rows[-1], kept) and _is_last(out.rows[-2]):
        out.rows.pop()
        out.left_out.append("最后一行下面没有名称的一行")
    return out


def _edge(rows: Sequence[Row]) -> int | None:
    """The last column that an official header reaches; None where no header stands."""
    edge, headed = -1, False
    for row in rows:
        words = [(column, text) for column, text in row.texts.items() if not text[:1].isdigit()]
        labels = [column for column, text in words if is_label(text)] if len(words) > 1 else []
        if len(labels) > 1:
            headed = headed or len(labels) >= _FEWEST_HEADERS
            edge = max(edge, *(c + row.spans.get(c, 1) - 1 for c in labels))
    return edge if headed else None


def _check_column(rows: Sequence[Row], column: int) -> str | None:
    """What a column outside the official ones is called, when it only checks or remarks; None when it may be data."""
    cells = [(row.texts[column], column in row.computed) for row in rows if column in row.texts]
    header = next((text for text, _ in cells if _is_words(text)), "")
    named = any(len(text) <= _LONGEST_HEADER and _CHECK.search(text) for text, _ in cells)
    if not named and not all(computed or _says_nothing(text) for text, computed in cells):
        return None
    return f"{letters(column)}列“{squeeze(header)[:_LONGEST_HEADER]}”" if header else f"{letters(column)}列"


def _is_words(text: str) -> bool:
    return text not in _TRUTH and not text.startswith("=") and Cell.read(text).kind is CellKind.TEXT


def _says_nothing(text: str) -> bool:
    """True for everything but a number above nought."""
    return not Cell.read(text).value


def _is_check_row(row: Row, columns: set[int]) -> bool:
    """Noughts, formulas and truths without a name."""
    cells = [(text, c in row.computed) for c, text in row.texts.items() if c in columns]
    return all(computed or text in _TRUTH or Cell.read(text).kind is CellKind.ZERO for text, computed in cells)


def _is_last(row: Row) -> bool:
    """Whether a row is the last one of an official table, its values beside it."""
    return len(row.texts) > 1 and any(key in _LAST_ROWS for text in row.texts.values() for key in row_keys(text))
