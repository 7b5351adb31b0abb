"""What every format is turned into: an ordered stream of paragraphs and grids.

The report is built from this stream once, whatever the file was. Text is kept as printed; labels are
folded only where they are compared.
"""

from datetime import date
from typing import NamedTuple

from nianbao.report.errors import UserError
from nianbao.report.layout import SectionKey
from nianbao.report.model import Notice
from nianbao.report.place import Origin


class Paragraph(NamedTuple):
    """A line of prose, an automatic number in front of it as Word prints it.

    ``level`` is the outline level a format states (1 = top), ``page`` counts from 1 where a format has pages.
    """

    text: str
    level: int | None = None
    auto_numbered: bool = False
    page: int | None = None


class GridCell(NamedTuple):
    """A physical cell. ``column``/``span`` are grid columns, ``column`` is None where the format has no grid."""

    text: str
    column: int | None = None
    span: int = 1
    page: int | None = None


class Grid(NamedTuple):
    """A table as printed. Rows may be ragged; a vertically merged cell appears empty in the rows below its first.

    ``origin`` says whether the texts were printed in the file, decoded from run-together text, or recognised
    from a picture.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    origin: Origin = "printed"

    @property
    def has_columns(self) -> bool:
        """True when the format states grid columns (Word), so that cells can be matched with their header."""
        return any(cell.column is not None for row in self.rows for cell in row)


Block = Paragraph | Grid


class Stream(NamedTuple):
    """A file as read: its blocks in order, what its reader has to say about the reading, and the date of
    publication where the file states it outside its text.

    ``unread_in``: sections whose official table is nowhere in the blocks, while a picture, an object or a file stands
    in them that was not read: the table may be there. ``published_source``: what the place is called that the date is
    from. ``page_titles``: what a page calls itself (in its tab), ``around``: lines that a site prints around the report
    (its card, its links); neither is text of the report.
    """

    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...] = ()
    published: date | None = None
    unread_in: tuple[SectionKey, ...] = ()
    published_source: str = ""
    page_titles: tuple[str, ...] = ()
    around: tuple[str, ...] = ()


class UnreadableFileError(UserError):
    """The file cannot be read at all; the message is one Chinese sentence for the clerk."""
