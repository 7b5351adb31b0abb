"""The inputs workbook (.xlsx): its sheets and labels, and writing it, blank or filled in. ``workbook_reading`` reads it back.

Leaf cells only: totals stand in the sheet as formulas for the eye and are computed again from the leaves.
"""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

from nianbao.drafting.inputs import ASPECT_TITLES, DraftInputs, leaf_addresses
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS, TableKey, TableLayout

SHEET_GUIDE = "填写说明"
SHEET_BASICS = "基本情况"
SHEET_TABLES: dict[TableKey, str] = {
    "active_disclosure": "表二 主动公开",
    "applications": "表三 申请办理",
    "proceedings": "表四 复议诉讼",
}
SHEET_FACTS = "工作情况"
SHEET_PROBLEMS = "问题与改进"
SHEET_RESULTS = "考核评议追责"
SHEET_FEES = "信息处理费"
SHEET_OTHER = "其他事项"
SIGNATURE = "年报起草资料表"

LABEL_AGENCY, LABEL_YEAR, LABEL_ZERO, LABEL_ON_TIME, LABEL_SIGNED = (
    "机关名称（全称）",
    "报告年度",
    "数字空格按0计（是/否）",
    "按期答复件数（可不填）",
    "成文日期（落款用，可不填）",
)
FACT_HEADERS = ("方面", "事项（数字前面的文字）", "数值", "单位")
PRACTICE_HEADERS = ("方面", "工作做法（一句话，可含数字）")
PROBLEM_HEADERS = ("存在的主要问题", "对应的改进措施")
RESULT_LABELS = {"assessment": "工作考核结果", "public_appraisal": "社会评议结果", "accountability": "责任追究结果"}
FEE_LABELS = {
    "notices": "发出收费通知的件数",
    "charged": "通知收费的总金额（元）",
    "collected": "实际收取的总金额（元）",
}
ROOM_FOR_LINES = 12
GUIDE = (
    "本表收集起草《政府信息公开工作年度报告》所需的数字和材料。",
    "一、只填白色格子；灰色格子是合计，由公式自动算出，起草时系统还会重新计算。",
    "二、没有发生的请填 0。确认所有空格都是 0 时，可在“基本情况”里把“数字空格按0计”改为“是”。",
    "三、“工作情况”里每行一个数字，例如：主动公开｜通过政府门户网站主动公开信息｜156｜条。",
    "四、“问题与改进”每行一个问题及其改进措施，同一行的互相对应；系统照原文采用，不改数字。",
    "五、各级人民政府（含乡镇）请填“考核评议追责”，没有发生责任追究的写“未发生责任追究”。",
    "六、没有填全也可以起草：空着的、看不懂的、对不上的，初稿里标黄，并列出在哪个工作表哪一格。",
)


# --- writing --------------------------------------------------------------------------------------------------


def write_template(target: Path | io.BytesIO, year: int | None = None, inputs: DraftInputs | None = None) -> None:
    """The blank workbook, or one filled in from ``inputs``. An existing file is not overwritten."""
    from openpyxl import Workbook

    if isinstance(target, Path) and target.exists():
        raise FileExistsError(f"文件已存在，未覆盖：{target}")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET_GUIDE
    for line in (SIGNATURE, *GUIDE):
        sheet.append([line])
    _basics(book, year, inputs)
    for key in TABLE_KEYS:
        _table_sheet(book, LAYOUT_2021.tables[key], inputs)
    _list_sheets(book, inputs)
    _style(book)
    book.save(target)


def _basics(book: Any, year: int | None, inputs: DraftInputs | None) -> None:
    sheet = book.create_sheet(SHEET_BASICS)
    for label, value in (
        (LABEL_AGENCY, inputs.agency if inputs else None),
        (LABEL_YEAR, inputs.year if inputs else year),
        (LABEL_ZERO, "否"),
        (LABEL_ON_TIME, inputs.on_time if inputs else None),
        (LABEL_SIGNED, inputs.signed_on if inputs else None),
    ):
        sheet.append([label, value])


def _table_sheet(book: Any, layout: TableLayout, inputs: DraftInputs | None) -> None:
    """A block: its title, a header row, then rows: group | label | leaves | total."""
    sheet = book.create_sheet(SHEET_TABLES[layout.key])
    leaves = set(leaf_addresses(layout))
    for block in layout.blocks:
        sheet.append([block.title, "", *(c.label for c in block.columns)])
        for row in block.rows:
            values: list[Any] = []
            for column in block.columns:
                if (row.key, column.key) in leaves:
                    values.append(_number(inputs.leaf(layout.key, row.key, column.key)) if inputs else None)
                else:
                    values.append(_formula(layout, row.key, column.key, sheet.max_row + 1))
            sheet.append(["·".join(row.labels[:-1]), row.label, *values])
        sheet.append([])


def _number(value: int | Decimal | None) -> int | float | None:
    return value if value is None or isinstance(value, int) else float(value)


def _formula(layout: TableLayout, row: str, column: str, line: int) -> str:
    """Excel formula of a total, for the drafter's eye only."""
    from openpyxl.utils import get_column_letter

    columns = [c.key for c in layout.columns_of(row)]
    if column == "total":
        last = get_column_letter(2 + len(columns) - 1)
        return f"=SUM(C{line}:{last}{line})"
    letter = get_column_letter(3 + columns.index(column))
    rows = list(dict.fromkeys(r for r, _ in layout.addresses))
    first, end = rows.index("granted"), rows.index("processed_total")
    here = rows.index(row)
    return f"=SUM({letter}{line - (here - first)}:{letter}{line - (here - end) - 1})"


def _list_sheets(book: Any, inputs: DraftInputs | None) -> None:
    titles = list(ASPECT_TITLES.values())
    facts = book.create_sheet(SHEET_FACTS)
    facts.append(FACT_HEADERS)
    for fact in inputs.facts if inputs else []:
        facts.append([ASPECT_TITLES[fact.aspect], fact.label, _number(fact.value), fact.unit])
    _room(facts)
    facts.append(PRACTICE_HEADERS)
    for practice in inputs.practices if inputs else []:
        facts.append([ASPECT_TITLES[practice.aspect], practice.text])
    _room(facts)
    _choices(facts, titles)
    problems = book.create_sheet(SHEET_PROBLEMS)
    problems.append(PROBLEM_HEADERS)
    if inputs:
        for number in range(max(len(inputs.problems), len(inputs.measures))):
            problems.append([_at(inputs.problems, number), _at(inputs.measures, number)])
    results = book.create_sheet(SHEET_RESULTS)
    for name, label in RESULT_LABELS.items():
        results.append([label, getattr(inputs.results, name) if inputs else None])
    fees = book.create_sheet(SHEET_FEES)
    for name, label in FEE_LABELS.items():
        value = getattr(inputs.fees, name) if inputs else None
        fees.append([label, None if value is None else _number(value)])
    other = book.create_sheet(SHEET_OTHER)
    other.append(["其他需要报告的事项（每行一项）"])
    for text in inputs.other_matters if inputs else []:
        other.append([text])


def _at(items: list[str], number: int) -> str | None:
    return (items[number] or None) if number < len(items) else None


def _room(sheet: Any) -> None:
    for _ in range(ROOM_FOR_LINES):
        sheet.append([None])
        sheet.cell(sheet.max_row + 1, 1, "")


def _choices(sheet: Any, titles: list[str]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1='"' + ",".join(titles) + '"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add("A2:A200")


def _style(book: Any) -> None:
    """Widths, wrapped text, grey totals, bold headers: nothing that reading depends on."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    grey, light = PatternFill("solid", fgColor="D9D9D9"), PatternFill("solid", fgColor="EAF1FB")
    edge = Border(*(Side(style="thin", color="BFBFBF"),) * 4)
    for sheet in book.worksheets:
        table = sheet.title in SHEET_TABLES.values()
        sheet.column_dimensions["A"].width = 30 if table or sheet.title == SHEET_BASICS else 24
        sheet.column_dimensions["B"].width = 46
        for letter in "CDEFGHI":
            sheet.column_dimensions[letter].width = 14
        if sheet.title == SHEET_GUIDE:
            sheet.column_dimensions["A"].width = 100
        if sheet.title == SHEET_PROBLEMS:
            sheet.column_dimensions["A"].width = 60
            sheet.column_dimensions["B"].width = 60
        for row in sheet.iter_rows():
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="center")
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.fill = grey
                if table and cell.row is not None and row[1].value and cell.column > 2:
                    cell.border = edge
        headers = {FACT_HEADERS[0], PROBLEM_HEADERS[0]}
        for row in sheet.iter_rows():
            is_header = row[0].value in headers or (table and not row[1].value and len(row) > 2 and row[2].value)
            for cell in row if is_header else ():
                cell.font = Font(bold=True)
                cell.fill = light
        sheet.freeze_panes = "C2" if table else None
