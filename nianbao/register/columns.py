"""The head of a register's sheet: its columns by name, over one to three rows, and the columns that are ticked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nianbao.documents.recognise.register_head import LONGEST_HEAD, field_of, is_register_head
from nianbao.register.kinds import read_kind
from nianbao.register.proceedings import read_case
from nianbao.register.sheets import Line, Sheet
from nianbao.register.wording import read_result
from nianbao.report.text import collapse, squeeze

MOST_HEAD_ROWS = 3
FEWEST_COLUMNS = 4
CASES = ("review", "suit", "suit_direct", "suit_after")
FEWEST_TICKS = 2
"""So many neighbouring columns named after kinds (results) are ticked ones."""


@dataclass(slots=True)
class Head:
    """Columns by field, from left to right; ``ticks``: column → kind, ``result_ticks``: column → row of table three."""

    rows: int
    names: dict[int, str]
    """Column → its head as printed, from above: ``法人或其他组织/商业企业``."""
    fields: dict[str, list[int]] = field(default_factory=dict)
    ticks: dict[int, str] = field(default_factory=dict)
    result_ticks: dict[int, str] = field(default_factory=dict)
    case_ticks: dict[int, str] = field(default_factory=dict)
    """Column of a review's (suit's) result → its field; ``names`` says which result."""

    @property
    def width(self) -> int:
        return max(self.names) + 1

    def columns(self, *fields: str) -> list[int]:
        """The columns of fields, in the order of the fields."""
        return [column for name in fields for column in self.fields.get(name, ())]


def find_head(sheet: Sheet, at: int, titles: str, wanted: Mapping[str, str]) -> Head | None:
    """The head that begins at a line of a sheet; None where none does. ``wanted``: field → name of its column."""
    line = sheet.lines[at]
    if not _may_be_head(line):
        return None
    lines = [line]
    while len(lines) < MOST_HEAD_ROWS and at + len(lines) < len(sheet.lines):
        below = sheet.lines[at + len(lines)]
        if not _goes_on(sheet, lines[-1], below):
            break
        lines.append(below)
    paths = _paths(sheet, lines)
    head = _named(len(lines), paths, wanted)
    known = [*head.fields, *(["kind"] if head.ticks else []), *(["result"] if head.result_ticks else [])]
    words = "".join(head.names.values()) + titles + (sheet.name or "") + sheet.titles
    if is_register_head(known, words) or (
        {"received", "result"} <= set(wanted) and {"received", "result"} <= set(known)
    ):
        return head
    return None


def _may_be_head(line: Line) -> bool:
    texts = line.filled
    return len(texts) >= FEWEST_COLUMNS and all(
        isinstance(v, str) and len(squeeze(v)) <= LONGEST_HEAD and not squeeze(v).isdecimal() for v in line.cells
    )


def _goes_on(sheet: Sheet, above: Line, below: Line) -> bool:
    """True for a second row of a head: it fills only what the first leaves open or spans."""
    if any(not isinstance(v, str) or len(squeeze(v)) > LONGEST_HEAD for v in below.cells):
        return False
    filled = [c for c in range(len(below.cells)) if below.text(c) and c not in below.carried]
    if not filled:
        return bool(below.carried)
    spans = _spanned(sheet, above, below)
    return all(c in spans or not above.text(c) for c in filled)


def _spanned(sheet: Sheet, above: Line, below: Line) -> dict[int, int]:
    """Column → the first column of the cell of several columns in the row above that it stands under."""
    merged = {
        c: left
        for top, left, bottom, right in sheet.merges
        if top <= above.number <= bottom and right > left and bottom == above.number
        for c in range(left, right + 1)
    }
    if sheet.merges:
        return merged
    spans: dict[int, int] = {}
    for c in range(
        1, max(len(above.cells), len(below.cells))
    ):  # a text has no merges: blanks to the right belong to it
        if not above.text(c) and below.text(c):
            first = spans.get(c - 1, c - 1)
            if above.text(first) and below.text(first):
                spans[first] = spans[c] = first
    return spans


def _paths(sheet: Sheet, lines: Sequence[Line]) -> dict[int, tuple[str, ...]]:
    width = max(len(line.cells) for line in lines)
    paths: dict[int, tuple[str, ...]] = {}
    for column in range(width):
        path: list[str] = []
        for number, line in enumerate(lines):
            below = lines[number + 1] if number + 1 < len(lines) else None
            at = _spanned(sheet, line, below).get(column, column) if below else column
            text = collapse(line.text(at)).replace(" ", "")
            if text and text not in path:
                path.append(text)
        if path:
            paths[column] = tuple(path)
    return paths


def _named(rows: int, paths: Mapping[int, tuple[str, ...]], wanted: Mapping[str, str]) -> Head:
    head = Head(rows, {column: "/".join(path) for column, path in paths.items()})
    chosen = {c: f for f, name in wanted.items() for c, path in paths.items() if squeeze(name) in _names_of(path)}
    head.ticks = _ticked({c: key for c, path in paths.items() if c not in chosen and (key := read_kind(path[-1]))})
    head.result_ticks = _ticked(
        {
            c: key
            for c, path in paths.items()
            if c not in chosen and c not in head.ticks and (key := read_result(path[-1]).key)
        }
    )
    cases = {
        c: f for c, path in paths.items() if len(path) > 1 and read_case(path[-1]) and (f := field_of(path)) in CASES
    }
    head.case_ticks = cases if len(cases) >= FEWEST_TICKS else {}
    for column, path in sorted(paths.items()):
        if column in head.ticks or column in head.result_ticks or column in head.case_ticks:
            continue
        name = chosen.get(column) or field_of(path)
        if name and name != "other" and (column in chosen or name not in chosen.values()):
            head.fields.setdefault(name, []).append(column)
    return head


def _names_of(path: Sequence[str]) -> set[str]:
    return {squeeze(path[-1]), squeeze("/".join(path))}


def _ticked(found: dict[int, str]) -> dict[int, str]:
    """Columns named after kinds (results), where several of different meaning stand beside one another."""
    near = {c: key for c, key in found.items() if c - 1 in found or c + 1 in found}
    return near if len(set(near.values())) >= FEWEST_TICKS else {}
