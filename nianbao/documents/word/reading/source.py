"""Word (.docx) to the stream, by a plain walk over the XML.

``python-docx`` answers ``table.cell`` in seconds per table, this walk in milliseconds, and it sees a file as
Word prints it: merges, automatic numbers, accepted changes, text boxes, notes.
"""

from collections.abc import Iterator

from lxml import etree

from nianbao.documents.limits import MAX_BLOCKS, MAX_CELLS
from nianbao.documents.recognise.headings import section_heading
from nianbao.documents.recognise.unread import sections_unread
from nianbao.documents.stream import Block, Grid, GridCell, Paragraph, Stream, UnreadableFileError
from nianbao.documents.word.reading.chunks import Chunks
from nianbao.documents.word.reading.contents import (
    clear_placeholders,
    contents_entries,
    formulas_without_result,
    is_entry,
    is_marked_up,
)
from nianbao.documents.word.reading.frames import is_frame_row, is_one_column
from nianbao.documents.word.reading.lines import lines_of, spaced
from nianbao.documents.word.reading.notices import Unread, notices_of
from nianbao.documents.word.reading.numbering import Numbering, Printed
from nianbao.documents.word.reading.order import is_floating, place_floating
from nianbao.documents.word.reading.parts import BROKEN, PACKAGE_ERRORS, RELATION_ID, Parts
from nianbao.documents.word.reading.rows import TableCell, table_rows, wrapped_children
from nianbao.documents.word.reading.styles import ParagraphProperties, Style, Styles, paragraph_properties, switched_on
from nianbao.documents.word.reading.unread import may_hold_table
from nianbao.documents.word.reading.words import Words, plain_cells, special_paragraphs
from nianbao.documents.word.xml import W

_P, _TBL, _CHUNK = f"{W}p", f"{W}tbl", f"{W}altChunk"


def read_docx(data: bytes, nested: bool = False) -> Stream:
    """Paragraphs and grids of the document body in order, a note after the paragraph of a section that refers to it, the
    other notes last; text that is deleted, hidden or
    struck through and the entries of a table of contents are left out.

    A text box comes after the paragraph that holds it; a table that is only a frame on the page comes as what
    stands in its cells. ``nested``: the file was put into another one. Raises ``UnreadableFileError``.
    """
    try:
        parts = Parts(data)
        body = parts.document.find(f"{W}body")
        if body is None:
            raise UnreadableFileError("Word 文件里没有正文，请在 Word 或 WPS 中打开确认后另存为 .docx 再试。")
        reader = _Reader(parts, nested)
        blocks = reader.read(body)
        unread = reader.unread
        notices = dict.fromkeys((*notices_of(parts, body, unread), *reader.chunks.notices))
        return Stream(tuple(blocks), tuple(notices), unread_in=unread.sections)
    except PACKAGE_ERRORS as error:
        raise UnreadableFileError(BROKEN) from error


class _Reader:
    """One file being read: numbers count on, notes gather, limits are watched."""

    def __init__(self, parts: Parts, nested: bool) -> None:
        self._parts = parts
        self.chunks = Chunks(parts, nested)
        self._is_marked_up = is_marked_up(parts.document)
        self._contents: set[etree._Element] = set()
        if self._is_marked_up:
            clear_placeholders(parts.document)
            self._contents = contents_entries(parts.document)
        self._struck = self._hidden = 0
        self._story_of_body: list[Block] = []
        self._drawn_at: list[int] = []
        """Before which block of the body pictures, objects and files stand that are not read."""
        self.unread = Unread()
        """What was not read, after ``read``."""
        self._floating: list[Grid] = []
        self._styles = Styles(parts.related("styles"))
        self._numbering = Numbering(parts.related("numbering"), self._styles)
        self._special = special_paragraphs(parts.document)
        self._notes: list[tuple[str, str]] = []
        self._begun = False
        """Whether the heading of a section has been read."""
        self._blocks = 0
        self._cells = 0

    def read(self, body: etree._Element) -> list[Block]:
        blocks = self._story_of_body
        self._container(body, blocks, boxes=None)
        sections = sections_unread(blocks, self._drawn_at)
        place_floating(blocks, self._floating)
        blocks += self._note_blocks()
        formulas = formulas_without_result(body) if self._is_marked_up else 0
        self.unread = Unread(self._struck, self.chunks.unread, formulas, sections, self._hidden)
        return blocks

    def _story(self, parent: etree._Element) -> list[Block]:
        """The blocks of a body, a text box or a note."""
        out: list[Block] = []
        self._container(parent, out, boxes=None)
        return out

    def _note_blocks(self) -> Iterator[Block]:
        """The notes referred to, footnotes before endnotes, each once."""
        for kind in ("footnotes", "endnotes"):
            wanted = dict.fromkeys(identifier for part, identifier in self._notes if part == kind)
            root = self._parts.related(kind) if wanted else None
            if root is not None:
                self._special |= special_paragraphs(root)
                notes = {note.get(f"{W}id", ""): note for note in root}
                for identifier in wanted:
                    if identifier in notes:
                        yield from self._story(notes[identifier])

    def _container(self, parent: etree._Element, out: list[Block], boxes: list[Block] | None) -> None:
        """Blocks of a body or a cell into ``out``; ``boxes`` takes the text boxes of a cell, elsewhere they follow."""
        joined = ""
        for child in wrapped_children(parent):
            if child.tag == _P:
                joined = self._paragraph(child, joined, out, boxes)
            elif child.tag == _TBL:
                joined = self._flush(joined, out)
                before = len(out)
                self._table(child, out)
                if is_floating(child):
                    self._floating.extend(block for block in out[before:] if isinstance(block, Grid))
                if out is self._story_of_body:
                    self._notes_here(out)
            elif child.tag == _CHUNK:
                joined = self._flush(joined, out)
                self._chunk(child.get(RELATION_ID, ""), out)
        self._flush(joined, out)

    def _chunk(self, identifier: str, out: list[Block]) -> None:
        """What stands in a file that was put into this one."""
        blocks = self.chunks.read(identifier)
        for block in blocks:
            self._add(block, out)
        if not blocks and out is self._story_of_body:
            self._drawn_at.append(len(out))

    # --- paragraphs -------------------------------------------------------------------------------------------

    def _paragraph(self, p: etree._Element, before: str, out: list[Block], boxes: list[Block] | None) -> str:
        """Adds a paragraph; gives back its text instead when its mark is deleted, so that the next one joins it."""
        properties = paragraph_properties(p)
        style = self._styles.of(properties.style)
        words = Words(p, self._styles, style, special=p in self._special)
        self._notes.extend(words.notes)
        self._struck += words.struck
        self._hidden += words.hidden
        if words.drawn and out is self._story_of_body and any(map(may_hold_table, words.drawn)):
            self._drawn_at.append(len(out))
        text = words.text
        joins, separates = _mark_is_gone(properties.mark)
        number = None
        if not joins and (text.strip() or not _mark_is_hidden(properties.mark, style)):
            number = self._numbering.next(properties.number, style)
        text = before + text
        if separates:
            text = _numbered(text, number, in_cell=False)
        if p in self._contents or (style.lists_contents and is_entry(text)):
            text = before
        elif not joins and not separates:
            self._add_paragraph(text, number, properties, style, out, in_cell=boxes is not None)
            text = ""
        for box in words.boxes:
            self._box(box, out if boxes is None else boxes)
        if out is self._story_of_body and not text:
            self._notes_here(out)
        return text

    def _notes_here(self, out: list[Block]) -> None:
        """The notes so far, where a section has begun: a note belongs to what it is on. Those of the title wait for the end."""
        self._begun = self._begun or bool(out and isinstance(out[-1], Paragraph) and section_heading(out[-1]))
        if self._begun and self._notes:
            out.extend(self._note_blocks())
            self._notes.clear()

    def _add_paragraph(
        self,
        text: str,
        number: Printed | None,
        properties: ParagraphProperties,
        style: Style,
        out: list[Block],
        in_cell: bool,
    ) -> None:
        """A paragraph that prints something; a number without words is of use only in a cell."""
        text = _numbered(text.strip(), number, in_cell)
        if not in_cell and "\t" in text:
            text = text.replace("\t", " ")
        if not text or (number is not None and text == number.text and not in_cell):
            return
        level = style.level if properties.level is None else properties.level or None
        self._add(Paragraph(text, level=level, auto_numbered=number is not None), out)

    def _flush(self, joined: str, out: list[Block]) -> str:
        """What waited for a paragraph to join, when none has come."""
        if text := joined.strip():
            self._add(Paragraph(text), out)
        return ""

    def _box(self, box: etree._Element | str, out: list[Block]) -> None:
        if isinstance(box, str):
            self._flush(box, out)
        else:
            out.extend(self._story(box))

    def _add(self, block: Block, out: list[Block]) -> None:
        self._blocks += 1
        if self._blocks > MAX_BLOCKS:
            raise UnreadableFileError(f"文件里的段落和表格超过 {MAX_BLOCKS} 个，已停止读取，请确认是不是选错了文件。")
        out.append(block)

    # --- tables -----------------------------------------------------------------------------------------------

    def _table(self, table: etree._Element, out: list[Block]) -> None:
        """A grid, or what stands in the cells of a frame; a table may be one in some rows and the other in others."""
        rows = table_rows(table)
        one_column = is_one_column(rows)
        plain = plain_cells(table, self._special, self._styles)
        may_nest = next(table.iterdescendants(_TBL), None) is not None
        printed: list[tuple[GridCell, ...]] = []
        boxes: list[Block] = []
        for cells in rows:
            self._cells += len(cells)
            if self._cells > MAX_CELLS:
                raise UnreadableFileError(f"文件里的表格超过 {MAX_CELLS} 格，已停止读取，请确认是不是选错了文件。")
            if one_column or is_frame_row(cells, may_nest):
                self._grid(printed, boxes, out)
                for cell in cells:
                    if not cell.continued:
                        self._container(cell.element, out, boxes=None)
            else:
                printed.append(
                    tuple(GridCell(self._cell(c, plain.get(c.element), boxes), c.column, c.span) for c in cells)
                )
        self._grid(printed, boxes, out)

    def _grid(self, rows: list[tuple[GridCell, ...]], boxes: list[Block], out: list[Block]) -> None:
        """The rows so far as a grid, the text boxes of its cells after it; both start afresh."""
        if rows:
            self._add(Grid(tuple(rows)), out)
        out.extend(boxes)
        rows.clear()
        boxes.clear()

    def _cell(self, cell: TableCell, plain: str | None, boxes: list[Block]) -> str:
        """The words of a data cell, a paragraph a line; a cell merged with the one above prints nothing.

        ``plain``: its text when that is all there is to it.
        """
        if cell.continued:
            return ""
        if plain is not None:
            return spaced(plain)
        blocks: list[Block] = []
        self._container(cell.element, blocks, boxes)
        self._blocks -= len(blocks)  # lines of a cell, counted as cells
        return "\n".join(lines_of(blocks))


def _numbered(text: str, number: Printed | None, in_cell: bool) -> str:
    """Text with its number in front; unchanged when there is none, or one that we cannot write."""
    return text if number is None else number.before(text, in_cell)


def _mark_is_gone(mark: etree._Element | None) -> tuple[bool, bool]:
    """``(deleted, a style separator)``: in both cases the next paragraph goes on in the same line."""
    if mark is None:
        return False, False
    deleted = mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
    return deleted, not deleted and switched_on(mark, "specVanish") is True


def _mark_is_hidden(mark: etree._Element | None, style: Style) -> bool:
    hidden = switched_on(mark, "vanish")
    return style.hidden if hidden is None else hidden
