"""Which format a file is, by what it holds; its name only helps where the content is silent."""

import io
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from nianbao.documents.encoding import decode, looks_like_utf16
from nianbao.documents.html.signs import detect_markup
from nianbao.documents.libreoffice.checks import is_workbook
from nianbao.documents.limits import check_packed
from nianbao.documents.stream import Stream, UnreadableFileError

if TYPE_CHECKING:
    import zipfile

Format = Literal["docx", "xlsx", "odt", "ods", "doc", "xls", "rtf", "pdf", "html", "mht", "xml", "picture", "text"]


_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
"""PNG, JPEG and TIFF: a scanned page."""


def detect_format(data: bytes, name: str = "") -> Format:
    """The format of a file, whatever its name ends in: pages and RTF are often called .doc or .xls.

    Raises ``UnreadableFileError`` for what is none of them (archives, programs).
    """
    head = data[:4096]
    if head.startswith(b"PK\x03\x04"):
        return _packed(data, name)
    if head.startswith(b"%PDF") or b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "xls" if is_workbook(data) else "doc"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_PICTURES):
        return "picture"
    if markup := detect_markup(data, name):
        return "text" if markup == "html" and _is_text_with_tables(data, name) else markup
    if b"\x00" in head and not looks_like_utf16(data):
        raise UnreadableFileError(f"{name} 不是能读取的文字文件，请在 Word 或 WPS 中另存为 .docx 再试。")
    return "text"


_TEXT_NAMES = ("", ".txt", ".text", ".md", ".markdown")


def _is_text_with_tables(data: bytes, name: str) -> bool:
    """True for text or Markdown whose tables are written in HTML; what is called a page or a document is a page."""
    if PurePath(name).suffix.lower() not in _TEXT_NAMES:
        return False
    from nianbao.documents.text.html import is_text_with_tables  # few files need it

    return is_text_with_tables(decode(data).text)


_OTHER_PACKAGES = {
    "xl/workbook.bin": "是二进制的 Excel 工作簿（.xlsb），请在 Excel 或 WPS 中另存为 .xlsx 再试。",
    "ppt/presentation.xml": "是演示文稿，不是年报文档，请确认是不是选错了文件。",
    "OFD.xml": "是 OFD 版式文件，请在阅读器或 WPS 中转换为 PDF 或 .docx 再试。",
    "opendocument.presentation": "是演示文稿，不是年报文档，请确认是不是选错了文件。",
}
"""What shows a packed file of another kind (a part, the end of its media type), and what to say of it."""


def _packed(data: bytes, name: str) -> Format:
    check_packed(data)
    import zipfile  # a page or a text needs none, and it takes longer than to read one

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            signs = {*names, _media_type(archive, names)}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError):
        return "docx"  # its reader says what is broken
    for sign, message in _OTHER_PACKAGES.items():
        if sign in signs:
            raise UnreadableFileError(f"{name} {message}")
    if any(part.startswith("xl/") for part in names) and "word/document.xml" not in names:
        return "xlsx"
    if "content.xml" in names and "word/document.xml" not in names:
        return "ods" if "opendocument.spreadsheet" in signs else "odt"
    return "docx"


def _media_type(archive: "zipfile.ZipFile", names: set[str]) -> str:
    """The end of what an OpenDocument file says it is, ``opendocument.text``; empty for others."""
    if "mimetype" not in names:
        return ""
    with archive.open("mimetype") as part:
        return part.read(200).decode("ascii", errors="replace").strip().rpartition("oasis.")[2]


def reader_of(format: Format) -> Callable[[bytes], Stream]:
    """The reader for a format. Readers are imported when needed: a text needs no XML library."""
    if format == "docx":
        from nianbao.documents.word.reading.source import read_docx

        return read_docx
    if format in ("doc", "rtf", "odt", "xls", "ods"):
        from nianbao.documents.libreoffice.source import read_through_office

        return partial(read_through_office, format=format)
    if format == "pdf":
        from nianbao.documents.pdf.source import read_pdf

        return read_pdf
    if format == "picture":
        from nianbao.documents.pdf.source import read_picture

        return read_picture
    if format == "xlsx":
        from nianbao.documents.xlsx.source import read_xlsx

        return read_xlsx
    if format == "html":
        from nianbao.documents.html.source import read_html

        return read_html
    if format == "mht":
        from nianbao.documents.html.mht import read_mht

        return read_mht
    if format == "xml":
        from nianbao.documents.word.reading.flat_xml import read_xml

        return read_xml
    from nianbao.documents.text.source import read_text

    return read_text
