"""Reading the inputs: the workbook by its labels, YAML and JSON by their names; every problem with its place, all at once."""

import io
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from nianbao.documents.limits import MAX_FILE_BYTES
from nianbao.drafting.material.found import CARRIED, DONE, KEEP, STRIKE
from nianbao.drafting.material.inputs import ASPECT_TITLES, DraftInputs, aspects_by_name, leaf_addresses
from nianbao.drafting.material.workbook import (
    FACT_HEADERS,
    FEE_LABELS,
    LABEL_AGENCY,
    LABEL_ON_TIME,
    LABEL_SIGNED,
    LABEL_YEAR,
    LABEL_ZERO,
    LAST_YEAR_HEADERS,
    PRACTICE_HEADERS,
    PROBLEM_HEADERS,
    RESULT_LABELS,
    SHEET_BASICS,
    SHEET_FACTS,
    SHEET_FEES,
    SHEET_LAST_YEAR,
    SHEET_OTHER,
    SHEET_PROBLEMS,
    SHEET_RESULTS,
    SHEET_TABLES,
)
from nianbao.report.errors import UserError
from nianbao.report.files import FileError, read_whole
from nianbao.report.labels import LabelIndex, label_core
from nianbao.report.layout import LAYOUT_2021, TABLE_KEYS, TableLayout
from nianbao.report.patterns import regex
from nianbao.report.text import fold, squeeze


class InputsError(UserError):
    """The inputs cannot be used. ``errors`` are Chinese lines, each naming the place and what to do."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


def is_workbook(data: bytes) -> bool:
    """True for our own inputs workbook (by its sheets), whatever it is called."""
    if not data.startswith(b"PK"):
        return False
    try:
        return {SHEET_BASICS, SHEET_FACTS} <= set(_open(data).sheetnames)
    except InputsError:
        return False


def read_workbook(data: bytes) -> DraftInputs:
    """Inputs out of a filled-in workbook, with the cell of every place that is blank or could not be read.

    Raises ``InputsError`` only for what no draft can do without: the sheets, the agency and the year. The error lists
    everything else that is open too.
    """
    book = _open(data)
    missing = [s for s in (SHEET_BASICS, *SHEET_TABLES.values(), SHEET_FACTS) if s not in book.sheetnames]
    if missing:
        raise InputsError([f"工作簿缺少工作表：{'、'.join(missing)}，请用 nianbao template 生成的模板填写"])
    return _Reading(book).inputs()


class _Reading:
    """One workbook being read: values by place, and in which cell each stands."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.where: dict[str, str] = {}
        self.unread: dict[str, str] = {}
        self.undecided: list[str] = []
        basics = self._labelled(SHEET_BASICS)
        self.blank_is_zero = str(basics.get(LABEL_ZERO, ("", None))[0] or "").strip() == "是"
        self.basics = basics

    def inputs(self) -> DraftInputs:
        facts, practices = self._facts()
        practices += self._followed_up()
        problems, measures = self._problems()
        self._say_undecided()
        results = self._labelled(SHEET_RESULTS)
        others = [str(row[0]) for _, row in list(_rows(self.book, SHEET_OTHER))[1:] if row[0]]
        raw = {
            "agency": _text(self._basic("agency", LABEL_AGENCY)) or "",
            "year": self._basic("year", LABEL_YEAR),
            "on_time": self._basic("on_time", LABEL_ON_TIME),
            "signed_on": day_of(self._basic("signed_on", LABEL_SIGNED)),
            "tables": {key: self._table(LAYOUT_2021.tables[key]) for key in TABLE_KEYS},
            "facts": facts,
            "practices": practices,
            "problems": problems,
            "measures": measures,
            "results": {name: _text(results.get(label, (None, 0))[0]) for name, label in RESULT_LABELS.items()},
            "fees": self._fees(),
            "other_matters": others,
        }
        return validate_inputs(raw | {"unread": self.unread, "where": self.where})

    def _labelled(self, sheet: str) -> dict[str, tuple[Any, int]]:
        """Label in the first column → what stands beside it, and its row."""
        return {str(row[0]).strip(): (row[1], number) for number, row in _rows(self.book, sheet) if row[0]}

    def _basic(self, place: str, label: str) -> Any:
        value, number = self.basics.get(label, (None, 0))
        self.where[place] = _at_cell(SHEET_BASICS, number, 1)
        return value

    def _table(self, layout: TableLayout) -> dict[str, dict[str, Any]]:
        """Row → column → value of one table sheet, by labels; blanks stay None unless the drafter said they are 0."""
        index = LabelIndex.of(layout)
        leaves = set(leaf_addresses(layout))
        found: dict[str, dict[str, Any]] = {}
        columns: dict[int, str] = {}
        for number, row in _rows(self.book, SHEET_TABLES[layout.key]):
            key = index.row(str(row[1])) if row[1] else None
            if key is None:
                columns = _header(layout, row) or columns
                continue
            for position, column in columns.items():
                if (key, column) in leaves:
                    value = row[position] if position < len(row) else None
                    found.setdefault(key, {})[column] = 0 if _empty(value) and self.blank_is_zero else _cell(value)
                    self.where[f"{layout.key}.{key}.{column}"] = _at_cell(SHEET_TABLES[layout.key], number, position)
        return found

    def _fees(self) -> dict[str, Any]:
        rows = self._labelled(SHEET_FEES)
        fees = {}
        for name, label in FEE_LABELS.items():
            value, number = rows.get(label, (None, 0))
            self.where[f"fees.{name}"] = _at_cell(SHEET_FEES, number, 1)
            fees[name] = 0 if _empty(value) and self.blank_is_zero else _cell(value)
        return fees

    def _facts(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Figures and practices; a line whose 方面 is none is kept in sight as unread, not dropped."""
        keys = aspects_by_name()
        facts: list[dict[str, Any]] = []
        practices: list[dict[str, Any]] = []
        into_practices = False
        for number, row in _rows(self.book, SHEET_FACTS):
            if row[0] == FACT_HEADERS[0]:
                into_practices = row[1] == PRACTICE_HEADERS[1]
                continue
            aspect, words = keys.get(squeeze(_text(row[0]) or "")), _text(row[1])
            if aspect is None:
                cell = _at_cell(SHEET_FACTS, number, 0)
                self.unread[cell] = (
                    f"“{words or ''}”一行的“方面”应为{'、'.join(ASPECT_TITLES.values())}之一，这一行没有写进初稿"
                )
                self.where[cell] = cell
            elif words and into_practices:
                if self._kept(row, _at_cell(SHEET_FACTS, number, 2)):
                    practices.append({"aspect": aspect, "text": words})
            elif words:
                facts.append({"aspect": aspect, "label": words, "value": _cell(row[2]), "unit": _text(row[3]) or ""})
                place = f"facts.{len(facts)}"
                self.where[place] = _at_cell(SHEET_FACTS, number, 2)
                if _empty(row[2]):
                    self.unread[place] = "没有填数值"
        return facts, practices

    def _problems(self) -> tuple[list[str], list[str]]:
        """Problems and measures row by row; an empty cell keeps its row, so that the pairs stay pairs."""
        numbered = [(n, row) for n, row in _rows(self.book, SHEET_PROBLEMS) if row[0] != PROBLEM_HEADERS[0]]
        rows = [
            row
            for number, row in numbered
            if (_text(row[0]) or _text(row[1])) and self._kept(row, _at_cell(SHEET_PROBLEMS, number, 2))
        ]
        return [_text(row[0]) or "" for row in rows], [_text(row[1]) or "" for row in rows]

    def _kept(self, row: tuple[Any, ...], cell: str) -> bool:
        """False for a line of last year's report (columns: …, decision, source) unless a person keeps it; one that nobody has
        decided about is an open place."""
        if not (_text(row[3]) or "").startswith(CARRIED):
            return True
        if _text(row[2]) is None:
            self.undecided.append(cell)
        return _text(row[2]) == KEEP

    def _say_undecided(self) -> None:
        """One open place for all lines that wait for a decision, at the first of them."""
        if self.undecided:
            cell = self.undecided[0]
            self.where[cell] = cell
            self.unread[cell] = f"有{len(self.undecided)}行{CARRIED}，还没有选{KEEP}、{DONE}或{STRIKE}，没有写进初稿"

    def _followed_up(self) -> list[dict[str, Any]]:
        """What became of last year's problems, as practices of 监督保障; lines that nobody filled in are left out."""
        rows = [row for _, row in _rows(self.book, SHEET_LAST_YEAR) if row[0] != LAST_YEAR_HEADERS[0]]
        return [{"aspect": "supervision", "text": text} for row in rows if (text := _text(row[2]))]


def _at_cell(sheet: str, row: int, position: int) -> str:
    """表三!C7, as a clerk finds it; only the sheet where its line is missing."""
    from openpyxl.utils import get_column_letter

    name = sheet.split()[0]
    return f"{name}!{get_column_letter(position + 1)}{row}" if row else name


def _open(data: bytes) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises its own, zipfile's and xml's errors for a bad file
        raise InputsError(["这不是完好的 Excel 工作簿（.xlsx），请用 Excel 或 WPS 另存为 .xlsx 再试"]) from error


def _rows(book: Any, name: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Rows that hold anything, with their number in the sheet."""
    if name not in book.sheetnames:
        return
    for number, row in enumerate(book[name].iter_rows(values_only=True), start=1):
        padded = (*row, None, None, None, None)
        if any(not _empty(v) for v in row):
            yield number, padded


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _text(value: Any) -> str | None:
    text = str(value).strip() if value is not None else ""
    return text or None


_DAY = regex(r"^(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?$")


def day_of(value: Any) -> Any:
    """2025年1月20日, 2025-1-20 or a date of Excel; anything else is left for the error to name."""
    if isinstance(value, datetime):
        return value.date()
    match = _DAY.match(fold(value).strip()) if isinstance(value, str) else None
    if match is not None:
        return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    return None if _empty(value) else value


def _header(layout: TableLayout, row: tuple[Any, ...]) -> dict[int, str]:
    labels = {label_core(c.label): c.key for block in layout.blocks for c in block.columns}
    return {i: labels[core] for i, v in enumerate(row) if i > 1 and v and (core := label_core(str(v))) in labels}


def _cell(value: Any) -> Any:
    """Floats of Excel as exact decimals: 3.2 and not 3.20000000000000018."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(repr(value))
    return value


def validate_inputs(raw: dict[str, Any]) -> DraftInputs:
    """``DraftInputs`` from plain data; every pydantic error becomes a Chinese line with its place."""
    from pydantic import ValidationError

    where = raw.get("where") or {}
    try:
        return DraftInputs.model_validate(raw)
    except ValidationError as error:
        lines = [line for e in error.errors() for line in _said(e, where)]
        raise InputsError([*dict.fromkeys(lines), *_also_open(raw)]) from error


def _also_open(raw: dict[str, Any]) -> list[str]:
    """What else is open, so that nobody mends one thing to be told of the next: a line a table, for a draft can do without
    it, and it must not hide what a draft cannot do without."""
    try:
        inputs = DraftInputs.model_validate(
            raw | {"agency": "〔待填〕", "year": LAYOUT_2021.first_year, "signed_on": None}
        )
    except ValueError:
        return []
    lines = [f"〔{inputs.where[p]}〕{why}" if p in inputs.where else why for p, why in inputs.unread.items()]
    for key in TABLE_KEYS:
        places = [place for place, _ in inputs.blanks() if place.startswith(f"{key}.")]
        if places:
            at = f"〔{inputs.where[places[0]]}起〕" if places[0] in inputs.where else ""
            name = LAYOUT_2021.tables[key].name
            lines.append(f"{at}{name}有{len(places)}格空白，不填也可以起草，初稿里标黄；没有发生请填0")
    return lines


_PLACES = {
    "agency": LABEL_AGENCY, "year": LABEL_YEAR, "on_time": "按期答复件数", "signed_on": "成文日期", "facts": SHEET_FACTS, "practices": SHEET_FACTS,
    "problems": SHEET_PROBLEMS, "measures": SHEET_PROBLEMS, "results": SHEET_RESULTS, "fees": SHEET_FEES,
    "other_matters": SHEET_OTHER, "tables": "三张表",
}  # fmt: skip


def _said(error: Any, where: dict[str, str]) -> list[str]:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"]).split("\n")
    location = [str(part) for part in error["loc"]]
    place = _PLACES.get(location[0], location[0]) if location else "资料"
    if location and location[0] in where:
        place = f"〔{where[location[0]]}〕{place}"
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
