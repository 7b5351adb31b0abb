"""T2-04, T4-03, FEE-01 to 03: figures that do not fit the agency, the law or the prose."""

import pytest

from report.agency import infer_agency
from tests.support.rule_examples import run_example
from validators.rules.plausibility import may_make_rules


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("国家示例管理局", True),
        ("示例省人民政府", True),
        ("示例省人民政府办公厅", True),
        ("示例省云岭市人民政府", True),
        ("重庆市人民政府", True),
        ("重庆市示例区人民政府", False),
        ("示例省云岭市青禾县人民政府", False),
        ("示例省交通运输厅", False),
        ("示例省云岭市公安局", False),
        ("示例省云岭市砚洲县松岚街道办事处", False),
        ("柳溪便民服务点", None),
    ],
)
def test_rule_making_power(name, allowed):
    assert may_make_rules(infer_agency(name)) is allowed


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("行政诉讼1件，为直接起诉。", "fail"),
        ("行政诉讼1件，系上年未审结的直接起诉案件。", "pass"),
        ("未经复议直接起诉的1件，是对部分公开的答复不服。", "pass"),
        ("公开内容逾期未更新1次。", "fail"),
    ],
)
def test_direct_suits_that_the_prose_explains(said, state):
    spec = {"append": {"overview": said}, "cells": {"proceedings.litigation_direct.total": "1"}}
    assert run_example("T4-03", spec).state == state


FEES = [
    # section six, table two (万元), state
    ("全年收取信息处理费3,940元。", "0.3", "fail"),
    ("全年收取信息处理费3,940元。", "0.394", "pass"),
    ("信息处理费实际收取1.5万元。", "1", "pass"),  # a whole number of 万元 may be rounded
    ("信息处理费实际收取1.6万元。", "1", "fail"),
    ("信息处理费按件计收，每件收取100元。", "0", "pass"),
    ("上年收取信息处理费500元，本年未收取。", "0", "pass"),
    ("收取信息处理费共计380元，其中民政局1件，收取380元。", "0.038", "pass"),
    ("收取不动产登记费3940元。", "0", "pass"),
    ("没有收取信息处理费。", "0", "pass"),
    ("发出收费通知2件共300元，实际收取信息处理费200元。", "0.02", "pass"),
]


@pytest.mark.parametrize(("text", "total", "state"), FEES)
def test_fees_within_the_total(text, total, state):
    spec = {"sections": {"other": text}, "cells": {"active_disclosure.fees.amount": total}}
    assert run_example("FEE-03", spec).state == state


def test_fee_rules_agree_when_fees_went_unpaid():
    spec = {"sections": {"other": "无。"}, "cells": {"applications.other.overdue_fee.total": "2"}}
    assert [f.severity for rule in ("FEE-01", "FEE-02") for f in run_example(rule, spec).findings] == ["warning"] * 2
