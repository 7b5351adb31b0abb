"""Nothing is said to be in order that was not looked at: the verdict is no better than what it rests on."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.documents import read
from nianbao.papers.wording import review_markdown, verdict_reason, verdict_reason_of
from nianbao.paths import CORPUS_DIR
from nianbao.report.agency import Agency, infer_agency
from nianbao.report.model import Statement
from tests.support.rule_examples import sample
from validators.article50 import IN_ORDER, overall
from validators.budget import OVER_BUDGET
from validators.codec import review_as_json
from validators.engine import Remark, RuleResult
from validators.profile import national
from validators.review import Review, review
from validators.undetermined import undetermined_because

GOVERNMENT, DEPARTMENT = "liuxi-town-2024", "shili-transport-2024"


_TEXT = (CORPUS_DIR / "reports" / f"{DEPARTMENT}.md").read_text(encoding="utf-8")
CLEAN_BODY = _TEXT[_TEXT.index("## 一、") :]
"""A clean report of a department from its first heading on: it says nothing of assessments, as it need not."""


def reviewed_as(name: str, **options: object) -> Review:
    """The review of a clean report whose agency is called ``name``."""
    return review(replace(sample(DEPARTMENT), agency=infer_agency(name)), **options)  # type: ignore[arg-type]


def item(result: Review, wanted: str) -> str | None:
    return next((i.verdict for i in result.items if i.item == wanted), None)


@pytest.mark.parametrize(
    ("name", "verdict", "results", "said"),
    [
        ("示例省交通运输厅", "meets", None, ""),
        ("示例省云岭市政务服务中心", "undetermined", "undetermined", "机关类别"),
        ("云湾市交通运输局", "undetermined", None, "机关层级"),
        ("青禾县气象局", "undetermined", None, "机关层级"),
        ("示例省汐川经济开发区管理委员会", "undetermined", None, "机关层级"),
        ("", "undetermined", "undetermined", "机关名称"),
        ("某某协会", "undetermined", "undetermined", "机关类别"),
    ],
)
def test_a_clean_report_of_an_agency_that_is_not_known_is_no_plain_meets(name, verdict, results, said):
    result = reviewed_as(name)
    assert (result.verdict, item(result, "四之二")) == (verdict, results)
    assert said in "".join(result.undetermined_because)
    assert all(reason in review_markdown(result) for reason in result.undetermined_because)
    assert review_as_json(result)["undetermined_because"] == list(result.undetermined_because)


@pytest.mark.parametrize("name", ["", "某某协会", "云湾市交通运输局"])
def test_the_reviewer_settles_it(name):
    result = reviewed_as(name, kind="department", level="county")
    assert (result.verdict, result.undetermined_because) == ("meets", ())


@pytest.mark.parametrize(
    ("title", "source", "other", "told"),
    [
        ("青禾县教育局", "signature", "青禾县芦起镇人民政府", False),
        ("青禾县教育局", "preamble", "白河县教育局", False),
        ("青禾县教育局", "preamble", "青禾县人民政府", True),
        ("青禾县教育局", "signature", "青禾县教育体育局", True),
        ("青禾县教育局", "contact", "白河县教育局", True),
    ],
)
def test_a_report_of_which_nobody_can_tell_whose_it_is_is_no_plain_meets(title, source, other, told):
    said = (Statement("agency", title, "title", title), Statement("agency", other, source, other))
    report = replace(sample(DEPARTMENT), agency=infer_agency(title), statements=said)
    result = review(report)
    assert (result.undetermined_because == ()) is told
    assert (result.verdict != "undetermined") is told
    assert review(report, kind="department", level="county").undetermined_because == ()


def test_a_file_of_two_reports_is_judged_by_neither_alone():
    once = (CORPUS_DIR / "reports" / f"{DEPARTMENT}.md").read_text(encoding="utf-8")
    result = review(read((once + "\n\n" + once.replace("十里", "百里")).encode(), "两份.md"))
    assert (result.verdict, review(read(once.encode(), "一份.md")).verdict) == ("undetermined", "meets")
    assert "2份年报" in review_markdown(result).split("|")[0]


def test_what_a_profile_switched_off_stands_beside_the_verdict():
    profile = replace(
        national(), name="本县", off={"T3-01": "口径不同"}, severities={**national().severities, "T3-03": "info"}
    )
    result = reviewed_as("示例省交通运输厅", profile=profile)
    assert result.verdict == "meets"
    for said in (verdict_reason(result), verdict_reason_of(review_as_json(result))):
        assert "T3-01（口径不同）" in said
        assert "只作提示的规则：T3-03" in said


def test_only_one_of_kind_and_level_does_not_settle_an_agency_without_a_name():
    assert reviewed_as("", kind="department").verdict == "undetermined"
    assert item(reviewed_as("", kind="department"), "四之二") is None


PLACES = st.sampled_from(
    [
        "",
        "示例省",
        "示例市",
        "云湾市",
        "云湾市南川区",
        "启东市",
        "青禾县",
        "西岭镇",
        "松岚街道",
        "汐川经济开发区",
        "市",
        "县",
    ]
)
ENDINGS = st.sampled_from(
    [
        "",
        "人民政府",
        "人民政府办公室",
        "政府办",
        "教育局",
        "气象局",
        "税务局",
        "管委会",
        "政务服务中心",
        "综合行政执法大队",
        "协会",
        "便民服务点",
    ]
) | st.text(alphabet="云湾岭溪教育局政府办公室中心街道镇县区市委会", max_size=8)


@given(PLACES, ENDINGS)
def test_no_unknown_kind_or_level_ever_comes_out_in_order(place, ending):
    result = reviewed_as(place + ending)
    if result.agency.kind is None or result.agency.level is None:
        assert result.verdict not in IN_ORDER
        assert result.undetermined_because
    if result.verdict == "undetermined":
        assert "符合条例" not in review_markdown(result)
    if result.agency.kind is None:
        assert item(result, "四之二") == "undetermined"
        assert result.state("CON-02") == "insufficient_data"


def test_what_is_worse_is_said_first_and_the_reason_stays():
    report = replace(sample(DEPARTMENT), agency=Agency(""))
    missing = replace(report, sections=tuple(s for s in report.sections if s.key != "other"))
    result = review(missing)
    assert result.verdict == "does_not_meet"
    assert "缺失的内容：五" in review_markdown(result)
    assert result.undetermined_because[0] in review_markdown(result)


def test_the_order_of_verdicts():
    result = reviewed_as("示例省交通运输厅")
    partial = [replace(i, verdict="partial") for i in result.items]
    unreadable = [replace(i, verdict="unreadable") for i in result.items]
    missing = [replace(i, verdict="missing") for i in result.items]
    because = ("没有读到报告年度",)
    assert overall(partial, []) == "meets_with_warnings"
    assert overall(partial, [], because) == "undetermined"
    assert overall([*partial, replace(partial[0], verdict="undetermined")], []) == "undetermined"
    assert overall([*partial, unreadable[0]], [], because) == "unreadable"
    assert overall([*missing, unreadable[0]], [], because) == "does_not_meet"
    assert "undetermined" not in IN_ORDER


def test_the_causes_and_no_other():
    report = sample(GOVERNMENT)
    ended = RuleResult("NT-01", "not_run", remarks=(Remark("not_run", f"{OVER_BUDGET}，没有审完"),))
    off = RuleResult("NT-02", "not_run", remarks=(Remark("not_run", "规则配置停用了本规则"),))
    no_last_year = RuleResult("YR-01", "insufficient_data", remarks=(Remark("insufficient_data", "没有上年"),))
    agency = report.agency
    assert undetermined_because(report, agency, [off, no_last_year]) == ()
    assert "NT-01" in undetermined_because(report, agency, [ended])[0]
    assert "断" in undetermined_because(replace(report, complete=False), agency, [])[0]
    assert "报告年度" in undetermined_because(replace(report, year=None), agency, [])[0]
    assert "3处" in undetermined_because(report, agency, [], open_places=3)[0]
    assert review(report, open_places=3).verdict == "undetermined"


def test_what_a_cut_file_lacks_is_not_called_missing():
    report = replace(sample(GOVERNMENT), complete=False)
    cut = replace(report, sections=tuple(s for s in report.sections if s.key != "other"))
    assert item(review(cut), "五") == "undetermined"


SHAPES = st.sampled_from(
    [
        "{name}2024年政府信息公开工作年度报告",
        "2024年{name}政府信息公开工作年度报告",
        "{name}2024年度政府信息公开工作报告",
        "{name}政府信息公开工作年度报告（2024年度）",
        "{name}\n2024年政府信息公开工作年度报告",
        "{name}2024年政府信息公开\n工作年度报告",
        "关于{name}2024年政府信息公开工作年度报告的公告",
        "首页 > 政府信息公开年报 > {name}2024年政府信息公开工作年度报告",
        "信息名称：{name}2024年政府信息公开工作年度报告 公开方式：主动公开",
        "【{name}】2024年政府信息公开工作年度报告",
        "2024年政府信息公开工作年度报告\n{name}",
        "2024年政府信息公开工作年度报告",
        "本报告由{name}编制，统计期限为2024年1月1日至2024年12月31日。",
        "",
    ]
)


@settings(max_examples=60, deadline=None)
@given(SHAPES, PLACES, ENDINGS)
def test_no_title_of_an_unknown_agency_ever_comes_out_in_order(shape, place, ending):
    """From the file: whatever the title looks like, an agency that is not told leaves the verdict open at best."""
    result = review(read((shape.format(name=place + ending) + "\n" + CLEAN_BODY).encode(), "x.md"))
    if result.agency.kind is None or result.agency.level is None or result.report.year is None:
        assert result.verdict not in IN_ORDER
    if result.agency.kind is None:
        assert item(result, "四之二") == "undetermined"
    if result.agency.kind == "government":
        assert item(result, "四之二") in ("missing", "partial")


LAST_YEARS = (CORPUS_DIR / "reports" / "liuxi-town-2023.md").read_text(encoding="utf-8")
PERIOD = "统计期限、表格和大半正文是2023年年报的"


def under_a_new_title(text: str) -> str:
    return text.replace("2023年政府信息公开工作年度报告", "2024年政府信息公开工作年度报告", 1)


def test_last_years_report_under_this_years_title_is_not_said_to_meet() -> None:
    result = review(read(under_a_new_title(LAST_YEARS).encode(), "a.md"), previous=sample("liuxi-town-2023"))
    assert {"YR-03", "YR-04", "TM-02"} <= {f.rule for f in result.findings}
    assert result.verdict == "undetermined"
    assert PERIOD in verdict_reason(result)
    assert not [f for f in result.findings if f.severity == "error"], "it is asked, nobody is accused"


@pytest.mark.parametrize(
    "text",
    [
        under_a_new_title(LAST_YEARS).replace("2023年1月1日至", "2024年1月1日至").replace("2023年12月31日", "2024年12月31日"),
        (CORPUS_DIR / "reports" / "liuxi-town-2024.md").read_text(encoding="utf-8").replace("2024年1月1日", "2023年1月1日"),
    ],
    ids=["the words and tables alone", "a slip in the period alone"],
)  # fmt: skip
def test_one_sign_alone_leaves_the_year_as_the_title_says(text: str) -> None:
    result = review(read(text.encode(), "a.md"), previous=sample("liuxi-town-2023"))
    assert result.findings
    assert PERIOD not in verdict_reason(result)
