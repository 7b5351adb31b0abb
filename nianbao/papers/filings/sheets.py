"""Filings in Excel: 公布情况表, the list of reminders, the score table. Every text stays a text."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from nianbao.office.filings.overview import Line
from nianbao.office.filings.score import UnitScore
from nianbao.office.filings.states import STATE_NAMES
from nianbao.papers.excel import clean, printed, row_height, stays_text
from nianbao.papers.filings.publication import page_said, verdict_said

_LINE = Side(style="thin", color="999999")
_PUBLICATION = {
    "序号": 6,
    "单位": 34,
    "报送期限": 12,
    "报送日期": 12,
    "报送情况": 14,
    "稿次": 6,
    "现状": 10,
    "审核结论": 14,
    "错误": 6,
    "警告": 6,
    "各审": 24,
    "公布期限": 12,
    "公布日期": 12,
    "按期公布": 10,
    "网页与审定稿": 14,
    "网址": 36,
}
_REMINDERS = {"单位": 34, "联系方式": 24, "现状": 10, "报送期限": 12, "催办内容": 90}


def publication_sheet(lines: Sequence[Line], year: int) -> bytes:
    """公布情况表 (.xlsx), a row a unit."""
    rows = (
        (
            number,
            line.unit,
            line.due_on,
            line.first_filed or "",
            line.punctuality.said,
            line.version or "",
            STATE_NAMES[line.state],
            verdict_said(line),
            line.errors if line.verdict else "",
            line.warnings if line.verdict else "",
            "、".join(line.readers),
            line.publication.by if line.publication else "",
            line.publication.on if line.publication else "",
            ("是" if line.publication.in_time else "否") if line.publication else "",
            page_said(line),
            line.publication.address if line.publication else "",
        )
        for number, line in enumerate(lines, 1)
    )
    return workbook(f"{year}年公布情况表", _PUBLICATION, rows)


def reminder_sheet(reminders: Sequence[tuple[Line, str]]) -> bytes:
    """Whom to remind, with the text to send (.xlsx)."""
    rows = ((line.unit, line.contact, STATE_NAMES[line.state], line.due_on, said) for line, said in reminders)
    return workbook("催办清单", _REMINDERS, rows)


def score_sheet(scores: Sequence[UnitScore], year: int) -> bytes:
    """What a score sheet of the profile would leave of each unit's points, and why (.xlsx); only a self-assessment."""
    grounds = [line.name for line in scores[0].lines] if scores else []
    columns = {"单位": 34, **dict.fromkeys(grounds, 14), "扣分": 8, "得分": 8, "待定": 8, "依据": 80}
    rows = (
        (
            unit.unit,
            *("待定" if line.outcome == "undecided" else _points(line) for line in unit.lines),
            -unit.lost,
            unit.left,
            sum(line.outcome == "undecided" for line in unit.lines),
            "；".join(f"{line.name}：{'、'.join(line.reasons)}" for line in unit.lines if line.reasons),
        )
        for unit in scores
    )
    return workbook(f"{year}年自评得分", columns, rows)


def _points(line: Any) -> Any:
    return -line.points if line.outcome == "lost" else 0


def workbook(title: str, columns: dict[str, int], rows: Iterable[Sequence[Any]]) -> bytes:
    """A sheet of texts and numbers as .xlsx; ``columns``: heading → width in characters."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    sheet.append(list(columns))
    for row in rows:
        sheet.append([clean(value) for value in row])
    widths = list(columns.values())
    for number, cells in enumerate(sheet.iter_rows(), 1):
        sheet.row_dimensions[number].height = row_height([cell.value for cell in cells], widths)
        for cell in cells:
            stays_text(cell)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.border = Border(_LINE, _LINE, _LINE, _LINE)
            if cell.row == 1:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", start_color="DDEBF7")
                cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    printed(sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
