"""Opening the database: SQLite (WAL) or any SQLAlchemy URL, migrated to the newest form before first use.

SQLite is told to begin every writing transaction with ``BEGIN IMMEDIATE``: two processes then wait for each
other instead of failing halfway, and what a writer reads first is still true when it writes.
"""

import hashlib
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from nianbao.report.files import PRIVATE_FILE, private_folder, reason_of
from nianbao.report.text import printable
from nianbao.store.failures import SIGNS, in_chinese, said_of
from nianbao.store.failures import StoreError as StoreError
from nianbao.store.migrations import HEAD
from nianbao.store.types import to_json
from nianbao.store.viewer import LOCAL, Viewer

MIGRATIONS_DIR = Path(__file__).resolve().parent / "migrations"
BUSY_TIMEOUT_SECONDS = 15
_IN_MEMORY = "内存数据库在程序退出后不保留任何内容，请指定一个文件。"


class NotFoundError(StoreError):
    """There is no such row."""


class Database:
    """An open database as ``viewer`` sees it. ``reading`` and ``writing`` give a session that is one transaction."""

    def __init__(self, engine: Engine, viewer: Viewer = LOCAL) -> None:
        self.engine = engine
        self.viewer = viewer
        self._reader = sessionmaker(engine, expire_on_commit=False)
        self._writer = sessionmaker(engine.execution_options(writing=True), expire_on_commit=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database from its first query to its end."""
        with in_chinese(self.engine.url), self._reader() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is committed when the block ends and rolled back whole when it raises."""
        with in_chinese(self.engine.url), self._writer.begin() as session:
            yield session

    def seen_by(self, viewer: Viewer) -> "Database":
        """The same database for another person: every function of the store then keeps and finds what is theirs."""
        return Database(self.engine, viewer)

    def close(self) -> None:
        self.engine.dispose()


_open: dict[tuple[int, str], Database] = {}
_opening = threading.Lock()


def open_database(url: str) -> Database:
    """The database at a SQLAlchemy URL, migrated, as the local person sees it; one a process and URL. Creates the folder
    of a SQLite file.

    Raises ``StoreError`` with a Chinese sentence: bad URL, missing driver, unwritable folder, a database made
    by a newer version.
    """
    key = (os.getpid(), url)  # a forked child must not share the parent's connections
    with _opening:
        if key not in _open:
            _open[key] = _connect(url)
        return _open[key]


def close_database(url: str) -> None:
    """Let go of a database, so that its file can be put elsewhere; opened again it is looked at anew."""
    with _opening:
        db = _open.pop((os.getpid(), url), None)
    if db is not None:
        db.close()


def made_at(file: Path, revision: str) -> Database:
    """A new SQLite database in the form of an earlier program, for its backup; ``open_database`` then upgrades the file.

    Not kept open here: whoever made it closes it.
    """
    url = URL.create("sqlite", database=str(file))
    _prepare_folder(url)
    engine = _engine(url)
    with engine.execution_options(writing=True).begin() as connection:
        _upgrade(connection, revision)
    return Database(engine)


def revision_at(url: str) -> str | None:
    """The form of the database at a URL, which is looked at and not changed; None for a new one.

    Raises ``StoreError`` for what could not be opened to work with: a folder, a place that cannot be written to, a
    database of something else.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and not _sqlite_stands(parsed):
        return None
    engine = _engine(parsed)
    try:
        with in_chinese(parsed), engine.connect() as connection:
            revision = _revision(connection)
            if revision is None and inspect(connection).get_table_names():
                place = printable(parsed.database or "") if parsed.get_backend_name() == "sqlite" else "所给的地址"
                raise StoreError(
                    f"{place} 里是别的程序的表，或者是不完整的拷贝，不能用；请改用另外的文件或库，或用备份恢复。"
                )
            return revision
    finally:
        engine.dispose()


def _sqlite_stands(url: URL) -> bool:
    """Whether the file is there. Raises ``StoreError`` where it could be neither opened nor made."""
    if not url.database or url.database == ":memory:":
        raise StoreError(_IN_MEMORY)
    file = Path(url.database)
    if file.is_dir():
        raise StoreError(f"{printable(file)} 是文件夹，不是数据库文件；请在 NIANBAO_DATABASE_URL 里写到文件名。")
    standing = next(part for part in (file, *file.parents) if part.exists())
    usable = os.R_OK | os.W_OK if standing == file else os.W_OK | os.X_OK
    if not os.access(standing, usable) or (standing != file and not standing.is_dir()):
        raise StoreError(SIGNS["unable to open"].format(place=printable(file)))
    if standing == file and not os.access(file.parent, os.W_OK | os.X_OK):
        raise StoreError(SIGNS["readonly"].format(place=printable(file)))
    return standing == file


def _connect(url: str) -> Database:
    try:
        parsed = make_url(url)
        _prepare_folder(parsed)
        engine = _engine(parsed)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError("数据库地址无法识别，请检查 NIANBAO_DATABASE_URL。") from error
    except ModuleNotFoundError as error:
        raise StoreError(f"缺少数据库驱动 {error.name}，请安装后重试，或改用默认的 SQLite。") from error
    try:
        if parsed.get_backend_name() == "sqlite":
            _use_wal(engine)
        _migrate(engine)
    except (SQLAlchemyError, sqlite3.Error) as error:  # on connecting, SQLite's own come through
        engine.dispose()
        unknown = f"无法打开数据库：{parsed.render_as_string(hide_password=True)}"
        raise StoreError(said_of(error, parsed) or unknown) from error
    except StoreError:
        engine.dispose()
        raise
    return Database(engine)


def _prepare_folder(url: URL) -> None:
    if url.get_backend_name() != "sqlite":
        return
    if not url.database or url.database == ":memory:":
        raise StoreError(_IN_MEMORY)
    folder = Path(url.database).parent
    try:
        private_folder(folder)
    except OSError as error:
        raise StoreError(f"无法建立数据文件夹 {printable(folder)}：{reason_of(error)}") from error
    with suppress(OSError):  # SQLite says what is wrong; its log gets the mode of the file
        os.close(os.open(url.database, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))


def _engine(url: URL) -> Engine:
    sqlite = url.get_backend_name() == "sqlite"
    engine = create_engine(
        url,
        json_serializer=to_json,
        connect_args=_connect_args(url),
        pool_pre_ping=not sqlite,
    )
    if sqlite:
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _connect_args(url: URL) -> dict[str, Any]:
    """How long is waited: for another writer, for a server that does not answer (unless the URL says it)."""
    if url.get_backend_name() == "sqlite":
        return {"timeout": BUSY_TIMEOUT_SECONDS}
    told = url.get_backend_name() != "postgresql" or "connect_timeout" in url.query
    return {} if told else {"connect_timeout": BUSY_TIMEOUT_SECONDS}


# --- SQLite ---------------------------------------------------------------------------------------------------


def _configure_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, so that DDL is inside them too
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _use_wal(engine: Engine) -> None:
    """Write-ahead log, kept by the file itself. The switch does not honour the busy timeout, so it is tried again."""
    deadline = time.monotonic() + BUSY_TIMEOUT_SECONDS
    raw = engine.raw_connection()
    try:
        while True:
            try:
                raw.cursor().execute("PRAGMA journal_mode=WAL")
                return
            except engine.dialect.loaded_dbapi.OperationalError as error:
                if "locked" not in str(error):
                    raise OperationalError("PRAGMA journal_mode=WAL", None, error) from error
                if time.monotonic() > deadline:
                    raise StoreError("数据库正被另一个程序占用，请稍后再试。") from error
                time.sleep(0.05)
    finally:
        raw.close()


# --- PostgreSQL -----------------------------------------------------------------------------------------------


def alone(transaction: Connection | Session, *matter: object) -> None:
    """From here to the end of the transaction nobody else is at this matter: what is read now is still true when we write.

    SQLite has one writer at a time in any case. PostgreSQL: an advisory lock, numbered by the words of the matter.
    """
    connection = transaction.connection() if isinstance(transaction, Session) else transaction
    if connection.dialect.name != "postgresql":
        return
    digest = hashlib.sha256("\x1f".join(map(str, matter)).encode(errors="replace")).digest()
    number = int.from_bytes(digest[:8], signed=True)
    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


# --- migrations -----------------------------------------------------------------------------------------------


def _migrate(engine: Engine) -> None:
    """Bring the database to ``HEAD`` in one transaction, one process at a time; nothing to do costs one query.

    SQLite: the write lock is taken before Alembic looks at the revision. PostgreSQL: an advisory lock. Databases
    whose DDL is not transactional (MySQL) should be migrated by starting one process first.
    """
    with engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
    with engine.execution_options(writing=True).begin() as connection:
        alone(connection, "migration")
        _upgrade(connection)  # does nothing when another process has done it meanwhile


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection, revision: str = "head") -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_DIR).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise StoreError("数据库由更新版本的程序建立，请升级程序后再打开。") from error
