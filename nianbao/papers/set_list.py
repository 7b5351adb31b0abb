"""The list of a set as a workbook: agency × item, every finding a row, what could not be read or decided, and agency × rule.

Rows are written as the reviews come; the workbook is never whole in memory.
"""

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from nianbao.papers.excel import clean, printed, row_height, stays_text
from nianbao.papers.set_rows import NO_ITEM, NOT_READ, SetRow, undecided
from nianbao.papers.wording import SEVERITIES, VERDICTS_IN_A_LIST, section_name
from validators.article50 import ITEM_NAMES
from validators.reviewed import Reviewed

LIST, FINDINGS, UNDECIDED, RULES = "审核清单", "问题清单", "未能读取或判断", "各条规则"
_WHO = 3
"""Columns that say whose report a row is of."""
_LIST_HEADER = ("机关", "年度", "文件", "结论")
_LIST_WIDTHS = (26, 7, 22, 12)
_FINDINGS_HEADER = ("机关", "年度", "文件", "规则", "级别", "问题", "位置", "原文", "依据", "建议")
_FINDINGS_WIDTHS = (22, 7, 20, 9, 7, 46, 18, 34, 20, 30)
_UNDECIDED_HEADER = ("机关", "年度", "文件", "规则", "情况", "原因")
_UNDECIDED_WIDTHS = (26, 7, 24, 36, 12, 60)
_ITEM_WIDTH, _COUNT_WIDTH, _NOTE_WIDTH, _RULE_WIDTH = 10, 6, 44, 7
_NAMES_ROTATED = 150
"""Height (points) of the header whose rule names stand upright."""
_FILLS = {
    VERDICTS_IN_A_LIST["does_not_meet"]: "F8CBAD",
    VERDICTS_IN_A_LIST["meets_with_warnings"]: "FFF2CC",
    VERDICTS_IN_A_LIST["meets"]: "E2EFDA",
    VERDICTS_IN_A_LIST["unreadable"]: "D9D9D9",
    VERDICTS_IN_A_LIST["undetermined"]: "FFF2CC",
    NOT_READ: "D9D9D9",
    SEVERITIES["error"]: "F8CBAD",
    SEVERITIES["warning"]: "FFF2CC",
}
_STATE_SIGNS = {"parse_error": "未读出", "insufficient_data": "缺数据", "not_applicable": "—", "not_run": "未运行"}
_MOST_CHARACTERS = 32_000
"""A cell holds no more."""


class SetList:
    """``rules``: id → title, a column each of the last sheet. ``add`` for every file, then ``save``."""

    def __init__(self, rules: Mapping[str, str]) -> None:
        self._rules = tuple(rules)
        self._book = Workbook(write_only=True)
        self._rows: Counter[str] = Counter()
        self._widths: dict[str, list[int]] = {}
        items = [f"{item} {name}" for item, name in ITEM_NAMES.items()]
        header = [*_LIST_HEADER, *items, *SEVERITIES.values(), "说明"]
        widths = [*_LIST_WIDTHS, *[_ITEM_WIDTH] * len(items), *[_COUNT_WIDTH] * len(SEVERITIES), _NOTE_WIDTH]
        self._list = self._sheet(LIST, header, widths)
        self._findings = self._sheet(FINDINGS, _FINDINGS_HEADER, _FINDINGS_WIDTHS)
        self._undecided = self._sheet(UNDECIDED, _UNDECIDED_HEADER, _UNDECIDED_WIDTHS)
        names = [f"{rule} {title}" for rule, title in rules.items()]
        of_rules = [*_LIST_WIDTHS[:_WHO], *[_RULE_WIDTH] * len(rules)]
        self._by_rules = self._sheet(RULES, _LIST_HEADER[:_WHO], of_rules, names)

    def add(self, reviewed: Reviewed, row: SetRow) -> None:
        data = None if reviewed.error is not None else reviewed.data
        who = [row.agency, row.year, row.file]
        values = [*who, row.verdict, *(row.items.get(item, NO_ITEM if data else "") for item in ITEM_NAMES)]
        values += [*(row.counts.values() if data else [""] * len(SEVERITIES)), row.note]
        self._append(self._list, values)
        self._append(self._by_rules, [*who, *(self._by_rule(data) if data else [""] * len(self._rules))])
        if data is None:
            self._append(self._undecided, [*who, "", NOT_READ, reviewed.error])
            return
        for finding in data["findings"]:
            self._append(self._findings, [*who, *_finding(finding)])
        for line in undecided(data):
            self._append(self._undecided, [*who, *line])

    def save(self, target: Path | BinaryIO) -> None:
        for sheet in (self._list, self._findings, self._undecided, self._by_rules):
            last = get_column_letter(len(self._widths[sheet.title]))
            sheet.auto_filter.ref = f"A1:{last}{self._rows[sheet.title] + 1}"
        self._book.save(target)

    def abandon(self) -> None:
        """Ends the sheets that were begun: left as they are, they complain on the screen when they are cleared away."""
        with suppress(Exception):
            self._book.save(io.BytesIO())

    def _by_rule(self, data: dict[str, Any]) -> list[int | str]:
        """How many findings of each rule; nothing where it passed; a word where it did not decide."""
        counts = Counter(f["rule"] for f in data["findings"])
        states = {r["rule"]: r["state"] for r in data["rules"]}
        return [counts[rule] or _STATE_SIGNS.get(states.get(rule, ""), "") for rule in self._rules]

    def _sheet(self, title: str, header: Sequence[str], widths: Sequence[int], rotated: Sequence[str] = ()) -> Any:
        sheet = self._book.create_sheet(title)
        sheet.freeze_panes = "D2" if title in (LIST, RULES) else "A2"
        self._widths[title] = list(widths)
        for number, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        printed(sheet, names=f"A:{get_column_letter(_WHO)}" if rotated else None)
        sheet.row_dimensions[1].height = _NAMES_ROTATED if rotated else row_height(header, widths)
        cells = [_cell(sheet, text) for text in (*header, *rotated)]
        for number, cell in enumerate(cells):
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", start_color="DDEBF7")
            turned = 90 if number >= len(header) else 0
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center", text_rotation=turned)
        sheet.append(cells)
        return sheet

    def _append(self, sheet: Any, values: Sequence[Any]) -> None:
        self._rows[sheet.title] += 1
        cells = [_cell(sheet, value) for value in values]
        height = row_height([cell.value for cell in cells], self._widths[sheet.title])
        sheet.row_dimensions[self._rows[sheet.title] + 1].height = height
        sheet.append(cells)


def _finding(finding: dict[str, Any]) -> list[str]:
    where = finding["where"]
    said = finding["message"] + (f"（{finding['expression']}）" if finding["expression"] else "")
    place = section_name(where["section"]) if where["section"] else ""
    return [
        finding["rule"],
        SEVERITIES[finding["severity"]],
        said,
        place,
        where["quote"] or "",
        "、".join(finding["basis"]),
        finding["suggestion"],
    ]


def _cell(sheet: Any, value: Any) -> Any:
    """A cell of text or number; a text that begins with = is a text."""
    if isinstance(value, str):
        value = str(clean(value))[:_MOST_CHARACTERS]
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        stays_text(cell)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if value in _FILLS:
            cell.fill = PatternFill("solid", start_color=_FILLS[value])
    else:
        cell.alignment = Alignment(vertical="top")
    return cell
