"""A stream of paragraphs and grids out to Word or HTML: for papers of our own that are no annual report."""

import html
import io
from collections.abc import Sequence

from documents.stream import Block, Grid, Paragraph
from documents.word_styles import Fonts

_STYLE = (
    "body{font-family:'Source Han Serif SC','Noto Serif CJK SC','SimSun',serif;max-width:60em;margin:2em auto;line-height:1.7}"
    "h1{text-align:center;font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}"
    "table{border-collapse:collapse;width:100%;font-size:.92em}td,th{border:1px solid #888;padding:.3em .5em;vertical-align:top}"
    "th{background:#f2f2f2;text-align:left}"
)


def blocks_to_html(title: str, blocks: Sequence[Block]) -> str:
    """A page that stands alone: no script, nothing loaded from elsewhere; the first row of a grid is its header."""
    parts = [f"<h1>{html.escape(title)}</h1>"]
    for block in blocks:
        if isinstance(block, Paragraph):
            tag = f"h{min(block.level + 1, 6)}" if block.level else "p"
            parts.append(f"<{tag}>{html.escape(block.text)}</{tag}>")
        else:
            parts.append(_html_table(block))
    head = f'<meta charset="utf-8"><title>{html.escape(title)}</title><style>{_STYLE}</style>'
    return f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head><body>\n' + "\n".join(parts) + "\n</body></html>\n"


def _html_table(grid: Grid) -> str:
    rows = []
    for number, row in enumerate(grid.rows):
        tag = "th" if number == 0 else "td"
        rows.append("<tr>" + "".join(f"<{tag}>{html.escape(c.text)}</{tag}>" for c in row) + "</tr>")
    return "<table>" + "".join(rows) + "</table>"


def blocks_to_docx(title: str, blocks: Sequence[Block], fonts: Fonts | None = None) -> bytes:
    """The same as a Word file: A4, 仿宋 body, 黑体 headings, bordered tables with repeated header rows."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    fonts = fonts or Fonts.from_settings()
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(30), Mm(25)
    section.left_margin, section.right_margin = Mm(25), Mm(22)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(heading, title, fonts.title, Pt(20))
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(4)
            _run(paragraph, block.text, fonts.heading if block.level else fonts.body, Pt(14 if block.level else 12))
        else:
            _docx_table(document, block, fonts)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _docx_table(document: object, grid: Grid, fonts: Fonts) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    width = max(len(row) for row in grid.rows)
    table = document.add_table(rows=0, cols=width, style="Table Grid")  # type: ignore[attr-defined]
    table.autofit = False
    widths = _column_widths(grid, width)
    for number, row in enumerate(grid.rows):
        cells = table.add_row().cells
        for cell, source, share in zip(cells, row, widths, strict=False):
            cell.width = share
            _run(cell.paragraphs[0], source.text, fonts.heading if number == 0 else fonts.body, Pt(10.5))
        if number == 0:
            properties = table.rows[0]._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:tblHeader"))


def _column_widths(grid: Grid, columns: int) -> list[int]:
    """Widths (EMU) of the 163 mm of text: the more text a column holds, the wider, within bounds."""
    from docx.shared import Mm

    weights = []
    for column in range(columns):
        lengths = [len(row[column].text) for row in grid.rows if column < len(row)]
        weights.append(min(12.0, max(2.6, (sum(lengths) / len(lengths)) ** 0.6)))
    return [Mm(163 * weight / sum(weights)) for weight in weights]


def _run(paragraph: object, text: str, font: str, size: object) -> None:
    from docx.oxml.ns import qn

    run = paragraph.add_run(text)  # type: ignore[attr-defined]
    run.font.size = size
    run.font.name = "Times New Roman"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
