"""PDF files printed by LibreOffice and Chromium, read through the one way in: right cells, or said why not."""

import base64
import dataclasses
import io
import os
import subprocess
import zlib

import pypdfium2
import pytest

from nianbao.documents import UnreadableFileError, read
from nianbao.documents.limits import MAX_PAGES
from nianbao.documents.pdf import isolation
from nianbao.documents.pdf import source as pdf_source
from nianbao.documents.pdf.damage import is_damaged
from nianbao.documents.pdf.isolation import ReaderFailedError, read_apart
from nianbao.documents.pdf.source import read_pdf
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.report.cells import Cell
from nianbao.report.layout import TableKey
from nianbao.report.model import Report, Table
from tests.conftest import ROOT
from tests.support.files.pdf_files import (
    BORDERED,
    BORDERLESS,
    as_page,
    needs_chromium,
    needs_libreoffice,
    printed_by_chromium,
    printed_by_libreoffice,
    scanned,
    table_html,
)

REPORT = read(ROOT / "corpus" / "reports" / "yunling-city-2024.md")
ODD = {"regulations": "/", "licensing": "22（其中修订16件）", "carried_in": "", "denied.process": "—"}
"""Rows of tables two and three → what stands in their first cell instead of a number."""


def with_odd_cells(report: Report) -> Report:
    tables: dict[TableKey, Table | None] = {}
    for key, table in report.tables.items():
        assert table is not None
        cells = dict(table.cells)
        for row, text in ODD.items():
            address = next((a for a in cells if a[0] == row), None)
            if address is not None:
                cells[address] = Cell.read(text)
        tables[key] = Table(table.layout, cells)
    return dataclasses.replace(report, tables=tables)


def cells(report: Report) -> dict[str, dict[object, object]]:
    return {
        key: {} if table is None else {a: (c.kind, c.value) for a, c in table.cells.items()}
        for key, table in report.tables.items()
    }


def prose(report: Report) -> list[list[str]]:
    """Paragraphs without the punctuation that LibreOffice drops at the end of a line."""
    drop = str.maketrans("", "", " ，。、；")
    return [[line.translate(drop) for line in s.text.split("\n") if line] for s in report.sections]


# --- printed --------------------------------------------------------------------------------------------------------


@needs_libreoffice
def test_word_file_printed_by_libreoffice() -> None:
    found = read(printed_by_libreoffice({"a.docx": docx_bytes(with_odd_cells(REPORT))})["a.docx"], "a.pdf")
    assert found.problems == ()
    assert cells(found) == cells(with_odd_cells(REPORT))
    assert (found.title, prose(found)) == (REPORT.title, prose(REPORT))


@needs_libreoffice
def test_table_without_lines_over_three_pages() -> None:
    html = as_page(with_odd_cells(REPORT)).replace("<table>", '<table border="0" width="100%">').encode()
    found = read(printed_by_libreoffice({"a.html": html})["a.html"], "a.pdf")
    assert (found.problems, cells(found)) == ((), cells(with_odd_cells(REPORT)))


@needs_chromium
@pytest.mark.parametrize(
    ("style", "filler", "header"),
    [
        (BORDERED, 0, True),
        (BORDERED + "td{padding:9px 2px}thead{display:table-row-group}", 7, False),
        (BORDERLESS, 3, True),
        ("@page{size:A4 landscape} body{font-size:10px}" + BORDERED, 12, False),
        ("table{width:100%;border:1px solid} td{border:1px solid;text-align:center}", 16, False),
    ],
)
def test_page_printed_by_chromium(style: str, filler: int, header: bool) -> None:
    report = with_odd_cells(REPORT)
    found = read(printed_by_chromium(as_page(report, style, filler=filler), header=header), "a.pdf")
    assert found.problems == ()
    assert cells(found) == cells(report)
    assert found.title == REPORT.title
    if filler == 0:
        assert prose(found) == prose(REPORT)


def picture(width: int, height: int) -> str:
    """A grey picture as an ``<img>`` of a page."""
    pixels = b"".join(b"\0" + b"\x80" * width for _ in range(height))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")
    return f'<img src="data:image/png;base64,{base64.b64encode(png).decode()}" width="{width}" height="{height}">'


@needs_chromium
@pytest.mark.parametrize(("size", "unread"), [((640, 480), True), ((60, 60), False)])
def test_a_table_that_is_a_picture_was_not_left_out(size: tuple[int, int], unread: bool) -> None:
    html = as_page(REPORT).replace(table_html(REPORT, "applications"), picture(*size))
    for found in (read(html.encode(), "a.html"), read(printed_by_chromium(html), "a.pdf")):
        problem = found.problem("applications")
        assert found.table("applications") is None
        assert (problem is not None) is unread
        assert found.problem("proceedings") is None


# --- what cannot be read --------------------------------------------------------------------------------------------


def blank_pages(count: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(count):
        document.new_page(300, 300)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\nnothing of a document", "已损坏"),
        (blank_pages(0), "已损坏"),
        (blank_pages(MAX_PAGES + 1), f"超过 {MAX_PAGES} 页"),
    ],
)
def test_what_is_no_document_is_said(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read_pdf(data)


@needs_libreoffice
def test_only_a_password_for_opening_keeps_a_file_closed() -> None:
    word = {"a.docx": docx_bytes(REPORT)}
    with pytest.raises(UnreadableFileError, match="需要密码"):
        read_pdf(printed_by_libreoffice(word, DocumentOpenPassword="secret")["a.docx"])
    assert read_pdf(printed_by_libreoffice(word, PermissionPassword="secret")["a.docx"]).blocks


def test_a_scan_without_recognition_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_source, "can_recognise", lambda: False)
    with pytest.raises(UnreadableFileError, match=r"^这是扫描件.*未安装文字识别组件.*pip install \"\.\[ocr\]\""):
        read_pdf(scanned(printed_page("总体情况")))


def test_pages_that_are_pictures_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_source, "can_recognise", lambda: False)
    whole = pypdfium2.PdfDocument(printed_page("2024"))
    whole.import_pages(pypdfium2.PdfDocument(scanned(printed_page("2024"))))
    out = io.BytesIO()
    whole.save(out)
    stream = read_pdf(out.getvalue())
    assert [(n.code, n.pages) for n in stream.notices] == [("no_text_layer", (2,))]
    assert stream.blocks


def printed_page(text: str) -> bytes:
    """A page with a line of text in a font every PDF has."""
    content = f"BT /F 24 Tf 50 200 Td ({text if text.isascii() else 'x' * 40}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj%sendobj\n" % (n, o) for n, o in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>"


# --- the process apart ----------------------------------------------------------------------------------------------


def children() -> set[str]:
    said = subprocess.run(["ps", "-o", "args=", "--ppid", str(os.getpid())], capture_output=True, text=True)
    return {line for line in said.stdout.splitlines() if "isolation" in line}


def test_a_reader_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(ReaderFailedError) as failed:
        read_apart("pdf", printed_page("1"), seconds=0.01)
    assert failed.value.timed_out
    assert children() == set()


def test_a_reader_that_runs_out_of_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "MAX_MEMORY", 24 * 1024 * 1024)
    with pytest.raises(UnreadableFileError, match="读取中断"):
        read_pdf(printed_page("1"))


def flate(packed: bytes, dictionary: bytes = b"/Filter/FlateDecode") -> bytes:
    return b"%%PDF-1.4\n1 0 obj<<%s/Length %d>>stream\n%s\nendstream endobj\n" % (dictionary, len(packed), packed)


PACKED = zlib.compress(b"BT (3985758) Tj ET " * 50)


@pytest.mark.parametrize(
    ("data", "damaged"),
    [
        (flate(PACKED), False),
        (flate(PACKED[:20] + bytes([PACKED[20] ^ 4]) + PACKED[21:]), True),
        (flate(PACKED[:-1] + bytes([PACKED[-1] ^ 1])), True),  # other figures than were packed
        (flate(PACKED[:-8]), True),
        (flate(PACKED)[:60], True),
        (flate(PACKED[:-4]), False),  # a program that leaves the checksum out
        (flate(b"no packed picture", b"/Subtype/Image/Filter/FlateDecode"), False),
        (flate(b"plain", b""), False),
    ],
)
def test_damage_inside_packed_parts_is_seen(data: bytes, damaged: bool) -> None:
    assert is_damaged(data) is damaged


def test_a_file_that_is_cut_off_or_damaged_is_read_or_said() -> None:
    whole = bytearray(printed_page("123"))
    for place in (40, 150, len(whole) // 2, len(whole) - 30):
        for data in (bytes(whole[:place]), bytes(whole[:place]) + b"\xff\x00<<" + bytes(whole[place + 4 :])):
            try:
                read_pdf(data)
            except UnreadableFileError as error:
                assert str(error).endswith("。")
