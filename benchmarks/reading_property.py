"""Random valid reports by independent writers with random damage: read equal, declared unreadable, or silently wrong?

``python benchmarks/reading_property.py --cases 2000`` prints tables of official tables (three a case) by writer and
damage and exits 1 on a single silent error. ``--slow N`` cases more are written by LibreOffice and Chromium as PDF, doc, odt, rtf (seconds
each); ``--only DAMAGE`` and ``--writer NAME`` narrow it down.
"""

import argparse
import logging
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> int:
    from tests.support.reading.cases import make_case
    from tests.support.reading.judge import judge
    from tests.support.reading.tally import Tally, markdown
    from tests.support.reading.writers import all_writers
    from tests.support.reading.writers_programs import NoProgramError

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000, help="cases of the quick writers, shared among them")
    parser.add_argument("--slow", type=int, default=50, help="cases more, written by LibreOffice and Chromium")
    parser.add_argument("--seed", type=int, default=0, help="the first seed; another one gives other cases")
    parser.add_argument("--writer", default="", help="only writers whose name holds this")
    parser.add_argument("--only", help="only this kind of damage, in every case")
    args = parser.parse_args()
    logging.disable(logging.WARNING)  # what PDF libraries remark on

    writers = [w for w in all_writers(slow=True) if args.writer in w.name]
    quick, slow = [w for w in writers if not w.slow], [w for w in writers if w.slow]
    plan = [(quick[i % len(quick)], args.seed + i // len(quick)) for i in range(args.cases if quick else 0)]
    plan += [(slow[i % len(slow)], args.seed + i // len(slow)) for i in range(args.slow if slow else 0)]
    tally, started = Tally(), time.perf_counter()
    for writer, seed in plan:
        try:
            case = make_case(seed, writer, args.only)
        except NoProgramError as error:
            print(f"skipped {writer.name}: {error}", file=sys.stderr)
            continue
        tally.add(case, judge(case))
    print(markdown(tally))
    print(
        f"\n{tally.cases} cases in {time.perf_counter() - started:.0f} s: {tally.total('equal')} tables equal, ", end=""
    )
    print(
        f"{tally.total('declared')} declared, {tally.total('refused')} in refused files, {tally.total('silent')} silent"
    )
    for line in tally.silent:
        print(f"SILENT {line}")
    return 1 if tally.silent else 0


if __name__ == "__main__":
    sys.exit(main())
