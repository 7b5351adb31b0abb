"""问题清单: the findings of one review as a workbook, each with what the reviewer decided; to be sent back and ticked off."""

import io
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from nianbao.papers.excel import clean, printed, row_height, stays_text
from nianbao.papers.opinion.checklist import shortened
from nianbao.papers.opinion.findings import message_of, numbers_line
from nianbao.papers.opinion.places import place_name
from nianbao.papers.opinion.reviewed import Reviewed, Word
from nianbao.papers.wording import DECISIONS, SEVERITIES, VERDICTS
from validators.engine import Finding

TITLE = "问题清单"
_HEADER = ("序号", "级别", "规则", "位置", "问题", "修改建议", "依据", "处理", "理由或批注", "审核人", "改正情况")
_WIDTHS = (6, 7, 9, 18, 46, 30, 22, 9, 18, 10, 14)
_FILLS = {"error": "F8CBAD", "warning": "FFF2CC", "info": "EDF2F8"}
_LINE = Side(style="thin", color="8793A1")
_UNDECIDED = "未处理"
_LONGEST_QUOTE = 160


def finding_list(reviewed: Reviewed) -> bytes:
    """The .xlsx. Its last column is left free for whoever mends the report."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = TITLE
    report = reviewed.review.report
    head = f"{report.agency.name or reviewed.record.file}{report.year or ''}年度报告　{TITLE}"
    sheet.append([clean(head)])
    sheet.append([clean(f"审核结论：{VERDICTS[reviewed.review.verdict]}　审核日期：{reviewed.record.reviewed_on}")])
    sheet["A1"].font = Font(bold=True, size=14)
    for number in (1, 2):
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(_HEADER))
    sheet.append(_HEADER)
    for row in _rows(reviewed):
        sheet.append([clean(value) for value in row])
    _dress(sheet, [f.severity for f in reviewed.review.findings])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _rows(reviewed: Reviewed) -> Iterator[tuple[object, ...]]:
    for number, finding in enumerate(reviewed.review.findings):
        yield (number + 1, *_said(reviewed, finding), *_decided(reviewed.words.get(number)), "")


def _said(reviewed: Reviewed, finding: Finding) -> Iterator[str]:
    report, hit = reviewed.review.report, finding.hit
    yield SEVERITIES[finding.severity]
    yield finding.rule
    yield place_name(hit.where, report)
    quote = f"原文：“{shortened(hit.where.quote, _LONGEST_QUOTE)}”" if hit.where.quote else ""
    yield "\n".join(filter(None, (message_of(finding, report), numbers_line(finding), quote)))
    yield hit.suggestion or ""
    yield "；".join(finding.basis)


def _decided(word: Word | None) -> tuple[str, str, str]:
    return (_UNDECIDED, "", "") if word is None else (DECISIONS[word.decision], word.reason, word.reviewer)


def _dress(sheet: Any, severities: list[str]) -> None:
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            stays_text(cell)
            cell.border = Border(_LINE, _LINE, _LINE, _LINE)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row in sheet.iter_rows(min_row=4):
        sheet.row_dimensions[row[0].row].height = row_height([cell.value for cell in row], _WIDTHS)
    for cell in sheet[3]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color="DDEBF7")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    for number, severity in enumerate(severities, start=4):
        sheet.cell(number, 2).fill = PatternFill("solid", start_color=_FILLS[severity])
    sheet.freeze_panes = "A4"
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(_HEADER))}{max(sheet.max_row, 3)}"
    printed(sheet, 3)
