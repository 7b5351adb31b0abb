"""XML files of Word: flat packages (Flat OPC) and the format of Word 2003, made into a .docx in memory; pages as XML.

No entity is expanded and nothing outside the file is fetched.
"""

import base64
import binascii
import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from nianbao.documents.html.source import read_html
from nianbao.documents.limits import MAX_PARTS, check_markup
from nianbao.documents.stream import Stream, UnreadableFileError
from nianbao.documents.word.reading.source import read_docx
from nianbao.documents.word.xml import W, parse, serialise, w

PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
WORD_2003 = "{http://schemas.microsoft.com/office/word/2003/wordml}"
WORD_2003_HINTS = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_RENAMED = {"vmerge": "vMerge"}
_OTHERS = {
    "{urn:schemas-microsoft-com:office:spreadsheet}Workbook": "这是 Excel 2003 的 XML 表格，请在 Excel 或 WPS 中另存为 .xlsx 再试。",
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}document": "这是单文件的 OpenDocument 文档，请在 Word 或 WPS 中另存为 .docx 再试。",
}
BROKEN = "这个 XML 文件已损坏或结构特殊，无法读取，请在 Word 或 WPS 中打开后另存为 .docx 再试。"


def read_xml(data: bytes) -> Stream:
    """The stream of a Word file saved as XML, or of a page that calls itself XML. Raises ``UnreadableFileError``."""
    check_markup(data)
    try:
        root = parse(data)
    except etree.XMLSyntaxError:
        return read_html(data)
    if root.tag == f"{PACKAGE}package":
        _refuse_document_type(root)
        return read_docx(_zipped(_parts_of_package(root)))
    if root.tag == f"{WORD_2003}wordDocument":
        _refuse_document_type(root)
        return read_docx(_zipped(_parts_of_2003(root)))
    if root.tag in _OTHERS:
        raise UnreadableFileError(_OTHERS[root.tag])
    return read_html(data)


def _refuse_document_type(root: etree._Element) -> None:
    if getattr(root.getroottree().docinfo, "doctype", ""):  # Word writes none; entities are how small files grow
        raise UnreadableFileError(BROKEN)


def _zipped(parts: Iterator[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for number, (name, content) in enumerate(parts):
            if number >= MAX_PARTS:
                raise UnreadableFileError(f"文件里的部分超过{MAX_PARTS}个，已停止读取。")
            archive.writestr(name, content)
    return buffer.getvalue()


def _parts_of_package(root: etree._Element) -> Iterator[tuple[str, bytes]]:
    """Parts of a flat package: XML as it stands, the rest in base64."""
    seen: set[str] = set()
    for part in root.iterchildren(f"{PACKAGE}part"):
        name = part.get(f"{PACKAGE}name", "").lstrip("/")
        if not name or name in seen:
            continue
        seen.add(name)
        content = part.find(f"{PACKAGE}xmlData")
        if content is not None and len(content):
            yield name, serialise(content[0])
        elif (binary := part.find(f"{PACKAGE}binaryData")) is not None:
            try:
                yield name, base64.b64decode(binary.text or "")
            except binascii.Error:
                continue  # a picture


# --- Word 2003 ------------------------------------------------------------------------------------------------


def _parts_of_2003(root: etree._Element) -> Iterator[tuple[str, bytes]]:
    """Text and styles of a Word 2003 file in today's names."""
    body = root.find(f"{WORD_2003}body")
    if body is None:
        raise UnreadableFileError(BROKEN)
    yield "word/document.xml", serialise(w("document", *_renamed(body)))
    styles = root.find(f"{WORD_2003}styles")
    if styles is not None:
        yield "word/styles.xml", serialise(_renamed(styles)[0])


def _renamed(element: etree._Element) -> list[etree._Element]:
    """An element and all in it in today's names; wrappers that Word dropped since give way to what they hold.

    Deleted text is left out. The number of a list item, which the file states as printed, becomes text.
    """
    if not isinstance(element.tag, str):
        return []
    if element.get(f"{WORD_2003}type") == "Word.Deletion":
        return []
    inner = [new for child in element for new in _renamed(child)]
    if not element.tag.startswith(WORD_2003):
        return inner
    name = element.tag.removeprefix(WORD_2003)
    new = w(_RENAMED.get(name, name), *inner)
    new.text = element.text
    for key, value in element.attrib.items():
        if str(key).startswith(WORD_2003):
            new.set(W + str(key).removeprefix(WORD_2003), value)
    if name == "p" and (number := element.find(f".//{WORD_2003}listPr/{WORD_2003_HINTS}t")) is not None:
        _put_number(new, number.get(f"{WORD_2003_HINTS}val", ""))
    return [new]


def _put_number(paragraph: etree._Element, number: str) -> None:
    text = w("t")
    text.text = number
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else 1, w("r", text))
