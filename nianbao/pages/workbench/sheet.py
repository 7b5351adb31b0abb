"""The reviewed report as a paper: prose and tables in their places, marked where findings stand."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from nianbao.pages import texts
from nianbao.pages.html import Html, join, tag
from nianbao.pages.results.common import SEVERITY_COLOURS, official_table
from nianbao.pages.shown.tables import official_tables
from nianbao.papers.wording import SEVERITIES, section_name
from nianbao.report.model import Report
from validators.engine import Finding, Where
from validators.review import Review

Numbers = tuple[int, ...]
_SHORT_HEADING = 20


def sheet(review: Review) -> Html:
    """Title, preamble and sections as read. What has no place of its own stands as a sign at its heading."""
    report, findings = review.report, review.findings
    tables = {t.section: t for t in official_tables(report, findings)}
    homes = _homes(report, findings)
    parts: list[object] = [
        tag("h2", join((report.title or texts.NO_TITLE, _signs(homes.get("title", ()), findings)))),
        *_prose("preamble", report.preamble, findings),
    ]
    for section in report.sections:
        heading = section.heading.raw if section.heading else section_name(section.key)
        parts.append(tag("h3", join((heading, _signs(homes.get(section.key, ()), findings)))))
        if section.key in tables:
            table = tables[section.key]
            parts += [_signs(homes.get(table.key, ()), findings), official_table(table)]
        parts += _prose(section.key, section.text, findings)
    missing = [key for key in homes if key not in _printed(report)]
    parts += [tag("p", join((section_name(key), _signs(homes[key], findings))), "nb-absent") for key in missing]
    return tag("div", join(parts), "nb-paper")


def _printed(report: Report) -> set[str]:
    return {"title", *(s.key for s in report.sections), *(t.key for t in official_tables(report))}


def _homes(report: Report, findings: Sequence[Finding]) -> Mapping[str, list[int]]:
    """Heading or table → findings that name no passage and no cell of it; ``title`` for those of the whole report."""
    homes: dict[str, list[int]] = {}
    for number, finding in enumerate(findings):
        where = finding.hit.where
        if where.table and not (where.row or where.column):
            homes.setdefault(where.table, []).append(number)
        elif where.table is None and not _has_passage(where, report):
            homes.setdefault(where.section or "title", []).append(number)
    return homes


def _has_passage(where: Where, report: Report) -> bool:
    text = dict(report.prose()).get(where.section or "", "")  # type: ignore[call-overload]
    return where.start is not None and where.end is not None and 0 <= where.start < where.end <= len(text)


def _signs(numbers: Sequence[int], findings: Sequence[Finding]) -> Html:
    return join(
        tag("mark", SEVERITIES[findings[n].severity], f"sign {SEVERITY_COLOURS[findings[n].severity]}", data_f=str(n))
        for n in numbers
    )


def _prose(section: str, text: str, findings: Sequence[Finding]) -> Iterator[Html]:
    """Paragraphs with the passages marked that findings name by their offsets."""
    spans = [
        (n, f.hit.where.start, f.hit.where.end)
        for n, f in enumerate(findings)
        if f.hit.where.table is None and f.hit.where.section == section
    ]
    marked = [(n, start, end) for n, start, end in spans if start is not None and end is not None and start < end]
    at = 0
    for line in text.split("\n"):
        if line.strip():
            pieces = join(_piece(piece, numbers, findings) for piece, numbers in _cut(line, at, marked))
            yield tag("p", pieces, "sub" if line.startswith("（") and len(line) < _SHORT_HEADING else "")
        at += len(line) + 1


def _cut(line: str, at: int, marked: Sequence[tuple[int, int, int]]) -> Iterator[tuple[str, Numbers]]:
    """A line in pieces, each with the findings whose passage covers it; ``at`` is where the line begins in its text."""
    edges = {0, len(line)} | {min(max(edge - at, 0), len(line)) for _, start, end in marked for edge in (start, end)}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        yield line[start:end], tuple(n for n, a, b in marked if a - at <= start and end <= b - at)


def _piece(piece: str, numbers: Numbers, findings: Sequence[Finding]) -> object:
    if not numbers:
        return piece
    return tag("mark", piece, SEVERITY_COLOURS[findings[min(numbers)].severity], data_f=" ".join(map(str, numbers)))
