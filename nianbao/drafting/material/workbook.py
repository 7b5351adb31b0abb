"""The inputs workbook (.xlsx): its sheets and labels, and writing it, blank or filled in. ``workbook_reading`` reads it back.

Leaf cells only: totals stand in the sheet as formulas for the eye and are computed again from the leaves.
"""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

from nianbao.drafting.material.found import CARRIED, DONE, KEEP, QUESTION_KINDS, STRIKE, Figure, Material
from nianbao.drafting.material.inputs import ASPECT_TITLES, DraftInputs, leaf_addresses
from nianbao.report.files import write_whole
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS, TableKey, TableLayout, cell_label

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
SHEET_LAST_YEAR = "上年问题的整改"
SHEET_QUESTIONS = "待核对"
SHEET_PARTS = "汇总明细"
SIGNATURE = "年报起草资料表"

LABEL_AGENCY, LABEL_YEAR, LABEL_ZERO, LABEL_ON_TIME, LABEL_SIGNED = (
    "机关名称（全称）",
    "报告年度",
    "数字空格按0计（是/否）",
    "按期答复件数（可不填）",
    "成文日期（落款用，可不填）",
)
_DECISION = f"{CARRIED}的请选：{KEEP}、{DONE}、{STRIKE}"
FACT_HEADERS = ("方面", "事项（数字前面的文字）", "数值", "单位", "来源")
PRACTICE_HEADERS = ("方面", "工作做法（一句话，可含数字）", _DECISION, "来源")
PROBLEM_HEADERS = ("存在的主要问题", "对应的改进措施", _DECISION, "来源")
LAST_YEAR_HEADERS = ("上年存在的问题", "上年提出的改进措施", "本年落实情况（请填写，一句话）", "来源")
QUESTION_HEADERS = ("为什么要核对", "事项", "材料里的说法")
PART_HEADERS = ("表格中的一格", "单位", "数")
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
    f"七、来源写着“{CARRIED}”的行取自上年年报：仍然如此的选“{KEEP}”，办完的选“{DONE}”，不要的选“{STRIKE}”；没有选“{KEEP}”的不进初稿。",
    "八、自动填入的数字，来源写在批注或“来源”一栏；有“待核对”工作表的，请逐条核对后填到相应的格子里。",
)


# --- writing --------------------------------------------------------------------------------------------------


def write_template(
    target: Path | io.BytesIO, year: int | None = None, inputs: DraftInputs | Material | None = None
) -> None:
    """The blank workbook, or one filled in from ``inputs``: whole ones, or material with sources, which are written beside
    each value. An existing file is not overwritten."""
    from openpyxl import Workbook

    material = Material.of(inputs) if isinstance(inputs, DraftInputs) else inputs or Material()
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET_GUIDE
    for line in (SIGNATURE, *GUIDE):
        sheet.append([line])
    if material.questions:
        sheet.append([f"注意：本表还没有填全，有{len(material.questions)}处要先核对，见“{SHEET_QUESTIONS}”工作表。"])
    _basics(book, year, material)
    for key in TABLE_KEYS:
        _table_sheet(book, LAYOUT_2021.tables[key], material)
    _list_sheets(book, material)
    _extra_sheets(book, material)
    _style(book)
    if isinstance(target, Path):
        whole = io.BytesIO()
        book.save(whole)
        write_whole(target, whole.getvalue())
    else:
        book.save(target)


def _basics(book: Any, year: int | None, material: Material) -> None:
    sheet = book.create_sheet(SHEET_BASICS)
    for label, value in (
        (LABEL_AGENCY, material.agency),
        (LABEL_YEAR, material.year or year),
        (LABEL_ZERO, "否"),
        (LABEL_ON_TIME, material.on_time),
        (LABEL_SIGNED, material.signed_on),
    ):
        sheet.append([label, value])
        if label == LABEL_ON_TIME and material.on_time_source:
            _note(sheet.cell(sheet.max_row, 2), f"来源：{material.on_time_source}")


def _table_sheet(book: Any, layout: TableLayout, material: Material) -> None:
    """A block: its title, a header row, then rows: group | label | leaves | total."""
    sheet = book.create_sheet(SHEET_TABLES[layout.key])
    leaves = set(leaf_addresses(layout))
    for block in layout.blocks:
        sheet.append([block.title, "", *(c.label for c in block.columns)])
        for row in block.rows:
            line = sheet.max_row + 1
            values: list[Any] = []
            for column in block.columns:
                if (row.key, column.key) in leaves:
                    values.append(_proposed(material.cells.get(f"{layout.key}.{row.key}.{column.key}"), line))
                else:
                    values.append(_formula(layout, row.key, column.key, line))
            sheet.append(["·".join(row.labels[:-1]), row.label, *values])
            for place, column in enumerate(block.columns, start=3):
                figure = material.cells.get(f"{layout.key}.{row.key}.{column.key}")
                if figure is not None and figure.source:
                    _source_note(sheet.cell(line, place), figure)
        sheet.append([])


def _proposed(figure: Figure | None, line: int) -> Any:
    """The value of a leaf; 现行有效 on last year's stock is worked out by Excel once 制发 and 废止 are filled in."""
    if figure is None:
        return None
    return _in_force(figure, line) if figure.base else _number(figure.value)


def _in_force(figure: Figure, line: int) -> str:
    return f'=IF(COUNT(C{line}:D{line})=2,{figure.value}+C{line}-D{line},"")'


def _source_note(cell: Any, figure: Figure) -> None:
    base = f"上年现行有效{figure.value}件；填好制发、废止后自动算出，可改。" if figure.base else ""
    _note(cell, f"{base}来源：{figure.source}")


def _note(cell: Any, words: str) -> None:
    from openpyxl.comments import Comment

    cell.comment = Comment(words[:1000], SIGNATURE)


def _number(value: int | Decimal | str | None) -> int | float | str | None:
    return float(value) if isinstance(value, Decimal) else value


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


def _list_sheets(book: Any, material: Material) -> None:
    titles = list(ASPECT_TITLES.values())
    facts = book.create_sheet(SHEET_FACTS)
    facts.append(FACT_HEADERS)
    for fact in material.facts:
        facts.append([ASPECT_TITLES[fact.aspect], fact.label, _number(fact.value), fact.unit, fact.source or None])
    _room(facts)
    facts.append(PRACTICE_HEADERS)
    for practice in material.practices:
        facts.append([ASPECT_TITLES[practice.aspect], practice.text, None, practice.source or None])
    _room(facts)
    _choices(facts, titles)
    problems = book.create_sheet(SHEET_PROBLEMS)
    problems.append(PROBLEM_HEADERS)
    for pair in material.problems:
        problems.append([pair.problem or None, pair.measure or None, None, pair.source or None])
    results = book.create_sheet(SHEET_RESULTS)
    for name, label in RESULT_LABELS.items():
        line = material.results.get(name)
        results.append([label, line.text if line else None, (line.source or None) if line else None])
    fees = book.create_sheet(SHEET_FEES)
    for name, label in FEE_LABELS.items():
        figure = material.fees.get(name)
        fees.append([label, None if figure is None else _number(figure.value), figure.source if figure else None])
    other = book.create_sheet(SHEET_OTHER)
    other.append(["其他需要报告的事项（每行一项）"])
    for matter in material.other_matters:
        other.append([matter.text, matter.source or None])


def _extra_sheets(book: Any, material: Material) -> None:
    """Sheets that only material brings: what became of last year's problems, open questions, the parts of a roll-up."""
    if material.last_year:
        sheet = book.create_sheet(SHEET_LAST_YEAR)
        sheet.append(LAST_YEAR_HEADERS)
        for pair in material.last_year:
            sheet.append([pair.problem or None, pair.measure or None, None, pair.source])
    if material.questions:
        sheet = book.create_sheet(SHEET_QUESTIONS)
        sheet.append(QUESTION_HEADERS)
        for question in material.questions:
            sheet.append([QUESTION_KINDS[question.kind], question.subject, "；".join(question.said)])
    if material.parts:
        sheet = book.create_sheet(SHEET_PARTS)
        sheet.append(PART_HEADERS)
        for cell, parts in material.parts.items():
            for name, value in parts.items():
                if value:
                    sheet.append([cell_label(cell), name, _number(value)])


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
    found = PatternFill("solid", fgColor="FFF9DB")
    edge = Border(*(Side(style="thin", color="BFBFBF"),) * 4)
    for sheet in book.worksheets:
        table = sheet.title in SHEET_TABLES.values()
        sheet.column_dimensions["A"].width = 30 if table or sheet.title == SHEET_BASICS else 24
        sheet.column_dimensions["B"].width = 46
        for letter in "CDEFGHI":
            sheet.column_dimensions[letter].width = 14
        if sheet.title == SHEET_GUIDE:
            sheet.column_dimensions["A"].width = 100
        if sheet.title in (SHEET_PROBLEMS, SHEET_LAST_YEAR, SHEET_QUESTIONS):
            for letter in "ABC":
                sheet.column_dimensions[letter].width = 50
        for row in sheet.iter_rows():
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="center")
                if cell.data_type == "f" and not table:
                    cell.data_type = "s"  # words from a file that begin with = are no formula
                elif cell.data_type == "f":
                    cell.fill = grey
                if cell.comment is not None:
                    cell.fill = found
                if table and cell.row is not None and row[1].value and cell.column > 2:
                    cell.border = edge
        headers = {h[0] for h in (FACT_HEADERS, PROBLEM_HEADERS, LAST_YEAR_HEADERS, QUESTION_HEADERS, PART_HEADERS)}
        for row in sheet.iter_rows():
            is_header = row[0].value in headers or (table and not row[1].value and len(row) > 2 and row[2].value)
            for cell in row if is_header else ():
                cell.font = Font(bold=True)
                cell.fill = light
        sheet.freeze_panes = "C2" if table else None
