"""The conversation beside an open document: it speaks of what lies open, not of what came last."""

from typing import Any

import pytest

from nianbao.assistant.service import Assistant
from nianbao.assistant.turn import STOPPED, Turn
from nianbao.pages.words import side
from nianbao.store.conversations import append_message
from nianbao.work.bench.opening import begin_draft
from nianbao.work.jobs import review_job
from nianbao.work.open_document import open_draft, open_review
from nianbao.work.review import ReviewRequest
from nianbao.work.services import Services
from tests.pages.test_desk_notes import SAMPLE, faulty
from tests.pages.test_workbench import filed


@pytest.fixture
def services() -> Services:
    return Services()


def told(assistant: Assistant, conversation: str, text: str, **more: Any) -> str:
    return "".join(e.text for e in assistant.turn(conversation, text, **more) if e.kind in ("words", "error"))


def test_a_question_beside_a_review_is_about_that_review(services):
    first = filed(services, faulty())
    conversation = first.address.conversation
    later = review_job(ReviewRequest("别处.md", SAMPLE.encode())).data
    append_message(services.db, conversation, "assistant", "", {"results": [{"kind": "review", "data": later}]})
    assistant = Assistant(services)
    assert "审核结论：**符合条例第五十条的要求**" in told(assistant, conversation, "能不能报？")
    document = open_review(services, conversation, first.record)
    assert "**尚不符合" in told(assistant, conversation, "能不能报？", open=document)


def test_the_open_draft_is_what_is_spoken_of(services, tmp_path):
    from nianbao.work.draft import DraftRequest, draft_report
    from tests.support.draft_inputs import example

    kept = draft_report(services, DraftRequest(example("town")[0], offline=True))
    filed_review = filed(services, faulty())
    document = open_draft(services, kept.id, kept.revision)
    said = told(Assistant(services), filed_review.address.conversation, "还有哪些没填？", open=document)
    assert "初稿" in said or "处" in said
    assert document.file() is not None


def test_the_panel_answers_on_the_page_of_the_review(services, open_desk):
    kept = filed(services, faulty())
    tab = open_desk()
    tab.query_params["doc"] = str(kept.address)
    tab = tab.switch_page("nianbao/pages/review.py").run()
    assert not tab.exception
    assert tab.sidebar.chat_input[0].placeholder == side.PLACEHOLDER
    tab.sidebar.chat_input[0].set_value("能不能报？").run()
    assert not tab.exception
    assert any("审核结论：**尚不符合" in str(m.value) for m in tab.sidebar.markdown)


def test_what_was_said_beside_a_draft_is_there_in_another_tab(services, open_desk):
    id = begin_draft(services, "示例省云岭市白榆县水务局", 2024)

    def opened():
        tab = open_desk()
        tab.query_params["d"] = str(id)
        return tab.switch_page("nianbao/pages/draft.py").run()

    tab = opened()
    tab.sidebar.chat_input[0].set_value("收到申请后多少天内要答复？").run()
    assert not tab.exception
    said = '<div class="nb-side-asked">收到申请后多少天内要答复？</div>'
    assert said in [str(h.proto.body) for h in tab.get("html")]
    assert said in [str(h.proto.body) for h in opened().get("html")]


def test_a_turn_that_is_stopped_says_so_and_keeps_what_it_found(services, monkeypatch):
    assistant = Assistant(services)
    conversation = assistant.start()

    def slow(self: Turn, *_: Any, **__: Any) -> Any:
        assistant.stop(conversation)
        self.step("下一步")

    monkeypatch.setattr(Turn, "_do", slow)
    said = told(assistant, conversation, "收到申请后多少天内要答复？")
    assert said == STOPPED
    assert assistant.messages(conversation)[-1].payload["errors"] == [STOPPED]
    assert not assistant.is_running(conversation)
