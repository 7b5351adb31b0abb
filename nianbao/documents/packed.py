"""Packed files (.docx, .xlsx, .odt) opened with care: nothing is unpacked to disk, and nothing beyond the limits.

A few kilobytes can unpack to gigabytes, a part can lie about its size, and XML can name files and entities
outside itself. All of that ends here with one Chinese sentence.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from nianbao.documents.limits import (
    MAX_PART_BYTES,
    MAX_PARTS,
    MAX_UNPACKED_BYTES,
    TOO_MANY_PARTS,
    check_markup,
    check_packed,
)
from nianbao.documents.stream import UnreadableFileError

if TYPE_CHECKING:
    from lxml import etree

MAX_RATIO = 400
"""A part that unpacks to more than so many times its size is a bomb, if it is larger than ``RATIO_FROM``."""
RATIO_FROM = 5 * 1024 * 1024
TOO_LARGE = "文件解压后过大（可能是压缩炸弹），已停止读取，请确认文件来源。"
_ENCRYPTED = "文件内容设有密码，无法读取，请去掉密码后另存再试。"
_HEADER_BYTES = 30
"""What stands at least between the headers of two entries, besides their data."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The only methods that office files use."""
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    RuntimeError,
    LookupError,
    ValueError,
    OverflowError,
)


class Packed:
    """An open packed file. Every method raises ``UnreadableFileError``."""

    def __init__(self, archive: zipfile.ZipFile, broken: str) -> None:
        self._archive = archive
        self._broken = broken
        self._read = 0
        self.names = frozenset(archive.namelist())

    def bytes_of(self, name: str) -> bytes:
        """A part unpacked; ``LookupError`` never leaves this class."""
        try:
            entry = self._archive.getinfo(name)
            if entry.flag_bits & 0x1:
                raise UnreadableFileError(_ENCRYPTED)
            if entry.compress_type not in _METHODS:
                raise UnreadableFileError(self._broken)
            self._check_size(entry)
            with self._archive.open(entry) as part:
                content = part.read(entry.file_size + 1)  # no more than it says, whatever it holds
        except _ZIP_ERRORS as error:
            raise UnreadableFileError(self._broken) from error
        if len(content) != entry.file_size:
            raise UnreadableFileError(self._broken)
        return content

    def xml(self, name: str) -> "etree._Element":
        """A part as XML. A part with a document type of its own is refused: office programs write none."""
        return parse_part(self.bytes_of(name), self._broken)

    def _check_size(self, entry: zipfile.ZipInfo) -> None:
        self._read += entry.file_size
        is_bomb = entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size)
        if is_bomb or entry.file_size > MAX_PART_BYTES or self._read > MAX_UNPACKED_BYTES:
            raise UnreadableFileError(TOO_LARGE)


def open_packed(data: bytes, broken: str) -> Packed:
    """The packed file in ``data``. ``broken`` is the sentence for a damaged one.

    Raises ``UnreadableFileError``, also for more than ``MAX_PARTS`` parts, for parts that share a name or bytes.
    Large parts that nobody asks for (pictures) do no harm and are not counted.
    """
    check_packed(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _ZIP_ERRORS as error:
        raise UnreadableFileError(broken) from error
    entries = archive.infolist()
    if len(entries) > MAX_PARTS:
        raise UnreadableFileError(TOO_MANY_PARTS)
    if len({entry.filename for entry in entries}) < len(entries) or _overlap(entries):
        raise UnreadableFileError(broken)
    return Packed(archive, broken)


def _overlap(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """True when two entries use the same bytes, by which a small file holds far more than it could."""
    places = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    return any(start + _HEADER_BYTES + size > following for (start, size), (following, _) in pairwise(places))


def parse_part(content: bytes, broken: str) -> "etree._Element":
    """XML from outside as a tree: entities stay closed, nothing is fetched. Raises ``UnreadableFileError``."""
    from lxml import etree

    check_markup(content)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadableFileError(broken) from error
    if root.getroottree().docinfo.internalDTD is not None:  # entities are how small files grow
        raise UnreadableFileError(broken)
    return root
