"""Whole reports of invented agencies with random tables that hold, quickly and without hypothesis."""

import random

from nianbao.report import LAYOUT_2021, Cell, Report, Table, infer_agency
from nianbao.report.arithmetic import APPLICANT_KEYS, RESULT_KEYS
from nianbao.report.cells import Number
from nianbao.report.layout import SECTIONS, TABLE_KEYS, TableKey, outcome_group
from nianbao.report.model import Heading, Section

Cells = dict[str, Number]
_OUTCOMES = [r for r in LAYOUT_2021.tables["applications"].rows if "." in r or r in ("granted", "partial")]


def random_cells(seed: int) -> Cells:
    """Every official cell by id; the equations hold; no 规章."""
    dice = random.Random(seed)
    cells: Cells = {}
    for column in APPLICANT_KEYS:
        done = 0
        for row in _OUTCOMES:
            assert outcome_group(row)
            cells[f"applications.{row}.{column}"] = value = dice.choice((0, 0, 0, dice.randint(1, 40)))
            done += value
        out = dice.randint(0, 5)
        carried = dice.randint(0, min(4, done + out))
        for row, value in (("processed_total", done), ("carried_out", out), ("carried_in", carried)):
            cells[f"applications.{row}.{column}"] = value
        cells[f"applications.new.{column}"] = done + out - carried
    for row in {r for r, _ in LAYOUT_2021.tables["applications"].addresses}:
        cells[f"applications.{row}.total"] = sum(cells[f"applications.{row}.{c}"] for c in APPLICANT_KEYS)
    for row in ("reconsideration", "litigation_direct", "litigation_after"):
        for column in RESULT_KEYS:
            cells[f"proceedings.{row}.{column}"] = dice.choice((0, 0, dice.randint(1, 9)))
        cells[f"proceedings.{row}.total"] = sum(cells[f"proceedings.{row}.{c}"] for c in RESULT_KEYS)
    for row, column in LAYOUT_2021.tables["active_disclosure"].addresses:
        cells[f"active_disclosure.{row}.{column}"] = 0 if row == "regulations" else dice.randint(0, 900)
    return cells


def report_with(agency: str, cells: Cells, year: int = 2024) -> Report:
    """A report with these cells under the official headings."""
    tables: dict[TableKey, Table | None] = {}
    for key in TABLE_KEYS:
        layout = LAYOUT_2021.tables[key]
        tables[key] = Table(layout, {(r, c): Cell.of(cells[f"{key}.{r}.{c}"]) for r, c in layout.addresses})
    headings = [
        Heading(s.key, f"{s.ordinal}、{s.title}", n, "chinese", s.title) for n, s in enumerate(SECTIONS, start=1)
    ]
    prose = {"overview": "做好政府信息公开工作。", "problems": "存在不足。将加以改进。", "other": "无。"}
    sections = [Section(s.key, h, s.title, prose.get(s.key, "")) for s, h in zip(SECTIONS, headings, strict=True)]
    return Report(
        agency=infer_agency(agency),
        year=year,
        title=f"{agency}{year}年政府信息公开工作年度报告",
        preamble="",
        layout=LAYOUT_2021,
        sections=tuple(sections),
        tables=tables,
        headings=tuple(headings),
        tables_found_in={key: table.section for key, table in LAYOUT_2021.tables.items()},
    )
