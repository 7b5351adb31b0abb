"""NT-18, NT-16, TX-05: what no reading makes true, and what is printed twice."""

import pytest

from tests.support.rule_examples import run_example


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("群众常问的986个问题中有996个给出了答复。", 1),
        ("群众常问的986个问题中有951个给出了答复。", 0),
        ("提出意见43条，采纳53条。", 1),
        ("提出意见43条，采纳35条。", 0),
        ("上年提出意见43条，累计采纳53条。", 0),
        ("反馈问题83个，年底前改完89个。", 1),
        ("反馈问题83个，年底前改完79个。", 0),
        ("反馈问题83个，连同上年遗留的改完89个。", 0),
        ("发出征求意见函23份，收到回复29份。", 1),
        ("发出征求意见函23份，收到回复19份。", 0),
        ("96人参考，102人补考后合格。", 1),
        ("96人参考，2人补考后合格。", 0),
        ("过筛213件，由不公开改为主动公开的317件。", 1),
        ("过筛213件，由不公开改为主动公开的17件。", 0),
        ("59个单位评为优秀19个、良好35个、合格8个。", 1),
        ("59个单位评为优秀16个、良好35个、合格8个。", 0),
        ("59个单位评为优秀16个、良好35个。", 0),  # not all are told
        ("抽取60卷，优秀53卷、合格9卷。", 1),
        ("抽取60卷，优秀51卷、合格9卷。", 0),
        ("在12个镇中排第14位。", 1),
        ("在12个镇中排第4位。", 0),
        ("得满分10分中的18.4分。", 1),
        ("得满分10分中的8.4分。", 0),
        ("满分10分，连同加分得10.4分。", 0),
        ("材料已在13月补齐。", 1),
        ("材料用了13个月补齐。", 0),
        ("材料已在11月补齐，每月通报。", 0),
        ("已于2月30日答复。", 1),
        ("已于2月29日答复。", 0),
        ("已于2023年2月29日答复。", 1),
        ("每天上午9时至31时驻点。", 1),
        ("每天上午9时至11时驻点，24时截止。", 0),
        ("申请按期答复率100%，有1件答复超期。", 1),
        ("申请按期答复率100%，没有1件答复超期。", 0),
        ("申请按期答复率100%，2件逾期未缴费。", 0),
        ("申请按期答复率99%，有1件答复超期。", 0),
    ],
)
def test_what_cannot_be(said, count):
    spec = {"sections": {"overview": f"（二）依申请公开\n政府信息公开工作有序，{said}", "problems": "无。"}}
    assert len(run_example("NT-18", spec).findings) == count


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("公开政府信息13790万条，其中县政府部门5631条、各镇4207条、事业单位3952条。", "fail"),
        ("公开政府信息1.4万条，其中县政府部门5631条、各镇4207条、事业单位3952条。", "pass"),
        ("走访6个村140户，评议表示满意或基本满意的141户。", "fail"),
        ("走访6个村140户，评议表示满意或基本满意的131户。", "not_applicable"),
    ],
)
def test_parts_and_wholes(said, state):
    assert run_example("NT-16", {"sections": {"overview": said}}).state == state


LONG = "供水、供电、公交企业的收费标准和停供计划首次并入同一页面集中展示"
PARAGRAPH = f"{LONG}。建立县级政府信息资源目录，把工程审批、土地征收、救助发放三类档案的存放位置登记在册。"
NOTHING = "本年度没有收到公民、法人和其他组织提出的政府信息公开申请，没有行政复议案件"


@pytest.mark.parametrize(
    ("overview", "other", "severities"),
    [
        (f"{LONG}。{LONG}。", "无。", ["info"]),
        (f"{LONG}。", f"{LONG}。", ["info"]),
        (f"{PARAGRAPH}\n{PARAGRAPH}", "无。", ["warning"]),
        (PARAGRAPH, PARAGRAPH, ["warning"]),
        (f"{PARAGRAPH}\n{PARAGRAPH.replace('三类', '四类')}", "无。", ["info"]),
        (f"{LONG}。", "无。", []),
        (f"{NOTHING}。", f"{NOTHING}。", []),
        ("编制说明。编制说明。", "无。", []),
    ],
)
def test_what_is_printed_twice(overview, other, severities):
    spec = {"sections": {"overview": overview, "problems": "无。", "other": other}}
    assert [f.severity for f in run_example("TX-05", spec).findings] == severities
