"""PDFs whose group cells run downward: five regions × four ways to print, every cell right or said not to be read.

    python benchmarks/downward_cells.py [--keep FOLDER]

Needs Chromium and LibreOffice. Exits with 1 when a cell is wrong or a table is missing without a word.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nianbao.documents import read  # noqa: E402
from nianbao.report.model import Report  # noqa: E402
from tests.support.files.downward import REGIONS, RENDERERS  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="put the PDFs there")
    keep = parser.parse_args().keep
    whole = silent = 0
    for name, region in REGIONS.items():
        report = read(ROOT / "corpus" / "reports" / f"{region.report}.md")
        for number, (printer, print_) in enumerate(RENDERERS.items()):
            data = print_(report, region)
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{name}-{number}.pdf").write_bytes(data)
            right, declared, wrong = judged(report, read(data, "a.pdf"))
            whole += not wrong
            silent += wrong
            print(f"{name:8} {printer:30} right {right:3}  declared {declared:3}  wrong {wrong:3}", flush=True)
    print(f"{whole} of {len(REGIONS) * len(RENDERERS)} files with every cell right or declared")
    return 1 if silent else 0


def judged(printed: Report, found: Report) -> tuple[int, int, int]:
    """How many cells came back right, how many stand in tables that are said not to be read, how many are wrong."""
    right = declared = wrong = 0
    for key, table in printed.tables.items():
        assert table is not None
        own = found.table(key)
        if own is None and found.problem(key):
            declared += len(table.cells)
            continue
        for address, cell in table.cells.items():
            same = own is not None and own.get(*address) == cell
            right, wrong = right + same, wrong + (not same)
    return right, declared, wrong


if __name__ == "__main__":
    sys.exit(main())
