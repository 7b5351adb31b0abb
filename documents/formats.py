"""Which format a file is, by what it holds; its name only helps where the content is silent."""

import io
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Literal

from documents.encoding import looks_like_utf16
from documents.html_signs import detect_markup
from documents.stream import Stream, UnreadableFileError

Format = Literal["docx", "xlsx", "odt", "doc", "rtf", "pdf", "html", "mht", "xml", "text"]


def detect_format(data: bytes, name: str = "") -> Format:
    """The format of a file, whatever its name ends in: pages and RTF are often called .doc or .xls.

    Raises ``UnreadableFileError`` for what is none of them (pictures, archives, programs).
    """
    head = data[:4096]
    if head.startswith(b"PK\x03\x04"):
        return _packed(data, name)
    if head.startswith(b"%PDF") or b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "doc"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if markup := detect_markup(data, name):
        return markup
    if b"\x00" in head and not looks_like_utf16(data):
        raise UnreadableFileError(f"{name} 不是能读取的文字文件，请在 Word 或 WPS 中另存为 .docx 再试。")
    return "text"


def _packed(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return "docx"  # its reader says what is broken
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "word/document.xml" not in names:
        return "odt"
    return "docx"


def reader_of(format: Format, name: str) -> Callable[[bytes], Stream]:
    """The reader for a format. Readers are imported when needed: a text needs no XML library."""
    if format == "docx":
        from documents.docx_source import read_docx

        return read_docx
    if format in ("doc", "rtf", "odt"):
        from documents.office import read_through_office

        return partial(read_through_office, format=format)
    if format == "pdf":
        from documents.pdf_source import read_pdf

        return read_pdf
    if format == "html":
        from documents.html_source import read_html

        return read_html
    if format == "mht":
        from documents.mht_source import read_mht

        return read_mht
    if format == "xml":
        from documents.xml_source import read_xml

        return read_xml
    if format == "text":
        from documents.text_source import read_text

        return read_text
    raise UnreadableFileError(f"暂不能读取 {name} 的格式，请在 Word 或 WPS 中另存为 .docx 再试。")
