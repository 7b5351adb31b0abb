"""The comments of a marked copy: one for every finding that stands, and one at the title that sums up."""

from nianbao.documents.word.marking.copy import Mark
from nianbao.papers.opinion.findings import message_of, numbers_line
from nianbao.papers.opinion.places import place_name
from nianbao.papers.opinion.reviewed import Reviewed, Word
from nianbao.papers.wording import CONCLUSIONS, DECISIONS, SEVERITIES, nothing_found
from nianbao.report.model import Report
from validators.engine import Finding


def marks(reviewed: Reviewed) -> list[Mark]:
    """A comment that sums up, then one for each finding that stands; a dismissed one is only counted in the first."""
    report = reviewed.review.report
    return [_summary(reviewed), *(_mark(finding, word, report) for finding, word in reviewed.open_findings)]


def _summary(reviewed: Reviewed) -> Mark:
    found = [finding.severity for finding, _ in reviewed.open_findings]
    counts = "、".join(f"{name}{found.count(s)}项" for s, name in SEVERITIES.items() if s in found) or nothing_found(
        reviewed.review
    ).rstrip("。")
    lines = [f"审核结论：{CONCLUSIONS[reviewed.review.verdict]}", f"批注：{counts}"]
    if reviewed.dismissed:
        lines.append(f"另有{len(reviewed.dismissed)}项审核人不采纳，没有批注，见审核意见。")
    return Mark("\n".join(lines), section="title")


def _mark(finding: Finding, word: Word | None, report: Report) -> Mark:
    hit, where = finding.hit, finding.hit.where
    lines = [
        f"【{SEVERITIES[finding.severity]}】{finding.rule} {finding.title}",
        f"{place_name(where, report)}：{message_of(finding, report)}",
    ]
    if numbers := numbers_line(finding):
        lines.append(numbers)
    lines.append(f"依据：{'；'.join(finding.basis)}")
    if hit.suggestion:
        lines.append(f"建议：{hit.suggestion}")
    if word is not None:
        by = f"（{word.reviewer}）" if word.reviewer else ""
        lines.append(f"审核人意见{by}：{DECISIONS[word.decision]}{'，' if word.reason else ''}{word.reason}")
    place = where.section, where.start, where.end, where.quote, where.table, where.row, where.column
    return Mark("\n".join(lines), *place, author=word.reviewer if word is not None else "")
