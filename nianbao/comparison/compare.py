"""A report beside last year's and beside its peers: one row a metric, and in words what could not be compared."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from nianbao.comparison.arithmetic import median, percent_change, rank
from nianbao.comparison.metrics import METRICS, CellAddress, Cells, Metric, MetricUnit, address_label, cells_of
from nianbao.comparison.overlap import Overlap, overlap
from nianbao.comparison.peer_figures import PeerFigures, peer_figures
from nianbao.report.agency import Agency
from nianbao.report.cells import Number
from nianbao.report.model import NoticeCode, Report
from retrieval.peers import KIND_LABELS, LEVEL_LABELS, choose_peers
from validators.profile import Profile

if TYPE_CHECKING:
    from nianbao.store.database import Database

PEERS = 10
_SHOWN_PLACES = 3
_SAID: tuple[NoticeCode, ...] = ("cut", "several_reports")
"""What is said of the reading: figures may be missing, or another report's be left out."""


class PeerValue(BaseModel):
    """One peer's value of a metric."""

    model_config = ConfigDict(frozen=True)

    agency: str
    year: int
    value: int | Decimal


class MetricComparison(BaseModel):
    """One metric. Values: int for 件, Decimal for 万元 and % (decimals are strings in JSON). None is 数据不足."""

    model_config = ConfigDict(frozen=True)

    key: str
    label: str
    unit: MetricUnit
    formula: str
    value: int | Decimal | None
    previous: int | Decimal | None
    change: int | Decimal | None
    """Value less last year's, both as shown; for a metric in % these are percentage points (百分点)."""
    change_percent: Decimal | None
    """Growth over last year in percent, one decimal; None for metrics in %, and when last year's value is 0."""
    peer_median: int | Decimal | None
    peer_min: int | Decimal | None
    peer_max: int | Decimal | None
    rank: int | None
    """1 is the largest among this report and the peers whose value is known."""
    rank_ties: int | None
    """How many peers share the rank."""
    rank_of: int | None
    peers: list[PeerValue]
    """Peers whose value is known, nearest first."""


class PeerUsed(BaseModel):
    """A report compared with, and why it was chosen."""

    model_config = ConfigDict(frozen=True)

    report_id: int
    agency: str
    year: int
    source: str
    sample: bool
    """An invented agency of the sample reports."""
    reason: str


class Comparison(BaseModel):
    """The whole comparison, ready for JSON."""

    model_config = ConfigDict(frozen=True)

    agency: str
    year: int | None
    previous_year: int | None
    metrics: list[MetricComparison]
    peers: list[PeerUsed]
    overlap: Overlap | None
    """Wording shared with last year's report; None without one, or when it is known by its figures only."""
    notes: list[str]

    def metric(self, key: str) -> MetricComparison:
        return next(m for m in self.metrics if m.key == key)


def compare_with_peers(
    db: "Database", report: Report, previous: Report | None = None, n: int = PEERS, profile: Profile | None = None
) -> Comparison:
    """``compare`` with peers from the database: those of the same level, of another only where there is none; without a year
    nobody is a peer."""
    near = [] if report.year is None else choose_peers(db, report.agency, report.year, n)
    same = [peer for peer in near if peer.agency.level == report.agency.level]
    return compare(report, previous, peer_figures(db, same or near), profile)


def compare(
    report: Report, previous: Report | None, peers: Sequence[PeerFigures], profile: Profile | None = None
) -> Comparison:
    """Every metric of ``report`` against last year and these peers. Nothing is filled in: what is missing is noted.

    ``profile``: whose LK-02.characters says how long shared wording must be; the national default without one.
    """
    ours = cells_of(report)
    last = cells_of(previous) if previous else {}
    shared = overlap(report, previous, profile) if previous and any(True for _ in previous.prose()) else None
    return Comparison(
        agency=report.agency.name,
        year=report.year,
        previous_year=previous.year if previous else None,
        metrics=[_compare_metric(metric, ours, last, peers) for metric in METRICS],
        peers=[
            PeerUsed(
                report_id=p.peer.report_id,
                agency=p.peer.agency.name,
                year=p.peer.year,
                source=p.peer.source,
                sample=p.peer.is_sample,
                reason=p.peer.reason,
            )
            for p in peers
        ],
        overlap=shared,
        notes=[
            *(n.message for n in report.notices if n.code in _SAID),
            *_missing_notes(report, "本报告"),
            *_notes_on_previous(report, previous),
            *_notes_on_peers(report, peers),
        ],
    )


def _compare_metric(metric: Metric, ours: Cells, last: Cells, peers: Sequence[PeerFigures]) -> MetricComparison:
    value, previous = metric.value(ours), metric.value(last)
    change: Number | None = None
    growth: Decimal | None = None
    if value is not None and previous is not None:
        change = value - previous
        growth = percent_change(value, previous) if metric.unit != "%" else None
    known = [(p.peer, v) for p in peers if (v := metric.value(p.cells)) is not None]
    values = [v for _, v in known]
    place = rank(value, values) if value is not None and values else None
    return MetricComparison(
        key=metric.key,
        label=metric.label,
        unit=metric.unit,
        formula=metric.formula,
        value=value,
        previous=previous,
        change=change,
        change_percent=growth,
        peer_median=median(values),
        peer_min=min(values, default=None),
        peer_max=max(values, default=None),
        rank=place.place if place else None,
        rank_ties=place.ties if place else None,
        rank_of=place.of if place else None,
        peers=[PeerValue(agency=peer.agency.name, year=peer.year, value=v) for peer, v in known],
    )


# --- notes ----------------------------------------------------------------------------------------------------


def _notes_on_previous(report: Report, previous: Report | None) -> list[str]:
    if previous is None:
        return ["没有上一年度报告，未与上年比较。"]
    notes = []
    if report.year is not None and previous.year is not None and previous.year != report.year - 1:
        notes.append(f"所给的上一年度报告是{previous.year}年的，不是{report.year - 1}年的，请核对。")
    if previous.agency.name != report.agency.name:
        notes.append(f"上一年度报告的机关名称是“{previous.agency.name}”，与本报告不同，请核对是否为同一机关。")
    return [*notes, *_missing_notes(previous, "上一年度报告")]


def _notes_on_peers(report: Report, peers: Sequence[PeerFigures]) -> list[str]:
    if not peers:
        if report.agency.kind is None or report.agency.level is None:
            return ["机关类别或层级未知，未选取同类机关；请注明类别和层级后再比较。"]
        return ["没有可比的同类机关报告，未与同类机关比较。"]
    notes = _other_peers(report.agency, [p.peer.agency for p in peers])
    partial = sum(not p.peer.complete for p in peers)
    if partial:
        notes.append(f"{len(peers)}家同类机关中有{partial}家只有正文写明的部分数字，各项指标参与比较的家数不同。")
    if len(peers) == 1:
        notes.append("用来比较的只有1家，中位数和范围就是这一家的数。")
    if any(p.peer.is_sample for p in peers):
        notes.append("同类机关中有示例报告的虚构机关，比较结果只供演示。")
    return notes


def _other_peers(own: Agency, peers: Sequence[Agency]) -> list[str]:
    """That some or all are of another kind or level, and of which; nothing where our own is unknown."""
    called = _called(own)
    others = Counter(c for c in map(_called, peers) if c != called)
    if not (called and others):
        return []
    which = "、".join(f"{c or '类别或层级不明的'}{n}家" for c, n in others.most_common())
    count = others.total()
    whole = f"{len(peers)}家都" if count == len(peers) else f"{len(peers)}家中有{count}家"
    return [f"用来比较的{whole}与本机关（{called}）不同级或不同类：{which}；中位数、范围和名次只作参考。"]


def _called(agency: Agency) -> str:
    """``县级人民政府``; empty where kind or level is unknown."""
    if agency.kind is None or agency.level is None:
        return ""
    return f"{LEVEL_LABELS[agency.level]}{KIND_LABELS[agency.kind]}"


def _missing_notes(report: Report, name: str) -> list[str]:
    """Which metrics could not be computed, and because of which cells; metrics with one cause share a note."""
    cells = cells_of(report)
    causes: dict[str, list[str]] = {}
    for metric in METRICS:
        if metric.value(cells) is None:
            causes.setdefault(_cause(metric, report, cells), []).append(metric.label)
    return [f"{name}{cause}，{'、'.join(labels)}数据不足。" for cause, labels in causes.items()]


def _cause(metric: Metric, report: Report, cells: Cells) -> str:
    missing = metric.missing(cells)
    if not missing:
        return "作分母的件数为0"
    unread = [a for a in missing if report.table(a[0]) is None]
    if unread:
        return f"没有可用的{report.layout.tables[unread[0][0]].name}"
    foreign = [a for a in missing if not _in_form(report, a)]
    if foreign:
        return f"使用的{report.layout.key}年格式没有对应的栏目"
    shown = "”“".join(address_label(a) for a in missing[:_SHOWN_PLACES])
    return f"的“{shown}”{'等' if len(missing) > _SHOWN_PLACES else ''}没有数字"


def _in_form(report: Report, address: CellAddress) -> bool:
    table, row, column = address
    form = report.layout.tables[table]
    return row in form.rows and any(c.key == column for c in form.columns_of(row))
