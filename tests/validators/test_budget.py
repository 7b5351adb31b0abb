"""The budget of rules on prose: counted, the same everywhere, and said."""

import time
from dataclasses import replace

import pytest

from nianbao.report.model import Report
from tests.support.rule_examples import sample
from validators.budget import MOST_CHARACTERS, MOST_SENTENCES, within_budget
from validators.review import review

BASE = sample("qinghe-county-2024")
FLOODS = {
    "short sentences": "收到申请1件。" * 60_000,
    "commas": "，" * 490_000,
    "digits": "1" * 300_000,
    "one sentence": "收到申请1件，答复1件，" * 20_000,
    "another year": "2023年我县收到申请1件，" * 20_000,
    "asides": "收到（甲）1件" * 30_000,
}


def flooded(text: str) -> Report:
    return replace(BASE, sections=tuple(s._replace(text=text) if s.key == "overview" else s for s in BASE.sections))


def test_a_usual_report_is_looked_at_whole() -> None:
    assert within_budget(BASE) is None
    assert "not_run" not in {r.state for r in review(BASE).results if r.rule != "EX-04"}


@pytest.mark.parametrize("flood", FLOODS)
def test_what_is_past_the_budget_is_not_run_and_said(flood: str) -> None:
    cut = within_budget(flooded(FLOODS[flood]))
    assert cut is not None
    assert cut.read <= MOST_CHARACTERS
    started = time.process_time()
    result = review(flooded(FLOODS[flood]))
    assert time.process_time() - started < 30, "generous: a machine may be ten times slower, the work is bounded"
    states = {r.rule: r.state for r in result.results}
    assert states["CON-01"] == states["LK-03"] == "not_run"
    assert states["T3-01"] == "pass"
    assert {m.reason for r in result.results for m in r.remarks if r.rule == "LK-03"} == {cut.said}
    assert "后面的没有审核" in cut.said


def test_a_finding_before_the_cut_stands() -> None:
    text = "全年收到政府信息公开申请9999件。\n" + "另有说明。" * MOST_SENTENCES
    result = next(r for r in review(flooded(text)).results if r.rule == "NT-01")
    assert result.state == "fail"
    assert [f.hit.left for f in result.findings] == [9999]
    assert any(m.state == "not_run" for m in result.remarks)


def with_section(report: Report, key: str, text: str) -> Report:
    return replace(report, sections=tuple(s._replace(text=text) if s.key == key else s for s in report.sections))


def test_the_checklist_looks_at_no_more_than_the_rules() -> None:
    """Answers behind the cut are no answers, and nobody is accused of lacking them."""
    overview = BASE.text("overview")
    result = review(with_section(BASE, "overview", "情况说明如下。" * MOST_SENTENCES + overview))
    verdicts = {item.item: item.verdict for item in result.items}
    assert verdicts["四之二"] == verdicts["四"] == verdicts["五"] == "undetermined"
    assert not any(overview in e.quote or e.start >= MOST_CHARACTERS for item in result.items for e in item.evidence)
    assert result.verdict == "undetermined"
    assert any("报告太长" in reason for reason in result.undetermined_because)


def test_a_long_report_is_undetermined_even_when_every_item_is_answered() -> None:
    other = BASE.text("other") + "\n" + "另有说明。" * MOST_SENTENCES
    result = review(with_section(BASE, "other", other))
    assert {item.verdict for item in result.items} == {"met"}
    assert result.verdict == "undetermined"
    assert review(BASE).verdict == "meets"


def test_the_cut_is_at_the_end_of_a_sentence() -> None:
    cut = within_budget(flooded("甲乙丙丁。" * 20_000))
    assert cut is not None
    assert cut.report.text("overview").endswith("。")
    assert cut.report.text("problems") == ""
