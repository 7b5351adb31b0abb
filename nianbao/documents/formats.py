"""Which format a file is, by what it holds; its name only helps where the content is silent."""

import io
import zlib
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, NamedTuple

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


_DOCUMENTS = ("", ".docx", ".docm", ".dotx")
_BROKEN_PACKAGE = "已损坏，打不开；如果是压缩包，请解压后上传里面的文件。"
_BROKEN = {
    suffix: f"不是完好的{kind}，可能没有传完或已损坏；请在 Excel 或 WPS 中重新另存为 .xlsx 再试。"
    for suffix, kind in ((".xlsx", " Excel 工作簿（.xlsx）"), (".xlsm", " Excel 工作簿（.xlsm）"), (".et", "表格"))
}
"""What is said of a broken package by what it is called; a broken document is for the reader of documents."""


def _packed(data: bytes, name: str) -> Format:
    check_packed(data)
    import zipfile  # a page or a text needs none, and it takes longer than to read one

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            signs = {*names, _media_type(archive, names)}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        if PurePath(name).suffix.lower() in _DOCUMENTS:
            return "docx"  # its reader says what is broken
        raise UnreadableFileError(f"{name} {_BROKEN.get(PurePath(name).suffix.lower(), _BROKEN_PACKAGE)}") from error
    for sign, message in _OTHER_PACKAGES.items():
        if sign in signs:
            raise UnreadableFileError(f"{name} {message}")
    if any(part.startswith("xl/") for part in names) and "word/document.xml" not in names:
        return "xlsx"
    if "content.xml" in names and "word/document.xml" not in names:
        return "ods" if "opendocument.spreadsheet" in signs else "odt"
    if not any(part.startswith(("word/", "xl/")) or part == "[Content_Types].xml" for part in names):
        raise UnreadableFileError(f"{name} 是压缩包，不是一份文件；请解压后上传里面的文件。")
    return "docx"


def _media_type(archive: "zipfile.ZipFile", names: set[str]) -> str:
    """The end of what an OpenDocument file says it is, ``opendocument.text``; empty for others."""
    if "mimetype" not in names:
        return ""
    with archive.open("mimetype") as part:
        return part.read(200).decode("ascii", errors="replace").strip().rpartition("oasis.")[2]


class _Reader(NamedTuple):
    """Where the reader of a format is (module under ``nianbao.documents``, function), and whether it has to be told
    which of its formats it is given."""

    module: str
    function: str
    told: bool = False


_READERS: dict[Format, _Reader] = {
    "docx": _Reader("word.reading.source", "read_docx"),
    "doc": _Reader("libreoffice.source", "read_through_office", told=True),
    "rtf": _Reader("libreoffice.source", "read_through_office", told=True),
    "odt": _Reader("libreoffice.source", "read_through_office", told=True),
    "xls": _Reader("libreoffice.source", "read_through_office", told=True),
    "ods": _Reader("libreoffice.source", "read_through_office", told=True),
    "pdf": _Reader("pdf.source", "read_pdf"),
    "picture": _Reader("pdf.source", "read_picture"),
    "xlsx": _Reader("xlsx.source", "read_xlsx"),
    "html": _Reader("html.source", "read_html"),
    "mht": _Reader("html.mht", "read_mht"),
    "xml": _Reader("word.reading.flat_xml", "read_xml"),
    "text": _Reader("text.source", "read_text"),
}
"""A format is a line here, a name in ``Format``, and what shows it in ``detect_format``."""


def reader_of(format: Format) -> Callable[[bytes], Stream]:
    """The reader for a format. Readers are imported when needed: a text needs no XML library."""
    at = _READERS[format]
    read: Callable[..., Stream] = getattr(import_module(f"nianbao.documents.{at.module}"), at.function)
    return partial(read, format=format) if at.told else read
