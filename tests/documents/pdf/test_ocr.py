"""A page that is a picture: cells stay in their place, a doubtful number is no number."""

import pytest

from nianbao.documents import read
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.report.cells import Cell, CellKind
from nianbao.report.model import Report
from tests.support.files.pdf_files import needs_libreoffice, printed_by_libreoffice, scanned
from tests.support.files.word_files import SAMPLE

pytest.importorskip("rapidocr", reason="the optional extra [ocr] is not installed")
pytest.importorskip("onnxruntime", reason="the optional extra [ocr] is not installed")

OF_TABLE_FOUR = "复议后起诉"
"""A head of table four: so its page is found wherever it is printed."""


@pytest.fixture(scope="module")
def recognised() -> Report:
    """The page with table four, copied a little askew."""
    import io

    import pypdfium2

    whole = pypdfium2.PdfDocument(printed_by_libreoffice({"a.docx": docx_bytes(SAMPLE)})["a.docx"])
    page, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in whole]
    page.import_pages(whole, [next(number for number, text in enumerate(texts) if OF_TABLE_FOUR in text)])
    page.save(out)
    return read(scanned(out.getvalue(), lean=0.8), "扫描件.pdf")


@needs_libreoffice
def test_cells_of_a_scan_are_right_or_in_doubt(recognised: Report) -> None:
    wanted, found = SAMPLE.table("proceedings"), recognised.table("proceedings")
    assert wanted is not None
    assert found is not None
    wrong = {
        address: cell.raw
        for address, cell in found.cells.items()
        if cell.value != wanted.cells[address].value and cell.kind is not CellKind.TEXT
    }
    assert wrong == {}
    sure = [cell for cell in found.cells.values() if cell.kind is not CellKind.TEXT]
    assert len(sure) >= 12
    assert {cell.origin for cell in found.cells.values()} == {"recognised"}


@needs_libreoffice
def test_a_scan_says_that_every_number_needs_a_look(recognised: Report) -> None:
    notice = recognised.notice("recognised")
    assert notice is not None
    assert "全部数字待人工核对" in notice.message
    assert notice.pages == (1,)


@pytest.mark.parametrize(
    ("text", "confidence", "shapes", "doubtful"),
    [
        ("351", 0.99, 3, False),
        ("351", 0.6, 3, True),
        ("11", 0.99, 3, True),  # one figure more than was recognised
        ("0", 0.99, 2, True),  # wider than one figure
        ("1.属于国家秘密", 0.5, 6, False),  # a label, no value
    ],
)
def test_numbers_in_doubt(text: str, confidence: float, shapes: int, doubtful: bool) -> None:
    from nianbao.documents.pdf.ocr import DOUBT, _is_doubtful, _Piece

    picture, area = figures(shapes)
    assert _is_doubtful(_Piece(area, text, confidence), picture) is doubtful
    assert Cell.read(text + DOUBT).kind is CellKind.TEXT


def figures(count: int):  # type: ignore[no-untyped-def]
    """Ink in the shape of so many figures side by side."""
    import numpy as np

    from nianbao.documents.pdf.ocr_picture import Area

    ink = np.zeros((20, 15 * count), np.uint8)
    for n in range(count):
        ink[:, 15 * n : 15 * n + 12] = 255
    return ink, Area(0, 0, 15 * count - 3, 20)
