"""Prose worth signing: one agency's draft is not another's nor last year's, and each case of the form reads naturally."""

import re
from itertools import combinations
from statistics import median

import pytest

from benchmarks.drafts import fact_sentences, shared_share, workbooks
from nianbao.drafting.draft import make_draft
from nianbao.drafting.ledger.entries import tidy
from nianbao.drafting.material.inputs import DraftInputs
from nianbao.drafting.sentences.frames import Seed
from tests.support.draft_inputs import example, report_of_last_year, tables


def test_drafts_of_one_county_do_not_read_alike() -> None:
    """With digits masked, at most 30 % of the fact sentences of two drafts are the same (median)."""
    drafts = [make_draft(inputs) for inputs in workbooks(24)]
    assert median(shared_share(drafts)) <= 0.3
    assert {d.verdict for d in drafts} == {"meets"}
    assert not any(re.search("[,;:?!]", text) for d in drafts for _, text in d.report.prose())


def test_an_agency_does_not_repeat_last_years_words() -> None:
    inputs, _ = example("county")
    years = [make_draft(inputs.model_copy(update={"year": year})) for year in (2023, 2024, 2025)]
    for one, other in combinations([fact_sentences(d) for d in years], 2):
        assert len(one & other) <= 0.3 * len(one)


@pytest.mark.parametrize("size", range(1, 80))
def test_neighbouring_years_choose_other_wordings(size: int) -> None:
    seeds = [Seed("示例县教育局", year).choose("received", range(size)) for year in (2024, 2025)]
    assert size == 1 or seeds[0] != seeds[1]


def said(cells: dict[str, int | str], last_year: dict[str, int | str] | None = None) -> str:
    inputs, _ = example("bureau")
    now = DraftInputs.model_validate({**inputs.model_dump(), "tables": tables(cells)})
    previous = None if last_year is None else report_of_last_year(now, last_year)
    text = make_draft(now, previous=previous).report.text("overview")
    return text[text.index("（二）") : text.index("（三）")]


def test_a_bureau_without_applications_says_so_in_one_sentence() -> None:
    text = said({}).split("\n")[1]
    assert text.count("。") == 1
    assert all(word in text for word in ("申请", "结转", "行政复议", "行政诉讼"))


def test_changes_come_with_amount_and_percent_where_there_is_a_base() -> None:
    ten, twelve = ({"applications.new.natural_person": n, "applications.granted.natural_person": n} for n in (10, 12))
    assert re.search(r"[较比上年相]+增加2件(?:，增[长幅]20%|（增长20%）)", said(twelve, ten))
    assert re.search(r"减少2件(?:，[下降幅]+16\.7%|（下降16\.7%）)", said(ten, twelve))
    assert re.search("增加12件", said(twelve, {}))
    assert "%" not in said(twelve, {}).split("办结")[0]
    assert "持平" in said(ten, ten)
    assert not re.search("上年(?!结转|度结转)", said(ten))


@pytest.mark.parametrize(("each", "shares"), [(40, True), (4, False)])
def test_outcomes_have_shares_when_there_are_many(each: int, shares: bool) -> None:
    cells = {f"applications.{row}.natural_person": each for row in ("granted", "partial", "unable.not_held")}
    text = said({**cells, "applications.new.natural_person": 3 * each})
    assert ("占33.3%" in text) is shares
    assert re.search(rf"予以公开{each}件.*部分公开{each}件.*无法提供{each}件", text)


def test_a_single_outcome_is_not_told_as_a_part() -> None:
    text = said({"applications.new.natural_person": 5, "applications.granted.natural_person": 5})
    assert "其中予以公开" not in text
    assert "100%" not in text


def test_figures_then_practices_then_reviews() -> None:
    inputs, previous = example("county")
    text = make_draft(inputs, previous=previous).report.text("overview")
    places = [
        text.index(words) for words in ("47件", "46件", "台账", "行政复议4件" if "行政复议4件" in text else "行政复议")
    ]
    assert places == sorted(places)


def test_a_whole_and_its_parts_are_grouped() -> None:
    inputs, _ = example("county")
    facts = [
        {"aspect": "active", "label": label, "value": value, "unit": "条"}
        for label, value in (("主动公开政府信息", 300), ("通过网站公开", 200), ("通过公众号公开", 100))
    ]
    text = make_draft(DraftInputs.model_validate({**inputs.model_dump(), "facts": facts})).report.text("overview")
    assert "主动公开政府信息300条，其中通过网站公开200条、通过公众号公开100条。" in text


def test_list_numbers_of_the_drafter_are_not_printed_twice() -> None:
    inputs, _ = example("county")
    raw = {
        **inputs.model_dump(),
        "problems": ["1、解读少", "二是答复书不规范；"],
        "measures": ["（一）推广图解", "2.统一模板。"],
    }
    text = make_draft(DraftInputs.model_validate(raw)).report.text("problems")
    assert "一是解读少；二是答复书不规范。" in text
    assert "一是推广图解；二是统一模板。" in text


def test_a_list_in_one_line_loses_all_its_numbers() -> None:
    assert tidy("1、完善公开目录,及时更新;2、加强审核把关。") == "完善公开目录，及时更新；加强审核把关"
    assert tidy("一是建立台账\n二是按月通报") == "建立台账；按月通报"
    assert tidy("措施有：一是培训；二是通报") == "措施有：一是培训；二是通报"


def test_a_percentage_that_is_whole_by_rounding_alone_is_left_out() -> None:
    """4961 → 2 is no fall of 100 %."""
    text = said({"applications.new.natural_person": 2, "applications.granted.natural_person": 2}, {"applications.new.natural_person": 4961, "applications.granted.natural_person": 4961})  # fmt: skip
    assert "4959件" in text
    assert "100%" not in text


def test_an_opening_leads_on_to_what_follows_and_names_the_year_once() -> None:
    for inputs in workbooks(6):
        for _, text in make_draft(inputs).report.prose():
            assert not re.search(r"(?:如下|情况|以下工作)。", text.split("\n")[0]), text
            for line in text.split("\n"):
                assert not re.match(r"[^。：]*本年[^。：]*：(?:全年|本年|年内)", line), line
