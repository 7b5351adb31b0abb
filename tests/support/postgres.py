"""A PostgreSQL server of the tests' own: on a free loopback port, in a temporary folder, gone afterwards.

Only the standard library, because ``.ci/run`` starts one with it before there is an environment:
``python tests/support/postgres.py COMMAND…`` runs the command with ``NIANBAO_TEST_POSTGRES`` set to the server's address.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ADDRESS = "NIANBAO_TEST_POSTGRES"
"""Environment variable: SQLAlchemy URL of a server on which tests may make databases."""

MEMORY = "/dev/shm"
"""A file system in memory, where there is one: every test that needs a database makes a new one."""


def program(name: str) -> str | None:
    """A program of the server: on the PATH, or where Debian keeps it."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(kept[-1]) if kept else None)


def missing() -> list[str]:
    """Names of the server programs that this machine lacks; they are only started where there is POSIX."""
    return [name for name in ("initdb", "pg_ctl") if program(name) is None or os.name != "posix"]


class Server:
    """A running server. ``url`` is that of its first database; ``crash`` kills it without a word and starts it again."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder, self._data = folder, str(folder / "data")
        self._prefix = ["runuser", "-u", _somebody(), "--"] if os.geteuid() == 0 else []  # it refuses to run as root
        self._options = f"-k {folder} -c listen_addresses=127.0.0.1 -p {port} -c fsync=off -c full_page_writes=off"
        self.url = f"postgresql+psycopg://app@127.0.0.1:{port}/postgres"

    def make(self) -> None:
        if self._prefix:
            shutil.chown(self._folder, _somebody())
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", "app", "--no-locale", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", self._data, "-w", "-t", "120", "-l", log, "-o", self._options, "start")

    def crash(self) -> None:
        self.stop()
        self.start()

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def _run(self, name: str, *arguments: str) -> None:
        command = [*self._prefix, program(name) or name, *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self._folder, timeout=180)


@contextmanager
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="nianbao-pg-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
    try:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            ours = Server(folder, probe.getsockname()[1])
        ours.make()
        ours.start()
        try:
            yield ours
        finally:
            ours.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _somebody() -> str:
    import pwd  # not there on Windows

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped then too
    with server() as ours:
        return subprocess.call(command, env=os.environ | {ADDRESS: ours.url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
