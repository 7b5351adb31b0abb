"""Everything kept goes into one file and comes back the same; nothing that is there is lost by it."""

import hashlib
import json
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData

from nianbao.documents import read
from nianbao.paths import CORPUS_DIR
from nianbao.report.errors import UserError
from nianbao.settings import Settings
from nianbao.store import conversations, drafts, notes, profiles, versions
from nianbao.store.database import close_database, made_at, open_database
from nianbao.store.dump import TABLES
from nianbao.store.reports import find_report, load_report, save_report
from nianbao.store.seed import seed_corpus
from nianbao.work.backup import MANIFEST, NOT_OURS, back_up, restore
from tests.conftest import ROOT
from tests.support.deep import differences

SAMPLE = ROOT / "corpus" / "reports" / "liuxi-town-2024.md"
AGENCY = "示例省鹭栖市柳溪镇人民政府"


def filled(folder: Path, url: str = "") -> Settings:
    """A data folder in which work stands: one of each kind of row, and a file beside the database."""
    settings = Settings(data_dir=folder, database_url=url)
    db = open_database(settings.resolved_database_url)
    conversation = conversations.create_conversation(db).id
    conversations.append_message(db, conversation, "user", "请审核", {"files": ["年报.docx"]})
    conversations.add_attachment(db, conversation, "年报.docx", bytes(range(256)))
    draft = drafts.create_draft(db, AGENCY, 2024, "初稿", conversation)
    drafts.append_revision(db, draft.id, {"fees": "12.10"}, author="甲", writer="built-in", docx=b"PK\x00\xff")
    notes.add_note(db, "ab" * 32, AGENCY, 2024, "dismissed", "已核对", "甲", lineage="一稿")
    versions.add_version(db, "一稿", AGENCY, 2024, "c" * 64, frozenset({"a1", "b2"}), conversation)
    profiles.save_profile(db, "青禾县", 'name = "青禾县"')
    save_report(db, read(SAMPLE), "upload", SAMPLE.name, "c" * 64)
    (folder / "corpus").mkdir(parents=True)
    (folder / "corpus" / "年报.md").write_bytes(SAMPLE.read_bytes())
    return settings


def rows(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    db = open_database(settings.resolved_database_url)
    with db.engine.connect() as connection:
        return {t.name: sorted(map(str, connection.execute(t.select()).all())) for t in TABLES}  # type: ignore[misc]


def test_all_comes_back_in_another_place(tmp_path: Path) -> None:
    here, there = filled(tmp_path / "here"), Settings(data_dir=tmp_path / "there")
    kept = back_up(here, tmp_path / "备份.zip")
    again = restore(there, tmp_path / "备份.zip")
    assert rows(there) == rows(here)
    assert (again.rows, again.files, again.beside) == (kept.rows, kept.files, "")
    assert not [*(tmp_path / "there").glob("before-restore*")]
    assert (tmp_path / "there" / "corpus" / "年报.md").read_bytes() == SAMPLE.read_bytes()
    db = open_database(there.resolved_database_url)
    entry = find_report(db, read(SAMPLE).agency.name, 2024)
    assert entry is not None
    assert differences(read(SAMPLE), load_report(db, entry.id)) == []


@pytest.mark.parametrize("way", ["sqlite to postgresql", "postgresql to sqlite", "postgresql to postgresql"])
def test_one_database_reads_what_the_other_wrote_row_for_row(
    tmp_path: Path, new_postgres: Callable[[], str], way: str
) -> None:
    ends = [new_postgres() if end == "postgresql" else "" for end in way.split(" to ")]
    here, there = filled(tmp_path / "here", ends[0]), Settings(data_dir=tmp_path / "there", database_url=ends[1])
    seed_corpus(open_database(here.resolved_database_url), CORPUS_DIR)
    kept = back_up(here, tmp_path / "备份.zip")
    assert restore(there, tmp_path / "备份.zip").rows == kept.rows
    assert rows(there) == rows(here)
    db = open_database(there.resolved_database_url)  # and it counts on from there
    assert notes.add_note(db, "cd" * 32, AGENCY, 2024, "noted", "待核", "乙").id == 2
    with pytest.raises(UserError, match="--replace"):
        restore(there, tmp_path / "备份.zip")
    again = restore(there, tmp_path / "备份.zip", replace=True)
    assert rows(there) == rows(here)
    assert Path(again.beside).is_file()
    assert stat.S_IMODE((tmp_path / "备份.zip").stat().st_mode) == 0o600


def test_rows_that_do_not_fit_change_nothing(tmp_path: Path, new_database: Callable[[], str]) -> None:
    source, there = tmp_path / "备份.zip", filled(tmp_path / "there", new_database())
    back_up(filled(tmp_path / "here"), source)
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["tables/notes.jsonl"] *= 2
    manifest = json.loads(parts[MANIFEST])
    manifest["sha256"]["tables/notes.jsonl"] = hashlib.sha256(parts["tables/notes.jsonl"]).hexdigest()
    parts[MANIFEST] = json.dumps(manifest).encode()
    source.unlink()
    with zipfile.ZipFile(source, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    before = rows(there)
    with pytest.raises(UserError, match="没有恢复任何内容"):
        restore(there, source, replace=True)
    assert rows(there) == before


def test_work_that_stands_is_not_replaced_unasked_and_kept_beside_when_asked(tmp_path: Path) -> None:
    here, there = filled(tmp_path / "here"), filled(tmp_path / "there")
    back_up(here, tmp_path / "备份.zip")
    db = open_database(there.resolved_database_url)
    extra = conversations.create_conversation(db).id
    before = rows(there)
    with pytest.raises(UserError, match="--replace"):
        restore(there, tmp_path / "备份.zip")
    assert rows(there) == before
    kept = restore(there, tmp_path / "备份.zip", replace=True)
    assert rows(there) == rows(here)
    aside = open_database(f"sqlite:///{kept.beside}")
    assert conversations.load_conversation(aside, extra).id == extra


def test_an_existing_file_is_not_written_over(tmp_path: Path) -> None:
    target = tmp_path / "备份.zip"
    target.write_bytes(b"x")
    with pytest.raises(FileExistsError):
        back_up(filled(tmp_path / "here"), target)
    assert target.read_bytes() == b"x"


@pytest.mark.parametrize("damage", ["no zip", "no manifest", "a part changed", "a part added", "missing"])
def test_what_is_no_backup_restores_nothing(tmp_path: Path, damage: str) -> None:
    source, there = tmp_path / "备份.zip", filled(tmp_path / "there")
    back_up(filled(tmp_path / "here"), source)
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if damage == "no manifest":
        del parts[MANIFEST]
    if damage == "a part changed":
        parts["tables/notes.jsonl"] += b"{}\n"
    if damage == "a part added":
        parts["files/../../out.txt"] = b"out"
    source.unlink()
    if damage == "no zip":
        source.write_bytes(b"PK no zip")
    elif damage != "missing":
        with zipfile.ZipFile(source, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
    before = rows(there)
    with pytest.raises(UserError, match="找不到文件" if damage == "missing" else NOT_OURS[:12]):
        restore(there, source, replace=True)
    assert rows(there) == before
    assert not (tmp_path / "out.txt").exists()


def rewritten(source: Path, change: Callable[[dict[str, bytes], dict[str, Any]], None]) -> None:
    """The backup with other parts and another manifest, its sums right again."""
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts.pop(MANIFEST))
    change(parts, manifest)
    manifest["sha256"] = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    source.unlink()
    with zipfile.ZipFile(source, "w") as archive:
        for name, content in (parts | {MANIFEST: json.dumps(manifest).encode()}).items():
            archive.writestr(name, content)


def test_a_backup_of_a_newer_program_says_what_to_do(tmp_path: Path) -> None:
    source = tmp_path / "备份.zip"
    back_up(filled(tmp_path / "here"), source)
    rewritten(source, lambda parts, manifest: manifest.update(schema="9999"))
    with pytest.raises(UserError, match="升级程序"):
        restore(Settings(data_dir=tmp_path / "there"), source)


@pytest.mark.parametrize("schema", ["0003", "0006"])
def test_a_backup_of_an_earlier_program_is_upgraded(tmp_path: Path, schema: str) -> None:
    """Every row that it held is there again; one that claims rows which that form had not restores nothing."""
    here, source = filled(tmp_path / "here"), tmp_path / "备份.zip"
    back_up(here, source)
    earlier = made_at(tmp_path / "earlier.sqlite3", schema)
    standing = MetaData()
    standing.reflect(earlier.engine)
    earlier.close()

    def as_it_was(parts: dict[str, bytes], manifest: dict[str, Any]) -> None:
        for name in list(manifest["rows"]):
            if (table := standing.tables.get(name)) is None:
                del manifest["rows"][name], parts[f"tables/{name}.jsonl"]
                continue
            lines = [json.loads(line) for line in parts[f"tables/{name}.jsonl"].splitlines()]
            kept = [{key: value for key, value in line.items() if key in table.columns} for line in lines]
            parts[f"tables/{name}.jsonl"] = b"".join(json.dumps(line).encode() + b"\n" for line in kept)
        manifest["schema"] = schema

    rewritten(source, as_it_was)
    there = Settings(data_dir=tmp_path / "there")
    kept = restore(there, source)
    assert {kept.rows[name] for name in ("messages", "attachments", "draft_revisions", "notes")} == {1}
    db = open_database(there.resolved_database_url)
    (talk,) = conversations.list_conversations(db)
    assert conversations.load_messages(db, talk.id)[0].text == "请审核"
    assert (there.data_dir / "corpus" / "年报.md").exists()
    rewritten(source, lambda parts, manifest: manifest["rows"].update(notes=2))
    with pytest.raises(UserError, match=NOT_OURS[:12]):
        restore(there, source, replace=True)


KILLED = """
import os, signal, sys
from pathlib import Path
from nianbao.settings import Settings
from nianbao.work import backup
def killed(*arguments, **named):
    if sys.argv[3] == "after":
        real(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)
module, name = (backup, "_put_files") if sys.argv[4] == "files" else (os, sys.argv[4])
real = getattr(module, name)
setattr(module, name, killed)
backup.restore(Settings(data_dir=Path(sys.argv[1])), Path(sys.argv[2]), replace=True)
"""


@pytest.mark.parametrize("moment", ["before link", "after link", "before replace", "after replace", "before files"])
def test_kill_9_during_a_restoration_leaves_one_whole_set(tmp_path: Path, moment: str) -> None:
    """Before the stroke the old set stands, after it the new one; the old one is never gone."""
    here, there = filled(tmp_path / "here"), filled(tmp_path / "there")
    back_up(here, tmp_path / "备份.zip")
    talk = conversations.create_conversation(open_database(there.resolved_database_url)).id
    old, new = rows(there), rows(here)
    close_database(there.resolved_database_url)
    when, call = moment.split()
    command = [sys.executable, "-c", KILLED, str(tmp_path / "there"), str(tmp_path / "备份.zip"), when, call]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120).returncode == -9
    done = moment in ("after replace", "before files")
    assert rows(there) == (new if done else old)
    if done:
        (aside,) = (tmp_path / "there").glob("before-restore-*.sqlite3")
        assert conversations.load_conversation(open_database(f"sqlite:///{aside}"), talk).id == talk
    close_database(there.resolved_database_url)
    assert restore(there, tmp_path / "备份.zip", replace=True).rows
    assert rows(there) == new
