"""Older and other word-processor files (.doc, .wps, .rtf, .odt) to the stream, by way of LibreOffice.

LibreOffice answers success for garbage and for files cut short, so a file is looked at before and its result after.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Literal

from nianbao.documents.libreoffice.checks import check_file, check_workbook
from nianbao.documents.libreoffice.process import end_group
from nianbao.documents.limits import SECONDS_PER_FILE
from nianbao.documents.stream import Stream, UnreadableFileError
from nianbao.documents.word.reading.source import read_docx

OfficeFormat = Literal["doc", "rtf", "odt"]
"""WPS writes .wps as .doc under another name."""

_FILTERS: dict[OfficeFormat, str] = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}
"""The import filter is named, or LibreOffice would take whatever it does not know for plain text."""
_OUTPUT = "docx:MS Word 2007 XML"
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
    """The stream of a file that LibreOffice turns into .docx; what the file was is said by ``format``.

    Raises ``UnreadableFileError`` when LibreOffice is not there, fails or takes more than ``SECONDS_PER_FILE``
    seconds, and for files that are encrypted, cut short or something else. No process and no file stays behind.
    """
    check_file(data, format)
    return read_docx(convert_to_docx(data, format))


def convert_to_docx(data: bytes, format: OfficeFormat) -> bytes:
    """The .docx that LibreOffice makes of a file. Raises ``UnreadableFileError``."""
    return _converted(data, format, _FILTERS[format], "docx", _OUTPUT)


def convert_to_xlsx(data: bytes) -> bytes:
    """The .xlsx that LibreOffice makes of an old Excel workbook (.xls, .et). Raises ``UnreadableFileError``."""
    check_workbook(data)
    return _converted(data, "xls", "MS Excel 97", "xlsx", "xlsx:Calc MS Excel 2007 XML")


def _converted(data: bytes, format: str, filter_name: str, ending: str, output: str) -> bytes:
    """One file turned into another by LibreOffice, in a folder that is gone afterwards."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableFileError(
            f"读取 .{format} 文件需要先安装 LibreOffice；也可以在 Office 或 WPS 中打开该文件，另存为 .{ending} 后再试。"
        )
    with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        source = place / f"report.{format}"
        source.write_bytes(data)
        settings = place / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        _run(program, source, place, filter_name, output)
        result = place / "out" / f"report.{ending}"
        converted = result.read_bytes() if result.is_file() else b""
    if not converted.startswith(b"PK\x03\x04"):
        raise UnreadableFileError(
            f"LibreOffice 没能打开这个 .{format} 文件（可能已损坏或设有密码），请在 Office 或 WPS 中另存为 .{ending} 再试。"
        )
    return converted


def _run(program: str, source: Path, place: Path, filter_name: str, output: str) -> None:
    """One run of LibreOffice with a profile of its own; every process it started is gone afterwards."""
    command = [
        program,
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        f"--infilter={filter_name}",
        "--convert-to",
        output,
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
        raise UnreadableFileError("LibreOffice 无法启动，请在 Word 或 WPS 中把文件另存为 .docx 再试。") from error
    try:
        process.wait(SECONDS_PER_FILE)
    except subprocess.TimeoutExpired as error:
        message = (
            f"LibreOffice 在 {SECONDS_PER_FILE} 秒内没有读完这个文件，已停止；请在 Word 或 WPS 中另存为 .docx 再试。"
        )
        raise UnreadableFileError(message) from error
    finally:
        end_group(process)
