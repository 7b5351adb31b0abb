"""The conversation on the desk: the four jobs, what a refresh shows, and what is said when something goes wrong."""

import io
from pathlib import Path
from typing import Any

import pytest

from nianbao.documents import read
from nianbao.drafting.material.workbook import write_template
from nianbao.pages import texts
from nianbao.pages.page import the_assistant
from nianbao.report.regulation import cite
from nianbao.work.handed.downloads import draft_docx, draft_page
from tests.conftest import ROOT
from tests.support.draft_inputs import example

SAMPLES = ROOT / "corpus" / "reports"
THIS_YEAR, LAST_YEAR = SAMPLES / "liuxi-town-2024.md", SAMPLES / "liuxi-town-2023.md"
NEW_LINE = "| 一、本年新收政府信息公开申请数量 | | | 8 | 2 | 0 | 0 | 1 | 0 | 11 |"


def hand_in(tab: Any, words: str, *files: tuple[str, bytes]) -> Any:
    """Type and attach at the foot of the page, and let the turn be done."""
    field = tab.chat_input[0]
    for name, content in files:
        field = field.upload(name, content, "application/octet-stream")
    return field.set_value(words).run()


def from_path(path: Path) -> tuple[str, bytes]:
    return path.name, path.read_bytes()


def page(tab: Any) -> str:
    """Everything that the page shows as HTML, in one string."""
    return "\n".join(str(h.value) for h in tab.main.get("html"))


def calm(tab: Any) -> bool:
    return not tab.exception and not tab.error


def test_first_screen_offers_the_four_jobs_and_says_who_is_at_work(open_desk):
    tab = open_desk()
    assert calm(tab)
    jobs = [tab.button(key=f"do-{key}").label for key in ("draft", "review", "compare", "law")]
    assert jobs == [texts.JOB_DRAFT_BUTTON, texts.JOB_REVIEW_BUTTON, texts.JOB_COMPARE_BUTTON, texts.JOB_LAW_BUTTON]
    assert not tab.chat_input[0].disabled
    assert any("内置程序" in c.value for c in tab.sidebar.caption)
    assert "c" not in tab.query_params


def test_law_button_answers_with_the_article_word_for_word(open_desk):
    tab = open_desk()
    tab.button(key="do-law").click().run()
    assert calm(tab)
    shown = page(tab)
    assert "第三十三条" in shown
    assert all(line in shown for line in cite(33).split("\n"))
    assert [m.name for m in tab.chat_message] == ["user", "assistant"]
    assert any(texts.LAW_EXAMPLE in b.label for b in tab.sidebar.button)


def test_review_shows_verdict_finding_law_and_marked_cells(open_desk):
    wrong = THIS_YEAR.read_text("utf-8").replace(NEW_LINE, NEW_LINE.replace("| 8 |", "| 9 |")).encode()
    tab = hand_in(open_desk(), "请审核", ("错一格.md", wrong))
    assert calm(tab)
    shown = page(tab)
    assert 'class="nb-verdict bad"' in shown
    assert "T3-01" in shown
    assert "<code>9+1 ≠ 8+1</code>" in shown
    assert cite(50, paragraph=1, item=2) in shown
    assert shown.count('class="num mark-line"') >= 4
    assert "错一格.md" in shown


def test_a_clean_report_and_its_last_year_are_told_apart_from_a_wrong_one(open_desk):
    tab = hand_in(open_desk(), "请审核", from_path(THIS_YEAR))
    shown = page(tab)
    assert 'class="nb-verdict bad"' not in shown
    assert "mark-line" not in shown
    assert f"<b>{texts.PREVIOUS_LABEL}</b> 2023" in shown  # from the library


def test_draft_shows_tables_and_blanks_and_its_word_file_holds_the_same_cells(open_desk):
    workbook = io.BytesIO()
    inputs, _ = example("town")
    write_template(workbook, inputs=inputs)
    tab = hand_in(open_desk(), "", ("资料表.xlsx", workbook.getvalue()))
    assert calm(tab)
    shown = page(tab)
    assert '<mark class="blank">〔待填' in shown
    assert shown.count('class="nb-form ') == 3
    assert [b.label for b in tab.main.get("download_button")] == [
        texts.DRAFT_DOCX,
        texts.DRAFT_PAGE,
        texts.DRAFT_PROVENANCE,
    ]
    word = read(draft_docx(the_assistant().services, 1, 1), "draft.docx")
    assert word.tables["applications"].integer("new") == 18
    assert word.agency.name == inputs.agency
    assert "<table" in draft_page(the_assistant().services, 1, 1).decode()


def test_comparison_shows_metrics_chart_and_reasons(open_desk):
    tab = hand_in(open_desk(), "和去年比，也和同类机关比", from_path(LAST_YEAR), from_path(THIS_YEAR))
    assert calm(tab)
    shown = page(tab)
    assert "<td>新收申请</td>" in shown
    assert "+4件（+57.1%）" in shown
    assert texts.RANK_HINT in shown
    metric = tab.main.selectbox[0]
    assert metric.label == texts.CHART_METRIC
    metric.set_value("natural_person_share").run()
    assert calm(tab)
    assert any("÷" in c.value for c in tab.main.caption)


def test_a_refresh_shows_everything_again(open_desk):
    first = hand_in(open_desk(), "请审核", from_path(THIS_YEAR))
    conversation = first.query_params["c"]
    again = open_desk(conversation[0] if isinstance(conversation, list) else conversation)
    assert calm(again)
    assert [m.name for m in again.chat_message] == ["user", "assistant"]
    assert 'class="nb-verdict' in page(again)


def test_a_turn_that_is_still_worked_on_is_awaited_and_then_shown(open_desk):
    from nianbao.store.conversations import append_message
    from nianbao.store.turns import begin_turn, end_turn

    open_desk()
    assistant = the_assistant()
    conversation = assistant.start()
    append_message(assistant.services.db, conversation, "user", "请审核", {"files": []})
    begin_turn(assistant.services.db, conversation)
    tab = open_desk(conversation)
    assert [s.label for s in tab.status] == [texts.WORKING_ELSEWHERE]
    assert tab.chat_input[0].disabled
    append_message(assistant.services.db, conversation, "assistant", "好了。", {"at_work": "内置程序"})
    end_turn(assistant.services.db, conversation)
    tab.run()
    assert calm(tab)
    assert "好了。" in [m.value for m in tab.markdown]
    assert not tab.chat_input[0].disabled


def test_a_turn_of_a_dead_process_is_said_and_can_be_done_again(open_desk):
    from nianbao.store.conversations import add_attachment, append_message

    open_desk()
    assistant = the_assistant()
    db, conversation = assistant.services.db, assistant.start()
    name, content = from_path(THIS_YEAR)
    add_attachment(db, conversation, name, content)
    append_message(db, conversation, "user", "请审核", {"files": [name]})
    tab = open_desk(conversation)
    assert [w.value for w in tab.warning] == [texts.UNFINISHED]
    tab.button(key="retry").click().run()
    assert calm(tab)
    assert not tab.warning
    assert 'class="nb-verdict' in page(tab)
    assert texts.UNFINISHED_EARLIER in [c.value for c in tab.main.caption]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.txt", b"   "),
        ("扫描件.pdf", b"%PDF-1.7 not for us yet"),
        ("坏的.xlsx", b"PK\x03\x04 broken"),
        ("资料.json", b"{not json"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_in_chinese(open_desk, name, content):
    tab = hand_in(open_desk(), "请审核", (name, content))
    assert not tab.exception
    assert len(tab.error) == 1
    assert tab.error[0].value != texts.FAILURE
    assert "Traceback" not in tab.error[0].value
    assert any("\u4e00" <= c <= "\u9fff" for c in tab.error[0].value)
    assert not tab.chat_input[0].disabled


def test_words_of_a_file_are_never_html(open_desk):
    attack = "<img src=x onerror=alert(1)>"
    report = THIS_YEAR.read_text("utf-8").replace(
        "### （一）主动公开\n", f"### （一）主动公开\n\n主动公开{attack}信息。\n"
    )
    tab = hand_in(open_desk(), f"请审核{attack}", (f"{attack}.md", report.encode()))
    shown = page(tab)
    assert "<img" not in shown
    assert "&lt;img" in shown


def test_unknown_conversation_in_the_address_is_said(open_desk):
    tab = open_desk("00000000-0000-0000-0000-000000000000")
    assert [w.value for w in tab.warning] == [texts.UNKNOWN_CONVERSATION]
    assert tab.button(key="do-law")


def test_opening_another_conversation_and_beginning_a_new_one(open_desk):
    tab = open_desk()
    tab.button(key="do-law").click().run()
    tab.button(key="new").click().run()
    assert not tab.chat_message
    earlier = next(b for b in tab.sidebar.button if texts.LAW_EXAMPLE in b.label)
    earlier.click().run()
    assert len(tab.chat_message) == 2


def test_review_dialog_hands_in_the_sample(open_desk):
    tab = open_desk()
    tab.button(key="do-review").click().run()
    assert tab.button(key="go-review").disabled
    tab.button(key="sample-review").click().run()
    assert calm(tab)
    assert 'class="nb-verdict' in page(tab)


def test_a_page_that_breaks_says_so_in_one_chinese_sentence(open_desk, monkeypatch):
    from nianbao.assistant.service import Assistant

    def broken(self: Assistant, conversation_id: str) -> list[Any]:
        raise RuntimeError("disk on fire")

    tab = open_desk()
    tab.button(key="do-law").click().run()
    monkeypatch.setattr(Assistant, "messages", broken)
    tab.run()
    assert not tab.exception
    assert [e.value for e in tab.error] == [texts.FAILURE]


def test_a_conversation_is_titled_renamed_and_deleted(open_desk):
    tab = hand_in(open_desk(), texts.REVIEW_ASK, from_path(THIS_YEAR))
    kept = tab.query_params["c"]
    kept = kept[0] if isinstance(kept, list) else kept
    tab.run()
    assert "柳溪镇人民政府 · 2024 · 审核" in tab.button(key=f"open-{kept}").label
    tab.text_input(key=f"title-{kept}").set_value("第一次送审")
    next(b for b in tab.button if b.label == texts.RENAME).click().run()
    assert "第一次送审" in tab.button(key=f"open-{kept}").label
    tab.button(key="delete").click().run()
    assert calm(tab)
    assert "c" not in tab.query_params
    assert texts.NO_EARLIER in [c.value for c in tab.sidebar.caption]
