"""Word files from raw XML and by python-docx: merged cells, none, and a whole report inside one table cell."""

import io
import zipfile
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape

from tests.support.reading.draft import Draft
from tests.support.reading.forms import Box, Form, Line, boxes, expanded
from tests.support.reading.writers import writer

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PAGE = 9000
"""Twips between the margins."""
_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""


def _package(body: str) -> bytes:
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(text: str) -> str:
    """A line break inside a cell is a break in the run; a tab (in a table of contents) is a tab."""
    lines = "<w:r><w:br/></w:r>".join(
        "<w:r><w:tab/></w:r>".join(map(_run, line.split("\t"))) for line in text.split("\n")
    )
    return f"<w:p>{lines if text else ''}</w:p>"


def _paragraphs(text: str) -> str:
    return "".join(_paragraph(line) for line in text.split("\n"))


def _tc(content: str, width: int, across: int = 1, merge: str = "") -> str:
    """``width`` is that of the whole table in grid columns: a table fits on the page."""
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{_PAGE // width * across}" w:type="dxa"/>{span}{merge}</w:tcPr>{content}</w:tc>'


def _tbl(rows: list[str], width: int) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:gridCol w:w="{_PAGE // width}"/>' * width
    trs = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{trs}</w:tbl>"


def _body(draft: Draft, table: Callable[[Form], str]) -> str:
    parts = []
    for block in draft.blocks:
        if isinstance(block, Form):
            for part in block.parts():
                parts.append(_paragraph(part.label) if isinstance(part, Line) else table(part) + "<w:p/>")
        else:
            parts.append(_paragraph(block.text))
    return "".join(parts)


def _merged(form: Form, cell: Callable[[str], str]) -> str:
    """vMerge goes on in every row below: the continuing cells are put in at their grid column."""
    grid = boxes(form)
    rows: list[list[tuple[Box, bool]]] = [[(box, False) for box in row] for row in grid]
    for box in (b for row in grid for b in row):
        for below in range(box.row + 1, min(box.row + box.down, len(rows))):
            rows[below].append((box, True))
    width, out = form.width + form.trailing, []
    for row in rows:
        cells = []
        for box, goes_on in sorted(row, key=lambda pair: pair[0].column):
            merge = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>' if box.down > 1 else ""
            cells.append(_tc("<w:p/>" if goes_on else cell(box.text), width, box.across, merge))
        out.append("".join(cells))
    return _tbl(out, width)


@writer("docx: raw XML, merged cells", ".docx", "grid")
def merged_docx(rng: Random, draft: Draft) -> bytes:
    cell = rng.choice((_paragraph, _paragraphs))
    return _package(_body(draft, lambda form: _merged(form, cell)))


@writer("docx: raw XML, no merged cells", ".docx", "grid")
def flat_docx(rng: Random, draft: Draft) -> bytes:
    down, across = rng.choice((("empty", "empty"), ("repeat", "repeat"), ("repeat", "empty")))

    def table(form: Form) -> str:
        width = form.width + form.trailing
        rows = ["".join(_tc(_paragraphs(text), width) for text in row) for row in expanded(form, down, across)]
        return _tbl(rows, width)

    return _package(_body(draft, table))


@writer("docx: whole report in one cell", ".docx", "grid")
def docx_in_a_cell(rng: Random, draft: Draft) -> bytes:
    """As pages pasted from a website into Word: tables within the cell of a table."""
    content = _body(draft, lambda form: _merged(form, _paragraphs))
    return _package(_tbl([_tc(content, 2, 2), _tc("<w:p/>", 2) * 2], 2) + "<w:p/>")


@writer("docx: python-docx, no merged cells", ".docx", "grid")
def python_docx(rng: Random, draft: Draft) -> bytes:
    from docx import Document

    document = Document()
    headed = rng.random() < 0.5
    for block in draft.blocks:
        if not isinstance(block, Form):
            level = {"title": 0, "heading": 1}.get(block.style)
            if level is None or not headed:
                document.add_paragraph(block.text)
            else:
                document.add_heading(block.text, level)
            continue
        for part in block.parts():
            if isinstance(part, Line):
                document.add_paragraph(part.label)
            else:
                _fill(document, expanded(part, "empty", "empty"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _fill(document: object, rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    table = document.add_table(rows=len(rows), cols=width)  # type: ignore[attr-defined]
    table.style = "Table Grid"
    for row, texts in zip(table.rows, rows, strict=True):
        cells = list(row._tr.tc_lst)
        for tc, text in zip(cells, texts, strict=False):
            tc.p_lst[0].add_r().text = text
        for tc in cells[len(texts) :]:
            row._tr.remove(tc)
