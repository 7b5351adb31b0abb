"""Choosing the agencies to compare with: by kind, level, region and year, in SQL over the stored reports.

Retrieval by meaning has no part in this: who is a peer is a matter of record.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nianbao.report.agency import AGENCY_LEVELS, Agency, AgencyKind, AgencyLevel
from nianbao.report.patterns import regex
from nianbao.report.text import squeeze

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Row, Select

    from nianbao.store.database import Database
    from nianbao.store.trust import ReportSource

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
_TRADE_LENGTH = 3
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
    from sqlalchemy import or_

    from nianbao.store.models import ReportRow

    agency = replace(agency, region=agency.region or _region_on_record(db, agency.name))

    sample = ReportRow.agency_name.startswith(SAMPLE_MARK)
    query = _ranked(agency, year).where(
        ReportRow.agency_kind == agency.kind,
        ReportRow.agency_level.in_((level, *_neighbours(level))),
        ReportRow.year.between(year - YEARS_APART, year + YEARS_APART),
        ReportRow.source.in_(sources),
        sample if is_sample(agency.name) else ~or_(sample, ReportRow.agency_name == ""),
    )
    with db.reading() as session:
        rows = session.execute(query).all()
    return _nearest_each(rows, agency, year, n)


def _region_on_record(db: "Database", name: str) -> str | None:
    """The province of an agency whose name does not tell it, when another of its reports does."""
    from nianbao.store.reports import list_reports

    return next((entry.agency.region for entry in list_reports(db, agency=name) if entry.agency.region), None)


def _ranked(agency: Agency, year: int) -> "Select[*tuple[object, ...]]":
    """Candidates in order of nearness. False sorts before True on every database when written as 0 and 1."""
    from sqlalchemy import case, exists, func, select

    from nianbao.store.models import CellRow, ReportRow

    def flag(condition: "ColumnElement[bool]") -> "ColumnElement[int]":
        return case((condition, 0), else_=1)

    complete = exists().where(
        CellRow.report_id == ReportRow.id, CellRow.table_key == "applications", CellRow.row_key == "processed_total"
    )
    return select(
        ReportRow.id,
        ReportRow.agency_name,
        ReportRow.agency_kind,
        ReportRow.agency_level,
        ReportRow.agency_region,
        ReportRow.agency_inferred,
        ReportRow.year,
        ReportRow.source,
        complete.label("complete"),
    ).order_by(
        flag(ReportRow.agency_level == agency.level),
        flag(complete),
        flag(ReportRow.year == year),
        flag(ReportRow.agency_region == agency.region),
        flag(ReportRow.agency_key.endswith(_trade(agency), autoescape=True)),
        func.abs(ReportRow.year - year),
        ReportRow.agency_key,
        ReportRow.year.desc(),
        ReportRow.id.desc(),
    )


def _nearest_each(rows: Sequence["Row[*tuple[object, ...]]"], agency: Agency, year: int, n: int) -> list[Peer]:
    """The first report of each agency, other than the agency's own."""
    own = _body(agency.name)
    peers: dict[str, Peer] = {}
    for row in rows:
        body = _body(row.agency_name)
        if body in peers or _same_body(own, body):
            continue
        other = Agency(row.agency_name, row.agency_kind, row.agency_level, row.agency_region, row.agency_inferred)
        peers[body] = Peer(row.id, other, row.year, row.source, _reason(agency, year, other, row), bool(row.complete))
        if len(peers) == n:
            break
    return list(peers.values())


def _trade(agency: Agency) -> str:
    """The end of a department's name that tells its trade: 教育局, 公安局. Empty for the others."""
    return squeeze(agency.name)[-_TRADE_LENGTH:] if agency.kind == "department" else ""


def _body(name: str) -> str:
    """The name of the body behind a name: a government's office publishes the government's report."""
    return _OFFICE.sub("", re.sub(r"\(.*?\)", "", squeeze(name)))


def _same_body(one: str, other: str) -> bool:
    """Equal, or one written without the places above it: 庞各庄镇人民政府 and 北京市大兴区庞各庄镇人民政府."""
    return bool(one and other) and (one.endswith(other) or other.endswith(one))


def _neighbours(level: AgencyLevel) -> tuple[AgencyLevel, ...]:
    place = AGENCY_LEVELS.index(level)
    return AGENCY_LEVELS[max(place - 1, 0) : place] + AGENCY_LEVELS[place + 1 : place + 2]


def _reason(agency: Agency, year: int, other: Agency, row: "Row[*tuple[object, ...]]") -> str:
    """``同为县级人民政府；同在江苏省；同为2024年度``, with what is missing or invented said at the end."""
    assert other.kind is not None
    assert other.level is not None
    called = f"{LEVEL_LABELS[other.level]}{KIND_LABELS[other.kind]}"
    parts = [f"同为{called}" if other.level == agency.level else f"层级相邻（{called}）"]
    if other.region is None or agency.region is None:
        parts.append("所在省份未知" if other.level != "state" else "全国性机关")
    else:
        parts.append(f"同在{other.region}" if other.region == agency.region else f"不同省份（{other.region}）")
    parts.append(f"同为{year}年度" if row.year == year else f"{row.year}年度（相差{abs(row.year - year)}年）")
    if not row.complete:
        parts.append("仅有正文写明的部分数字")
    if is_sample(other.name):
        parts.append("示例报告，机关为虚构")
    return "；".join(parts)
