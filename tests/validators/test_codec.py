"""A review goes to JSON and back and is equal field by field: a record can be printed as long as it is kept."""

import json
from datetime import date

import pytest

from nianbao.documents import read
from nianbao.report.codec import CodecError
from tests.conftest import ROOT
from tests.report.test_codec import SAMPLES, every_oddity
from tests.support.deep import differences
from validators.codec import review_as_json, review_from_json
from validators.profile import load_profile
from validators.record import ReviewRecord, record_as_json, record_from_json
from validators.review import LastYear, Review, review


def reviews() -> dict[str, Review]:
    town = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
    last = read(ROOT / "corpus" / "reports" / "liuxi-town-2023.md")
    return {
        "sample": review(read(town)),
        "last year": review(read(town), previous=last, previous_source="library"),
        "profile": review(read(town), profile=load_profile("example-county"), draft=True, kind="department"),
        "score": review(read(town), profile=load_profile("example-county"), published=date(2025, 3, 1)),
        "half read": review(every_oddity(), model_state="truncated", published=date(2025, 3, 1)),
    }


@pytest.mark.parametrize("name", reviews())
def test_every_field_comes_back(name: str) -> None:
    made = reviews()[name]
    again = review_from_json(json.loads(json.dumps(review_as_json(made), ensure_ascii=False)))
    assert differences(made, again) == []
    assert again.findings == made.findings


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.stem)
def test_the_json_of_what_comes_back_is_the_same(sample: object) -> None:
    written = review_as_json(review(read(sample)))  # type: ignore[arg-type]
    assert review_as_json(review_from_json(written)) == written


def test_a_record_keeps_file_day_and_program() -> None:
    record = ReviewRecord(reviews()["last year"], "年报.docx", date(2025, 1, 9), "ab" * 32, True, True, "0.0.1")
    assert differences(record, record_from_json(json.loads(json.dumps(record_as_json(record))))) == []


def test_a_record_kept_by_an_earlier_program_is_read() -> None:
    made = reviews()["last year"]
    old = record_as_json(ReviewRecord(made, "年报.docx", date(2025, 1, 9)))
    for name in ("previous", "severities_changed", "program"):
        del old[name]
    for rule in old["rules"]:
        del rule["remarks"]
    record = record_from_json(old | {"previous_year": 2023})
    assert record.review.previous == LastYear(made.agency.name, 2023)
    assert record.review.findings == made.findings
    assert record.program == ""


@pytest.mark.parametrize("data", [{}, {"reviewed_on": "2025-01-09"}, {"findings": [], "rules": []}])
def test_what_is_no_record_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(CodecError):
        record_from_json(data)
