"""T2-04, T4-03, NT-10, FEE-01 to 03: figures that do not fit the agency, the law or the prose."""

import pytest

from nianbao.report.agency import infer_agency
from tests.support.rule_examples import run_example
from validators.rules.tables.plausibility import may_make_rules


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("国家示例管理局", True),
        ("示例省人民政府", True),
        ("示例省人民政府办公厅", True),
        ("云湾市人民政府", None),
        ("启东市人民政府", False),
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


ISSUED_4 = {"issued": "4", "repealed": "2", "in_force": "29"}
DECISIONS = [
    ("制发行政规范性文件4件（其中修订3件、新制定1件）。", "pass"),
    ("制发行政规范性文件5件（其中修订3件、新制定2件）。", "fail"),
    ("制发规范性文件四件，废止两件。", "pass"),
    ("制发规范性文件五件。", "fail"),
    ("制定规范性文件5件。", "fail"),
    ("全年制定了5件规范性文件。", "fail"),
    ("废止行政规范性文件2件、修改3件、新出台5件，现行有效29件。", "fail"),
    ("清理现行有效行政规范性文件31件，废止2件，保留29件。", "pass"),
    ("清理现行有效行政规范性文件31件，废止2件，保留28件。", "fail"),
    ("对1996年以来制发的6,230件规范性文件进行全面清理，废止871件。", "not_applicable"),
    ("梳理2003年至2024年规范性文件312件，废止103件。", "not_applicable"),
    ("清理近三年印发的规范性文件，废止103件。", "not_applicable"),
    ("自行起草、以市政府名义印发的规范性文件2件，本局印发的4件。", "not_applicable"),
    ("与市财政局联合制定规范性文件2件。", "not_applicable"),
    ("印发文件30件，其中规范性文件4件，废止3件。", "fail"),
    ("以本局名义制定规范性文件3件。", "fail"),
    ("制定规范性文件3件，代拟后又制定规范性文件1件。", "pass"),  # together those of the table
    ("收取行政事业性收费5120万元。", "pass"),
    ("收取行政事业性收费5,120.33万元。", "pass"),
    ("收取行政事业性收费5121万元。", "fail"),
    ("收取行政事业性收费5120.4万元。", "fail"),
    ("收取行政事业性收费5120.332万元。", "pass"),
    ("收取行政事业性收费999999999999万元。", "fail"),
]


@pytest.mark.parametrize(("said", "state"), DECISIONS)
def test_decisions_in_the_prose(said, state):
    cells = {f"active_disclosure.normative_documents.{column}": raw for column, raw in ISSUED_4.items()}
    spec = {"cells": {**cells, "active_disclosure.fees.amount": "5120.33"}, "sections": {"overview": said}}
    assert run_example("NT-10", spec).state == state


def test_a_figure_longer_than_any_is_no_crash():
    spec = {
        "cells": {"active_disclosure.fees.amount": "9" * 40},
        "sections": {"overview": "收取行政事业性收费12.5万元。"},
    }
    assert run_example("NT-10", spec).state in ("fail", "insufficient_data")
