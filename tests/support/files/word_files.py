"""Written Word files looked into by other ways than our reader: the XML of a part, and python-docx."""

import dataclasses
import io
import zipfile
from typing import Any

import docx
from lxml import etree

from nianbao.documents import read
from nianbao.report import Report
from tests.conftest import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAMPLE = read(ROOT / "corpus" / "reports" / "liuxi-town-2024.md")
NOTED = "22（其中修订16件）"
"""A cell that is a number with a remark."""


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def tables_of(data: bytes) -> list[etree._Element]:
    return part(data, "word/document.xml").findall(f"{W}body/{W}tbl")


def as_others_read(data: bytes) -> Any:
    """The file as python-docx sees it: a reader that is not ours."""
    return docx.Document(io.BytesIO(data))


def with_text(section: str, text: str) -> Report:
    sections = tuple(s._replace(text=text) if s.key == section else s for s in SAMPLE.sections)
    return dataclasses.replace(SAMPLE, sections=sections)


def edited(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with one place of one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.namelist():
            content = source.read(entry).decode()
            if entry == name:
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(entry, content)
    return out.getvalue()
