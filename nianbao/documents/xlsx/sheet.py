"""One sheet of a workbook as its cells stand on the paper: what each shows, and which are merged."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from nianbao.documents.limits import MAX_CELLS, MAX_CHARACTERS
from nianbao.documents.stream import UnreadableFileError
from nianbao.documents.xlsx.hidden import official_columns
from nianbao.documents.xlsx.numbers import GENERAL, displayed
from nianbao.documents.xlsx.parts import BROKEN, Parts
from nianbao.documents.xlsx.places import letters, place
from nianbao.documents.xlsx.rows import Row
from nianbao.documents.xlsx.texts import Text, text_of, unescaped
from nianbao.report.cells import Cell

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
"""What a sheet can hold."""
MAX_MERGES = 20_000
MAX_FILLED_COLUMNS = 200
"""Columns with text of one sheet."""
_TRUE = ("1", "true", "on")
_APOSTROPHES = ("'", "’", "‘", "＇")
"""Typed before a number to make it a text; Excel hides the first of them, other programs and copies keep it."""
TOO_MANY_CELLS = f"表格超过 {MAX_CELLS} 格，已停止读取，请确认是不是选错了文件。"


@dataclass(slots=True)
class SheetContent:
    """What a sheet shows, row by row, and what it keeps to itself."""

    rows: list[Row]
    hidden_rows: list[tuple[int, Row]] = field(default_factory=list)
    """Rows with text that are hidden, each with the number of shown rows above it."""
    hidden_columns: list[str] = field(default_factory=list)
    """Letters of the columns with text that are hidden."""
    official_columns: list[str] = field(default_factory=list)
    """Letters of hidden columns that are read all the same."""
    uncomputed: int = 0
    """Formulas without a value in the file."""
    struck: int = 0
    """Cells of which some text is struck through."""
    rounded: list[str] = field(default_factory=list)
    """Numbers that are shown rounded: ``12.11显示为12``."""


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
        self._struck = 0
        self._struck_styles = parts.struck_styles
        self._rounded: list[str] = []
        self._computed: dict[int, set[int]] = {}

    def content(self) -> SheetContent:
        found, hidden_rows = self._filled_rows()
        columns = sorted({column for texts in found.values() for column in texts})
        if len(columns) > MAX_FILLED_COLUMNS:
            raise UnreadableFileError(f"工作表有 {len(columns)} 列，不像年报的表格，请确认是不是选错了文件。")
        hidden_columns = self._hidden_columns(columns)
        official = official_columns(found.values(), hidden_columns)
        hidden_columns -= official
        merged = _Merges(self._root, columns, hidden_columns)
        rows: list[Row] = []
        hidden: list[tuple[int, Row]] = []
        for number, texts in found.items():
            row = merged.applied(number, texts)
            row.computed = self._computed.get(number, row.computed)
            if number in hidden_rows:
                hidden.append((len(rows), row))
            elif row.texts:
                rows.append(row)
        columns_left_out, columns_read = (
            [letters(column) for column in sorted(kind)] for kind in (hidden_columns, official)
        )
        return SheetContent(rows, hidden, columns_left_out, columns_read, self._uncomputed, self._struck, self._rounded)

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
            if texts := self._filled_cells(row, number):
                rows[number] = texts
                if row.get("hidden") in _TRUE:
                    hidden.add(number)
        return dict(sorted(rows.items())), hidden

    def _filled_cells(self, row: etree._Element, number: int) -> dict[int, str]:
        texts: dict[int, str] = {}
        column = -1
        for cell in row.iterchildren("{*}c"):
            column = place(cell.get("r"))[1] if cell.get("r") else column + 1
            if not len(cell):
                continue
            text = self._shown(cell)
            if _is_formula(cell[0]):
                self._computed.setdefault(number, set()).add(column)
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
            return "" if item is None else self._of_text(text_of(item), cell)
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
            return self._of_text(self._texts[int(stored)], cell)
        if self._struck_styles and cell.get("s") in self._struck_styles:
            self._struck += 1
            return ""
        if kind == "b":
            return "TRUE" if stored == "1" else "FALSE"
        if kind == "n":
            return displayed(stored, self._format(cell), self._starts_1904, self._rounded)
        return unescaped(stored)

    def _of_text(self, text: Text, cell: etree._Element) -> str:
        """What a text shows in a cell, which may be struck through as a whole."""
        if self._struck_styles and cell.get("s") in self._struck_styles:
            self._struck += 1
            return text.if_struck
        self._struck += text.struck
        shown = text.shown
        return shown[1:] if shown[:1] in _APOSTROPHES and Cell.read(shown[1:]).is_number else shown

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


def _is_formula(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and element.tag.endswith("}f")


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
            (top, left), (bottom, right) = place(first), place(last or first)
            merge = _Merge(top, bottom, left, min(right, self._edge))
            if self._columns(merge):
                yield merge
