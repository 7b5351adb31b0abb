"""What a page prints in pieces that belong together: designed headings, a table's header in a table of its own."""

import re
from collections.abc import Sequence

from nianbao.documents.html.lines import Item, Line, Printed
from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.recognise.page_numbers import is_page_number
from nianbao.documents.stream import Grid, Paragraph
from nianbao.report.cells import Cell, CellKind
from nianbao.report.layout import SECTIONS
from nianbao.report.patterns import regex

MAX_HEADING = 45
_NUMERALS = "一二三四五六"
_MARK = r"(?:(?:PART|NO|第)[.\s]*)?(?:0?(?P<figure>[1-6])|(?P<numeral>[一二三四五六]))\s*(?:部分|章)?\s*[、.．:：]?"
_ORDINAL = regex(rf"[\[【(（]?\s*{_MARK}\s*[\]】)）]?", re.IGNORECASE)
_GLUED = regex(rf"{_MARK}\s*(?P<title>\S.*)", re.IGNORECASE)
MAX_ORDINAL = 8
"""Characters of 第一部分, PART 01."""
MAX_PAGE_NUMBER = 16
MOST_TABLES = 100
"""Pages with more are not looked through for copies."""


def join_items(items: Sequence[Item]) -> list[Item]:
    """The items of a page, those put together that belong together; page numbers and copies of tables left out."""
    joined: list[Item] = []
    for item in items:
        if isinstance(item, Line):
            _join_line(joined, item)
        elif (heading := _heading_in_cells(item)) is not None:
            joined.append(heading)
        elif joined and isinstance(above := joined[-1], Printed) and _is_header_of(above.grid, item.grid):
            joined[-1] = Printed(Grid((*above.grid.rows, *item.grid.rows)), above.element)
        else:
            joined.append(item)
    return _without_copies(joined)


# --- headings -------------------------------------------------------------------------------------------------


def _join_line(joined: list[Item], line: Line) -> None:
    """Adds a line, with the ordinal that stands alone above it, or is set before it without its stop."""
    text = line.text
    if len(text) > MAX_HEADING:
        joined.append(line)
        return
    if len(text) <= MAX_PAGE_NUMBER and text[0] in "-－—–第" and is_page_number(text):
        return
    above = joined[-1] if joined else None
    if isinstance(above, Line) and len(above.text) <= MAX_ORDINAL and (heading := _titled(above, above.text, line)):
        joined[-1] = heading
        return
    if (glued := _GLUED.fullmatch(text)) and section_heading(Paragraph(text)) is None:
        title = Line(glued["title"], line.element, line.level, linked=line.linked)
        line = _titled(line, text[: glued.start("title")], title) or line
    joined.append(line)


def _heading_in_cells(table: Printed) -> Line | None:
    """The heading that a table of one row prints: an ordinal in one cell, a title in the next."""
    if len(table.grid.rows) != 1:
        return None
    texts = [cell.text for cell in table.grid.rows[0] if cell.text]
    if len(texts) != 2:
        return None
    return _titled(Line(texts[0], table.element), texts[0], Line(texts[1], table.element))


def _titled(place: Line, mark: str, title: Line) -> Line | None:
    """``一、总体情况`` in ``place``, of an ordinal and an official title that has none; None for all else."""
    ordinal = _ORDINAL.fullmatch(mark.strip())
    if ordinal is None or len(title.text) > MAX_HEADING:
        return None
    heading = section_heading(title.as_paragraph())
    if heading is None or heading.numbering != "none":
        return None
    number = _NUMERALS.index(ordinal["numeral"]) + 1 if ordinal["numeral"] else int(ordinal["figure"])
    if SECTIONS[number - 1].key != heading.key and not ordinal["numeral"]:
        return None  # a page number, or a count
    linked = place.linked and title.linked
    return Line(f"{_NUMERALS[number - 1]}、{title.text}", place.element, title.level or place.level, linked=linked)


# --- tables ---------------------------------------------------------------------------------------------------


def _is_header_of(upper: Grid, lower: Grid) -> bool:
    """True for a table of words alone right above one of figures alone, as wide: scrolled tables are two.

    A table with a blank row is no header, but a form that was not filled in.
    """
    if any(not any(cell.text for cell in row) for row in upper.rows) or _kinds(upper) != {CellKind.TEXT}:
        return False
    return not _kinds(lower) & {CellKind.TEXT} and _width(upper) == _width(lower)


def _kinds(grid: Grid) -> set[CellKind]:
    return {Cell.read(cell.text).kind for row in grid.rows for cell in row if cell.text}


def _width(grid: Grid) -> int:
    """Grid columns up to the last that has text, or is spanned by one that has."""
    return max(((cell.column or 0) + cell.span for row in grid.rows for cell in row if cell.text), default=0)


def _without_copies(items: list[Item]) -> list[Item]:
    """The items without the tables for the eye only (``aria-hidden``) that repeat columns or rows of another."""
    tables = [item for item in items if isinstance(item, Printed)]
    copies = {id(table): _texts(table) for table in tables if _is_for_the_eye(table)}
    if not copies or len(tables) > MOST_TABLES:
        return items
    others = [_texts(table) for table in tables if id(table) not in copies]
    repeated = {key for key, copy in copies.items() if any(_repeats(copy, other) for other in others)}
    return [item for item in items if id(item) not in repeated]


def _is_for_the_eye(table: Printed) -> bool:
    return any(node.get("aria-hidden") == "true" for node in (table.element, *table.element.iterancestors()))


def _texts(table: Printed) -> list[list[str]]:
    return [[cell.text for cell in row if cell.text] for row in table.grid.rows]


def _repeats(copy: list[list[str]], table: list[list[str]]) -> bool:
    """True when each row of a copy has some of the texts of the same row, in order."""
    return len(copy) <= len(table) and all(map(_is_part, copy, table))


def _is_part(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(text in rest for text in part)
