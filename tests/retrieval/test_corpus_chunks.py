"""What becomes searchable: law, notes, samples, the user's files; and what a bad file does (nothing)."""

import shutil
from pathlib import Path

import pytest

from nianbao.documents import read
from nianbao.paths import CORPUS_DIR
from retrieval.chunks import EXPANSION_VOICES, LONGEST_PASSAGE, law_chunks, report_passages
from retrieval.corpus import Corpus, list_reports, load_corpus, user_folder

SAMPLE = CORPUS_DIR / "reports" / "liuxi-town-2024.md"


def test_every_article_and_note_is_there_with_questions_of_both_voices() -> None:
    chunks = law_chunks()
    notes = sorted((CORPUS_DIR / "notes").glob("*.md"))
    assert [c.id for c in chunks if c.kind == "article"] == [f"article:{n}" for n in range(1, 57)]
    assert len([c for c in chunks if c.kind == "note"]) == len(notes)
    for voice in EXPANSION_VOICES:
        assert all(len(c.questions) >= 10 for c in law_chunks([voice]))
    assert all(not c.questions for c in law_chunks([]))


def test_no_question_is_written_for_a_text_that_is_not_there() -> None:
    import yaml

    known = {c.id for c in law_chunks()}
    for voice in EXPANSION_VOICES:
        written = yaml.safe_load((CORPUS_DIR / "expansion" / f"{voice}.yaml").read_text(encoding="utf-8"))
        assert set(written) <= known


def test_a_note_names_its_first_basis() -> None:
    note = next(c for c in law_chunks() if c.id == "note:carried")
    assert (note.article, note.section) == ("第五十条", "applications")


def test_a_report_becomes_passages_with_their_place() -> None:
    passages = report_passages(read(SAMPLE), "liuxi-town-2024")
    first = passages[0]
    assert first.id == "report:liuxi-town-2024:overview:1"
    assert (first.agency, first.year) == ("示例省云岭市青禾县柳溪镇人民政府", 2024)
    assert (first.agency_kind, first.level, first.region) == ("government", "township", "示例省")
    assert first.title.endswith("2024年年报 · 总体情况 · 主动公开")
    assert first.text.startswith("通过县政府门户网站")
    assert {p.section for p in passages} == {"overview", "problems", "other"}
    assert not any("勾稽关系" in p.text or "|" in p.text for p in passages), "tables are not prose"


def test_a_long_paragraph_is_cut_after_full_stops_and_nothing_is_lost(tmp_path: Path) -> None:
    long = "".join(f"第{n}个栏目已经逐条核对并补齐了缺失的内容和链接。" for n in range(60))
    head = SAMPLE.read_text(encoding="utf-8").split("### （一）主动公开")[0]
    file = tmp_path / "long.md"
    file.write_text(f"{head}### （一）主动公开\n\n{long}\n", encoding="utf-8")
    pieces = [p.text for p in report_passages(read(file), "x")]
    assert len(pieces) > 1
    assert all(len(p) <= LONGEST_PASSAGE and p.endswith("。") for p in pieces)
    assert "".join(pieces) == long


def test_user_files_join_and_a_bad_one_is_named(tmp_path: Path) -> None:
    folder = user_folder(tmp_path)
    folder.mkdir(parents=True)
    shutil.copyfile(SAMPLE, folder / "mine.md")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 not a word file")
    (folder / "empty.txt").write_bytes(b"")
    corpus = load_corpus(tmp_path)
    assert any(c.id.startswith("report:mine:") for c in corpus.chunks)
    assert {r.path.name for r in corpus.unreadable} == {"broken.docx", "empty.txt"}
    assert all(r.problem for r in corpus.unreadable)


@pytest.mark.parametrize("damage", ["delete", "truncate", "other"])
def test_what_is_remembered_of_a_file_is_only_a_shortcut(tmp_path: Path, damage: str) -> None:
    folder = user_folder(tmp_path)
    folder.mkdir(parents=True)
    shutil.copyfile(SAMPLE, folder / "mine.md")
    first = list_reports(tmp_path)[-1]
    remembered = folder / "mine.md.passages.json"
    content = remembered.read_text(encoding="utf-8")
    assert list_reports(tmp_path)[-1] == first, "read back from what is remembered"
    if damage == "delete":
        remembered.unlink()
    elif damage == "truncate":
        remembered.write_text(content[: len(content) // 2], encoding="utf-8")
    else:
        remembered.write_text("[]", encoding="utf-8")
    assert list_reports(tmp_path)[-1] == first


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    folder = user_folder(tmp_path)
    folder.mkdir(parents=True)
    text = SAMPLE.read_text(encoding="utf-8")
    (folder / "mine.md").write_text(text, encoding="utf-8")
    before = load_corpus(tmp_path)
    (folder / "mine.md").write_text(text.replace("目录挂在专栏首页", "目录挂在大厅门口"), encoding="utf-8")
    after = load_corpus(tmp_path)
    assert any("大厅门口" in c.text for c in after.chunks)
    assert before.fingerprint != after.fingerprint


def test_the_fingerprint_sees_questions_too() -> None:
    assert Corpus(tuple(law_chunks(["citizen"]))).fingerprint != Corpus(tuple(law_chunks(["staff"]))).fingerprint
    assert Corpus(tuple(law_chunks())).fingerprint == Corpus(tuple(law_chunks())).fingerprint
