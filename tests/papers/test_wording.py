"""Every verdict has its words wherever it is said, and says what made it."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from nianbao.pages.results.common import VERDICT_COLOURS, verdict_banner
from nianbao.papers.opinion import opinion_file
from nianbao.papers.opinion.reviewed import Reviewed
from nianbao.papers.wording import CONCLUSIONS, ITEM_VERDICTS, VERDICTS, VERDICTS_IN_A_LIST, verdict_reason_of
from nianbao.report.agency import Agency
from tests.support.rule_examples import sample
from validators.article50 import ItemVerdict, Verdict
from validators.codec import review_as_json
from validators.record import ReviewRecord
from validators.review import Review, review


@pytest.mark.parametrize("words", [VERDICTS, VERDICTS_IN_A_LIST, CONCLUSIONS, VERDICT_COLOURS])
def test_every_verdict_has_words(words):
    assert set(words) == set(get_args(Verdict))


def test_every_item_has_words():
    assert set(ITEM_VERDICTS) == set(get_args(ItemVerdict))


@pytest.mark.parametrize("words", [VERDICTS, VERDICTS_IN_A_LIST, CONCLUSIONS])
def test_what_is_undetermined_is_never_called_in_order(words):
    assert "符合" not in words["undetermined"]


def nameless() -> Review:
    return review(replace(sample("shili-transport-2024"), agency=Agency("")))


def without_results() -> Review:
    """A government that says nothing of assessment: no error, and not in order."""
    return review(sample("shili-transport-2024"), kind="government")


@pytest.mark.parametrize(
    ("result", "colour", "reason"),
    [(nameless(), "fair", "没有读到编制年报的机关名称"), (without_results(), "bad", "缺失的内容：四之二")],
)
def test_the_banner_gives_the_reason_where_no_finding_does(result, colour, reason):
    data = review_as_json(result)
    banner = verdict_banner(result)
    assert f"nb-verdict {colour}" in banner
    assert reason in banner
    assert reason in verdict_reason_of(data)


def test_a_review_kept_by_an_earlier_version_has_no_reasons():
    data = review_as_json(nameless())
    del data["undetermined_because"]
    assert verdict_reason_of(data) == ""


def test_the_paper_names_what_is_to_be_found_out():
    page = opinion_file([Reviewed(ReviewRecord(nameless(), "年报.docx", date(2025, 1, 20)))], ".html").decode()
    assert CONCLUSIONS["undetermined"] in page
    assert "需要查明的情况（1）" in page
    assert "没有读到编制年报的机关名称" in page
    assert ITEM_VERDICTS["undetermined"] in page
