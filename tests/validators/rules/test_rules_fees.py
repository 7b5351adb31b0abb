"""FEE-02 and FEE-03: the many ways to say what was charged, and from which year it has to be said."""

from dataclasses import replace

import pytest

from tests.support.rule_examples import context_of, run_example
from validators.catalogue import catalogue

STATED = [
    "未发生收费。",
    "政府信息公开收费及减免情况：无。",
    "依申请公开信息收费总金额为0元；减免金额为0元。",
    "收费情况：无。",
    "（一）收费总额为零。",
    "全年收费金额共计1,200元。",
    "依申请公开工作中没有收费。",
    "没有产生任何收费事项。",
    "当年没有信息处理费收支。",
    "依申请提供政府信息未收取任何费用。",
    "本 机 关 未 收 取 信 息 处 理 费。",
    "（一）信息处理费收取情况\n本年度没有收取。",
    "信息处理费：0元。",
    "信息处理费一律免收。",
]
NOT_STATED = [
    "没有其他需要报告的事项。",
    "公布涉企收费目录清单，取消收费项目3项。",
    "行政事业性收费为0元。",
    "公开停车收费标准12条。",
    "门户网站公布行政事业性收费目录。",
    "信息处理费按有关规定执行。",
    "按照国办函〔2020〕109号，2024年继续规范信息处理费的收取。",
    "本年度收取信息处理费，没有其他需要报告的事项。",
    "收取信息处理费情况。\n公开建议提案复文若干。",
]
UNFINISHED = [
    ("发出收费通知的件数和总金额以及实际收取的总金额。", "warning"),
    ("发出收费通知的件数和总金额均为      。", "warning"),
    ("本年度收取信息处理费，没有其他需要报告的事项。", "warning"),
    ("信息处理费按有关规定收取。", "info"),
    ("信息处理费收取情况。", "info"),
]


@pytest.mark.parametrize(("text", "severity"), UNFINISHED)
def test_a_sentence_that_breaks_off_states_nothing(text: str, severity: str) -> None:
    assert [f.severity for f in run_example("FEE-02", {"sections": {"other": text}}).findings] == [severity]


AGREEMENT = [
    ("发出收费通知0件，收取信息处理费300元。", 1),
    ("没有收取信息处理费，共收取380元。", 1),
    ("收取信息处理费200元，未发出收费通知。", 1),
    ("发出收费通知1件，金额380元，实际收取830元。", 1),
    ("发出收费通知1件，金额380元。实际收取830元。", 1),
    ("发出收费通知2份，共1100元，其中1份1700元。", 1),
    ("发出收费通知2份，共1100元，其中1份700元逾期未缴，实收400元。", 0),
    ("发出收取信息处理费通知1件，金额380元，实际收取380元。", 0),
    ("发出收费通知1件，金额380元，申请人放弃，未收取信息处理费。", 0),
    ("未收取信息处理费，上年收取300元。", 0),
    ("2023年收取信息处理费300元，2024年未收取。", 0),
    ("未发出收费通知，行政事业性收费2416元。", 0),
    ("未发出收费通知，政务公开经费30万元。", 0),
    ("除教育局收取信息处理费300元外，其余单位未收取。", 0),
    ("教育局发出收费通知1件100元，民政局收取信息处理费300元、水利局收取200元。", 0),
    ("信息处理费每件100元，本年度未收取。", 0),
    ("收费通知0件，收取0元。", 0),
    ("信息处理费500元，已退还，全年未收取。", 0),
    # the whole paragraph is read
    ("发出收费通知3件，金额2420元；2件已缴费，实际收取2540元，1件逾期未缴。", 1),
    ("发出收费通知3件，金额2420元；2件已缴费，实际收取2240元，1件逾期未缴。", 0),
    ("1. 信息处理费。发出收费通知5件。通知金额7830元，实收8730元。", 1),
    ("1. 信息处理费。发出收费通知5件。通知金额7830元，实收6730元。", 0),
    ("县住建局发出收费通知1件，金额300元；县水利局实际收取信息处理费500元。", 0),  # of two
    ("信息处理费：没有产生应收费的申请，收取金额为320元。", 1),
    ("信息处理费：没有产生应收费的申请，收取金额为0元。", 0),
    ("信息处理费收取情况：无。收取的1600元已上缴。", 1),
    ("信息处理费收取情况：无。", 0),
    ("本年度信息处理费收取情况为0元，其中按件收取200元。", 1),
    ("发出收费通知3件；2件已缴费，2件逾期未缴。", 1),
    ("发出收费通知3件；2件已缴费，1件逾期未缴。", 0),
    ("发出收费通知3件；1件逾期未缴。", 0),
    ("发出收费通知5件，其中按件计收1件、按页计收3件。", 1),
    ("发出收费通知5件，其中按件计收1件、按页计收4件。", 0),
    ("发出收费通知3件，按件计费，金额合计2425元。", 1),
    ("发出收费通知3件，按件计费，金额合计2400元。", 0),
    ("发出收费通知3件，按页计费，金额合计2425元。", 0),
    ("未发出收费通知，收取金额为零，1名申请人缴纳240元。", 1),
]


@pytest.mark.parametrize(("text", "count"), AGREEMENT)
def test_fees_that_contradict_each_other(text: str, count: int) -> None:
    assert len(run_example("FEE-04", {"sections": {"other": text}}).findings) == count, text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("未发出信息处理费收费通知。", 1),
        ("发出收费通知5件，申请人全部缴纳。", 1),
        ("发出收费通知0件，收费0元。", 1),
        ("发出收费通知5件，实际收取3件，2件逾期未缴。", 0),
        ("未收取信息处理费。", 0),
        ("发出收费通知5件，未全部缴纳。", 0),
        ("其余申请未发出收费通知。", 0),
        ("信息处理费：没有产生应收费的申请，收取金额为0元。", 1),
        ("发出收费通知5件；3件逾期未缴，不再处理。", 1),
        ("发出收费通知5件；2件逾期未缴，不再处理。", 0),
    ],
)
def test_unpaid_fees_that_section_six_denies(text: str, count: int) -> None:
    spec = {"sections": {"other": text}, "cells": {"applications.other.overdue_fee.total": "2"}}
    assert len(run_example("FEE-01", spec).findings) == count, text


@pytest.mark.parametrize(("text", "state"), [*((t, "pass") for t in STATED), *((t, "fail") for t in NOT_STATED)])
def test_what_states_the_fees(text: str, state: str) -> None:
    assert run_example("FEE-02", {"sections": {"other": text}}).state == state, text


@pytest.mark.parametrize(("year", "state"), [(2019, "not_applicable"), (2020, "not_applicable"), (2021, "fail")])
def test_the_duty_begins_with_the_form_of_2021(year: int, state: str) -> None:
    context = context_of({"sections": {"other": "无。"}})
    context = replace(context, report=replace(context.report, year=year))
    assert catalogue()["FEE-02"].run(context).state == state


def test_a_report_without_a_year_is_judged_by_its_form() -> None:
    context = context_of({"layout": "2019", "sections": {"other": "无。"}})
    context = replace(context, report=replace(context.report, year=None))
    assert catalogue()["FEE-02"].run(context).state == "not_applicable"


@pytest.mark.parametrize(
    ("said", "printed", "state"),
    [
        ("460", "0", "pass"),  # 0.046万元 is lost at the first decimal
        ("460", "0.0", "pass"),
        ("460", "0.00", "fail"),
        ("460", "0.05", "pass"),
        ("501", "0", "fail"),
        ("5400", "0.5", "pass"),
    ],
)
def test_a_total_of_nought(said: str, printed: str, state: str) -> None:
    spec = {
        "sections": {"other": f"发出收费通知2件，实收信息处理费{said}元。"},
        "cells": {"active_disclosure.fees.amount": printed},
    }
    assert run_example("FEE-03", spec).state == state
