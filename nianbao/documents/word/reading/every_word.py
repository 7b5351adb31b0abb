"""Every word of a .docx read back, whoever wrote it: what a proof-reader holds against the original."""

import io
import zipfile
import zlib

from lxml import etree

from nianbao.documents.limits import MAX_PART_BYTES
from nianbao.documents.stream import UnreadableFileError
from nianbao.documents.word.leaves import DELETED, leaf_text, text_leaves
from nianbao.documents.word.xml import W, parse
from nianbao.report.patterns import regex

_VISIBLE_PART = regex(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_INVISIBLE = DELETED | {_FALLBACK}
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})


def document_text(data: bytes) -> list[str]:
    """Every text that a reader of a .docx sees, a paragraph an item.

    The body with its tables and text boxes comes first, then notes, headers and footers. Deleted text and
    field codes are left out, and so are page numbers, which Word computes. Raises ``UnreadableFileError``
    when the bytes are no Word file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = sorted(n for n in archive.namelist() if _VISIBLE_PART.fullmatch(n))
            if "word/document.xml" not in names or any(archive.getinfo(n).file_size > MAX_PART_BYTES for n in names):
                raise UnreadableFileError("这不是 Word 文件（.docx），或解压后过大，无法核对其中的文字。")
            roots = [parse(archive.read(name)) for name in names]
    except (zipfile.BadZipFile, zlib.error, RuntimeError, etree.XMLSyntaxError, OSError) as error:
        raise UnreadableFileError("这不是完好的 Word 文件（.docx），无法核对其中的文字。") from error
    paragraphs = (p for root in roots for p in root.iter(f"{W}p") if not _inside(p, _INVISIBLE))
    return [text for p in paragraphs if (text := _paragraph_text(p).strip())]


def _inside(element: etree._Element, tags: frozenset[str]) -> bool:
    return any(ancestor.tag in tags for ancestor in element.iterancestors())


def _paragraph_text(paragraph: etree._Element) -> str:
    """Visible text of one paragraph, without that of text boxes in it (they hold paragraphs of their own)."""
    parts: list[str] = []
    fields: list[str] = []
    for leaf in text_leaves(paragraph, _left_out):
        if leaf.tag == f"{W}fldChar":
            kind = leaf.get(f"{W}fldCharType")
            if kind == "begin":
                fields.append("")
            elif kind == "end" and fields:
                fields.pop()
        elif leaf.tag == f"{W}instrText":
            if fields:
                fields[-1] += leaf.text or ""
        elif leaf.tag != f"{W}t" or not any(_is_page_field(code) for code in fields):
            parts.append(leaf_text(leaf, line_break=" "))
    return "".join(parts)


def _left_out(element: etree._Element) -> bool:
    if element.tag == f"{W}fldSimple":
        return _is_page_field(element.get(f"{W}instr", ""))
    return element.tag in (f"{W}p", _FALLBACK)


def _is_page_field(code: str) -> bool:
    return code.split()[:1] != [] and code.split()[0].upper() in _PAGE_FIELDS
