"""Seconds and memory of reading one report: ours, the floor under any reader, and what else one would read it with.

    python benchmarks/reading.py [--reports 5] [--rounds 5] [--format NAME] [--cpu] [--check]

The *floor* is what no reader can do without: unzip and lxml for Word files and workbooks, lxml for pages, the text by
pdfium for PDF, decoding for text. The others are markitdown and docx2python (in an environment of their own, made on
first use), python-docx by ``row.cells`` and by ``table.cell``, and pdfplumber's bare table extraction; they give text
or raw tables, we give the report. All read the same files in the same run, taking turns.

- *a folder of ten*: a process that reads ten files, from its start to its end, divided by ten: a mailbox in January.
  The goals are about this one; the other two say where its time goes.
- *one file*: from starting a process to its end, as one who types a command waits (``nianbao parse FILE --json``).
- *running process*: a report in a process that has read others; the files take turns, the first pass is left out.

``--cpu`` counts seconds of the processor, for machines that are busy with other things. ``--check`` exits with 1 when
a goal is missed on a folder of ten.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.reading_workers import others  # noqa: E402

WORKERS = ROOT / "benchmarks" / "reading_workers"
COMMAND = str(Path(sys.executable).with_name("nianbao"))
"""Ours as installed, its modules compiled; ``python -m nianbao`` starts the same."""
NOT_INSTALLED = "未安装"
FOLDER = 10
"""Files in a folder; the set is read over again where it has fewer."""
FLOORS = {
    "docx": "floor_packed",
    "xlsx": "floor_packed",
    "html": "floor_page",
    "mht": "floor_archive",
    "pdf": "floor_pdf",
    "txt": "floor_text",
    "md": "floor_text",
}
RIVALS = {
    "markitdown": ("docx", "html", "pdf"),
    "docx2python": ("docx",),
    "python_docx_rows": ("docx",),
    "python_docx_cells": ("docx",),
    "pdfplumber_tables": ("pdf",),
}
IN_OTHER_ENVIRONMENT = ("markitdown", "docx2python")
GOALS = (
    ("docx", "ours ÷ floor", 3.0),
    ("html", "ours ÷ floor", 3.0),
    ("docx", "markitdown ÷ ours", 10.0),
    ("html", "markitdown ÷ ours", 2.0),
    ("pdf", "ours ÷ pdfplumber_tables", 1.5),
)
"""Upper bounds of ours against another, lower bounds of another against ours."""


class FileSet(NamedTuple):
    """As ``reading_workers.files`` makes them."""

    format: str
    made_by: str
    files: list[str]
    warm_up: str


class Run(NamedTuple):
    """One process, or one file in it. ``memory`` is the largest the process (or a child of it) grew, in MB."""

    clock: float
    processor: float
    memory: float = 0.0


Runs = dict[str, list[Run]]
"""Reader → its runs; none when it is not installed."""


def command_of(reader: str, python: Path | None) -> list[str] | None:
    """How to start a worker for a reader; None when it is not installed."""
    if reader in IN_OTHER_ENVIRONMENT and python is None:
        return None
    interpreter = str(python) if reader in IN_OTHER_ENVIRONMENT else sys.executable
    return [interpreter, str(WORKERS / "worker.py"), reader]


def process(command: list[str], reports: int = 1) -> Run:
    """A process from start to end, its times divided by ``reports``. Raises ``RuntimeError`` when it fails."""
    started = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    clock = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}")
    return Run(clock / reports, (used.ru_utime + used.ru_stime) / reports, used.ru_maxrss / 1024)


def warm(command: list[str], files: FileSet) -> list[Run]:
    """The files read, in turn, in a process that has read all of them before."""
    asked = [*command, "--warm-up", files.warm_up, *files.files]
    answer = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    _, *later = json.loads(answer.splitlines()[-1])
    return [Run(*taken) for each in later for taken in each]


class Measured(NamedTuple):
    """The runs of all readers of a format, which took turns."""

    files: FileSet
    folder: Runs
    one: Runs
    running: Runs


def measured(files: FileSet, rounds: int, python: Path | None) -> Measured:
    readers = ["floor", "ours", *(name for name, formats in RIVALS.items() if files.format in formats)]
    commands = {r: command_of(FLOORS[files.format] if r == "floor" else r, python) for r in readers}
    found = Measured(files, defaultdict(list), defaultdict(list), defaultdict(list))
    ten = list(islice(cycle(files.files), FOLDER))
    for number in range(rounds):
        for reader, command in commands.items():
            if command is None:
                continue
            path = files.files[number % len(files.files)]
            typed = [COMMAND, "parse", path, "--json"] if reader == "ours" else [*command, path]
            found.folder[reader].append(process([*command, *ten], FOLDER))
            found.one[reader].append(process(typed))
            found.running[reader] += warm(command, files)
    return found


# --- what is printed ----------------------------------------------------------------------------------------------


def seconds(runs: list[Run], cpu: bool) -> float:
    return median(run.processor if cpu else run.clock for run in runs)


def shown(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.0f} ms" if value >= 0.01 else f"{value * 1000:.2f} ms"


def times(title: str, results: list[tuple[FileSet, Runs]], cpu: bool) -> list[str]:
    """A row for each set: the floor, ours with its multiple of the floor, the others with their multiple of ours."""
    names = list(RIVALS)
    lines = [f"\n{title}\n", f"| format | files | floor | ours | ÷ floor | {' | '.join(names)} |"]
    lines.append(f"|{' --- |' * 2}{' ---: |' * (3 + len(names))}")
    for files, runs in results:
        floor, ours = seconds(runs["floor"], cpu), seconds(runs["ours"], cpu)
        cells = [f"{shown(floor)} | {shown(ours)} | {ours / floor:.1f}"]
        for name in names:
            if files.format not in RIVALS[name]:
                cells.append("")
            elif not runs.get(name):
                cells.append(NOT_INSTALLED)
            else:
                taken = seconds(runs[name], cpu)
                cells.append(f"{shown(taken)} ({taken / ours:.1f}×)")
        lines.append(f"| {files.format} | {files.made_by} | {' | '.join(cells)} |")
    return lines


def memory(results: list[tuple[FileSet, Runs]]) -> list[str]:
    names = ["floor", "ours", *RIVALS]
    lines = ["\nPeak memory of the process of one file, MB\n", f"| format | files | {' | '.join(names)} |"]
    lines.append(f"|{' --- |' * 2}{' ---: |' * len(names)}")
    for files, runs in results:
        cells = [f"{median(run.memory for run in runs[n]):.0f}" if runs.get(n) else "" for n in names]
        lines.append(f"| {files.format} | {files.made_by} | {' | '.join(cells)} |")
    return lines


def goals(kind: str, results: list[tuple[FileSet, Runs]], cpu: bool) -> tuple[list[str], bool]:
    """Each goal against every set of its format; whether all are met."""
    lines, all_met = [], True
    for format, goal, bound in GOALS:
        above, below = goal.split(" ÷ ")
        for files, runs in results:
            if files.format != format:
                continue
            if not runs.get(above) or not runs.get(below):
                lines.append(f"| {kind} | {format} | {files.made_by} | {goal} | {bound:g} | {NOT_INSTALLED} | |")
                continue
            ratio = seconds(runs[above], cpu) / seconds(runs[below], cpu)
            met = ratio <= bound if above == "ours" else ratio >= bound
            all_met = all_met and met
            sign = "≤" if above == "ours" else "≥"
            said = "met" if met else "missed"
            lines.append(f"| {kind} | {format} | {files.made_by} | {goal} | {sign} {bound:g} | {ratio:.2f} | {said} |")
    return lines, all_met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=5, help="made-up reports in each format")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--format", choices=sorted(FLOORS), help="only this format")
    parser.add_argument("--cpu", action="store_true", help="seconds of the processor instead of the clock")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a goal is missed")
    options = parser.parse_args()
    python = others.interpreter()
    results: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(WORKERS / "files.py"), folder, str(options.reports)]
        made = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
        for files in (FileSet(*said) for said in json.loads(made.splitlines()[-1])):
            if options.format in (None, files.format):
                results.append(measured(files, options.rounds, python))
    kinds = {
        "a folder of ten": [(m.files, m.folder) for m in results],
        "one file": [(m.files, m.one) for m in results],
        "running process": [(m.files, m.running) for m in results],
    }
    unit = "of the processor" if options.cpu else "by the clock"
    print(f"Medians of {options.rounds} rounds, seconds a report {unit}; in brackets how many times ours.")
    for kind, runs in kinds.items():
        print("\n".join(times(kind.capitalize(), runs, options.cpu)))
    print("\n".join(memory(kinds["one file"])))
    print(
        "\n| measured on | format | files | goal | bound | measured | |\n| --- | --- | --- | --- | --- | ---: | --- |"
    )
    judged = {kind: goals(kind, runs, options.cpu) for kind, runs in kinds.items()}
    print("\n".join(line for lines, _ in judged.values() for line in lines))
    _, met = judged["a folder of ten"]
    return 1 if options.check and not met else 0


if __name__ == "__main__":
    sys.exit(main())
