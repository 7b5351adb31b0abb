"""问题清单: the findings of one review as a workbook, each with what the reviewer decided; to be sent back and ticked off."""

import io
from collections.abc import Iterator
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from nianbao.papers.opinion.checklist import shortened
from nianbao.papers.opinion.findings import message_of, numbers_line
from nianbao.papers.opinion.places import place_name
from nianbao.papers.opinion.reviewed import Reviewed, Word
from nianbao.papers.wording import DECISIONS, SEVERITIES, VERDICTS
from validators.engine import Finding

TITLE = "问题清单"
_HEADER = ("序号", "级别", "规则", "位置", "问题", "修改建议", "依据", "处理", "理由或批注", "审核人", "改正情况")
_WIDTHS = (6, 7, 9, 18, 46, 30, 22, 9, 18, 10, 14)
_LINE_HEIGHT, _WIDE, _NARROW = 16, 2.05, 1.15
"""Points of a line; units of a column's width that a Chinese and a Latin character take."""
_FILLS = {"error": "F8CBAD", "warning": "FFF2CC", "info": "EDF2F8"}
_LINE = Side(style="thin", color="8793A1")
_UNDECIDED = "未处理"
_LONGEST_QUOTE = 160
_A4 = 9


def finding_list(reviewed: Reviewed) -> bytes:
    """The .xlsx. Its last column is left free for whoever mends the report."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = TITLE
    report = reviewed.review.report
    head = f"{report.agency.name or reviewed.record.file}{report.year or ''}年度报告　{TITLE}"
    sheet.append([_text(head)])
    sheet.append([_text(f"审核结论：{VERDICTS[reviewed.review.verdict]}　审核日期：{reviewed.record.reviewed_on}")])
    sheet["A1"].font = Font(bold=True, size=14)
    for number in (1, 2):
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(_HEADER))
    sheet.append(_HEADER)
    for row in _rows(reviewed):
        sheet.append([_text(value) for value in row])
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


def _text(value: object) -> object:
    """Text without what a workbook refuses; one that begins with = is set as text by ``_dress``."""
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column: programs do not agree on finding that out by themselves."""
    return sum(
        ceil(max(sum(_WIDE if ord(c) > 0x2E7F else _NARROW for c in line), 1) / width) for line in text.split("\n")
    )


def _dress(sheet: Any, severities: list[str]) -> None:
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"
            cell.border = Border(_LINE, _LINE, _LINE, _LINE)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row in sheet.iter_rows(min_row=4):
        lines = max(_lines(str(cell.value or ""), width) for cell, width in zip(row, _WIDTHS, strict=True))
        sheet.row_dimensions[row[0].row].height = lines * _LINE_HEIGHT + 4
    for cell in sheet[3]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color="DDEBF7")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    for number, severity in enumerate(severities, start=4):
        sheet.cell(number, 2).fill = PatternFill("solid", start_color=_FILLS[severity])
    sheet.freeze_panes = "A4"
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(_HEADER))}{max(sheet.max_row, 3)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "3:3"
