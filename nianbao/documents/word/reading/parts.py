"""The package of a .docx: its parts by their relations, as XML. ``nianbao.documents.packed`` opens the zip.

Nothing outside the package is ever fetched; a link that leads out of it is only named.
"""

import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from nianbao.documents.packed import open_packed, parse_part
from nianbao.documents.word.xml import OFFICE_RELATIONS

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATION_ID = f"{{{OFFICE_RELATIONS}}}id"
BROKEN = "这不是完好的 Word 文件（.docx），请用 Word 或 WPS 打开后另存为 .docx 再试。"
_USUAL_DOCUMENT = "word/document.xml"
STRICT_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": OFFICE_RELATIONS.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": MATH[1:-1].encode(),
}
"""Namespaces of the strict variant of the format, and what the usual variant calls the same."""
PACKAGE_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    etree.XMLSyntaxError,
    OSError,
    EOFError,
    RuntimeError,
    LookupError,
    ValueError,
    OverflowError,
)
"""What a damaged package raises: zip, streams, XML; RuntimeError for encrypted entries and for endless nesting."""


class Relation(NamedTuple):
    """A link from a part: ``kind`` is the last word of its type (styles, image), ``target`` a part or an address."""

    kind: str
    target: str
    external: bool


class Parts:
    """The parts of one Word file, parsed when asked for.

    Raises ``UnreadableFileError`` for what is damaged or beyond the limits (``nianbao.documents.packed``).
    """

    def __init__(self, data: bytes) -> None:
        self._packed = open_packed(data, BROKEN)
        self._names = self._packed.names
        self.document_name = self._document_name()
        self.relations = dict(self._relations_of(self.document_name))
        self.document = self._parse(self.document_name)

    def related(self, kind: str) -> etree._Element | None:
        """The part of that kind (styles, numbering, footnotes, endnotes); None when there is none."""
        for relation in self.relations.values():
            if relation.kind == kind and not relation.external and relation.target in self._names:
                return self._parse(relation.target)
        usual = posixpath.join(posixpath.dirname(self.document_name), f"{kind}.xml")
        return self._parse(usual) if usual in self._names else None

    def part_of(self, identifier: str) -> str | None:
        """The part that a relation of the document names; None when it names none in the package."""
        relation = self.relations.get(identifier)
        return None if relation is None or relation.target not in self._names else relation.target

    def part(self, identifier: str) -> etree._Element | None:
        """The same, parsed."""
        name = self.part_of(identifier)
        return None if name is None else self._parse(name)

    def bytes_of(self, name: str) -> bytes:
        return self._packed.bytes_of(name)

    @property
    def has_macros(self) -> bool:
        return any(posixpath.basename(name).lower() == "vbaproject.bin" for name in self._names)

    def _document_name(self) -> str:
        """The part with the text: what the package says, else where Word puts it."""
        for _, relation in self._relations_of(""):
            if relation.kind == "officeDocument" and relation.target in self._names:
                return relation.target
        return _USUAL_DOCUMENT

    def _relations_of(self, part: str) -> Iterator[tuple[str, Relation]]:
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._names:
            return
        for element in self._parse(relations):
            if not isinstance(element.tag, str):
                continue
            target, external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            yield element.get("Id", ""), Relation(kind, target, external)

    def _parse(self, name: str) -> etree._Element:
        content = self._packed.bytes_of(name)
        if b"http://purl.oclc.org/ooxml/" in content:
            for strict, usual in STRICT_NAMES.items():
                content = content.replace(strict, usual)
        return parse_part(content, BROKEN)
