"""Printed lines become paragraphs again; what the margins of the pages repeat is left out."""

from itertools import pairwise

import pytest

from nianbao.documents.pdf.lines import Line, lines_of
from nianbao.documents.pdf.margins import without_margins
from nianbao.documents.pdf.page import PageContent
from nianbao.documents.pdf.prose import Measure, Prose
from tests.support.files.pdf_files import glyphs, page

LEFT, PITCH = 50, 20
FULL = "全年主动公开政府信息一千余条并按时更新了目录"
"""A line of 22 characters that reaches the right margin."""


def content(*lines: tuple[str, float], number: int = 1, top: float = 200) -> PageContent:
    """A page of lines, each with its indent in points."""
    found = [g for n, (text, indent) in enumerate(lines) for g in glyphs(text, LEFT + indent, top + PITCH * n)]
    return page(found, number=number)


def paragraphs(*pages: PageContent) -> list[str]:
    lines = [line for p in pages for line in lines_of(p.glyphs, p.number)]
    prose = Prose(Measure.of(lines, pages), pages)
    found = [paragraph for line in lines for paragraph in prose.add(line)]
    return [paragraph.text for paragraph in (*found, *prose.end())]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([(FULL[2:], 20), (FULL, 0), ("。", 0)], [FULL[2:] + FULL + "。"]),
        ([(FULL[2:], 20), ("了。", 0), (FULL[2:], 20), ("了。", 0)], [FULL[2:] + "了。"] * 2),
        ([(FULL[2:], 20), (FULL[2:], 20), (FULL, 0)], [FULL[2:], FULL[2:] + FULL]),
        ([("一、总体情况", 20), (FULL[2:], 20), (FULL, 0)], ["一、总体情况", FULL[2:] + FULL]),
        ([("示例县教育局", 80), ("2024年政府信息公开工作年度报告", 35), (FULL[2:], 20), (FULL, 0)], None),
    ],
)
def test_hard_wraps_are_undone(lines: list[tuple[str, float]], expected: list[str] | None) -> None:
    found = paragraphs(content(*lines))
    if expected is None:
        assert found[:2] == [text for text, _ in lines[:2]]
    else:
        assert found == expected


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    above = content((FULL[2:], 20), (FULL, 0))
    below = content(("了目录。", 0), (FULL[2:], 20), (FULL, 0), number=2)
    assert paragraphs(above, below) == [FULL[2:] + FULL + "了目录。", FULL[2:] + FULL]


def test_paragraphs_set_apart_without_indent_stay_apart() -> None:
    lines = [*glyphs(FULL, 50, 200), *glyphs(FULL, 50, 220), *glyphs(FULL, 50, 255), *glyphs(FULL, 50, 275)]
    assert paragraphs(page(lines)) == [FULL + FULL] * 2


# --- margins ------------------------------------------------------------------------------------------------------


def kept(*feet: str, head: str = "", x: float = 290) -> list[list[str]]:
    """What is left of pages with a foot line each, and a head line on all."""
    pages = []
    for number, foot in enumerate(feet, start=1):
        found = [*glyphs(head, 50, 40), *glyphs(f"正文{'一二三四五六'[number]}", 50, 300), *glyphs(foot, x, 770)]
        pages.append(page(found, number=number))
    items: list[list[Line]] = [lines_of(p.glyphs, p.number) for p in pages]
    return [[item.text for item in own if isinstance(item, Line)] for own in without_margins(items, pages)]


@pytest.mark.parametrize(
    "feet",
    [
        ("- 1 -", "- 2 -"),
        ("— 1 —", "— 2 —"),
        ("第1页", "第2页"),
        ("第 1 页 共 2 页", "第 2 页 共 2 页"),
        ("1/2", "2/2"),
        ("1", "2"),
        ("3", "4"),  # part of a longer print
        ("·1·", "·2·"),
        ("-1-",),
        ("1",),
        ("示例县人民政府办公室", "示例县人民政府办公室"),
    ],
)
def test_page_numbers_and_running_lines_go(feet: tuple[str, ...]) -> None:
    assert all(len(page) == 1 for page in kept(*feet))


@pytest.mark.parametrize(
    "feet",
    [
        ("7", "7"),  # does not count with the pages
        ("12", "15"),
        ("本页的最后一行", "另一页的最后一行"),
        ("申请人情况", "申请人情况"),  # the header of a table that goes on
    ],
)
def test_other_lines_at_the_foot_stay(feet: tuple[str, ...]) -> None:
    assert [own[-1] for own in kept(*feet)] == list(feet)


def test_a_running_head_goes_and_what_stands_once_stays() -> None:
    found = kept("- 1 -", "- 2 -", "- 3 -", head="示例县2024年年报")
    assert [len(own) for own in found] == [1, 1, 1]
    assert all(a != b for a, b in pairwise(found))
