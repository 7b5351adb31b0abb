"""The review workbench: the report as a paper with marks, decisions from the pane's queue, undo, the earlier version."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import combinations
from typing import Any

import pytest

from nianbao.documents import read
from nianbao.pages import texts
from nianbao.pages.words import workbench as words
from nianbao.pages.workbench.sheet import sheet
from nianbao.report.errors import UserError
from nianbao.store.conversations import append_message, create_conversation
from nianbao.work.draft import DraftRequest, draft_report
from nianbao.work.handed.upload import Upload
from nianbao.work.jobs import review_job
from nianbao.work.review import ReviewRequest
from nianbao.work.reviewed.again import AgainRequest, review_again
from nianbao.work.reviewed.files import reviewed_file
from nianbao.work.reviewed.notes import reviewers_word
from nianbao.work.reviewed.versions import file_version
from nianbao.work.reviewed.workbench import (
    OF_SET,
    Address,
    Kept,
    Said,
    document_order,
    earlier_version,
    keep,
    load_record,
    recent_reviews,
    take_back,
)
from nianbao.work.services import Services
from nianbao.work.sets.job import make_set, run
from nianbao.work.sets.lines import view
from tests.conftest import ROOT
from tests.pages.test_desk_notes import SAMPLE, faulty
from tests.support.draft_inputs import example
from validators.record import record_as_json, record_from_json
from validators.review import review
from validators.versions import are_versions, traits


@pytest.fixture
def services() -> Services:
    return Services()


def filed(services: Services, text: str, name: str = "年报.md") -> Kept:
    """A review as a conversation keeps it."""
    kept = create_conversation(services.db)
    data = review_job(ReviewRequest(name, text.encode()), file=partial(file_version, services, kept.id)).data
    append_message(services.db, kept.id, "user", "请审核", {"files": [name]})
    message = append_message(services.db, kept.id, "assistant", "", {"results": [{"kind": "review", "data": data}]})
    address = Address(kept.id, message.position, 0)
    return Kept(address, load_record(services, address), message.created_at)


def of_rule(kept: Kept, rule: str) -> int:
    return next(n for n, f in enumerate(kept.record.review.findings) if f.rule == rule)


# --- the paper -------------------------------------------------------------------------------------------------


def marked(html: str, number: int) -> list[str]:
    """What stands in the marks of a finding."""
    found = re.findall(r'<(mark|td)(?:[^>]*)data-f="([\d ]+)"[^>]*>(.*?)</\1>', html)
    return [re.sub(r"<[^>]+>", "", text) for _, numbers, text in found if str(number) in numbers.split()]


def test_every_finding_has_a_mark_at_its_place():
    result = review(read(faulty().encode(), "年报.md"))
    html = str(sheet(result))
    for number, finding in enumerate(result.findings):
        places = marked(html, number)
        assert places, finding
        if finding.hit.where.start is not None and finding.hit.where.table is None:
            text = dict(result.report.prose())[finding.hit.where.section]
            assert "".join(places) == text[finding.hit.where.start : finding.hit.where.end].replace("\n", "")


def test_the_cell_where_a_row_and_a_column_cross_is_dark():
    html = str(sheet(review(read(faulty().encode(), "年报.md"))))
    assert html.count("mark-cross") == 1
    assert ">9</td>" in html[html.index("mark-cross") :][:40]


def test_the_paper_keeps_every_character_of_the_report():
    result = review(read(faulty(extra="<img src=x>").encode(), "年报.md"))
    html = str(sheet(result))
    assert "&lt;img src=x&gt;" in html
    plain = re.sub(r"<[^>]+>", "", html)
    for section in result.report.sections:
        for line in section.paragraphs:
            assert line.replace("<", "&lt;").replace(">", "&gt;") in plain


def test_findings_stand_in_the_order_of_the_document(services):
    kept = filed(services, faulty())
    order = document_order(kept.record)
    assert sorted(order) == list(range(len(kept.record.review.findings)))
    assert order.index(of_rule(kept, "T3-03")) < len(order)
    sections = [kept.record.review.findings[n].hit.where.section for n in order]
    known = [s for s in ("title", "preamble", "overview", "active_disclosure", "applications", "proceedings") if s]
    placed = [known.index(s) for s in sections if s in known]
    assert placed == sorted(placed)


# --- decisions ---------------------------------------------------------------------------------------------------


def test_a_decision_is_kept_and_taken_back(services):
    kept = filed(services, faulty())
    number = of_rule(kept, "NT-01")

    def note() -> Any:
        return reviewers_word(services, kept.record).judged[number].note

    first = keep(services, kept.record, Said(number, "dismissed", "已核对台账"), "审核人甲")
    second = keep(services, kept.record, Said(number, "accepted", seen=first.made), "审核人甲")
    assert note().decision == "accepted"
    take_back(services, kept.record, second, "审核人甲")
    assert (note().decision, note().text) == ("dismissed", "已核对台账")


def test_the_first_decision_taken_back_leaves_none(services):
    kept = filed(services, faulty())
    step = keep(services, kept.record, Said(0, "accepted"), "审核人甲")
    take_back(services, kept.record, step, "审核人甲")
    assert reviewers_word(services, kept.record).judged[0].note is None


def test_what_somebody_else_decided_meanwhile_is_not_written_over(services):
    kept = filed(services, faulty())
    theirs = keep(services, kept.record, Said(0, "dismissed", "口径不同"), "审核人乙")
    with pytest.raises(UserError, match="另一个窗口"):
        keep(services, kept.record, Said(0, "accepted", seen=None), "审核人甲")
    assert keep(services, kept.record, Said(0, "accepted", seen=None), "审核人甲", own=[theirs.made])


# --- addresses and versions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["", "x", "x.1", "x.a.b", "x.1.2.3", "../x.1.0", "没有.2.0"])
def test_an_address_that_leads_nowhere_is_said(services, written):
    with pytest.raises(UserError):
        load_record(services, Address.of(written))


def test_the_earlier_version_is_the_last_one_of_other_bytes(services):
    first = filed(services, faulty(received=13), "一稿.md")
    other_agency = filed(services, SAMPLE.replace("柳溪镇", "青石镇"), "别处.md")
    second = filed(services, faulty(received=14), "二稿.md")
    again = filed(services, faulty(received=14), "二稿.md")
    assert earlier_version(services, first.record) is None
    assert earlier_version(services, other_agency.record) is None
    for kept in (second, again):
        found = earlier_version(services, kept.record)
        assert found is not None
        assert found.record.file == "一稿.md"
    assert [k.record.file for k in recent_reviews(services)] == ["二稿.md", "二稿.md", "别处.md", "一稿.md"]


# --- the page ------------------------------------------------------------------------------------------------------


@pytest.fixture
def open_review(open_desk):
    def open_page(kept: Kept | None, queue: list[dict[str, Any]] | None = None, **address: str) -> Any:
        tab = open_desk()
        for name, value in address.items():
            tab.query_params[name] = value
        if kept is not None:
            tab.query_params["doc"] = str(kept.address)
            if queue is not None:
                tab.session_state[f"pane-{kept.address}"] = {"queue": queue}
        return tab.switch_page("nianbao/pages/review.py").run()

    return open_page


def pane(tab: Any) -> dict[str, Any]:
    element = tab.get("bidi_component")[0]
    return json.loads(element.proto.json)


def shown(tab: Any) -> str:
    return "\n".join(str(h.value) for h in tab.main.get("html"))


def test_the_bar_says_whose_report_and_why(services, open_review):
    tab = open_review(filed(services, faulty()))
    assert not tab.exception
    assert "柳溪镇人民政府 · 2024" in shown(tab)
    assert "T3-01" in shown(tab)  # the reason of the verdict
    assert pane(tab)["shown"] == list(range(len(pane(tab)["shown"])))


def test_five_quick_decisions_are_all_kept(services, open_review):
    kept = filed(services, faulty())
    queue = [
        {"seq": 1, "finding": 0, "what": "accepted", "text": "", "seen": None},
        {"seq": 2, "finding": 1, "what": "dismissed", "text": "口径不同", "seen": None},
        {"seq": 3, "finding": 1, "what": "accepted", "text": "", "seen": None},
        {"seq": 4, "finding": 2, "what": "accepted", "text": "", "seen": None},
        {"seq": 5, "finding": -1, "what": "undo"},
        {"seq": 6, "finding": 2, "what": "dismissed", "text": " ", "seen": None},
    ]
    tab = open_review(kept, queue)
    assert not tab.exception
    data = pane(tab)
    assert {n: s["what"] for n, s in data["said"].items()} == {"0": "accepted", "1": "accepted"}
    assert data["ack"] == 6
    assert list(data["wrong"]) == ["2"]
    tab.run()  # the same queue again: nothing is kept twice
    assert pane(tab)["said"] == data["said"]


def test_a_bad_link_is_said_and_the_known_reviews_are_listed(services, open_review, open_desk):
    filed(services, faulty())
    tab = open_desk()
    tab.query_params["doc"] = "nowhere.2.0"
    tab.switch_page("nianbao/pages/review.py").run()
    assert not tab.exception
    assert len(tab.warning) == 1
    assert texts.REVIEW_HEADING in [t.value for t in tab.title]


@pytest.mark.parametrize(
    ("view", "there"), [("article50", "（一）"), ("since", "<ins>"), ("rules", texts.RULES_UNDECIDED)]
)
def test_view_and_filter_stand_in_the_address(services, open_review, view, there):
    filed(services, faulty(received=13))
    kept = filed(services, faulty(received=14, natural=8))
    tab = open_review(kept)
    widget = f"view-pane-{kept.address}"
    tab.segmented_control(key=widget).set_value(view).run()
    assert not tab.exception
    assert there in shown(tab)
    assert tab.query_params["view"] in (view, [view])
    again = open_review(kept, view=view)
    assert there in shown(again)
    assert words.VERSION.format(n=2) in shown(again)


def test_a_filter_of_the_address_is_taken(services, open_review):
    kept = filed(services, faulty())
    tab = open_review(kept, only="error")
    severities = [f.severity for f in kept.record.review.findings]
    assert pane(tab)["shown"] == [n for n, s in enumerate(severities) if s == "error"]
    assert pane(open_review(kept, only="nothing"))["shown"] == list(range(len(severities)))


# --- whose the decisions are ----------------------------------------------------------------------------------------


def test_two_agencies_of_one_name_have_decisions_of_their_own(services):
    here = filed(services, faulty(received=13))
    for number in range(len(here.record.review.findings)):
        keep(services, here.record, Said(number, "accepted"), "审核人甲")
    there = filed(services, faulty(received=13), "同名.md")
    assert there.record.lineage == here.record.lineage
    assert all(j.note for j in reviewers_word(services, there.record).judged)
    data = record_as_json(here.record) | {"lineage": "another"}
    stranger = record_from_json(data)
    assert stranger.whose == here.record.whose
    word = reviewers_word(services, stranger)
    assert all(j.note is None and j.earlier is None for j in word.judged)
    assert word.gone == ()
    keep(services, stranger, Said(0, "dismissed", "另一个县的"), "审核人乙")
    assert reviewers_word(services, here.record).judged[0].note.decision == "accepted"


def test_a_report_of_the_same_name_that_says_something_else_is_another(services):
    reports = {p.stem: p.read_text("utf-8") for p in (ROOT / "corpus" / "reports").glob("*-2024.md")}
    known = [traits(read(text.encode(), f"{name}.md")) for name, text in reports.items()]
    assert not any(are_versions(one, other) for one, other in combinations(known, 2))
    first = traits(read(faulty(received=13).encode(), "一稿.md"))
    assert are_versions(first, traits(read(faulty(received=14, natural=8, extra="又加了一句话。").encode(), "二稿.md")))


def test_decisions_from_before_reports_were_told_apart_still_stand(services):
    kept = filed(services, faulty())
    old = replace(kept.record, lineage="")
    keep(services, old, Said(0, "accepted"), "审核人甲")
    assert reviewers_word(services, kept.record).judged[0].note is not None


# --- told by the reviewer --------------------------------------------------------------------------------------------


def unknown_agency() -> str:
    """A sample whose agency's name tells neither kind nor level."""
    return SAMPLE.replace("柳溪镇人民政府", "柳溪办事机构").replace("柳溪镇", "柳溪")


def test_kind_and_level_are_asked_for_and_the_file_is_reviewed_again(services, open_review):
    kept = filed(services, unknown_agency())
    from nianbao.store.conversations import add_attachment

    add_attachment(services.db, kept.address.conversation, "年报.md", unknown_agency().encode())
    assert kept.record.review.verdict == "undetermined"
    tab = open_review(kept)
    key = f"pane-{kept.address}"
    tab.selectbox(key=f"kind-{key}").set_value("government")
    tab.selectbox(key=f"level-{key}").set_value("township")
    tab.button(key=f"again-{key}").click().run()
    assert not tab.exception
    doc = tab.query_params["doc"]
    there = Address.of(doc[0] if isinstance(doc, list) else doc)
    assert there != kept.address
    record = load_record(services, there)
    assert (record.review.agency.kind, record.review.agency.level) == ("government", "township")
    assert record.review.verdict != "undetermined"
    assert record.lineage == kept.record.lineage
    assert load_record(services, kept.address) == kept.record


def test_a_file_of_a_set_is_reviewed_again_in_the_sets_conversation(services):
    made = make_set(services, "两份", [Upload("甲.md", unknown_agency().encode()), Upload("乙.md", SAMPLE.encode())])
    run(services, made)
    number = next(line.number for line in view(services, made).lines if line.file == "甲.md")
    address = Address(f"{OF_SET}{made}", number, 0)
    record = load_record(services, address)
    there = review_again(services, address, record, AgainRequest("department", "county", "national"))
    again = load_record(services, there)
    assert (again.review.agency.kind, again.lineage) == ("department", record.lineage)
    assert reviewed_file(services, there.conversation, again.sha256) == unknown_agency().encode()


# --- a draft's review ------------------------------------------------------------------------------------------------


def test_a_drafts_review_has_a_workbench(services, open_review):
    inputs, _ = example("town")
    drafted = draft_report(services, DraftRequest(inputs, offline=True))
    address = Address.of_draft(drafted.id, drafted.revision)
    record = load_record(services, Address.of(str(address)))
    assert record.draft
    assert record.review.report.title in record.file
    tab = open_review(Kept(address, record, datetime.now(UTC)))
    assert not tab.exception
    with pytest.raises(UserError):
        load_record(services, Address.of_draft(drafted.id, 99))
