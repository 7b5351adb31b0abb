"""A conversation that goes on: the last question again, a figure that holds another, a line that moves, notes that were typed."""

from typing import Any

import pytest

from nianbao.assistant.service import Assistant
from nianbao.assistant.understanding.passages import Meant, passage_meant, wants_more
from nianbao.paths import CORPUS_DIR
from nianbao.work.handed.typed_notes import is_notes, read_typed
from nianbao.work.revised.wanted import changes_wanted
from nianbao.work.revised.wishes import wished
from nianbao.work.services import Services
from tests.conftest import ROOT
from tests.support.draft_inputs import example
from tests.support.files.workbooks import workbook_bytes
from tests.support.model.chat_results import SAMPLE, sample
from tests.support.model.chat_scripts import Turn, assistant_with, turn

REGISTER = ROOT / "tests" / "fixtures" / "registers" / "b_05.csv"
TWO_YEARS = [CORPUS_DIR / "reports" / f"liuxi-town-{year}.md" for year in (2024, 2023)]
NOTES = """今年的情况：
网站发了213条，公众号推了86条
处罚9起 强制没有 许可184
收到申请5件，公开3件，部分公开2件
年底开了总结会
"""


@pytest.fixture
def assistant(offline_services: Services) -> Assistant:
    return assistant_with(offline_services)


def acts(assistant: Assistant, done: Turn) -> list[str]:
    kept: list[dict[str, Any]] = assistant.messages(done.conversation_id)[-1].payload["acts"]
    return [a["act"] for a in kept]


def drafted(assistant: Assistant) -> str:
    inputs, _ = example("county")
    return turn(assistant, "起草", [("资料表.xlsx", workbook_bytes(inputs))]).conversation_id


def test_a_question_beside_its_file_is_answered_and_asked_again_of_another(assistant: Assistant) -> None:
    other = (CORPUS_DIR / "reports" / "luqi-town-2024.md").read_bytes()
    first = turn(assistant, "柳溪镇收到多少件申请？", [(SAMPLE, sample()), ("luqi.md", other)])
    assert acts(assistant, first) == ["figure"]
    assert "总计11件" in first.words
    again = turn(assistant, "鹭栖镇呢", conversation_id=first.conversation_id)
    assert acts(assistant, again) == ["figure"]
    assert "总计0件" in again.words
    assert "总计11件" not in again.words
    kinds = turn(assistant, "柳溪镇自然人呢", conversation_id=first.conversation_id)
    assert "自然人8件" in kinds.words
    nobody = turn(assistant, "青石镇呢", conversation_id=first.conversation_id)
    assert "不在这次对话里" in nobody.words


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("收到12件是不是把结转也算进去了", "新收11＋上年结转1＝12"),
        ("收到11件是不是把结转也算进去了", "没有把结转算进去"),
        ("收到71件是不是把结转也算进去了", "71件与表三对不上"),
        ("收到那个数含不含结转的", "11件没有把结转算进去"),
    ],
)
def test_a_figure_that_may_hold_another_is_told_from_the_report(assistant: Assistant, said: str, answer: str) -> None:
    done = turn(assistant, said, [(SAMPLE, sample())])
    assert acts(assistant, done) == ["figure"]
    assert answer in done.words


def test_two_questions_with_a_file_are_both_answered(assistant: Assistant) -> None:
    done = turn(assistant, "收到多少件？顺便审一下", [(SAMPLE, sample())])
    assert acts(assistant, done) == ["figure", "review"]


def test_a_line_moves_after_it_was_shown(assistant: Assistant) -> None:
    id = drafted(assistant)
    shown = turn(assistant, "把改版政府信息公开专栏那句挪到第六部分", conversation_id=id)
    assert "改版政府信息公开专栏检索功能 → 挪到第六部分" in shown.words
    assert shown.results == []
    taken = turn(assistant, "确认", conversation_id=id)
    where = {p["section"] for p in taken.results[0].data["prose"] if "专栏检索" in p["sentence"]}
    assert where == {"other"}
    back = turn(assistant, "把专栏检索那句挪到第一部分", conversation_id=id)
    assert "平台建设" in back.words
    taken = turn(assistant, "行", conversation_id=id)
    assert {p["section"] for p in taken.results[0].data["prose"] if "专栏检索" in p["sentence"]} == {"overview"}
    assert "只有表格" in turn(assistant, "把专栏检索那句挪到第三部分", conversation_id=id).words


def test_a_figure_of_the_year_keeps_its_source_when_its_place_changes(assistant: Assistant) -> None:
    id = drafted(assistant)
    turn(assistant, "把组织业务培训那句挪到平台建设", conversation_id=id)
    taken = turn(assistant, "确认", conversation_id=id)
    asked = turn(assistant, "业务培训几场", conversation_id=id)
    assert taken.kinds == ["draft"]
    assert "组织业务培训：5场，来自：工作情况" in asked.words


def test_notes_are_shown_as_read_and_drafted_of_after_a_yes(assistant: Assistant) -> None:
    shown = turn(assistant, NOTES)
    assert acts(assistant, shown) == ["ask"]
    for said in (
        "表二·行政许可：184（第3行",
        "表二·行政强制：0（第3行",
        "公众号推 86条（第2行",
        "只有总数，请分到各栏",
    ):
        assert said in shown.words
    assert "第5行“年底开了总结会”" in shown.words
    asked = turn(assistant, "确认", conversation_id=shown.conversation_id)
    assert asked.kinds == ["material"]
    begun = turn(assistant, "示例县教育局2025年", conversation_id=shown.conversation_id)
    assert begun.kinds == ["material", "draft"]
    report = begun.results[1].data["report"]
    assert (report["agency"]["name"], report["year"]) == ("示例县教育局", 2025)


def test_notes_beside_an_open_draft_become_a_revision(assistant: Assistant) -> None:
    id = drafted(assistant)
    assert acts(assistant, turn(assistant, NOTES, conversation_id=id)) == ["edit"]
    taken = turn(assistant, "好的", conversation_id=id)
    assert any("公众号推86条" in p["sentence"] for p in taken.results[0].data["prose"])


@pytest.mark.parametrize(
    "said",
    [
        "我们镇今年收到3件申请，都办完了，表三怎么填",
        "把公众号改成1500条，网站改成200条，培训改成3场",
        "第三条、第五条是什么意思",
    ],
)
def test_questions_and_changes_are_no_notes(said: str) -> None:
    assert not is_notes(said, beside_draft=True)


def test_typed_notes_name_their_lines() -> None:
    read = read_typed("帮我起草年报\n网站发了213条\n公众号推了86条\n培训2场", 2025)
    assert read.unread == ()
    assert [line[-5:] for line in read.filled] == ["（第2行）", "（第3行）", "（第4行）"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("第五部分写具体一点", Meant("problems")),
        ("监督保障展开一点", Meant("supervision")),
        ("第五部分第一条太空了", Meant("problems", "部分单位政策解读形式单一")),
        ("专栏检索那句写细一点", Meant("platform", "改版专栏检索")),
    ],
)
def test_the_passage_that_is_to_say_more(said: str, meant: Meant) -> None:
    ledger = [
        {"id": "practice.platform.1", "label": "", "value": "改版专栏检索"},
        {"id": "problem.1", "label": "", "value": "部分单位政策解读形式单一"},
    ]
    assert wants_more(said)
    assert passage_meant(said, {"ledger": ledger, "prose": []}) == meant
    assert not wants_more("把第一条改成：解读形式单一，图解只有2篇，写得不够具体")


def test_a_change_that_was_put_off_is_shown_again_before_it_is_taken(assistant: Assistant) -> None:
    id = drafted(assistant)
    turn(assistant, "把业务培训那个数改成8场", conversation_id=id)
    turn(assistant, "一事一申请怎么计件", conversation_id=id)
    again = turn(assistant, "确认", conversation_id=id)
    assert "前面说的这处改动" in again.words
    assert again.results == []
    assert turn(assistant, "确认", conversation_id=id).kinds == ["draft"]
    assert "前面说的" not in turn(assistant, "确认", conversation_id=id).words


def test_taking_back_what_was_only_shown_leaves_every_revision_as_it_is(assistant: Assistant) -> None:
    id = drafted(assistant)
    turn(assistant, "把业务培训那个数改成8场", conversation_id=id)
    turn(assistant, "确认", conversation_id=id)
    turn(assistant, "把业务培训那个数改成9场", conversation_id=id)
    dropped = turn(assistant, "撤销", conversation_id=id)
    assert ("没有变" in dropped.words, dropped.results) == (True, [])
    assert turn(assistant, "确认", conversation_id=id).results == []
    assert "第1稿的内容保存为第3稿" in turn(assistant, "撤销", conversation_id=id).words


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("哪一项变化最大", "新收申请：本年11件，上年7件"),
        ("新收申请在同类里排第几", "新收申请：本年11件"),
        ("行政许可比上年多多少", "行政许可：本年203件，上年184件，较上年增加19件"),
        ("跟谁比的", "同类机关"),
    ],
)
def test_a_comparison_is_answered_from(assistant: Assistant, said: str, told: str) -> None:
    compared = turn(assistant, "和去年比", [(p.name, p.read_bytes()) for p in TWO_YEARS])
    asked = turn(assistant, said, conversation_id=compared.conversation_id)
    assert compared.kinds == ["compare"]
    assert told in asked.words
    assert asked.kinds == []


@pytest.mark.parametrize("said", ["白云镇的行政许可有多少件", "2019年的行政许可多少件", "前年行政许可多少"])
def test_a_comparison_answers_for_no_other_report_or_year(assistant: Assistant, said: str) -> None:
    compared = turn(assistant, "和去年比", [(p.name, p.read_bytes()) for p in TWO_YEARS])
    assert "203" not in turn(assistant, said, conversation_id=compared.conversation_id).words


def test_a_comparison_says_whose_figures_it_tells(assistant: Assistant) -> None:
    compared = turn(assistant, "和去年比", [(p.name, p.read_bytes()) for p in TWO_YEARS])
    assert "柳溪镇人民政府2024年：" in turn(assistant, "行政许可几件", conversation_id=compared.conversation_id).words


def test_a_comparison_is_exported(assistant: Assistant) -> None:
    compared = turn(assistant, "和去年比", [(p.name, p.read_bytes()) for p in TWO_YEARS])
    asked = turn(assistant, "导出成Word", conversation_id=compared.conversation_id)
    assert asked.kinds == ["compare"]
    assert "比较说明" in asked.words


@pytest.mark.parametrize(
    ("said", "befores", "afters"),
    [
        ("把26人改成36人，把276条改成300条", ("26人", "276条"), ("36人", "300条")),
        ("把26人改成260人，好看点", ("26人",), ("260人",)),
    ],
)
def test_each_number_that_is_named_changes_and_nothing_else(
    said: str, befores: tuple[str, ...], afters: tuple[str, ...]
) -> None:
    inputs = {
        "facts": [{"aspect": "platform", "label": "微信公众号发布信息", "value": 276, "unit": "条"}],
        "practices": [{"aspect": "active", "text": "8月组织政务开放日活动，邀请村民代表26人参加"}],
    }
    found = wished(inputs, said, lambda _: None).changes
    assert [any(b in c.before for b in befores) and any(a in c.after for a in afters) for c in found] == [True] * len(
        befores
    )
    assert not any("改成" in c.after or "好看" in c.after for c in found)


def test_a_line_gives_way_only_to_words_that_speak_of_it() -> None:
    inputs = {"problems": ["部分站所对公开清单掌握不透彻"]}
    assert isinstance(changes_wanted(inputs, "不予公开改成负一", None), str)


def test_a_report_is_asked_after_though_a_register_came_later(assistant: Assistant) -> None:
    reviewed = turn(assistant, "审核", [(SAMPLE, sample())])
    turn(assistant, "统计一下", [(REGISTER.name, REGISTER.read_bytes())], reviewed.conversation_id)
    assert "11件" in turn(assistant, "年报里新收申请多少件", conversation_id=reviewed.conversation_id).words


def test_what_is_not_here_is_not_reviewed_in_another_ones_place(assistant: Assistant) -> None:
    asked = turn(assistant, "审一下白云镇那份", conversation_id=drafted(assistant))
    assert asked.kinds == []


def test_what_waits_for_its_yes_is_not_lost_to_the_next_wish(assistant: Assistant) -> None:
    conversation = drafted(assistant)
    turn(assistant, "把1386条改成1390条", conversation_id=conversation)
    both = turn(assistant, "另外把57篇改成60篇", conversation_id=conversation)
    assert all(said in both.words for said in ("1390", "60篇"))
    again = turn(assistant, "不对，57篇改成61篇", conversation_id=conversation)
    assert "60篇" not in again.words
    turn(assistant, "可以", conversation_id=conversation)
    stands = turn(assistant, "政策解读材料发布了多少篇", conversation_id=conversation)
    assert "61" in stands.words
    assert "1390" in turn(assistant, "网站公开了多少条", conversation_id=conversation).words


def test_a_blank_is_filled_by_words_and_put_right_before_it_is_saved(assistant: Assistant) -> None:
    inputs, _ = example("county")
    inputs = inputs.model_copy(update={"results": inputs.results.model_copy(update={"assessment": None})})
    conversation = turn(assistant, "起草", [("资料表.xlsx", workbook_bytes(inputs))]).conversation_id
    shown = turn(assistant, "考核得了91分，是县里考的", conversation_id=conversation)
    assert "工作考核结果〔待填〕 → 县里考核得分91分" in shown.words
    assert "得分92分" in turn(assistant, "不对，是92分", conversation_id=conversation).words
    assert "第2稿" in turn(assistant, "可以", conversation_id=conversation).words


def test_the_next_number_stands_on_what_waits_and_takes_no_other_cells_place(assistant: Assistant) -> None:
    id = drafted(assistant)
    turn(assistant, "行政许可改成230", conversation_id=id)
    both = turn(assistant, "行政处罚改成15", conversation_id=id).words
    assert "行政处罚318件 → 表二·行政处罚15件" in both
    assert "行政许可7204件 → 表二·行政许可230件" in both
    more = turn(assistant, "行政许可再加5件", conversation_id=id).words
    assert "行政许可7204件 → 表二·行政许可235件" in more
    assert "更正没有读懂" in turn(assistant, "不对，是加5件", conversation_id=id).words
    assert "对不上的地方" in turn(assistant, "自然人予以公开加1", conversation_id=id).words


def test_every_yes_after_another_question_shows_what_waits_and_saves_nothing(assistant: Assistant) -> None:
    conversation = drafted(assistant)
    turn(assistant, "把培训5场改成6场", conversation_id=conversation)
    for yes in ("可以", "好"):
        turn(assistant, "按期答复率多少", conversation_id=conversation)
        again = turn(assistant, yes, conversation_id=conversation)
        assert ("前面说的这处改动" in again.words, again.results) == (True, [])
    turn(assistant, "按期答复率多少", conversation_id=conversation)
    both = turn(assistant, "把57篇改成58篇", conversation_id=conversation)
    assert "前面那处还没有保存，一并列在这里" in both.words
    failed = turn(assistant, "把没有的那句删掉", conversation_id=conversation)
    assert "前面列出的2处还没有保存" in failed.words
    gone = turn(assistant, "算了", conversation_id=conversation)
    assert "不改了，初稿没有变" in gone.words
    assert "没有等您确认的改动" in turn(assistant, "确认", conversation_id=conversation).words


def test_a_change_that_is_not_confirmed_is_not_exported_past(assistant: Assistant) -> None:
    conversation = drafted(assistant)
    at_once = turn(assistant, "把培训5场改成6场，然后导出", conversation_id=conversation)
    assert ("先不导出" in at_once.words, at_once.results) == (True, [])
    later = turn(assistant, "导出", conversation_id=conversation)
    assert later.kinds == ["draft"]
    assert "文件里没有这些还没确认的改动" in later.words
    done = turn(assistant, "可以，然后导出", conversation_id=conversation)
    assert done.kinds == ["draft"]
    assert "已保存为第2稿" in done.words
    told = turn(assistant, "第1稿和第2稿有什么区别", conversation_id=conversation)
    assert "5场→6场" in told.words


def test_what_is_named_is_exported_or_said_to_be_missing(assistant: Assistant) -> None:
    opinion = turn(assistant, "导出审核意见", conversation_id=drafted(assistant))
    assert ("还没有审核意见" in opinion.words, opinion.results) == (True, [])
    compared = turn(assistant, "和去年比", [(p.name, p.read_bytes()) for p in TWO_YEARS]).conversation_id
    turn(assistant, "审一下柳溪镇2024年的", conversation_id=compared)
    turn(assistant, "和去年比", conversation_id=compared)
    assert turn(assistant, "导出审核意见", conversation_id=compared).kinds == ["review"]


def test_a_blank_workbook_that_is_asked_for_is_no_draft_exported(assistant: Assistant) -> None:
    assert turn(assistant, "给我一张空白资料表", conversation_id=drafted(assistant)).kinds == ["material"]


def test_who_has_nothing_to_draft_from_gets_the_blank_workbook(assistant: Assistant) -> None:
    asked = turn(assistant, "给我一个空白资料表")
    assert asked.kinds == ["material"]
    assert asked.results[0].data["blank"]
