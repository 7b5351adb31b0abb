"""The same store on PostgreSQL, where the driver and the server programs are installed."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from nianbao.report import Report
from nianbao.store import conversations, drafts
from nianbao.store.database import Database, open_database
from nianbao.store.reports import load_report, save_report

MISSING = [p for p in ("initdb", "pg_ctl") if shutil.which(p) is None]
pytestmark = [
    pytest.mark.skipif(find_spec("psycopg") is None, reason="未安装 PostgreSQL 驱动 psycopg"),
    pytest.mark.skipif(bool(MISSING), reason=f"未安装 PostgreSQL 服务程序：{'、'.join(MISSING)}"),
    pytest.mark.skipif(os.name != "posix", reason="只在类 Unix 系统上启动临时的 PostgreSQL"),
]


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A server of our own on a free loopback port, gone afterwards. It refuses to run as root: then as postgres."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = tempfile.mkdtemp()
    if prefix:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = str(Path(folder) / "data")
    options = f"-k {folder} -c listen_addresses=127.0.0.1 -p {port} -c fsync=off"

    def run(*command: str) -> None:
        subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder, timeout=60)

    run("initdb", "-D", data, "-A", "trust", "-U", "app", "--no-locale", "-E", "UTF8", "--no-sync")
    run("pg_ctl", "-D", data, "-w", "-l", str(Path(folder) / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://app@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def db(postgres: str) -> Database:
    return open_database(postgres)


def test_migrations_make_exactly_the_models(db: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from nianbao.store.models import Base

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("raw", ["", "/", "0", "13", "24252.311082", "9" * 40, "见附件"])
def test_cells_round_trip(db: Database, make_report: Callable[..., Report], raw: str) -> None:
    report = make_report(cells={("applications", "new", "total"): raw})
    assert load_report(db, save_report(db, report, "upload")) == report


def test_revisions_are_append_only(db: Database) -> None:
    draft = drafts.create_draft(db, "青禾县人民政府", 2024)
    kept = drafts.append_revision(db, draft.id, {"prose": []}, author="甲", writer="built-in", docx=b"\x00\x01")
    for statement in ("UPDATE draft_revisions SET author = '乙'", "DELETE FROM draft_revisions"):
        with pytest.raises(DBAPIError), db.writing() as session:
            session.execute(text(statement))
    assert drafts.list_revisions(db, draft.id) == [kept]
    assert drafts.list_drafts(db)[0].latest == 1


def test_conversations(db: Database) -> None:
    talk = conversations.create_conversation(db, "对话")
    said = [conversations.append_message(db, talk.id, "user", "你好", {"n": n}) for n in range(3)]
    assert conversations.load_messages(db, talk.id) == said
    assert conversations.list_conversations(db)[0].updated_at == said[-1].created_at
    kept = conversations.add_attachment(db, talk.id, "报告.docx", b"\x00" * 9)
    assert conversations.list_attachments(db, talk.id) == [kept]
