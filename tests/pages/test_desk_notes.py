"""The reviewer's own word: what a finding is known by, what stands after a new run, and how the desk shows it."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from nianbao.documents import read
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.pages import texts
from nianbao.papers.wording import NOTICES
from nianbao.report.errors import UserError
from nianbao.report.model import Notice
from nianbao.work.jobs import review_job
from nianbao.work.profiles import profiles
from nianbao.work.review import ReviewRequest
from nianbao.work.reviewed.files import NO_FILE, marked_copy, opinion_paper, review_json
from nianbao.work.reviewed.notes import MAX_TEXT, NEEDS_REASON, decide, reviewers_word
from nianbao.work.services import Services
from tests.conftest import ROOT
from validators.codec import review_as_json, review_from_json
from validators.engine import Finding, Hit, Where
from validators.finding_keys import finding_key_of
from validators.record import ReviewRecord, record_from_json
from validators.review import ReviewOptions, review

SAMPLE = (ROOT / "corpus" / "reports" / "liuxi-town-2024.md").read_text("utf-8")
NEW_LINE = "| 一、本年新收政府信息公开申请数量 | | | 8 | 2 | 0 | 0 | 1 | 0 | 11 |"
SENTENCE = "收到政府信息公开申请11件"


def faulty(received: int = 13, natural: int = 9, extra: str = "") -> str:
    """The sample with one wrong cell (T3-01, T3-03) and a sentence that says another number (NT-01)."""
    assert NEW_LINE in SAMPLE
    assert SENTENCE in SAMPLE
    text = SAMPLE.replace(NEW_LINE, NEW_LINE.replace("| 8 |", f"| {natural} |"))
    return text.replace(SENTENCE, f"{extra}收到政府信息公开申请{received}件")


def reviewed(text: str, name: str = "年报.md") -> ReviewRecord:
    """The record of a review, as it comes back from where the desk keeps it."""
    return record_from_json(json.loads(json.dumps(review_job(ReviewRequest(name, text.encode())).data)))


@pytest.fixture
def services() -> Services:
    return Services()


def of_rule(word: Any, rule: str) -> Any:
    return next(j for j in word.judged if j.finding.rule == rule)


# --- what a finding is known by -------------------------------------------------------------------------------


def test_a_finding_keeps_its_key_on_its_way_through_json():
    result = review(read(faulty().encode(), "年报.md"))
    again = review_from_json(json.loads(json.dumps(review_as_json(result))))
    assert [finding_key_of(f) for f in result.findings] == [finding_key_of(f) for f in again.findings]
    assert len({finding_key_of(f) for f in result.findings}) == len(result.findings)


def finding(where: Where, left: int | None, right: int | None, message: str = "不一致") -> Finding:
    return Finding("NT-01", "warning", "标题", (), (), Hit(message, where, left=left, right=right))


IN_PROSE = Where("overview", start=10, end=30, quote="收到申请13件")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (finding(replace(IN_PROSE, start=99, end=119), 13, 11), True),  # something was put before it
        (finding(IN_PROSE, 13, 11, "换了一种说法"), True),  # our own words are no value while there are numbers
        (finding(IN_PROSE, 13, 12), False),
        (finding(replace(IN_PROSE, quote="收到申请15件"), 13, 11), False),
        (finding(replace(IN_PROSE, section="applications"), 13, 11), False),
        (finding(replace(IN_PROSE, table="applications", row="new"), 13, 11), False),
    ],
)
def test_place_and_values_make_the_key(other, same):
    assert (finding_key_of(finding(IN_PROSE, 13, 11)) == finding_key_of(other)) is same


def test_without_numbers_the_message_says_what_was_found():
    one, other = (finding(Where("other"), None, None, f"没有写{what}") for what in ("收费", "考核"))
    assert finding_key_of(one) != finding_key_of(other)


# --- what stands ----------------------------------------------------------------------------------------------


def test_a_decision_stands_after_a_new_run_and_the_verdict_does_not_move(services):
    first = reviewed(faulty())
    for judged in reviewers_word(services, first).judged:
        decide(services, first, judged, "dismissed", "已核对台账", "甲")
    again = reviewed(faulty(extra="来访群众有所增加。"), "另一个文件名.md")  # the sentence stands further back
    word = reviewers_word(services, again)
    assert all(j.is_dismissed and j.note.reviewer == "甲" for j in word.judged)
    assert word.dismissed("error") == sum(f.severity == "error" for f in again.review.findings) > 0
    assert again.review.verdict == first.review.verdict == "does_not_meet"
    assert word.changed == 0


def test_changed_numbers_are_asked_again_with_the_earlier_decision(services):
    first = reviewed(faulty(received=13, natural=9))
    for judged in reviewers_word(services, first).judged:
        decide(services, first, judged, "accepted")
    word = reviewers_word(services, reviewed(faulty(received=14, natural=10)))
    for rule in ("T3-01", "T3-03", "NT-01"):
        judged = of_rule(word, rule)
        assert judged.note is None
        assert judged.earlier is not None
        assert judged.earlier.about["rule"] == rule
    assert word.gone == ()
    assert reviewers_word(services, first).changed == 0  # the old numbers come back: so does the decision


def test_a_decision_on_what_is_mended_is_listed_and_given_to_no_other_finding(services):
    first = reviewed(faulty(received=13))
    decide(services, first, of_rule(reviewers_word(services, first), "NT-01"), "noted", "请核对")
    word = reviewers_word(services, reviewed(faulty(received=11)))
    assert [n.text for n in word.gone] == ["请核对"]
    assert all(j.earlier is None for j in word.judged)


def test_another_year_or_agency_has_decisions_of_its_own(services):
    first = reviewed(faulty())
    judged = reviewers_word(services, first).judged[0]
    decide(services, first, judged, "accepted")
    for other in (faulty().replace("柳溪镇", "石桥镇"), faulty().replace("2024", "2023")):
        word = reviewers_word(services, reviewed(other))
        assert all(j.note is None for j in word.judged)
        assert word.gone == ()


def test_a_decision_is_taken_back_and_stays_in_the_history(services):
    from nianbao.store.notes import list_notes

    data = reviewed(faulty())
    decide(services, data, reviewers_word(services, data).judged[0], "accepted")
    decide(services, data, reviewers_word(services, data).judged[0], "withdrawn")
    judged = reviewers_word(services, data).judged[0]
    assert judged.note is None
    assert judged.key not in reviewers_word(services, data).for_opinion()
    kept = list_notes(services.db, data.whose[0], 2024, judged.key)
    assert [n.decision for n in kept] == ["accepted", "withdrawn"]


@pytest.mark.parametrize("decision", ["dismissed", "noted"])
@pytest.mark.parametrize("text", ["", " \n ", "长" * (MAX_TEXT + 1)])
def test_words_are_required_and_not_endless(services, decision, text):
    data = reviewed(faulty())
    with pytest.raises(UserError):
        decide(services, data, reviewers_word(services, data).judged[0], decision, text)
    assert reviewers_word(services, data).judged[0].note is None


def test_two_windows_do_not_write_over_each_other_but_a_double_click_is_one(services):
    data = reviewed(faulty())
    seen = reviewers_word(services, data).judged[0]
    first = decide(services, data, seen, "accepted", reviewer="甲")
    assert decide(services, data, seen, "accepted", reviewer="甲") == first
    with pytest.raises(UserError, match="另一个窗口"):
        decide(services, data, seen, "dismissed", "不成立", "乙")
    assert reviewers_word(services, data).judged[0].note == first


# --- files ----------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(services) -> tuple[Services, str, ReviewRecord]:
    """A conversation with a faulty .docx and its review."""
    from nianbao.store.conversations import add_attachment, create_conversation

    content = docx_bytes(read(faulty().encode(), "年报.md"))
    conversation = create_conversation(services.db).id
    add_attachment(services.db, conversation, "年报.docx", content)
    options = ReviewOptions(profile=profiles(services)["example-county"])
    result = review_job(ReviewRequest("年报.docx", content, options=options))
    return services, conversation, record_from_json(json.loads(json.dumps(result.data)))


def test_files_hold_the_decisions(kept):
    services, conversation, data = kept
    for judged in reviewers_word(services, data).judged[:2]:
        decide(services, data, judged, "dismissed", "已核对台账", "审核人甲")
    page = opinion_paper(services, data, ".html").decode()
    assert "已核对台账" in page
    assert "审核人甲" in page
    with ZipFile(io.BytesIO(opinion_paper(services, data, ".docx"))) as word:
        assert "已核对台账" in word.read("word/document.xml").decode()
    dismissed = {j.finding.rule for j in reviewers_word(services, data).judged if j.is_dismissed}
    with ZipFile(io.BytesIO(marked_copy(services, conversation, data))) as copy:
        comments = copy.read("word/comments.xml").decode()
    assert "NT-01" in comments
    assert not any(rule in comments for rule in dismissed)
    notes = json.loads(review_json(services, data))["notes"]
    assert [(n["decision"], n["reason"], n["reviewer"]) for n in notes] == [("dismissed", "已核对台账", "审核人甲")] * 2


def test_who_decided_stands_in_the_papers_and_nobody_where_nobody_signed(kept):
    """审核人：… at the place to sign; the author of the Word comments on what that person decided, no others."""
    services, conversation, data = kept
    blank = '审核人：<span class="blank">'
    assert blank in opinion_paper(services, data, ".html").decode()
    decide(services, data, of_rule(reviewers_word(services, data), "NT-01"), "accepted", "", "审核人甲")
    assert blank not in opinion_paper(services, data, ".html").decode()
    assert "审核人：审核人甲" in opinion_paper(services, data, ".html").decode()
    with ZipFile(io.BytesIO(opinion_paper(services, data, ".docx"))) as word:
        assert "审核人：审核人甲" in re.sub(r"<[^>]+>", "", word.read("word/document.xml").decode())
    with ZipFile(io.BytesIO(marked_copy(services, conversation, data))) as copy:
        authors = re.findall(r'w:author="([^"]+)"', copy.read("word/comments.xml").decode())
    assert authors.count("审核人甲") == 1
    assert set(authors) == {"审核人甲", "年报审核"}


def test_papers_are_printed_from_the_record_whatever_the_rules_say_today(kept, monkeypatch):
    """A filed review is a record: its paper is the same after the rules, or the file, have gone."""
    services, conversation, data = kept
    before = opinion_paper(services, data, ".html")

    def never(*_: object, **__: object) -> None:
        raise AssertionError("no rule is run to print a paper")

    monkeypatch.setattr("validators.engine.Rule.run", never)
    assert opinion_paper(services, data, ".html") == before
    assert marked_copy(services, conversation, data)


def test_a_marked_copy_needs_the_file_itself(kept):
    services, conversation, data = kept
    with pytest.raises(UserError, match=NO_FILE):
        marked_copy(services, conversation, replace(data, sha256="0" * 64))


# --- on the desk ----------------------------------------------------------------------------------------------


def hand_in(tab: Any, name: str, content: bytes) -> Any:
    return tab.chat_input[0].upload(name, content, "application/octet-stream").set_value("请审核").run()


def page(tab: Any) -> str:
    return "\n".join(str(h.value) for h in tab.main.get("html"))


def press(tab: Any, label: str) -> Any:
    return next(b for b in tab.button if b.label == label).click().run()


def test_the_desk_counts_folds_and_remembers(open_desk):
    tab = hand_in(open_desk(), "年报.md", faulty().encode())
    tab.text_input(key="reviewer-field").set_value("审核人甲").run()
    press(tab, texts.DISMISS)
    press(tab, texts.SAVE)
    assert NEEDS_REASON in [w.value for w in tab.warning]
    tab.main.text_input[0].set_value("已核对台账")
    press(tab, texts.SAVE)
    assert not tab.exception
    assert texts.COUNT_DISMISSED.format(name="错误", n=2, dismissed=1) in page(tab)
    assert texts.DISMISSED_GROUP.format(n=1) in [e.label for e in tab.main.expander]
    press(tab, "采纳")
    assert "审核人甲" not in str(tab.query_params)  # whoever opens the link does not sign as somebody else
    again = open_desk(_one(tab.query_params["c"]))
    assert again.text_input(key="reviewer-field").value == ""
    words = re.findall(r'<div class="nb-word">(.*?)</div>', page(again))
    assert sorted("不采纳" in w for w in words) == [False, True]
    assert all("审核人甲" in w for w in words)
    assert 'class="nb-verdict bad"' in page(again)


def test_the_name_is_the_settings_until_another_is_entered(open_desk, monkeypatch):
    from nianbao.settings import get_settings

    monkeypatch.setenv("NIANBAO_REVIEWER", "审核人乙")
    get_settings.cache_clear()
    tab = hand_in(open_desk(), "年报.md", faulty().encode())
    assert texts.SIGNED_AS.format(name="审核人乙") in page(tab)
    press(tab, "采纳")
    assert "审核人乙" in "".join(re.findall(r'<div class="nb-word">.*?</div>', page(tab)))


def _one(value: Any) -> str:
    return value[0] if isinstance(value, list) else value


def test_a_profile_is_chosen_used_and_said(open_desk):
    tab = open_desk()
    tab.selectbox(key="profile-field").set_value("example-county").run()
    tab = hand_in(tab, "年报.md", SAMPLE.encode())
    shown = page(tab)
    assert f"<b>{texts.PROFILE}</b> 示例省云岭市青禾县" in shown
    assert texts.RULE_OFF in shown
    assert "标点由县政府办公室统一校对" in shown
    assert _one(tab.query_params["p"]) == "example-county"
    stranger = open_desk()
    stranger.query_params["p"] = "/etc/passwd"
    assert stranger.run().selectbox(key="profile-field").value == "national"


def test_how_a_file_was_read_is_shown():
    """Notices, figures that were not read as printed, and an item that could not be judged."""
    from nianbao.pages.results.review import checklist, remarks
    from nianbao.pages.shown.tables import official_tables

    report = read(SAMPLE.encode(), "年报.md")
    cells = report.tables["applications"].cells
    cells["new", "total"] = replace(cells["new", "total"], origin="recognised")
    result = review(replace(report, notices=(Notice("recognised", "第1页由图片识别。", (1,)),)))
    assert NOTICES["recognised"] in remarks(result)
    assert "第1页由图片识别。" in remarks(result)
    table = next(t for t in official_tables(result.report) if t.key == "applications")
    assert [c.text for row in table.rows for c in row if c.origin == "recognised"] == ["11"]
    unread = replace(result.items[0], verdict="unreadable", evidence=())
    shown = checklist(replace(result, items=(unread,)))
    assert texts.EVIDENCE_UNREAD in shown
    assert texts.NO_EVIDENCE not in shown


def test_every_format_that_is_read_can_be_handed_in():
    from typing import get_args

    from nianbao.documents.formats import Format

    endings = {
        "mht": {"mht", "mhtml"},
        "html": {"html", "htm"},
        "text": {"txt", "md"},
        "doc": {"doc", "wps"},
        "xls": {"xls", "et", "ett"},
        "picture": {"png", "jpg", "jpeg", "tif", "tiff"},
    }
    wanted = {e for f in get_args(Format) for e in endings.get(f, {f})}
    assert set(texts.REPORT_TYPES) == wanted
    assert wanted <= set(texts.UPLOAD_TYPES)


def test_a_file_is_read_once_and_its_failure_is_remembered(monkeypatch):
    import nianbao.work.handed.reading as reading
    from nianbao.documents import UnreadableFileError

    asked: list[str] = []

    def slow(content: bytes, name: str) -> Any:
        asked.append(name)
        raise UnreadableFileError(f"{name} 坏了")

    monkeypatch.setattr(reading, "read", slow)
    content = Path(__file__).read_bytes()
    for _ in range(2):
        with pytest.raises(UnreadableFileError, match="坏了"):
            reading.read_once(content, "坏.pdf")
    assert asked == ["坏.pdf"]


def test_what_is_slow_is_said_before_it_is_read():
    from nianbao.work.handed.reading import why_slow

    assert "LibreOffice" in why_slow(rb"{\rtf1 x}", "年报.rtf")
    assert "识别" in why_slow(b"%PDF-1.7 ...", "年报.pdf")
    assert why_slow(SAMPLE.encode(), "年报.md") == ""


def test_reports_read_are_not_the_readers_of_another_name():
    from nianbao.work.handed.reading import read_once

    nameless = SAMPLE.replace("2024年", "").encode()
    assert read_once(nameless, "2022年报.md") is read_once(nameless, "2022年报.md")
    assert read_once(nameless, "2022年报.md") is not read_once(nameless, "2021年报.md")
