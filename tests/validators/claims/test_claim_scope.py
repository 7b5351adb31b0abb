"""Whose figure a clause gives and of which part: correct sentences that must not be held against the tables."""

import pytest

from nianbao.report.agency import infer_agency
from nianbao.report.layout import LAYOUT_2021
from nianbao.report.model import Report, Section
from tests.support.rule_examples import context_of
from validators.catalogue import catalogue
from validators.claims import Claim, OutcomeClaim, outcome_claims, passages, read_claims

PROVINCE = "示例省人民政府"
COUNTY = "示例市云湖区人民政府"
CITY_OFFICE = "示例市人民政府办公室"
BUREAU = "示例市自然资源和规划局"
TOWN = "示例县柳河镇人民政府"
STREET = "示例市云湖区南桥街道办事处"
HEAD = "（二）依申请公开\n"
WHOLE_PLACE = "全区新收政府信息公开申请164件。"
"""Says that the report counts the district with its departments and towns."""


def report_of(agency: str, text: str) -> Report:
    section = Section("overview", None, "总体情况", HEAD + text)
    return Report(infer_agency(agency), 2024, "", "", LAYOUT_2021, (section,), {})


def read(agency: str, text: str) -> list[Claim]:
    """Claims of the text's last sentence."""
    found = list(passages(report_of(agency, text)))
    return [c for c in read_claims(report_of(agency, text)) if c.sentence == found[-1].number]


def outcomes(agency: str, text: str) -> list[OutcomeClaim]:
    return [c for p in passages(report_of(agency, text)) for c in outcome_claims(p)]


def said(found: list[Claim]) -> str:
    return ", ".join(f"{c.measure} {c.amount} {c.scope}" for c in found)


OWN = [
    (TOWN, "柳河镇2024年收到申请12件", "received 12 whole"),
    (TOWN, "全镇共收到申请12件", "received 12 whole"),
    (TOWN, "镇政府收到申请12件", "received 12 whole"),
    (TOWN, "本机关收到申请12件，办结11件", "received 12 whole, answered 11 whole"),
    (STREET, "街道全年收到申请12件", "received 12 whole"),
    (STREET, "南桥街道办事处共受理申请12件", "accepted 12 whole"),
    (COUNTY, "2024年，全区共收到申请164件", "received 164 whole"),
    (COUNTY, "区政府共收到申请164件", "received 164 whole"),
    (COUNTY, "全区各级行政机关共办结申请160件", "answered 160 whole"),
    (COUNTY, "各单位共办结申请160件", "answered 160 whole"),
    (PROVINCE, "全省行政机关共受理申请900件", "accepted 900 whole"),
    (CITY_OFFICE, "市政府办公室收到申请95件", "received 95 whole"),
    (CITY_OFFICE, "市政府及市政府办公室收到申请95件", "received 95 whole"),
    (BUREAU, "市局受理申请388件", "accepted 388 whole"),
    (BUREAU, "市自然资源局受理申请388件", "accepted 388 whole"),
    (BUREAU, "我局收到市政府办公室转来的申请和网上申请388件", "received 388 part"),
    (BUREAU, "全局共收到申请388件", "received 388 whole"),
    (BUREAU, "下属中心收到公开申请3件，我局收到申请388件", "received 3 other, received 388 whole"),
    (TOWN, "未发生行政复议、行政诉讼案件", "reconsideration 0 whole, litigation 0 whole"),
    (
        TOWN,
        "被申请行政复议1件，复议机关维持了我镇的答复，没有行政诉讼案件",
        "reconsideration 1 whole, litigation 0 whole",
    ),
    (TOWN, "收到申请12件，上年结转2件，均已答复", "received 12 whole, carried_in 2 whole, all_answered None whole"),
]
OTHERS = [
    (PROVINCE, "省政府本级受理申请412件，均按时答复", "accepted 412 other, all_answered None other"),
    (COUNTY, "区政府办公室受理申请38件，均已按期答复", "accepted 38 other, all_answered None other"),
    (COUNTY, "区水务局等12家单位未发生行政复议、行政诉讼", "reconsideration 0 other, litigation 0 other"),
    (COUNTY, "各镇均未收到申请", "received 0 other"),
    (COUNTY, "有9个部门和2个街道未收到申请", "received 0 other"),
    (COUNTY, "其余18家单位未收到申请", "received 0 other"),
    (COUNTY, "未收到申请的部门有11个", "received 0 other"),
    (COUNTY, "收到申请的8个、未收到申请的5个", "received 0 other"),
    (COUNTY, "镇街均无行政复议案件", "reconsideration 0 other"),
    (COUNTY, "区政府本级无行政诉讼案件", "litigation 0 other"),
    (COUNTY, "13个镇街共收到申请64件、办结64件", "received 64 other, answered 64 other"),
    (COUNTY, "各部门共办结144件，各镇街共办结64件", "answered 144 other, answered 64 other"),
    (COUNTY, "区水务局、区民政局、区林业局3个部门收到申请52件", "received 52 other"),
    (COUNTY, "以区政府名义作出答复27件", "answered 27 other"),
    (COUNTY, "全市收到申请1890件，我区收到申请164件", "received 1890 other, received 164 whole"),
    (COUNTY, "区政府作为被申请人的行政复议5件", "reconsideration 5 other"),
    (COUNTY, "区政府作为复议机关受理政府信息公开行政复议17件", "reconsideration 17 other"),
    (COUNTY, "区司法局共审理政府信息公开行政复议31件", "reconsideration 31 other"),
    (COUNTY, "区法院审结政府信息公开行政诉讼27件", "litigation 27 other"),
    (CITY_OFFICE, "全市全年共收到申请1403件", "received 1403 other"),
    (CITY_OFFICE, "指导各县办理申请，县级部门办结申请26件", "answered 26 other"),
    (BUREAU, "全市自然资源系统受理申请1,126件，其中市局受理388件", "accepted 1126 other, accepted 388 whole"),
    (BUREAU, "我局指导直属单位办结申请9件", "answered 9 other"),
    (BUREAU, "代市政府拟答复申请18件", "answered 18 other"),
    (BUREAU, "下属不动产登记中心另收到公开申请3件", "received 3 other"),
    (BUREAU, "市政府作为被告的政府信息公开行政诉讼97件", "litigation 97 other"),
]
OF_MANY = [
    (
        "区政府收到申请41件，部门收到申请87件，街镇收到申请36件",
        "received 41 other, received 87 other, received 36 other",
    ),
    ("区政府办结的39件中，予以公开12件", "answered 39 other"),
    ("区政府及其办公室无行政复议，部门行政复议22件", "reconsideration 0 other, reconsideration 22 other"),
    ("本年新收164件（区政府办公室收到20件），办结160件", "received 164 whole, received 20 other, answered 160 whole"),
]


@pytest.mark.parametrize(("agency", "text", "expected"), [*OWN, *OTHERS])
def test_whose_figure(agency: str, text: str, expected: str) -> None:
    assert said(read(agency, text)) == expected


@pytest.mark.parametrize(("text", "expected"), OF_MANY)
def test_a_government_is_one_of_many_in_the_report_of_a_whole_place(text: str, expected: str) -> None:
    assert said(read(COUNTY, WHOLE_PLACE + text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "10个工作日以内答复58件，11至20个工作日答复31件，延期后答复5件",
        "71件中当场答复6件",
        "最短1天答复1件",
        "上半年收到申请31件，办结33件；下半年收到申请23件",
        "截至6月底收到申请102件，办结90件",
        "结转的2件也已办结",
        "68件中60件当年办结，另6件跨月办结",
        "8件办结件中完全满足申请人需求的有5件",
        "公开类答复33件",
        "通过局网站收到申请41件，通过信函收到申请22件",
        "律师事务所申请1件，当日答复1件",
    ],
)
def test_a_part_is_not_the_whole(text: str) -> None:
    found = [c for c in read(BUREAU, text) if c.measure in ("received", "accepted", "answered")]
    assert {c.scope for c in found if c.amount != 8} <= {"part"}


def test_the_period_of_a_sentence_ends_with_the_year() -> None:
    assert (
        said(read(BUREAU, "截至9月底收到申请157件，截至年底收到申请210件")) == "received 157 part, received 210 whole"
    )


@pytest.mark.parametrize(
    "text",
    [
        "收到行政许可听证申请2件，均已答复",
        "收到房屋维修资金申请1,204份，办结1,188份",
        "收到村民建房申请41件",
        "收到要求更正政府信息申请1件",
        "年内收到5件要求更正信息的申请",
        "收到政府信息公开意见建议8条",
        "收到下级局请示的申请案件11件",
        "受理劳动争议调解申请15件",
        "收到其他机关征求意见函19件，均按期回复",
        "全部答复案件均在期限内",
        "共出具答复书69份",
        "将其中4件答复内容转为主动公开",
        "有14件答复书因地址不详被退回后重新送达",
        "除2件未到期外全部办结",
        "2019年至2023年，分别收到申请96件、120件、210件",
        "移交行政复议应诉处办理11件",
        "全年另有其他类行政复议33件、行政诉讼27件，与政府信息公开无关",
        "被申请行政复议2件、被提起行政诉讼1件，均为征地补偿类案件",
    ],
)
def test_what_counts_no_applications_and_no_cases_of_disclosure(text: str) -> None:
    assert read(BUREAU, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政务公开工作有序。行政复议案件21件，其中信息公开类2件，均维持", "reconsideration 2 whole"),
        ("政务公开工作有序。行政诉讼应诉31件，其中涉政府信息公开4件", "litigation 4 whole"),
        ("政务公开工作有序。行政复议219件，其中政府信息公开类行政复议22件", "reconsideration 22 whole"),
        ("政务公开工作有序。行政复议纠错1件", "reconsideration 1 part"),
    ],
)
def test_cases_of_disclosure_among_all_cases(text: str, expected: str) -> None:
    assert said(read(BUREAU, text)) == expected


@pytest.mark.parametrize(
    ("agency", "text", "expected"),
    [
        (COUNTY, "区水务局办结31件，予以公开12件，不予公开7件", [("granted", 12, "other"), ("denied", 7, "other")]),
        (
            BUREAU,
            "根据第十五条不予公开1件，根据第十六条第二款不予公开2件",
            [("denied", 1, "part"), ("denied", 2, "part")],
        ),
        (BUREAU, "律师事务所申请1件，予以公开1件", [("granted", 1, "part")]),
        (BUREAU, "制发公文512件，其中主动公开180件，依申请公开220件，不予公开112件", []),
        (BUREAU, "公开属性为主动公开的412件，依申请公开的109件，不予公开的66件", []),
        (BUREAU, "收到申请71件，予以公开26件，不予公开11件", [("granted", 26, "whole"), ("denied", 11, "whole")]),
    ],
)
def test_outcomes_have_a_scope_too(agency: str, text: str, expected: list[tuple[str, int, str]]) -> None:
    assert [(c.outcomes[0], int(c.amount), c.scope) for c in outcomes(agency, text)] == expected


def test_all_upheld_is_said_of_the_nearest_cases() -> None:
    found = outcomes(BUREAU, "信息公开应诉平稳。行政复议案件21件，其中信息公开类2件，均维持")
    assert [(c.subject, int(c.amount)) for c in found] == [("reconsideration", 2)]


# --- what the rules make of it --------------------------------------------------------------------------------

NEW, DONE, OUT = "applications.new.total", "applications.processed_total.total", "applications.carried_out.total"
REVIEWS = "proceedings.reconsideration.total"
NARRATIVE = [rule for rule in catalogue() if rule.startswith("NT-")]


def warned(text: str, cells: dict[str, str], agency: str = BUREAU) -> list[str]:
    sections = {"overview": HEAD + text, "problems": "", "other": ""}
    context = context_of({"agency": agency, "sections": sections, "cells": cells})
    results = [catalogue()[rule].run(context) for rule in NARRATIVE]
    return [r.rule for r in results if any(f.severity == "warning" for f in r.findings)]


TABLE = {NEW: "164", "applications.carried_in.total": "5", DONE: "160", OUT: "9", REVIEWS: "2"}


@pytest.mark.parametrize(
    ("agency", "text", "expected"),
    [
        (COUNTY, "区政府收到申请41件，部门收到申请87件，街镇收到申请36件。", []),
        (COUNTY, "全区收到申请164件。区政府办公室受理申请38件，均已按期答复。", []),
        (COUNTY, "全区收到申请164件。其余18家单位未收到申请。", []),
        (COUNTY, "全区收到申请164件，均已按期答复。", ["NT-12"]),
        (COUNTY, "全区未收到政府信息公开申请。", ["NT-11"]),
        (COUNTY, "全区收到申请164件，其中未收到通过信函方式提交的申请。", []),
        (COUNTY, "全区收到申请164件，未收到当面形式提出的政府信息公开申请。", []),
        (COUNTY, "全区收到申请146件。", ["NT-01"]),
        (COUNTY, "全区收到申请164件。本区收到申请146件。", ["NT-01", "NT-13"]),
        (BUREAU, "我局收到申请170件，其中6件属重复提交，合并登记后计164件。", []),
        (BUREAU, "我局收到申请170件，其中6件属重复提交。", ["NT-01"]),
        (BUREAU, "办结160件。10个工作日内答复120件，延期后答复40件。", []),
        (BUREAU, "收到申请164件。收到征求意见函19件，均按期回复。", []),
        (BUREAU, "政务公开应诉有序。行政复议案件21件，其中信息公开类2件。", []),
        (BUREAU, "政务公开应诉有序。行政复议案件21件，其中信息公开类3件。", ["NT-08"]),
        (BUREAU, "办结160件：公开90件、不公开70件，占比分别为56.3%、43.8%。", []),
        (BUREAU, "办结160件：公开90件、不公开70件，占比分别为56.3%、34.8%。", ["NT-07"]),
        (BUREAU, "主动公开24件，其中甲类6件、乙类15件、丙类3件，共维持15件、纠正9件。", []),
        (BUREAU, "主动公开24件，其中甲类6件、乙类15件、丙类4件。", ["NT-16"]),
    ],
)
def test_warnings_go_to_wrong_figures_only(agency: str, text: str, expected: list[str]) -> None:
    assert warned(text, TABLE, agency) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到41件，较上年的52件减少11件，降幅21.2%。", []),
        ("收到41件，较上年的52件减少13件，降幅21.2%。", ["NT-07"]),
        ("收到41件，较上年的52件减少11件，降幅26.8%。", ["NT-07"]),
        ("发布268条，同比增加68条，增幅34%。", []),
        ("发布268条，同比增加68条，增幅43%。", ["NT-07"]),
        ("发布文件41件，其中网上28件，较上年增加5件，增长13.9%。", []),
        ("发布文件约40件，较上年增加5件，增长24%。", []),
        ("发布文件12件，较上年的9件增长33.3%。", []),
        ("发布文件12件，较上年的9件下降33.3%。", ["NT-07"]),
        ("发布文件4件：1月1件、5月2件、11月1件。", []),
        ("发布文件4件：1月1件、5月2件、11月2件。", ["NT-16"]),
        ("制发文件3件：清理5件、废止2件。", []),
    ],
)
def test_growth_and_lists_are_worked_out(text: str, expected: list[str]) -> None:
    assert [rule for rule in warned(text, {}) if rule in ("NT-07", "NT-16")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "应办24件，已办结22件，另有2件因需征求第三方意见延期，转入2025年继续办理",
            "due 24 whole, answered 22 whole, carried_out 2 whole",
        ),
        ("因信息公开被复议的3件，均获维持", "reconsideration 3 whole"),
        ("全年执法有序，被复议33件，被诉97件", ""),
        ("县政府维持2件，没有行政诉讼案件", "litigation 0 whole"),
        ("全区收到申请134件，其中区水务局53件、区林业局20件，办结130件", "received 134 whole, answered 130 whole"),
        ("区政府及各部门共收到申请134件", "received 134 whole"),
        ("区政府各部门收到申请100件", "received 100 other"),
    ],
)
def test_more_readings(text: str, expected: str) -> None:
    assert said(read(COUNTY, text)) == expected
