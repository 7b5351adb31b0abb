"""Cells of the three tables told by words, over the county's example: which cell, which number, and what is asked back."""

from typing import Any

import pytest

from nianbao.assistant.understanding.cells_to_fill import cells_named
from nianbao.work.revised.cells import blank, put_in
from nianbao.work.revised.cells_told import names_cells
from nianbao.work.revised.foreseen import foreseen
from nianbao.work.revised.wishes import Wished, wished
from tests.support.draft_inputs import example

GRANTED, PARTIAL, UPHELD = "applications.granted", "applications.partial", "proceedings.reconsideration.upheld"
LICENSING, PENALTIES = "active_disclosure.licensing.decisions", "active_disclosure.penalties.decisions"
NORMATIVE = "active_disclosure.normative_documents"


@pytest.fixture(scope="module")
def county() -> dict[str, Any]:
    return example("county")[0].model_dump(mode="json")


TABLES: dict[str, Any] = {
    "active_disclosure": {
        "penalties": {"decisions": None},
        "coercion": {"decisions": 0},
        "regulations": {"issued": None, "repealed": None, "in_force": None},
        "fees": {"amount": "12.4"},
    },
    "applications": {"partial": {"natural_person": 2}},
}
"""Few cells, some of them blank."""
TWO: dict[str, Any] = {"facts": [{"label": "公众号推送信息", "value": "86", "unit": "条"}], "tables": TABLES}


def told(inputs: dict[str, Any], said: str) -> Wished:
    return wished(inputs, said, lambda words: None, cells_of=cells_named)


@pytest.mark.parametrize(
    ("said", "filled"),
    [
        ("把行政许可加10", {LICENSING: "7214"}),
        ("行政处罚比原来多2件", {PENALTIES: "320"}),
        ("自然人予以公开减少3", {f"{GRANTED}.natural_person": "13"}),
        ("行政许可减少到100", {LICENSING: "100"}),
        ("行政许可改为一千二百", {LICENSING: "1200"}),
        ("行政许可和行政处罚都是20", {LICENSING: "20", PENALTIES: "20"}),
        ("行政许可、行政处罚分别是20和30件", {LICENSING: "20", PENALTIES: "30"}),
        ("自然人、商业企业予以公开都改成50", {f"{GRANTED}.natural_person": "50", f"{GRANTED}.commercial": "50"}),
        ("自然人予以公开8件商业企业2件", {f"{GRANTED}.natural_person": "8", f"{GRANTED}.commercial": "2"}),
        ("自然人予以公开8，部分公开1", {f"{GRANTED}.natural_person": "8", f"{PARTIAL}.natural_person": "1"}),
        (
            "规范性文件制发改成10，废止0，现行有效20",
            {f"{NORMATIVE}.issued": "10", f"{NORMATIVE}.repealed": "0", f"{NORMATIVE}.in_force": "20"},
        ),
        ("行政复议维持填0，结果纠正填3", {UPHELD: "0", "proceedings.reconsideration.corrected": "3"}),
        ("行政事业性收费改成5000元", {"active_disclosure.fees.amount": "0.5"}),
        ("把318改成319", {PENALTIES: "319"}),
        ("行政许可12，业务培训改成3场", {LICENSING: "12", "facts.5": "3"}),
        ("业务培训再加1场", {"facts.5": "6"}),
        ("解读改60篇，哦不对是61篇", {"facts.2": "61"}),
        ("行政许可1,230件", {LICENSING: "1230"}),
        ("行政许可改成1，确认", {LICENSING: "1"}),
        ("不对，行政处罚是16", {PENALTIES: "16"}),
        ("自然人予以公开和部分公开对调一下", {f"{GRANTED}.natural_person": "6", f"{PARTIAL}.natural_person": "16"}),
        (
            "把自然人“本机关不掌握”的2件里挪1件到“没有现成信息”去",
            {
                "applications.unable.not_held.natural_person": "4",
                "applications.unable.needs_creation.natural_person": "1",
            },
        ),
        ("市政府考核得分95分，不是94.5", {"results.assessment": "市政府年度考核得分95分"}),
        ("把建立受理改成每月核对一次", {"practices.3": "每月核对一次、转办、审核、答复台账"}),
        ("删掉第一个问题", {"problems.1": "", "measures.1": ""}),
        ("许可加10，不对，是处罚加10", {PENALTIES: "328"}),
        ("许可改7214，处罚改320，算了处罚先不动", {LICENSING: "7214"}),
        ("培训6场，许可7214", {LICENSING: "7214", "facts.5": "6"}),
        ("培训唔系5场，系6场", {"facts.5": "6"}),
        ("318写错了，是381", {PENALTIES: "381"}),
        ("许可多报了10件", {LICENSING: "7194"}),
        ("少算了2场培训", {"facts.5": "7"}),
        ("考核得分减0.5", {"results.assessment": "市政府年度考核得分94分"}),
        ("走访群众改成两百二", {"results.public_appraisal": "第三方评估走访群众220人，意见已逐条反馈"}),
        (
            "规范性文件那行分别7、2、46",
            {f"{NORMATIVE}.issued": "7", f"{NORMATIVE}.repealed": "2", f"{NORMATIVE}.in_force": "46"},
        ),
        ("打官司赢的那1件改成2件", {"proceedings.litigation_direct.upheld": "2"}),
        ("个人申请的，给公开了的，17件", {f"{GRANTED}.natural_person": "17"}),
        ("收费改成73.5万", {"active_disclosure.fees.amount": "73.5"}),
        ("予以公开自然人跟企业填反了，对调", {f"{GRANTED}.natural_person": "6", f"{GRANTED}.commercial": "16"}),
        ("予以公开里自然人的挪2件到企业", {f"{GRANTED}.natural_person": "14", f"{GRANTED}.commercial": "8"}),
        (
            "过程性信息个人的3件全挪到执法案卷去",
            {
                "applications.denied.process.natural_person": "0",
                "applications.denied.enforcement_file.natural_person": "3",
            },
        ),
        ("落款日期改成2025年1月20日", {"signed_on": "2025-01-20"}),
        ("落款写1月20号", {"signed_on": "2025-01-20"}),
    ],
)
def test_a_number_goes_where_it_was_told(county: dict[str, Any], said: str, filled: dict[str, str]) -> None:
    assert {c.place: c.value for c in told(county, said).changes} == filled


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("行政处罚公开改成25条", "单位是件"),
        ("加上20件行政许可", "再加20件"),
        ("总计改成12", "程序按各格加"),
        ("自然人总计改成12", "程序按各格加"),
        ("行政许可改成-5", "确切的整数"),
        ("行政许可二十多件", "确切的整数"),
        ("行政许可20件左右", "确切的整数"),
        ("结果维持改成0", "行政复议结果维持1件"),
        ("自然人改成8", "请说明是哪一行"),
        ("从1改成20", "请说明是哪一处"),
        ("5改成6", "请说明是哪一处"),
        ("处罚7204改成7214", "7204是“表二·行政许可7204件”"),
        ("许可、处罚、强制分别改成7210、320", "对不上"),
        ("新收改33、10、0、2、3、2，合计51", "加起来是50"),
        ("自然人的挪2件到企业", "从哪一格挪"),
        ("行政事业性收费挪2到行政处罚", "信息处理费有三个数"),
        ("本机关不掌握的自然人挪6件到没有现成信息", "挪不出6件"),
        ("行政强制减3件", "减不了"),
        ("删掉政策解读那句", "是哪一句"),
        ("成文日期改为2025年2月30日", "没有读懂"),
        ("第一个问题和第三个问题对调", "没有第3个"),
        ("别把行政许可改成30", "没有改"),
        ("行政处罚今年少了3件", "没有看懂"),
        ("行政许可12，行政处罚3，行政许可改成15", "不止一个数"),
    ],
)
def test_what_is_not_clear_is_asked_and_changes_nothing(county: dict[str, Any], said: str, asked: str) -> None:
    found = told(county, said)
    assert found.changes == ()
    assert asked in found.told


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ("行政许可从12改成20", "现在不是12"),
        ("不予公开都没有", "2格原来有数"),
        ("行政许可12，公众号推送了一些", "公众号推送了一些"),
        ("业务培训改成3场，参加人员50人次", "参加人员"),
        ("行政许可12，第二条措施好像不太对", "第二条措施好像"),
    ],
)
def test_what_was_not_taken_or_is_to_be_seen_is_told_beside_the_change(
    county: dict[str, Any], said: str, beside: str
) -> None:
    found = told(county, said)
    assert found.changes
    assert beside in found.told


@pytest.mark.parametrize(
    ("said", "filled"),
    [
        ("行政处罚填12", {"penalties.decisions": "12"}),
        ("行政处罚是12件，行政强制改成3", {"penalties.decisions": "12", "coercion.decisions": "3"}),
        ("行政处罚没有", {"penalties.decisions": "0"}),
        ("行政处罚填100", {"penalties.decisions": "100"}),
        ("行政处罚改成10件", {"penalties.decisions": "10"}),
        ("行政处罚0件", {"penalties.decisions": "0"}),
        ("规章都是0", {"regulations.issued": "0", "regulations.repealed": "0", "regulations.in_force": "0"}),
        ("行政事业性收费改成15.5万元", {"fees.amount": "15.5"}),
        ("自然人部分公开改成1件", {"partial.natural_person": "1"}),
        ("自然人部分公开改成1，不是2", {"partial.natural_person": "1"}),
        ("其余空着的都填0", {"blanks": "0"}),
        ("行政处罚12，其余都填0", {"penalties.decisions": "12", "blanks": "0"}),
        ("表二空着的填0", {"active_disclosure": "0"}),
        ("行政处罚填一百零五", {"penalties.decisions": "105"}),
        ("行政处罚和行政强制都是20", {"penalties.decisions": "20", "coercion.decisions": "20"}),
        ("行政处罚、行政强制分别是20和30", {"penalties.decisions": "20", "coercion.decisions": "30"}),
        ("自然人部分公开加1", {"partial.natural_person": "3"}),
        ("自然人部分公开少1件", {"partial.natural_person": "1"}),
        ("自然人部分公开增加到5件", {"partial.natural_person": "5"}),
        ("自然人部分公开不是2是4", {"partial.natural_person": "4"}),
        ("行政事业性收费5000元", {"fees.amount": "0.5"}),
    ],
)
def test_cells_of_the_tables_are_filled_by_words(said: str, filled: dict[str, str]) -> None:
    found = told(TWO, said)
    assert {c.place.split(".", 1)[-1]: c.value for c in found.changes} == filled
    assert found.told == ""


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("规章填3", "哪一个"),
        ("行政处罚填12.5", "整数"),
        ("自然人那列空着的填0", "哪一行、哪一列"),
        ("表四空着的填0", "没有空格"),
        ("行政事业性收费300件", "万元"),
        ("行政处罚约20件", "准数"),
        ("行政处罚再加10", "还没有数"),
        ("行政强制减3件", "减不了"),
        ("行政强制总计改成3件", "程序按各格加"),
        ("行政强制30条", "单位是件"),
        ("行政强制没有", "已经是这样"),
        ("行政处罚多少", "没有看懂"),
    ],
)
def test_a_cell_that_is_not_told_exactly_stays(said: str, why: str) -> None:
    found = told(TWO, said)
    assert found.changes == ()
    assert why in found.told


def test_a_sentence_is_added_and_another_one_goes(county: dict[str, Any]) -> None:
    found = told(county, "主动公开那块加一句：全年召开新闻发布会4场。台账那条不要了").changes
    assert [(c.how, c.before or c.after) for c in found] == [
        ("add", "全年召开新闻发布会4场"),
        ("delete", "建立受理、转办、审核、答复台账"),
    ]


def test_a_sentence_that_is_dictated_keeps_its_numbers(county: dict[str, Any]) -> None:
    [added] = told(county, "加一句：行政许可12件，行政处罚5件").changes
    assert (added.how, added.value) == ("add", "行政许可12件，行政处罚5件")


def test_two_problems_change_places_with_their_measures(county: dict[str, Any]) -> None:
    (first, second), (measure, other) = county["problems"], county["measures"]
    found = {c.place: c.value for c in told(county, "第一个问题和第二个问题换个位置").changes}
    assert found == {"problems.1": second, "problems.2": first, "measures.1": other, "measures.2": measure}


def test_all_that_is_blank_in_one_table_is_filled_and_nothing_else() -> None:
    inputs: dict[str, Any] = {
        "tables": {
            "applications": {"new": {"natural_person": None}},
            "proceedings": {"reconsideration": {"upheld": None}},
        }
    }
    [change] = told(inputs | {"facts": []}, "表四空着的都填0").changes
    put_in(inputs, change.place, change.value)
    assert blank(inputs) == ["applications.new.natural_person"]


@pytest.mark.parametrize(
    ("said", "fills"),
    [
        ("行政复议维持填0，结果纠正填1", True),
        ("行政许可12件，行政处罚5件", True),
        ("组织培训3次，推送信息20条", False),
        ("加一句：行政许可12件", False),
    ],
)
def test_a_short_message_that_fills_cells_is_no_record_of_the_year(said: str, fills: bool) -> None:
    assert names_cells(said, cells_named) is fills


def test_what_will_not_hold_is_told_before_the_yes(county: dict[str, Any]) -> None:
    added = county | {"practices": [*county["practices"], {"aspect": "on_request", "text": "全年收到申请999件"}]}
    [first, *_] = foreseen(county, added, None)
    assert "999件" in first
    tables = county["tables"]["applications"]
    uneven = county | {"tables": county["tables"] | {"applications": tables | {"granted": {"natural_person": 36}}}}
    assert any("自然人列不平" in line for line in foreseen(county, uneven, None))
    assert foreseen(county, county, None) == ()
