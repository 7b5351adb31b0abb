"""Sentences on the workbench: a person's words, other wordings, proposals, a model at work."""

import pytest

from nianbao.report.errors import UserError
from nianbao.settings import Settings
from nianbao.store.drafts import load_revision
from nianbao.work.bench.model import ask_model, let_finish
from nianbao.work.bench.opening import open_draft
from nianbao.work.bench.saying import NO_SENTENCE, ONE_WORDING, Said, other_wording, say, take_back
from nianbao.work.bench.sentences import cards, words_apart
from nianbao.work.draft import PassageDone, Watch
from nianbao.work.services import Services
from tests.support.bench import card, county
from tests.support.model.scripted_server import ScriptedServer, json_text


def test_a_persons_words_keep_the_numbers_of_the_ledger(services: Services):
    id = county(services)
    fact = card(open_draft(services, id), "现行有效")
    words = fact.edits[0].text.replace("现行有效", "至年底仍然有效", 1)
    say(services, id, [Said(f"words.{fact.key}", words)], "周晓")
    say(services, id, [Said("figure.active_disclosure.normative_documents.issued", "9")], "周晓")
    now = card(open_draft(services, id), "至年底仍然有效")
    assert (now.owner, now.changed, "9件" in now.text) == ("own", True, True)
    assert "现行有效" in (now.original or "")
    for bad, why in (
        (words.replace("{{active_disclosure.normative_documents.issued}}", "9件"), "原样留着"),
        (words + "同比增长30%。", "手写的数字"),
        ("", "不能是空的"),
        (words + "{x}", "花括号"),
    ):
        with pytest.raises(UserError, match=why):
            say(services, id, [Said(f"words.{now.key}", bad)], "")
    with pytest.raises(UserError, match=NO_SENTENCE[:8]):
        say(services, id, [Said("words.nothing", "x")], "")
    say(services, id, [Said(f"words.{now.key}", None, now.seen)], "")
    assert card(open_draft(services, id), "9件").owner == "fact"


def test_words_for_a_sentence_that_is_gone_stay_to_be_seen(services: Services):
    id = county(services)
    fact = card(open_draft(services, id), "规范性文件")
    say(services, id, [Said(f"words.{fact.key}", fact.edits[0].text + "详见专栏。")], "")
    zero = [f"figure.active_disclosure.normative_documents.{c}" for c in ("issued", "repealed", "in_force")]
    say(services, id, [Said(place, "0") for place in zero], "")
    assert [a.template[-5:] for a in words_apart(open_draft(services, id))] == ["详见专栏。"]


def test_own_lines_are_edited_where_they_are_kept(services: Services):
    id = county(services)
    own = card(open_draft(services, id), "惠农补贴")
    line = own.edits[0]
    say(services, id, [Said(line.place, line.value | {"text": "集中公开惠农补贴信息"}, line.seen)], "周晓")
    assert card(open_draft(services, id), "集中公开惠农补贴信息，")
    problem = card(open_draft(services, id), "一是部分单位").edits[0]
    say(services, id, [Said(problem.place, problem.value | {"problem": "解读不够"})], "")
    assert card(open_draft(services, id), "一是解读不够")
    line = card(open_draft(services, id), "惠农补贴").edits[0]
    new = Said("item.practices.new1", {"aspect": "platform", "text": "开设专栏"})
    say(services, id, [new, Said(line.place, None, line.seen)], "")
    texts = "".join(c.text for c in cards(open_draft(services, id)))
    assert "开设专栏" in texts
    assert "惠农补贴" not in texts
    with pytest.raises(UserError):
        say(services, id, [Said("item.practices.new2", {"aspect": "nowhere", "text": "x"})], "")


def test_what_opens_a_passage_is_edited_as_it_stands_and_not_by_the_lines_below_it(services: Services):
    bench = open_draft(services, county(services))
    said = [c for c in cards(bench) if c.key.startswith("opening.")]
    assert said
    assert [e.place for c in said for e in c.edits] == [f"words.{c.key}" for c in said]
    places = [
        e.place for c in cards(bench) for e in c.edits if e.place.startswith("item.") and not e.place.endswith("*")
    ]
    assert len(places) >= len(set(places)) > 0


def test_nothing_is_kept_that_would_shut_the_draft(services: Services):
    id = county(services)
    lines = [Said(f"item.problems.p{n}", {"problem": f"问题{n}", "measure": ""}) for n in range(12)]
    with pytest.raises(UserError):
        say(services, id, lines, "")
    say(services, id, lines[:10], "")
    assert open_draft(services, id).state.value("item.problems.p9")


def test_another_wording_says_the_same_numbers(services: Services):
    id = county(services)
    before = card(open_draft(services, id), "按期答复")
    done = other_wording(services, id, before.key, "")
    after = next(c for c in cards(open_draft(services, id)) if c.key == before.key)
    assert after.text != before.text
    assert sorted(e for _, e in after.pieces if e) == sorted(e for _, e in before.pieces if e)
    take_back(services, id, done, "")
    assert next(c for c in cards(open_draft(services, id)) if c.key == before.key).text == before.text
    whole = [c.text for c in cards(open_draft(services, id))]
    other_wording(services, id, "", "")
    assert [c.text for c in cards(open_draft(services, id))] != whole
    fixed = card(open_draft(services, id), "惠农补贴")
    with pytest.raises(UserError, match=ONE_WORDING[:6]):
        other_wording(services, id, fixed.key, "")


def with_proposal(services: Services) -> int:
    """A draft in which a model proposed a sentence, as the conversation keeps it."""
    from nianbao.drafting.arrangement import Proposal
    from nianbao.drafting.bench.writing import arranged_as_json
    from nianbao.store.drafts import append_revision

    id = county(services)
    content = load_revision(services.db, id).content
    items = [Proposal("推动公开工作向基层延伸"), Proposal("加强队伍建设")]
    content["arranged"] = {"management": arranged_as_json(items)}
    append_revision(services.db, id, content, author="drafting", writer="model")
    return id


def test_a_proposal_counts_when_a_person_takes_it(services: Services):
    id = with_proposal(services)
    bench = open_draft(services, id)
    take, drop = card(bench, "向基层延伸"), card(bench, "队伍建设")
    assert {take.owner, drop.owner} == {"proposed"}
    done = say(services, id, [Said(f"proposal.{take.key}", "taken"), Said(f"proposal.{drop.key}", "dropped")], "周晓")
    bench = open_draft(services, id)
    assert card(bench, "向基层延伸").owner == "own"
    assert not any("队伍建设" in c.text for c in cards(bench))
    assert not any(p.kind == "proposed" for p in bench.written.open)
    take_back(services, id, done, "周晓")
    assert card(open_draft(services, id), "队伍建设").owner == "proposed"


class Gone(BaseException):
    """As a page that is drawn anew ends its run."""


def test_a_page_that_goes_away_stops_the_model_and_keeps_what_it_has_done(services: Services):
    plan = {"plan": [{"proposed": "推动公开工作向基层延伸"}]}

    def goes(_: PassageDone) -> None:
        raise Gone

    with ScriptedServer(lambda _: json_text(plan)) as server:
        told = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "scripted"}
        with_model = Services(Settings(data_dir=services.settings.data_dir, model="scripted", **told))
        id = county(services)
        with pytest.raises(Gone):
            ask_model(with_model, id, "", Watch(passage=goes))
        assert len(server.requests) == 1
    let_finish(services, id)  # nothing is at work: at once
    assert [c.adds_to for c in cards(open_draft(services, id)) if c.owner == "proposed"] == ["active"]


def test_a_model_arranges_and_its_own_words_wait_for_a_person(services: Services):
    plan = {"plan": [{"ids": ["practice.management.1"]}, {"proposed": "推动公开工作向基层延伸"}]}
    with ScriptedServer(lambda _: json_text(plan)) as server:
        told = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "scripted"}
        with_model = Services(Settings(data_dir=services.settings.data_dir, model="scripted", **told))
        id = county(services)
        own = card(open_draft(services, id), "惠农补贴").edits[0]
        say(services, id, [Said(own.place, own.value | {"text": "公开惠农补贴信息"}, own.seen)], "")
        arranged = ask_model(with_model, id, "周晓")
    assert arranged.proposals == arranged.passages > 3
    say(services, id, [Said("item.practices.first", {"aspect": "management", "text": "开展目录培训"})], "")
    bench = open_draft(services, id)
    assert card(bench, "公开惠农补贴信息")
    proposed = [c for c in cards(bench) if c.owner == "proposed"]
    assert {"向基层延伸" in c.text for c in proposed} == {True}
    assert bench.written.model_name == "scripted"
    with pytest.raises(UserError, match="没有配置模型"):
        ask_model(services, id, "")
