"""比较: peers by nearness, by conditions, by name; texts side by side; Word and Excel out."""

import io
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from nianbao.documents import read
from nianbao.pages.plain import plain
from nianbao.pages.shown.texts_beside import pieces_of
from nianbao.pages.words import compare as words
from nianbao.papers.comparison_paper import comparison_docx, comparison_workbook
from nianbao.papers.wording import LAST_YEAR_FROM
from nianbao.report.model import Report
from nianbao.store.viewer import Viewer
from nianbao.work.desk.comparing import (
    BY_CONDITIONS,
    Conditions,
    beside,
    candidates,
    compare_with,
    handed_in,
    lay_down,
    may_be_peers,
    meeting,
)
from nianbao.work.handed.upload import Upload
from nianbao.work.library import add_to_library, report_in_library
from nianbao.work.services import Services
from tests.conftest import ROOT
from tests.pages.test_desk_notes import SAMPLE

PAGE = "nianbao/pages/compare.py"
REPORT, FILE, LAST, HOW, VIEW, NAMED = (
    "r",
    "u",
    "l",
    "how",
    "view",
    "with",
)  # the page itself cannot be imported: it is a script


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
    figures = [cell for row in book["指标比较"].iter_rows(min_row=2, min_col=3, max_col=11) for cell in row]
    assert all(cell.value is None or isinstance(cell.value, int | float) for cell in figures)  # none of them is a text
    assert any(cell.number_format.startswith("+") for cell in figures)


def test_the_page_compares_with_whom_is_asked_for(services: Services, report: Report, open_desk: Any) -> None:
    own = next(c for c in candidates(services) if c.agency.name == report.agency.name and c.year == 2024)
    tab = open_desk()
    tab.query_params["r"] = str(own.id)
    tab = tab.switch_page(PAGE).run()
    assert not tab.exception
    assert words.LAST_YEAR.format(year=2023, served=LAST_YEAR_FROM["library"]) in [c.value for c in tab.main.caption]
    tab.segmented_control(key="compare-how").set_value("names").run()
    assert not tab.exception
    assert words.NOBODY_CHOSEN in [i.value for i in tab.main.info]
    tab.segmented_control(key="compare-how").set_value("conditions").run()
    assert not tab.exception
    tab.segmented_control(key="compare-view").set_value("texts").run()
    assert not tab.exception
    assert any("nb-text-beside" in str(h.value) for h in tab.main.get("html"))


def test_a_file_that_was_handed_in_is_had_again_from_the_address_for_an_hour(
    services: Services, open_desk: Any
) -> None:
    token = lay_down(services, Upload("乙镇.md", SAMPLE.encode()))
    assert handed_in(services, token) == Upload("乙镇.md", SAMPLE.encode())
    assert handed_in(services, "x" * 43) is None
    assert handed_in(services.seen_by(Viewer("p1", "某局", "别人")), token) is None, "another's"
    tab = open_desk()
    tab.query_params[FILE] = token
    tab.query_params[HOW] = "conditions"
    tab.query_params["level"] = "any"
    tab = tab.switch_page(PAGE).run()
    assert not tab.exception
    assert plain(words.HANDED_IN.format(name="乙镇.md")) in [c.value for c in tab.main.caption]
    assert tab.segmented_control(key="compare-how").value == "conditions"
    assert {box.label: box.value for box in tab.main.selectbox}[words.LEVEL] == "any"
    tab.query_params[FILE] = "x" * 43
    assert words.GONE in [e.value for e in tab.run().main.error]


def test_what_is_chosen_stands_in_the_address_and_another_report_begins_anew(
    services: Services, open_desk: Any
) -> None:
    first, second = (c for c in candidates(services) if "镇人民政府" in c.agency.name and c.year == 2024)
    tab = open_desk()
    tab.query_params[REPORT] = str(first.id)
    tab = tab.switch_page(PAGE).run()
    tab.segmented_control(key="compare-how").set_value("names").run()
    tab.multiselect[0].set_value([str(second.id)]).run()
    tab.segmented_control(key="compare-view").set_value("texts").run()
    assert not tab.exception
    assert tab.query_params == {REPORT: str(first.id), HOW: "names", NAMED: str(second.id), VIEW: "texts"}
    tab.selectbox(key="compare-report").set_value(str(second.id)).run()
    assert not tab.exception
    assert tab.query_params == {REPORT: str(second.id), HOW: "names", VIEW: "texts"}


def test_last_years_report_is_handed_in_where_the_library_has_none(services: Services, open_desk: Any) -> None:
    elsewhere = SAMPLE.replace("柳溪镇", "青石镇")
    tab = open_desk()
    tab.query_params[FILE] = lay_down(services, Upload("今年.md", elsewhere.encode()))
    tab = tab.switch_page(PAGE).run()
    assert words.NO_LAST_YEAR in [box.label for box in tab.main.get("file_uploader")]
    assert not any("2023" in str(h.value) for h in tab.main.get("html") if "上年年报" in str(h.value))
    tab.query_params[LAST] = lay_down(services, Upload("上年.md", elsewhere.replace("2024年", "2023年").encode()))
    for how in ("near", "names"):
        tab.query_params[HOW] = how
        tab.run()
        assert not tab.exception
        assert not tab.main.error
        assert any("2023" in str(h.value) for h in tab.main.get("html") if "上年年报" in str(h.value)), how


def test_a_file_that_is_no_report_is_refused_by_its_name(services: Services, open_desk: Any) -> None:
    register = ROOT / "tests" / "fixtures" / "registers" / "a_00.xlsx"
    tab = open_desk()
    tab.query_params[FILE] = lay_down(services, Upload("台账.xlsx", register.read_bytes()))
    tab = tab.switch_page(PAGE).run()
    assert [str(e.value).startswith("台账") and "申请台账" in str(e.value) for e in tab.main.error] == [True]
