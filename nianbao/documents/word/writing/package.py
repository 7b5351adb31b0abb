"""What a .docx holds besides text and styles: pages, settings, properties, and how its parts hang together."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

from lxml import etree

from nianbao.documents.word.writing.paragraphs import make_runs
from nianbao.documents.word.writing.styles import PAGE_NUMBER_PT
from nianbao.documents.word.xml import OFFICE_RELATIONS, legal, mm, serialise, twips, w

# Paper (GB/T 9704 §5), in millimetres.
PAGE_MM = (210, 297)
MARGINS_MM = {"top": 37, "right": 26, "bottom": 35, "left": 28}
FOOTER_MM = 24.7
"""From the paper's edge to the foot of the page number: its dashes then stand 7 mm below the text."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD_TYPE}.settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_WORD_TYPE}.fontTable+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_WORD_TYPE}.footer+xml"/>'
    f'<Override PartName="/word/footer2.xml" ContentType="{_WORD_TYPE}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
_RELATIONS = f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_PACKAGE_RELATIONS = (
    f'{_RELATIONS}<Relationship Id="rId1" Type="{OFFICE_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Target="docProps/core.xml"'
    ' Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/></Relationships>'
)
_CUSTOM_PART = "docProps/custom.xml"
_CUSTOM_TYPE = (
    f'<Override PartName="/{_CUSTOM_PART}"'
    ' ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>'
)
_CUSTOM_RELATION = (
    f'<Relationship Id="rId3" Type="{OFFICE_RELATIONS}/custom-properties" Target="{_CUSTOM_PART}"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'{_RELATIONS}<Relationship Id="rId1" Type="{OFFICE_RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE_RELATIONS}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE_RELATIONS}/fontTable" Target="fontTable.xml"/>'
    f'<Relationship Id="rId4" Type="{OFFICE_RELATIONS}/footer" Target="footer1.xml"/>'
    f'<Relationship Id="rId5" Type="{OFFICE_RELATIONS}/footer" Target="footer2.xml"/></Relationships>'
)


def pack(
    document: etree._Element,
    styles: etree._Element,
    fonts: etree._Element,
    properties: etree._Element,
    custom: etree._Element | None = None,
    note: str = "",
) -> bytes:
    """The .docx of these parts and the fixed ones: the same parts always give the same bytes. ``note``: a line under every
    page's number."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES.encode(),
        "_rels/.rels": _PACKAGE_RELATIONS.encode(),
        "word/document.xml": serialise(document),
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS.encode(),
        "word/styles.xml": serialise(styles),
        "word/settings.xml": serialise(_settings()),
        "word/fontTable.xml": serialise(fonts),
        "word/footer1.xml": serialise(_footer("right", note)),
        "word/footer2.xml": serialise(_footer("left", note)),
        "docProps/core.xml": serialise(properties),
    }
    if custom is not None:
        parts[_CUSTOM_PART] = serialise(custom)
        parts["[Content_Types].xml"] = _CONTENT_TYPES.replace("</Types>", _CUSTOM_TYPE).encode()
        parts["_rels/.rels"] = _PACKAGE_RELATIONS.replace("</Relationships>", _CUSTOM_RELATION).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01: no clock in the output
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def page_setup() -> etree._Element:
    """Paper, margins and the two footers: the last child of a document's body."""
    margins = {side: mm(length) for side, length in MARGINS_MM.items()}
    return w(
        "sectPr",
        w("footerReference", {f"{{{OFFICE_RELATIONS}}}id": "rId4"}, type="default"),
        w("footerReference", {f"{{{OFFICE_RELATIONS}}}id": "rId5"}, type="even"),
        w("pgSz", w=mm(PAGE_MM[0]), h=mm(PAGE_MM[1])),
        w("pgMar", **margins, header=mm(15), footer=mm(FOOTER_MM), gutter=0),
    )


def _settings() -> etree._Element:
    return w(
        "settings",
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        w(
            "compat",
            w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15),
        ),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def _footer(side: str, note: str) -> etree._Element:
    """— 1 — on the outer side of the page, one character from its edge (GB/T 9704: 单页码居右、双页码居左空一字)."""

    def set_to_the_side() -> etree._Element:
        indent = w("ind", **{f"{side}Chars": 100, side: twips(PAGE_NUMBER_PT)}, firstLineChars=0, firstLine=0)
        return w("pPr", w("pStyle", val="Footer"), indent, w("jc", val=side))

    return w(
        "ftr",
        w(
            "p",
            set_to_the_side(),
            *make_runs("— "),
            w("fldSimple", *make_runs("1"), instr=" PAGE "),
            *make_runs(" —"),
        ),
        *([w("p", set_to_the_side(), *make_runs(note))] if note else []),
    )


def core_properties(title: str, creator: str, created: datetime | None) -> etree._Element:
    """The document's properties; ``created`` (naive means UTC) is also the date of the last change, None writes neither."""
    names = {
        "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    root = etree.Element(f"{{{names['cp']}}}coreProperties", nsmap=names)
    etree.SubElement(root, f"{{{names['dc']}}}title").text = legal(title)
    etree.SubElement(root, f"{{{names['dc']}}}creator").text = legal(creator)
    if created is not None:
        moment = created.replace(tzinfo=UTC) if created.tzinfo is None else created.astimezone(UTC)
        for tag in ("created", "modified"):
            element = etree.SubElement(root, f"{{{names['dcterms']}}}{tag}")
            element.set(f"{{{names['xsi']}}}type", "dcterms:W3CDTF")
            element.text = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return root


def custom_properties(values: Mapping[str, str]) -> etree._Element:
    """Properties of our own: words by name. Word, WPS and LibreOffice keep them through edits."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    names: dict[str | None, str] = {None: space, "vt": types}
    root = etree.Element(f"{{{space}}}Properties", nsmap=names)  # type: ignore[arg-type]  # the stubs know no default name
    for number, (name, value) in enumerate(values.items(), start=2):  # 0 and 1 are taken by the format
        element = etree.SubElement(root, f"{{{space}}}property", fmtid=_OWN_PROPERTIES, pid=str(number), name=name)
        etree.SubElement(element, f"{{{types}}}lpwstr").text = legal(value)
    return root


_OWN_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format's own name for the set of properties that users define."""
