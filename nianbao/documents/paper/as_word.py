"""A paper of an office to Word (.docx), in the type and on the page of GB/T 9704—2012."""

from collections.abc import Sequence
from datetime import datetime

from lxml import etree

from nianbao.documents.paper.paper import (
    Cell,
    Face,
    Line,
    PaperBlock,
    PaperHeading,
    PaperTable,
    PaperTitle,
    Prose,
    Row,
    Signatures,
)
from nianbao.documents.word.writing.package import core_properties, pack, page_setup
from nianbao.documents.word.writing.paragraphs import make_runs
from nianbao.documents.word.writing.styles import BODY_PT, LINE_PT, Fonts, font_table, styles
from nianbao.documents.word.xml import W, mm, twips, w

CELL_PT, ASIDE_PT, PROSE_ASIDE_PT = 10.5, 9, 10.5
_CELL_MARGIN_MM = 1.4
_CELL_SPACE_PT = 2
_SHADE = "F2F2F2"
_DATE_BLANKS = "　　　　年　　月　　日"
_NAME_BLANK = "　　　　　　　"


def paper_docx(
    title: str,
    author: str,
    blocks: Sequence[PaperBlock],
    fonts: Fonts | None = None,
    *,
    created: datetime | None = None,
) -> bytes:
    """The .docx of a paper; ``title`` and ``author`` are its properties, ``fonts`` by default those of the settings.

    Without ``created`` the same paper always gives the same bytes.
    """
    fonts = fonts or Fonts.from_settings()
    body: list[etree._Element] = []
    for block in blocks:
        body += _block(block, fonts, first=not body)
    document = w("document", w("body", *body, page_setup()))
    return pack(document, styles(fonts), font_table(fonts), core_properties(title, author, created))


def _block(block: PaperBlock, fonts: Fonts, first: bool) -> list[etree._Element]:
    if isinstance(block, PaperTitle):
        page = [] if first else [w("pageBreakBefore")]
        return [_paragraph("Title", [*page, w("spacing", after=twips(LINE_PT / 2))], make_runs(block.text))]
    if isinstance(block, PaperHeading):
        page = [w("pageBreakBefore")] if block.new_page else []
        space = w("spacing", before=twips(6), after=twips(4))
        return [_paragraph(f"Heading{block.level}", [w("keepNext"), *page, space], make_runs(block.text))]
    if isinstance(block, Prose):
        size = PROSE_ASIDE_PT if block.face == "aside" else None
        lead = make_runs(block.lead, east_asia=fonts.heading, points=size)
        layout = [w("keepNext")] if block.keeps else []
        if size:
            layout += [w("spacing", line=300, lineRule="auto"), w("ind", firstLineChars=200, firstLine=twips(2 * size))]
        return [
            _paragraph(
                "Normal", layout, [*lead, *make_runs(block.text, east_asia=_font(block.face, fonts), points=size)]
            )
        ]
    if isinstance(block, Signatures):
        return _signatures(block)
    return [_table(block, fonts), _paragraph("TableText", [], [])]


def _paragraph(style: str, layout: Sequence[etree._Element], runs: Sequence[etree._Element]) -> etree._Element:
    """A paragraph of a style; ``layout`` in the schema's order."""
    return w("p", w("pPr", w("pStyle", val=style), *layout), *runs)


def _font(face: Face, fonts: Fonts) -> str | None:
    return {"strong": fonts.heading, "quote": fonts.subheading}.get(face)


# --- tables -------------------------------------------------------------------------------------------------------


def _table(table: PaperTable, fonts: Fonts) -> etree._Element:
    widths = [mm(width) for width in table.widths]
    properties = w(
        "tblPr",
        w("tblW", w=sum(widths), type="dxa"),
        w("jc", val="center"),
        w("tblBorders", *(w(s, val="single", sz=4, space=0, color="auto") for s in _SIDES)),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=mm(_CELL_MARGIN_MM), type="dxa") for side in ("left", "right"))),
    )
    head = [_row(table.header, widths, fonts, header=True)] if table.header else []
    rows = [_row(row, widths, fonts, header=False) for row in table.rows]
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *head, *rows)


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _row(row: Row, widths: list[int], fonts: Fonts, header: bool) -> etree._Element:
    properties = w("trPr", w("cantSplit"))
    if header:
        properties.append(w("tblHeader"))
    cells = []
    column = 0
    for entry in row.cells:
        cells.append(_cell(entry, sum(widths[column : column + entry.span]), fonts, keeps=header or row.keeps))
        column += entry.span
    return w("tr", properties, *cells)


def _cell(entry: Cell, width: int, fonts: Fonts, keeps: bool) -> etree._Element:
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    if entry.span > 1:
        properties.append(w("gridSpan", val=entry.span))
    if entry.shaded:
        properties.append(w("shd", val="clear", color="auto", fill=_SHADE))
    properties.append(w("vAlign", val="center"))
    return w("tc", properties, *(_line(line, entry.centred, keeps, fonts) for line in entry.lines))


def _line(line: Line, centred: bool, keeps: bool, fonts: Fonts) -> etree._Element:
    space = twips(_CELL_SPACE_PT)
    layout = [
        *([w("keepNext")] if keeps else []),
        w("wordWrap", val=0),  # a checksum breaks anywhere
        w("spacing", before=space, after=space, line=264, lineRule="auto"),
        w("jc", val="center" if centred else "left"),
    ]
    size = ASIDE_PT if line.face == "aside" else CELL_PT
    return _paragraph("TableText", layout, make_runs(line.text, east_asia=_font(line.face, fonts), points=size))


# --- a place to sign ----------------------------------------------------------------------------------------------


def _signatures(block: Signatures) -> list[etree._Element]:
    """The names on one line, the date on the next; none of them alone at the top of a page."""
    *names, date = block.names
    line: list[etree._Element] = []
    for number, name in enumerate(names):
        known = block.known[number] if number < len(block.known) else ""
        line += make_runs(f"{'　　' if number else ''}{name}：{known}")
        line += [] if known else [_blank(_NAME_BLANK)]
    room = w("spacing", before=twips(LINE_PT * 1.5), line=twips(LINE_PT), lineRule="exact")
    plain = w("spacing", before=twips(LINE_PT / 2), line=twips(LINE_PT), lineRule="exact")
    indent = {"firstLineChars": 0, "firstLine": 0}
    return [
        _paragraph("Normal", [w("keepNext"), room, w("ind", **indent), w("jc", val="left")], line),
        _paragraph("Normal", [plain, w("ind", **indent), w("jc", val="right")], make_runs(f"{date}：{_DATE_BLANKS}")),
    ]


def _blank(room: str) -> etree._Element:
    """A line to write on."""
    (run,) = make_runs(room, points=BODY_PT)
    properties = run.find(f"{W}rPr")
    assert properties is not None
    properties.append(w("u", val="single"))
    return run
