"""Where the values of a row stand: which of the cells right of its label belong to which column.

A row with a value in every column leaves no choice. One with blank cells does: then it must be built like the whole
rows of its table, or it is not read.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from nianbao.documents.stream import GridCell
from nianbao.report.layout import Column
from nianbao.report.model import ProblemCode


@dataclass(frozen=True)
class DataRow:
    """A row whose label is official: its key, its row number, all its cells, and where its label stands."""

    key: str
    number: int
    cells: tuple[GridCell, ...]
    label_at: int
    depth: int
    """How many labels the official row has, its groups among them: rows of one depth are printed alike."""

    @cached_property
    def after(self) -> tuple[GridCell, ...]:
        """The cells right of the label."""
        return self.cells[self.label_at + 1 :]

    @property
    def width(self) -> int:
        """Grid columns of the whole row; cells where the format has no grid."""
        last = self.cells[-1]
        return len(self.cells) if last.column is None else last.column + last.span

    @cached_property
    def filled(self) -> list[int]:
        """Which of the cells right of the label are not blank."""
        return [i for i, cell in enumerate(self.after) if cell.text.strip()]


class MisplacedValuesError(Exception):
    """The values of a row cannot be told apart; the message is the end of a Chinese sentence on the row."""

    def __init__(self, code: ProblemCode, message: str) -> None:
        super().__init__(message)
        self.code = code


class RowShapes:
    """How the rows of one grid with ``wanted`` values each are built, learned from those that leave no choice."""

    def __init__(self, rows: Iterable[DataRow], wanted: int) -> None:
        self.wanted = wanted
        self.whole = [row for row in rows if _is_whole(row, wanted)]
        every = self.whole or list(rows)
        self.widths = Counter(row.width for row in every)
        self.room: dict[tuple[int, int], set[int]] = {}
        for row in every:
            self.room.setdefault((row.depth, row.label_at), set()).add(len(row.after))
        self.from_left = {row.filled[0] for row in self.whole}
        self.from_right = {len(row.after) - 1 - row.filled[-1] for row in self.whole}

    def start(self, row: DataRow) -> int:
        """Index right of the label where the run of values begins. Raises ``MisplacedValuesError``."""
        room, filled = len(row.after), row.filled
        if room < self.wanted:
            raise MisplacedValuesError("short_row", f"只读到{room}格，应有{self.wanted}格")
        if filled and filled[-1] - filled[0] >= self.wanted:
            raise MisplacedValuesError("long_row", f"读到的数多于{self.wanted}格")
        if len(filled) == self.wanted:
            return filled[0]
        if not self._is_built_like_the_others(row):
            raise MisplacedValuesError("ambiguous", "有空格，格数又与其他行不同，无法确定数字属于哪一列")
        if not filled:
            return 0
        if self.wanted == 1:
            return filled[0]
        starts = {s for s in range(room - self.wanted + 1) if s <= filled[0] and filled[-1] < s + self.wanted}
        if len(starts) > 1 and len(self.from_right) == 1:
            starts &= {room - self.wanted - next(iter(self.from_right))}
        if len(starts) > 1 and len(self.from_left) == 1:
            starts &= self.from_left
        if len(starts) != 1:
            raise MisplacedValuesError("ambiguous", "有空格，无法确定数字属于哪一列")
        return starts.pop()

    def _is_built_like_the_others(self, row: DataRow) -> bool:
        """As many cells as rows of the same depth with the label in the same place; else as wide as all rows, or as
        roomy."""
        room = len(row.after)
        alike = self.room.get((row.depth, row.label_at))
        if alike:
            return room in alike
        if len(self.widths) == 1:
            return row.width in self.widths
        rooms = {r for found in self.room.values() for r in found}
        return rooms == {room} or not rooms

    def fits_grid(self, row: DataRow) -> bool:
        """True when the row ends where the whole rows end: then its cells stand under their headers."""
        return row.width in self.widths


def _is_whole(row: DataRow, wanted: int) -> bool:
    filled = row.filled
    return len(filled) == wanted == filled[-1] - filled[0] + 1 if filled else False


def place(row: DataRow, columns: tuple[Column, ...], positions: dict[int, str], shapes: RowShapes) -> dict[str, int]:
    """Column key → index among the cells right of the label.

    With grid columns (Word, HTML) each cell goes under its header, if the row fills its grid. Without, the values
    are the run of cells that ``shapes`` finds.
    """
    if positions and len(columns) > 1:
        placed = {positions[c.column]: i for i, c in enumerate(row.after) if c.column in positions}
        strays = [c for c in row.after if c.column not in positions and c.text.strip()]
        if not strays and len(placed) == len(columns) and shapes.fits_grid(row):
            return placed
        if len(row.filled) != len(columns):
            raise MisplacedValuesError("ambiguous", "的单元格与表头各列对不上（合并单元格可能被改动）")
    start = shapes.start(row)
    found: dict[str, int] = {}
    for index, column in enumerate(columns, start):
        found[column.key] = _said_once(row, found.get(column.key, index), index)
    return found


def _said_once(row: DataRow, before: int, index: int) -> int:
    """Of two cells under one header, printed twice where it should be merged, the one that is filled."""
    first, second = row.after[before].text.strip(), row.after[index].text.strip()
    if first and second and first != second:
        raise MisplacedValuesError("contradiction", "有两格的表头相同，数字不同")
    return index if second else before
