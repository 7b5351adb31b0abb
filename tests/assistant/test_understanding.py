"""What clerks say, with what on the desk, and what they expect of it."""

from typing import Any

import pytest

from nianbao.assistant.understanding.cells_to_fill import cells_named
from nianbao.assistant.understanding.situation import Situation
from nianbao.assistant.understanding.understand import understand
from nianbao.work.jobs import JobKind

# The files of a situation: new in this message, or given earlier in the conversation.
SITUATIONS: dict[str, dict[str, bool]] = {
    "nothing": {},
    "report": {"has_report": True},
    "workbook": {"has_workbook": True},
    "both": {"has_report": True, "has_workbook": True},
    "new report": {"new_report": True, "has_report": True},
    "new workbook": {"new_workbook": True, "has_workbook": True},
    "new both": {"new_report": True, "new_workbook": True, "has_report": True, "has_workbook": True},
}

# (what is said, situation, job). Where a job lacks its file the answer is help: say what to upload.
SAID: list[tuple[str, str, JobKind]] = [
    # drafting
    ("帮我起草今年的年报", "workbook", "draft"),
    ("起草", "workbook", "draft"),
    ("写个初稿", "workbook", "draft"),
    ("按这个表写一份年度报告", "workbook", "draft"),
    ("数据填好了，出一版初稿吧", "workbook", "draft"),
    ("麻烦生成报告", "workbook", "draft"),
    ("重新生成一稿", "workbook", "draft"),
    ("再写一遍", "workbook", "draft"),
    ("根据资料表拟个稿子", "workbook", "draft"),
    ("可以开始写了", "workbook", "draft"),
    ("年报帮我弄出来", "workbook", "draft"),
    ("给我出个年报", "workbook", "draft"),
    ("用上传的数据做一份2024年的报告", "workbook", "draft"),
    ("请按照规定格式起草2024年度报告", "workbook", "draft"),
    ("按照条例第五十条的要求起草我镇2024年的年报", "workbook", "draft"),
    ("起草年报", "both", "draft"),
    ("这是填好的资料表", "new workbook", "draft"),
    ("", "new workbook", "draft"),
    ("资料表改好了，重新来一份", "new workbook", "draft"),
    ("这是今年的数据和去年的年报，起草一下", "new both", "draft"),
    ("帮我写今年的政府信息公开年报", "nothing", "help"),
    ("帮我起草今年的年报", "nothing", "help"),
    ("想写年报，怎么开始", "nothing", "help"),
    ("我要起草一份年度报告", "report", "help"),
    ("给我写一份政府信息公开工作年度报告", "nothing", "help"),
    # reviewing
    ("看看这份年报合不合格", "new report", "review"),
    ("", "new report", "review"),
    ("审一下", "new report", "review"),
    ("请审核", "new report", "review"),
    ("符合第五十条吗", "new report", "review"),
    ("帮忙把把关", "new report", "review"),
    ("这份报告有没有毛病", "new report", "review"),
    ("领导让我看一下这个", "new report", "review"),
    ("这几份都审一下", "new report", "review"),
    ("表格里的数加得对不对", "new report", "review"),
    ("看看数字能不能对上", "report", "review"),
    ("再审一遍", "report", "review"),
    ("刚才那份报告符合条例要求吗", "report", "review"),
    ("这个年报能过吗", "report", "review"),
    ("帮我挑挑毛病", "report", "review"),
    ("有什么问题没有", "report", "review"),
    ("勾稽关系对不对", "report", "review"),
    ("校对一下附件", "report", "review"),
    ("检查表三的合计", "report", "review"),
    ("这份年报可以发布了吗", "report", "review"),
    ("有哪些地方要改", "report", "review"),
    ("哪些地方写错了", "report", "review"),
    ("这份报告哪里不符合规定", "report", "review"),
    ("缺不缺内容", "report", "review"),
    ("是否满足条例第五十条", "report", "review"),
    ("审核结论是什么", "report", "review"),
    ("审核一下我们局的年报", "nothing", "help"),
    ("帮我看看这份年报合不合规", "nothing", "help"),
    ("你帮我检查一下附件", "nothing", "help"),
    # comparing
    ("跟去年比怎么样", "report", "compare"),
    ("和上年相比变化大吗", "report", "compare"),
    ("我们镇在同类里排第几", "report", "compare"),
    ("和别的镇比一比", "report", "compare"),
    ("跟兄弟单位对比一下", "report", "compare"),
    ("申请量比去年多了还是少了", "report", "compare"),
    ("今年申请比去年多多少", "report", "compare"),
    ("公开率在全市什么水平", "report", "compare"),
    ("别的县一般收到多少件", "report", "compare"),
    ("同类机关的中位数是多少", "report", "compare"),
    ("办结数增长了多少", "report", "compare"),
    ("文字跟去年的有没有雷同", "report", "compare"),
    ("是不是照抄了去年的", "report", "compare"),
    ("对比一下这两份", "new report", "compare"),
    ("这是今年的和去年的，比较一下", "new report", "compare"),
    ("和同类机关比", "new report", "compare"),
    ("去年的年报也给你，看看变化", "new report", "compare"),
    ("跟去年比比看", "nothing", "help"),
    ("和同类机关比较", "nothing", "help"),
    ("横向比较一下", "report", "compare"),
    # the law
    ("申请多少天内要答复", "nothing", "law"),
    ("收到申请多少天内要答复", "report", "law"),
    ("年报什么时候公布", "nothing", "law"),
    ("年报几月底前要发出来", "nothing", "law"),
    ("第五十条讲了什么", "nothing", "law"),
    ("条例第二十条有哪些内容", "report", "law"),
    ("申请人一年提了两百多次怎么处理", "nothing", "law"),
    ("补正通知书几天内发", "nothing", "law"),
    ("可以收费吗", "nothing", "law"),
    ("信息处理费怎么收", "workbook", "law"),
    ("内部会议纪要能不能不公开", "nothing", "law"),
    ("涉及商业秘密的申请怎么答复", "nothing", "law"),
    ("上年结转的申请填哪一行", "nothing", "law"),
    ("去年结转的件数应该填在哪里", "report", "law"),
    ("部分公开的申请怎么统计", "nothing", "law"),
    ("审查机制是怎么规定的", "nothing", "law"),
    ("政府信息公开的保密审查由谁负责", "report", "law"),
    ("公开之前要做哪些审查", "report", "law"),
    ("不写年报会有什么后果", "nothing", "law"),
    ("年报要包括哪些内容", "nothing", "law"),
    ("年度报告由谁来写", "nothing", "law"),
    ("部门的年报交给谁", "workbook", "law"),
    ("起草年报的依据是什么", "nothing", "law"),
    ("起草年报要注意什么", "nothing", "law"),
    ("没有收到申请表三怎么填", "workbook", "law"),
    ("要不要写和去年的比较", "report", "law"),
    ("别人举报我们不公开怎么办", "nothing", "law"),
    ("公民可以查自己的信息吗", "nothing", "law"),
    ("复议和诉讼的件数怎么算", "report", "law"),
    ("乡镇要不要写考核情况", "nothing", "law"),
    ("什么叫三安全一稳定", "nothing", "law"),
    ("第三方意见征求要多久", "nothing", "law"),
    ("申请公开同一个信息好几次的怎么处理", "nothing", "law"),
    # help
    ("你好", "nothing", "help"),
    ("你能做什么", "nothing", "help"),
    ("怎么用", "nothing", "help"),
    ("帮助", "report", "help"),
    ("", "nothing", "help"),
    ("这个系统怎么用", "nothing", "help"),
    ("您好，请问这个怎么操作", "nothing", "help"),
    ("谢谢", "report", "help"),
    ("好的", "report", "help"),
    ("你是谁", "nothing", "help"),
    ("资料表模板在哪下载", "nothing", "help"),
]


def acts_of(said: str, **lies: Any) -> list[str]:
    return [asked.act for asked in understand(said, Situation(**lies))]


@pytest.mark.parametrize(("said", "situation", "job"), SAID, ids=[f"{s}|{w}" for w, s, _ in SAID])
def test_job_that_is_meant(said: str, situation: str, job: str) -> None:
    """On a desk with files alone. What used to be help because something was missing is asked for now."""
    flags = {"new_report": False, "new_workbook": False, "has_report": False, "has_workbook": False}
    flags |= SITUATIONS[situation]
    acts = acts_of(
        said,
        new_reports=int(flags["new_report"]),
        reports=int(flags["new_report"] or flags["has_report"]),
        has_workbook=flags["has_workbook"] or flags["new_workbook"],
        new_workbook=flags["new_workbook"],
        last_year=True,
    )
    assert len(acts) == 1
    assert acts[0] in ({"help", "ask", "draft"} if job == "help" else {job})


REVIEW = {
    "findings": [
        {"rule": "STR-02", "severity": "warning", "where": {"section": "other"}, "suggestion": "序号改为“六、”。"},
        {"rule": "CON-02", "severity": "warning", "where": {"section": "overview"}, "suggestion": "写明结果。"},
    ],
    "rules": [{"rule": "NT-14", "state": "insufficient_data"}],
    "article50": [{"item": "四之二", "verdict": "missing", "rules": ["CON-02"]}],
}
DRAFT = {"prose": [], "ledger": [{"id": "share.on_time", "label": "按期答复率", "value": "100", "unit": "%"}]}
DESKS: dict[str, dict[str, Any]] = {
    "none": {},
    "review": {"review": REVIEW, "last": "review", "reports": 1, "years": (2024,)},
    "draft": {"draft": DRAFT, "last": "draft", "has_workbook": True},
    "two": {"reports": 2, "new_reports": 2, "years": (2023, 2024)},
    "file": {"reports": 1, "new_reports": 1, "years": (2024,)},
    "register": {"has_register": True, "new_register": True},
}
MEANT: list[tuple[str, str, list[str], str]] = [
    ("none", "帮我写个年报", ["ask"], ""),
    ("none", "哪几件超期", ["ask"], ""),
    ("none", "领导说字数太多了 有没有规定多少字", ["law"], ""),
    ("none", "你是chatgpt吗", ["help"], ""),
    ("none", "今天北京天气怎么样，顺便问下答复期限几天", ["law"], ""),
    ("none", "年报漏报了会怎样", ["law"], ""),
    ("none", "帮我编一句话 说我们今年公开力度加大了", ["refuse"], ""),
    ("none", "复议机关多长时间作出决定", ["refuse"], ""),
    ("review", "那个CON-02咋改", ["suggest"], "CON-02"),
    ("review", "第二条没看懂，麻烦讲讲", ["explain"], "CON-02"),
    ("review", "减少那句怎么就核不了", ["explain"], "NT-14"),
    ("review", "只看警告", ["list"], ""),
    ("review", "这样可以报了吗", ["verdict"], ""),
    ("review", "11件和13件 是不是矛盾", ["figure"], "applications"),
    ("review", "把结论改成符合 出个报告", ["refuse"], ""),
    ("review", "跟别的镇比怎么样", ["compare"], ""),
    ("review", "跟去年比呢", ["ask"], ""),
    ("review", "第四十九条怎么说的", ["law"], ""),
    ("draft", "条例第三条", ["law"], ""),
    ("none", "第九十九条", ["law"], ""),
    ("review", "第二条", ["explain"], "CON-02"),
    ("review", "无法提供是不是只算不掌握这一种", ["law"], ""),
    ("draft", "把微信公众号那个数改成1500条", ["edit"], "overview"),
    ("draft", "按期答复率怎么算出来的", ["figure"], "share.on_time"),
    ("draft", "受理13件改成收到13件，顺便看看还有哪些没填", ["edit", "list"], ""),
    ("draft", "回到第一稿", ["history"], ""),
    ("draft", "培训其实没搞，你就给写办了四期，两百多人参加", ["refuse"], ""),
    ("draft", "社会评议没搞，就写未开展", ["edit"], ""),
    ("two", "审核一下 再跟去年比", ["review", "compare"], ""),
    ("two", "审完把意见给我导出来", ["review", "export"], ""),
    (
        "file",
        "您好，我刚到办公室，之前没接触过这个工作，昨天还在忙别的，孩子又生病了，真是焦头烂额，麻烦您帮我审核一下这份年报，"
        "再告诉我表三里商业企业新收了多少件，另外年报最晚什么时候公布，谢谢啦！",
        ["review", "figure", "law"],
        "",
    ),
    ("register", "表三填好，超期的也列出来", ["register", "overdue"], ""),
    ("register", "还在办的有几件", ["figure"], "carried_out"),
    ("review", "why is CON-02 a warning", ["explain"], "CON-02"),
    ("draft", "行政复议维持填0，结果纠正填1", ["edit"], ""),
    ("draft", "先把行政许可改成30，另外信息公开申请答复期限是多少天", ["edit", "law"], ""),
    ("draft", "删掉第二句，另外主动公开的期限是多久", ["edit", "law"], ""),
]


@pytest.mark.parametrize(("desk", "said", "acts", "refers"), MEANT, ids=[f"{d}|{s}" for d, s, _, _ in MEANT])
def test_what_lies_on_the_desk_decides(desk: str, said: str, acts: list[str], refers: str) -> None:
    asked = understand(said, Situation(**DESKS[desk]))
    assert [a.act for a in asked] == acts
    assert not refers or refers in [r for a in asked for r in a.refers]


@pytest.mark.parametrize(
    ("said", "count", "first"),
    [
        ("行政处罚", 1, "active_disclosure.penalties.decisions"),
        ("表三里部分公开的自然人", 1, "applications.partial.natural_person"),
        ("新收的自然人从10", 1, "applications.new.natural_person"),
        ("规章", 3, "active_disclosure.regulations.issued"),
        ("行政诉讼全部", 8, "proceedings.litigation_direct.upheld"),
        ("科研机构那一列", 24, "applications.new.research"),
        ("科研机构", 24, "applications.new.research"),
        ("结果维持", 3, "proceedings.reconsideration.upheld"),
        ("收费金额", 0, ""),
        ("网站公开的行政许可信息", 0, ""),
    ],
)
def test_cells_that_are_named_to_be_filled(said: str, count: int, first: str) -> None:
    cells = cells_named(said)
    assert (len(cells), next(iter(cells), "")) == (count, first)


def test_a_yes_means_the_change_that_waits() -> None:
    assert acts_of("确认", **DESKS["draft"], pending=True) == ["edit"]
    assert acts_of("好的", **DESKS["draft"]) == ["help"]


def test_every_request_says_why() -> None:
    for desk, said, _, _ in MEANT:
        assert all(asked.why for asked in understand(said, Situation(**DESKS[desk])))
