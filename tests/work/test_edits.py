"""What a request changes in a draft's material: the number that is named, the words that are quoted, and nothing else."""

from typing import Any

import pytest

from nianbao.work.revised.change import Change
from nianbao.work.revised.waiting import corrected, taken_back, takes_back
from nianbao.work.revised.wanted import changes_wanted
from nianbao.work.revised.wishes import parts_of, wished

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
        ("删掉高度重视那句", ("practices.2", "")),
        ("删除“高度重视”这句。", ("practices.2", "")),
        ("网站应该是500条", ("facts.2", "网站公开信息500条")),
        ("网站公开条数改成三百二十条", ("facts.2", "网站公开信息320条")),
        ("第一部分的公众号数不对，应该是90", ("facts.1", "公众号推送信息90条")),
        ("把“高度重视”改成：“重视”", ("practices.2", "重视政务公开，组织培训3次、抽查2次")),
        ("考核结果改成：优秀", ("results.assessment", "考核结果为优秀")),
        ("考核得分写成：考核为第2名", ("results.assessment", "考核为第2名")),
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
        ("第2部分的许可数不对，应该是251", "不在可以改的句子里"),
        ("行政许可2件改成251件", "不在可以改的句子里"),
        ("新收申请里自然人改成12件", "不在可以改的句子里"),
        ("表三里部分公开的自然人改成2", "不在可以改的句子里"),
        ("收到4件申请，不对，应该是5件", "不在可以改的句子里"),
    ],
)
def test_a_number_never_takes_the_place_of_a_sentence(said: str, why: str) -> None:
    found = changes_wanted(INPUTS, said, None)
    assert isinstance(found, str)
    assert why in found


BLANK: dict[str, Any] = {
    "facts": [
        {"aspect": "platform", "label": "微信公众号发布信息", "value": "276", "unit": "条"},
        {"aspect": "active", "label": "通过网站公开政府信息", "value": "148", "unit": "条"},
        {"aspect": "supervision", "label": "组织业务培训", "value": "5", "unit": "场"},
        {"aspect": "active", "label": "发布政策解读", "value": None, "unit": "篇"},
    ],
    "practices": [{"aspect": "supervision", "text": "将政务公开纳入部门年度考核"}],
    "problems": ["申请办理经验不足", "村级公开更新不及时"],
    "measures": ["开展案例研讨"],
    "other_matters": [],
    "results": {"assessment": None, "public_appraisal": None, "accountability": "未发生责任追究"},
    "fees": {"notices": None, "charged": None, "collected": None},
    "on_time": None,
}


def section(said: str) -> str | None:
    return "problems" if "第五部分" in said else "other" if "第六部分" in said else None


@pytest.mark.parametrize(
    ("said", "filled"),
    [
        (
            "考核得了91分，是县里考的；社会评议没搞",
            {"results.assessment": "县里考核得分91分", "results.public_appraisal": "未开展社会评议"},
        ),
        ("考核结果写“县政府考核得分91分”", {"results.assessment": "县政府考核得分91分"}),
        ("社会评议满意度96.5%，帮我写进去", {"results.public_appraisal": "社会评议满意度96.5%"}),
        (
            "考核和社会评议都没有",
            {"results.assessment": "未开展工作考核", "results.public_appraisal": "未开展社会评议"},
        ),
        ("信息处理费都是0", {"fees.notices": "0", "fees.charged": "0", "fees.collected": "0"}),
        ("没收过信息处理费", {"fees.collected": "0"}),
        (
            "收费通知2件，金额300元，实收260元",
            {"fees.notices": "2", "fees.charged": "300", "fees.collected": "260"},
        ),
        ("收费通知0件改成2件", {"fees.notices": "2"}),
        ("按期答复了15件", {"on_time": "15"}),
        ("政策解读是12篇", {"facts.4": "12"}),
        ("考核得分92分，公众号改成1267条", {"results.assessment": "考核得分92分", "facts.1": "1267"}),
        ("村级公开更新不及时的措施是每月更新公开栏", {"measures.2": "每月更新公开栏"}),
        ("加一句：将政务公开纳入绩效考核，分值4分", {"practices.supervision": "将政务公开纳入绩效考核，分值4分"}),
        ("考核结果还没出来", {}),
        ("信息处理费怎么填", {}),
    ],
)
def test_an_open_place_is_filled_by_saying_what_was(said: str, filled: dict[str, str]) -> None:
    assert {c.place: c.value for c in wished(BLANK, said, section).changes} == filled


def test_what_was_not_told_is_said() -> None:
    assert "没有说到" in wished(BLANK, "没收过信息处理费", section).told
    half = wished(BLANK, "公众号改成一千多条，培训改成6场", section)
    assert [c.place for c in half.changes] == ["facts.3"]
    assert "“公众号改成一千多条”这一处没有列进来" in half.told


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("把“甲，把乙改成丙”删掉，另外加一句：开展培训2次", ["把“甲，把乙改成丙”删掉", "加一句：开展培训2次"]),
        ("加一句：举办讲座2次，再加强平台管理", ["加一句：举办讲座2次，再加强平台管理"]),
        ("第五部分太空了，加一条“更新不及时”", ["第五部分太空了，加一条“更新不及时”"]),
        ("第五部分第一条删掉，第六部分加一句：无", ["第五部分第一条删掉", "第六部分加一句：无"]),
    ],
)
def test_a_message_is_cut_where_another_wish_begins(said: str, parts: list[str]) -> None:
    assert list(parts_of(said)) == parts


@pytest.mark.parametrize(
    "said", ["改那句“将政务公开纳入部门年度考核”为“将政务公开纳入考核”", "改培训5场为6场", "培训5场改6场"]
)
def test_one_thing_is_changed_into_another_in_any_word_order(said: str) -> None:
    assert len(wished(BLANK, said, section).changes) == 1


WAITING = [
    Change("facts.1", "set", "微信公众号发布信息276条", "微信公众号发布信息1276条", "1276"),
    Change("facts.3", "set", "组织业务培训5场", "组织业务培训6场", "6"),
]


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("不对，是1267条", "微信公众号发布信息1267条"),
        ("不是1276，是1267", "微信公众号发布信息1267条"),
        ("培训应该是7场", "组织业务培训7场"),
        ("不对，还是5场", None),
    ],
)
def test_what_waits_is_put_right_or_taken_back(said: str, now: str | None) -> None:
    found = corrected(BLANK, said, WAITING)
    assert found is not None
    assert found.was in WAITING
    assert (found.now.after if found.now else None) == now


@pytest.mark.parametrize(
    "said", ["政务新媒体改成970条", "把网站148条改成150条", "不对，57篇改成61篇", "按期答复率多少"]
)
def test_another_wish_puts_nothing_right(said: str) -> None:
    assert corrected(BLANK, said, WAITING) is None


def test_of_several_that_fit_none_is_guessed() -> None:
    found = corrected(BLANK, "不对，是7", WAITING)
    assert found is not None
    assert (found.was, "哪一处" in found.told) == (None, True)


@pytest.mark.parametrize(
    "said",
    ["不，先不删", "别改，原来的对", "不用了", "先别动", "算了", "不改了", "算了，还是不改了吧", "还是原来的", "取消"],
)
def test_all_that_waits_is_taken_back(said: str) -> None:
    assert taken_back(WAITING, said) == WAITING


def test_one_of_those_that_wait_is_taken_back() -> None:
    assert taken_back(WAITING, "培训那个不改了") == WAITING[1:]
    assert taken_back(WAITING, "前面那处不改", kept=1) == WAITING[:1]
    assert not takes_back("先别保存，问一下表三办结是多少")


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("监督保障那段加一句：举办镇村干部专题学习3次", "practices.supervision"),
        ("在平台建设里加一句：举办镇村干部专题学习3次", "practices.platform"),
        ("加一句：全年组织培训3次", "practices.supervision"),
        ("加一句：公开涉农补贴信息", "practices.active"),
    ],
)
def test_a_line_more_stands_where_it_was_asked_for(said: str, place: str) -> None:
    [added] = wished(INPUTS, said, lambda words: None).changes
    assert (added.how, added.place) == ("add", place)
