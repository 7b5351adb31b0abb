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
]
NOT_STATED = [
    "没有其他需要报告的事项。",
    "公布涉企收费目录清单，取消收费项目3项。",
    "行政事业性收费为0元。",
    "公开停车收费标准12条。",
    "门户网站公布行政事业性收费目录。",
]


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
