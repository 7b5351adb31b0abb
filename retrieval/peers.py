"""Choosing the agencies to compare with: by kind, level, region and year, in SQL over the stored reports.

Retrieval by meaning has no part in this: who is a peer is a matter of record.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from heapq import merge
from itertools import product
from typing import TYPE_CHECKING

from nianbao.report.agency import AGENCY_LEVELS, Agency, AgencyKind, AgencyLevel
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from nianbao.store.database import Database
    from nianbao.store.models import ReportRow
    from nianbao.store.trust import ReportSource
    from nianbao.store.viewer import Viewer

SAMPLE_MARK = "示例"
"""Names of our invented agencies begin with it. They are peers of each other only, never of a real agency."""
KIND_LABELS: dict[AgencyKind, str] = {
    "government": "人民政府",
    "department": "工作部门",
    "dispatched": "派出机关",
    "authorised": "授权组织",
}
LEVEL_LABELS: dict[AgencyLevel, str] = {
    "state": "国家级",
    "province": "省级",
    "prefecture": "市级",
    "county": "县级",
    "township": "乡镇级",
}
YEARS_APART = 1
PEER_SOURCES: tuple["ReportSource", ...] = ("figures", "upload", "corpus")
"""Published reports; a draft of ours is nobody's peer."""
_OFFICE = regex(r"(?<=人民政府)(?:办公厅|办公室)$")


@dataclass(frozen=True, slots=True)
class Peer:
    """A report to compare with, and why it was chosen (Chinese, for the reader)."""

    report_id: int
    agency: Agency
    year: int
    source: "ReportSource"
    reason: str
    complete: bool
    """Its table three is known; otherwise only the few numbers that its text states."""

    @property
    def is_sample(self) -> bool:
        return is_sample(self.agency.name)


def is_sample(name: str) -> bool:
    """An invented agency of our sample reports."""
    return squeeze(name).startswith(SAMPLE_MARK)


def choose_peers(
    db: "Database", agency: Agency, year: int, n: int = 10, sources: Sequence["ReportSource"] = PEER_SOURCES
) -> list[Peer]:
    """At most ``n`` peers, nearest first, one report an agency, never the agency itself.

    Same kind always. Nearness: same level, region and year; then any region; then the year before or after; last
    the next level up or down. At the same level reports whose tables are known come before those with only a few
    stated numbers; among equals, departments of the same trade (教育局) come first. Empty when the kind or level of
    ``agency`` is unknown: a wrong peer is worse than none.
    """
    level = agency.level
    if agency.kind is None or level is None or n <= 0:
        return []
    agency = replace(agency, region=agency.region or _region_on_record(db, agency.name))
    own, peers = _body(agency.name), dict[str, Peer]()
    with db.reading() as session:
        for row in _nearest(session, agency, level, year, sources, db.viewer, batch=4 * n):
            body = _body(row.agency_name)
            if body not in peers and not _same_body(own, body):
                peers[body] = _peer(agency, year, row)
            if len(peers) == n:
                break
    return list(peers.values())


def _region_on_record(db: "Database", name: str) -> str | None:
    """The province of an agency whose name does not tell it, when another of its reports does."""
    from nianbao.store.reports import list_reports

    return next((entry.agency.region for entry in list_reports(db, agency=name) if entry.agency.region), None)


def _nearest(
    session: "Session",
    agency: Agency,
    level: AgencyLevel,
    year: int,
    sources: Sequence["ReportSource"],
    viewer: "Viewer",
    batch: int,
) -> "Iterator[ReportRow]":
    """Candidates from the nearest on, read in small pieces: what is not needed is not fetched."""
    for levels in ((level,), _neighbours(level)):
        for step in product((True, False), (True, False), (True, False), (True, False)):
            found = [_step(session, agency, each, year, sources, viewer, step, batch) for each in levels]
            yield from merge(*found, key=partial(_order, year))


def _order(year: int, row: "ReportRow") -> tuple[int, str, int, int]:
    """Inside a step: the nearer year, then by name, then the later year and the later report."""
    assert row.year is not None
    return abs(row.year - year), row.agency_key, -row.year, -row.id


def _step(
    session: "Session",
    agency: Agency,
    level: AgencyLevel,
    year: int,
    sources: Sequence["ReportSource"],
    viewer: "Viewer",
    step: tuple[bool, bool, bool, bool],
    batch: int,
) -> "Iterator[ReportRow]":
    """One step of nearness at one level: are its tables known, is it this year's, of this region, of this trade?"""
    from sqlalchemy import func, or_, select
    from sqlalchemy.orm import defer

    from nianbao.store.models import ReportRow as R
    from nianbao.store.reports import in_library_of, trade_of

    complete, this_year, same_region, same_trade = step
    trade = trade_of(agency)
    if (same_region and agency.region is None) or (not same_trade and not trade):
        return
    sample = R.agency_name.startswith(SAMPLE_MARK)
    query = (
        select(R)
        .options(defer(R.content))
        .where(
            R.agency_kind == agency.kind,
            R.agency_level == level,
            R.complete.is_(complete),
            R.year == year if this_year else R.year.in_((year - YEARS_APART, year + YEARS_APART)),
            R.agency_region == agency.region
            if same_region
            else or_(R.agency_region != agency.region, R.agency_region.is_(None)),
            R.trade == trade if same_trade else R.trade != trade,
            R.source.in_(sources),
            in_library_of(viewer),
            sample if is_sample(agency.name) else ~or_(sample, R.agency_name == ""),
        )
        .order_by(func.abs(R.year - year), R.agency_key, R.year.desc(), R.id.desc())
    )
    start = 0
    while rows := session.scalars(query.offset(start).limit(batch)).all():
        yield from rows
        if len(rows) < batch:
            return
        start += batch


def _peer(agency: Agency, year: int, row: "ReportRow") -> Peer:
    other = Agency(row.agency_name, row.agency_kind, row.agency_level, row.agency_region, row.agency_inferred)  # type: ignore[arg-type]
    assert row.year is not None
    return Peer(row.id, other, row.year, row.source, _reason(agency, year, other, row, row.year), row.complete)  # type: ignore[arg-type]


def _body(name: str) -> str:
    """The name of the body behind a name: a government's office publishes the government's report."""
    return _OFFICE.sub("", re.sub(r"\(.*?\)", "", squeeze(name)))


def _same_body(one: str, other: str) -> bool:
    """Equal, or one written without the places above it: 庞各庄镇人民政府 and 北京市大兴区庞各庄镇人民政府."""
    return bool(one and other) and (one.endswith(other) or other.endswith(one))


def _neighbours(level: AgencyLevel) -> tuple[AgencyLevel, ...]:
    place = AGENCY_LEVELS.index(level)
    return AGENCY_LEVELS[max(place - 1, 0) : place] + AGENCY_LEVELS[place + 1 : place + 2]


def _reason(agency: Agency, year: int, other: Agency, row: "ReportRow", its_year: int) -> str:
    """``同为县级人民政府；同在江苏省；同为2024年度``, with what is missing or invented said at the end."""
    assert other.kind is not None
    assert other.level is not None
    called = f"{LEVEL_LABELS[other.level]}{KIND_LABELS[other.kind]}"
    parts = [f"同为{called}" if other.level == agency.level else f"层级相邻（{called}）"]
    if other.region is None or agency.region is None:
        parts.append("所在省份未知" if other.level != "state" else "全国性机关")
    else:
        parts.append(f"同在{other.region}" if other.region == agency.region else f"不同省份（{other.region}）")
    parts.append(f"同为{year}年度" if its_year == year else f"{its_year}年度（相差{abs(its_year - year)}年）")
    if not row.complete:
        parts.append("仅有正文写明的部分数字")
    if is_sample(other.name):
        parts.append("示例报告，机关为虚构")
    return "；".join(parts)
