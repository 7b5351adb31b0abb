"""The marked copy of a reviewed .docx: a comment for every finding that stands, and one at the title that sums up."""

from nianbao.documents.word.marking.copy import Mark, marked_copy
from nianbao.papers.opinion.findings import message_of, numbers_line
from nianbao.papers.opinion.places import place_name
from nianbao.papers.opinion.reviewed import Notes, Reviewed, Word
from nianbao.papers.wording import CONCLUSIONS, DECISIONS, SEVERITIES
from nianbao.report.model import Report
from validators.engine import Finding
from validators.review import Review


def marked_docx(data: bytes, review: Review, notes: Notes | None = None, *, name: str = "") -> bytes:
    """The .docx in ``data`` with the findings of its ``review`` as Word comments.

    ``notes`` are the reviewer's (finding key → decision, reason, reviewer): a finding that was dismissed is not marked,
    only counted in the comment at the title. Raises ``UserError`` for files that are no sound .docx.
    """
    reviewed = Reviewed(review, name, notes=notes or {})
    marks = [_summary(reviewed)]
    marks += [_mark(finding, word, review.report) for finding, word in reviewed.open_findings]
    return marked_copy(data, marks, name=name)


def _summary(reviewed: Reviewed) -> Mark:
    found = [finding.severity for finding, _ in reviewed.open_findings]
    counts = "、".join(f"{name}{found.count(s)}项" for s, name in SEVERITIES.items() if s in found) or "没有发现问题"
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
    return Mark(
        "\n".join(lines), where.section, where.start, where.end, where.quote, where.table, where.row, where.column
    )
