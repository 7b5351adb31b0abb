"""A set of generated reports on one machine and on two Dask workers, one of them killed in the middle.

    python benchmarks/cluster.py [--reports 2000] [--kill-after 8]

Prints seconds, the largest memory of the process that collects and its memory along the way, and says whether both
outputs are the same bytes. Exits with 1 when they are not.
"""

import argparse
import hashlib
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SOURCES = sorted((ROOT / "corpus" / "reports").glob("*.md"))
PORT = 18_786
_TOLD = re.compile(rb"\xe2\x80\xa6 (\S+) (\d+)/\d+")
"""The progress of the command: what, how many are done."""
POINTS = 8
"""Of the memory along the way, so many are printed."""


def generated(folder: Path, count: int) -> None:
    """Reports of ``count`` agencies that do not exist, made of the samples: other names, one figure in ten changed."""
    samples = [path.read_text(encoding="utf-8") for path in SOURCES]
    names = [re.search(r"示例省\S*?(镇|县|市|局|厅|街道办事处|管理委员会)", text) for text in samples]
    for number in range(count):
        text, name = samples[number % len(samples)], names[number % len(samples)]
        if name is not None:
            text = text.replace(name.group(), f"{name.group()[:3]}第{number}{name.group()[3:]}")
        if number % 10 == 0:
            text = re.sub(r"\| 0 \|", f"| {number} |", text, count=1)
        (folder / f"{number:05}.md").write_text(text, encoding="utf-8")


class Run:
    """``nianbao review FOLDER -o OUT.json``, begun; its memory is looked at whenever it tells how far it is."""

    def __init__(self, folder: Path, output: Path, data: Path, cluster: str | None) -> None:
        more = ["--cluster", cluster] if cluster else []
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "nianbao", "review", str(folder), "-o", str(output), "--no-library", *more], cwd=ROOT,
            env=os.environ | {"NIANBAO_DATA_DIR": str(data)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._along: list[tuple[str, int, float]] = []
        self._watch = threading.Thread(target=self._look)
        self._watch.start()

    def _look(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if found := _TOLD.search(line):
                memory = psutil.Process(self._process.pid).memory_info().rss
                self._along.append((found[1].decode(), int(found[2]), memory / 1024**2))

    @property
    def at_work(self) -> bool:
        return self._watch.is_alive()

    def end(self, said: str) -> None:
        """Waits, and prints how it went."""
        self._watch.join()
        _, status, usage = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        seconds, largest = time.monotonic() - self._started, usage.ru_maxrss / 1024
        print(f"{said:30} {seconds:8.1f} {largest:6.0f}  {self._process.returncode}")
        shown = self._along[:: max(1, len(self._along) // POINTS)]
        print("    MB: " + "，".join(f"{what} {done}: {memory:.0f}" for what, done, memory in shown), flush=True)


def dask(*arguments: str) -> subprocess.Popen[bytes]:
    """A scheduler or a worker."""
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{arguments[0]}", *arguments[1:]], cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def main() -> int:
    """Both runs; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--kill-after", type=float, default=8.0, help="seconds until one worker is killed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        (root / "reports").mkdir()
        generated(root / "reports", given.reports)
        print(f"{given.reports} reports, {os.cpu_count()} processors\n\n{'':30} {'seconds':>8} {'MB':>6}  exit")
        Run(root / "reports", root / "alone.json", root / "a", None).end("process pool")
        address = f"tcp://127.0.0.1:{PORT}"
        crew = [dask("scheduler", "--host", "127.0.0.1", "--port", str(PORT), "--no-dashboard",
                     "--dashboard-address", "127.0.0.1:0")]  # fmt: skip
        crew += [
            dask("worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", place)
            for _ in range(2)
        ]
        try:
            from distributed import Client

            with Client(address, timeout=60, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=60)
            run = Run(root / "reports", root / "cluster.json", root / "b", address)
            time.sleep(given.kill_after)
            busy = run.at_work
            crew[1].send_signal(signal.SIGKILL)
            run.end("two workers, one killed" if busy else "two workers (ended before the kill)")
        finally:
            for process in crew:
                process.kill()
                process.wait()
        digests = [hashlib.sha256((root / name).read_bytes()).hexdigest() for name in ("alone.json", "cluster.json")]
    same = digests[0] == digests[1]
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\noutput {'identical' if same else 'DIFFERENT'} ({digests[0][:12]}); largest process {children:.0f} MB")
    return int(not same)


if __name__ == "__main__":
    sys.exit(main())
