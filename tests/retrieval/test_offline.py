"""Nothing leaves the machine while the index is built and searched: proved in processes of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nianbao.paths import ROOT

GUARD = """
import os, sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = str(address[0]) if isinstance(address, tuple) else "127."
        if not host.startswith(("127.", "::1", "localhost")):
            note(f"{event} {address}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        if arguments[0] not in (None, "", "localhost", "127.0.0.1", "::1"):
            note(f"{event} {arguments[0]}")

def note(line):
    with open(os.environ["GUARD_LOG"], "a") as log:
        log.write(line + "\\n")

note(f"guarding {os.getpid()}")
sys.addaudithook(watch)
"""

WORK = """
import os, sys
from nianbao.settings import get_settings
from retrieval.corpus import load_corpus
from tests.support.hashed_grams import HashedGrams
from retrieval.index import build, index_root, open_index
from retrieval.search import Searcher

data = get_settings().data_dir
corpus = load_corpus(data)
build(index_root(data), corpus, HashedGrams())
index = open_index(index_root(data), corpus, HashedGrams())
searcher = Searcher(corpus, index)
assert searcher.search("年报几号前要交") and searcher.notice is None
assert searcher.search("收费吗")
assert "chromadb" in sys.modules
for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
    assert os.environ[name] == "false", name
assert os.environ["ANONYMIZED_TELEMETRY"] == "False" and os.environ["OTEL_SDK_DISABLED"] == "true"
print("done")
"""


def environment(tmp_path: Path) -> dict[str, str]:
    """A hostile one: tracing switched on, an empty home (no downloaded models), the guard in every Python."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": f"{tmp_path / 'guard'}{os.pathsep}{ROOT}",
        "GUARD_LOG": str(tmp_path / "guard.log"),
        "NIANBAO_DATA_DIR": str(tmp_path / "data"),
        "ANONYMIZED_TELEMETRY": "True",
        "LANGSMITH_TRACING": "true",
        "LANGCHAIN_TRACING_V2": "true",
        "LANGSMITH_API_KEY": "x",
    }


def test_no_connection_is_tried_while_building_and_searching(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WORK], cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, timeout=200
    )
    assert done.stdout.strip() == "done", done.stderr
    log = (tmp_path / "guard.log").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("guarding") for line in log) >= 2, "the verifying child is watched too"
    assert [line for line in log if not line.startswith("guarding")] == []
    downloaded = {".cache", ".chroma", ".local"} & {p.name for p in tmp_path.iterdir()}
    assert not downloaded


def test_the_guard_would_notice(tmp_path: Path) -> None:
    code = (
        "import socket\ntry:\n    socket.create_connection(('192.0.2.1', 80), timeout=0.2)\nexcept OSError:\n    pass"
    )
    subprocess.run([sys.executable, "-c", code], env=environment(tmp_path), check=True)
    assert "192.0.2.1" in (tmp_path / "guard.log").read_text(encoding="utf-8")


def _can_unshare() -> bool:
    command = shutil.which("unshare")
    return bool(command) and subprocess.run([str(command), "-rn", "true"], capture_output=True).returncode == 0


@pytest.mark.skipif(not _can_unshare(), reason="this machine does not let us take the network away (unshare -rn)")
def test_everything_works_without_any_network(tmp_path: Path) -> None:
    """Also holds for Chroma's Rust part, which a guard inside Python does not see."""
    command = ["unshare", "-rn", sys.executable, "-c", WORK]
    done = subprocess.run(command, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, timeout=200)
    assert done.stdout.strip() == "done", done.stderr
