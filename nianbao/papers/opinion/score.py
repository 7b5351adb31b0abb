"""自评: what a score sheet of the profile would take off, line by line, each with the finding behind it."""

from collections.abc import Iterator

from nianbao.documents.paper.paper import Line, PaperBlock, PaperTable, Prose, Row, cell, header_row
from nianbao.papers.wording import score_result, score_said
from validators.score import Score

_WIDTHS = (40, 16, 24, 76)


def score_blocks(score: Score) -> Iterator[PaperBlock]:
    """A row a line of the sheet, then the sum."""
    rows = tuple(
        Row(
            (
                cell(line.name),
                cell(str(line.points), centred=True),
                cell(Line(score_result(line), "strong" if line.outcome == "lost" else "plain"), centred=True),
                cell(*line.reasons) if line.reasons else cell("—", centred=True),
            )
        )
        for line in score.lines
    )
    yield PaperTable(_WIDTHS, rows, header_row("评分项", "分值", "结果", "依据"))
    yield Prose(score_said(score), keeps=True)
