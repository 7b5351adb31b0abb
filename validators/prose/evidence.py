"""A passage that answers a requirement."""

from typing import NamedTuple

from nianbao.report.layout import SectionKey
from nianbao.report.model import Report
from validators.prose.sentences import Span


class Evidence(NamedTuple):
    """A passage that answers a requirement: section, offsets into its text, and the words."""

    section: str
    start: int
    end: int
    quote: str


def evidence(report: Report, section: SectionKey, span: Span) -> Evidence:
    """What stands at ``span`` in a section, as printed."""
    return Evidence(section, span.start, span.end, report.text(section)[span.start : span.end].strip())
