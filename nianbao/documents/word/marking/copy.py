"""The marked copy: an uploaded .docx with a comment at every place that a mark names. The original stays as it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from nianbao.documents.formats import detect_format
from nianbao.documents.word.marking.anchors import PrintedText, enclose_nothing
from nianbao.documents.word.marking.comments import CommentedFile
from nianbao.documents.word.marking.places import Span, TextPlaces
from nianbao.documents.word.marking.tables import TablePlaces
from nianbao.documents.word.xml import W
from nianbao.report.errors import UserError
from nianbao.report.layout import TableKey


@dataclass(frozen=True, slots=True)
class Mark:
    """A comment and where it belongs.

    ``section`` is a section's key, ``title`` or ``preamble``; ``start``/``end`` are offsets into its text as read,
    ``quote`` is what stands there. With ``table`` it is a cell, a row, a column or the table as a whole. What is not
    found goes to the nearest thing that is: the heading of the section, the title, the first line.
    """

    comment: str
    section: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    table: TableKey | None = None
    row: str | None = None
    column: str | None = None
    author: str = ""
    """Who stands by the comment; the program where it is empty."""


def marked_copy(data: bytes, marks: Sequence[Mark], *, name: str = "", when: datetime | None = None) -> bytes:
    """The .docx in ``data`` with a Word comment for each mark; the other parts of the file keep their bytes.

    ``name`` is the file's name for messages, ``when`` the date of the comments (default: now).
    Raises ``UserError`` for other formats and ``UnreadableFileError`` for what is no sound .docx.
    """
    from nianbao.documents import read

    if detect_format(data, name) != "docx":
        raise UserError("批注稿只能在 .docx 文件上生成；请在 Word 或 WPS 中把原件另存为 .docx，再审核一次。")
    report = read(data, name)
    file = CommentedFile(data, when or datetime.now())
    body = file.document.find(f"{W}body")
    assert body is not None  # or it could not have been read
    printed = PrintedText(body)
    texts = TextPlaces(report, printed)
    tables = TablePlaces(report.layout, body, printed)
    if disarmed := file.disarm():
        marks = [
            Mark(f"原件里有打开时会自动取外部内容的设置（{'、'.join(disarmed)}），这份副本中已去掉。", "title"),
            *marks,
        ]
    for mark in marks:
        found = _found(mark, texts, tables)
        place = found if found is not None else texts.home(mark.section)
        said = mark.comment if found is not None or not mark.quote else f"{mark.comment}\n（原文：{mark.quote}）"
        ends = file.add(said, mark.author)
        if isinstance(place, Span):
            printed.enclose(place.start, place.end, ends)
        else:
            enclose_nothing(place if place is not None else _first_paragraph(body), ends)
    return file.save()


def _found(mark: Mark, texts: TextPlaces, tables: TablePlaces) -> Span | etree._Element | None:
    """The very place of a mark: a span of what is printed, or an empty cell's paragraph."""
    if mark.table is not None:
        return tables.find(mark.table, mark.row, mark.column)
    return texts.find(mark.section, mark.start, mark.end, mark.quote)


def _first_paragraph(body: etree._Element) -> etree._Element:
    """Of a body that prints nothing but tables without words."""
    paragraphs: Iterator[etree._Element] = body.iter(f"{W}p")
    return next(paragraphs)
