"""T2-04, T4-03, NT-10, FEE-01 to 03: figures that do not fit the agency, the law or the prose."""

import pytest

from nianbao.report.agency import infer_agency
from nianbao.report.layout import LAYOUT_2021
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
    ("收取行政事业性收费5120.33元。", "fail"),  # the table counts 万元
    ("收取行政事业性收费51203300元。", "pass"),
    ("没有制发行政规范性文件。", "fail"),
    ("没有制发行政规范性文件的单位不列。", "not_applicable"),
    ("对2020年以来的文件逐件核对，现行有效行政规范性文件31件全部公开。", "fail"),
    ("对2020年以来的文件逐件核对，现行有效行政规范性文件29件全部公开。", "pass"),
    ("作出行政许可决定14件、行政处罚决定71件。", "fail"),
    ("公开行政许可决定88件、行政处罚决定71件。", "not_applicable"),
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


# --- NT-16: what 其中 divides -----------------------------------------------------------------------------------------

PARTS = [
    # 其中 behind what is left for next year divides what was done
    ("收到申请6件，办结5件，结转下年度1件，其中予以公开4件，无法提供1件。", None),
    ("办结8件，结转2件，其中公开4件、部分公开1件、不予公开1件、无法提供2件。", None),
    ("办结8件，结转2件，其中公开4件、部分公开2件、不予公开1件、无法提供2件。", "4+2+1+2 > 8"),
    ("收到申请6件，办结5件，结转1件，其中网上提交4件、信函2件。", None),
    ("收到申请6件，办结5件，结转1件，其中网上提交3件、信函2件。", None),
    ("收到申请6件，办结5件，其中网上提交4件、信函2件。", None),
    # channels may carry the same thing, an application comes in by one
    ("新收申请70件，其中通过网站提交35件，信函40件。", "35+40 > 70"),
    ("主动公开信息70条，其中网站发布60条，公众号发布40条。", None),
    # parts that say that nothing is left over
    ("公开信息一百三十二条：惠农政策四十一条，资金发放三十六条，招标公告九条，其他三十六条。", "41+36+9+36 ≠ 132"),
    ("公开信息一百三十二条：惠农政策四十一条，资金发放三四十条，其他三十六条。", None),
    ("拟稿时确定属性的75件，其中主动公开19件、依申请公开22件、不予公开16件。", "19+22+16 ≠ 75"),
    ("拟稿时确定属性的75件，其中主动公开19件、依申请公开22件。", None),
    ("设公开栏15个，其中东山村4个、西山村4个、其他村5个。", "4+4+5 ≠ 15"),
    ("设公开栏15个，其中东山村4个、西山村4个。", None),
    ("行政复议12件，其中维持8件，纠正2件，其他结果1件。", None),
    ("参加考核的45个，优秀12个、良好31个、一般6个。", "12+31+6 > 45"),
    ("其余6件为其他处理（5件逾期不补正，2件撤回申请）。", "5+2 > 6"),
    ("其余6件为其他处理（4件逾期不补正，2件撤回申请）。", None),
    # one part above all
    ("发布政策解读26篇，其中图解31篇。", "31 > 26"),
    ("邀请代表30人评议，其中38人表示满意。", "38 > 30"),
    ("收到意见40条，采纳26条，其中图解31条。", None),
    ("发布解读26篇，较上年增加6篇，其中图解11篇。", None),
    ("发布解读20余篇，其中图解31篇。", None),
]


@pytest.mark.parametrize(("said", "expression"), PARTS)
def test_parts_of_a_total(said, expression):
    found = run_example("NT-16", {"sections": {"overview": said}}).findings
    assert [f.hit.expression for f in found] == ([expression] if expression else [])


# --- NT-08, NT-09: review and lawsuit in words ------------------------------------------------------------------------
# Table four: review 9 upheld, 1 corrected, 4 other, 2 pending; suits 1 direct (upheld), 4 after review (3 upheld, 1 other).

CASES = [
    ("NT-08", "行政诉讼5件，其中未经复议直接起诉1件，复议后起诉4件。", 0),
    ("NT-08", "行政诉讼5件，其中未经复议直接起诉2件，复议后又起诉的3件。", 2),
    ("NT-08", "复议16件、诉讼5件。", 0),
    ("NT-08", "复议15件、诉讼6件。", 2),
    ("NT-08", "发生行政诉讼六起。", 1),
    ("NT-08", "发生行政诉讼5起，会同有关部门一起应对。", 0),
    ("NT-08", "受理复议案件320件、诉讼案件80件，其中涉及信息公开的行政复议16件。", 0),
    ("NT-09", "行政诉讼败诉2件以上的单位作出检查。", 0),
    ("NT-11", "没有直接起诉的。", 1),
    ("NT-11", "没有直接起诉的案件败诉。", 0),
    ("NT-09", "行政复议16件，驳回9件，撤销1件，申请人撤回4件，2件尚在审理。", 0),
    ("NT-09", "行政复议16件，2件被撤销。", 1),
    ("NT-09", "行政复议16件，3件尚在审理。", 1),
    ("NT-09", "行政复议16件，5件申请人撤回。", 1),
    ("NT-09", "行政复议16件，申请人撤销4件。", 0),  # withdrawn, as some say it
    ("NT-09", "行政复议16件，上年未结3件均已审结。", 0),
    ("NT-09", "行政诉讼5件，败诉1件。", 1),
    ("NT-09", "行政诉讼5件，胜诉5件。", 0),
    ("NT-09", "行政诉讼5件，无一败诉。", 0),
    ("NT-09", "行政诉讼5件，撤诉1件，判决驳回诉讼请求4件。", 0),
    ("NT-09", "行政诉讼5件，一审败诉1件，二审改判。", 0),  # one case in two courts
    ("NT-09", "行政诉讼5件，败诉率为0。", 0),
    ("NT-09", "行政诉讼1件，法院尚未判决。", 1),
    ("NT-09", "行政诉讼1件，我县败诉。", 1),
    ("NT-09", "行政诉讼1件，未被撤销。", 0),
    ("NT-09", "行政复议1件，我局自行撤销原答复后重新作出。", 0),
]


@pytest.mark.parametrize(("rule", "said", "count"), CASES)
def test_cases_in_words(rule, said, count):
    spec = {"report": "qinghe-county-2024", "sections": {"overview": f"（二）依申请公开\n政府信息公开{said}"}}
    assert len(run_example(rule, spec).findings) == count


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("被复议纠正3件。", 1),
        ("被复议纠正的1件是程序问题。", 0),
        ("3件被纠正的复议案件出自一个部门。", 1),
        ("被法院判决撤销1件。", 1),
    ],
)
def test_cases_among_the_problems(said, count):
    spec = {"report": "qinghe-county-2024", "sections": {"problems": f"一是答复书说理不够，{said}"}}
    assert len(run_example("NT-09", spec).findings) == count


# --- NT-01 to NT-06, NT-11: applications in other words ---------------------------------------------------------------

NEW_70 = {
    "new": 70, "carried_in": 8, "granted": 21, "partial": 9, "denied.third_party": 14, "unable.not_held": 12,
    "unable.needs_creation": 0, "rejected.petition": 11, "other.misc": 6, "processed_total": 73, "carried_out": 5,
}  # fmt: skip
OTHER_ROWS = [row for row, column in LAYOUT_2021.tables["applications"].addresses if column == "total"]
NONE = dict.fromkeys(NEW_70, 0)
IN_WORDS = [
    ("NT-11", "全年未发生依申请公开事项。", NEW_70, 1),
    ("NT-11", "全年依申请公开工作零申请。", NEW_70, 1),
    ("NT-11", "我镇没有公民、法人或者其他组织向我镇提出信息公开申请。", NEW_70, 1),
    ("NT-11", "没有公民提出的信息公开申请被超期答复。", NEW_70, 0),
    ("NT-11", "没有法人或者其他组织提出信息公开申请。", NEW_70, 0),
    ("NT-11", "没有群众对依申请公开答复提出异议。", NEW_70, 0),
    ("NT-11", "未发生依申请公开事项超期答复。", NEW_70, 0),
    ("NT-11", "办结73件，没有未办结的。", NEW_70, 1),
    ("NT-11", "办结率100%，无结转。", NEW_70, 1),
    ("NT-11", "收到申请70件。没有结转。", NEW_70, 1),
    ("NT-11", "收到申请70件。没有结转。", NEW_70 | {"carried_in": 0}, 0),  # 上年 may be meant
    ("NT-11", "收到申请70件。没有结转。", NEW_70 | {"carried_out": 0}, 0),
    ("NT-11", "依申请公开信息4件，均按期答复。", NONE, 1),
    ("NT-11", "群众提出申请2件，均已答复。", NONE, 1),
    ("NT-11", "依申请公开信息4件，均按期答复。", NEW_70, 0),
    ("NT-11", "标注依申请公开2条，均按程序审查。", NONE, 0),
    ("NT-11", "处理咨询4件，均已答复。", NONE, 0),
    ("NT-02", "加上2023年转来的6件，共78件。", NEW_70, 1),
    ("NT-02", "加上2023年转来的8件，共78件。", NEW_70, 0),
    ("NT-02", "2022年转来的6件均已办结。", NEW_70, 0),
    ("NT-03", "应办87件。", NEW_70, 1),
    ("NT-03", "应办78件。", NEW_70, 0),
    ("NT-03", "应办结70件。", NEW_70, 0),
    ("NT-03", "受理申请70件（含上年结转8件）。", NEW_70, 1),
    ("NT-03", "受理申请78件（含上年结转8件）。", NEW_70, 0),
    ("NT-03", "受理申请70件，答复73件（含上年结转8件）。", NEW_70, 0),
    ("NT-05", "办结73件，另有15件在法定期限内继续办理。", NEW_70, 1),
    ("NT-05", "办结73件，另有5件在法定期限内继续办理。", NEW_70, 0),
    ("NT-05", "继续办理上年结转的8件。", NEW_70, 0),
    ("NT-06", "全部公开12件，部分公开9件，不予公开14件。", NEW_70, 1),
    ("NT-06", "全部公开21件，部分公开9件，不予公开14件。", NEW_70, 0),
    ("NT-06", "办结的文件全部公开12件。", NEW_70, 0),
    ("NT-06", "予以公开30件，不予公开14件。", NEW_70, 0),  # with those in part
    ("NT-06", "予以公开30件，部分公开9件，不予公开14件。", NEW_70, 1),
    ("NT-06", "没有现成信息需要另行制作而无法提供12件。", NEW_70, 1),
    ("NT-06", "本机关不掌握而无法提供12件。", NEW_70, 0),
    ("NT-06", "经确认不予处理11件。", NEW_70, 0),
]


@pytest.mark.parametrize(("rule", "said", "rows", "count"), IN_WORDS)
def test_applications_in_words(rule, said, rows, count):
    cells = {f"applications.{row}.total": str(value) for row, value in rows.items()}
    zero = {f"applications.{row}.total": "0" for row in OTHER_ROWS if row not in rows}
    spec = {"cells": {**zero, **cells}, "sections": {"overview": f"（二）依申请公开\n{said}"}}
    assert len(run_example(rule, spec).findings) == count


# --- NT-16, NT-07: surveys and rates ----------------------------------------------------------------------------------

SURVEYS = [
    ("NT-16", "社会评议发放问卷120份，收回113份，满意107份。", []),
    ("NT-16", "社会评议发放问卷120份，收回130份，满意107份。", ["130 > 120"]),
    ("NT-16", "社会评议发放纸质问卷120份，线上收回130份。", []),
    ("NT-16", "社会评议发放问卷120份，收回113份，满意137份。", ["137 > 120"]),
    ("NT-16", "请12名村民代表评议，15人满意，2人基本满意。", ["15 > 12"]),
    ("NT-16", "请12名代表、18名委员评议，25人满意。", []),
    ("NT-16", "走访12户评议，35人满意。", []),  # a household is not one person
    ("NT-16", "走访30余人评议，35人满意。", []),
    ("NT-07", "发放问卷120份，收回113份，满意107份，满意率94.7%。", []),
    ("NT-07", "发放问卷120份，收回113份，满意107份，满意率94.6%。", []),  # cut off
    ("NT-07", "发放问卷120份，收回113份，满意107份，满意率98.7%。", ["107/113 ≠ 98.7%"]),
    ("NT-07", "收回113份，满意90份，基本满意17份，满意率94.7%。", []),
    ("NT-07", "收回113份，不满意6份，满意率94.7%。", []),
    ("NT-07", "发放问卷120份，满意率98.7%。", []),
    ("NT-07", "请30名代表评议，综合满意度为193.3%。", [None]),
    ("NT-07", "抽检样品6180批次，其中不合格97批次，不合格率15.7%。", ["97/6180 ≠ 15.7%"]),
    ("NT-07", "抽检样品6180批次，其中不合格97批次，合格率98.43%。", []),
    ("NT-07", "行政复议16件，被纠正1件，纠错率6.3%。", []),
    ("NT-07", "行政复议16件，被纠正1件，纠错率7.1%。", []),  # of the 14 that are closed
    ("NT-07", "行政复议16件，被纠正1件，纠错率16.3%。", ["1/16 ≠ 16.3%"]),
    ("NT-07", "解读47篇，图解率71.7%（29篇）。", ["29/47 ≠ 71.7%"]),
    ("NT-07", "解读47篇，图解率61.7%（29篇）。", []),
]


@pytest.mark.parametrize(("rule", "said", "expressions"), SURVEYS)
def test_surveys_and_rates(rule, said, expressions):
    spec = {"report": "qinghe-county-2024", "sections": {"overview": f"政府信息公开{said}"}}
    assert [f.hit.expression for f in run_example(rule, spec).findings] == expressions


# --- NT-07: growth that the sentence itself refutes -------------------------------------------------------------------

GROWTH = [
    ("受理申请615件（含上年结转23件），比2023年的588件增加27件、增长4.6%。", True),
    ("受理申请615件（含上年结转23件），比2023年的588件减少27件、下降4.6%。", False),
    ("受理申请615件（含上年结转23件），比2023年的588件增加27件、增长14.6%。", False),
    ("新收申请128件，同比增长6.7%（上年120件）。", True),
    ("新收申请128件，同比增长16.7%（上年120件）。", False),
    ("新收申请128件，同比下降6.7%（上年120件）。", False),
    ("政府网站由9家整合为5家，新媒体由5个增加到9个。", True),
    ("政府网站由9家整合为18家。", False),
    ("答复时限由20个工作日压减为12个工作日。", True),
]


@pytest.mark.parametrize(("said", "right"), GROWTH)
def test_growth_in_one_sentence(said, right):
    assert (run_example("NT-07", {"sections": {"overview": said}}).state == "fail") is not right


def test_its_number_fell():
    spec = {"previous": "liuxi-town-2023", "sections": {"overview": "收到政府信息公开申请11件，数量较上年有所下降。"}}
    before = {"previous_cells": {"applications.new.total": "6"}, "cells": {"applications.new.total": "11"}}
    assert run_example("NT-14", spec | before).state == "fail"
    after = {"previous_cells": {"applications.new.total": "16"}, "cells": {"applications.new.total": "11"}}
    assert run_example("NT-14", spec | after).state == "pass"


# --- NT-17: who applied -----------------------------------------------------------------------------------------------

APPLICANTS = [
    # table: 70 new, 41 natural persons, 26 companies
    ("收到申请70件，均来自法人和其他组织。", 1),
    ("收到申请70件，其中自然人41件、法人29件。", 0),
    ("收到申请70件，其中自然人40件、法人30件。", 2),
    ("收到申请。商业企业提出的有36件，占51.4%。", 1),
    ("收到申请。商业企业提出的有26件，占37.1%。", 0),
    ("收到申请。网上申请中商业企业提出的有6件，占60%。", 0),  # of something else
]


@pytest.mark.parametrize(("said", "count"), APPLICANTS)
def test_who_applied(said, count):
    columns = {"natural_person": 41, "commercial": 26, "research": 0, "social": 1, "legal_service": 2, "other": 0}
    cells = {f"applications.new.{column}": str(value) for column, value in (columns | {"total": 70}).items()}
    spec = {"cells": cells, "sections": {"overview": f"（二）依申请公开\n{said}"}}
    assert len(run_example("NT-17", spec).findings) == count


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等五个部分组成。",
            "fail",
        ),
        (
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。",
            "pass",
        ),
        ("本报告从总体情况、主动公开政府信息情况、存在的主要问题及改进情况等三个部分说明。", "not_applicable"),
    ],
)
def test_parts_of_the_report(said, state):
    assert run_example("NT-15", {"preamble": said, "sections": {"problems": "无。", "overview": "无。"}}).state == state
