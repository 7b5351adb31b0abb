"""The replica that is printed: a city's report as its office sends it round, set in Word's way and printed to PDF.

A PDF has no text to refill, so this one is set anew in the layout of the real file: its sizes, its narrow columns (in
which words break where they broke there), its page numbers left and right, its tables over the ends of pages.
"""

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from nianbao.report.form import official_grid
from nianbao.report.layout import TableLayout
from tests.support.files.pdf_files import printed_by_libreoffice
from tests.support.replicas.sheet import Sheet

FONT = "Noto Sans CJK SC"
WIDTHS = {
    "active_disclosure": [3.7, 3.7, 3.7, 3.7],
    "applications": [0.75, 1.9, 4.9, 1.3, 1.2, 1.2, 1.2, 1.2, 1.0, 1.3],
    "proceedings": [1.0] * 15,
}
"""Table → widths of its columns, in cm."""
RETYPED = {
    "1.申请人无正当理由": "1、申请人无正当理由",
    "2.申请人逾期未按": "2、申请人逾期未按",
    "3.其他": "3、其他",
    "第二十条第": "第二十条 第",
}
"""How the real file types some labels, in place of the official beginning."""


def printed(sheet: Sheet) -> bytes:
    """The replica as PDF."""
    document = docx.Document()
    _page(document)
    for number, text in enumerate(sheet.prose):
        _paragraph(document, text, centred=number < 2)
        for table in sheet.form.tables.values():
            if text == _heading(sheet, table):
                _table(document, sheet, table)
    out = io.BytesIO()
    document.save(out)
    return printed_by_libreoffice({"city.docx": out.getvalue()}, UseTaggedPDF="false")["city.docx"]


def _heading(sheet: Sheet, table: TableLayout) -> str:
    section = next(section for section in sheet.form.sections if section.key == table.section)
    return f"{section.ordinal}、{section.title}"


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def _number(paragraph: Any, side: Any) -> None:
    """``-1-``, the number a field."""
    paragraph.alignment = side
    paragraph.add_run("-")
    run = paragraph.add_run()
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        run._r.append(element)
    paragraph.add_run("-")


def _paragraph(document: Any, text: str, *, centred: bool) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(28)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    _run(paragraph, text, 20 if centred else 15)


def _run(paragraph: Any, text: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = FONT
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)


def _table(document: Any, sheet: Sheet, layout: TableLayout) -> None:
    rows = sheet.rows(layout)
    grid = official_grid(layout, None)
    drawn = document.add_table(len(grid.rows), grid.columns, style="Table Grid")
    drawn.autofit = False
    for column, width in zip(drawn.columns, WIDTHS[layout.key], strict=True):
        column.width = Cm(width)
    for row in drawn.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell in grid.cells():
        place = drawn.cell(cell.row, cell.column)
        if cell.rowspan > 1 or cell.colspan > 1:
            place = place.merge(drawn.cell(cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1))
        text = _retyped(cell.text)
        if cell.address:
            keys = [column.key for column in layout.columns_of(cell.address[0])]
            text = str(rows[cell.address[0]][keys.index(cell.address[1])])
        _run(place.paragraphs[0], text, 10.5)
        place.paragraphs[0].paragraph_format.space_after = Pt(5)
        place.paragraphs[0].paragraph_format.space_before = Pt(5)


def _retyped(text: str) -> str:
    for official, own in RETYPED.items():
        if text.startswith(official):
            return own + text[len(official) :]
    return text
