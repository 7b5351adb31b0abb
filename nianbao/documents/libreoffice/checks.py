"""What a file is before LibreOffice sees it: whole, not encrypted, and a text or a sheet at all."""

import struct

from nianbao.documents.limits import check_markup
from nianbao.documents.packed import open_packed
from nianbao.documents.stream import UnreadableFileError
from nianbao.report.patterns import regex

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CUT_SHORT = "文件不完整（可能没有下载完或已损坏），请重新取得文件后再试。"
_ENCRYPTED = (
    "文件（文档或 Excel 工作簿）设有打开密码，无法读取；请在 Word、Excel 或 WPS 中用密码打开，"
    "在“文件—信息—保护文档（保护工作簿）”中清除密码并保存后再试。"
)
_FILE_PASS = b"\x2f\x00"
_SMALL_STREAM = 4096
_FREE_SECTOR = 0xFFFFFFFF
_HEADER_BYTES = 512
_LISTED_TABLES = 109
"""So many sectors of the allocation table are named in the header itself."""
_ENTRY_BYTES = 128
_ESCAPED = regex(rb"\\[\\{}]")


def check_file(data: bytes, format: str) -> None:
    """Raises ``UnreadableFileError`` for a file that LibreOffice must not be asked about."""
    checks = {"doc": _check_doc, "xls": _check_xls, "rtf": _check_rtf, "odt": _check_open, "ods": _check_open}
    checks[format](data)


def is_workbook(data: bytes) -> bool:
    """True for a file of old Excel, .xls or WPS's .et; a text may hold a sheet and is none."""
    return bool(_entry(data, "Workbook") or _entry(data, "Book")) and not _entry(data, "WordDocument")


def _check_ole(data: bytes) -> None:
    """Word, Excel, PowerPoint and the encrypted files of newer Office share one container."""
    if not data.startswith(OLE_MAGIC) or len(data) < 2 * _HEADER_BYTES:
        raise UnreadableFileError(_CUT_SHORT)
    if _entry(data, "EncryptedPackage") or _entry(data, "EncryptionInfo"):
        raise UnreadableFileError(_ENCRYPTED)


def _check_doc(data: bytes) -> None:
    _check_ole(data)
    document = _entry(data, "WordDocument")
    if not document:
        raise UnreadableFileError(_what_else(data))
    if _is_cut_short(data):
        raise UnreadableFileError(_CUT_SHORT)
    if _is_encrypted_word(data, document):
        raise UnreadableFileError(_ENCRYPTED)


def _check_xls(data: bytes) -> None:
    _check_ole(data)
    if _is_cut_short(data):
        raise UnreadableFileError(_CUT_SHORT)
    if _is_encrypted_workbook(data, _entry(data, "Workbook") or _entry(data, "Book")):
        raise UnreadableFileError(_ENCRYPTED)


def _entry(data: bytes, name: str) -> bytes:
    """The entry of a stream or storage in the directory of an OLE file; empty when there is none."""
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    place = data.find(wanted, _HEADER_BYTES)
    while place >= 0:
        entry = data[place : place + _ENTRY_BYTES]
        if place % _ENTRY_BYTES == 0 and len(entry) == _ENTRY_BYTES and entry[64] == len(wanted):
            return entry
        place = data.find(wanted, place + 1)
    return b""


def _what_else(data: bytes) -> str:
    if _entry(data, "PowerPoint Document"):
        return "这是演示文稿（.ppt），不是年报文档，请确认是不是选错了文件。"
    return "文件里不是 Word 文档的内容，请确认是不是选错了文件；是的话，请在能打开它的程序中另存为 .docx 再试。"


def _sector_bytes(data: bytes) -> int:
    (power,) = struct.unpack_from("<H", data, 30)
    return 1 << power if power in (9, 12) else _HEADER_BYTES


def _is_cut_short(data: bytes) -> bool:
    """True when the allocation table knows of sectors behind the end of the file."""
    size = _sector_bytes(data)
    last = -1
    (count,) = struct.unpack_from("<I", data, 44)
    for index in range(min(count, _LISTED_TABLES)):
        (sector,) = struct.unpack_from("<I", data, 76 + 4 * index)
        table = data[(sector + 1) * size : (sector + 2) * size]
        if len(table) < size:
            return True
        used = [i for i, (entry,) in enumerate(struct.iter_unpack("<I", table)) if entry != _FREE_SECTOR]
        if used:
            last = index * (size // 4) + used[-1]
    return (last + 1) * size >= len(data)  # the last sector may be short, but it has begun


def _is_encrypted_word(data: bytes, entry: bytes) -> bool:
    """The flag of the file information block, the first bytes of the stream WordDocument (MS-DOC, FibBase)."""
    (sector,) = struct.unpack_from("<I", entry, 116)
    start = (sector + 1) * _sector_bytes(data)
    if start + 12 > len(data):
        raise UnreadableFileError(_CUT_SHORT)
    (flags,) = struct.unpack_from("<H", data, start + 10)
    return bool(flags & 0x0100)


def _is_encrypted_workbook(data: bytes, entry: bytes) -> bool:
    """True when the second record of the stream is FilePass (MS-XLS). A stream below 4096 bytes stands elsewhere and
    is not looked at: LibreOffice says what it cannot open."""
    sector, size = struct.unpack_from("<II", entry, 116)
    start = (sector + 1) * _sector_bytes(data)
    if size < _SMALL_STREAM or start + 8 > len(data):
        return False
    _, length = struct.unpack_from("<HH", data, start)
    following = start + 4 + length
    return data[following : following + 2] == _FILE_PASS


def _check_rtf(data: bytes) -> None:
    """Every group that is opened is closed; where raw bytes stand among them only the end is looked at."""
    if b"\\bin" in data:
        whole = data.rstrip(b"\x00\r\n\t ").endswith(b"}")
    else:
        plain = _ESCAPED.sub(b"", data)
        whole = plain.count(b"{") <= plain.count(b"}")
    if not whole:
        raise UnreadableFileError(_CUT_SHORT)


def _check_open(data: bytes) -> None:
    """The parts that LibreOffice reads first are within the limits, and not encrypted."""
    packed = open_packed(data, _CUT_SHORT)
    if "META-INF/manifest.xml" in packed.names and b"encryption-data" in packed.bytes_of("META-INF/manifest.xml"):
        raise UnreadableFileError(_ENCRYPTED)
    for part in ("content.xml", "styles.xml"):
        if part in packed.names:
            check_markup(packed.bytes_of(part))
