"""How long it takes to choose the peers of a report in libraries of growing size.

python benchmarks/peers.py [--sizes 1000 10000 40000]
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sqlalchemy import insert  # noqa: E402

from nianbao.report.agency import Agency  # noqa: E402
from nianbao.store.database import Database, open_database  # noqa: E402
from nianbao.store.models import ReportRow  # noqa: E402
from nianbao.store.trust import agency_key  # noqa: E402
from retrieval.peers import choose_peers  # noqa: E402

SIZES = (1_000, 10_000, 40_000)
ROUNDS = 15
YEARS = range(2021, 2026)
TRADES = ("教育局", "公安局", "财政局", "民政局", "水利局", "交通运输局", "卫生健康局", "自然资源局")
PROVINCES = tuple(f"{c}省" for c in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日")
ASKED = (
    Agency("甲省第7县人民政府", "government", "county", "甲省"),
    Agency("乙省第12县教育局", "department", "county", "乙省"),
    Agency("丙省第1市人民政府", "government", "prefecture", "丙省"),
)


def fill(db: Database, size: int) -> None:
    """Reports of counties and their bureaus, five years each, whole and stated ones mixed; only what is searched."""
    random = Random(size)
    rows = []
    for number in range(size // len(YEARS)):
        province = random.choice(PROVINCES)
        place = f"{province}第{number}{'市' if number % 9 == 0 else '县'}"
        trade = "" if number % 4 == 0 else random.choice(TRADES)
        name, kind = (f"{place}{trade}", "department") if trade else (f"{place}人民政府", "government")
        level = "prefecture" if number % 9 == 0 else "county"
        for year in YEARS:
            rows.append(
                {
                    "identity": f"{number}-{year}", "source": "figures", "agency_name": name,
                    "agency_key": agency_key(name), "agency_kind": kind, "agency_level": level,
                    "agency_region": province, "agency_inferred": False, "year": year, "title": "", "layout": "2021",
                    "file_name": "", "sha256": "", "has_prose": False, "complete": random.random() < 0.7,
                    "trade": trade[-3:], "content": {},
                }
            )  # fmt: skip
    with db.writing() as session:
        for start in range(0, len(rows), 5_000):
            session.execute(insert(ReportRow), rows[start : start + 5_000])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    print(f"{'reports':>8}  {'agency':<22}{'median ms':>10}{'worst ms':>10}  peers")
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory() as folder:
            db = open_database(f"sqlite:///{Path(folder) / 'library.sqlite3'}")
            fill(db, size)
            for agency in ASKED:
                times = []
                for _ in range(ROUNDS):
                    begun = time.perf_counter()
                    found = choose_peers(db, agency, 2024)
                    times.append((time.perf_counter() - begun) * 1000)
                print(f"{size:>8}  {agency.name:<20}{median(times):>10.1f}{max(times):>10.1f}  {len(found)}")
            db.close()


if __name__ == "__main__":
    main()
