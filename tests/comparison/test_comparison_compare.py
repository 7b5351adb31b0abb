"""The whole comparison: last year, peers, notes, JSON."""

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from nianbao import documents
from nianbao.comparison.compare import Comparison, compare, compare_with_peers
from nianbao.comparison.metrics import METRICS, cells_of
from nianbao.comparison.peer_figures import PeerFigures, peer_cells, peer_figures
from nianbao.papers.comparison_paper import comparison_docx
from nianbao.report import Agency, Report
from nianbao.report.model import Notice
from nianbao.store.database import Database
from nianbao.store.reports import load_report, save_report
from nianbao.store.seed import seed_corpus
from retrieval.peers import Peer

MakeReport = Callable[..., Report]
CORPUS = Path(__file__).resolve().parents[2] / "corpus"
NEW = ("applications", "new", "total")
DONE = ("applications", "processed_total", "total")
GRANTED = ("applications", "granted", "total")
FEES = ("active_disclosure", "fees", "amount")


def peer(number: int, cells: dict[tuple[str, str, str], int | Decimal | None], complete: bool = True) -> PeerFigures:
    chosen = Peer(
        number, Agency(f"第{number}县人民政府", "government", "county"), 2024, "figures", "同为县级", complete
    )
    return PeerFigures(chosen, cells)  # type: ignore[arg-type]


def test_against_last_year(make_report: MakeReport) -> None:
    report = make_report(cells={NEW: 142, DONE: 145, GRANTED: 54, FEES: "341.18"})
    previous = make_report(year=2023, cells={NEW: 148, DONE: 148, GRANTED: 49, FEES: "365.42"})
    found = compare(report, previous, ())
    rows = {
        k: (m.value, m.previous, m.change, m.change_percent)
        for k in ("received", "outcome.granted", "outcome_share.granted", "fees")
        for m in [found.metric(k)]
    }
    assert rows == {
        "received": (142, 148, -6, Decimal("-4.1")),
        "outcome.granted": (54, 49, 5, Decimal("10.2")),
        "outcome_share.granted": (Decimal("37.2"), Decimal("33.1"), Decimal("4.1"), None),
        "fees": (Decimal("341.18"), Decimal("365.42"), Decimal("-24.24"), Decimal("-6.6")),
    }
    assert found.previous_year == 2023


@pytest.mark.parametrize(
    ("now", "before", "change", "percent"),
    [
        ("5", "0", 5, None),
        ("0", "0", 0, None),
        ("0", "5", -5, Decimal("-100.0")),
        ("", "5", None, None),
        ("5", "", None, None),
        ("5", "/", None, None),
    ],
)
def test_zero_and_blank_bases(
    make_report: MakeReport, now: str, before: str, change: int | None, percent: Decimal | None
) -> None:
    metric = compare(make_report(cells={NEW: now}), make_report(year=2023, cells={NEW: before}), ()).metric("received")
    assert (metric.change, metric.change_percent) == (change, percent)


def test_against_peers(make_report: MakeReport) -> None:
    peers = [
        peer(1, {NEW: 9}),
        peer(2, {NEW: 5}),
        peer(3, {NEW: None}),
        peer(4, {}),
        peer(5, {NEW: 0}),
        peer(6, {NEW: 8}),
    ]
    metric = compare(make_report(cells={NEW: 5}), None, peers).metric("received")
    assert (metric.peer_median, metric.peer_min, metric.peer_max) == (Decimal("6.5"), 0, 9)
    assert (metric.rank, metric.rank_ties, metric.rank_of) == (3, 1, 5)
    assert [(p.agency, p.year, p.value) for p in metric.peers] == [
        ("第1县人民政府", 2024, 9),
        ("第2县人民政府", 2024, 5),
        ("第5县人民政府", 2024, 0),
        ("第6县人民政府", 2024, 8),
    ]


def test_a_blank_of_our_own_has_no_rank(make_report: MakeReport) -> None:
    metric = compare(make_report(cells={NEW: ""}), None, [peer(1, {NEW: 9})]).metric("received")
    assert (metric.value, metric.rank, metric.rank_of, metric.peer_median) == (None, None, None, 9)


@given(own=st.integers(0, 50), others=st.lists(st.none() | st.integers(0, 50), max_size=8))
def test_rank_and_median_count_known_values_only(own: int, others: list[int | None]) -> None:
    from nianbao.report import Cell, layout_for_year
    from nianbao.report.model import Table

    layout = layout_for_year(2024)
    table = Table(layout.tables["applications"], {("new", "total"): Cell.of(own)})
    report = Report(Agency("甲县人民政府", "government", "county"), 2024, "", "", layout, (), {"applications": table})
    metric = compare(report, None, [peer(i, {NEW: v}) for i, v in enumerate(others)]).metric("received")
    known = [v for v in others if v is not None]
    if not known:
        assert (metric.rank, metric.rank_ties, metric.rank_of, metric.peer_median, metric.peers) == (
            None,
            None,
            None,
            None,
            [],
        )
        return
    assert metric.rank_of == len(known) + 1
    assert metric.rank == 1 + sum(v > own for v in known)
    assert metric.rank_ties == known.count(own)
    assert (metric.peer_min, metric.peer_max) == (min(known), max(known))


# --- notes ----------------------------------------------------------------------------------------------------


def test_notes_name_the_cells_that_are_missing(make_report: MakeReport) -> None:
    every = {a: 1 for metric in METRICS for a in metric.terms + metric.base}
    notes = compare(make_report(cells=every | {NEW: "/"}), None, ()).notes
    place = "表三·一、本年新收政府信息公开申请数量·总计"
    assert notes[0] == f"本报告的“{place}”没有数字，新收申请、自然人申请占比、法人或其他组织申请占比数据不足。"
    assert notes[1:] == ["没有上一年度报告，未与上年比较。", "没有可比的同类机关报告，未与同类机关比较。"]


def test_a_table_that_could_not_be_read_is_one_note(make_report: MakeReport) -> None:
    notes = compare(make_report(cells={NEW: 1}), None, ()).notes
    assert sum(note.startswith("本报告没有可用的表二，") for note in notes) == 1
    assert sum(note.startswith("本报告没有可用的表四，行政复议、") for note in notes) == 1


def test_a_base_of_zero_is_said_to_be_one(make_report: MakeReport) -> None:
    every = {a: 0 for metric in METRICS for a in metric.terms + metric.base}
    notes = compare(make_report(cells=every), None, ()).notes
    assert notes[0].startswith("本报告作分母的件数为0，予以公开占比、")


def test_the_layout_of_2019_has_other_columns(make_report: MakeReport) -> None:
    last = {("active_disclosure", "normative_documents", "created"): 4}
    found = compare(make_report(year=2021), make_report(year=2020, cells=last), ())
    assert (
        "上一年度报告使用的2019年格式没有对应的栏目，行政规范性文件制发、行政规范性文件现行有效、行政事业性收费数据不足。"
        in found.notes
    )
    assert found.metric("normative_documents_issued").previous is None


@pytest.mark.parametrize(
    ("previous", "words"),
    [
        ({"year": 2022}, "所给的上一年度报告是2022年的，不是2023年的"),
        ({"year": 2024}, "所给的上一年度报告是2024年的，不是2023年的"),
        ({"year": 2023, "name": "丙县人民政府"}, "机关名称是“丙县人民政府”，与本报告不同"),
    ],
)
def test_a_doubtful_previous_report_is_noted(make_report: MakeReport, previous: dict[str, object], words: str) -> None:
    assert any(words in note for note in compare(make_report(), make_report(**previous), ()).notes)


def test_notes_on_peers(make_report: MakeReport) -> None:
    unknown = compare(make_report(kind=None), None, ()).notes
    assert unknown[-1] == "机关类别或层级未知，未选取同类机关；请注明类别和层级后再比较。"
    partial = compare(make_report(), None, [peer(1, {}), peer(2, {NEW: 1}, complete=False)]).notes
    assert partial[-1] == "2家同类机关中有1家只有正文写明的部分数字，各项指标参与比较的家数不同。"


# --- with the database ----------------------------------------------------------------------------------------


def test_peer_cells_are_one_query_and_exact(db: Database, make_report: MakeReport) -> None:
    seed_corpus(db, CORPUS)
    ids = list(range(1, 30))
    statements: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    cells = peer_cells(db, ids)
    assert [s for s in statements if s.startswith("SELECT")] == statements[-1:]
    for number in ids:
        whole = cells_of(load_report(db, number))
        assert cells[number].items() <= whole.items()
        for metric in METRICS:
            assert metric.value(cells[number]) == metric.value(whole), metric.key


def test_no_peers_no_query(db: Database) -> None:
    assert peer_cells(db, []) == {}
    assert peer_figures(db, []) == []


def test_peers_come_from_the_library(db: Database) -> None:
    seed_corpus(db, CORPUS)
    report = documents.read(CORPUS / "reports" / "xichuan-housing-2024.md")
    last = documents.read(CORPUS / "reports" / "xichuan-housing-2023.md")
    found = compare_with_peers(db, report, last, n=4)
    assert found.previous_year == 2023
    assert found.metric("received").previous == 148
    assert found.peers
    assert all(p.sample and p.reason.startswith("同为市级工作部门") for p in found.peers)
    assert report.agency.name not in {p.agency for p in found.peers}
    assert "同类机关中有示例报告的虚构机关，比较结果只供演示。" in found.notes
    assert found.overlap is not None
    assert found.overlap.other == "示例省汐川市住房和城乡建设局2023年"


@pytest.mark.parametrize(
    ("levels", "used", "said"),
    [
        (["county", "county", "prefecture"], ["county", "county"], ""),
        (
            ["prefecture", "township", "township"],
            ["prefecture", "township", "township"],
            "用来比较的3家都与本机关（县级人民政府）不同级或不同类：乡镇级人民政府2家、市级人民政府1家",
        ),
    ],
)
def test_another_level_stands_in_only_where_there_is_none_of_its_own_and_that_is_said(
    db: Database, make_report: MakeReport, levels: list[str], used: list[str], said: str
) -> None:
    for n, level in enumerate(levels):
        save_report(db, make_report(f"丁{n}{level}人民政府", level=level, cells={NEW: n}), "upload")
    found = compare_with_peers(db, make_report(cells={NEW: 1}))
    assert sorted(p.agency[2:].removesuffix("人民政府") for p in found.peers) == sorted(used)
    told = [note for note in found.notes if "不同级或不同类" in note]
    assert told[0].startswith(said) if said else not told, told
    with ZipFile(io.BytesIO(comparison_docx(found.model_dump(mode="json")))) as word:
        assert said in word.read("word/document.xml").decode()


def test_that_there_is_one_peer_only_is_said(make_report: MakeReport) -> None:
    report, said = make_report(cells={NEW: 1}), "用来比较的只有1家，中位数和范围就是这一家的数。"
    assert said in compare(report, None, [peer(1, {NEW: 2})]).notes
    assert said not in compare(report, None, [peer(1, {NEW: 2}), peer(2, {NEW: 3})]).notes


def test_a_second_report_in_the_file_and_a_file_that_ends_early_are_said(make_report: MakeReport) -> None:
    said = [Notice("several_reports", "文件里有2份年报。"), Notice("cut", "文件到第三部分为止。")]
    notes = compare(replace(make_report(), notices=tuple(said)), None, ()).notes
    assert notes[:2] == [n.message for n in said]


def test_a_report_without_a_year_is_compared_with_nobody(db: Database, make_report: MakeReport) -> None:
    save_report(db, make_report("丁县人民政府"), "upload")
    found = compare_with_peers(db, make_report(year=None, cells={NEW: 1}))
    assert (found.year, found.peers, found.metric("received").value) == (None, [], 1)


def test_json_round_trip(db: Database) -> None:
    seed_corpus(db, CORPUS)
    found = compare_with_peers(db, documents.read(CORPUS / "reports" / "yunling-city-2024.md"))
    assert Comparison.model_validate_json(found.model_dump_json()) == found
    fees = found.model_dump(mode="json")["metrics"][-1]
    assert (fees["value"], fees["unit"]) == ("38954.31", "万元")
