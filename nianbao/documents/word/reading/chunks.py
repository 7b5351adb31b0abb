"""Whole files put into a Word file (``w:altChunk``), as converters do: pages and Word files inside the package are read."""

import posixpath

from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.recognise.tables import divide
from nianbao.documents.stream import Block, Paragraph, Stream, UnreadableFileError
from nianbao.documents.word.reading.parts import Parts
from nianbao.report.model import Notice

MAX_CHUNKS = 8
"""Files read into one Word file; each costs as much as a file of its own."""
MAX_CHUNK_BYTES = 2 * 1024 * 1024
"""Of one of them; a whole report as a page has a tenth of it."""


class Chunks:
    """The files put into one Word file. ``unread`` counts those that were not read, ``notices`` are the others'."""

    def __init__(self, parts: Parts, nested: bool) -> None:
        """``nested``: this Word file stands in another one itself; what it holds is not opened any more."""
        self._parts = parts
        self._left = 0 if nested else MAX_CHUNKS
        self.unread = 0
        self.notices: list[Notice] = []

    def read(self, identifier: str) -> tuple[Block, ...]:
        """The blocks of the file that a relation names; nothing, and counted, when it cannot be read."""
        name = self._parts.part_of(identifier)
        if name is not None and self._left > 0:
            self._left -= 1
            try:
                stream = _stream(self._parts.bytes_of(name), posixpath.splitext(name)[1].lower())
                self.notices += stream.notices
                return stream.blocks
            except UnreadableFileError:
                pass
        self.unread += 1
        return ()


def _stream(data: bytes, ending: str) -> Stream:
    """Raises ``UnreadableFileError`` for what is neither a page nor a Word file."""
    if len(data) > MAX_CHUNK_BYTES:
        raise UnreadableFileError("插入的文件过大，没有读取。")
    if data.startswith(b"PK\x03\x04"):
        from nianbao.documents.word.reading.source import read_docx

        return read_docx(data, nested=True)
    if ending in (".mht", ".mhtml"):
        return _of_archive(data)
    if ending in (".htm", ".html", ".xhtml"):
        from nianbao.documents.encoding import decode

        decoded = decode(data)
        return Stream(_page_blocks(decoded.text), decoded.notices)
    raise UnreadableFileError("插入的文件不是网页或 Word 文件，没有读取。")


def _of_archive(data: bytes) -> Stream:
    """The report in a web archive, as some converters put it whole into a Word file.

    Its reader looks for the report on a page; where none is there it may have passed over something.
    """
    from nianbao.documents.html.mht import read_mht

    stream = read_mht(data)
    if not any(section_heading(block) if isinstance(block, Paragraph) else divide(block) for block in stream.blocks):
        raise UnreadableFileError("插入的网页存档里没有年报的标题和表格，没有读取。")
    return stream


def _page_blocks(text: str) -> tuple[Block, ...]:
    """All that stands on a page: there is no site around it."""
    from nianbao.documents.html.blocks import page_items
    from nianbao.documents.html.lines import Line
    from nianbao.documents.html.tree import parse_page

    items = page_items(parse_page(text))
    return tuple(item.as_paragraph() if isinstance(item, Line) else item.grid for item in items)
