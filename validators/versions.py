"""Whether two files are versions of one report. The name of an agency does not tell: many counties have a 青石镇人民政府.

What tells is what they say. A corrected version keeps most of its sentences and figures; the report of another agency
shares formulas with it, no more.
"""

import hashlib
from collections.abc import Iterator

from nianbao.report.model import Report
from nianbao.report.text import squeeze
from validators.prose.sentences import sentences

SAME_REPORT = 0.45
"""From this share of common traits on, two files are taken for versions of one report (measured: the samples and their
mutations 0.8 and above; reports of different agencies and years 0.27 and below)."""
_FEWEST = 12
"""A file of which less was read cannot be known again by what it says."""
_SHORTEST = 8
_MARK = 12


def traits(report: Report) -> frozenset[str]:
    """Hashes of the sentences and of the cells that are neither empty nor zero."""
    return frozenset(hashlib.sha256(said.encode()).hexdigest()[:_MARK] for said in _said(report))


def _said(report: Report) -> Iterator[str]:
    for _, text in report.prose():
        for sentence in sentences(text):
            said = squeeze(sentence.text)
            if len(said) >= _SHORTEST:
                yield said
    for key, table in report.tables.items():
        for (row, column), cell in table.cells.items() if table is not None else ():
            if (raw := squeeze(cell.raw)) not in ("", "0", "/", "-", "—"):
                yield f"{key}|{row}|{column}|{raw}"


def are_versions(one: frozenset[str], other: frozenset[str]) -> bool:
    """True when most of the shorter of the two stands in the other."""
    shorter = min(len(one), len(other))
    return shorter >= _FEWEST and len(one & other) / shorter >= SAME_REPORT
