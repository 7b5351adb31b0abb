"""Lines, cells and joined tables out of glyphs and ruling lines that are set here by hand."""

import pytest

from nianbao.documents.pdf.joining import join
from nianbao.documents.pdf.lines import cell_text, lines_of
from nianbao.documents.pdf.page import Glyph, PageContent
from nianbao.documents.pdf.rulings import find_ruled
from nianbao.documents.pdf.shapes import Rule
from nianbao.documents.pdf.tables import PdfTable, page_items
from tests.support.files.pdf_files import glyphs, page, ruled


def tables(content: PageContent) -> list[PdfTable]:
    return [item for item in page_items(content) if isinstance(item, PdfTable)]


def texts(table: PdfTable) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.grid().rows]


# --- ruling lines -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "frames"),
    [
        (ruled((0, 100, 200), (0, 20, 40)), 4),
        (ruled((0, 100, 101.5, 200), (0, 20, 40)), 4),  # a double line
        ([r for r in ruled((0, 100, 200), (0, 20, 40)) if r.horizontal or r.at == 100], 4),  # open at both sides
        ([*ruled((0, 200), (0, 40)), Rule(False, 100, 20, 40), Rule(True, 20, 0, 200)], 3),  # merged on top
        ([*ruled((0, 200), (0, 40)), Rule(False, 100, 0, 40), Rule(True, 20, 100, 200)], 3),  # merged on the left
        (ruled((0, 200), (0, 40)), 1),
        ([Rule(True, 0, 0, 200), Rule(True, 20, 0, 200)], None),  # level lines alone
    ],
)
def test_cells_between_lines(rules: list[Rule], frames: int | None) -> None:
    assert [len(table.frames) for table in find_ruled(rules)] == ([] if frames is None else [frames])


def test_lines_in_pieces_make_one_table() -> None:
    pieces = [
        piece
        for rule in ruled((0, 100, 200), (0, 20, 40))
        for piece in (
            Rule(rule.horizontal, rule.at, rule.start, (rule.start + rule.end) / 2),
            Rule(rule.horizontal, rule.at + 0.4, (rule.start + rule.end) / 2, rule.end),
        )
    ]
    assert [len(table.frames) for table in find_ruled(pieces)] == [4]


def test_dots_make_lines() -> None:
    dots = []
    for rule in ruled((0, 100, 200), (0, 20, 40)):
        for step in range(int(rule.end - rule.start) // 2 + 1):
            at = rule.start + 2 * step
            x, y = (at, rule.at) if rule.horizontal else (rule.at, at)
            dots += [Rule(True, y, x, x + 0.75), Rule(False, x, y, y + 0.75)]
    assert [len(table.frames) for table in find_ruled(dots)] == [4]


def test_a_frame_around_text_is_no_table() -> None:
    content = page(glyphs("这是加了边框的一段话", 10, 15), ruled((0, 300), (0, 20)))
    assert tables(content) == []
    assert [item.text for item in page_items(content)] == ["这是加了边框的一段话"]


def test_a_merged_cell_is_empty_below_its_first_row() -> None:
    rules = [*ruled((0, 200), (0, 40)), Rule(False, 100, 0, 40), Rule(True, 20, 100, 200)]
    content = page([*glyphs("规章", 10, 24), *glyphs("1", 110, 14), *glyphs("2", 110, 34)], rules)
    assert texts(tables(content)[0]) == [["规章", "1"], ["", "2"]]
    assert [cell.column for cell in tables(content)[0].grid().rows[1]] == [0, 1]


# --- the text of a cell -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "width", "text"),
    [
        ([("商业企", 5), ("业", 5)], 40, "商业企业"),
        ([("398575", 2), ("8", 2)], 34, "3985758"),  # no room for another digit
        ([("12", 2), ("34", 2)], 80, "12\n34"),  # two numbers, not one
        ([("12        34", 2)], 80, "12\n34"),
        ([("2 024", 2)], 80, "2 024"),
        ([("22（其中修订", 2), ("16件）", 2)], 70, "22（其中修订16件）"),
    ],
)
def test_text_of_a_cell(lines: list[tuple[str, float]], width: float, text: str) -> None:
    set_lines = [g for n, (line, x) in enumerate(lines) for g in glyphs(line, x, 10 + 13 * n)]
    assert cell_text(set_lines, width) == text


def test_a_number_over_a_border_is_not_read() -> None:
    content = page([*glyphs("规章", 10, 14), *glyphs("3985758", 88, 14)], ruled((0, 80, 105, 200), (0, 20)))
    assert [text.isdigit() for text in texts(tables(content)[0])[0]] == [False, False, False]


def test_a_title_keeps_its_blank_and_prose_gets_none() -> None:
    line = [*glyphs("年度报", 0, 10), Glyph(" ", 30, 35, 2, 12, 10, 10), *glyphs("告", 35, 10)]
    assert lines_of(line, 1)[0].text == "年度报 告"
    assert lines_of([*glyphs("于", 0, 10), *glyphs("2024", 12.5, 10), *glyphs("年", 35, 10)], 1)[0].text == "于2024年"


# --- over a page break --------------------------------------------------------------------------------------------

XS = (0, 60, 160, 200)


def part(rows: list[tuple[str, str, str]], number: int, xs: tuple[float, ...] = XS) -> PdfTable:
    """A part of a table with a group, a label and a number a row, on page ``number``."""
    ys = [20 * n for n in range(len(rows) + 1)]
    found = [
        g
        for n, row in enumerate(rows)
        for x, text in zip(xs, row, strict=False)
        for g in glyphs(text, x + 3, ys[n] + 14, 6)
    ]
    return tables(page(found, ruled(xs, ys), number))[0]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        (
            [("", "1.属于国家秘密", "1")],
            [("", "2.重复申请", "2")],
            [["", "1.属于国家秘密", "1"], ["", "2.重复申请", "2"]],
        ),
        (
            [("（四）无", "1.本机关不掌握相关政府信息", "7")],
            [("法提供", "2.没有现成信息需要另行制作", "8")],
            [["（四）无法提供", "1.本机关不掌握相关政府信息", "7"], ["", "2.没有现成信息需要另行制作", "8"]],
        ),
        (
            [("", "2.没有现成信", "8")],
            [("", "息需要另行制作", "")],
            [["", "2.没有现成信息需要另行制作", "8"]],
        ),
        ([("", "2.没有现成信", "")], [("", "息需要另行制作", "8")], [["", "2.没有现成信息需要另行制作", "8"]]),
        ([("", "2.重复申请", "")], [("", "", "8")], [["", "2.重复申请", "8"]]),
        # a blank row and the next row are two rows
        ([("", "2.重复申请", "")], [("", "3.其他", "8")], [["", "2.重复申请", ""], ["", "3.其他", "8"]]),
        # a repeated header is left out
        (
            [("", "信息内容", "总计"), ("", "规章", "1")],
            [("", "信息内容", "总计"), ("", "行政许可", "2")],
            [["", "信息内容", "总计"], ["", "规章", "1"], ["", "行政许可", "2"]],
        ),
    ],
)
def test_tables_joined_over_a_page_break(
    above: list[tuple[str, str, str]], below: list[tuple[str, str, str]], joined: list[list[str]]
) -> None:
    whole = join(part(above, 1), part(below, 2))
    assert whole is not None
    assert texts(whole) == joined


def test_edges_may_be_off_a_little_on_the_next_page() -> None:
    whole = join(part([("", "规章", "1")], 1), part([("", "行政许可", "2")], 2, (-2, 59, 161, 203)))
    assert whole is not None
    assert whole.height == 2


def test_another_table_on_the_next_page_is_not_joined() -> None:
    assert join(part([("", "规章", "1")], 1), part([("", "行政许可", "2")], 2, (0, 90, 130, 200))) is None
    assert join(part([("", "规章", "1")], 1), part([("", "行政许可", "2")], 2, (0, 60, 160, 280))) is None
