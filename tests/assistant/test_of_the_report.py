"""What stands in a report is found: its fee, its carry, its sentences, its tables; what is reckoned of it shows its formula."""

from pathlib import Path

import pytest

from nianbao.assistant.acts.differences import differences
from nianbao.assistant.acts.fee import fee_told
from nianbao.assistant.acts.figure_of_report import NOT_FOUND, figures_of_report
from nianbao.assistant.acts.in_the_text import told_in_the_text
from nianbao.assistant.acts.made_of import made_of
from nianbao.assistant.acts.prose_search import told_of
from nianbao.assistant.acts.since_earlier import asks_since
from nianbao.assistant.acts.whole import asks_whole, whole
from nianbao.assistant.service import Assistant
from nianbao.assistant.understanding.cells import columns_in, names_the_fee, rows_in
from nianbao.assistant.understanding.quantities import asks_a_fact, asks_the_fee
from nianbao.assistant.understanding.references import section_in, table_in
from nianbao.assistant.understanding.years import asks_last_year, asks_trend, years_asked
from nianbao.documents import read
from nianbao.drafting.draft import make_draft
from nianbao.report.layout import LAYOUT_2021
from nianbao.report.model import Report
from nianbao.work.services import Services
from tests.support.draft_inputs import example
from tests.support.model.chat_results import REPORTS, SAMPLE, broken_sample, exchanged, sample
from tests.support.model.chat_scripts import assistant_with, turn


def of(name: str) -> Report:
    return read(sample(name), name)


@pytest.fixture(scope="module")
def town() -> Report:
    return of(SAMPLE)


@pytest.fixture(scope="module")
def bureau() -> Report:
    return of("shili-transport-2024.md")


@pytest.fixture
def assistant(offline_services: Services) -> Assistant:
    return assistant_with(offline_services)


def told(report: Report, said: str) -> str:
    table = table_in(said)
    refers = rows_in(said) or ((table,) if table else ()) or tuple(s for s in (section_in(said),) if s)
    return figures_of_report("某机关2024年年报", report, refers or ("applications",), said)


@pytest.mark.parametrize(
    ("said", "rows"),
    [
        ("上年转过来几件", ("carried_in",)),
        ("去年留下来的几件", ("carried_in",)),
        ("去年没办完的有几件", ("carried_in",)),
        ("去年年底还剩多少件没办", ("carried_in",)),
        ("上一年遗留几件", ("carried_in",)),
        ("年底还剩几件没办", ("carried_out",)),
        ("留到下一年办的几件", ("carried_out",)),
        ("转到明年的几件", ("carried_out",)),
    ],
)
def test_what_is_carried_over_is_a_row_and_no_year(said: str, rows: tuple[str, ...]) -> None:
    assert rows_in(said) == rows
    assert years_asked(said, 2024) == ()


@pytest.mark.parametrize(
    "said",
    [
        "去年收到几件",
        "去年结转到下年度几件",
        "去年办结几件",
        "去年没有公开几件",
        "去年转为主动公开几件",
        "去年没办过培训",
    ],
)
def test_last_year_stays_last_year(said: str) -> None:
    assert asks_last_year(said)
    assert "carried_in" not in rows_in(said)


@pytest.mark.parametrize(
    "said",
    ["收了多少信息处理费", "收了多少钱的信息处理费", "处理费一共收了几元", "信息处理费多少元", "申请公开收了多少钱"],
)
def test_the_fee_is_told_from_the_sixth_section(bureau: Report, said: str) -> None:
    words = told(bureau, said)
    assert "均未收取过信息处理费" in words
    assert "128.4" not in words
    assert "211" not in words


@pytest.mark.parametrize(
    "said", ["行政事业性收费多少", "逾期没有按通知缴费的几件", "收费标准公开了几条", "处罚收了多少件"]
)
def test_other_charges_are_no_fee(said: str) -> None:
    assert not names_the_fee(said)


def test_a_bare_sum_of_money_is_told_with_both(bureau: Report) -> None:
    words = told(bureau, "收了多少钱")
    assert "行政事业性收费：本年收费金额128.4万元" in words
    assert "均未收取过信息处理费" in words


def test_a_fee_that_is_not_told_is_no_nought() -> None:
    text = exchanged(sample().decode(), "1. 信息处理费：全年没有产生应收费的申请，收取金额为0元。", "1. 没有补充。")
    assert "不能回答" in "".join(fee_told(read(text.encode(), SAMPLE)))


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("信息处理费收了没有", True),
        ("收了多少处理费", True),
        ("信息处理费怎么收", False),
        ("信息处理费标准是多少", False),
        ("可以收信息处理费吗", False),
    ],
)
def test_how_fees_are_charged_is_no_fact_of_the_report(said: str, fact: bool) -> None:
    assert asks_the_fee(said) is fact


@pytest.mark.parametrize(
    ("name", "said", "sentence"),
    [
        ("shili-transport-2024.md", "公路水路建设公开了多少条", "公路水路建设326条"),
        ("shili-transport-2024.md", "在建项目几个", "在建的27个项目"),
        ("shili-transport-2024.md", "培训了几次", "厅系统培训三期"),
        (SAMPLE, "考核得分排第几", "排第4位"),
        (SAMPLE, "满意度多少", "基本满意的131户"),
        (SAMPLE, "过筛了多少件", "共过筛213件"),
        (SAMPLE, "140户里多少户满意，占多少", "131户÷140户＝93.6%"),
        (SAMPLE, "网站公开信息中惠农补贴占比多少", "74条÷279条＝26.5%"),
        (SAMPLE, "工程项目占多少", "58条÷279条＝20.8%"),
    ],
)
def test_a_number_of_the_text_is_found(name: str, said: str, sentence: str) -> None:
    assert sentence in "\n".join(told_of(of(name), said))


@pytest.mark.parametrize(
    "said", ["直播带货搞了几场", "刑事案件多少件", "无人机巡检几次", "考核扣了多少分红包", "书记接访多少次", "多少"]
)
def test_what_is_not_in_the_text_is_not_made_up(town: Report, said: str) -> None:
    assert told_of(town, said) == []
    assert "÷" not in told(town, said)


def test_nothing_found_is_said(town: Report) -> None:
    assert NOT_FOUND in told(town, "直播带货搞了几场")


@pytest.mark.parametrize(
    ("said", "formula"),
    [
        ("行政许可和行政处罚加起来多少", "行政许可183642＋行政处罚2143＝185785件"),
        ("自然人申请占多少比例", "自然人142÷本年新收总计211＝67.3%"),
        ("予以公开占比多少", "予以公开79÷办理结果总计211＝37.4%"),
        ("复议维持率多少", "行政复议·结果维持12÷行政复议总计22＝54.5%"),
        ("复议维持率多少", "已审结的（总计22−尚未审结3）19＝63.2%"),
        ("官司输了几件", "结果纠正各项合计0件"),
        ("企业申请的有几件被拒绝了", "不予公开·商业企业各项合计6件"),
    ],
)
def test_what_is_reckoned_shows_its_formula(bureau: Report, said: str, formula: str) -> None:
    assert formula in told(bureau, said)


def test_different_units_are_not_added(bureau: Report) -> None:
    assert "合计：" not in told(bureau, "行政处罚和行政事业性收费加起来多少")


@pytest.mark.parametrize(
    ("figure", "said", "sum_"), [("220", "合计220件对吗", "新收211＋上年结转9＝220"), ("33", "不予公开33件", "＝33")]
)
def test_a_figure_of_the_text_is_told_with_what_makes_it(bureau: Report, figure: str, said: str, sum_: str) -> None:
    made = made_of(bureau, figure, said)
    assert made is not None
    assert sum_ in made.told


@pytest.mark.parametrize("figure", ["326", "27", "894", "9999"])
def test_a_figure_of_the_text_alone_is_made_of_nothing(bureau: Report, figure: str) -> None:
    assert made_of(bureau, figure, "对不对") is None


@pytest.mark.parametrize(
    "said", ["把表三给我列出来", "表二全部数字", "把表4列出来", "第五部分给我看看", "给我看看全文"]
)
def test_a_table_a_part_or_the_text_is_shown(said: str) -> None:
    assert asks_whole(said)


@pytest.mark.parametrize(
    "said",
    [
        "表三有什么问题",
        "把表三的错误列出来",
        "表三平不平",
        "第五部分怎么写",
        "把意见列出来",
        "全文多少字",
        "表二哪里没填",
    ],
)
def test_what_asks_for_findings_shows_no_table(said: str) -> None:
    assert not asks_whole(said)


def test_every_cell_of_every_table_is_shown(town: Report) -> None:
    text = whole(town, "全文")
    for key in LAYOUT_2021.tables:
        table = town.table(key)
        assert table is not None
        assert all(table.layout.rows[row].full_label in text for row in table.rows())
    assert "共过筛213件" in text


def test_two_years_are_added_up_or_subtracted() -> None:
    years = [of("qinghe-county-2024.md"), of("qinghe-county-2023.md")]
    assert "2023年129＋2024年139＝268件" in "".join(differences(years, ("new",), "两年一共收了多少"))
    assert "行政诉讼：5−6＝-1" in "".join(differences(years, ("proceedings",), "表四今年比去年多几件"))


@pytest.mark.parametrize("said", ["降了吗", "那比去年多了没有", "是增加了还是减少了", "有变化吗"])
def test_a_trend_is_of_what_was_told(said: str) -> None:
    assert asks_trend(said)


@pytest.mark.parametrize("said", ["降价了吗", "问题多吗", "收了吗", "行政处罚降了吗", "对吗"])
def test_other_short_questions_are_no_trend(said: str) -> None:
    assert not asks_trend(said)


@pytest.mark.parametrize("said", ["有几个问题", "错误多少处", "T3-01是多少", "哪些地方要改", "表三有什么意见"])
def test_a_question_for_findings_is_no_fact(said: str) -> None:
    assert not asks_a_fact(said)


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (["复议后起诉的多少", "其中还没判的"], "尚未审结2件"),
        (["信息处理费收了没有"], "均未收取过信息处理费"),
        (["机关名称对吗"], "没有查出问题"),
        (["为什么按新格式"], "2021年的统一格式"),
        (["合计220件对不对"], "新收211＋上年结转9＝220"),
    ],
)
def test_asked_in_a_conversation(assistant: Assistant, questions: list[str], words: str) -> None:
    name = "shili-transport-2024.md"
    found = turn(assistant, "审核", [(name, sample(name))])
    for said in questions:
        found = turn(assistant, said, conversation_id=found.conversation_id)
    assert words in found.words


def test_a_trend_is_told_with_both_years(assistant: Assistant) -> None:
    files = [(n, Path(REPORTS / n).read_bytes()) for n in ("qinghe-county-2024.md", "qinghe-county-2023.md")]
    found = turn(assistant, "审核", files)
    for said in ("行政处罚多少", "降了吗"):
        found = turn(assistant, said, conversation_id=found.conversation_id)
    assert "5874−6132＝-258，减少258" in found.words


def test_columns_of_courts_are_known() -> None:
    assert columns_in("还没判的") == ("pending",)
    assert columns_in("输了几件") == ("corrected",)


def test_what_became_of_the_findings_since_the_version_before(assistant: Assistant) -> None:
    """Of an agency of its own: what was reviewed before belongs to the office and not to the conversation."""
    wrong, right = (text.replace("柳溪镇".encode(), "双桥镇".encode()) for text in (broken_sample(), sample()))
    first = turn(assistant, "审核", [("年报.md", wrong)])
    alone = turn(assistant, "哪几条改好了", conversation_id=first.conversation_id)
    assert "只审过这一稿" in alone.words
    turn(assistant, "改好了，再审一遍", [("年报改.md", right)], conversation_id=first.conversation_id)
    for said in ("刚才哪几条改好了", "跟上一版比少了几个问题"):
        now = turn(assistant, said, conversation_id=first.conversation_id)
        assert "和上一稿（年报.md" in now.words
        assert "STR-" in now.words.partition("改好的")[2]


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("新冒出来哪些问题", True),
        ("上一稿审出几个问题", True),
        ("哪几条要改", False),
        ("上年结转几件", False),
        ("和上年比多了几件", False),
    ],
)
def test_what_asks_for_an_earlier_version(said: str, asks: bool) -> None:
    assert asks_since(said) is asks


def test_an_aspect_is_shown_as_it_stands() -> None:
    inputs, previous = example("county")
    report = make_draft(inputs, previous=previous).report
    assert asks_whole("现在监督保障怎么写的")
    assert not asks_whole("监督保障怎么写")
    shown = whole(report, "现在监督保障怎么写的")
    assert "将政务公开纳入部门年度考核" in shown
    assert "主动公开工作" not in shown


def test_two_figures_of_the_text_are_told_of_one_question() -> None:
    inputs, previous = example("county")
    lines = told_in_the_text(make_draft(inputs, previous=previous).report, "网站公开多少条，培训几次")
    assert any("1386条" in line for line in lines)
    assert any("5场" in line for line in lines)
