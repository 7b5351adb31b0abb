"""Honest sentences that look like a claim of the whole year: what is not answered, told apart, of a part, or talked about."""

import pytest

from tests.support.rule_examples import run_example

SAID = [
    ("NT-04", "未办结的3件都没有超过法定期限。"),
    ("NT-04", "没有办结的3件中，1件正在征求第三方意见。"),
    ("NT-04", "2023年12月收到、2024年1月答复的2件，已按上年结转填列。"),
    ("NT-04", "县自然资源局同期收到申请163件，办结158件，不含本镇数据。"),
    ("NT-01", "12所学校另收到公开申请6件，由学校自行答复，不计入表三。"),
    ("NT-01", "另收到职称评审申请213件，都不是政府信息公开申请。"),
    ("NT-11", "没有未经复议直接起诉的行政诉讼。"),
    ("NT-12", "上半年收到的申请全部办结。"),
    ("STR-08", "抽查发现有2所学校的公示牌仍写“XX学校”，已更换。"),
    ("STR-08", "旧答复书中“关于XXX申请的答复”这类标题改为写明编号。"),
]


@pytest.mark.parametrize(("rule", "said"), SAID)
def test_an_honest_sentence_is_no_fault(rule: str, said: str) -> None:
    cells = {"proceedings.litigation_after.upheld": "1", "proceedings.litigation_after.total": "1"}
    spec = {"cells": cells, "sections": {"overview": f"（二）依申请公开\n{said}"}}
    assert run_example(rule, spec).state != "fail"
