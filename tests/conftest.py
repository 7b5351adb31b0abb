"""For every test: no network beyond loopback, no settings from outside, data in a folder of its own."""

import os
import socket
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support import postgres as postgres_server
from tests.support.golden import OPTION, Golden, refuse_in_ci

# A busy machine is no failure. CI tries the same examples each time, so that a change is judged by itself; new ones
# are looked for on every developer's machine.
settings.register_profile("house", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
"""Real reports, where they are at hand: an extra (see ``tests.support.reports``). Nothing that only they test."""
GIVEN_POSTGRES = os.environ.get(postgres_server.ADDRESS)
"""Read before ``clean_settings`` takes every setting away."""
LOOPBACK = ("127.", "::1", "localhost")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(OPTION, action="store_true", help="write the golden files anew (refused where CI is set)")


def pytest_configure(config: pytest.Config) -> None:
    refuse_in_ci(config)


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """A file's bytes are no name for a test: an archive holds the second it was made in, so no two workers agree."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Golden files of fixtures; see ``tests.support.golden``."""
    return Golden(request.config.getoption(OPTION))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of a PostgreSQL server: the one that is given, else one of our own. No excuse in CI."""
    if GIVEN_POSTGRES:
        yield GIVEN_POSTGRES
        return
    if (lacking := postgres_server.missing()) and not os.environ.get("CI"):
        pytest.skip(f"未安装 PostgreSQL 服务程序：{'、'.join(lacking)}")
    with postgres_server.server() as ours:
        yield ours.url


@pytest.fixture
def new_postgres(postgres: str) -> Iterator[Callable[[], str]]:
    """``new_postgres()``: the URL of a new, empty database on PostgreSQL."""
    from sqlalchemy import create_engine, make_url, text

    from nianbao.store.database import close_database

    server, made = create_engine(postgres, isolation_level="AUTOCOMMIT"), list[str]()

    def url_of(name: str) -> str:
        return make_url(postgres).set(database=name).render_as_string(hide_password=False)

    def new() -> str:
        made.append(f"t_{uuid.uuid4().hex}")
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {made[-1]}"))
        return url_of(made[-1])

    yield new
    with server.connect() as connection:
        for name in made:
            close_database(url_of(name))
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """``new_database()``: the URL of a new, empty database; the test runs on both kinds."""
    if request.param == "postgresql":
        new: Callable[[], str] = request.getfixturevalue("new_postgres")
        return new
    return lambda: f"sqlite:///{tmp_path / f'数据{uuid.uuid4().hex}' / 'nianbao.sqlite3'}"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection that leaves the machine is an error in a test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family != socket.AF_UNIX and not str(host).startswith(LOOPBACK):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def clean_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Settings as on a fresh machine: nothing configured, data in the test's own folder."""
    from nianbao.settings import get_settings

    for name in list(os.environ):
        if name.startswith(("OPENAI_", "NIANBAO_", "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path / "data"))
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()
