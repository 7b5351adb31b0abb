"""Word files put together from raw XML, not through our own writer: what Word, WPS and careless programs leave."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_PARTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    RELATIONS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(content: str = "", properties: str = "") -> str:
    """A table cell of paragraphs and tables, or of plain text."""
    inner = content if content.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row; plain texts become cells."""
    inner = "".join(c if c.startswith("<") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def numbered(level: int, number: int) -> str:
    """Paragraph properties that put a paragraph on a level of a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(index: int, format: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, overrides: dict[int, str] | None = None) -> str:
    """Numbering with one abstract list of these levels; list 1 is it, others are it with overrides."""
    nums = {1: "", **(overrides or {})}
    return f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>' + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/>{override}</w:num>' for number, override in nums.items()
    )


def style(identifier: str, paragraph: str = "", run: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{identifier}"/>{base}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def word_file(
    body: str,
    *,
    relations: str = "",
    extra: dict[str, bytes] | None = None,
    strict: bool = False,
    document: str = "word/document.xml",
    **parts: str,
) -> bytes:
    """A .docx with this body; ``parts`` are the contents of styles, numbering, footnotes, endnotes."""
    files: dict[str, bytes] = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations(f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="/{document}"/>'),
        document: _part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
    }
    for number, (name, content) in enumerate(parts.items()):
        files[f"word/{name}.xml"] = _part(_PARTS[name], content)
        relations += f'<Relationship Id="p{number}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
    folder, _, name = document.rpartition("/")
    files[f"{folder}/_rels/{name}.rels"] = _relations(relations)
    if strict:
        for usual, other in STRICT.items():
            files = {k: content.replace(usual.encode(), other.encode()) for k, content in files.items()}
    return packed(files | (extra or {}))


def packed(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _part(root: str, content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMES}>{content}</w:{root}>'.encode()


def _relations(content: str) -> bytes:
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{names}">{content}</Relationships>'.encode()
