"""The inputs workbook (.xlsx): a blank to fill in, and reading it back by label.

Leaf cells only: totals stand in the sheet as formulas for the eye and are computed again from the leaves.
"""

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from nianbao.documents.limits import MAX_FILE_BYTES
from nianbao.drafting.inputs import ASPECT_TITLES, DraftInputs, leaf_addresses
from nianbao.report.errors import UserError
from nianbao.report.files import FileError, read_whole, write_whole
from nianbao.report.labels import LabelIndex, label_core
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

LABEL_AGENCY, LABEL_YEAR, LABEL_ZERO, LABEL_ON_TIME = (
    "机关名称（全称）",
    "报告年度",
    "数字空格按0计（是/否）",
    "按期答复件数（可不填）",
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
    "四、“问题与改进”每行一个问题及其改进措施；系统照原文采用，不改数字。",
    "五、各级人民政府（含乡镇）请填“考核评议追责”，没有发生责任追究的写“未发生责任追究”。",
)


class InputsError(UserError):
    """The inputs cannot be used. ``errors`` are Chinese lines, each naming the place and what to do."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


# --- writing --------------------------------------------------------------------------------------------------


def write_template(target: Path | io.BytesIO, year: int | None = None, inputs: DraftInputs | None = None) -> None:
    """The blank workbook, or one filled in from ``inputs``. An existing file is not overwritten."""
    from openpyxl import Workbook

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
    if isinstance(target, Path):
        whole = io.BytesIO()
        book.save(whole)
        write_whole(target, whole.getvalue())
    else:
        book.save(target)


def _basics(book: Any, year: int | None, inputs: DraftInputs | None) -> None:
    sheet = book.create_sheet(SHEET_BASICS)
    for label, value in (
        (LABEL_AGENCY, inputs.agency if inputs else None),
        (LABEL_YEAR, inputs.year if inputs else year),
        (LABEL_ZERO, "否"),
        (LABEL_ON_TIME, inputs.on_time if inputs else None),
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


def _number(value: int | Decimal) -> int | float:
    return value if isinstance(value, int) else float(value)


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
    return items[number] if number < len(items) else None


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


# --- reading --------------------------------------------------------------------------------------------------


def is_workbook(data: bytes) -> bool:
    """True for our own inputs workbook (by its sheets), whatever it is called."""
    if not data.startswith(b"PK"):
        return False
    try:
        return {SHEET_BASICS, SHEET_FACTS} <= set(_open(data).sheetnames)
    except InputsError:
        return False


def read_workbook(data: bytes) -> DraftInputs:
    """Inputs out of a filled-in workbook; raises ``InputsError`` with every problem at once."""
    book = _open(data)
    missing = [s for s in (SHEET_BASICS, *SHEET_TABLES.values(), SHEET_FACTS) if s not in book.sheetnames]
    if missing:
        raise InputsError([f"工作簿缺少工作表：{'、'.join(missing)}，请用 nianbao template 生成的模板填写"])
    basics = {str(r[0]).strip(): r[1] for r in _rows(book, SHEET_BASICS) if r[0]}
    blank_is_zero = str(basics.get(LABEL_ZERO) or "").strip() == "是"
    facts, practices = _facts(book)
    problems = [row for row in _rows(book, SHEET_PROBLEMS) if row[0] != PROBLEM_HEADERS[0]]
    results = {str(r[0]).strip(): r[1] for r in _rows(book, SHEET_RESULTS) if r[0]}
    fees = {str(r[0]).strip(): r[1] for r in _rows(book, SHEET_FEES) if r[0]}
    others = [str(r[0]) for r in list(_rows(book, SHEET_OTHER))[1:] if r[0]]
    return validate_inputs(
        {
            "agency": _text(basics.get(LABEL_AGENCY)) or "",
            "year": basics.get(LABEL_YEAR),
            "on_time": basics.get(LABEL_ON_TIME),
            "tables": {key: _table(book, LAYOUT_2021.tables[key], blank_is_zero) for key in TABLE_KEYS},
            "facts": facts,
            "practices": practices,
            "problems": [t for row in problems if (t := _text(row[0]))],
            "measures": [t for row in problems if (t := _text(row[1]))],
            "results": {name: _text(results.get(label)) for name, label in RESULT_LABELS.items()},
            "fees": {name: fees.get(label) for name, label in FEE_LABELS.items()},
            "other_matters": others,
        }
    )


def _open(data: bytes) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises its own, zipfile's and xml's errors for a bad file
        raise InputsError(["这不是完好的 Excel 工作簿（.xlsx），请用 Excel 或 WPS 另存为 .xlsx 再试"]) from error


def _rows(book: Any, name: str) -> Iterator[tuple[Any, ...]]:
    if name not in book.sheetnames:
        return
    for row in book[name].iter_rows(values_only=True):
        padded = (*row, None, None, None, None)
        if any(v not in (None, "") for v in row):
            yield padded


def _text(value: Any) -> str | None:
    text = str(value).strip() if value is not None else ""
    return text or None


def _table(book: Any, layout: TableLayout, blank_is_zero: bool) -> dict[str, dict[str, Any]]:
    """Row → column → value of one table sheet, by labels; blanks stay None unless the drafter said they are 0."""
    index = LabelIndex.of(layout)
    leaves = set(leaf_addresses(layout))
    found: dict[str, dict[str, Any]] = {}
    columns: dict[int, str] = {}
    for row in _rows(book, SHEET_TABLES[layout.key]):
        key = index.row(str(row[1])) if row[1] else None
        if key is None:
            columns = _header(layout, row) or columns
            continue
        for position, column in columns.items():
            if (key, column) in leaves:
                value = row[position] if position < len(row) else None
                empty = value is None or (isinstance(value, str) and not value.strip())
                found.setdefault(key, {})[column] = 0 if empty and blank_is_zero else _cell(value)
    return found


def _header(layout: TableLayout, row: tuple[Any, ...]) -> dict[int, str]:
    labels = {label_core(c.label): c.key for block in layout.blocks for c in block.columns}
    return {i: labels[core] for i, v in enumerate(row) if i > 1 and v and (core := label_core(str(v))) in labels}


def _cell(value: Any) -> Any:
    """Floats of Excel as exact decimals: 3.2 and not 3.20000000000000018."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(repr(value))
    return value


def _facts(book: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    keys = {title: key for key, title in ASPECT_TITLES.items()}
    facts: list[dict[str, Any]] = []
    practices: list[dict[str, Any]] = []
    errors: list[str] = []
    into_practices = False
    for row in _rows(book, SHEET_FACTS):
        if row[0] == FACT_HEADERS[0]:
            into_practices = row[1] == PRACTICE_HEADERS[1]
            continue
        aspect = keys.get(_text(row[0]) or "")
        if aspect is None:
            errors.append(f"工作情况：“{_text(row[1]) or ''}”一行的“方面”应为{'、'.join(keys)}之一")
        elif into_practices:
            practices.append({"aspect": aspect, "text": _text(row[1])})
        elif _text(row[1]) and row[2] is not None:
            facts.append(
                {"aspect": aspect, "label": _text(row[1]), "value": _cell(row[2]), "unit": _text(row[3]) or ""}
            )
        elif _text(row[1]):
            errors.append(f"工作情况：“{_text(row[1])}”没有填数值")
    if errors:
        raise InputsError(errors)
    return facts, [p for p in practices if p["text"]]


def validate_inputs(raw: dict[str, Any]) -> DraftInputs:
    """``DraftInputs`` from plain data; every pydantic error becomes a Chinese line with its place."""
    from pydantic import ValidationError

    try:
        return DraftInputs.model_validate(raw)
    except ValidationError as error:
        raise InputsError([line for e in error.errors() for line in _said(e)]) from error


_PLACES = {
    "agency": LABEL_AGENCY, "year": LABEL_YEAR, "on_time": "按期答复件数", "facts": SHEET_FACTS, "practices": SHEET_FACTS,
    "problems": SHEET_PROBLEMS, "measures": SHEET_PROBLEMS, "results": SHEET_RESULTS, "fees": SHEET_FEES,
    "other_matters": SHEET_OTHER, "tables": "三张表",
}  # fmt: skip


def _said(error: Any) -> list[str]:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"]).split("\n")
    location = [str(part) for part in error["loc"]]
    place = _PLACES.get(location[0], location[0]) if location else "资料"
    line = f"第{int(location[1]) + 1}行" if len(location) > 1 and location[1].isdigit() else ""
    reasons = {
        "missing": "没有填写",
        "string_too_short": "没有填写",
        "string_too_long": "文字太长",
        "extra_forbidden": f"有不认识的内容“{location[-1] if location else ''}”",
        "greater_than_equal": "数值过小或为负",
        "less_than_equal": "数值过大",
    }
    value = error.get("input")
    shown = f"“{str(value)[:20]}”" if value not in (None, "") and not isinstance(value, dict | list) else ""
    return [f"{place}{line}：{reasons.get(error['type'], f'{shown}格式不对' if shown else '没有填写')}"]


def load_inputs(path: Path) -> DraftInputs:
    """Inputs from .xlsx, .yaml or .json, told by content."""
    try:
        data = read_whole(path, MAX_FILE_BYTES)
    except FileError as error:
        raise InputsError([str(error)]) from error
    return load_inputs_bytes(data)


def load_inputs_bytes(data: bytes) -> DraftInputs:
    """As ``load_inputs``, from memory."""
    if data.startswith(b"PK"):
        return read_workbook(data)
    import yaml

    try:
        raw = yaml.safe_load(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputsError(["资料文件既不是 Excel 工作簿，也不是 UTF-8 的 YAML/JSON"]) from error
    if not isinstance(raw, dict):
        raise InputsError(["资料文件里没有内容，或不是“名称: 值”的形式"])
    return validate_inputs(raw)
