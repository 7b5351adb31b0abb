"""The replicas of real reports: their sheets and files agree, and, where the real ones are at hand, so do the two."""

import re

import pytest

from nianbao.documents import read
from tests.support.replicas.__main__ import as_text
from tests.support.replicas.refill import refill
from tests.support.replicas.sheet import Sheet, sheets
from tests.support.reports import REAL, REAL_TWIN, REPLICAS
from validators.review import review

SHEETS = sheets()
TWINS = [sheet for sheet in SHEETS if (REAL / sheet.of).is_file()]
every_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.file)
every_twin = pytest.mark.parametrize("sheet", TWINS, ids=lambda sheet: sheet.file)
UNLIKE = {
    "office_blank_totals_2019": {"LK-01", "NT-15"},
    "district_nested_spans": {"NT-15"},
    "town_notes_left_behind": {"NT-15"},
}
"""Rules that have something to look at in the real file alone."""
HEADING = re.compile(r"(?:\[…\])?（[一二三四五]）\w{2,12}(?:情况|方面)")
"""The head of an aspect, as the format names them."""


def test_each_replica_has_its_sheet_and_its_twin() -> None:
    assert {sheet.file: sheet.of.rpartition(".")[0] for sheet in SHEETS} == {
        path.name: REAL_TWIN[path.stem] for path in REPLICAS.glob("*.*")
    }


@every_sheet
def test_the_expected_cells_are_those_of_the_sheet(sheet: Sheet) -> None:
    expected = (REPLICAS / "expected" / f"{sheet.file.rpartition('.')[0]}.json").read_text(encoding="utf-8")
    assert expected == as_text(sheet.expected())


@pytest.mark.parametrize("sheet", [s for s in SHEETS if s.file.endswith((".txt", ".md"))], ids=lambda sheet: sheet.file)
def test_the_replica_holds_the_prose_of_its_sheet(sheet: Sheet) -> None:
    text = (REPLICAS / sheet.file).read_text(encoding="utf-8")
    assert [line for line in sheet.prose if line not in text] == []


# --- extras: beside the real files --------------------------------------------------------------------------------


@every_twin
def test_a_replica_has_the_skeleton_of_the_real_file(sheet: Sheet) -> None:
    if sheet.file.endswith(".pdf"):
        pages = [_pages(REPLICAS / sheet.file), _pages(REAL / sheet.of)]
        assert pages[0] == pages[1]
    else:
        real = (REAL / sheet.of).read_bytes().decode("utf-8")
        assert refill(real, sheet).encode("utf-8") == (REPLICAS / sheet.file).read_bytes()


def _pages(path: object) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(path))


@every_twin
def test_every_rule_ends_as_it_does_in_the_real_file(sheet: Sheet) -> None:
    """A replica is of use as long as it is the same case: the rules cannot tell it from its twin."""
    own, real = (review(read(path)) for path in (REPLICAS / sheet.file, REAL / sheet.of))
    unlike = {r.rule for r in own.results if r.state != real.state(r.rule)}
    assert unlike <= UNLIKE.get(sheet.file.rpartition(".")[0], set())


@every_twin
def test_no_sentence_of_the_real_file_is_in_the_replica(sheet: Sheet) -> None:
    report = read(REAL / sheet.of)
    real = "".join("".join(section.text.split()) for section in report.sections)
    own = [s for line in sheet.prose for s in re.split("[。；]", "".join(line.split())) if len(s) >= 12]
    assert [s for s in own if s in real and not HEADING.fullmatch(s)] == []
