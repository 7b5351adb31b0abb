"""Opening: migrations, settings of SQLite, errors a clerk can read."""

import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Column, DefaultClause, Integer, MetaData, Table, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError

from nianbao.store.database import MIGRATIONS_DIR, Database, StoreError, _use_wal, open_database
from nianbao.store.migrations import HEAD
from nianbao.store.models import Base
from nianbao.store.reports import list_reports

ROOT = Path(__file__).resolve().parents[2]


def run(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def differences(db: Database, metadata: MetaData) -> list[object]:
    with db.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": other_default}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def other_default(
    _: object, column: Column, __: object, kept: str | None, ___: object, ours: str | None
) -> bool | None:
    """Alembic asks PostgreSQL whether two defaults are equal, and it has no such question for JSON: told by their text."""
    if not isinstance(column.type, JSON) or kept is None or ours is None:
        return None
    return kept.partition("::")[0].strip("()'") != ours.strip("()'")


def test_migrations_make_exactly_the_models(db: Database) -> None:
    assert differences(db, Base.metadata) == []


def test_the_comparison_above_can_fail(db: Database) -> None:
    changed = MetaData()
    for table in Base.metadata.tables.values():
        table.to_metadata(changed)
    changed.tables["reports"].append_column(Column("extra", Integer))
    Table("another", changed, Column("id", Integer, primary_key=True))
    changed.tables["notes"].c.about.server_default = DefaultClause("[]")
    changed.tables["notes"].c.text.server_default = DefaultClause("无")
    told = [d[0] if isinstance(d, tuple) else d[0][0] for d in differences(db, changed)]  # type: ignore[index]
    assert sorted(told) == ["add_column", "add_table", "modify_default", "modify_default"]


def test_head_is_the_newest_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_DIR))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_sqlite_is_set_up_for_two_processes(sqlite_url: str) -> None:
    with open_database(sqlite_url).reading() as session:
        pragmas = {
            p: session.execute(text(f"PRAGMA {p}")).scalar() for p in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 15_000}


def test_one_process_opens_a_url_once(url: str) -> None:
    assert open_database(url) is open_database(url)


def test_an_open_database_needs_no_alembic(url: str) -> None:
    open_database(url)
    code = (
        "import sys; from nianbao.store.database import open_database; open_database(sys.argv[1]);"
        "print('alembic' in sys.modules)"
    )
    output, _ = run(code, url).communicate(timeout=60)
    assert output.strip() == "False"


def test_a_failed_block_writes_nothing(db: Database) -> None:
    with pytest.raises(RuntimeError), db.writing() as session:
        session.execute(text("INSERT INTO meta VALUES ('a', 'b')"))
        raise RuntimeError
    with db.reading() as session:
        assert session.execute(text("SELECT count(*) FROM meta")).scalar() == 0


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("不是地址", "数据库地址无法识别"),
        ("nosuchdatabase://host/x", "数据库地址无法识别"),
        ("sqlite://", "内存数据库"),
        ("sqlite:///:memory:", "内存数据库"),
        ("sqlite:////proc/nowhere/x.sqlite3", "无法建立数据文件夹"),
        ("sqlite:////proc/version", "数据库打不开"),
    ],
)
def test_errors_are_one_chinese_sentence(bad: str, words: str) -> None:
    with pytest.raises(StoreError, match=words) as caught:
        open_database(bad)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("user", "database", "port", "words"),
    [
        ("app", "nowhere", None, "没有这个数据库"),
        ("nobody_at_all", "postgres", None, "不让这个用户登录"),
        ("app", "postgres", 1, "连接不上数据库服务器"),
    ],
)
def test_what_a_server_refuses_is_said_in_chinese(
    postgres: str, user: str, database: str, port: int | None, words: str
) -> None:
    url = make_url(postgres).set(username=user, password="secret", database=database)
    with pytest.raises(StoreError, match=words) as caught:
        open_database((url if port is None else url.set(port=port)).render_as_string(hide_password=False))
    assert "secret" not in str(caught.value)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match="缺少数据库驱动 psycopg"):
        open_database("postgresql+psycopg://app@127.0.0.1:1/app")


def test_the_password_is_not_in_the_message(tmp_path: Path) -> None:
    broken = tmp_path / "x.sqlite3"
    broken.write_bytes(b"this is not a database, but long enough to be looked at" * 20)
    with pytest.raises(StoreError) as caught:
        open_database(f"sqlite://user:secret@/{broken}")
    assert "secret" not in str(caught.value)


def test_a_newer_database_is_refused(url: str) -> None:
    database = open_database(url)
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    output, errors = run(
        "import sys\nfrom nianbao.store.database import StoreError, open_database\n"
        "try: open_database(sys.argv[1])\nexcept StoreError as error: print(error)",
        url,
    ).communicate(timeout=60)
    assert output.strip() == "数据库由更新版本的程序建立，请升级程序后再打开。", errors


def test_processes_starting_together_all_open(url: str) -> None:
    code = (
        "import sys\nfrom nianbao.store.database import open_database\nsys.stdin.readline()\n"
        "from nianbao.store.conversations import create_conversation\ncreate_conversation(open_database(sys.argv[1]))"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, url], cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [(p.communicate(timeout=120)[1], p.returncode) for p in started] == [("", 0)] * 4
    database = open_database(url)
    assert differences(database, Base.metadata) == []
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM conversations")).scalar() == 4


def test_opening_waits_for_a_writer_even_before_the_log_is_on(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    writer = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    writer.execute("CREATE TABLE other (id INTEGER)")
    writer.execute("BEGIN EXCLUSIVE")
    release = threading.Timer(0.4, writer.execute, ("COMMIT",))
    release.start()
    began = time.monotonic()
    database = open_database(f"sqlite:///{path}")
    assert time.monotonic() - began >= 0.3
    assert database.engine.dialect.name == "sqlite"
    release.join()
    writer.close()


@pytest.mark.parametrize(("message", "tries"), [("database is locked", 3), ("disk I/O error", 1)])
def test_the_switch_to_wal_is_tried_again_only_when_locked(message: str, tries: int) -> None:
    """Two processes that switch at the same moment: SQLite refuses one at once, whatever the busy timeout."""
    seen: list[str] = []

    def execute(statement: str) -> None:
        seen.append(statement)
        if len(seen) < 3:
            raise sqlite3.OperationalError(message)

    cursor = SimpleNamespace(execute=execute)
    connection = SimpleNamespace(cursor=lambda: cursor, close=lambda: None)
    engine = SimpleNamespace(raw_connection=lambda: connection, dialect=SimpleNamespace(loaded_dbapi=sqlite3))
    with pytest.raises(DBAPIError) if tries == 1 else nullcontext():
        _use_wal(engine)  # type: ignore[arg-type]
    assert len(seen) == tries


def test_a_kill_during_migration_leaves_nothing_half_done(url: str) -> None:
    code = (
        "import os, signal, sys\nimport alembic.command as command\nreal = command.upgrade\n"
        "def killed(*arguments):\n    real(*arguments)\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "command.upgrade = killed\nfrom nianbao.store.database import open_database\nopen_database(sys.argv[1])"
    )
    process = run(code, url)
    process.communicate(timeout=60)
    assert process.returncode == -9
    assert differences(open_database(url), Base.metadata) == []


@pytest.mark.parametrize("damage", ["none of it", "its pages", "half of it"])
def test_a_damaged_database_is_said_with_what_to_do(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "a.sqlite3"
    db = open_database(f"sqlite:///{file}")
    db.close()
    for log in tmp_path.glob("a.sqlite3-*"):
        log.unlink()
    content = bytearray(file.read_bytes())
    if damage == "none of it":
        content[:] = b"\x55" * len(content)
    elif damage == "its pages":
        for page in range(4096, len(content), 4096):
            content[page : page + 300] = b"\x55" * 300
    else:
        content[len(content) // 2 :] = b""
    broken = tmp_path / "b.sqlite3"
    broken.write_bytes(content)
    with pytest.raises(StoreError, match=r"已损坏：.*b\.sqlite3.*改名.*备份"):
        list_reports(open_database(f"sqlite:///{broken}"))
    assert broken.read_bytes()[:4000] == bytes(content)[:4000]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("database or disk is full", "磁盘已满"),
        ("attempt to write a readonly database", "不能写"),
        ("database disk image is malformed", "已损坏"),
        ("disk I/O error", "磁盘读写出错"),
    ],
)
def test_what_goes_wrong_while_writing_is_said(tmp_path: Path, told: str, said: str) -> None:
    db = open_database(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    with pytest.raises(StoreError, match=said), db.writing():
        raise OperationalError("INSERT", None, sqlite3.OperationalError(told))
    with pytest.raises(OperationalError), db.reading():
        raise OperationalError("SELECT", None, sqlite3.OperationalError("no such table: x"))
