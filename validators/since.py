"""A second version of a report beside the first: which findings are mended, which still stand, which are new, what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from nianbao.report.form import official_grid
from nianbao.report.layout import LAYOUTS, TABLE_KEYS
from nianbao.report.model import Report
from nianbao.report.text import squeeze
from validators.engine import Finding
from validators.finding_keys import ALIKE, about, finding_key_of, likeness
from validators.review import Review


class Change(NamedTuple):
    """A passage or a cell as it was and as it is; ``before`` is empty for what was added, ``after`` for what was dropped."""

    section: str
    before: str
    after: str


@dataclass(frozen=True)
class Since:
    """What became of the findings of the earlier version, and of its text."""

    fixed: tuple[Finding, ...]
    still: tuple[Finding, ...]
    new: tuple[Finding, ...]
    changes: tuple[Change, ...]


def since(before: Review, after: Review) -> Since:
    """``still`` holds the findings of the later version whose matter was there before, perhaps with other numbers."""
    left = list(before.findings)
    still, new = [], []
    for finding in after.findings:
        earlier = _earlier(finding, left)
        if earlier is None:
            new.append(finding)
        else:
            left.remove(earlier)
            still.append(finding)
    return Since(tuple(left), tuple(still), tuple(new), tuple(changes(before.report, after.report)))


def _earlier(finding: Finding, left: Sequence[Finding]) -> Finding | None:
    key = finding_key_of(finding)
    for other in left:
        if finding_key_of(other) == key:
            return other
    matter = about(finding)
    best = max(left, key=lambda other: likeness(matter, about(other)), default=None)
    return best if best is not None and likeness(matter, about(best)) >= ALIKE else None


def changes(before: Report, after: Report) -> Iterator[Change]:
    """Paragraphs that were changed, added or dropped, in printed order; then cells, by their place in the form."""
    if before.title != after.title:
        yield Change("title", before.title, after.title)
    texts, later = dict(before.prose()), dict(after.prose())
    for section in dict.fromkeys([*texts, *later]):
        yield from _paragraphs(section, texts.get(section, ""), later.get(section, ""))
    for key in TABLE_KEYS:
        yield from _cells(before, after, key)


def _paragraphs(section: str, before: str, after: str) -> Iterator[Change]:
    old, new = (_own_lines(text) for text in (before, after))
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            yield from (Change(section, one, other) for one, other in zip(old[a:b], new[c:d], strict=True))
        elif tag != "equal":
            yield Change(section, "\n".join(old[a:b]), "\n".join(new[c:d]))


def _own_lines(text: str) -> list[str]:
    """Lines without the words that the form prints in its tables: some files bear them beside the grid, some in it."""
    lines = (line.strip() for line in text.split("\n"))
    return [line for line in lines if line and squeeze(line) not in _printed_by_the_form()]


@lru_cache(maxsize=1)
def _printed_by_the_form() -> frozenset[str]:
    tables = (table for layout in LAYOUTS for table in layout.tables.values())
    return frozenset(squeeze(cell.text) for table in tables for cell in official_grid(table, None).cells() if cell.text)


def _cells(before: Report, after: Report, key: str) -> Iterator[Change]:
    old, new = before.tables.get(key), after.tables.get(key)  # type: ignore[call-overload]
    if old is None or new is None or old.layout != new.layout:
        return
    for row, column in dict.fromkeys([*old.cells, *new.cells]):
        was, now = old.get(row, column), new.get(row, column)
        if was != now:
            label = old.layout.label(row, column)
            yield Change(old.layout.section, *(f"{label}：{cell.raw.strip() if cell else ''}" for cell in (was, now)))
