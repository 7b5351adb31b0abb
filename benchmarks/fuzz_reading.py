"""Damaged and hostile files of every format: a report or one Chinese sentence, in time, and nothing left behind.

``python benchmarks/fuzz_reading.py --count 10000 --seed 1`` prints a table of formats and outcomes and exits 1 on a single
crash, hang, process or file left behind. PDF, doc, rtf and odt come where LibreOffice is; they take seconds each,
so they get few of the cases (``--slow-share``). A case is made anew from its number: ``--only 4711`` runs one.
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SECONDS = 20
"""A file that takes longer hangs."""
GRACE = 100
"""Seconds more before the worker is killed: on a busy machine the readers' own limits come first, and are counted."""
MAX_MEMORY = 6 * 1024**3
SHOWN = 12
Seeds = dict[str, bytes]
Arguments = tuple[int, Seeds, float, bool]
"""Seed, sound files, share of the slow formats, whether to review."""


@dataclass(frozen=True)
class Case:
    number: int
    kind: str
    size: int
    done: str


@dataclass(frozen=True)
class Result:
    case: Case
    outcome: str
    said: str
    seconds: float
    own_seconds: float
    """Of the processor, in the worker itself."""


def main() -> int:
    from tests.support.hostile.seeds import office_seeds, quick_seeds

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--slow-share", type=float, default=0.05, help="share of PDF, and of doc, rtf and odt together")
    parser.add_argument("--review", action="store_true", help="review what was read, too (the rules must not break)")
    parser.add_argument("--only", type=int, help="the number of one case")
    args = parser.parse_args()
    seeds = quick_seeds() | office_seeds()
    numbers = range(args.count) if args.only is None else [args.only]
    started = time.perf_counter()
    results = _run(list(numbers), (args.seed, seeds, args.slow_share, args.review), args.workers)
    _print(results, time.perf_counter() - started)
    return 1 if any(r.outcome == "WRONG" for r in results) else 0


def make(number: int, seed: int, seeds: Seeds, slow_share: float) -> tuple[Case, bytes, str]:
    """The same number and seed give the same case (what LibreOffice writes apart)."""
    from tests.support.hostile.damage import spoiled

    rng = Random(f"{seed}/{number}")
    chance = rng.random()
    kinds = [k for k in seeds if k not in ("pdf", "doc", "rtf", "odt")]
    if chance < slow_share and "pdf" in seeds:
        kinds = ["pdf"]
    elif chance < slow_share * 1.2 and "doc" in seeds:
        kinds = ["doc", "rtf", "odt"]
    kind = rng.choice(kinds)
    data, name, done = spoiled(rng, kind, seeds)
    return Case(number, kind, len(data), done), data, name


# --- workers ----------------------------------------------------------------------------------------------------


def _work(pipe: Connection, folder: str, seed: int, seeds: Seeds, slow_share: float, reviewed: bool) -> None:
    """Reads the cases whose numbers come through the pipe, one answer each."""
    import resource

    from tests.support.hostile.judge import outcome

    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    while (number := pipe.recv()) is not None:
        case, data, name = make(number, seed, seeds, slow_share)
        pipe.send(case)
        started, own = time.perf_counter(), time.process_time()
        result, said = outcome(data, name, reviewed=reviewed)
        seconds, own = time.perf_counter() - started, time.process_time() - own
        if left := [*_children(), *os.listdir(folder)]:
            result, said = "WRONG", f"left behind: {left}"
        if seconds > SECONDS:
            result, said = "SLOW" if result != "WRONG" else result, f"{seconds:.0f} s: {said}"
        pipe.send(Result(case, result, said, seconds, own))


def _children() -> list[str]:
    """Processes of ours that are still there, dead or alive."""
    path = Path(f"/proc/self/task/{os.getpid()}/children")
    return [f"process {pid}" for pid in path.read_text().split()] if path.exists() else []


class _Worker:
    """A process, the case it is at, and since when. A case that kills or hangs it ends it; the next gets a new one."""

    def __init__(self, arguments: Arguments) -> None:
        self.arguments = arguments
        self.start()

    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="fuzz-", ignore_cleanup_errors=True)
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("spawn").Process(
            target=_work, args=(other, self.folder.name, *self.arguments), daemon=False
        )
        self.process.start()
        other.close()
        self.case: Case | None = None
        self.since = time.perf_counter()

    def give(self, number: int | None) -> None:
        self.case = None if number is None else Case(number, "?", 0, "")
        self.since = time.perf_counter()
        self.pipe.send(number)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.folder.cleanup()


def _run(numbers: list[int], arguments: Arguments, workers: int) -> list[Result]:
    waiting = list(reversed(numbers))
    pool = [_Worker(arguments) for _ in range(min(workers, len(waiting)))]
    results: list[Result] = []
    for worker in pool:
        worker.give(waiting.pop())
    while busy := [w for w in pool if w.case is not None]:
        ready = wait([w.pipe for w in busy], timeout=1)
        for worker in busy:
            result = _answer(worker) if worker.pipe in ready else _overdue(worker)
            if result is None:
                continue
            results.append(result)
            worker.give(waiting.pop() if waiting else None)
            if result.outcome != "report" and result.outcome != "refused":
                print(f"{result.outcome} case {result.case}: {result.said}", flush=True)
            if len(results) % 500 == 0:
                print(f"… {len(results)}", file=sys.stderr, flush=True)
    for worker in pool:
        worker.process.join(10)
        worker.end()
    return results


def _answer(worker: _Worker) -> Result | None:
    """The result that came; None when the worker only says what it is about to read."""
    assert worker.case is not None
    try:
        said = worker.pipe.recv()
    except EOFError:
        result = Result(worker.case, "WRONG", "the reading process died", 0, 0)
        worker.end()
        worker.start()
        return result
    if isinstance(said, Case):
        worker.case = said
        return None
    return said


def _overdue(worker: _Worker) -> Result | None:
    seconds = time.perf_counter() - worker.since
    if seconds < SECONDS + GRACE or worker.case is None:
        return None
    result = Result(worker.case, "WRONG", f"killed after {seconds:.0f} s", seconds, seconds)
    worker.end()
    worker.start()
    return result


# --- what came of it --------------------------------------------------------------------------------------------


def _print(results: list[Result], seconds: float) -> None:
    outcomes = ("report", "refused", "SLOW", "WRONG")
    counts = Counter((r.case.kind, r.outcome) for r in results)
    print("\n| format | files | " + " | ".join(outcomes) + " | slowest (s) | of the processor |")
    print("| --- |" + " ---: |" * (len(outcomes) + 3))
    for kind in sorted({r.case.kind for r in results}):
        own = [r for r in results if r.case.kind == kind]
        cells = [len(own), *(counts[kind, outcome] for outcome in outcomes)]
        slowest, most = max(r.seconds for r in own), max(r.own_seconds for r in own)
        print(f"| {kind} | " + " | ".join(map(str, cells)) + f" | {slowest:.1f} | {most:.1f} |")
    print(f"\n{len(results)} files in {seconds:.0f} s. Slowest:")
    for r in sorted(results, key=lambda r: -r.seconds)[:SHOWN]:
        print(f"  {r.seconds:6.1f} s ({r.own_seconds:.1f} s of the processor)  {r.outcome}  {r.case}  {r.said[:60]}")
    said = Counter(r.said for r in results if r.outcome == "refused")
    print("\nMost frequent refusals:")
    for sentence, count in said.most_common(SHOWN):
        print(f"  {count:6}  {sentence}")


if __name__ == "__main__":
    sys.exit(main())
