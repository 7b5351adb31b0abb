"""Whether the packed parts of a PDF are whole. PDF programs show what is left of a damaged part and say nothing;
a page read that way may lack figures.
"""

import zlib
from collections.abc import Iterator

from nianbao.documents.limits import MAX_UNPACKED_BYTES
from nianbao.report.patterns import regex

DICTIONARY = 4000
"""Bytes before a stream in which its dictionary is looked for."""
CHUNK = 1 << 20
CHECKSUM = 4
"""Bytes at the end of a packed stream."""

_STREAM = regex(rb"(?<!end)stream\r?\n")
_OTHER_FILTERS = regex(rb"/(?:ASCII85|ASCIIHex|LZW|RunLength|Crypt)\w*|/(?:A85|AHx)\b|/Subtype\s*/Image")


def is_damaged(data: bytes) -> bool:
    """True when a packed stream does not unpack to its end, or to something else than its checksum says.

    Pictures and encrypted files are not looked at; a checksum that is not there is no damage.
    """
    if b"/Encrypt" in data:
        return False
    return any(_is_broken(packed) for packed in _packed_streams(data))


def _packed_streams(data: bytes) -> Iterator[memoryview]:
    view = memoryview(data)
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - DICTIONARY) : match.start()]
        dictionary = before[before.rfind(b" obj") + 1 :]
        if b"/FlateDecode" in dictionary and not _OTHER_FILTERS.search(dictionary):
            end = data.find(b"endstream", match.end())
            yield view[match.end() : end if end >= 0 else len(data)]


def _is_broken(packed: memoryview) -> bool:
    unpacker = zlib.decompressobj()
    rest: bytes | memoryview = packed
    size = 0
    try:
        while rest and not unpacker.eof:
            size += len(unpacker.decompress(rest, CHUNK))
            rest = unpacker.unconsumed_tail
            if size > MAX_UNPACKED_BYTES:
                return False
    except zlib.error as error:
        return "data check" not in str(error) or _has_checksum(packed)
    return not unpacker.eof and _has_checksum(packed)


def _has_checksum(packed: memoryview) -> bool:
    """False where a program left the checksum out: then the packed data, without any header, end with the stream."""
    plain = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        plain.decompress(packed[2:], MAX_UNPACKED_BYTES)
    except zlib.error:
        return True
    return not plain.eof or len(bytes(plain.unused_data).strip()) >= CHECKSUM
