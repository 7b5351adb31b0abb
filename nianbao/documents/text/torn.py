"""Labels of rows that a line end has torn: 三、本年度⏎办理结果\t（一）予以公开\t5.

The last cell of a line and the first of a later one are put together where they are an official label as it should be,
and the first part alone is none.
"""

from collections.abc import Sequence

from nianbao.documents.recovery.loose_cells import MAX_LABEL
from nianbao.documents.text.lines import heading_key
from nianbao.report.label_words import begins_label, is_label
from nianbao.report.patterns import regex

MOST_LINES = 4
"""A label is torn over so many lines at most."""
_SEPARATORS = regex(r"[\t|]")


def with_torn_labels_joined(lines: Sequence[str]) -> list[str]:
    """The lines, those of one label in a row of cells as one line."""
    joined: list[str] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        position += 1
        while taken := _rest_of_label(line, lines, position):
            line = line.rstrip() + "".join(part.strip(" \u3000") for part in lines[position : position + taken])
            position += taken
        joined.append(line)
    return joined


def _rest_of_label(line: str, lines: Sequence[str], position: int) -> int:
    """How many lines from ``position`` on end the label that a line ends with; the last of them is a row of cells."""
    text = _last_cell(line)
    if not _is_words(text) or is_label(text) or position == len(lines) or not _is_words(_first_cell(lines[position])):
        return 0
    if not begins_label(text) or heading_key(line) is not None:
        return 0
    for taken, following in enumerate(lines[position : position + MOST_LINES - 1], start=1):
        first, *more = _SEPARATORS.split(following.strip(" \u3000"))
        text += first.strip()
        if more:
            return taken if first.strip() and is_label(text) else 0
        if not first or not begins_label(text):
            return 0
    return 0


def _is_words(cell: str) -> bool:
    """False for figures and prose, which most cells are."""
    return bool(cell) and not cell[-1].isdigit() and len(cell) <= MAX_LABEL


def _last_cell(line: str) -> str:
    return line[max(line.rfind("\t"), line.rfind("|")) + 1 :].strip()


def _first_cell(line: str) -> str:
    return _SEPARATORS.split(line.strip(" \u3000"), maxsplit=1)[0].strip()
