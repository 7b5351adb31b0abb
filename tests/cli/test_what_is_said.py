"""What cannot be done is said in Chinese, of the thing that is wrong, and leaves nothing behind."""

import io
import os
import sqlite3
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nianbao.cli.main import app
from nianbao.report import files
from nianbao.settings import Settings, get_settings
from nianbao.work.conversations import how_many
from nianbao.work.doctor import Found, examine
from nianbao.work.services import Services


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def found(settings: Settings, what: str) -> Found:
    return next(f for f in examine(settings) if f.what == what)


# --- doctor -------------------------------------------------------------------------------------------------------


def at(settings: Settings, database: Path) -> Found:
    return found(settings.model_copy(update={"database_url": f"sqlite:///{database}"}), "数据库")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data")  # type: ignore[call-arg]


def test_a_folder_is_no_database(settings: Settings, tmp_path: Path) -> None:
    told = at(settings, tmp_path)
    assert told.state == "lacking"
    assert "是文件夹" in told.said


def test_a_database_of_something_else(settings: Settings, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE things (id INTEGER)")
    told = at(settings, tmp_path / "other.db")
    assert told.state == "lacking"
    assert "别的程序的表" in told.said


@pytest.mark.parametrize("there", [True, False])
def test_a_place_that_cannot_be_written(
    settings: Settings, tmp_path: Path, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As root everything can; so the system's answer is put in its place."""
    database = tmp_path / "read-only" / "x.db"
    database.parent.mkdir()
    if there:
        sqlite3.connect(database).close()
        database.touch()
    asked = os.access

    def access(path: object, mode: int) -> bool:
        return asked(path, mode) and not (Path(str(path)) == database.parent and mode & os.W_OK)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "access", access)
    told = at(settings, database)
    assert told.state == "lacking"
    assert str(database) in told.said


@pytest.mark.parametrize("address", ["htp:/bad", "localhost:11434/v1", "http:///v1"])
def test_an_address_of_a_model_that_is_none(settings: Settings, address: str) -> None:
    told = found(settings.model_copy(update={"openai_base_url": address, "model": "x"}), "模型")
    assert told.state == "lacking"
    assert "http://" in told.said


# --- files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["review"], ["parse"], ["compare"], ["register", "--year", "2024"], ["draft", "-o", "x.docx"], ["ask", "审核", "--file"]])  # fmt: skip
def test_a_file_that_may_not_be_read(tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(files.os, "open", refuse)
    result = run(*command, tmp_path / "a.txt")
    assert result.exit_code == 2
    assert "没有读取 a.txt 的权限" in result.output
    assert "FILE" not in result.output


def test_a_profile_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from validators.profile import ProfileError, load_profile

    (tmp_path / "a.toml").write_text("x")

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(ProfileError, match="没有权限读规则配置"):
        load_profile(tmp_path / "a.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name = "某县"\n[off]\n"T3-01" = "本县口径不同\n', "第3行"),
        ("名称", "第1行“名称”"),
        ("name = ", "第1行"),
        ('name = "x', "第1行"),
    ],
)
def test_a_broken_profile_names_its_line_in_chinese(tmp_path: Path, text: str, said: str) -> None:
    from validators.profile import ProfileError, read_profile

    with pytest.raises(ProfileError) as error:
        read_profile(text)
    assert said in str(error.value)
    assert "line" not in str(error.value)


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("年报.docx", b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", archive(), "是压缩包"),
        ("a.zip", archive(), "是压缩包"),
        ("a.xlsx", archive()[:60], "Excel 工作簿"),
        ("a.et", archive()[:60], "表格"),
        ("a.zip", archive()[:60], "已损坏"),
        ("a.docx", archive()[:60], "Word 文件"),
    ],
)
def test_a_package_is_named_for_what_it_is(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    result = run("parse", tmp_path / name)
    assert result.exit_code == 2
    assert said in result.output
    assert "Word" in said or "Word 文件" not in result.output


# --- ask ----------------------------------------------------------------------------------------------------------


def test_nothing_asked_begins_no_conversation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path / "data"))
    get_settings.cache_clear()
    bad = tmp_path / "bad.docx"
    bad.write_bytes(archive())
    for arguments, said in (
        (("ask", ""), "请写要问的话"),
        (("ask", "审核", "--in", ""), "--in 后面是空的"),
        (("ask", "审核", "--file", bad), "是压缩包"),
    ):
        result = run(*arguments)
        assert result.exit_code == 2
        assert said in result.output
        assert "接着问" not in result.output
    assert how_many(Services(get_settings())) == 0
    get_settings.cache_clear()
