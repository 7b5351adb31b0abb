"""Sound files of every format, each holding the sample report (an invented town)."""

import base64
import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from html import escape
from pathlib import Path

from nianbao.documents.word.writing.report import docx_bytes
from nianbao.documents.word.writing.styles import Fonts
from nianbao.report.form import official_grid
from nianbao.report.model import Report
from tests.support.files.raw_excel import excel_file
from tests.support.files.text_writers import cell_a_line, row_a_line
from tests.support.files.word_files import SAMPLE

SECONDS = 120
OFFICE_TARGETS = {"pdf": "pdf", "doc": "doc:MS Word 97", "rtf": "rtf", "odt": "odt"}
_PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"


def quick_seeds() -> dict[str, bytes]:
    """Format → file, of the formats that are read in this process."""
    docx = docx_bytes(SAMPLE, Fonts())
    page = html_page(SAMPLE)
    return {
        "docx": docx,
        "xlsx": _xlsx(SAMPLE),
        "html": page,
        "mht": _mht(page),
        "xml": _flat_package(docx),
        "md": _markdown(),
        "txt": row_a_line(SAMPLE).encode(),
        "cells.txt": cell_a_line(SAMPLE).encode("gb18030"),
    }


def office_seeds() -> dict[str, bytes]:
    """The report as LibreOffice writes it (pdf, doc, rtf, odt); empty where it is not here."""
    program = shutil.which("soffice")
    if program is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(docx_bytes(SAMPLE, Fonts()))
        for target in OFFICE_TARGETS.values():
            command = [program, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless"]
            command += ["--convert-to", target, "--outdir", f"{folder}/out", str(source)]
            environment = os.environ | {"TMPDIR": folder}
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, env=environment)
        return {kind: (Path(folder) / "out" / f"report.{kind}").read_bytes() for kind in OFFICE_TARGETS}


def html_page(report: Report) -> bytes:
    """The report as a page written by hand, tables with their spans."""
    parts = [f"<h1>{escape(report.title)}</h1><p>{escape(report.preamble)}</p>"]
    for section in report.sections:
        parts.append(f"<h2>{escape(section.heading.raw if section.heading else section.title)}</h2>")
        parts += [f"<p>{escape(line)}</p>" for line in section.paragraphs]
        for key, layout in report.layout.tables.items():
            if key == section.key:
                rows = official_grid(layout, report.tables[key]).rows
                cells = (
                    "".join(
                        f'<td rowspan="{c.rowspan}" colspan="{c.colspan}"><p>{escape(c.text)}</p></td>' for c in row
                    )
                    for row in rows
                )
                parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
    return f'<!doctype html><html><meta charset="utf-8"><body>{"".join(parts)}</body></html>'.encode()


def _markdown() -> bytes:
    from tests.conftest import ROOT

    return (ROOT / "corpus" / "reports" / "liuxi-town-2024.md").read_bytes()


def _mht(page: bytes) -> bytes:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="-=part="\r\n\r\n---=part=\r\n'
    kind = b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head + kind + base64.encodebytes(page) + b"\r\n---=part=--\r\n"


def _flat_package(docx: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {n: archive.read(n) for n in archive.namelist() if n.endswith((".xml", ".rels"))}
    inside = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content.decode().split("?>", 1)[-1]}</pkg:xmlData></pkg:part>'
        for name, content in parts.items()
    )
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="{_PACKAGE}">{inside}</pkg:package>'.encode()


def _xlsx(report: Report) -> bytes:
    """All on one sheet, numbers as numbers, cells merged as the form has them."""
    rows: list[str] = [_text_row(report.title), _text_row(report.preamble)]
    merges: list[str] = []
    for section in report.sections:
        rows += [_text_row(section.heading.raw if section.heading else section.title), _text_row(section.text)]
        if section.key not in report.layout.tables:
            continue
        key = next(key for key in report.layout.tables if key == section.key)
        for cells in official_grid(report.layout.tables[key], report.tables[key]).rows:
            number = len(rows) + 1
            rows.append("".join(_cell(c.text, f"{_letter(c.column)}{number}") for c in cells))
            merges += [
                f"{_letter(c.column)}{number}:{_letter(c.column + c.colspan - 1)}{number + c.rowspan - 1}"
                for c in cells
                if c.rowspan > 1 or c.colspan > 1
            ]
    data = "".join(f'<row r="{n}">{cells}</row>' for n, cells in enumerate(rows, start=1))
    merged = "".join(f'<mergeCell ref="{reference}"/>' for reference in merges)
    return excel_file(f"<sheetData>{data}</sheetData><mergeCells>{merged}</mergeCells>")


def _text_row(text: str) -> str:
    return _cell(text, "") if text else ""


def _cell(text: str, place: str) -> str:
    at = f' r="{place}"' if place else ""
    if text.replace(".", "", 1).isdecimal():
        return f"<c{at}><v>{text}</v></c>"
    return f'<c{at} t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _letter(column: int) -> str:
    return chr(ord("A") + column)
