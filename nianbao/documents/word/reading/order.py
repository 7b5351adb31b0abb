"""Floating tables of a Word file in the order of the paper: they hang on a paragraph and are shown above or below it."""

from collections.abc import Collection

from lxml import etree

from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.recognise.tables import divide
from nianbao.documents.stream import Block, Grid, Paragraph
from nianbao.documents.word.reading.styles import first_child
from nianbao.documents.word.xml import W
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS


def is_floating(table: etree._Element) -> bool:
    properties = first_child(table, f"{W}tblPr")
    return properties is not None and first_child(properties, f"{W}tblpPr") is not None


def place_floating(blocks: list[Block], floating: Collection[Grid]) -> None:
    """Put an official table that floats right above its own section's heading below this heading.

    In the file it comes before the paragraph on which it hangs. What else floats stays where it is.
    """
    if not floating:
        return
    wanted = {id(grid) for grid in floating}
    homes = {key: LAYOUT_2021.tables[key].section for key in TABLE_KEYS}
    for index in range(len(blocks) - 2, -1, -1):
        grid, below = blocks[index], blocks[index + 1]
        if id(grid) not in wanted or not isinstance(grid, Grid) or not isinstance(below, Paragraph):
            continue
        heading = section_heading(below)
        keys = {key for key, _ in divide(grid)}
        if heading is not None and keys and {homes[key] for key in keys} == {heading.key}:
            blocks[index], blocks[index + 1] = below, grid
