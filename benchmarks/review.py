"""Wall time of ``nianbao review`` on a Word file, against importing the libraries and reading the file.

The floor is a fresh process that imports python-docx and pydantic and reads the bytes; the goal is twice that.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ROUNDS = 9


def wall(command: list[str]) -> float:
    """Median seconds of a command in a fresh process, after one run to warm the file cache."""
    times = []
    for _ in range(ROUNDS + 1):
        started = time.perf_counter()
        subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        times.append(time.perf_counter() - started)
    return statistics.median(times[1:])


def rules_alone() -> float:
    """Median milliseconds of all rules on a report that is already read."""
    from documents import read
    from validators.review import review

    report = read(ROOT / "corpus" / "reports" / "qinghe-county-2024.md")
    review(report)
    times = []
    for _ in range(50):
        started = time.perf_counter()
        review(report)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def main() -> None:
    from documents import read
    from documents.docx_writer import write_docx

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        write_docx(read(ROOT / "corpus" / "reports" / "qinghe-county-2024.md"), path)
        floor = wall([sys.executable, "-c", f"import docx, pydantic; open({str(path)!r}, 'rb').read()"])
        ours = wall([sys.executable, "cli.py", "review", str(path), "--json"])
    print("| step | time | ratio |")
    print("| --- | ---: | ---: |")
    print(f"| import docx, pydantic + read the file | {floor:.3f} s | 1.00 |")
    print(f"| nianbao review FILE.docx --json | {ours:.3f} s | {ours / floor:.2f} |")
    print(f"| all rules on a read report | {rules_alone():.1f} ms | |")


if __name__ == "__main__":
    main()
