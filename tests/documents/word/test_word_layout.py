"""The written file as GB/T 9704 asks: paper, fonts, lines, page numbers; and the fonts of the settings."""

import pytest
from docx.shared import Mm, Pt

from nianbao.documents.word.writing.report import docx_bytes
from nianbao.documents.word.writing.styles import Fonts
from nianbao.settings import Settings
from tests.support.files.word_files import SAMPLE, W, as_others_read, part, tables_of


def test_paper_and_margins() -> None:
    section = as_others_read(docx_bytes(SAMPLE, Fonts())).sections[0]
    measures = [
        (section.page_width, 210),
        (section.page_height, 297),
        (section.top_margin, 37),
        (section.bottom_margin, 35),
        (section.left_margin, 28),
        (section.right_margin, 26),
    ]
    for measured, millimetres in measures:
        assert abs(measured - Mm(millimetres)) < Mm(0.05)
    for table in tables_of(docx_bytes(SAMPLE, Fonts())):
        width = sum(int(c.get(f"{W}w", "")) for c in table.findall(f"{W}tblGrid/{W}gridCol"))
        assert abs(width * 635 - Mm(156)) < Mm(0.3)


@pytest.mark.parametrize(
    ("style", "font", "points", "outline"),
    [
        ("Title", "方正小标宋简体", 22, None),
        ("Normal", "仿宋_GB2312", 16, None),
        ("Heading1", "黑体", 16, "0"),
        ("Heading2", "楷体_GB2312", 16, "1"),
        ("Footer", "宋体", 14, None),
    ],
)
def test_fonts_sizes_and_outline(style: str, font: str, points: int, outline: str | None) -> None:
    styles = part(docx_bytes(SAMPLE, Fonts()), "word/styles.xml")
    defaults = styles.find(f"{W}docDefaults//{W}rPr")
    own = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == style)

    def value(tag: str, attribute: str) -> str | None:
        for source in (own.find(f"{W}rPr/{W}{tag}"), defaults.find(f"{W}{tag}")):
            if source is not None:
                return source.get(W + attribute)
        return None

    assert value("rFonts", "eastAsia") == font
    assert value("sz", "val") == str(points * 2)
    assert value("lang", "eastAsia") == "zh-CN"
    level = own.find(f"{W}pPr/{W}outlineLvl")
    assert (None if level is None else level.get(f"{W}val")) == outline


def test_body_lines_are_fixed_and_indented_but_table_lines_are_not() -> None:
    document = as_others_read(docx_bytes(SAMPLE, Fonts()))
    body, table = (document.styles[name].paragraph_format for name in ("Normal", "Table Text"))
    assert body.line_spacing == Pt(28)
    assert body.first_line_indent == Pt(32)
    assert body.element.find(f"{W}pPr/{W}ind").get(f"{W}firstLineChars") == "200"
    assert table.line_spacing == 1.0
    assert table.first_line_indent == 0
    used = {p.style.name for t in document.tables for c in t._cells for p in c.paragraphs}
    assert used == {"Table Text"}


def test_page_number_stands_at_the_outer_foot() -> None:
    data = docx_bytes(SAMPLE, Fonts())
    section = as_others_read(data).sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]._p
        assert paragraph.find(f"{W}fldSimple").get(f"{W}instr").strip() == "PAGE"
        assert paragraph.find(f"{W}pPr/{W}jc").get(f"{W}val") == side
        assert "".join(t.text for t in paragraph.iter(f"{W}t")) == "— 1 —"
    assert as_others_read(data).settings.odd_and_even_pages_header_footer


def test_default_fonts_are_those_of_the_settings() -> None:
    names = [Settings.model_fields[f"font_{use}"].default for use in ("title", "body", "heading", "subheading")]
    fonts = Fonts()
    assert [fonts.title, fonts.body, fonts.heading, fonts.subheading] == names


def test_fonts_of_the_settings_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    from nianbao.settings import get_settings

    monkeypatch.setenv("NIANBAO_FONT_BODY", "仿宋")
    get_settings.cache_clear()
    styles = part(docx_bytes(SAMPLE), "word/styles.xml")
    get_settings.cache_clear()
    assert styles.find(f"{W}docDefaults//{W}rFonts").get(f"{W}eastAsia") == "仿宋"
