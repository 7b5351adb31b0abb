"""Reports whose group cells (三、本年度办理结果, （三）不予公开 …) run downward, a character or two a line, as PDF.

Five regions set their pages each in their own way; three programs print them: Chromium a cell too narrow for its
words, Chromium and LibreOffice words with a line end behind each character or two (from a page and from Word).
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from nianbao.documents.word.writing.report import docx_bytes
from nianbao.report.form import FormCell, official_grid
from nianbao.report.layout import TableKey
from nianbao.report.model import Report
from tests.support.files.pdf_files import printed_by_chromium, printed_by_libreoffice

MANY_ROWS = 3
"""A label beside so many rows heads a group."""


@dataclass(frozen=True)
class Region:
    """How an office sets its page: font and size, the widths of the two columns of groups, borders, values."""

    report: str
    size: str
    padding: str
    border: str
    values: str
    outer: str
    inner: str
    margin: str = "22mm 18mm"


REGIONS = {
    "county": Region("yunling-city-2024", "10.5pt", "2pt 3pt", "1px solid #000", "center", "2.2em", "5em"),
    "bureau": Region("shili-transport-2024", "9pt", "1pt 2pt", "0.5pt solid #444", "right", "1.9em", "4em", "15mm"),
    "town": Region("liuxi-town-2024", "12pt", "4pt 4pt", "1px solid #000", "center", "1.5em", "4em"),
    "office": Region("qinghe-county-2024", "9.5pt", "3pt", "1pt solid #777", "left", "2.6em", "3.8em", "30mm 20mm"),
    "street": Region("songlan-subdistrict-2024", "11pt", "5pt 2pt", "0", "center", "1.8em", "4em"),
}


def _by_page(html: str) -> bytes:
    return printed_by_libreoffice({"a.html": html.encode()})["a.html"]


RENDERERS: dict[str, Callable[[Report, Region], bytes]] = {
    "chromium, narrow": lambda report, region: printed_by_chromium(as_page(report, region, 0)),
    "chromium, a character a line": lambda report, region: printed_by_chromium(as_page(report, region, 1)),
    "libreoffice, page": lambda report, region: _by_page(as_page(report, region, 2, office=True)),
    "libreoffice, word": lambda report, region: printed_by_libreoffice({"a.docx": as_word(report)})["a.docx"],
}


def as_page(report: Report, region: Region, a_line: int, *, office: bool = False) -> str:
    """A page with ``a_line`` characters on each line of a group's cell; 0: as many as the cell has room for."""
    style = (
        f"@page{{size:A4;margin:{region.margin}}} body{{font-family:'Noto Serif CJK SC';font-size:{region.size};"
        "line-height:1.5}"
        "table{border-collapse:collapse;width:100%;table-layout:fixed}"
        f"td{{border:{region.border};padding:{region.padding};word-break:break-all;text-align:{region.values}}}"
        "td.label{text-align:left} td.group{text-align:center;line-height:1.9}"
    )
    parts = [f"<h1>{escape(report.title)}</h1>", f"<p>{escape(report.preamble)}</p>"]
    home = {layout.section: key for key, layout in report.layout.tables.items()}
    for section in report.sections:
        heading = section.heading.raw if section.heading else section.title
        parts.append(f"<h2>{escape(heading)}</h2>")
        parts += [f"<p>{escape(line)}</p>" for line in section.text.split("\n") if line]
        if section.key in home:
            parts.append(_table(report, home[section.key], region, a_line, office))
    return f"<html><head><meta charset='utf-8'><style>{style}</style></head><body>{''.join(parts)}</body></html>"


def _table(report: Report, key: TableKey, region: Region, a_line: int, office: bool) -> str:
    grid = official_grid(report.layout.tables[key], report.table(key))
    columns = "<col>" * grid.columns
    if key == "applications":
        columns = f"<col style='width:{region.outer}'><col style='width:{region.inner}'><col>"
        columns += "<col style='width:2.8em'>" * 7
    rows = [
        "<tr>" + "".join(_cell(c, a_line if key == "applications" else 0) for c in row) + "</tr>" for row in grid.rows
    ]
    border = ' border="1" cellspacing="0"' if office and region.border != "0" else ""
    return f"<table{border}>{columns}{''.join(rows)}</table>"


def _cell(cell: FormCell, a_line: int) -> str:
    group = not cell.header and cell.address is None and cell.rowspan >= MANY_ROWS
    text = "<br>".join(map(escape, downward(cell.text, a_line))) if group and a_line else escape(cell.text)
    kind = "group" if group else "label" if cell.address is None and not cell.header else "value"
    return f'<td class="{kind}" colspan="{cell.colspan}" rowspan="{cell.rowspan}">{text}</td>'


def downward(text: str, a_line: int) -> list[str]:
    """A label cut into pieces of so many characters, （三） staying whole."""
    start = 3 if text.startswith("（") else 0
    return [*([text[:start]] if start else []), *(text[i : i + a_line] for i in range(start, len(text), a_line))]


def as_word(report: Report) -> bytes:
    """Our Word file with a line end behind every character of its groups."""
    source = zipfile.ZipFile(io.BytesIO(docx_bytes(report)))
    table = report.table("applications")
    assert table is not None
    groups = {label for row in table.layout.rows.values() for label in row.labels[:-1]}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                markup = part.decode()
                for group in groups:
                    lines = "<w:br/>".join(f"<w:t>{piece}</w:t>" for piece in downward(group, 1))
                    markup = markup.replace(f'<w:t xml:space="preserve">{group}</w:t>', lines)
                part = markup.encode()
            target.writestr(name, part)
    return out.getvalue()
