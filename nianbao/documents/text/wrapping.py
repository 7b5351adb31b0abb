"""Prose whose lines end where a page ended them (dumps of PDFs, mails), put back into paragraphs.

Only in the sections of prose, and only where the file shows that its lines are cut at one width.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nianbao.documents.recognise.headings import find_title, unknown_heading
from nianbao.documents.stream import Paragraph
from nianbao.documents.text.lines import heading_key
from nianbao.report.cells import is_value
from nianbao.report.label_words import is_label
from nianbao.report.layout import SectionKey
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

SHORTEST_WIDTH = 36
"""Columns (a Chinese character takes two) of a full line at least; narrower text is no page of prose."""
SLACK = 8
"""Columns that a full line may fall short of the longest: the word or the stop that did not fit."""
SLACK_CHARACTERS = 1
"""Characters that it may fall short, where lines are cut by characters."""
FEWEST_CUT = 3
"""So many full lines that end within a sentence show that lines are cut."""
CUT_SHARE = 0.4
"""Of the long lines at least so many end within a sentence; where each line is a paragraph hardly any does."""
MAX_EMPTY = 3
"""So many empty lines may part the lines of one sentence: the edges of a page, or a text printed with gaps."""
INDENT = 2
"""Columns by which a line stands right of the others when it begins a paragraph."""

_PROSE: frozenset[SectionKey | None] = frozenset({None, "overview", "problems", "other"})
_ENDS = regex(r"[。；：！？!?;:…][”’」』）)\]]*$")
_SENTENCE = regex(r"[，。；]")
_ITEM = regex(
    r"^(?:[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[）)]|[一二三四五六七八九十]{1,3}\s*[、.．]|\d{1,2}\s*[.、．](?!\d)"
    r"|第[一二三四五六七八九十]{1,3}[章节部]|[①-⑳●■◆•·#>|*-]|注[:：])"
)
_ROW = regex(r"\S\s{3,}\S|\s[\d,./-]+$")
"""Gaps between cells, or a figure apart at the end."""
_REPORT_NAME = regex(r"(?:报告|年报)$")


class _Full(NamedTuple):
    """From how many columns, or characters, on a line is full: dumps count one or the other."""

    columns: int
    characters: int

    def holds(self, line: str) -> bool:
        return _width(line) >= self.columns or len(line.rstrip()) >= self.characters


def join_wrapped(lines: Sequence[str]) -> list[str]:
    """The lines, with those joined to the one above that go on with its sentence.

    Lines of tables, headings, items and labels are never joined, nor anything in the sections of tables.
    """
    in_prose = list(_in_prose(lines))
    sentences = [line for line, prose in zip(lines, in_prose, strict=True) if prose and _is_prose(line)]
    full = _full(sentences)
    if full is None:
        return list(lines)
    margin = min(map(_indent, sentences))
    joined: list[str] = []
    cut: int | None = None
    """Where the line stands that waits for the rest of its sentence."""
    for line, prose in zip(lines, in_prose, strict=True):
        if cut is not None and not line.strip() and len(joined) - cut <= MAX_EMPTY:
            joined.append(line)
            continue
        if cut is not None and prose and _goes_on(line, margin):
            joined[cut] = joined[cut].rstrip() + line.strip()
        else:
            joined.append(line)
            cut = len(joined) - 1
        if not (prose and full.holds(line) and _is_cut(line)):
            cut = None
    return joined


def _in_prose(lines: Sequence[str]) -> Iterator[bool]:
    """Of each line whether it stands in a section of prose, and is no heading."""
    section: SectionKey | None = None
    for line in lines:
        heading = heading_key(line)
        section = heading or section
        yield heading is None and section in _PROSE


def _full(prose: Sequence[str]) -> _Full | None:
    """What a full line is; None for a text whose lines are not cut."""
    columns = max(map(_width, prose), default=0)
    if columns < SHORTEST_WIDTH:
        return None
    full = _Full(columns - SLACK, max(len(line.rstrip()) for line in prose) - SLACK_CHARACTERS)
    long = [line for line in prose if full.holds(line)]
    return full if sum(map(_is_cut, long)) >= max(FEWEST_CUT, CUT_SHARE * len(long)) else None


def _is_prose(line: str) -> bool:
    if "\t" in line or "|" in line or _ROW.search(line.strip()):
        return False
    return _SENTENCE.search(line) is not None and not is_label(line)


def _is_cut(line: str) -> bool:
    text = line.rstrip()
    if _ENDS.search(text) or "\t" in line or "|" in line or is_label(line) or is_value(line):
        return False
    return _REPORT_NAME.search(squeeze(text)) is None and find_title([Paragraph(text)]) is None


def _goes_on(line: str, margin: int) -> bool:
    text = line.strip()
    if not text or "\t" in line or "|" in line or _indent(line) >= margin + INDENT:
        return False
    if _ITEM.match(text) or is_label(text) or is_value(text):
        return False
    return unknown_heading(Paragraph(text)) is None


def _width(line: str) -> int:
    """Columns that a line takes, without the space at its end; indents count."""
    return sum(1 if char < "\u2000" else 2 for char in line.rstrip())


def _indent(line: str) -> int:
    return _width(line[: len(line) - len(line.lstrip())] + "x") - 1
