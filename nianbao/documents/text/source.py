"""Plain text and Markdown: the flavours in which reports are passed around.

*A cell a line* (Word's own text dump): every cell is a line that starts with a tab, rows end at an empty
line, a line without a tab continues the label above it. *A row a line* (PDF and web dumps): cells
separated by tabs or by ``|``. *A cell a line, closed by a pipe*: see ``piped_cells``; *parted by lone tabs*:
``text_tabs``; *by commas, or printed as lists*: ``text_delimited``; *by spaces*: ``text_space_rows``; *in HTML*:
``text_html``.
"""

import re
from collections.abc import Iterator

from nianbao.documents.encoding import decode
from nianbao.documents.limits import check_text
from nianbao.documents.recognise.radicals import fold_radicals
from nianbao.documents.stream import Block, Grid, GridCell, Paragraph, Stream
from nianbao.documents.text.delimited import read_delimited
from nianbao.documents.text.html import split_tables
from nianbao.documents.text.lines import without_drawing, without_page_lines
from nianbao.documents.text.markdown import plain_line
from nianbao.documents.text.piped import is_piped, read_piped
from nianbao.documents.text.space_rows import find_space_tables
from nianbao.documents.text.tabs import parts_cells_by_tabs, read_parted
from nianbao.documents.text.wrapping import join_wrapped
from nianbao.report.patterns import regex
from nianbao.report.text import collapse, squeeze

_ARTEFACT = regex(r"\[bookmark:[^\[\]]*\]")
_MARKDOWN_RULE = regex(r"^\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?$")
_LINE_BREAK = regex(r"<br\s*/?>", re.IGNORECASE)
_RULE = regex(r"^(?:[-=_*~—–\s]{3,}|([-=_*~])\1{3,}[^-=_*~]*\1{4,})$")
MAX_FRONT_MATTER = 40
MAX_RULE = 500
"""Characters of a line drawn with characters."""
MAX_WRAPPED = 2_000
"""Characters; lines that go on behind a cell of this length are prose."""
_MARKDOWN_HEADING = regex(r"^(#{1,6})\s+(.*)$")


def read_text(data: bytes) -> Stream:
    """Stream of a .txt or .md file, in any of the encodings of ``encoding.decode``."""
    check_text(data)
    decoded = decode(data)
    text = fold_radicals(decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    blocks: list[Block] = []
    for piece in split_tables(text):
        if isinstance(piece, str):
            lines = piece.split("\n")
            blocks += _read_lines(lines if blocks else _without_front_matter(lines))
        else:
            blocks += piece
    return Stream(tuple(blocks), decoded.notices)


def _read_lines(lines: list[str]) -> Iterator[Block]:
    plain = [plain_line(line) for line in without_drawing(lines)]
    return _blocks(join_wrapped(without_page_lines(plain)))


def _blocks(lines: list[str]) -> Iterator[Block]:
    position = 0
    tabs_part_cells = parts_cells_by_tabs(lines)
    space_tables = find_space_tables(lines)
    while position < len(lines):
        line = lines[position]
        if tabs_part_cells:
            loose, position = read_parted(lines, position)
            if loose:
                yield from loose
                continue
        if _is_cell_line(line) and (line.strip() or not tabs_part_cells):
            grid, position = _cell_a_line(lines, position)
            yield grid
        elif is_piped(line):
            rows, position = read_piped(lines, position)
            yield Grid(tuple(rows))
        elif _is_row_line(line):
            grid, position = _row_a_line(lines, position)
            yield grid
        elif position in space_tables:
            cells, position = space_tables[position]
            yield _grid(cells)
        else:
            cells, after = read_delimited(lines, position)
            if cells:
                yield _grid(cells)
            elif paragraph := _paragraph(line):
                yield paragraph
            position = after if cells else position + 1


def _grid(rows: list[list[str]]) -> Grid:
    return Grid(tuple(map(_row, rows)))


def _without_front_matter(lines: list[str]) -> list[str]:
    """A Markdown file may open with a block of ``key: value`` lines about itself."""
    if not lines or lines[0].strip() != "---":
        return lines
    end = next((n for n, line in enumerate(lines[1:MAX_FRONT_MATTER], start=1) if line.strip() == "---"), None)
    return lines if end is None else lines[end + 1 :]


def _paragraph(line: str) -> Paragraph | None:
    text = _ARTEFACT.sub("", line).strip()
    if not squeeze(text) or (len(text) <= MAX_RULE and _RULE.match(text)):
        return None
    if heading := _MARKDOWN_HEADING.match(text):
        return Paragraph(heading[2].rstrip("#").rstrip(), level=len(heading[1]))
    return Paragraph(text)


# --- a cell a line --------------------------------------------------------------------------------------------


def _is_cell_line(line: str) -> bool:
    return line.startswith("\t") and "\t" not in line[1:]


def _cell_a_line(lines: list[str], position: int) -> tuple[Grid, int]:
    """Rows until two empty lines, or a line of prose after an empty one, end the table."""
    rows: list[tuple[GridCell, ...]] = []
    cells: list[str] = []
    while position < len(lines):
        line = lines[position]
        if _is_cell_line(line):
            cells.append(line[1:])
        elif line.strip() and cells and len(cells[-1]) < MAX_WRAPPED:
            cells[-1] += line.strip()  # a label wrapped inside its cell: 商业⏎企业
        elif line.strip():
            break
        else:
            if cells:
                rows.append(_row(cells))
                cells = []
            position = _next_line(lines, position)
            if position == len(lines) or not _is_cell_line(lines[position]):
                break
            continue
        position += 1
    if cells:
        rows.append(_row(cells))
    return Grid(tuple(rows)), position


def _next_line(lines: list[str], position: int) -> int:
    """Where the next line is that holds something, if only a cell; behind the last line when there is none."""
    while position < len(lines) and not lines[position].strip() and not lines[position].startswith("\t"):
        position += 1
    return position


# --- a row a line ---------------------------------------------------------------------------------------------


def _is_row_line(line: str) -> bool:
    stripped = line.strip(" ")
    return ("\t" in stripped and bool(stripped.strip("\t"))) or "|" in stripped


def _row_a_line(lines: list[str], position: int) -> tuple[Grid, int]:
    end = position
    while end < len(lines) and _is_row_line(lines[end]):
        end += 1
    run = [line for line in (raw.strip(" ") for raw in lines[position:end]) if not _MARKDOWN_RULE.match(line)]
    piped = [line for line in run if "\t" not in line]
    opened = all(line.startswith("|") for line in piped)
    closed = all(line.endswith("|") for line in piped)
    return Grid(tuple(_row(_cells(line, opened, closed)) for line in run)), end


def _cells(line: str, opened: bool, closed: bool) -> list[str]:
    """Cells of a line; ``opened``, ``closed``: every line of its table begins, ends with a pipe that bounds no cell."""
    if "\t" in line:
        return line.split("\t")
    return line[opened : len(line) - closed].split("|")


def _row(cells: list[str]) -> tuple[GridCell, ...]:
    return tuple(GridCell("\n".join(collapse(line) for line in _LINE_BREAK.split(cell))) for cell in cells)
