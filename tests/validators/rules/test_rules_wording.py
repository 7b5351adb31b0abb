"""TX: what is a slip, and what only looks like one."""

from dataclasses import replace

import pytest

from nianbao.report.model import Notice
from tests.support.rule_examples import context_of, run_example
from validators.catalogue import catalogue
from validators.lexicon.slips import DOUBLED_WORDS, SLIPS
from validators.profile import national
from validators.prose.brackets import unpaired


def found(rule, text):
    return [f.hit.message for f in run_example(rule, {"append": {"overview": text}}).findings]


@pytest.mark.parametrize(
    "text",
    [
        "公开的目的的确是便民",
        "标的的价格",
        "为了了解情况",
        "完成了了解情况的工作",
        "调和和解两类",
        "以及及时更新",
        "普及及宣传",
        "正在在线办理",
        "存在在建项目",
        "参与与监督",
        "合并并公布",
        "申请理由由申请人填写",
        "天天、常常、层层、处处、人人、一一、时时、各种各样",
        "负责负责人的培训",
        "审核通过通过率上升",
        "县政府政府网站、人民政府政府信息公开",
        "公开申请申请人、公开申请申请表",
        "政府信息信息化、政务信息信息员",
        "召开信息发布发布会",
        "政务公开工作工作人员、信息公开工作工作机制",
        "有关情况情况说明",
        "在线受理受理窗口、申请办理办理流程",
        "答复、答复书，公开、公开栏",
    ],
)
def test_legitimate_neighbours_are_no_doubles(text):
    assert DOUBLED_WORDS.search(text) is None


DOUBLES = """
信息的的公开 完成了了三项 镇和和村 政府及及部门 专栏在在首页 进行进行核对
政府信息公开公开指南 按期答复答复申请人 政府信息政府信息公开 各栏目栏目更新 公开申请申请11件
做好信息公开工作工作。 镇党政办公室办公室牵头 及时发布发布信息 收到信息信息公开申请
"""


@pytest.mark.parametrize("text", DOUBLES.split())
def test_doubled_words(text):
    assert DOUBLED_WORDS.search(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "逐条列出、分条列明，一条列入目录",
        "公布署名文章、发布署名解读",
        "由其是否公开决定",
        "改进一部分栏目",
        "下一部分内容",
        "人民政府政府信息公开指南",
        "便民服务务必到位，落实到为民办事",
        "行政复意见书",
        "流转结果",
        "办公公开透明、办公公开栏",
        "上年结转1件、上年度结转2件",
    ],
)
def test_right_words_are_no_slips(text):
    hits = [(slip.right, m.group()) for slip in SLIPS for m in slip.pattern.finditer(text)]
    assert hits == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("（甲）《乙》“丙”【丁】〔2021〕30号", ""),
        ("(甲）与（乙)", ""),
        ("《关于印发〈示例办法〉的通知》", ""),
        ("1）甲；2）乙；a）丙", ""),
        ("一）甲\n二）乙", ""),
        ("培训（含新到岗的\n供稿人员）两次", ""),
        ("让信息“看\n得懂、用得上”。", ""),
        ('“甲"与“乙"', ""),
        ("全文有删节（甲[…]", ""),
        ("公示（每月一次，由镇里核对。", "（"),
        ("公示每月一次），由镇里核对。", "）"),
        ("印发《要点，明确分工。\n又印发《细则》。", "《"),
        ("应公开“尽公开“。", "““"),
    ],
)
def test_unpaired(text, marks):
    positions = [m.position for m in unpaired(text)]
    assert "".join(text[p] for p in positions) == marks


def test_a_file_with_one_kind_of_quote_only_is_not_judged():
    assert found("TX-01", "“一网通办“和“一户一事“。") != []  # the sample has both kinds
    bare = {"sections": dict.fromkeys(("overview", "problems", "other"), "甲”乙”丙”丁”。")}
    bare["preamble"] = ""
    assert run_example("TX-01", bare).state == "pass"


def test_recognised_text_is_not_judged():
    context = context_of({"append": {"overview": "整改，，完成"}})
    notice = Notice("recognised", "文字是从图片识别的。", (1,))
    context = replace(context, report=replace(context.report, notices=(notice,)))
    assert catalogue()["TX-01"].run(context).state == "insufficient_data"


def test_labels_of_the_form_among_the_prose_are_not_judged():
    assert found("TX-01", "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和") == []


def test_accepted_words():
    context = context_of({"append": {"overview": "关注“柳溪微信公共号”。"}})
    assert catalogue()["TX-02"].run(context).state == "fail"
    words = {**national().words, "TX-02.accepted": ("柳溪微信公共号",)}
    accepting = replace(context, profile=replace(national(), words=words))
    assert catalogue()["TX-02"].run(accepting).state == "pass"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("一是甲；二是乙；三是丙。", 0),
        ("一是甲；三是乙；三是丙。", 1),
        ("一是甲；二是乙；二是丙；三是丁。", 1),
        ("一是甲；二是乙；四是丙。另：一是丁；三是戊；四是己。", 2),
        ("一是抓甲，包括一是子、二是丑；二是抓乙；三是抓丙。", 0),
        ("首先抓甲；二是抓乙；三是抓丙。", 0),
        ("第一，抓甲；二是抓乙；三是抓丙。", 0),
        ("二是抓乙；三是抓丙。", 1),
        ("公示内容一是一、二是二，不搞变通。", 0),
        ("增长的原因之一是甲，更重要的原因之二是乙。", 0),
        ("一是甲[…]三是丙。", 0),
    ],
)
def test_spoken_lists(text, count):
    spec = {"sections": {"problems": text}}
    assert len(run_example("TX-03", spec).findings) == count


def test_offsets_are_those_of_the_section():
    context = context_of({"append": {"overview": "逐项整改，，年底完成"}})
    (finding,) = catalogue()["TX-01"].run(context).findings
    where = finding.hit.where
    assert context.report.text("overview")[where.start : where.end] == where.quote


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("通过门户网站发布信息条，公众号推送信息66条。", 1),
        ("全年发布政策解读材料篇，图解8篇。", 1),
        ("召开新闻发布会场。", 1),
        ("累计公开文件件、公告20条。", 1),
        ("发布信息66条，推送图解8篇，召开新闻发布会1场。", 0),
        ("逐条公开政府信息，发布文件条目，自发布政策起施行。", 0),
        ("布置新闻发布会场，更新公开事项，公开政策条款。", 0),
    ],
)
def test_a_number_lost_before_its_unit(text, count):
    assert len(found("TX-04", text)) == count
