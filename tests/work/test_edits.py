"""What a request changes in a draft's material: the number that is named, the words that are quoted, and nothing else."""

from typing import Any

import pytest

from nianbao.work.revised.wanted import changes_wanted

INPUTS: dict[str, Any] = {
    "facts": [
        {"label": "公众号推送信息", "value": "86", "unit": "条"},
        {"label": "网站公开信息", "value": "213", "unit": "条"},
    ],
    "practices": [
        {"aspect": "on_request", "text": "收到申请当天登记，拿不准的请司法所一起会商"},
        {"aspect": "supervision", "text": "高度重视政务公开，组织培训3次、抽查2次"},
    ],
    "problems": ["解读偏少，全年只有4篇"],
    "measures": [],
    "other_matters": [],
    "results": {"assessment": "县级考核得分91分"},
}


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("把公众号那个数改成90条", ("facts.1", "公众号推送信息90条")),
        ("网站213条改成231条", ("facts.2", "网站公开信息231条")),
        ("培训3次改成4次", ("practices.2", "高度重视政务公开，组织培训4次、抽查2次")),
        ("把4篇改成5篇", ("problems.1", "解读偏少，全年只有5篇")),
        ("考核得分改成92分", ("results.assessment", "县级考核得分92分")),
        ("考核结果改成优秀", ("results.assessment", "考核结果为优秀")),
        ("把“高度重视”改成“重视”", ("practices.2", "重视政务公开，组织培训3次、抽查2次")),
        ("把“高度重视政务公开，”去掉", ("practices.2", "组织培训3次、抽查2次")),
        ("把“高度重视”那句删掉", ("practices.2", "")),
    ],
)
def test_what_is_named_changes(said: str, changed: tuple[str, str]) -> None:
    found = changes_wanted(INPUTS, said, None)
    assert not isinstance(found, str), found
    assert [(c.place, c.after) for c in found] == [changed]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("收到申请12件改成15件", "不在可以改的句子里"),
        ("把主动公开156条改成165条", "不在可以改的句子里"),
        ("培训那句改成4次", "要改哪个数"),
        ("公众号改成90篇", "单位是“条”"),
    ],
)
def test_a_number_never_takes_the_place_of_a_sentence(said: str, why: str) -> None:
    found = changes_wanted(INPUTS, said, None)
    assert isinstance(found, str)
    assert why in found
