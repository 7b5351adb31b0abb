"""审核意见: a review as a paper that an office can file (Word, HTML) or a script can read (JSON)."""

import json
from collections.abc import Sequence
from pathlib import Path

from assistant.present import (
    ITEM_VERDICTS,
    SEVERITIES,
    STATES,
    VERDICTS,
    section_name,
    undecided_rules,
    verdict_reason,
)
from documents.stream import Block, Grid, GridCell, Paragraph
from validators.article50 import ITEM_NAMES
from validators.review import Review, review_as_json

TITLE = "政府信息公开工作年度报告审核意见"


def write_opinion(reviews: Sequence[Review], names: Sequence[str], target: Path) -> None:
    """Write one opinion for all reviews; the ending of ``target`` decides the format. The file must not exist."""
    if target.suffix.lower() == ".json":
        data = [review_as_json(r) | {"file": n} for r, n in zip(reviews, names, strict=True)]
        content = json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=1).encode()
    else:
        from documents.plain_writer import blocks_to_docx, blocks_to_html

        blocks = [b for review, name in zip(reviews, names, strict=True) for b in opinion_blocks(review, name)]
        content = (
            blocks_to_docx(TITLE, blocks)
            if target.suffix.lower() == ".docx"
            else blocks_to_html(TITLE, blocks).encode()
        )
    with target.open("xb") as file:
        file.write(content)


def opinion_blocks(review: Review, name: str) -> list[Block]:
    """One report's opinion: verdict, checklist with quotes, findings, and what could not be decided."""
    report = review.report
    blocks: list[Block] = [
        Paragraph(report.title or name, level=1),
        Paragraph(f"文件：{name}"),
        Paragraph(f"审核结论：{VERDICTS[review.verdict]}。{verdict_reason(review)}"),
        Paragraph("一、条例第五十条各项", level=1),
        _grid(
            ["项目", "结论", "依据的原文"],
            [
                [
                    f"{i.item} {ITEM_NAMES[i.item]}",
                    ITEM_VERDICTS[i.verdict],
                    "；".join(e.quote for e in i.evidence) or "—",
                ]
                for i in review.items
            ],
        ),
        Paragraph("二、发现的问题", level=1),
    ]
    if review.findings:
        header = ["规则", "级别", "问题", "位置", "依据", "建议"]
        rows = []
        for finding in review.findings:
            hit = finding.hit
            said = hit.message + (f"（{hit.expression}）" if hit.expression else "")
            quote = f"原文：{hit.where.quote}" if hit.where.quote else ""
            place = "　".join(p for p in (section_name(hit.where.section), quote) if p)
            rows.append(
                [finding.rule, SEVERITIES[finding.severity], said, place, "、".join(finding.basis), hit.suggestion]
            )
        blocks.append(_grid(header, rows))
    else:
        blocks.append(Paragraph("没有发现问题。"))
    if undecided := undecided_rules(review):
        blocks += [Paragraph("三、未能判断的规则", level=1), *(Paragraph(line) for line in undecided)]
    states = "、".join(f"{said}{sum(r.state == state for r in review.results)}条" for state, said in STATES.items())
    blocks.append(Paragraph(f"共运行{len(review.results)}条规则：{states}。"))
    return blocks


def _grid(header: list[str], rows: list[list[str]]) -> Grid:
    return Grid(tuple(tuple(GridCell(text) for text in row) for row in [header, *rows]))
