"""Findings as tables: by severity, those of one rule under one band, each with its place, words, numbers and advice."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from nianbao.documents.paper.paper import Line, PaperBlock, PaperHeading, PaperTable, Prose, Row, cell, header_row
from nianbao.papers.opinion.checklist import shortened
from nianbao.papers.opinion.places import place_name, printed_names
from nianbao.papers.opinion.reviewed import Reviewed, Word
from nianbao.papers.wording import DECISIONS, SEVERITIES, nothing_found
from nianbao.report.model import Report
from nianbao.report.regulation import chinese_number, cite, find_references
from validators.engine import Finding, as_number

_WIDTHS = (12, 34, 66, 44)
_COLUMNS = len(_WIDTHS)
_LONGEST_QUOTE = 160
_LONGEST_LAW = 90
"""Longer provisions are not quoted beside a finding but in the annex alone."""
Judged = tuple[Finding, Word | None]


def finding_blocks(reviewed: Reviewed) -> Iterator[PaperBlock]:
    """（一）错误 … （四）审核人不采纳的; numbered from 1 throughout."""
    report, number, part = reviewed.review.report, 1, 0
    for severity, name in SEVERITIES.items():
        found = [judged for judged in reviewed.open_findings if judged[0].severity == severity]
        if not found:
            continue
        part += 1
        yield PaperHeading(f"（{chinese_number(part)}）{name}（{len(found)}项）", 2)
        rows: list[Row] = []
        for _, group in groupby(found, key=lambda judged: judged[0].rule):
            of_rule = list(group)
            rows += _group(of_rule, number, report)
            number += len(of_rule)
        yield PaperTable(_WIDTHS, tuple(rows), header_row("序号", "位置", "问题", "修改建议"))
    if not part:
        yield Prose(nothing_found(reviewed.review) if not reviewed.dismissed else "没有其他问题。")
    if reviewed.dismissed:
        yield PaperHeading(f"（{chinese_number(part + 1)}）审核人不采纳的（{len(reviewed.dismissed)}项）", 2)
        yield PaperTable(
            _WIDTHS, tuple(_dismissed(reviewed, number)), header_row("序号", "位置", "规则提出的问题", "不采纳的理由")
        )


def _group(found: Sequence[Judged], first: int, report: Report) -> Iterator[Row]:
    """The band of a rule, then its findings; advice that is the same for all of them stands in the band."""
    finding = found[0][0]
    count = f"（{len(found)}处）" if len(found) > 1 else ""
    lines = [Line(f"{finding.rule}　{finding.title}{count}", "strong"), Line(f"依据：{_basis(finding)}", "quote")]
    advice = {f.hit.suggestion for f, _ in found}
    shared = len(found) > 1 and len(advice) == 1 and finding.hit.suggestion
    if shared:
        lines.append(Line(f"修改建议：{finding.hit.suggestion}"))
    yield Row((cell(*lines, span=_COLUMNS, shaded=True),), keeps=True)
    for number, (each, word) in enumerate(found, start=first):
        place = place_name(each.hit.where, report)
        said = cell(*_said(each, report), *_reviewers_word(word), span=2 if shared else 1)
        left = (cell(str(number), centred=True), cell(place), said)
        yield Row(left if shared else (*left, cell(each.hit.suggestion or "—")))


def _dismissed(reviewed: Reviewed, first: int) -> Iterator[Row]:
    for number, (finding, word) in enumerate(reviewed.dismissed, start=first):
        place = place_name(finding.hit.where, reviewed.review.report)
        by = f"（{word.reviewer}）" if word.reviewer else ""
        yield Row(
            (
                cell(str(number), centred=True),
                cell(place),
                cell(
                    Line(f"{finding.rule}　{SEVERITIES[finding.severity]}", "strong"),
                    *_said(finding, reviewed.review.report),
                ),
                cell(f"{word.reason or '没有写明理由'}{by}"),
            )
        )


def _said(finding: Finding, report: Report) -> list[Line]:
    """What is wrong, the numbers, the words of the report; without the place where the message repeats it."""
    hit = finding.hit
    lines = [Line(message_of(finding, report))]
    if numbers := numbers_line(finding):
        lines.append(Line(numbers))
    if hit.where.quote:
        lines.append(Line(f"原文：“{shortened(hit.where.quote, _LONGEST_QUOTE)}”", "quote"))
    if hit.responsibility == "system":
        lines.append(Line("这是程序读取文件的问题，不是报告的问题，请核对原件。", "strong"))
    return lines


def message_of(finding: Finding, report: Report) -> str:
    """What is wrong, as a sentence, without the place where it begins with it."""
    message = finding.hit.message
    repeated = [f"{name}：" for name in printed_names(finding.hit.where, report) if message.startswith(f"{name}：")]
    said = message.removeprefix(repeated[0]) if repeated else message
    return said if said.endswith(("。", "！", "？", "；")) else f"{said}。"


def numbers_line(finding: Finding) -> str:
    """``算式：10+3 = 11+1；两边为13和12，相差1``; empty for a finding without numbers."""
    hit = finding.hit
    parts = [f"算式：{hit.expression}"] if hit.expression else []
    if hit.left is not None and hit.right is not None:
        difference = as_number(max(hit.left, hit.right) - min(hit.left, hit.right))
        parts.append(f"两数为{as_number(hit.left)}和{as_number(hit.right)}，相差{difference}")
    return "；".join(parts)


def _reviewers_word(word: Word | None) -> list[Line]:
    if word is None:
        return []
    by = f"（{word.reviewer}）" if word.reviewer else ""
    reason = f"，{word.reason}" if word.reason else ""
    return [Line(f"审核人意见{by}：{DECISIONS[word.decision]}{reason}", "strong")]


def _basis(finding: Finding) -> str:
    """Every basis; a short provision of the regulation in its own words."""
    return "；".join(_quoted(basis) for basis in finding.basis)


def _quoted(basis: str) -> str:
    texts = [cite(r.article, r.paragraph, r.item) for r in find_references(basis)]
    return f"{basis}“{texts[0]}”" if len(texts) == 1 and len(texts[0]) <= _LONGEST_LAW else basis
