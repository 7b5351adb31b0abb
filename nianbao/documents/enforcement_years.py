"""Rows of an 行政执法统计年报 as its reader sees them, and the years apart where one table holds several."""

from collections.abc import Iterator
from typing import NamedTuple

from nianbao.report.patterns import regex

_INTEGER = regex(r"(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.0+)?[件宗次]?")
_YEAR = regex(r"(20\d\d)(?:年度?)?")
_SEVERAL = 2
_TOTAL = "合计"


class Cell(NamedTuple):
    """``start`` and ``end`` are grid columns; ``text`` is folded, without blanks."""

    text: str
    start: int
    end: int

    @property
    def number(self) -> int | None:
        match = _INTEGER.fullmatch(self.text)
        return int(match[1].replace(",", "")) if match else None


Row = list[Cell]


def years_apart(rows: list[Row]) -> Iterator[tuple[int | None, list[Row]]]:
    """Each year with its own columns or rows; all rows, of no year, where not several years are told apart.

    A heading of one column that names the year stands for the total of that year.
    """
    heads = _heads(rows)
    if len({year for year, _ in heads}) >= _SEVERAL:
        for year in sorted({year for year, _ in heads}):
            others = [cell for other, cell in heads if other != year]
            yield year, [_of_column(row, year, others) for row in rows]
        return
    of_rows = {n: found for n, row in enumerate(rows) if (found := _year_of(row[0])) is not None}
    if len(set(of_rows.values())) < _SEVERAL:
        yield None, rows
        return
    for one in sorted(set(of_rows.values())):
        kept = [(n, row) for n, row in enumerate(rows) if of_rows.get(n, one) == one]
        yield one, [_without_year(row) if n in of_rows else row for n, row in kept]


def _year_of(cell: Cell) -> int | None:
    match = _YEAR.fullmatch(cell.text)
    return int(match[1]) if match else None


def _heads(rows: list[Row]) -> list[tuple[int, Cell]]:
    """Headings that name a year: at least two different ones in one row, with figures below and no kind before them."""
    for row in rows:
        found = [(year, cell) for cell in row if (year := _year_of(cell)) is not None]
        if len({year for year, _ in found}) >= _SEVERAL:
            return found
    return []


def _of_column(row: Row, year: int, others: list[Cell]) -> Row:
    kept = [cell for cell in row if not any(o.start <= cell.start < o.end for o in others)]
    return [c._replace(text=_TOTAL) if _year_of(c) == year and c.end - c.start == 1 else c for c in kept]


def _without_year(row: Row) -> Row:
    """The year of a row is its label, not one of its figures."""
    return [row[0]._replace(text=""), *row[1:]]
