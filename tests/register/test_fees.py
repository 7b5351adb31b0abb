"""信息处理费 from the register's own columns: counted by the year of the notice, open where it is not said."""

from decimal import Decimal

import pytest

from nianbao.drafting.material.register_material import register_material
from tests.register.test_shapes import read_files

HEAD = "序号,申请人,申请人类别,收到日期,申请内容,答复日期,办理结果"
ROWS = ("1,甲,公民,2024-03-04,规划,2024-03-20,予以公开", "2,乙,公民,2024-05-06,补偿,2024-05-21,予以公开")


def fees(*more: str, head: str = ",收费通知日期,收费金额,实收"):
    lines = [HEAD + head, *(row + end for row, end in zip(ROWS, more, strict=True))]
    return read_files({"台账.csv": "\n".join(lines).encode()})


def figures(register):
    assert register.fees is not None
    return {name: value for name, (value, _) in register.fees.figures.items()}


def test_notices_of_the_year_with_what_they_charged_and_what_was_paid():
    register = fees(',2024-03-10,"1,300.50",1300.5', ",2024-05-08,200元,")
    assert figures(register) == {"notices": 2, "charged": Decimal("1500.50"), "collected": Decimal("1300.5")}
    given = register_material(register).fees
    assert {name: figure.value for name, figure in given.items()} == {
        "notices": 2,
        "charged": Decimal("1500.50"),
        "collected": Decimal("1300.5"),
    }
    assert given["notices"].source == "申请台账第1、2件"


def test_nothing_in_the_columns_is_nothing_charged():
    assert figures(fees(",,,", ",无,0,/")) == {"notices": 0, "charged": 0, "collected": 0}


def test_a_register_without_fee_columns_says_nothing_of_fees():
    assert fees("", "", head="").fees is None


@pytest.mark.parametrize(
    ("first", "left", "said"),
    [
        (",2024-03-10,,", {"notices": 1, "collected": 0}, "第1件的收费金额没有读出"),
        (",2024-03-10,约200,200", {"notices": 1, "collected": 200}, "第1件的收费金额没有读出"),
        (",已通知,200,200", {}, "第1件的收费通知日期不是日期"),
        (",2024-03-10,200,部分", {"notices": 1, "charged": 200}, "第1件的实收没有读出"),
    ],
)
def test_what_is_not_said_stays_open(first, left, said):
    register = fees(first, ",,,")
    assert figures(register) == left
    assert any(said in notice for notice in register.notices)


def test_amounts_without_a_day_of_notice_belong_to_no_year():
    register = fees(",200,200", ",,", head=",收费金额,实收")
    assert figures(register) == {}
    assert any("不知道属于哪一年" in notice for notice in register.notices)


@pytest.mark.parametrize(
    ("first", "second", "head"),
    [(",", ",", ",收费"), (",,,", ",,,", ",收费通知日期,收费金额,实收"), (",0", ",", ",收费")],
)
def test_a_column_that_is_blank_is_no_0_yuan(first, second, head):
    register = fees(first, second, head=head)
    assert figures(register) == {}
    assert any("不当作0" in notice for notice in register.notices)
