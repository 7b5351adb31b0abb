"""The lines of a text as the readers of its tables expect them: what only draws or numbers pages is gone."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from nianbao.documents.recognise.headings import find_title, section_heading
from nianbao.documents.recognise.page_numbers import is_page_number
from nianbao.documents.stream import Paragraph
from nianbao.report.cells import Cell
from nianbao.report.label_words import within_label
from nianbao.report.layout import SectionKey
from nianbao.report.patterns import regex
from nianbao.report.text import fold, remembered, squeeze

NEAR = 3
"""Running heads and feet stand within so many lines of a page number."""
MAX_RUNNING = 80
"""Characters of a running head or foot at most."""

_BAR = regex("[｜│┃║┆┊¦]")
_DRAWN = regex(r"^[\s+\-=|:_─━═┄┈┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╭╮╰╯╒╤╕╞╪╡╘╧╛╟╫╢╓╥╖╙╨╜│┃║]{3,}$")
_CORNER = regex(r"[+┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╟╫╢╓╥╖╙╨╜─━═]")
_PRINTED_ADDRESS = regex(r"^(?:file:///\S+|https?://\S+\s+\d{1,3}\s*/\s*\d{1,3})(?:\s+\d{1,3}\s*/\s*\d{1,3})?$")
_NUMBERS_AROUND = regex(r"^\s*\d+\s+|[\d\s./-]+$")
_PAGE_OF = regex(r"^(\d{1,3})\s*/\s*(\d{1,3})$")
_PRINT_TIME = regex(
    r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s+(?:[上下]午)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?(?:\s+(?P<head>\S.*))?$"
)


@remembered
def heading_key(line: str) -> SectionKey | None:
    """The section whose heading a line is, with the marks of Markdown or without; None for any other line."""
    heading = section_heading(Paragraph(line.strip().lstrip("#").strip()))
    return heading.key if heading is not None else None


def without_drawing(lines: Sequence[str]) -> list[str]:
    """Lines whose cells are parted by full-width or drawn bars as if by ``|``, the ruling lines between them gone."""
    return [_with_plain_bars(line) for line in lines if not (_DRAWN.match(line) and _CORNER.search(line))]


def _with_plain_bars(line: str) -> str:
    """Bars part cells where they bound the line or stand beside figures; a trail of links has them, too."""
    bars = len(_BAR.findall(line))
    if not bars or (bars == 1 and not _BAR.fullmatch(line.strip())):
        return line
    cells = [cell.strip() for cell in _BAR.split(line)]
    bounded = not cells[0] or not cells[-1]
    return _BAR.sub("|", line) if bounded or any(_is_figure(cell) for cell in cells) else line


def _is_figure(text: str) -> bool:
    return Cell.read(text).is_number


def without_page_lines(lines: Sequence[str]) -> list[str]:
    """The lines without page numbers, what a browser prints around a page, and running heads and feet beside them.

    A running line stands near two page numbers at least, with the same words; headings and labels never are.
    """
    sure = {number for number, line in enumerate(lines) if _is_page_line(line.strip())}
    counted = _counted(lines)
    if not sure and not counted:
        return list(lines)
    near = {n for number in sure for n in _around(lines, number)} - sure
    sure |= {n for n in near if _PAGE_OF.match(lines[n].strip()) or _is_print_time(lines[n].strip())}
    words = {n: _words(lines[n]) for n in near - sure}
    counts = Counter(text for text in words.values() if text)
    running = {n for n, text in words.items() if counts[text] > 1}
    sure |= counted | (running - _titles(lines, running, sure))
    return [line for number, line in enumerate(lines) if number not in sure]


def _counted(lines: Sequence[str]) -> set[int]:
    """Lines like 3 / 24 that count on to the same number of pages."""
    met = [
        (number, page[2], int(page[1]))
        for number, line in enumerate(lines)
        if len(line) <= MAX_RUNNING and (page := _PAGE_OF.match(line.strip()))
    ]
    return {
        number
        for (first, pages, page), (second, same, later) in pairwise(met)
        if pages == same and page < later <= int(pages)
        for number in (first, second)
    }


def _is_page_line(text: str) -> bool:
    return len(text) <= MAX_RUNNING * 2 and (is_page_number(text) or _PRINTED_ADDRESS.match(fold(text)) is not None)


def _is_print_time(text: str) -> bool:
    return len(text) <= 2 * MAX_RUNNING and _PRINT_TIME.match(fold(text)) is not None


def _around(lines: Sequence[str], number: int) -> list[int]:
    """The nearest lines with words above and below."""
    found: list[int] = []
    for step in (-1, 1):
        at, left = number + step, NEAR
        while 0 <= at < len(lines) and left:
            if lines[at].strip():
                found.append(at)
                left -= 1
            at += step
    return found


def _titles(lines: Sequence[str], running: set[int], gone: set[int]) -> set[int]:
    """The running lines that are the report's own title: the first of those that print it, where none stands above."""
    if not running:
        return set()
    first = min(running)
    above = [line for number, line in enumerate(lines[:first]) if number not in gone]
    printed_above = any(find_title([Paragraph(line.strip())]) for line in above if len(line) <= MAX_RUNNING)
    return set() if printed_above or find_title([Paragraph(lines[first].strip())]) is None else {first}


def _words(line: str) -> str:
    """What a running line says, its numbers apart; empty for what is none."""
    text = line.strip()
    if len(text) > MAX_RUNNING or "\t" in text or "|" in text or "。" in text:
        return ""
    said = re.sub(r"\d+", "#", squeeze(text))
    if (
        not re.search(r"[^\W\d_]", said)
        or within_label(_NUMBERS_AROUND.sub("", text))
        or section_heading(Paragraph(text)) is not None
    ):
        return ""
    return said
