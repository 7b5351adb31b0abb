"""``Report`` to Word (.docx), laid out by GB/T 9704—2012 as far as an annual report uses it.

The parts of the package are built directly: tables cell by cell in lxml (``python-docx`` needs seconds for
them), and everything is deterministic, so that the same report gives the same bytes.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from documents.docx_source import MAX_PART_BYTES, W
from documents.headings import official_title
from documents.official_form import FormCell, FormGrid, official_grid
from documents.stream import UnreadableFileError
from report.layout import SECTIONS, TABLE_KEYS, SectionKey, TableKey
from report.model import Report, Section
from report.text import fold

_NAMESPACE = W.strip("{}")
_OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ILLEGAL_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Paper and lines (GB/T 9704 §5). Lengths in millimetres and points; Word wants twips (1/20 pt) and half-points.
PAGE_MM = (210, 297)
MARGINS_MM = {"top": 37, "right": 26, "bottom": 35, "left": 28}
FOOTER_MM = 24.7
"""From the paper's edge to the foot of the page number: its dashes then stand 7 mm below the text."""
TITLE_PT, BODY_PT, PAGE_NUMBER_PT = 22, 16, 14
TABLE_PT: dict[TableKey, float] = {"active_disclosure": 10.5, "applications": 9, "proceedings": 9}
SMALLEST_PT = 5
DIGIT_EM = 0.65
"""Width of a digit in the widest font that may stand in for the Western one (its own are 0.5)."""
LINE_PT, TITLE_LINE_PT = 28, 36
TITLE_LINE_EMS = 20
"""So many characters of the title fit on a line of 156 mm."""

# Columns of each table; they fill the text width of 156 mm.
_WIDTHS_MM: dict[TableKey, tuple[float, ...]] = {
    "active_disclosure": (42, 38, 38, 38),
    "applications": (8.5, 24, 43, *(11.5,) * 7),
    "proceedings": (10.4,) * 15,
}
_ROW_MM: dict[TableKey, float] = {"active_disclosure": 8, "applications": 5.6, "proceedings": 9}
_CELL_MARGIN_MM = 0.6
_AROUND_TABLE_PT = 6

_MARKER = re.compile(r"(〔待填[^〕]*〕?)")
_SUBHEADING = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]")
_RUN_IN_HEADING = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)][^。：:〔]{1,30}[。：:](?=.)")
SUBHEADING_MAX_LENGTH = 40
_TITLE_YEAR = re.compile(r"[\d〇零一二三四五六七八九]{4}年")
_PLACE_END = re.compile(
    r"(?:省|自治[区州县旗]|(?<!城)市(?![场政容民])|县|旗|(?<![社园治])区(?![域块])|镇|(?<!城)乡)(?!人民|政府|级)"
)


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font names, since a machine may lack the prescribed ones. The first four are settings.

    ``plain`` is for tables and page numbers, ``western`` for Latin letters and digits outside headings.
    """

    title: str = "方正小标宋简体"
    body: str = "仿宋_GB2312"
    heading: str = "黑体"
    subheading: str = "楷体_GB2312"
    plain: str = "宋体"
    western: str = "Times New Roman"

    @classmethod
    def from_settings(cls) -> "Fonts":
        """The fonts that the environment or ``.env`` names."""
        from settings import get_settings

        s = get_settings()
        return cls(s.font_title, s.font_body, s.font_heading, s.font_subheading)


_SUBSTITUTES = {
    "方正小标宋简体": "华文中宋",
    "方正小标宋_GBK": "华文中宋",
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
"""What Word should take where a prescribed font is missing; otherwise it takes 宋体 for all of them."""


def write_docx(
    report: Report,
    target: str | Path | BinaryIO,
    fonts: Fonts | None = None,
    *,
    overwrite: bool = False,
    created: datetime | None = None,
) -> None:
    """Write a report to a path or an open binary file.

    ``fonts``: default those of the settings. ``created``: date for the document's properties (naive means
    UTC); without it none is written, and the same report always gives the same bytes.
    Raises ``FileExistsError`` when the path exists, unless ``overwrite``; other ``OSError`` as met.
    """
    data = docx_bytes(report, fonts, created=created)
    if not isinstance(target, str | Path):
        target.write(data)
        return
    try:
        with open(target, "wb" if overwrite else "xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise FileExistsError(f"文件已存在，没有覆盖：{Path(target).name}。请换一个文件名。") from error


def docx_bytes(report: Report, fonts: Fonts | None = None, *, created: datetime | None = None) -> bytes:
    """The .docx of a report in memory; arguments as for ``write_docx``."""
    fonts = fonts or Fonts.from_settings()
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES.encode(),
        "_rels/.rels": _PACKAGE_RELATIONS.encode(),
        "word/document.xml": _xml(_document(report, fonts)),
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS.encode(),
        "word/styles.xml": _xml(_styles(fonts)),
        "word/settings.xml": _xml(_settings()),
        "word/fontTable.xml": _xml(_font_table(fonts)),
        "word/footer1.xml": _xml(_footer("right")),
        "word/footer2.xml": _xml(_footer("left")),
        "docProps/core.xml": _xml(_core_properties(report, created)),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01: no clock in the output
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


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
            roots = [etree.fromstring(archive.read(name), _PARSER) for name in names]
    except (zipfile.BadZipFile, zlib.error, RuntimeError, etree.XMLSyntaxError, OSError) as error:
        raise UnreadableFileError("这不是完好的 Word 文件（.docx），无法核对其中的文字。") from error
    paragraphs = (p for root in roots for p in root.iter(f"{W}p") if not _inside(p, _INVISIBLE))
    return [text for p in paragraphs if (text := _paragraph_text(p).strip())]


# --- the document ---------------------------------------------------------------------------------------------


def _document(report: Report, fonts: Fonts) -> etree._Element:
    others = frozenset(heading.raw for heading in report.headings if heading.key is None)
    blocks = [*_title(report), *_prose(report.preamble, fonts, others)]
    for section in _sections(report):
        blocks.append(_paragraph(_heading_text(section), "Heading1"))
        blocks.extend(_prose(section.text, fonts, others))
        for key in TABLE_KEYS:
            if _home(report, key) == section.key:
                blocks.extend(_table(report, key))
    _set_off_tables(blocks)
    return _w("document", _w("body", *blocks, _page_setup()))


def _set_off_tables(blocks: list[etree._Element]) -> None:
    """A table keeps with what introduces it, has a little room, and touches no other table (Word would join them)."""
    for place in range(len(blocks) - 1, -1, -1):
        if blocks[place].tag == f"{W}tbl" and (place + 1 == len(blocks) or blocks[place + 1].tag == f"{W}tbl"):
            blocks.insert(place + 1, _paragraph("", "TableText"))
    for above, below in pairwise(blocks):
        if above.tag == f"{W}p" and below.tag == f"{W}tbl":
            _space(above, after=_AROUND_TABLE_PT)
            above[0].insert(1, _w("keepNext"))
        elif above.tag == f"{W}tbl" and below.tag == f"{W}p":
            _space(below, before=_AROUND_TABLE_PT)


def _sections(report: Report) -> list[Section]:
    """The report's sections as printed; a table whose section is missing gets it, so that no figure is lost."""
    sections = list(report.sections)
    for key in TABLE_KEYS:
        home = _home(report, key)
        if report.table(key) is not None and all(s.key != home for s in sections):
            order = [s.key for s in SECTIONS]
            place = next((i for i, s in enumerate(sections) if order.index(s.key) > order.index(home)), len(sections))
            sections.insert(place, Section(home, None, official_title(home), ""))
    return sections


def _home(report: Report, key: TableKey) -> SectionKey:
    return report.tables_found_in.get(key) or report.layout.tables[key].section


def _heading_text(section: Section) -> str:
    """The heading as printed; where Word numbered it, or nothing is printed yet, with the official ordinal."""
    if section.heading is not None and section.heading.numbering != "auto":
        return section.heading.raw
    ordinal = next(s.ordinal for s in SECTIONS if s.key == section.key)
    return f"{ordinal}、{section.title}"


def _title(report: Report) -> Iterator[etree._Element]:
    """The title, one paragraph a line; after its last line one line stays empty."""
    lines = title_lines(report.title) if report.title.strip() else ["〔待填：标题〕"]
    for line in lines[:-1]:
        yield _paragraph(line, "Title")
    last = _paragraph(lines[-1], "Title")
    _space(last, after=LINE_PT)
    yield last


def title_lines(title: str) -> list[str]:
    """A title too long for one line, broken where the sense allows: agency (one line or two), then the rest.

    >>> title_lines("示例省云岭市青禾县柳溪镇人民政府2024年政府信息公开工作年度报告")
    ['示例省云岭市青禾县柳溪镇人民政府', '2024年政府信息公开工作年度报告']
    """
    if _ems(title) <= TITLE_LINE_EMS:
        return [title]
    year = _TITLE_YEAR.search(title)
    cuts = [place for place in (year.start() if year else -1, title.find("政府信息公开")) if place > 0]
    if not cuts:
        return [title]
    head, tail = title[: min(cuts)], title[min(cuts) :]
    places = [m.end() for m in _PLACE_END.finditer(head) if m.end() < len(head)]
    if _ems(head) <= TITLE_LINE_EMS or not places:
        return [head, tail]
    middle = min(places, key=lambda place: abs(_ems(head[:place]) - _ems(head[place:])))
    return [head[:middle], head[middle:], tail]


def _ems(text: str) -> float:
    """Width in characters; letters and digits of half width count half."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def _prose(text: str, fonts: Fonts, headings: frozenset[str]) -> Iterator[etree._Element]:
    """Lines of prose: （一） lines are headings; where a text runs on after such a heading, only its face differs.

    ``headings``: top-level headings that are none of the six and stand as lines of a section.
    """
    for line in text.split("\n"):
        line = line.strip()
        if not line:
            continue
        run_in = _RUN_IN_HEADING.match(line)
        if line in headings:
            yield _paragraph(line, "Heading1")
        elif run_in:
            paragraph = _paragraph(line[run_in.end() :], "Normal")
            for position, run in enumerate(_runs(run_in.group(), east_asia=fonts.subheading), start=1):
                paragraph.insert(position, run)
            yield paragraph
        elif _SUBHEADING.match(line) and len(line) <= SUBHEADING_MAX_LENGTH:
            yield _paragraph(line, "Heading2")
        else:
            yield _paragraph(line, "Normal")


def _page_setup() -> etree._Element:
    margins = {side: _mm(length) for side, length in MARGINS_MM.items()}
    return _w(
        "sectPr",
        _w("footerReference", {f"{{{_OFFICE_RELATIONS}}}id": "rId4"}, type="default"),
        _w("footerReference", {f"{{{_OFFICE_RELATIONS}}}id": "rId5"}, type="even"),
        _w("pgSz", w=_mm(PAGE_MM[0]), h=_mm(PAGE_MM[1])),
        _w("pgMar", **margins, header=_mm(15), footer=_mm(FOOTER_MM), gutter=0),
    )


# --- tables ---------------------------------------------------------------------------------------------------


def _table(report: Report, key: TableKey) -> Iterator[etree._Element]:
    """The official form; where the report has no table, the empty form under a marker that says so."""
    layout, table = report.layout.tables[key], report.table(key)
    if table is None:
        yield _paragraph(f"〔待填：{layout.name}没有数据，请按原件填写〕", "Normal")
    grid = official_grid(layout, table)
    widths = [_mm(width) for width in _WIDTHS_MM[key]]
    properties = _w(
        "tblPr",
        _w("tblW", w=sum(widths), type="dxa"),
        _w("jc", val="center"),
        _w("tblBorders", *(_border(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))),
        _w("tblLayout", type="fixed"),
        _w("tblCellMar", *(_w(side, w=_mm(_CELL_MARGIN_MM), type="dxa") for side in ("left", "right"))),
        _w("tblCaption", val=official_title(layout.section)),
    )
    yield _w(
        "tbl",
        properties,
        _w("tblGrid", *(_w("gridCol", w=width) for width in widths)),
        *(_row(grid, index, key, widths) for index in range(len(grid.rows))),
    )


def _border(side: str) -> etree._Element:
    return _w(side, val="single", sz=4, space=0, color="auto")


def _row(grid: FormGrid, index: int, key: TableKey, widths: list[int]) -> etree._Element:
    """One row: the cells that start in it, and a continuation for each cell that reaches down into it."""
    properties = _w("trPr", _w("cantSplit"), _w("trHeight", val=_mm(_ROW_MM[key]), hRule="atLeast"))
    if index < grid.header_rows:
        properties.append(_w("tblHeader"))
    reaching = [c for row in grid.rows[: index + 1] for c in row if c.row <= index < c.row + c.rowspan]
    # A table stands on one page when it can: a reader adds up its columns, and a group of rows torn from its
    # label is unreadable. Word breaks a table that is longer than a page, and then repeats the header.
    keep_next = index + 1 < len(grid.rows)
    cells = sorted(reaching, key=lambda c: c.column)
    return _w("tr", properties, *(_cell(cell, index, key, widths, keep_next) for cell in cells))


def _cell(cell: FormCell, row: int, key: TableKey, widths: list[int], keep_next: bool) -> etree._Element:
    width = sum(widths[cell.column : cell.column + cell.colspan])
    properties = _w("tcPr", _w("tcW", w=width, type="dxa"))
    if cell.colspan > 1:
        properties.append(_w("gridSpan", val=cell.colspan))
    if cell.rowspan > 1:
        properties.append(_w("vMerge", val="restart" if cell.row == row else "continue"))
    properties.append(_w("vAlign", val="center"))
    layout = [_w("keepNext")] if keep_next else []
    if cell.header and (aside := _twips(_narrowing(cell, key, width))):
        layout.append(_w("ind", left=aside, right=aside))
    if key == "applications" and not cell.header and cell.address is None and cell.rowspan == 1:
        layout.append(_w("jc", val="left"))  # row labels of table three; labels of its groups are centred
    text = cell.text if cell.row == row else ""
    return _w("tc", properties, _paragraph(text, "TableText", *layout, points=_table_size(cell, key, width)))


def _narrowing(cell: FormCell, key: TableKey, width: int) -> float:
    """Points to leave at either side of a narrow header, so that it breaks between words: 商业/企业, not 商业企/业.

    The words of these headers are pairs of characters; a line that holds three is narrowed to two.
    """
    size = TABLE_PT[key]
    fitting = int(_room(width) / size)
    return size / 2 if fitting % 2 and fitting < len(cell.text) and cell.colspan == 1 else 0


def _room(width: int) -> float:
    """Points for text in a cell of ``width`` twips."""
    return width / 20 - 2 * _CELL_MARGIN_MM / 25.4 * 72


def _table_size(cell: FormCell, key: TableKey, width: int) -> float:
    """Points: the table's size, less for a number too long for its cell, for a broken number is misread."""
    usual = TABLE_PT[key]
    if cell.address is None or not cell.text or not fold(cell.text).isascii():
        return usual
    fitting = _room(width) / (_ems(cell.text) * DIGIT_EM / 0.5)
    return usual if fitting >= usual else max(SMALLEST_PT, int(fitting * 2) / 2)


# --- styles and the other parts -------------------------------------------------------------------------------


def _styles(fonts: Fonts) -> etree._Element:
    """正文 is the body of the report, so that whatever a clerk types on looks like the rest."""
    base = _w("rPr", _font(fonts.body, fonts.western), *_size(BODY_PT))
    base.append(_w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
    exact: dict[str, str | int] = {"line": _twips(LINE_PT), "lineRule": "exact"}
    indent = _w("ind", firstLineChars=200, firstLine=_twips(2 * BODY_PT))
    none = {"firstLineChars": 0, "firstLine": 0}
    return _w(
        "styles",
        _w("docDefaults", _w("rPrDefault", base), _w("pPrDefault", _w("pPr"))),
        _style("Normal", "Normal", [_w("spacing", **exact), indent, _w("jc", val="both")]),
        _style(
            "Title",
            "Title",
            [
                _w("keepNext"),
                _w("spacing", line=_twips(TITLE_LINE_PT), lineRule="exact"),
                _w("ind", **none),
                _w("jc", val="center"),
            ],
            [_font(fonts.title, fonts.title), *_size(TITLE_PT)],
        ),
        _style(
            "Heading1",
            "heading 1",
            [_w("keepNext"), _w("outlineLvl", val=0)],
            [_font(fonts.heading, fonts.heading)],
        ),
        _style(
            "Heading2",
            "heading 2",
            [_w("keepNext"), _w("outlineLvl", val=1)],
            [_font(fonts.subheading, fonts.subheading)],
        ),
        _style(
            "TableText",
            "Table Text",
            [_w("spacing", line=240, lineRule="auto"), _w("ind", **none), _w("jc", val="center")],
            [_font(fonts.plain, fonts.western), *_size(TABLE_PT["applications"])],
        ),
        _style(
            "Footer",
            "footer",
            [_w("spacing", line=240, lineRule="auto"), _w("ind", **none)],
            [_font(fonts.plain, fonts.plain), *_size(PAGE_NUMBER_PT)],
        ),
    )


def _style(
    key: str, name: str, paragraph: list[etree._Element], run: list[etree._Element] | None = None
) -> etree._Element:
    style = _w("style", _w("name", val=name), type="paragraph", styleId=key)
    if key == "Normal":
        style.set(f"{W}default", "1")
    else:
        style.append(_w("basedOn", val="Normal"))
        style.append(_w("next", val=key if key in ("TableText", "Footer") else "Normal"))
    style.append(_w("qFormat"))
    style.append(_w("pPr", *paragraph))
    style.append(_w("rPr", *(run or [])))
    return style


def _settings() -> etree._Element:
    return _w(
        "settings",
        _w("evenAndOddHeaders"),
        _w("characterSpacingControl", val="compressPunctuation"),
        _w(
            "compat",
            _w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15),
        ),
        _w("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def _font_table(fonts: Fonts) -> etree._Element:
    chinese = dict.fromkeys((fonts.title, fonts.body, fonts.heading, fonts.subheading, fonts.plain))
    root = _w("fonts", _w("font", _w("charset", val="00"), _w("family", val="roman"), name=fonts.western))
    for name in chinese:
        font = _w("font", name=name)
        if name in _SUBSTITUTES:
            font.append(_w("altName", val=_SUBSTITUTES[name]))
        font.append(_w("charset", val="86"))  # GB2312
        root.append(font)
    return root


def _footer(side: str) -> etree._Element:
    """— 1 — on the outer side of the page, one character from its edge (GB/T 9704: 单页码居右、双页码居左空一字)."""
    indent = _w("ind", **{f"{side}Chars": 100, side: _twips(PAGE_NUMBER_PT)}, firstLineChars=0, firstLine=0)
    return _w(
        "ftr",
        _w(
            "p",
            _w("pPr", _w("pStyle", val="Footer"), indent, _w("jc", val=side)),
            *_runs("— "),
            _w("fldSimple", *_runs("1"), instr=" PAGE "),
            *_runs(" —"),
        ),
    )


def _core_properties(report: Report, created: datetime | None) -> etree._Element:
    names = {
        "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    root = etree.Element(f"{{{names['cp']}}}coreProperties", nsmap=names)
    etree.SubElement(root, f"{{{names['dc']}}}title").text = _legal(report.title)
    etree.SubElement(root, f"{{{names['dc']}}}creator").text = _legal(report.agency.name)
    if created is not None:
        moment = created.replace(tzinfo=UTC) if created.tzinfo is None else created.astimezone(UTC)
        for tag in ("created", "modified"):
            element = etree.SubElement(root, f"{{{names['dcterms']}}}{tag}")
            element.set(f"{{{names['xsi']}}}type", "dcterms:W3CDTF")
            element.text = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return root


# --- WordprocessingML -----------------------------------------------------------------------------------------


def _w(tag: str, *children: etree._Element | dict[str, str], **attributes: str | int) -> etree._Element:
    """An element of WordprocessingML; attributes too are in its namespace, those in a dict as they stand."""
    element = etree.Element(W + tag, nsmap={"w": _NAMESPACE, "r": _OFFICE_RELATIONS})
    for name, value in attributes.items():
        element.set(W + name, str(value))
    for child in children:
        if isinstance(child, dict):
            for name, value in child.items():
                element.set(name, value)
        else:
            element.append(child)
    return element


def _paragraph(text: str, style: str, *layout: etree._Element, points: float | None = None) -> etree._Element:
    """A paragraph of a style; ``layout`` are further paragraph properties in the schema's order."""
    return _w("p", _w("pPr", _w("pStyle", val=style), *layout), *_runs(text, points=points))


def _space(paragraph: etree._Element, **points: float) -> None:
    """Room ``before`` and ``after`` a paragraph whose own properties are its style and nothing else."""
    properties = paragraph[0]
    spacing = properties.find(f"{W}spacing")
    if spacing is None:
        spacing = etree.SubElement(properties, f"{W}spacing")
    for side, length in points.items():
        spacing.set(W + side, str(_twips(length)))


def _runs(text: str, *, east_asia: str | None = None, points: float | None = None) -> list[etree._Element]:
    """A text as runs; every 〔待填：…〕 in it is highlighted."""
    return [
        _run(piece, east_asia, points, marked=bool(_MARKER.fullmatch(piece)))
        for piece in _MARKER.split(_legal(text))
        if piece
    ]


def _run(text: str, east_asia: str | None, points: float | None, marked: bool) -> etree._Element:
    # The hint gives “ ” and — the Chinese font; Word would set them in the Western one.
    fonts = _w("rFonts", hint="eastAsia")
    if east_asia:
        fonts.set(f"{W}eastAsia", east_asia)
    properties = _w("rPr", fonts, *(_size(points) if points else ()))
    if marked:
        properties.append(_w("highlight", val="yellow"))
    run = _w("r", properties)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(_w("br"))
        content = _w("t", {_XML_SPACE: "preserve"})
        content.text = line
        run.append(content)
    return run


def _font(east_asia: str, western: str) -> etree._Element:
    return _w("rFonts", ascii=western, hAnsi=western, eastAsia=east_asia, cs=western)


def _size(points: float) -> tuple[etree._Element, etree._Element]:
    return _w("sz", val=round(points * 2)), _w("szCs", val=round(points * 2))


def _mm(length: float) -> int:
    """Millimetres in twips."""
    return round(length / 25.4 * 1440)


def _twips(points: float) -> int:
    return round(points * 20)


def _legal(text: str) -> str:
    """Text without the control characters that XML does not allow; tabs and returns as spaces."""
    return _ILLEGAL_IN_XML.sub("", text).replace("\t", " ").replace("\r", " ")


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


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
    f'{_RELATIONS}<Relationship Id="rId1" Type="{_OFFICE_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Target="docProps/core.xml"'
    ' Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'{_RELATIONS}<Relationship Id="rId1" Type="{_OFFICE_RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE_RELATIONS}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE_RELATIONS}/fontTable" Target="fontTable.xml"/>'
    f'<Relationship Id="rId4" Type="{_OFFICE_RELATIONS}/footer" Target="footer1.xml"/>'
    f'<Relationship Id="rId5" Type="{_OFFICE_RELATIONS}/footer" Target="footer2.xml"/></Relationships>'
)

# --- reading a document's words back --------------------------------------------------------------------------

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_VISIBLE_PART = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_INVISIBLE = frozenset({f"{W}del", f"{W}moveFrom", _FALLBACK})
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})


def _inside(element: etree._Element, tags: frozenset[str]) -> bool:
    return any(ancestor.tag in tags for ancestor in element.iterancestors())


def _paragraph_text(paragraph: etree._Element) -> str:
    """Visible text of one paragraph, without that of text boxes in it (they hold paragraphs of their own)."""
    parts: list[str] = []
    fields: list[str] = []

    def walk(node: etree._Element) -> None:
        for child in node:
            if child.tag in _INVISIBLE or child.tag == f"{W}p":
                continue
            if child.tag == f"{W}fldSimple" and _is_page_field(child.get(f"{W}instr", "")):
                continue
            if child.tag == f"{W}fldChar":
                kind = child.get(f"{W}fldCharType")
                if kind == "begin":
                    fields.append("")
                elif kind == "end" and fields:
                    fields.pop()
            elif child.tag == f"{W}instrText" and fields:
                fields[-1] += child.text or ""
            elif child.tag == f"{W}t" and not any(_is_page_field(code) for code in fields):
                parts.append(child.text or "")
            elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
                parts.append(" ")
            elif child.tag == f"{W}noBreakHyphen":
                parts.append("-")
            else:
                walk(child)

    walk(paragraph)
    return "".join(parts)


def _is_page_field(code: str) -> bool:
    return code.split()[:1] != [] and code.split()[0].upper() in _PAGE_FIELDS
