"""One sheet of a workbook as its cells stand on the paper: what each shows, and which are merged."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from documents.limits import MAX_CELLS, MAX_CHARACTERS
from documents.stream import GridCell, UnreadableFileError
from documents.xlsx_numbers import GENERAL, displayed
from documents.xlsx_parts import BROKEN, Parts, text_of, unescaped
from report.patterns import regex

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
"""What a sheet can hold."""
MAX_MERGES = 20_000
MAX_FILLED_COLUMNS = 200
"""Columns with text of one sheet."""
_REFERENCE = regex(r"([A-Z]{1,3})([1-9]\d{0,6})")
_TRUE = ("1", "true", "on")
TOO_MANY_CELLS = f"表格超过 {MAX_CELLS} 格，已停止读取，请确认是不是选错了文件。"


@dataclass(slots=True)
class Row:
    """A row that shows something: the texts by column (from 0), and the cells merged into it from above."""

    texts: dict[int, str]
    spans: dict[int, int] = field(default_factory=dict)
    """First column → columns, of merged cells that reach over several or come from above."""
    covered: set[int] = field(default_factory=set)
    """Columns inside a merged cell, its first one apart."""

    def cells(self, columns: list[int]) -> tuple[GridCell, ...]:
        """A cell for each of the columns; merged ones once."""
        return tuple(GridCell(self.texts.get(c, ""), c, self.spans.get(c, 1)) for c in columns if c not in self.covered)


@dataclass(slots=True)
class SheetContent:
    """What a sheet shows, row by row, and what it keeps to itself."""

    rows: list[Row]
    hidden: int = 0
    """Rows and columns with text that are hidden."""
    uncomputed: int = 0
    """Formulas without a value in the file."""


def read_sheet(root: etree._Element, parts: Parts) -> SheetContent:
    """The rows of a sheet that show something. Raises ``UnreadableFileError`` beyond the limits."""
    return _Reader(root, parts).content()


class _Reader:
    def __init__(self, root: etree._Element, parts: Parts) -> None:
        self._root = root
        self._texts, self._formats = parts.shared_texts, parts.formats
        self._starts_1904 = parts.starts_1904
        self._characters = 0
        self._cells = 0
        self._uncomputed = 0

    def content(self) -> SheetContent:
        found, hidden_rows = self._filled_rows()
        columns = sorted({column for texts in found.values() for column in texts})
        if len(columns) > MAX_FILLED_COLUMNS:
            raise UnreadableFileError(f"工作表有 {len(columns)} 列，不像年报的表格，请确认是不是选错了文件。")
        hidden_columns = self._hidden_columns(columns)
        merged = _Merges(self._root, columns, hidden_columns)
        rows = []
        for number, texts in found.items():
            row = merged.applied(number, texts)
            if number not in hidden_rows and row.texts:
                rows.append(row)
        return SheetContent(rows, len(hidden_rows) + len(hidden_columns), self._uncomputed)

    def _filled_rows(self) -> tuple[dict[int, dict[int, str]], set[int]]:
        """The texts of each row that has any, in order; and which of these rows are hidden."""
        rows: dict[int, dict[int, str]] = {}
        hidden: set[int] = set()
        number = 0
        for row in self._root.iterfind("{*}sheetData/{*}row"):
            stated = row.get("r", "")
            number = int(stated) if stated.isdecimal() and len(stated) < 8 else number + 1
            if number in rows or number > MAX_ROW:
                raise UnreadableFileError(BROKEN)
            if texts := self._filled_cells(row):
                rows[number] = texts
                if row.get("hidden") in _TRUE:
                    hidden.add(number)
        return dict(sorted(rows.items())), hidden

    def _filled_cells(self, row: etree._Element) -> dict[int, str]:
        texts: dict[int, str] = {}
        column = -1
        for cell in row.iterchildren("{*}c"):
            column = _place(cell.get("r"))[1] if cell.get("r") else column + 1
            if not len(cell):
                continue
            text = self._shown(cell)
            if not text.strip():
                continue
            if column in texts or column >= MAX_COLUMN:
                raise UnreadableFileError(BROKEN)
            texts[column] = text
            self._cells += 1
            self._characters += len(text)
            if self._cells > MAX_CELLS:
                raise UnreadableFileError(TOO_MANY_CELLS)
            if self._characters > MAX_CHARACTERS:
                raise UnreadableFileError(f"文件里的文字超过 {MAX_CHARACTERS} 字，已停止读取，请确认是不是选错了文件。")
        return texts

    def _shown(self, cell: etree._Element) -> str:
        """What a cell shows; a formula whose value is not in the file shows itself, which is no number."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            item = next(cell.iterchildren("{*}is"), None)
            return "" if item is None else text_of(item)
        value = next(cell.iterchildren("{*}v"), None)
        stored = "" if value is None else value.text or ""
        if not stored.strip():
            formula = next(cell.iterchildren("{*}f"), None)
            if formula is None or (kind == "str" and value is not None):
                return ""  # nothing, or a formula whose result is no text
            self._uncomputed += 1
            return f"={formula.text or '…'}"
        if kind == "s":
            if not (stored.isdecimal() and len(stored) < 10 and int(stored) < len(self._texts)):
                raise UnreadableFileError(BROKEN)
            return self._texts[int(stored)]
        if kind == "b":
            return "TRUE" if stored == "1" else "FALSE"
        if kind == "n":
            return displayed(stored, self._format(cell), self._starts_1904)
        return unescaped(stored)

    def _format(self, cell: etree._Element) -> str:
        style = cell.get("s", "")
        number = int(style) if style.isdecimal() and len(style) < 7 else -1
        return self._formats[number] if 0 <= number < len(self._formats) else GENERAL

    def _hidden_columns(self, filled: list[int]) -> set[int]:
        hidden: set[int] = set()
        for column in self._root.iterfind("{*}cols/{*}col"):
            first, last = column.get("min", ""), column.get("max", "")
            if column.get("hidden") in _TRUE and first.isdecimal() and last.isdecimal():
                hidden |= {c for c in filled if int(first[:7]) - 1 <= c < int(last[:7])}
        return hidden


def _place(reference: str | None) -> tuple[int, int]:
    """Row (from 1) and column (from 0) of ``AB12``."""
    match = _REFERENCE.fullmatch(reference or "")
    if match is None:
        raise UnreadableFileError(BROKEN)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


@dataclass(frozen=True, slots=True, order=True)
class _Merge:
    first_row: int
    last_row: int
    first: int
    last: int


class _Merges:
    """The merged cells of a sheet, laid over its rows from top to bottom."""

    def __init__(self, root: etree._Element, filled: list[int], hidden: set[int]) -> None:
        self._filled = filled
        self._hidden = hidden
        self._edge = filled[-1] if filled else 0
        self._waiting = sorted(self._all(root), reverse=True)
        self._open: list[_Merge] = []

    def applied(self, number: int, texts: dict[int, str]) -> Row:
        """The row with what its merged and hidden columns leave of its texts. Rows come in order."""
        while self._waiting and self._waiting[-1].first_row <= number:
            self._open.append(self._waiting.pop())
        self._open = [merge for merge in self._open if merge.last_row >= number]
        if sum(len(self._columns(merge)) for merge in self._open) > len(self._filled):
            raise UnreadableFileError(BROKEN)  # they lie over one another
        row = Row({c: text for c, text in texts.items() if c not in self._hidden}, covered=set(self._hidden))
        for merge in self._open:
            row.spans[merge.first] = merge.last - merge.first + 1
            for column in self._columns(merge):
                if column > merge.first:
                    row.covered.add(column)
                if column > merge.first or merge.first_row < number:
                    row.texts.pop(column, None)
        return row

    def _columns(self, merge: _Merge) -> list[int]:
        """The columns with text that a merged cell reaches over."""
        return self._filled[bisect_left(self._filled, merge.first) : bisect_right(self._filled, merge.last)]

    def _all(self, root: etree._Element) -> Iterator[_Merge]:
        """Merged cells that hold columns with text, cut off behind the last of these."""
        for count, element in enumerate(root.iterfind("{*}mergeCells/{*}mergeCell")):
            if count >= MAX_MERGES:
                raise UnreadableFileError(f"工作表里合并的单元格超过 {MAX_MERGES} 处，已停止读取，请确认文件来源。")
            first, _, last = element.get("ref", "").replace("$", "").partition(":")
            (top, left), (bottom, right) = _place(first), _place(last or first)
            merge = _Merge(top, bottom, left, min(right, self._edge))
            if self._columns(merge):
                yield merge
