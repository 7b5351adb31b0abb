"""Sections whose official table is nowhere while something stands in them that was not read (a picture, an object, a
file): the table may be there, so it is not the agency that left it out."""

from collections.abc import Iterable, Sequence, Set

from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.recognise.tables import divide
from nianbao.documents.stream import Block, Grid, Paragraph
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS, SectionKey


def sections_unread(blocks: Sequence[Block], places: Iterable[int]) -> tuple[SectionKey, ...]:
    """``places``: before which block each thing stands that was not read, in order."""
    waiting = list(places)[::-1]
    if not waiting:
        return ()
    section: SectionKey | None = None
    drawn: set[SectionKey | None] = set()
    for index, block in enumerate(blocks):
        while waiting and waiting[-1] <= index:
            waiting.pop()
            drawn.add(section)
        if isinstance(block, Paragraph) and (heading := section_heading(block)) is not None:
            section = heading.key
    if waiting:
        drawn.add(section)
    return without_table(blocks, drawn)


def without_table(blocks: Sequence[Block], sections: Set[SectionKey | None]) -> tuple[SectionKey, ...]:
    """Those of the sections that have an official table of which the blocks hold none."""
    grids = [block for block in blocks if isinstance(block, Grid)]
    read = {LAYOUT_2021.tables[key].section for grid in grids for key, _ in divide(grid)}
    homes = [LAYOUT_2021.tables[key].section for key in TABLE_KEYS]
    return tuple(home for home in homes if home in sections and home not in read)
