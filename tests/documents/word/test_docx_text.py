"""The words of a written Word file read back, and what is no Word file refused."""

import pytest

from nianbao.documents import UnreadableFileError
from nianbao.documents.word.reading.every_word import document_text
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.documents.word.writing.styles import Fonts
from nianbao.report.layout import BALANCE_HINT
from tests.support.files.word_files import SAMPLE


def test_document_text_holds_every_word_and_number_and_no_page_number() -> None:
    texts = document_text(docx_bytes(SAMPLE, Fonts()))
    assert "203" in texts
    assert BALANCE_HINT in texts
    assert texts[:2] == ["示例省云岭市青禾县柳溪镇人民政府", "2024年政府信息公开工作年度报告"]
    for line in SAMPLE.text("overview").split("\n"):
        assert line in texts
    numbers = [t for t in texts if t.isdigit()]
    assert len(numbers) == sum(len(t.cells) for t in SAMPLE.tables.values() if t is not None)
    assert texts[-2:] == ["—  —", "—  —"]


def damaged() -> bytes:
    """A .docx with a torn stream in the middle of its first part."""
    data = bytearray(docx_bytes(SAMPLE, Fonts()))
    start = data.index(b"word/document.xml") + 200
    data[start : start + 200] = bytes(200)
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 broken", "纯文本".encode(), docx_bytes(SAMPLE, Fonts())[:4000], damaged()],
    ids=["empty", "not a zip", "text", "cut", "damaged"],
)
def test_document_text_of_no_word_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="Word"):
        document_text(data)
