"""``nianbao doctor``: what this machine lacks, before a job fails for it."""

import json
import shutil
import sqlite3
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from nianbao.cli.main import app
from nianbao.settings import Settings
from nianbao.store.database import open_database
from nianbao.store.migrations import HEAD
from nianbao.work import doctor
from nianbao.work.doctor import Found, examine


class Disk(NamedTuple):
    free: int


def found(settings: Settings, what: str) -> Found:
    return next(f for f in examine(settings) if f.what == what)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


def test_a_machine_that_lacks_nothing_needed(settings: Settings) -> None:
    assert [f.what for f in examine(settings) if f.state == "lacking"] == []
    assert not settings.data_dir.exists()  # a look changes nothing
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 0, result.output
    assert [line[:2] for line in result.output.splitlines() if line[:2] not in ("可用", "提示")] == []


def test_the_database_is_looked_at_and_not_migrated(settings: Settings) -> None:
    assert "还是空的" in found(settings, "数据库").said
    open_database(settings.resolved_database_url)
    assert found(settings, "数据库") == Found("数据库", "ok", f"能用，版本 {HEAD}")
    for revision, state, said in (("0001", "note", "升级前请先备份"), ("9999", "lacking", "请升级程序")):
        with sqlite3.connect(settings.data_dir / "nianbao.sqlite3") as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        told = found(settings, "数据库")
        assert told.state == state
        assert said in told.said


def test_postgresql_reached_or_not(settings: Settings, postgres: str) -> None:
    away = "postgresql+psycopg://app:secret@127.0.0.1:1/app"
    assert found(settings.model_copy(update={"database_url": postgres}), "数据库").state == "ok"
    told = found(settings.model_copy(update={"database_url": away}), "数据库")
    assert told.state == "lacking"
    assert "连接不上" in told.said
    assert "secret" not in told.said


@pytest.mark.parametrize("url", ["不是地址", "nosuch://x/y", "sqlite:///{broken}"])
def test_a_database_that_is_none(settings: Settings, url: str, tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"this is not a database, but long enough to be looked at" * 20)
    url = url.format(broken=tmp_path / "x.sqlite3")
    assert found(settings.model_copy(update={"database_url": url}), "数据库").state == "lacking"


def test_a_file_where_the_data_folder_should_be(settings: Settings) -> None:
    settings.data_dir.write_text("x")
    assert found(settings, "数据文件夹").state == "lacking"


def test_a_data_folder_that_others_see(settings: Settings) -> None:
    settings.data_dir.mkdir(0o755)
    settings.data_dir.chmod(0o755)
    assert "chmod 700" in found(settings, "数据文件夹").said


@pytest.mark.parametrize(("free", "state"), [(10**8, "lacking"), (10**9, "note"), (10**11, "ok")])
def test_space(settings: Settings, monkeypatch: pytest.MonkeyPatch, free: int, state: str) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: Disk(free))
    assert found(settings, "磁盘空间").state == state


def test_what_is_optional_is_a_word_and_no_failure(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr("nianbao.documents.pdf.source.can_recognise", lambda: False)
    half = settings.model_copy(update={"model": "qwen3"})
    assert {found(half, what).state for what in ("LibreOffice", "扫描件识别", "字体", "模型")} == {"note"}


def test_another_distribution_with_a_package_of_our_name(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "packages_distributions", lambda: {"validators": ["validators", "nianbao"]})
    assert "本机另装有 validators" in found(settings, "程序包").said
    monkeypatch.setattr(doctor, "find_spec", lambda name: None)
    assert found(settings, "程序包").state == "lacking"


def test_an_old_python(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "OLDEST_PYTHON", (99, 0))
    assert found(settings, "Python").state == "lacking"


def test_exit_code_and_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_DATABASE_URL", "nosuch://x/y")
    result = CliRunner().invoke(app, ["doctor", "--json"])
    assert result.exit_code == 1
    states = {check["what"]: check["state"] for check in json.loads(result.output)["checks"]}
    assert states["数据库"] == "lacking"
