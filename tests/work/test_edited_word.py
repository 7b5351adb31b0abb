"""A draft as work: an edited Word file is known again, matched, kept; revisions are told apart and come back whole."""

from pathlib import Path

import pytest

from nianbao.documents.word.reading.properties import custom_properties
from nianbao.documents.word.writing.report import docx_bytes
from nianbao.papers.revision_text import change_lines, revision_lines
from nianbao.report.errors import UserError
from nianbao.settings import Settings
from nianbao.store.drafts import RevisionConflictError, load_docx
from nianbao.store.viewer import Viewer
from nianbao.work.draft import DraftRequest, KeptDraft, draft_report
from nianbao.work.edited_word import EditedWord, draft_of_file, take_back
from nianbao.work.revisions import Restore, difference, list_revisions, load_revision, restore
from nianbao.work.services import Services
from tests.support.draft_inputs import example
from tests.support.files.word_edits import with_words


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    return Services(Settings(data_dir=tmp_path_factory.mktemp("drafts")))


@pytest.fixture
def kept(services: Services) -> KeptDraft:
    inputs, previous = example("county")
    return draft_report(services, DraftRequest(inputs, previous))


def test_an_edited_file_is_matched_and_kept_with_who_and_when(services: Services, kept: KeptDraft) -> None:
    file = with_words(kept.exported.docx, "1386条", "1836条")
    taken = take_back(services, EditedWord("改稿.docx", file, kept.id, "张三", after=1))
    (wrong,) = [n for n in taken.matched.numbers if n.state != "matches"]
    assert (wrong.state, wrong.text, wrong.ledger, wrong.ledger_value) == ("differs", "1836条", "fact.1", "1386")
    line = list_revisions(services, kept.id)[-1]
    assert (line.number, line.author, line.how, line.of, line.file) == (2, "张三", "word", 1, "改稿.docx")
    assert line.differs == 1
    assert load_docx(services.db, kept.id, 2) == file
    own = [p for p in taken.kept.data["prose"] if "1836条" in p["sentence"]]
    assert [p["owner"] for p in own] == ["own"]
    assert "1386条" in own[0]["original"]
    untouched = [p for p in taken.kept.data["prose"] if p not in own]
    assert untouched == [p for p in kept.draft.as_json()["prose"] if "1386条" not in p["sentence"]]
    assert "1836条" in taken.kept.content["page"]


def test_a_number_changed_by_hand_never_becomes_given(services: Services, kept: KeptDraft) -> None:
    """The next edited file is matched against the material, not against the last edited file."""
    once = with_words(kept.exported.docx, "1386条", "1836条")
    take_back(services, EditedWord("一.docx", once, kept.id))
    again = take_back(services, EditedWord("二.docx", with_words(once, "57篇", "75篇"), kept.id))
    assert [(n.text, n.ledger_value) for n in again.matched.of("differs")] == [("1836条", "1386"), ("75篇", "57")]
    assert again.kept.ledger_of == 1


def test_the_same_file_is_not_kept_twice(services: Services, kept: KeptDraft) -> None:
    assert take_back(services, EditedWord("初稿.docx", kept.exported.docx, kept.id)).unchanged
    assert len(list_revisions(services, kept.id)) == 1


def test_two_people_at_once(services: Services, kept: KeptDraft) -> None:
    take_back(
        services, EditedWord("甲.docx", with_words(kept.exported.docx, "1386条", "1387条"), kept.id, "甲", after=1)
    )
    with pytest.raises(RevisionConflictError):
        other = with_words(kept.exported.docx, "57篇", "58篇")
        take_back(services, EditedWord("乙.docx", other, kept.id, "乙", after=1))


def test_another_agencys_report_is_refused(services: Services, kept: KeptDraft) -> None:
    inputs, previous = example("bureau")
    other = draft_report(services, DraftRequest(inputs, previous))
    with pytest.raises(UserError, match="没有核对"):
        take_back(services, EditedWord("别的.docx", other.exported.docx, kept.id))


def test_a_draft_is_known_again_by_what_its_file_carries_and_by_its_words(services: Services, kept: KeptDraft) -> None:
    file = with_words(kept.exported.docx, "1386条", "1836条")
    assert custom_properties(file)
    known = draft_of_file(services, "改.docx", file)
    assert known is not None
    assert load_revision(services, known, 1).report.title == kept.draft.report.title
    report = kept.draft.report
    bare = docx_bytes(report)  # the words alone, as pasted into a new file
    assert not custom_properties(bare)
    assert draft_of_file(services, "改.docx", bare) is not None
    lines = [s._replace(text="今年的工作另行报告。") for s in report.sections]
    assert (
        draft_of_file(services, "别的.docx", docx_bytes(type(report)(**vars(report) | {"sections": tuple(lines)})))
        is None
    )


def test_what_differs_is_told_by_sentence_number_and_cell(services: Services, kept: KeptDraft) -> None:
    take_back(services, EditedWord("改.docx", with_words(kept.exported.docx, "1386条", "1836条"), kept.id))
    found = difference(services, kept.id, 1, 2)
    (change,) = found.sentences
    assert change.numbers == (("1386条", "1836条"),)
    assert not found.cells
    assert "1386条→1836条" in change_lines(found)[0]
    cell = with_words(kept.exported.docx, ">7204<", ">7240<")
    take_back(services, EditedWord("改.docx", cell, kept.id))
    found = difference(services, kept.id, 1, 3)
    assert not found.sentences
    assert [(c.cell, c.before, c.after) for c in found.cells] == [
        ("active_disclosure.licensing.decisions", "7204", "7240")
    ]


def test_an_earlier_revision_comes_back_whole_as_a_further_one(services: Services, kept: KeptDraft) -> None:
    take_back(services, EditedWord("改.docx", with_words(kept.exported.docx, "1386条", "1836条"), kept.id))
    back = restore(services, Restore(kept.id, 1, after=2, author="李四"))
    assert (back.number, back.line.author, back.line.how, back.line.of) == (3, "李四", "restored", 1)
    assert load_docx(services.db, kept.id, 3) == load_docx(services.db, kept.id, 1)
    assert not difference(services, kept.id, 1, 3)
    assert back.by_material
    named = Services(services.settings, Viewer(name="钱七"))
    assert restore(named, Restore(kept.id, 2, after=3)).line.author == "钱七"
    assert restore(services, Restore(kept.id, 1, after=4)).line.author == "经办人"
    assert [r.number for r in list_revisions(services, kept.id)] == [1, 2, 3, 4, 5]
    assert "恢复第1稿" in revision_lines(list_revisions(services, kept.id))[-1]
    with pytest.raises(RevisionConflictError):
        restore(services, Restore(kept.id, 1, after=2))


def test_open_marks_stay_open_until_they_are_filled(services: Services, tmp_path: Path) -> None:
    inputs, _ = example("town")
    kept = draft_report(services, DraftRequest(inputs))
    before = [p["place"] for p in kept.draft.as_json()["open"]]
    filled = with_words(kept.exported.docx, "〔待填：工作考核结果〕", "县政府考核为良好")
    taken = take_back(services, EditedWord("改.docx", filled, kept.id))
    assert len(taken.kept.data["open"]) == len(before) - 1
    assert taken.kept.data["verdict"] == "undetermined"
