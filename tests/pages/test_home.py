"""首页: what waits and what was worked on last; a question asked again in other words."""

from datetime import date

import pytest

from nianbao.pages.words import home
from nianbao.store.conversations import append_message, create_conversation
from nianbao.store.filings import Due, set_roster
from nianbao.work.desk.waiting import latest_work
from nianbao.work.draft import DraftRequest, draft_report
from nianbao.work.reviewed.workbench import Said, keep
from nianbao.work.services import Services
from nianbao.work.sets.job import make_set
from tests.pages.test_desk_notes import SAMPLE, faulty
from tests.pages.test_workbench import filed
from tests.support.draft_inputs import example
from tests.support.many import many_reports


@pytest.fixture
def services() -> Services:
    return Services()


def test_what_waits_stands_before_what_is_done(services):
    assert latest_work(services) == []
    faulty_review = filed(services, faulty())
    filed(services, SAMPLE.replace("柳溪镇", "青石镇"), "别处.md")
    draft_report(services, DraftRequest(example("quiet")[0], offline=True))
    make_set(services, "一批", many_reports(5))
    found = {(piece.kind, piece.left > 0) for piece in latest_work(services)}
    assert found == {("set", True), ("review", True), ("review", False), ("draft", True)}
    assert [piece.left > 0 for piece in latest_work(services)] == [True, True, True, False]
    assert next(p for p in latest_work(services) if p.kind == "set").left == 5
    for number in range(len(faulty_review.record.review.findings)):
        keep(services, faulty_review.record, Said(number, "accepted"), "审核人甲")
    assert {(p.kind, p.left > 0) for p in latest_work(services)} == {("set", True), ("review", False), ("draft", True)}


def test_the_filings_of_a_year_wait_until_they_are_published(services):
    set_roster(services.db, 2024, [Due("示例县教育局", date(2025, 1, 31))])
    set_roster(services.db, 2025, [Due("示例县教育局", date(2026, 1, 31)), Due("示例县水务局", date(2026, 1, 31))])
    found = {(piece.kind, piece.address, piece.left) for piece in latest_work(services)}
    assert found == {("filings", "2025", 2), ("filings", "2024", 1)}, "an earlier year is not hidden by a later roster"


def test_it_stands_on_the_empty_page_a_click_from_its_workbench(services, open_desk):
    assert home.WAITS not in "".join(str(h.value) for h in open_desk().main.get("html"))
    kept = filed(services, faulty())
    tab = open_desk()
    assert not tab.exception
    assert any(home.WAITS in str(h.value) for h in tab.main.get("html"))
    links = tab.main.get("page_link")
    assert [link.proto.query_string for link in links] == [f"doc={kept.address}"]


def test_a_question_is_asked_again_in_other_words(services, open_desk):
    conversation = create_conversation(services.db).id
    append_message(services.db, conversation, "user", "收到申请后几天答复", {"files": []})
    append_message(services.db, conversation, "assistant", "二十个工作日。", {"results": []})
    tab = open_desk(conversation)
    tab.main.text_area[0].set_value("收到申请后多少天内要答复？")
    next(b for b in tab.main.button if b.label == home.ASK_AGAIN).click().run()
    assert not tab.exception
    from nianbao.store.conversations import load_messages

    said = [m.text for m in load_messages(services.db, conversation) if m.role == "user"]
    assert said == ["收到申请后几天答复", "收到申请后多少天内要答复？"]
