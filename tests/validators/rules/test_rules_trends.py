"""NT-14, NT-07 and YR-03: what is said of the year before, in one sentence and against last year's report."""

import pytest

from tests.support.rule_examples import run_example

QINGHE = {"report": "qinghe-county-2024", "previous": "qinghe-county-2023"}
"""129 applications, then 139 (7 carried in each year: 5 and 7); 13 reviews with 2 corrected, then 16 with 1."""


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("收到申请139件，较上年增加10件。", "pass"),
        ("收到申请139件，较上年增加12件。", "fail"),  # only 134 and 146 are twelve apart
        ("收到申请146件，较上年增加12件。", "pass"),
        ("收到申请139件，比上年多10件。", "pass"),
        ("收到申请139件，比上年多12件。", "fail"),
        ("收到申请139件，比上年增加10件，增幅7.8%。", "pass"),
        ("收到申请139件，比上年增加10件，降幅7.8%。", "fail"),
        ("收到申请139件，较上年翻了一番。", "fail"),
        ("收到申请139件，较上年翻了一番多。", "fail"),
        ("收到申请139件，数量首次下降。", "fail"),
        ("收到申请139件，数量首次增长。", "pass"),
        ("收到申请139件。行政复议16件，维持9件、纠正1件，纠正数比上年少1件。", "pass"),
        ("收到申请139件。行政复议16件，维持9件、纠正1件，纠正数比上年少2件。", "fail"),
        ("收到申请139件。行政复议16件，纠正1件，比上年减少1件。", "pass"),
        ("收到申请139件。行政复议16件，纠正1件，比上年增加1件。", "fail"),
        ("收到申请139件，行政复议纠正1件、行政诉讼纠正0件，纠正数比上年少1件。", "pass"),  # of either
    ],
)
def test_trends_of_what_the_tables_hold(said, state):
    assert run_example("NT-14", QINGHE | {"sections": {"overview": f"（二）依申请公开\n{said}"}}).state == state


@pytest.mark.parametrize(
    ("times", "before", "state"),
    [
        ("较上年翻了一番", 5, "pass"),
        ("较上年翻了一番多", 5, "pass"),
        ("较上年翻了一番多", 7, "fail"),
        ("较上年增长1.2倍", 5, "pass"),
        ("较上年增长3倍", 5, "fail"),
    ],
)
def test_times_as_much(times, before, state):
    spec = {"previous": "liuxi-town-2023", "sections": {"overview": f"收到政府信息公开申请11件，{times}。"}}
    cells = {"previous_cells": {"applications.new.total": str(before)}, "cells": {"applications.new.total": "11"}}
    assert run_example("NT-14", spec | cells).state == state


LAST = (
    "全县在县政府门户网站公开政府信息13188条，其中县政府部门5218条。对全县新媒体账号作了摸底，全年发布信息9264条。"
    "“青禾发布”推送信息86条。食品抽检1846批次。改造老旧小区计划列明64个。解读31篇。举办培训约40次。"
)


@pytest.mark.parametrize(
    ("said", "severities"),
    [
        ("通过县政府门户网站公开政府信息13790条，其中各镇4207条。总数较上年增长4.6%。", []),
        ("通过县政府门户网站公开政府信息13790条，其中各镇4207条。总数较上年增长6.4%。", ["warning"]),
        ("通过县政府门户网站公开政府信息13790条，其中各镇4207条。总数较上年下降4.6%。", ["warning"]),
        ("通过县政府门户网站公开政府信息13790条，比上年增加602条。", []),
        ("通过县政府门户网站公开政府信息13790条，比上年增加620条。", ["warning"]),
        ("举办活动12场，印发手册900册，参加800人。总数较上年增长6.4%。", []),  # of what?
        ("全县政务新媒体发布信息8873条，比上年减少391条。", []),
        ("全县政务新媒体发布信息8873条，比上年减少931条。", ["warning"]),
        ("全县政务新媒体发布信息8873条，数量较上年减少14.2%。", ["warning"]),
        ("“青禾发布”推送信息112条，比上年增加26条。", []),
        ("“青禾发布”推送信息112条，比上年增加62条。", ["warning"]),
        ("“青禾教育”推送信息112条，比上年增加62条。", []),  # another account
        ("食品抽检1920批次，比上年增加74批次。", []),
        ("食品抽检1920批次，比上年增加47批次。", ["warning"]),
        ("药品抽检1920批次，比上年增加47批次。", []),
        ("改造的老旧小区有71个，比上年多17个。", ["info"]),  # planned is not done
        ("解读40篇，比上年多19篇。", ["info"]),
        ("解读40篇，比上年多9篇。", []),
        ("举办培训52次，比上年增加20次。", []),  # last year's is a rough figure
        ("2022年食品抽检1500批次，比上年增加20批次。", []),
        ("食品抽检近2000批次，比上年增加47批次。", []),
    ],
)
def test_trends_of_what_only_prose_counts(said, severities):
    spec = QINGHE | {"sections": {"overview": said}, "previous_sections": {"overview": LAST}}
    assert [f.hit.severity or f.severity for f in run_example("NT-14", spec).findings] == severities


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("新收申请139件，比上年增加10件，降幅7.8%。", "fail"),
        ("新收申请139件，比上年增加10件，增幅7.8%。", "pass"),
        ("新收申请139件，由上年的150件增加到139件。", "fail"),
        ("新收申请139件，由上年的150件减少到139件。", "pass"),
        ("新收申请139件，上年为129件，增长17.8%。", "fail"),
        ("新收申请139件，上年为129件，增长7.8%。", "pass"),
        ("新收申请139件，上年结转7件，增长17.8%。", "not_applicable"),
        ("新收申请11件，同比增长57.1%，比上年的9件增加2件。", "fail"),
        ("新收申请11件，同比增长57.1%，比上年的7件增加4件。", "pass"),
        ("新收申请11件，上年7件，同比下降57.1%。", "fail"),
        ("新收申请11件，上年7件，同比增长57.1%。", "pass"),
        ("新收申请11件，是上年（7件）的三倍。", "fail"),
        ("新收申请21件，是上年（7件）的三倍。", "pass"),
        ("新收申请11件，较上年增加4件，翻了两番。", "fail"),
        ("新收申请16件，较上年增加12件，翻了两番。", "pass"),
        ("新收申请11件，较上年增加4件，增加的主要是征地类。", "not_applicable"),
        ("新收申请139件，与上年的129件持平。", "fail"),
        ("新收申请139件，与上年的129件基本持平。", "not_applicable"),
        ("新收申请139件，同比增长7.8%，平均用时减少2天。", "not_applicable"),
    ],
)
def test_what_one_sentence_says_of_the_year_before(said, state):
    assert run_example("NT-07", {"sections": {"overview": said}}).state == state


PARAGRAPH = "县政府办公室整理了2008年以来的文件，复核1860件。公文起草环节必须填写公开属性，全年退回58件。对信息实行季度回查，更正33条。"
PLAIN = "县政府办公室统一受理申请并登记。公文起草环节必须填写公开属性和理由。对已发布的信息实行季度回查和更正。"
OTHERS = "".join(f"第{n}项工作由有关的承办单位按照要求逐月推进。" for n in "一二三四五六七八")


@pytest.mark.parametrize(
    ("mine", "theirs", "count"),
    [
        (PARAGRAPH, PARAGRAPH, 1),
        (PARAGRAPH.replace("58", "61"), PARAGRAPH, 0),  # one figure is this year's
        (PLAIN, PLAIN, 0),  # how it is done every year
    ],
)
def test_a_paragraph_taken_over_whole(mine, theirs, count):
    spec = QINGHE | {
        "sections": {"overview": f"{mine}\n{OTHERS}", "problems": "无。", "other": "无。"},
        "previous_sections": {
            "overview": f"{theirs}\n{OTHERS.replace('逐月', '按季')}",
            "problems": "无。",
            "other": "无。",
        },
    }
    assert len(run_example("YR-03", spec).findings) == count
