"""比较: peers by nearness, by conditions, by name; texts side by side; Word and Excel out."""

import io
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from nianbao.documents import read
from nianbao.pages.shown.texts_beside import pieces_of
from nianbao.pages.words import compare as words
from nianbao.papers.comparison_paper import comparison_docx, comparison_workbook
from nianbao.papers.wording import LAST_YEAR_FROM
from nianbao.report.model import Report
from nianbao.work.desk.comparing import (
    BY_CONDITIONS,
    Conditions,
    beside,
    candidates,
    compare_with,
    may_be_peers,
    meeting,
)
from nianbao.work.library import add_to_library, report_in_library
from nianbao.work.services import Services
from tests.pages.test_desk_notes import SAMPLE

PAGE = "nianbao/pages/compare.py"


@pytest.fixture
def services() -> Services:
    return Services()


@pytest.fixture
def report() -> Report:
    return read(SAMPLE.encode(), "年报.md")


def test_conditions_hold_for_every_peer(services: Services, report: Report) -> None:
    possible = may_be_peers(candidates(services), report)
    assert all("示例" in c.agency.name for c in possible)
    towns = meeting(possible, Conditions(level="township", year=2024))
    assert towns
    assert all((c.agency.level, c.year) == ("township", 2024) for c in towns)
    assert report.agency.name not in {c.agency.name for c in towns}
    data = compare_with(services, report, towns, BY_CONDITIONS)
    assert [p["agency"] for p in data["peers"]] == [c.agency.name for c in towns]
    assert data["previous_year"] == 2023


def test_texts_side_by_side_keep_every_character_and_mark_the_same_words(services: Services, report: Report) -> None:
    add_to_library(services, "照抄.md", SAMPLE.replace("柳溪镇", "青石镇").encode())
    copy = next(c for c in candidates(services) if "青石镇" in c.agency.name)
    found = beside(services, report, copy.id)
    assert found.overlap.runs
    for side, whose in (("here", report), ("there", report_in_library(services, copy.id))):
        sections = pieces_of(found, side)  # type: ignore[arg-type]
        written = "".join(piece.text for s in sections for p in s.paragraphs for piece in p)
        assert written == "".join(line for _, text in whose.prose() for line in text.split("\n") if line.strip())
        marked = "".join(piece.text for s in sections for p in s.paragraphs for piece in p if piece.mark)
        assert len(marked) > len(written) / 2


def test_word_and_excel_hold_the_figures_of_the_screen(services: Services, report: Report) -> None:
    possible = meeting(may_be_peers(candidates(services), report), Conditions(level="township"))
    data = compare_with(services, report, possible, BY_CONDITIONS)
    with ZipFile(io.BytesIO(comparison_docx(data))) as word:
        text = word.read("word/document.xml").decode()
    assert data["agency"] in text
    assert BY_CONDITIONS in text
    book = load_workbook(io.BytesIO(comparison_workbook(data)))
    values = {row[0].value: row[2].value for row in book["各机关数值"].iter_rows(min_row=2)}
    known = [m for m in data["metrics"] if isinstance(m["value"], int)]
    assert known
    assert [values[m["label"]] for m in known] == [m["value"] for m in known]


def test_the_page_compares_with_whom_is_asked_for(services: Services, report: Report, open_desk: Any) -> None:
    own = next(c for c in candidates(services) if c.agency.name == report.agency.name and c.year == 2024)
    tab = open_desk()
    tab.query_params["r"] = str(own.id)
    tab = tab.switch_page(PAGE).run()
    assert not tab.exception
    assert words.LAST_YEAR.format(year=2023, served=LAST_YEAR_FROM["library"]) in [c.value for c in tab.main.caption]
    tab.segmented_control(key="compare-how").set_value("names").run()
    assert not tab.exception
    assert words.NONE in [i.value for i in tab.main.info]
    tab.segmented_control(key="compare-how").set_value("conditions").run()
    assert not tab.exception
    tab.segmented_control(key="compare-view").set_value("texts").run()
    assert not tab.exception
    assert any("nb-text-beside" in str(h.value) for h in tab.main.get("html"))
