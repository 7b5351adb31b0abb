"""Who is a peer: by record, nearest first, and why."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.report import Agency, Report
from nianbao.store.database import Database
from nianbao.store.reports import save_report
from nianbao.store.seed import seed_corpus
from nianbao.store.trust import ReportSource
from retrieval.peers import choose_peers, is_sample

MakeReport = Callable[..., Report]
CORPUS = Path(__file__).resolve().parents[2] / "corpus"
OURS = Agency("甲省乙县人民政府", "government", "county", "甲省")
DONE = ("applications", "processed_total", "total")
NEW = ("applications", "new", "total")
RECORDS = [
    # name, year, kind, level, region, whole tables
    ("甲省子县人民政府", 2024, "government", "county", "甲省", True),
    ("甲省丑县人民政府", 2024, "government", "county", "甲省", True),
    ("丙省寅县人民政府", 2024, "government", "county", "丙省", True),
    ("甲省卯县人民政府", 2023, "government", "county", "甲省", True),
    ("丙省辰县人民政府", 2025, "government", "county", "丙省", True),
    ("甲省巳县人民政府", 2024, "government", "county", "甲省", False),
    ("甲省午市人民政府", 2024, "government", "prefecture", "甲省", True),
    ("甲省子县未镇人民政府", 2024, "government", "township", "甲省", True),
    ("甲省申县人民政府", 2022, "government", "county", "甲省", True),
    ("甲省子县教育局", 2024, "department", "county", "甲省", True),
    ("甲省人民政府", 2024, "government", "province", "甲省", True),
]


@pytest.fixture
def filled(db: Database, make_report: MakeReport) -> Database:
    for name, year, kind, level, region, whole in RECORDS:
        save_report(db, make_report(name, year, {DONE if whole else NEW: 3}, kind, level, region), "figures")
    return db


def names(db: Database, agency: Agency = OURS, year: int = 2024, **options: object) -> list[str]:
    return [p.agency.name for p in choose_peers(db, agency, year, **options)]  # type: ignore[arg-type]


def test_nearest_first(filled: Database) -> None:
    assert names(filled) == [
        "甲省丑县人民政府",
        "甲省子县人民政府",
        "丙省寅县人民政府",
        "甲省卯县人民政府",
        "丙省辰县人民政府",
        "甲省巳县人民政府",
        "甲省午市人民政府",
        "甲省子县未镇人民政府",
    ]


def test_at_most_n(filled: Database) -> None:
    assert names(filled, n=2) == ["甲省丑县人民政府", "甲省子县人民政府"]
    assert names(filled, n=0) == []


def test_each_says_why(filled: Database) -> None:
    reasons = {p.agency.name: p.reason for p in choose_peers(filled, OURS, 2024)}
    assert reasons["甲省子县人民政府"] == "同为县级人民政府；同在甲省；同为2024年度"
    assert reasons["丙省寅县人民政府"] == "同为县级人民政府；不同省份（丙省）；同为2024年度"
    assert reasons["丙省辰县人民政府"] == "同为县级人民政府；不同省份（丙省）；2025年度（相差1年）"
    assert reasons["甲省巳县人民政府"] == "同为县级人民政府；同在甲省；同为2024年度；仅有正文写明的部分数字"
    assert reasons["甲省午市人民政府"] == "层级相邻（市级人民政府）；同在甲省；同为2024年度"


@pytest.mark.parametrize(
    "name",
    [
        "甲省乙县人民政府",
        "乙县人民政府",
        "甲省乙县人民政府办公室",
        " 甲省乙县 人民政府（汇总）",
        "中国甲省乙县人民政府",
    ],
)
def test_never_the_agency_itself(filled: Database, make_report: MakeReport, name: str) -> None:
    for source in ("upload", "figures", "corpus"):
        for year in (2023, 2024, 2025):
            save_report(filled, make_report(name, year, {DONE: 1}), source)  # type: ignore[arg-type]
    assert name not in names(filled, n=50)
    assert len(names(filled, n=50)) == 8


def test_one_report_an_agency_the_nearest_year(db: Database, make_report: MakeReport) -> None:
    for year in (2023, 2024, 2025):
        save_report(db, make_report("甲省子县人民政府", year, {DONE: 1}), "figures")
    save_report(db, make_report("甲省子县人民政府", 2024, {DONE: 1}), "upload", sha256="a" * 64)
    assert [(p.agency.name, p.year) for p in choose_peers(db, OURS, 2024)] == [("甲省子县人民政府", 2024)]
    assert [p.year for p in choose_peers(db, OURS, 2026)] == [2025]
    assert names(db, year=2027) == []


def test_of_two_years_equally_far_the_later(db: Database, make_report: MakeReport) -> None:
    for year in (2025, 2023):
        save_report(db, make_report("甲省子县人民政府", year, {DONE: 1}), "figures")
    assert [p.year for p in choose_peers(db, OURS, 2024)] == [2025]


@pytest.mark.parametrize("agency", [Agency("某机关"), Agency("某局", "department"), Agency("某", None, "county")])
def test_no_guess_when_kind_or_level_is_unknown(filled: Database, agency: Agency) -> None:
    assert names(filled, agency) == []


@pytest.mark.parametrize(
    ("source", "chosen"), [("figures", True), ("upload", True), ("corpus", True), ("draft", False)]
)
def test_a_draft_is_nobodys_peer(db: Database, make_report: MakeReport, source: ReportSource, chosen: bool) -> None:
    save_report(db, make_report("甲省子县人民政府", 2024, {DONE: 1}), source)
    assert bool(names(db)) is chosen


def test_real_and_invented_agencies_are_never_mixed(db: Database, make_report: MakeReport) -> None:
    save_report(db, make_report("甲省子县人民政府", 2024, {DONE: 1}), "figures")
    save_report(db, make_report("示例省子县人民政府", 2024, {DONE: 1}, region="示例省"), "upload")
    save_report(db, make_report("", 2024, {DONE: 1}, region=None), "upload")
    invented = Agency("示例省丑县人民政府", "government", "county", "示例省")
    assert names(db) == ["甲省子县人民政府"]
    assert names(db, invented) == ["示例省子县人民政府"]
    assert choose_peers(db, invented, 2024)[0].reason.endswith("；示例报告，机关为虚构")
    assert is_sample(" 示例省")
    assert not is_sample("甲省示例区")


def test_departments_of_the_same_trade_come_first_among_equals(db: Database, make_report: MakeReport) -> None:
    for name in ("甲省丑县财政局", "甲省子县公安局", "甲省卯县教育局"):
        save_report(db, make_report(name, 2024, {DONE: 1}, "department"), "figures")
    save_report(db, make_report("丙省寅县教育局", 2024, {DONE: 1}, "department", region="丙省"), "figures")
    ours = Agency("甲省乙县教育局", "department", "county", "甲省")
    assert names(db, ours) == ["甲省卯县教育局", "甲省丑县财政局", "甲省子县公安局", "丙省寅县教育局"]


def test_a_region_the_name_does_not_tell_is_taken_from_the_record(filled: Database, make_report: MakeReport) -> None:
    save_report(filled, make_report("戌县人民政府", 2022, {DONE: 1}, region="丙省"), "figures")
    nameless = Agency("戌县人民政府", "government", "county", None)
    assert names(filled, nameless, n=1) == ["丙省寅县人民政府"]
    unheard = choose_peers(filled, Agency("亥县人民政府", "government", "county", None), 2024, 1)[0]
    assert "所在省份未知" in unheard.reason


def test_a_town_on_the_shipped_corpus(db: Database) -> None:
    seed_corpus(db, CORPUS)
    town = Agency("北京市大兴区庞各庄镇人民政府", "government", "township", "北京市")
    peers = choose_peers(db, town, 2023)
    assert len(peers) == 10
    assert {p.agency.name for p in peers[:2]} == {"重庆市渝北区大盛镇人民政府", "苍台镇人民政府"}
    assert {(p.agency.kind, p.agency.level) for p in peers} == {("government", "township")}
    assert not any(p.is_sample for p in peers)
