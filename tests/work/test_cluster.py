"""A set on a Dask cluster of one worker: the bytes of one machine; what broke off goes on; who is wrong is told at once."""

import gc
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from nianbao.work.cluster import crew
from nianbao.work.cluster.crew import ClusterError
from nianbao.work.cluster.manifest import Manifest
from nianbao.work.cluster.review_set import review_set_on
from nianbao.work.review_set import review_set
from tests.conftest import ROOT
from tests.support.desk import free_port
from validators.review import ReviewOptions
from validators.reviewed import Reviewed

REPORTS = ROOT / "corpus" / "reports"


@dataclass
class Dask:
    """A scheduler and a worker, each a process."""

    address: str
    scheduler: subprocess.Popen[bytes]
    worker: subprocess.Popen[bytes]


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    scheduler = started("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard",
                        "--dashboard-address", "127.0.0.1:0")  # fmt: skip
    worker = started("worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard",
                     "--local-directory", str(tmp_path))  # fmt: skip
    from distributed import Client

    with Client(address, timeout=30, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=30)
    yield Dask(address, scheduler, worker)
    for process in (worker, scheduler):
        process.kill()
        process.wait()


def started(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{arguments[0]}", *arguments[1:]], cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "年报"
    folder.mkdir()
    for path in sorted(REPORTS.glob("*.md"))[:11]:
        shutil.copy(path, folder)
    (folder / "坏.txt").write_text("不是年报", encoding="utf-8")
    return sorted(folder.iterdir())


def on(address: str, files: list[Path], data_dir: Path, said: list[str]) -> Iterator[Reviewed]:
    return review_set_on(
        address, files, ReviewOptions(), library=None, data_dir=data_dir,
        progress=lambda what, done, total: None, say=said.append,
    )  # fmt: skip


def test_the_same_bytes_whatever_breaks(
    dask: Dask, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program is refused; a run that broke off goes on; without workers the rest is done here; then nobody answers."""
    monkeypatch.setattr(crew, "CONNECT_SECONDS", 5.0)
    monkeypatch.setattr(crew, "ALONE_SECONDS", 1.0)
    with monkeypatch.context() as other, pytest.raises(ClusterError, match="程序不同"):
        other.setattr(crew, "fingerprint", lambda: "0.0.9 / Python 3.11 / another")
        next(on(dask.address, files, tmp_path / "data", []))
    alone = list(review_set(files, workers=1))
    said: list[str] = []
    first = on(dask.address, files, tmp_path / "data", said)
    begun = [next(first) for _ in range(4)]
    first.close()  # type: ignore[attr-defined]
    (kept,) = (tmp_path / "data" / "cluster").iterdir()
    with Manifest(kept) as manifest:
        assert manifest.get("review 3") is not None
    monkeypatch.setattr(crew, "CHUNK", 2)
    second = on(dask.address, files, tmp_path / "data", said)
    again = [next(second) for _ in range(4)]
    ended(dask.worker)
    again += list(second)
    assert begun == alone[:4]
    assert again == alone
    assert len(said) <= 1  # what was asked may have been answered before the worker was gone
    assert list((tmp_path / "data" / "cluster").iterdir()) == []
    with pytest.raises(ClusterError, match="没有工作程序"):
        next(on(dask.address, files, tmp_path, []))
    ended(dask.scheduler)
    monkeypatch.setattr(crew, "CONNECT_SECONDS", 1.0)
    with pytest.raises(ClusterError, match="连不上"):
        next(on(dask.address, files, tmp_path, []))


def ended(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def test_where_nobody_listens_nothing_is_left_to_close(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", heard.append)
    waited = 3 * crew.CONNECT_SECONDS
    monkeypatch.setattr(crew, "CONNECT_SECONDS", 0.5)
    began = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for address in ("tcp://127.0.0.1:9", f"tcp://127.0.0.1:{silent.getsockname()[1]}", "nowhere://x"):
            with pytest.raises(ClusterError, match="连不上"):
                crew.Crew(address)
    gc.collect()
    assert heard == []
    assert time.monotonic() - began < waited
