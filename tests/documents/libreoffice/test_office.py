"""Word files of other ages: through LibreOffice and back, and what is said without it or about files it must not see."""

import os
import shutil
import stat
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from random import Random

import pytest

from nianbao.documents import UnreadableFileError, read
from nianbao.documents.libreoffice import source as office
from nianbao.documents.libreoffice.checks import check_file
from nianbao.documents.libreoffice.source import read_through_office
from nianbao.documents.stream import Grid, GridCell, Paragraph
from nianbao.documents.word.reading.source import read_docx
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.documents.word.writing.styles import Fonts
from tests.support.files.raw_ole import ole
from tests.support.files.raw_word import packed
from tests.support.files.word_files import SAMPLE
from tests.support.reading.draft import draft_of
from tests.support.reading.truth import random_report
from tests.support.reading.writers_xlsx import one_sheet

Convert = Callable[[bytes, str, str], bytes]
"""``(content, its ending, the ending or "ending:filter" to make)`` → the file made."""

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """LibreOffice as others use it, each file made once a session."""
    folder = tmp_path_factory.mktemp("office")
    made: dict[tuple[bytes, str], bytes] = {}

    def make(content: bytes, ending: str, target: str) -> bytes:
        if (content, target) not in made:
            source = folder / f"source.{ending}"
            source.write_bytes(content)
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = [SOFFICE or "", profile, "--headless", "--convert-to", target, "--outdir", folder, source]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            made[content, target] = (folder / f"source.{target.partition(':')[0]}").read_bytes()
        return made[content, target]

    return make


SHEETS = {"xls": "xls:MS Excel 97", "ods": "ods"}
TARGETS = {"doc": "doc:MS Word 97", "rtf": "rtf", "odt": "odt"}


@needs_office
@pytest.mark.parametrize("ending", TARGETS)
def test_a_report_in_an_older_format_is_read_back_unchanged(convert: Convert, ending: str) -> None:
    data = convert(docx_bytes(SAMPLE, Fonts()), "docx", TARGETS[ending])
    again = read(data, f"年报.{ending}")
    assert again.tables == SAMPLE.tables
    assert (again.agency, again.year, again.title) == (SAMPLE.agency, SAMPLE.year, SAMPLE.title)
    assert [(s.key, s.text) for s in again.sections] == [(s.key, s.text) for s in SAMPLE.sections]


@needs_office
@pytest.mark.parametrize(("ending", "name"), [("xls", "年报.et"), ("xls", "年报.xls"), ("ods", "年报.ods")])
def test_a_sheet_in_an_older_format_is_read_as_the_new_one_is(convert: Convert, ending: str, name: str) -> None:
    draft = draft_of(random_report(Random(7)))
    data = one_sheet(Random(7), draft)
    again = read(convert(data, "xlsx", SHEETS[ending]), name)
    direct = read(data, "年报.xlsx")
    assert again.problems == direct.problems == ()
    assert again.tables == direct.tables
    assert [(s.key, s.text) for s in again.sections] == [(s.key, s.text) for s in direct.sections]


PAGE = """<html><head><meta charset="utf-8"></head><body><h1>示例局年度报告</h1>
<ol><li>总体情况</li><li>其他事项</li></ol>
<table border="1"><tr><td><p>左</p></td><td>
<table border="1"><tr><td rowspan="2">行政许可</td><td>一</td><td>203</td></tr><tr><td>二</td><td>14</td></tr></table>
<p>表后</p></td></tr></table>
<p>文中<sup>1</sup>有注。</p></body></html>"""


@needs_office
def test_a_page_that_libreoffice_made_a_word_file_of(convert: Convert) -> None:
    blocks = read_docx(convert(PAGE.encode(), "html", "docx:MS Word 2007 XML")).blocks
    assert blocks == (
        Paragraph("示例局年度报告", level=1),
        Paragraph("1. 总体情况", auto_numbered=True),
        Paragraph("2. 其他事项", auto_numbered=True),
        Paragraph("左"),
        Grid(
            (
                (GridCell("行政许可", 0), GridCell("一", 1), GridCell("203", 2)),
                (GridCell("", 0), GridCell("二", 1), GridCell("14", 2)),
            )
        ),
        Paragraph("表后"),
        Paragraph("文中有注。"),
    )


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made in this test."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


# --- nothing is run, fetched or left behind -------------------------------------------------------------------


@needs_office
def test_nothing_is_fetched_for_a_document_and_nothing_left(scratch: Path) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        stream = read_through_office(linking_odt(f"http://127.0.0.1:{server.server_port}"), "odt")
    finally:
        server.shutdown()
        server.server_close()
    assert stream.blocks == (Paragraph("甲"),)
    assert asked == []
    assert list(scratch.iterdir()) == []


def linking_odt(address: str) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    picture = (
        f'<draw:image xlink:href="{address}/a.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
    )
    frame = f'<draw:frame svg:width="5cm" svg:height="5cm" text:anchor-type="as-char">{picture}</draw:frame>'
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0"'
        f' xmlns:draw="{names}:drawing:1.0" xmlns:svg="{names}:svg-compatible:1.0"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:body><office:text><text:p>甲{frame}</text:p></office:text></office:body></office:document-content>"
    )
    return odt({"content.xml": content})


def odt(files: dict[str, str], entry: str = "") -> bytes:
    name = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{name}"/>'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{entry}'
        "</manifest:file-entry></manifest:manifest>"
    )
    parts = {"mimetype": name, **files, "META-INF/manifest.xml": manifest}
    return packed({path: content.encode() for path, content in parts.items()})


RTF = rb"{\rtf1\ansi hello\par}"


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program called soffice that does something else, and nothing but it on the PATH."""
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def alive(process: int) -> bool:
    """Whether a process is there, be it as a zombie."""
    return Path(f"/proc/{process}").exists()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to look for processes")
def test_a_conversion_that_takes_too_long_is_ended_with_all_it_started(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, f"sleep 300 & echo $$ $! > {tmp_path}/ids; wait")
    monkeypatch.setattr(office, "SECONDS_PER_FILE", 1)
    with pytest.raises(UnreadableFileError, match="1 秒内没有读完"):
        read_through_office(RTF, "rtf")
    processes = [int(number) for number in (tmp_path / "ids").read_text().split()]
    assert len(processes) == 2
    deadline = time.monotonic() + 2
    while any(alive(p) for p in processes) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(alive(p) for p in processes)
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    "script",
    ["exit 0", "exit 1", "mkdir out; echo garbage > out/report.docx; exit 0"],
    ids=["nothing", "failed", "garbage"],
)
def test_a_conversion_that_makes_no_word_file_is_refused(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    stand_in(tmp_path, monkeypatch, script)
    with pytest.raises(UnreadableFileError, match="没能打开"):
        read_through_office(RTF, "rtf")
    assert list(scratch.iterdir()) == []


def test_without_libreoffice_it_is_said_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableFileError, match=r"没有安装 LibreOffice.*另存为 \.docx"):
        read(RTF, "年报.rtf")
    with pytest.raises(UnreadableFileError, match=r"没有安装 LibreOffice.*Calc.*另存为 \.xlsx"):
        read(ole("Workbook"), "年报.et")


# --- files that LibreOffice must not see ----------------------------------------------------------------------


REFUSED = {
    "encrypted .docx": (ole("EncryptionInfo", "EncryptedPackage"), "doc", "打开密码"),
    "encrypted .doc": (ole("WordDocument", flags=0x0100), "doc", "打开密码"),
    "encrypted .odt": (odt({"content.xml": "?"}, "<manifest:encryption-data/>"), "odt", "打开密码"),
    "encrypted .xls": (ole("Workbook", records=(0x0809, 0x002F)), "xls", "打开密码"),
    ".xls cut short": (ole("Workbook", records=(0x0809, 0x0042))[:-512], "xls", "不完整"),
    "slides": (ole("PowerPoint Document"), "doc", r"演示文稿"),
    "something else": (ole("Contents"), "doc", "不是 Word 文档"),
    "only the beginning": (ole("WordDocument")[:600], "doc", "不完整"),
    ".doc cut short": (ole("WordDocument")[:-512], "doc", "不完整"),
    ".rtf cut short": (RTF[:-1], "rtf", "不完整"),
    ".rtf cut after a group": (rb"{\rtf1 {\b a}", "rtf", "不完整"),
    ".odt cut short": (odt({"content.xml": "?"})[:-30], "odt", "不完整"),
}


@pytest.mark.parametrize(("data", "format", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_files_that_are_refused_before(data: bytes, format: office.OfficeFormat, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words) as caught:
        read_through_office(data, format)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (ole("WordDocument", "Workbook"), "doc"),  # a table of Excel put into a text
        (ole("Workbook", records=(0x0809, 0x0042)), "xls"),
        (RTF + b"\r\n\x00", "rtf"),
        (rb"{\rtf1 \{ \\}", "rtf"),
        (odt({"content.xml": "?"}), "odt"),
    ],
    ids=["doc", "xls", "rtf", "rtf with braces as text", "odt"],
)
def test_files_that_are_not_refused(data: bytes, format: str) -> None:
    check_file(data, format)


@needs_office
def test_a_real_doc_cut_anywhere_is_refused(convert: Convert) -> None:
    data = convert(docx_bytes(SAMPLE, Fonts()), "docx", TARGETS["doc"])
    check_file(data, "doc")
    for length in range(0, len(data) - 511, len(data) // 40):
        with pytest.raises(UnreadableFileError):
            check_file(data[:length], "doc")
