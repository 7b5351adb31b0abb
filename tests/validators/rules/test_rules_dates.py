"""TM: deadlines by kind and level, and the many wordings of the statistics period."""

from dataclasses import replace
from datetime import date

import pytest

from nianbao.report.agency import Agency, infer_agency
from tests.support.rule_examples import context_of, run_example
from validators.catalogue import catalogue
from validators.rules.time.dates import deadline_keys


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("示例省人民政府", ("province",)),
        ("示例省云岭市人民政府", ("prefecture",)),
        ("示例省云岭市青禾县人民政府", ("county",)),
        ("示例省云岭市青禾县柳溪镇人民政府", ("department",)),
        ("示例省交通运输厅", ("department",)),
        ("示例省云岭市砚洲县松岚街道办事处", ("department",)),
        ("柳溪便民服务点", ()),
        ("启东市人民政府", ("county",)),  # a city that is a county
        ("示例市城东区人民政府办公室", ("department",)),  # its own report
        ("示例市城东区政府办", ("department",)),
        ("云湾市人民政府", ()),  # a city that stands nowhere
        ("示例省汐川市示例经济开发区管理委员会", ("department", "prefecture")),
        ("", ()),
    ],
)
def test_which_deadline(name, keys):
    assert deadline_keys(infer_agency(name)) == keys


def test_kind_and_level_said_by_the_reviewer_count():
    assert deadline_keys(Agency("甲", "government", "county", inferred=False)) == ("county",)


@pytest.mark.parametrize(("day", "state"), [("01-31", "pass"), ("03-10", "insufficient_data"), ("03-11", "fail")])
def test_a_zone_that_may_report_for_all_its_organs(day, state):
    spec = {"report": "xichuan-edz-2024", "published": date.fromisoformat(f"2025-{day}")}
    assert run_example("TM-01", spec).state == state


def test_a_date_printed_by_the_page_itself_counts():
    context = context_of({})
    late = replace(context, report=replace(context.report, published=date(2025, 2, 1)))
    assert catalogue()["TM-01"].run(late).state == "fail"
    told = replace(late, published=date(2025, 1, 20))
    assert catalogue()["TM-01"].run(told).state == "pass"


def test_a_deadline_of_the_profile():
    context = context_of({"published": date(2025, 1, 25)})
    earlier = replace(context.profile, deadlines={**context.profile.deadlines, "department": (1, 20)})
    assert catalogue()["TM-01"].run(replace(context, profile=earlier)).state == "fail"


PREAMBLES = [
    ("统计期限为2024年1月1日至2024年12月31日。", "pass"),
    ("统计期限自2024 年 1 月 1 日起至12月31日止。", "pass"),
    ("数据统计时限为2024年1-12月。", "pass"),
    ("起止时间：2024年1月1日—2024年12月31日。", "pass"),
    ("数据来自各单位上报，时限为2024年1月1日至2024年12月31日。", "pass"),
    ("数据来自各单位上报，时限为2023年1月1日至2023年12月31日。", "fail"),
    ("对照规划，合同期间自2023年1月1日至2023年12月31日。", "not_applicable"),
    ("截止日期为2024年12月31日。", "pass"),
    ("统计时段从2024年1月1日起，到2024年12月31日止。", "pass"),
    ("本报告的统计年限：2023年1月1日－12月31日。", "fail"),
    ("数据时限为2023年1-12月。", "fail"),
    ("统计期限从2024年1月1日到2025年12月31日。", "fail"),
    ("所列数据截至2023年12月31日。", "fail"),
    ("统计期限为20231月1日至20231231日。", "not_applicable"),  # digits lost on the way: nothing to decide
    ("对2023年1月1日至2023年12月31日印发的文件作了清理。", "not_applicable"),
    ("上年的统计期限为2023年1月1日至2023年12月31日。", "not_applicable"),
    ("报告所列数据截至2024年11月底。", "fail"),
    ("报告所列数据统计期限为2024年全年（截至12月15日）。", "fail"),
    ("报告所列数据截至2024年12月底。", "pass"),
    ("统计期限为2024年全年（截至12月31日）。", "not_applicable"),
    ("所列数据统计至年末，截至2025年1月20日已在网站公布。", "not_applicable"),
    ("截至11月底，培训已全部完成。", "not_applicable"),
    ("据统计，2020年1月至2024年12月累计公开9万条。", "not_applicable"),
]


@pytest.mark.parametrize(("preamble", "state"), PREAMBLES)
def test_stated_period(preamble, state):
    assert run_example("TM-02", {"preamble": preamble}).state == state


def test_the_period_is_quoted_to_its_end() -> None:
    (finding,) = run_example("TM-02", {"preamble": "统计期限自2023年1月1日起至2023年12月31日止。"}).findings
    assert finding.hit.where.quote == "2023年1月1日起至2023年12月31日止"


def test_the_equation_prints_the_sign_that_holds() -> None:
    (finding,) = run_example("TM-02", {"published": date(2024, 12, 20)}).findings
    assert finding.hit.expression == "2024-12-20 ≤ 2024-12-31"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2025年2月31日", True),
        ("青禾县柳溪镇人民政府2025年2月30日", True),
        ("2025年13月1日", True),
        ("2025年2月28日", False),
        ("2024年2月29日", False),
        ("文件有效期误写为2025年2月31日。", False),
    ],
)
def test_a_day_of_no_calendar(line: str, found: bool) -> None:
    findings = run_example("TM-02", {"append": {"other": line}}).findings
    assert bool(findings) is found
    assert all(f.hit.where.quote in line for f in findings)
