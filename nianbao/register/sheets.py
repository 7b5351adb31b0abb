"""A register's file opened: its sheets as lines of cells, each with its place. Whatever the format, nothing is left out."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nianbao.documents.encoding import decode
from nianbao.documents.formats import detect_format, reader_of
from nianbao.documents.limits import check_file_size, check_text
from nianbao.documents.recognise.register_head import IS_REPORT, has_sections
from nianbao.documents.stream import Grid, GridCell, Stream, UnreadableFileError
from nianbao.report.patterns import regex
from nianbao.report.text import collapse

Value = str | date
Merge = tuple[int, int, int, int]
"""Top and bottom line, first and last column, of a merged cell: (top, left, bottom, right)."""
MOST_WORDS_OUTSIDE = 120
"""Characters beside the tables of a page that is an export: a title, who filled it in."""
_QUOTED = regex(r'^="([^"]*)"$')
"""A text as programs write it lest Excel take it for a number: ``="2024001"``."""
MOST_SPANNED = 200
DELIMITERS = ",\t;|"


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its line number; ``record`` counts the rows of a text whose cells run over lines."""

    number: int
    cells: tuple[Value, ...]
    record: int | None = None
    carried: frozenset[int] = frozenset()
    """Columns whose value stands in a merged cell that began above."""

    def text(self, column: int) -> str:
        """The words of a cell, days as ``2024-03-05``; empty where there is none."""
        value = self.cells[column] if column < len(self.cells) else ""
        return collapse(value) if isinstance(value, str) else value.isoformat()

    @property
    def filled(self) -> list[str]:
        """The texts of the cells with something in them."""
        return [text for column in range(len(self.cells)) if (text := self.text(column))]


@dataclass(slots=True)
class Sheet:
    """A sheet, or a table of a Word file or page (named 表1, 表2 …); a text is one sheet without a name."""

    file: str
    name: str | None
    lines: list[Line]
    merges: list[Merge] = field(default_factory=list)
    titles: str = ""
    """What stands above a table of a document."""
    hidden: bool = False
    hidden_lines: int = 0

    @property
    def shown(self) -> str:
        """The sheet as a reader finds it."""
        return f"{self.file} {self.name}" if self.name else self.file


def open_register(data: bytes, name: str) -> list[Sheet]:
    """The sheets of one file. Raises ``UnreadableFileError``."""
    check_file_size(len(data), name)
    if not data.strip():
        raise UnreadableFileError(f"文件 {name} 是空的。")
    format = detect_format(data, name)
    if format == "xlsx":
        return _workbook(data, name)
    if format in ("xls", "ods"):
        from nianbao.documents.libreoffice.source import convert

        return _workbook(convert(data, format), name)
    if format == "text":
        return [_text(data, name)]
    if format in ("pdf", "picture"):
        raise UnreadableFileError(f"{name} 是 PDF 或图片，台账要逐行计数，请提供 Excel、CSV 或 Word 文件。")
    if format == "html" and (tables := _page(data, name)):
        return tables
    stream = reader_of(format)(data)
    if has_sections(stream.blocks):
        raise UnreadableFileError(IS_REPORT.format(name=name))
    return _tables(stream, name)


def _workbook(data: bytes, file: str) -> list[Sheet]:
    from nianbao.documents.xlsx.values import read_values

    sheets = []
    for values in read_values(data):
        rows: dict[int, dict[int, Value]] = {number: dict(row) for number, row in values.rows.items()}
        carried: dict[int, set[int]] = {}
        for top, left, bottom, right in values.merges:
            if left == right and (value := values.rows.get(top, {}).get(left)) is not None:
                for number in range(top + 1, bottom + 1):
                    if number in rows:
                        rows[number].setdefault(left, value)
                        carried.setdefault(number, set()).add(left)
        lines = [Line(n, _dense(row), carried=frozenset(carried.get(n, ()))) for n, row in sorted(rows.items()) if row]
        hidden = len([n for n in values.hidden_rows if n in rows])
        sheets.append(Sheet(file, values.name, lines, values.merges, hidden=values.hidden, hidden_lines=hidden))
    return sheets


def _lines_of(found: dict[int, dict[int, Value]], merges: list[Merge]) -> tuple[list[Line], set[int]]:
    """The lines of rows, with the value of a cell that reaches down over several in each of them; and their numbers."""
    rows = {number: dict(row) for number, row in found.items()}
    carried: dict[int, set[int]] = {}
    for top, left, bottom, right in merges:
        if left == right and (value := found.get(top, {}).get(left)) is not None:
            for number in range(top + 1, bottom + 1):
                if number in rows:
                    rows[number].setdefault(left, value)
                    carried.setdefault(number, set()).add(left)
    lines = [Line(n, _dense(row), carried=frozenset(carried.get(n, ()))) for n, row in sorted(rows.items()) if row]
    return lines, set(rows)


def _dense(row: dict[int, Value]) -> tuple[Value, ...]:
    return tuple(row.get(column, "") for column in range(max(row) + 1))


def _text(data: bytes, file: str) -> Sheet:
    """Values between commas, tabs, semicolons or strokes; a quoted cell may run over several lines."""
    check_text(data)
    text = decode(data).text
    head = "\n".join(text.splitlines()[:5])
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines, start = [], 1
    try:
        for record, row in enumerate(reader, start=1):
            if any(cell.strip() for cell in row):
                lines.append(Line(start, tuple(_QUOTED.sub(r"\1", cell) for cell in row), record))
            start = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFileError(
            f"{file} 第{start}行之后的引号或分隔符有误，请用 Excel 或 WPS 另存为 .xlsx 再试。"
        ) from error
    return Sheet(file, None, lines)


def _page(data: bytes, file: str) -> list[Sheet]:
    """The tables of a page that is nothing but tables, as systems export them under the name of .xls."""
    from nianbao.documents.html.tree import parse_page

    root = parse_page(decode(data).text)
    tables = [t for t in root.iter("table") if next(t.iterdescendants("table"), None) is None]
    outside = len(_words_in(root)) - sum(len(_words_in(table)) for table in tables)
    if outside > MOST_WORDS_OUTSIDE:
        return []
    sheets = []
    for number, table in enumerate(tables, start=1):
        rows: dict[int, dict[int, Value]] = {}
        merges: list[Merge] = []
        for line, row in enumerate(table.iter("tr"), start=1):
            _add_page_row(rows, merges, line, [c for c in row if c.tag in ("td", "th")])
        lines, _ = _lines_of(rows, merges)
        sheets.append(Sheet(file, f"表{number}", lines, merges))
    return sheets


def _words_in(element: Any) -> str:
    return collapse("".join(str(text) for text in element.itertext()))


def _add_page_row(rows: dict[int, dict[int, Value]], merges: list[Merge], line: int, cells: list[Any]) -> None:
    """The cells of a page's row at the columns that rows above leave free."""
    taken = {c for top, left, bottom, right in merges if top < line <= bottom for c in range(left, right + 1)}
    column = 0
    rows[line] = {}
    for cell in cells:
        while column in taken:
            column += 1
        across, down = (int(v) if (v := cell.get(name, "1")).isdecimal() else 1 for name in ("colspan", "rowspan"))
        across, down = max(1, min(across, MOST_SPANNED)), max(1, min(down, MOST_SPANNED))
        if text := _words_in(cell):
            rows[line][column] = text
        if across > 1 or down > 1:
            merges.append((line, column, line + down - 1, column + across - 1))
        column += across


def _tables(stream: Stream, file: str) -> list[Sheet]:
    """The tables of a document; what stands before a table is its title."""
    sheets: list[Sheet] = []
    words: list[str] = []
    for block in stream.blocks:
        if isinstance(block, Grid):
            merges: list[Merge] = []
            lines = [Line(n, _spread(row, n, merges)) for n, row in enumerate(block.rows, start=1)]
            sheets.append(Sheet(file, f"表{len(sheets) + 1}", lines, merges, titles="\n".join(words[-4:])))
            words = []
        else:
            words.append(block.text)
    return sheets


def _spread(row: Sequence[GridCell], number: int, merges: list[Merge]) -> tuple[Value, ...]:
    """The cells of a row at their grid columns; merged ones are noted."""
    cells: dict[int, Value] = {}
    column = 0
    for cell in row:
        column = column if cell.column is None else cell.column
        cells[column] = cell.text
        if cell.span > 1:
            merges.append((number, column, number, column + cell.span - 1))
        column += cell.span
    return _dense(cells) if cells else ()
