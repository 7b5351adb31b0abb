"""Whole pages in the manners of three sites, and Word's web archive: read as the golden files say."""

from pathlib import Path

import pytest

from nianbao.documents import read
from tests.support.golden import Golden, reading

READING = Path(__file__).parent.parent / "fixtures" / "reading"
PAGES = sorted([*READING.glob("*.html"), *READING.glob("*.mht")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_is_read_as_before(page: Path, golden: Golden) -> None:
    golden.check(page, reading(read(page)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_is_read_in_full(page: Path) -> None:
    report = read(page)
    assert report.problems == ()
    assert len(report.sections) == 6
    for table in report.tables.values():
        assert table is not None
        assert set(table.cells) == set(table.layout.addresses)
    applications = report.tables["applications"]
    assert applications is not None
    for row in dict.fromkeys(row for row, _ in applications.cells):
        values = [cell.value for (r, _), cell in applications.cells.items() if r == row]
        assert sum(value or 0 for value in values[:-1]) == values[-1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nothing_of_the_site_is_left(page: Path) -> None:
    report = read(page)
    text = "\n".join([report.title, report.preamble, *(section.text for section in report.sections)])
    for word in (
        "打印",
        "首页",
        "版权",
        "字体",
        "浏览",
        "点击",
        "相关",
        "上一篇",
        "索引",
        "发布",
        "扫一扫",
        "2022",
        "2019",
    ):
        assert word not in text
