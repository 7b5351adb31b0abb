"""A group's cell whose words run downward is no part of the label beside it, whoever printed it."""

import pytest

from nianbao.documents import read
from nianbao.documents.pdf.reading import stream_of
from nianbao.documents.stream import Grid
from tests.conftest import ROOT
from tests.support.files.downward import REGIONS, RENDERERS, downward
from tests.support.files.pdf_files import glyphs, needs_chromium, needs_libreoffice, page, ruled


@needs_chromium
@needs_libreoffice
@pytest.mark.parametrize(
    ("region", "printer"),
    [
        ("county", "libreoffice, word"),
        ("bureau", "libreoffice, page"),
        ("town", "chromium, narrow"),  # 、 hangs over the border
        ("office", "chromium, a character a line"),
        ("street", "chromium, a character a line"),  # without lines
        ("street", "libreoffice, page"),
    ],
)
def test_every_cell_of_a_region_is_read(region: str, printer: str) -> None:
    """All twenty pairs: ``benchmarks/downward_cells.py``."""
    report = read(ROOT / "corpus" / "reports" / f"{REGIONS[region].report}.md")
    found = read(RENDERERS[printer](report, REGIONS[region]), "a.pdf")
    assert found.problems == ()
    assert found.tables["applications"] == report.tables["applications"]
    assert [t and t.cells for t in found.tables.values()] == [t and t.cells for t in report.tables.values()]


def test_words_are_cut_as_narrow_cells_cut_them() -> None:
    assert downward("三、本年度办理结果", 2) == ["三、", "本年", "度办", "理结", "果"]
    assert downward("（三）不予公开", 1) == ["（三）", "不", "予", "公", "开"]


def rows(*, at: float, inner: float) -> list[list[str]]:
    """A group of one character a line beside two rows, its 、 set ``at``, the label's ( from ``inner``."""
    words = glyphs("三", 101, 120) + glyphs("、", at, 120)
    for number, sign in enumerate("本年度办理结果"):
        words += glyphs(sign, 101, 132 + 12 * number)
    words += glyphs("（一）予以公开", inner, 120) + glyphs("5", 400, 120)
    words += glyphs("（二）部分公开", inner, 180) + glyphs("6", 400, 180)
    lines = [r for r in ruled((100, 112, 380, 440), (100, 150, 220)) if not r.horizontal]
    lines += [r for y in (100, 220) for r in ruled((100, 440), (y, y)) if r.horizontal]
    lines += [r for r in ruled((112, 440), (150, 150)) if r.horizontal]
    (grid,) = [b for b in stream_of([page(words, lines)]).blocks if isinstance(b, Grid)]
    return [[cell.text for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    ("at", "inner"),
    [
        (111, 125),  # right behind its word, over the border
        (111, 113),  # upon the first character of the label
    ],
)
def test_a_mark_stays_with_the_word_it_was_set_with(at: float, inner: float) -> None:
    assert rows(at=at, inner=inner) == [
        ["三、本年度办理结果", "（一）予以公开", "5"],
        ["", "（二）部分公开", "6"],
    ]


def words_below(text: str) -> list[list[str]]:
    """A header row cut by the page behind its first line; ``text`` stands right below the frame."""
    words = glyphs("自然", 101, 115) + glyphs("总计", 151, 115) + glyphs(text, 101, 128)
    (grid,) = [b for b in stream_of([page(words, ruled((100, 150, 200), (100, 119)))]).blocks if isinstance(b, Grid)]
    return [[cell.text for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    ("below", "read_off"),
    [("人", "自然人"), ("灾害", "自然"), ("注：单位为件", "自然")],
)
def test_words_below_a_frame_cut_by_the_page_go_on_in_its_labels_only(below: str, read_off: str) -> None:
    assert words_below(below) == [[read_off, "总计"]]
