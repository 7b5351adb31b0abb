"""Older and other files of word processors and spreadsheets to the stream, by way of LibreOffice.

LibreOffice answers success for garbage and for files cut short, so a file is looked at before and its result after.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple

from nianbao.documents.libreoffice.checks import check_file
from nianbao.documents.libreoffice.process import end_group
from nianbao.documents.limits import SECONDS_PER_FILE
from nianbao.documents.stream import Stream, UnreadableFileError

OfficeFormat = Literal["doc", "rtf", "odt", "xls", "ods"]
"""WPS writes .wps as .doc, .et and .ett as .xls, each under another name."""


class _Way(NamedTuple):
    """How LibreOffice reads a format, what it makes of it, and by which of its parts."""

    filter: str
    ending: str
    output: str
    part: str


_WORD = ("docx", "docx:MS Word 2007 XML", "Writer")
_SHEET = ("xlsx", "xlsx:Calc MS Excel 2007 XML", "Calc")
_WAYS: dict[OfficeFormat, _Way] = {
    "doc": _Way("MS Word 97", *_WORD),
    "rtf": _Way("Rich Text Format", *_WORD),
    "odt": _Way("writer8", *_WORD),
    "xls": _Way("MS Excel 97", *_SHEET),
    "ods": _Way("calc8", *_SHEET),
}
"""The import filter is named, or LibreOffice would take whatever it does not know for plain text."""
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""
"""No macro runs, and nothing is fetched for a document, whatever it links to."""


def read_through_office(data: bytes, format: OfficeFormat) -> Stream:
    """The stream of a file that LibreOffice turns into .docx or .xlsx; what the file was is said by ``format``.

    Raises ``UnreadableFileError`` when LibreOffice is not there, fails or takes more than ``SECONDS_PER_FILE``
    seconds, and for files that are encrypted, cut short or something else. No process and no file stays behind.
    """
    check_file(data, format)
    converted = convert(data, format)
    if _WAYS[format].ending == "xlsx":
        from nianbao.documents.xlsx.source import read_xlsx

        return read_xlsx(converted)
    from nianbao.documents.word.reading.source import read_docx

    return read_docx(converted)


def convert(data: bytes, format: OfficeFormat) -> bytes:
    """The .docx or .xlsx that LibreOffice makes of a file. Raises ``UnreadableFileError``."""
    way = _WAYS[format]
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableFileError(
            f"本机没有安装 LibreOffice，读不了 .{format} 一类的文件：请安装 LibreOffice（{way.part}），"
            f"或者在 {_programs(way)} 中打开该文件，另存为 .{way.ending} 后再试。"
        )
    with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        source = place / f"report.{format}"
        source.write_bytes(data)
        settings = place / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        _run(program, source, place, way)
        result = place / "out" / f"report.{way.ending}"
        converted = result.read_bytes() if result.is_file() else b""
    if not converted.startswith(b"PK\x03\x04"):
        raise UnreadableFileError(
            f"LibreOffice 没能打开这个 .{format} 文件（可能已损坏、设有密码，或者没有装 LibreOffice {way.part}），"
            f"请在 {_programs(way)} 中另存为 .{way.ending} 再试。"
        )
    return converted


def _programs(way: _Way) -> str:
    return "Word 或 WPS" if way.ending == "docx" else "Excel 或 WPS"


def _run(program: str, source: Path, place: Path, way: _Way) -> None:
    """One run of LibreOffice with a profile of its own; every process it started is gone afterwards."""
    command = [
        program,
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        f"--infilter={way.filter}",
        "--convert-to",
        way.output,
        "--outdir",
        str(place / "out"),
        str(source),
    ]
    environment = os.environ | {"TMPDIR": str(place)}
    try:
        process = subprocess.Popen(
            command,
            cwd=place,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        said = f"LibreOffice 无法启动，请在 {_programs(way)} 中把文件另存为 .{way.ending} 再试。"
        raise UnreadableFileError(said) from error
    try:
        process.wait(SECONDS_PER_FILE)
    except subprocess.TimeoutExpired as error:
        message = (
            f"LibreOffice 在 {SECONDS_PER_FILE} 秒内没有读完这个文件，已停止；"
            f"请在 {_programs(way)} 中另存为 .{way.ending} 再试。"
        )
        raise UnreadableFileError(message) from error
    finally:
        end_group(process)
