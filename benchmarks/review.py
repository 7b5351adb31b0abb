"""Wall time of ``nianbao review``: one Word file, the rules alone, and sets of 250 to 2,000 made-up reports.

For one file the floor is a fresh process that imports python-docx and pydantic and reads the bytes; the goal is
twice that. The rules on a report that is read are to take under 10 ms (median over the samples). A set is to take
time in proportion to its number, and memory that does not grow with it. ``--slow 0`` names the slowest rules no
more; ``--sets 250,500`` chooses the sizes, ``--sets 0`` leaves them out.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ROUNDS = 9
RULE_ROUNDS = 3
WORKERS = 2


def wall(*commands: list[str], bytecode: Path) -> list[float]:
    """Median seconds of each command in a fresh process, in turn, after one round to warm the file cache.

    As with an installed copy, what Python compiled once is kept (in ``bytecode``), whatever the environment says: else
    the floor's libraries, which pip compiled, would be held against our sources, compiled anew at every start.
    """
    kept = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(bytecode)}
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(ROUNDS + 1):
        for command, taken in zip(commands, times, strict=True):
            started = time.perf_counter()
            subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, check=False)
            taken.append(time.perf_counter() - started)
    return [statistics.median(taken[1:]) for taken in times]


def rules_alone(slow: int) -> tuple[float, list[tuple[str, float]]]:
    """Median milliseconds of all rules over the samples, and of the slowest rules (claims are read by the first)."""
    from nianbao.documents import read
    from validators.article50 import checklist
    from validators.catalogue import catalogue
    from validators.engine import Context
    from validators.review import review

    reports = [read(path) for path in sorted((ROOT / "corpus" / "reports").glob("*.md"))]
    times = []
    for report in reports * RULE_ROUNDS:
        started = time.process_time()
        review(report)
        times.append((time.process_time() - started) * 1000)
    by_rule: dict[str, list[float]] = {}
    for report in reports:
        context = Context(report, None, report.agency)
        steps = {"（读出正文中的说法）": lambda c: (c.claims, c.outcome_claims)} | {
            rule.id: rule.run for rule in catalogue().values()
        }
        for name, step in (steps | {"（条例第五十条结论）": checklist}).items():
            started = time.process_time()
            step(context)
            by_rule.setdefault(name, []).append((time.process_time() - started) * 1000)
    slowest = sorted(((name, statistics.median(ms)) for name, ms in by_rule.items()), key=lambda item: -item[1])
    return statistics.median(times), slowest[:slow]


def one_file() -> list[float]:
    """Seconds of the floor, and of ``nianbao review``."""
    from nianbao.documents import read
    from nianbao.documents.word.writing.report import write_docx

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        write_docx(read(ROOT / "corpus" / "reports" / "qinghe-county-2024.md"), path)
        floor = [sys.executable, "-c", f"import docx, pydantic; open({str(path)!r}, 'rb').read()"]
        ours = [sys.executable, "-m", "nianbao", "review", str(path), "--json"]
        return wall(floor, ours, bytecode=Path(folder) / "bytecode")


def measure_set(folder: Path, count: int) -> dict[str, float]:
    """Review the first files of a folder as a set, in a fresh process of its own: seconds, findings, peak MB."""
    command = [sys.executable, __file__, "--measure", str(folder), "--sets", str(count)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def measured_here(folder: Path, count: int) -> dict[str, float]:
    """In that process. A page of the heap that was ever used counts; of the children the largest one is told."""
    import resource

    from nianbao.work.review_set import report_files, review_set

    used = os.times()
    started = time.perf_counter()
    copied = errors = 0
    with open(os.devnull, "w", encoding="utf-8") as out:
        for reviewed in review_set(report_files([folder])[:count], workers=WORKERS):
            errors += reviewed.error is not None
            copied += '"rule": "LK-02", "severity"' in (reviewed.line or "")
            out.write(f"{reviewed.line}\n")
    seconds = time.perf_counter() - started
    after = os.times()
    return {
        "seconds": seconds,
        "cpu": sum(after[:4]) - sum(used[:4]),
        "copied": copied,
        "errors": errors,
        "parent": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "child": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


def sets(counts: list[int]) -> None:
    from benchmarks.set_reports import write_set

    print(
        f"\n| reports, {WORKERS} processes | seconds | reports/s | CPU ms a report | LK-02 | parent MB | largest child MB |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        write_set(Path(folder), max(counts))
        for count in counts:
            m = measure_set(Path(folder), count)
            print(
                f"| {count} | {m['seconds']:.1f} | {count / m['seconds']:.1f} | {m['cpu'] / count * 1000:.1f} "
                f"| {m['copied']:.0f} | {m['parent']:.0f} | {m['child']:.0f} |",
                flush=True,
            )
            if m["errors"]:
                raise SystemExit(f"{m['errors']:.0f} of {count} reports failed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", default="250,500,1000,2000", help="numbers of reports, 0 for none")
    parser.add_argument("--slow", type=int, default=8, help="how many of the slowest rules to name")
    parser.add_argument("--only-sets", action="store_true", help="leave out the single file and the rules")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    counts = [int(count) for count in chosen.sets.split(",") if int(count)]
    if chosen.measure:
        print(json.dumps(measured_here(chosen.measure, counts[0])))
        return
    if not chosen.only_sets:
        floor, ours = one_file()
        median, slowest = rules_alone(chosen.slow)
        print("| step | time | ratio |")
        print("| --- | ---: | ---: |")
        print(f"| import docx, pydantic + read the file | {floor:.3f} s | 1.00 |")
        print(f"| nianbao review FILE.docx --json | {ours:.3f} s | {ours / floor:.2f} |")
        print(f"| all rules on a read report | {median:.1f} ms | |")
        for name, milliseconds in slowest:
            print(f"| … {name} | {milliseconds:.2f} ms | |")
    if counts:
        sets(counts)


if __name__ == "__main__":
    main()
