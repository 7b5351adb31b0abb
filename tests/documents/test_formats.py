"""Formats are told by content; the name only helps where the content is silent."""

import io
import zipfile
from typing import get_args

import pytest

from nianbao.documents.formats import Format, detect_format, reader_of
from nianbao.documents.stream import UnreadableFileError
from tests.support.files.raw_ole import ole


def packed(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (packed("word/document.xml"), "报告.doc", "docx"),
        (packed("xl/workbook.xml"), "报告.docx", "xlsx"),
        (packed("content.xml"), "报告.odt", "odt"),
        (b"PK\x03\x04broken", "报告.docx", "docx"),
        (b"%PDF-1.4", "报告.docx", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "报告.wps", "doc"),
        (ole("WordDocument"), "报告.et", "doc"),
        (ole("Workbook"), "报告.et", "xls"),
        (ole("Book"), "报告.doc", "xls"),
        (ole("WordDocument", "Workbook"), "报告.doc", "doc"),  # a sheet put into a text
        (b"{\\rtf1\\ansi", "报告.doc", "rtf"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "报告.doc", "html"),
        (b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'>", "报告.xls", "html"),
        ("<html>年报".encode("utf-16"), "报告.xls", "html"),
        ("<html>年报".encode("utf-16-le"), "报告.html", "html"),
        (b"<!-- saved from url=(0022)http://example.invalid/ -->\r\n<html>", "报告", "html"),
        (b"<div class='TRS_Editor'><p>x</p></div>", "报告.txt.html", "html"),
        ("正文<p>一</p><p>二</p><p>三</p><p>四</p><p>五</p>".encode(), "报告", "html"),
        ("正文".encode() + b"<br>x", "报告.htm", "html"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>", "报告.xml", "html"),
        (b"<?xml version='1.0'?><pkg:package>", "报告.doc", "xml"),
        (b"<?xml version='1.0'?>\n<?mso-application progid='Word.Document'?><w:wordDocument>", "报告.xml", "xml"),
        (
            b"From: x\r\nSubject: y\r\n z\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n b",
            "报告.doc",
            "mht",
        ),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n\n<html>", "报告.mht", "mht"),
        ("示例县2024年政府信息公开工作年度报告".encode(), "报告.txt", "text"),
        ("示例县2024年政府信息公开工作年度报告".encode("gbk"), "报告.docx", "text"),
        ("示例县2024年政府信息公开工作年度报告".encode("utf-16"), "报告.txt", "text"),
        (b"<div align=center>\n\n# x\n\n</div>\n\n| a | b |", "报告.md", "text"),
        (b"a < b and b > c", "报告", "text"),
    ],
)
def test_format(data: bytes, name: str, format: str) -> None:
    assert detect_format(data, name) == format


@pytest.mark.parametrize("data", [b"MZ\x90\x00\x03\x00", b"\x00" * 64])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        detect_format(data, "报告.docx")


@pytest.mark.parametrize("format", get_args(Format))
def test_every_format_has_a_reader(format: Format) -> None:
    assert callable(reader_of(format))
