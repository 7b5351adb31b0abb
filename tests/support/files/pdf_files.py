"""PDF files made by programs that are not ours: LibreOffice and Chromium print what they are given."""

import io
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

import pytest

from nianbao.documents.pdf.page import Glyph, PageContent
from nianbao.documents.pdf.shapes import Rule
from nianbao.report.form import FormCell, official_grid
from nianbao.report.layout import TableKey
from nianbao.report.model import Report

SECONDS = 120

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not here")
needs_chromium = pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not here")

BORDERED = "table{border-collapse:collapse;width:100%} td{border:1px solid black;text-align:center}"
BORDERLESS = "table{width:100%} td{text-align:center;padding:3px}"


def printed_by_libreoffice(files: Mapping[str, bytes], **export: str) -> dict[str, bytes]:
    """Files (name with its ending → content) as PDF, by name; one run of LibreOffice with a profile of its own.

    ``export``: settings of its PDF filter, as ``DocumentOpenPassword="…"``.
    """
    kind = "writer_pdf_Export" if all(name.endswith("docx") for name in files) else "writer_web_pdf_Export"
    settings: dict[str, object] = {name: {"type": "string", "value": value} for name, value in export.items()}
    if "DocumentOpenPassword" in export:
        settings["EncryptFile"] = {"type": "boolean", "value": "true"}
    if "PermissionPassword" in export:
        settings["RestrictPermissions"] = {"type": "boolean", "value": "true"}
    with tempfile.TemporaryDirectory() as folder:
        sources = []
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
            sources.append(str(Path(folder) / name))
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--convert-to", f"pdf:{kind}:{json.dumps(settings)}", "--outdir", f"{folder}/out", *sources]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return {name: (Path(folder) / "out" / f"{Path(name).stem}.pdf").read_bytes() for name in files}


def printed_by_chromium(html: str, *, header: bool = False) -> bytes:
    """A page as Chromium prints it; ``header`` adds its own date, title, address and page numbers."""
    with tempfile.TemporaryDirectory() as folder:
        page, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html, encoding="utf-8")
        command = [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={target}",
            *(() if header else ("--no-pdf-header-footer",)),
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return target.read_bytes()


def scanned(pdf: bytes, *, dots_per_inch: int = 150, lean: float = 0.0) -> bytes:
    """The pages as pictures without text, as a copier makes them; ``lean`` in degrees."""
    import pypdfium2
    from PIL import Image

    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=dots_per_inch / 72).to_pil().convert("RGB")
        pages.append(picture.rotate(lean, fillcolor="white", resample=Image.Resampling.BICUBIC))
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dots_per_inch, quality=80)
    return out.getvalue()


def as_page(report: Report, style: str = BORDERED, *, filler: int = 0) -> str:
    """A report as a page in plain HTML, its tables merged as the form is. ``filler`` lines move the tables down."""
    parts = [f"<h1>{escape(report.title)}</h1>", f"<p>{escape(report.preamble)}</p>"]
    home = {layout.section: key for key, layout in report.layout.tables.items()}
    for section in report.sections:
        heading = section.heading.raw if section.heading else section.title
        parts.append(f"<h2>{escape(heading)}</h2>")
        parts.extend(f"<p>{escape(line)}</p>" for line in section.text.split("\n") if line)
        if section.key == "overview":
            parts.extend(f"<p>补充说明之{n}。</p>" for n in range(filler))
        if section.key in home:
            parts.append(table_html(report, home[section.key]))
    return f"<html><head><meta charset='utf-8'><style>{style}</style></head><body>{''.join(parts)}</body></html>"


def table_html(report: Report, key: TableKey) -> str:
    """One official table with colspan and rowspan, its header in thead."""
    grid = official_grid(report.layout.tables[key], report.table(key))
    rows = ["<tr>" + "".join(_cell(c) for c in row) + "</tr>" for row in grid.rows]
    head, body = rows[: grid.header_rows], rows[grid.header_rows :]
    return f"<table><thead>{''.join(head)}</thead><tbody>{''.join(body)}</tbody></table>"


def _cell(cell: FormCell) -> str:
    return f'<td colspan="{cell.colspan}" rowspan="{cell.rowspan}">{escape(cell.text)}</td>'


# --- pages set by hand --------------------------------------------------------------------------------------------


def glyphs(text: str, x: float, base: float, size: float = 10.0) -> list[Glyph]:
    """Text set from ``x``: Chinese characters a size wide, others half of it; a blank only moves on."""
    placed: list[Glyph] = []
    for character in text:
        width = size if ord(character) > 255 else size / 2
        if character != " ":
            placed.append(Glyph(character, x, x + width, base - size * 0.8, base + size * 0.2, base, size))
        x += width
    return placed


def ruled(xs: Iterable[float], ys: Iterable[float]) -> list[Rule]:
    """All lines of a plain grid."""
    xs, ys = list(xs), list(ys)
    return [Rule(True, y, xs[0], xs[-1]) for y in ys] + [Rule(False, x, ys[0], ys[-1]) for x in xs]


def page(found: list[Glyph], rules: Iterable[Rule] = (), number: int = 1) -> PageContent:
    """A page of 600 by 800 points."""
    return PageContent(number, 600, 800, tuple(found), tuple(rules), (), 0.0, 0)
