"""Comparing one report with last year's and with its peers, by SQL over cells."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianbao.report.model import Report
from nianbao.work.job_log import logged
from nianbao.work.last_year import last_years_report
from nianbao.work.review import Step, silent
from nianbao.work.services import Services
from validators.profile import Profile, load_profile

if TYPE_CHECKING:
    from nianbao.comparison.compare import Comparison

PEERS = 10


@dataclass(frozen=True)
class CompareRequest:
    """``previous``: last year's report where it was handed in; else the library is asked. ``peers``: how many at most."""

    report: Report
    previous: Report | None = None
    peers: int = PEERS
    profile: Profile | None = None
    """Whose thresholds and word lists hold; the setting's when None."""


@logged("compare")
def compare_report(services: Services, request: CompareRequest, step: Step = silent) -> "Comparison":
    """Every metric against last year and the nearest peers of the library."""
    from nianbao.comparison.compare import compare_with_peers

    step("挑选同类机关、计算指标")
    report = request.report
    previous = last_years_report(services.library, report.agency.name, report.year, request.previous).report
    profile = request.profile or load_profile(services.settings.profile)
    return compare_with_peers(services.db, report, previous, request.peers, profile)
