"""Two people at one draft, its revisions, and what comes back from Word and from the conversation."""

import json

import pytest

from nianbao.documents import read
from nianbao.drafting.bench.inputs import Built
from nianbao.report.errors import UserError
from nianbao.store.draft_steps import list_steps
from nianbao.store.drafts import load_docx, load_revision
from nianbao.work.bench.from_word import word_changes
from nianbao.work.bench.opening import begin_draft, drafts_at_work, open_draft, take_revision
from nianbao.work.bench.saying import Said, say, settle_beside
from nianbao.work.bench.sentences import cards
from nianbao.work.bench.versions import go_back, save_revision, saved_as
from nianbao.work.revised.edited_word import EditedWord
from nianbao.work.revised.edited_word import take_back as take_back_word
from nianbao.work.revised.edits import apply_edit, propose
from nianbao.work.services import Services
from tests.support.bench import card, county, figure
from tests.support.draft_inputs import example
from tests.support.files.word_edits import with_words


def test_two_who_type_at_one_place_both_keep_their_words(services: Services):
    id = county(services)
    place = "figure.applications.new.natural_person"
    [first] = say(services, id, [Said(place, "40")], "周晓")
    [second] = say(services, id, [Said(place, "41", seen=0)], "孙明")
    assert (first.beside, second.beside) == (False, True)
    bench = open_draft(services, id)
    assert bench.state.value(place) == "40"
    assert [(b.value, b.author) for b in bench.state.beside[place]] == [("41", "孙明")]
    settle_beside(services, id, place, "41", "周晓")
    bench = open_draft(services, id)
    assert (bench.state.value(place), bench.state.beside) == ("41", {})
    [mine] = say(services, id, [Said(place, "42", seen=0)], "周晓", own=[bench.state.last])
    assert not mine.beside
    assert [s.value for s in list_steps(services.db, id) if s.place == place] == ["40", "41", "41", "42"]


def test_a_revision_holds_the_work_and_gives_it_back(services: Services):
    id = county(services)
    fact = card(open_draft(services, id), "按期答复")
    say(services, id, [Said(f"words.{fact.key}", fact.edits[0].text.replace("按期", "在期限内"))], "周晓")
    saved = save_revision(services, id, "周晓")
    assert saved.new
    assert not save_revision(services, id, "周晓").new
    word = read(load_docx(services.db, id, saved.number) or b"", "初稿.docx")
    assert "在期限内答复" in word.text("overview")
    content = load_revision(services.db, id, saved.number).content
    assert content["inputs"]["agency"] == example("county")[0].agency
    say(services, id, [Said("figure.applications.new.natural_person", "99")], "")
    assert saved_as(services, open_draft(services, id)) is None
    back = go_back(services, id, saved.number, save_revision(services, id, "").number, "周晓")
    bench = open_draft(services, id)
    assert saved_as(services, bench) == back.number
    assert figure(bench, "applications.new.natural_person").text == "31"
    assert card(bench, "在期限内答复")


def test_a_revision_made_elsewhere_is_announced(services: Services):
    id = county(services)
    assert open_draft(services, id).newer is None
    from nianbao.store.drafts import append_revision

    append_revision(services.db, id, load_revision(services.db, id).content, author="经办人", writer="built-in")
    assert open_draft(services, id).newer == 2
    take_revision(services, id, 2)
    assert open_draft(services, id).newer is None
    assert drafts_at_work(services)[0].id == id


def test_the_ledger_names_the_source_of_each_figure(services: Services, clerk: int):
    ledger = open_draft(services, clerk).written.ledger
    assert "申请台账第" in (ledger["applications.new.natural_person"].source or "")
    assert ledger["applications.new.total"].formula
    data = json.dumps(ledger.as_json(), ensure_ascii=False)
    assert "记录.txt第" in data
    assert isinstance(open_draft(services, clerk).built, Built)


def test_a_change_asked_for_in_the_conversation_is_made_on_the_workbench(services: Services):
    id = county(services)
    fact = card(open_draft(services, id), "按期答复")
    say(services, id, [Said(f"words.{fact.key}", fact.edits[0].text.replace("按期", "在期限内"))], "周晓")
    asked = propose(services, id, 1, "把“惠农补贴”改成“惠民补贴”", None)
    kept = apply_edit(services, asked.as_json(), "")
    assert (kept.id, kept.revision) == (id, 2)
    bench = open_draft(services, id)
    assert card(bench, "惠民补贴")
    assert card(bench, "在期限内答复")
    assert bench.newer is None
    with pytest.raises(UserError, match="刚刚变了"):
        apply_edit(services, asked.as_json(), "")
    more = propose(services, id, 2, "加一句：开展政务开放日活动", None)
    assert apply_edit(services, more.as_json(), "").revision == 3
    assert card(open_draft(services, id), "政务开放日")
    figure_now = propose(services, id, 3, "把政策解读材料的数改成60篇", None)
    apply_edit(services, figure_now.as_json(), "")
    assert "解读材料60篇" in card(open_draft(services, id), "解读材料").text
    fees = propose(services, id, 4, "收费通知2件，金额300元，实际收取260元", None)
    apply_edit(services, fees.as_json(), "")
    assert open_draft(services, id).built.inputs.fees.notices == 2


def test_what_was_changed_in_word_is_taken_over(services: Services):
    id = county(services)
    number = save_revision(services, id, "").number
    word = load_docx(services.db, id, number) or b""
    fact = card(open_draft(services, id), "按期答复")
    own = card(open_draft(services, id), "台账")
    edited = with_words(word, fact.text, fact.text.replace("答复", "办理答复"))
    edited = with_words(edited, "建立受理、转办、审核、答复台账", "建立办理台账")
    edited = with_words(edited, "清理失效文件83份", "清理失效文件84份")
    taken = take_back_word(services, EditedWord("改.docx", edited, id, "周晓"))
    assert taken.matched.counts["differs"] == 1
    changes = word_changes(services, open_draft(services, id))
    assert [c.said is not None for c in changes] == [True, True, False]
    for change in changes:
        if change.said is not None:
            say(services, id, [change.said], "周晓")
    bench = open_draft(services, id)
    assert card(bench, "办理答复").key == fact.key
    assert card(bench, "建立办理台账").key == own.key
    assert [c.after for c in word_changes(services, bench)] == [changes[2].after]


def test_going_back_to_a_word_file_keeps_what_was_taken_over_from_it(services: Services):
    id = county(services)
    first = save_revision(services, id, "").number
    word = load_docx(services.db, id, first) or b""
    edited = with_words(word, "建立受理、转办、审核、答复台账", "建立办理台账")
    edited = with_words(edited, "改版政府信息公开专栏检索功能", "改版专栏检索")
    from_word = take_back_word(services, EditedWord("改.docx", edited, id, "周晓")).kept.number
    taken = next(c for c in word_changes(services, open_draft(services, id)) if "建立办理台账" in c.after)
    say(services, id, [taken.said], "周晓")
    latest = save_revision(services, id, "周晓").number
    say(services, id, [Said("item.practices.u1", {"aspect": "management", "text": "修订公开目录"})], "周晓")
    go_back(services, id, from_word, latest, "周晓")
    bench = open_draft(services, id)
    assert card(bench, "建立办理台账")
    assert not any("修订公开目录" in c.text for c in cards(bench))
    assert ["改版专栏检索" in c.after for c in word_changes(services, bench)] == [True]


def test_a_gap_that_was_filled_in_word_is_taken_over(services: Services):
    id = begin_draft(services, "示例省云岭市白榆县人民政府", 2024)
    word = load_docx(services.db, id, save_revision(services, id, "").number) or b""
    filled = {
        "责任追究结果": "没有单位或个人因政府信息公开工作被追究责任",
        "存在的主要问题": "政策解读形式单一",
        "对应的改进措施": "推广图解和短视频",
        "政府信息管理的做法": "修订公开目录，其中〔待填〕项",
    }
    for what, words in filled.items():
        gap = next(c.text for c in cards(open_draft(services, id)) if c.fills == what)
        word = with_words(word, f"〔待填：{what}〕", words) if f"{what}〕。" in gap else word
    take_back_word(services, EditedWord("改.docx", word, id, "周晓"))
    changes = word_changes(services, open_draft(services, id))
    assert len(changes) == len(filled)
    assert [c.after for c in changes if c.said is None] == [filled["政府信息管理的做法"] + "。"]
    for change in changes:
        if change.said is not None:
            say(services, id, [change.said], "周晓")
    bench = open_draft(services, id)
    assert {"责任追究结果", "存在的主要问题", "对应的改进措施"}.isdisjoint(c.fills for c in cards(bench))
    assert filled["责任追究结果"] in card(bench, "追究责任").text
    assert [(i.value["problem"], i.value["measure"]) for i in bench.built.items if i.family == "problems"] == [
        (filled["存在的主要问题"], filled["对应的改进措施"])
    ]
    assert [c.said for c in word_changes(services, bench)] == [None]
