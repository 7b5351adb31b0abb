"""Comparing one report with peers of the reader's choice: by nearness, by kind, level, region and year, or by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nianbao.report.agency import Agency, AgencyKind, AgencyLevel
from nianbao.report.model import Report
from nianbao.work.handed.shelf import Shelf
from nianbao.work.handed.upload import Upload
from nianbao.work.last_year import last_years_report
from nianbao.work.library import SOURCE_LABELS
from nianbao.work.services import Services
from validators.profile import Profile

if TYPE_CHECKING:
    from nianbao.comparison.overlap import Overlap
    from nianbao.store.reports import ReportEntry
    from retrieval.peers import Peer

MOST = 30
CHOSEN = "按名称选定"
BY_CONDITIONS = "按所选条件"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report of the library that may be a peer. ``has_prose``: it has text to be laid beside."""

    id: int
    agency: Agency
    year: int
    source: str
    has_prose: bool

    @property
    def name(self) -> str:
        return f"{self.agency.name}　{self.year}"

    @property
    def source_label(self) -> str:
        return SOURCE_LABELS.get(self.source, self.source)


@dataclass(frozen=True, slots=True)
class Conditions:
    """None lets everything through."""

    kind: AgencyKind | None = None
    level: AgencyLevel | None = None
    region: str | None = None
    year: int | None = None


def candidates(services: Services) -> list[Candidate]:
    """Every published report of the library with a year, by agency."""
    from nianbao.store.reports import list_reports
    from retrieval.peers import PEER_SOURCES

    return [
        Candidate(e.id, e.agency, e.year, e.source, e.has_prose)
        for e in list_reports(services.db)
        if e.year is not None and e.source in PEER_SOURCES
    ]


def may_be_peers(known: Sequence[Candidate], report: Report) -> list[Candidate]:
    """Those of other agencies; invented ones are compared with invented ones only."""
    from retrieval.peers import is_sample

    ours = is_sample(report.agency.name)
    return [c for c in known if c.agency.name != report.agency.name and is_sample(c.agency.name) == ours]


def meeting(known: Sequence[Candidate], wanted: Conditions) -> list[Candidate]:
    """The candidates that meet all conditions."""
    return [
        c
        for c in known
        if wanted.kind in (None, c.agency.kind)
        and wanted.level in (None, c.agency.level)
        and wanted.region in (None, c.agency.region)
        and wanted.year in (None, c.year)
    ]


def compare_with(
    services: Services,
    report: Report,
    peers: Sequence[Candidate],
    reason: str,
    profile: Profile | None = None,
    last_year: Report | None = None,
) -> dict[str, Any]:
    """The comparison as JSON, with these peers and last year's report: the one that was handed in, else the library's."""
    from nianbao.comparison.compare import compare
    from nianbao.comparison.peer_figures import peer_figures

    previous = last_years_report(services.library, report.agency.name, report.year, last_year).report
    chosen = peer_figures(services.db, [_peer(c, reason) for c in peers[:MOST]])
    return compare(report, previous, chosen, profile).model_dump(mode="json")


def _peer(candidate: Candidate, reason: str) -> "Peer":
    from retrieval.peers import Peer

    return Peer(
        candidate.id,
        candidate.agency,
        candidate.year,
        candidate.source,  # type: ignore[arg-type]  # as the store has it
        reason,
        complete=True,
    )


_FILE, _NAME, _WHOSE = "report.file", "name.txt", "whose.txt"


def lay_down(services: Services, upload: Upload) -> str:
    """Keep a report that was handed in to be compared, for an hour; the token by which whoever handed it in has it again."""
    papers = {_FILE: upload.content, _NAME: upload.name.encode(), _WHOSE: services.viewer.person.encode()}
    return Shelf(services.folder).put(papers)


def handed_in(services: Services, token: str) -> Upload | None:
    """What the viewer laid down; None when it has gone, or is somebody else's."""
    shelf = Shelf(services.folder)
    content, name, whose = (shelf.take(token, paper) for paper in (_FILE, _NAME, _WHOSE))
    if content is None or name is None or whose != services.viewer.person.encode():
        return None
    return Upload(name.decode(), content)


@dataclass(frozen=True, slots=True)
class Beside:
    """Two reports' prose with what they share. ``overlap`` has the places in both."""

    report: Report
    other: Report
    overlap: "Overlap"


def beside(services: Services, report: Report, other_id: int, profile: Profile | None = None) -> Beside:
    """The texts side by side. Raises ``NotFoundError``."""
    from nianbao.comparison.overlap import overlap
    from nianbao.store.reports import load_report

    other = load_report(services.db, other_id)
    return Beside(report, other, overlap(report, other, profile))


def last_year_entry(services: Services, report: Report) -> "ReportEntry | None":
    """Last year's report of the same agency in the library."""
    from nianbao.store.reports import find_report

    if not report.agency.name or report.year is None:
        return None
    return find_report(services.db, report.agency.name, report.year - 1)
