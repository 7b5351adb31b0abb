"""Files of Microsoft's container format (.doc, .xls, .et) put together from raw bytes."""

import struct

from nianbao.documents.libreoffice.checks import OLE_MAGIC

_STREAM = 4096
"""Bytes; a stream below it stands in another place of the file."""


def ole(*names: str, flags: int = 0, records: tuple[int, ...] = ()) -> bytes:
    """Header, one table sector, one directory sector, one sector of data: of a text, or the ``records`` of a sheet."""
    header = bytearray(512)
    header[:8] = OLE_MAGIC
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<II", header, 44, 1, 1)
    struct.pack_into("<I", header, 76, 0)
    table = struct.pack("<III", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE) + b"\xff" * 500
    directory = b"".join(_entry(name) for name in ("Root Entry", *names)).ljust(512, b"\x00")
    data = b"".join(struct.pack("<HHH", record, 2, 0) for record in records)
    data = data or struct.pack("<HHIHH", 0xA5EC, 0xC1, 0, 0, flags)
    return bytes(header) + table + directory + data.ljust(512, b"\x00")


def _entry(name: str) -> bytes:
    written = (name + "\x00").encode("utf-16-le")
    entry = bytearray(written.ljust(128, b"\x00"))
    struct.pack_into("<H", entry, 64, len(written))
    struct.pack_into("<II", entry, 116, 2, _STREAM)
    return bytes(entry)
