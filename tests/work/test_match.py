"""Every changed, added or dropped number of an edited draft is found; none unchanged or merely moved is accused."""

import re
from functools import lru_cache

import pytest

from nianbao.documents import read
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.drafting.draft import make_draft
from nianbao.report import Report
from nianbao.work.match import match_report
from tests.support.clerk_edits import edit, in_chinese, with_text
from tests.support.draft_inputs import EXAMPLES, example

EDITS = 100


@lru_cache(maxsize=8)
def drafted(name: str) -> Report:
    inputs, previous = example(name)
    return make_draft(inputs, previous=previous).report


def matched(name: str, report: Report):
    inputs, previous = example(name)
    return match_report(read(docx_bytes(report), "edited.docx"), inputs, previous)


@pytest.mark.parametrize("seed", range(EDITS))
def test_a_generated_edit(seed):
    name = ("county", "town", "bureau")[seed % 3]
    edited = edit(drafted(name), seed)
    found = [n for n in matched(name, edited.report).numbers if n.state != "matches"]
    assert sorted(n.state for n in found) == sorted(edited.states), (edited.kind, edited.text, found)
    if edited.text and edited.states == ("differs",):
        assert found[0].quote.count(found[0].text)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_unchanged_draft_matches_in_every_number(name):
    result = matched(name, drafted(name))
    assert {n.state for n in result.numbers} == {"matches"}
    assert len({n.cell for n in result.numbers if n.cell}) == 200
    assert all(n.ledger for n in result.numbers if n.section not in ("preamble",))


TOWN = {
    "another number, in the sentence and against the ledger": (
        (r"18件", "81件"),
        [("differs", "81件", "applications.new.total", "18")],
    ),
    "the same number in Chinese numerals": ((r"18件", "十八件"), []),
    "a figure of the drafter's own practice": ((r"26人", "62人"), [("differs", "62人", "practice.supervision.1", "26人")]),
    "another month": ((r"8月组织", "9月组织"), [("differs", "9月", "practice.supervision.1", "8月")]),
    "a whole sentence dropped": (
        (r"[^。\n]*村民代表26人[^。]*。", ""),
        [("missing", "8月", "practice.supervision.1", "8月"), ("missing", "26人", "practice.supervision.1", "26人")],
    ),
    "a bound where the ledger is exact": ((r"148条", "近148条"), [("differs", "近148条", "fact.1", "148")]),
    "a number that nobody gave": ((r"148条", "148条、视频35个"), [("unknown", "35个", None, None)]),
    "the same said twice": ((r"([^。\n]*148条[^。]*。)", r"\1\1"), []),
}  # fmt: skip


@pytest.mark.parametrize("case", TOWN)
def test_what_is_said_of_a_number(case):
    (old, new), expected = TOWN[case]
    report = drafted("town")
    assert any(re.search(old, s.text) for s in report.sections)
    sections = tuple(s._replace(text=re.sub(old, new, s.text, count=1)) for s in report.sections)
    result = matched("town", Report(**(vars(report) | {"sections": sections})))
    found = [(n.state, n.text, n.ledger, n.ledger_value) for n in result.numbers if n.state != "matches"]
    assert found == expected


def test_sentences_count_from_one_in_their_section_and_headings_are_none():
    opening = "（一）主动公开\n第一句话。公开信息148条。"
    report = with_text(drafted("town"), lambda text: text.replace("（一）主动公开", opening, 1))
    added = [n for n in matched("town", report).numbers if n.section == "overview"]
    assert (added[0].text, added[0].sentence) == ("148条", 2)


def test_the_rules_run_again():
    report = with_text(drafted("town"), lambda text: text.replace("18件", "81件", 1))
    assert any(f.rule.startswith("NT-") for f in matched("town", report).review.findings)


@pytest.mark.parametrize(
    ("number", "words"), [(13, "十三"), (105, "一百零五"), (320, "三百二十"), (2024, "二千零二十四")]
)
def test_the_generator_writes_numerals_as_people_do(number, words):
    assert in_chinese(number) == words
