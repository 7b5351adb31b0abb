"""Several annual reports in one file: two years of one agency, or the towns of a county one after the other.

Only the first is read; of the others the titles are named. A report ends where another title stands and known headings
come again below it, or where the headings begin again from the first.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nianbao.documents.recognise.headings import Title, find_title, section_heading
from nianbao.documents.stream import Block, Paragraph
from nianbao.report.layout import SECTION_KEYS, SectionKey
from nianbao.report.model import Notice

AGAIN_UNDER_TITLE = 2
"""So many headings that come again below another title (all that are left, where fewer are) begin another report."""
AGAIN = 3
"""So many from the first heading on do without a title; an annex repeats headings too, but not from the first."""
MOST_TITLE_LINES = 3


class _Mark(NamedTuple):
    """A section heading with something below it."""

    at: int
    key: SectionKey


class Several(NamedTuple):
    """The blocks of the first report, and what each report of the file is called; one name, or none, for a single one."""

    first: Sequence[Block]
    names: tuple[str, ...]

    @property
    def number(self) -> int:
        return max(1, len(self.names))

    @property
    def notices(self) -> tuple[Notice, ...]:
        if self.number == 1:
            return ()
        named = "、".join(
            f"《{name}》" if name else f"第{n}份（没有标题）" for n, name in enumerate(self.names, start=1)
        )
        message = f"文件里有{self.number}份年报：{named}。只读取了第一份，其余的没有读取，请分成各自的文件。"
        return (Notice("several_reports", message),)


def several_reports(blocks: Sequence[Block]) -> Several:
    """The first report of a file apart from those behind it."""
    marks = list(_marks(blocks))
    if not marks:
        return Several(blocks, ())
    own = title = _first_title(blocks, 0, marks[0].at)
    starts: list[tuple[int, Title | None]] = []
    first = 0
    """The first heading of the report that is being passed, and above it its title."""
    for number, mark in enumerate(marks):
        if number == first or _order(mark) > _order(marks[number - 1]):
            continue
        met = _first_title(blocks, marks[number - 1].at + 1, mark.at)
        if _begins_again(marks[first:number], marks[number:], title, met):
            starts.append(met or (mark.at, None))
            first, title = number, met
    if not starts:
        return Several(blocks, ())
    return Several(
        blocks[: starts[0][0]], ("" if own is None else own[1].text, *(t.text if t else "" for _, t in starts))
    )


def _begins_again(
    passed: Sequence[_Mark],
    ahead: Sequence[_Mark],
    title: tuple[int, Title] | None,
    met: tuple[int, Title] | None,
) -> bool:
    seen = {mark.key for mark in passed}
    following = _rising(ahead)
    again = sum(mark.key in seen for mark in following)
    if met is not None and (title is None or _whose(met[1]) != _whose(title[1])):
        return again >= min(AGAIN_UNDER_TITLE, len(following))
    return again == AGAIN and ahead[0].key == passed[0].key


def _rising(marks: Sequence[_Mark]) -> list[_Mark]:
    """The first marks, as many as matter, as long as they stand in the official order."""
    rising = [marks[0]]
    for mark in marks[1:AGAIN]:
        if _order(mark) <= _order(rising[-1]):
            break
        rising.append(mark)
    return rising


def _order(mark: _Mark) -> int:
    return SECTION_KEYS.index(mark.key)


def _whose(title: Title) -> tuple[str, int | None]:
    return title.agency, title.year


def _marks(blocks: Sequence[Block]) -> Iterator[_Mark]:
    keys = [_key(block) for block in blocks]
    for at, key in enumerate(keys[:-1]):
        if key is not None and keys[at + 1] is None:
            yield _Mark(at, key)


def _key(block: Block) -> SectionKey | None:
    heading = section_heading(block) if isinstance(block, Paragraph) else None
    return heading.key if heading else None


def _first_title(blocks: Sequence[Block], first: int, last: int) -> tuple[int, Title] | None:
    """The first title that stands between two places, and where it begins."""
    for at in range(first, last):
        lines: list[Paragraph] = []
        for block in blocks[at : min(at + MOST_TITLE_LINES, last)]:
            if not isinstance(block, Paragraph):
                break
            lines.append(block)
        title = find_title(lines)
        if title is not None and title.first == 0:
            return at, title
    return None
