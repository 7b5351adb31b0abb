"""Sheets put together as one report: their order in the book is that of the clerk's work, not of the report."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nianbao.documents.recognise.headings import find_title, section_heading
from nianbao.documents.recognise.tables import divide
from nianbao.documents.stream import Block, Grid, Paragraph
from nianbao.report.layout import LAYOUT_2021, SECTIONS, SectionKey
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

_INSTRUCTIONS = regex(
    r"(?:年报|报表|表格)?(?:填报|填表|填写|填列|编制|编写|撰写|使用|报送)?(?:说明|须知|要求)|注意事项|.{0,4}(?:填报|填表|填写)说明"
)
_ORDER = [section.key for section in SECTIONS]
FEWEST_SECTIONS = 2
"""Of the report's own sheet; where each section has a sheet, the tabs tell the order."""
MOST_SECTIONS = 4
"""A sheet of more sections is a report of its own, and stays whole."""


class SheetBlocks(NamedTuple):
    """What a sheet holds, under its name."""

    name: str
    blocks: list[Block]


class _Piece(NamedTuple):
    """A section of a sheet: its heading, where the sheet says it, and what stands under it."""

    key: SectionKey | None
    heading: Paragraph | None
    blocks: list[Block]


def is_instruction(sheet: SheetBlocks) -> bool:
    """Whether a sheet tells how the tables are filled in, and holds nothing of the report itself."""
    first = next((block.text for block in sheet.blocks if isinstance(block, Paragraph)), "")
    named = any(_INSTRUCTIONS.fullmatch(squeeze(text)) for text in (sheet.name, first))
    return named and not any(_key_of(block) for block in sheet.blocks) and not _has_title(sheet.blocks)


def in_reading_order(sheets: Sequence[SheetBlocks]) -> list[Block]:
    """The blocks of all sheets: the tables and sections of smaller sheets in their places on the sheet that has most of
    the sections, which is the report's own. What fits nowhere there stays in the order of the tabs."""
    if len(sheets) < 2:
        return [block for sheet in sheets for block in sheet.blocks]
    main = max(sheets, key=lambda sheet: len(_sections(sheet.blocks)))
    homes = _sections(main.blocks)
    if len(homes) < FEWEST_SECTIONS:
        return [block for sheet in sheets for block in sheet.blocks]
    moved: dict[SectionKey, list[Block]] = {}
    out: list[list[Block]] = []
    for sheet in sheets:
        if sheet is main or _has_title(sheet.blocks) or len(_sections(sheet.blocks)) > MOST_SECTIONS:
            out.append(sheet.blocks)
            continue
        kept: list[Block] = []
        for piece in _pieces(sheet.blocks):
            heading: list[Block] = [] if piece.heading is None else [piece.heading]
            if piece.key is None or (piece.key not in homes and not heading):
                kept += [*heading, *piece.blocks]
            elif piece.key in homes or piece.key in moved:
                moved.setdefault(piece.key, []).extend(piece.blocks)
            else:
                moved[piece.key] = [*heading, *piece.blocks]
        out.append(kept)
    out[next(index for index, sheet in enumerate(sheets) if sheet is main)] = list(_filled_up(main.blocks, moved))
    return [block for blocks in out for block in blocks]


def _filled_up(blocks: Sequence[Block], moved: dict[SectionKey, list[Block]]) -> Iterator[Block]:
    """The report's own sheet with what was found elsewhere at the end of its section, or where the section should be."""
    homes = _sections(blocks)
    for piece in _pieces(blocks, by_tables=False):
        if piece.key is not None:
            for key in [
                k for k in _ORDER if k in moved and k not in homes and _ORDER.index(k) < _ORDER.index(piece.key)
            ]:
                yield from moved.pop(key)
        if piece.heading is not None:
            yield piece.heading
        yield from piece.blocks
        if piece.key is not None:
            yield from moved.pop(piece.key, [])
    for key in _ORDER:
        yield from moved.pop(key, [])


def _pieces(blocks: Sequence[Block], by_tables: bool = True) -> Iterator[_Piece]:
    """The sections of a sheet. ``by_tables``: an official table without a heading is one, with the lines above it."""
    piece = _Piece(None, None, [])
    for block in blocks:
        if isinstance(block, Paragraph) and (heading := section_heading(block)) is not None:
            yield piece
            piece = _Piece(heading.key, block, [])
        elif by_tables and isinstance(block, Grid) and (home := _home(block)) and home != piece.key:
            above = piece.blocks if piece.heading is None and piece.key is None else []
            if not above:
                yield piece
            piece = _Piece(home, None, [*above, block])
        else:
            piece.blocks.append(block)
    yield piece


def _key_of(block: Block) -> SectionKey | None:
    """The section that a heading begins or an official table belongs to."""
    if isinstance(block, Grid):
        return _home(block)
    heading = section_heading(block)
    return heading.key if heading else None


def _home(grid: Grid) -> SectionKey | None:
    """The section of the official table in a grid; None when there is none, or several."""
    keys = {key for key, _ in divide(grid)}
    return LAYOUT_2021.tables[keys.pop()].section if len(keys) == 1 else None


def _sections(blocks: Sequence[Block]) -> set[SectionKey]:
    headings = (section_heading(block) for block in blocks if isinstance(block, Paragraph))
    return {heading.key for heading in headings if heading and heading.key}


def _has_title(blocks: Sequence[Block]) -> bool:
    return find_title([block for block in blocks if isinstance(block, Paragraph)]) is not None
