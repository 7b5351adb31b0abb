"""The edits of a conformance case (see ``tests.support.conformance``): a report in, the edited report out."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from nianbao.report.cells import Cell
from nianbao.report.layout import TableKey
from nianbao.report.model import Notice, Report, Table
from tests.support import rule_examples

Spec = Mapping[str, Any]

ASPECTS = {
    "disclosure": "（一）主动公开",
    "requests": "（二）依申请公开",
    "management": "（三）政府信息管理",
    "platform": "（四）政府信息公开平台建设",
    "supervision": "（五）监督保障",
}
_GROUP_ROWS = {
    "denied": "denied.process",
    "unable": "unable.not_held",
    "rejected": "rejected.petition",
    "other": "other.overdue_correction",
}
_BLOCKS = ("reconsideration", "litigation_direct", "litigation_after")
_RESULTS = ("upheld", "corrected", "other", "pending")
_PLAIN_EDITS = (
    "layout",
    "agency",
    "title",
    "found_in",
    "unknown_rows",
    "tables",
    "sections",
    "append",
    "heading",
    "order",
    "statements",
    "unconfirmed",
)
EDIT_KEYS = frozenset(_PLAIN_EDITS) | {"preamble", "notices", "three", "four", "cells", "stream", "aspects"}


def edit(report: Report, spec: Spec) -> Report:
    """All edits that a case names, in the order of ``tests.support.conformance``."""
    for key in _PLAIN_EDITS:
        if key in spec:
            report = plain(report, key, spec[key])
    if "preamble" in spec:
        report = replace(report, preamble=spec["preamble"])
    if "notices" in spec:
        report = replace(report, notices=tuple(Notice(code, "第1页没有文字层", (1,)) for code in spec["notices"]))
    if "three" in spec:
        report = set_three(report, spec["three"])
    if "four" in spec:
        report = _set_four(report, spec["four"])
    if "cells" in spec:
        report = plain(report, "cells", spec["cells"])
    if "stream" in spec:
        report = _set_stream(report, spec["stream"])
    for aspect, text in spec.get("aspects", {}).items():
        report = _set_aspect(report, aspect, text)
    return report


def plain(report: Report, key: str, value: Any) -> Report:
    return rule_examples._EDITS[key](report, value)


# --- tables ---------------------------------------------------------------------------------------------------


def set_three(report: Report, said: Mapping[str, int]) -> Report:
    table = report.tables["applications"]
    assert table is not None
    given = dict(said)
    new, carried_in, answered = given.pop("new", 0), given.pop("carried_in", 0), given.pop("answered", None)
    carried_out = given.pop("carried_out", None)
    outcomes = {_GROUP_ROWS.get(row, row): count for row, count in given.items()}
    if strange := [row for row in outcomes if row not in table.layout.rows]:
        raise ValueError(f"no such rows of table three: {strange}")
    if answered is None:
        answered = new + carried_in - (carried_out or 0) if "granted" not in outcomes else sum(outcomes.values())
    outcomes.setdefault("granted", answered - sum(outcomes.values()))
    carried_out = new + carried_in - answered if carried_out is None else carried_out
    figures = {
        "new": new,
        "carried_in": carried_in,
        **outcomes,
        "processed_total": answered,
        "carried_out": carried_out,
    }
    if min(figures.values()) < 0:
        raise ValueError(f"table three goes below zero: {figures}")
    filled = ("natural_person", "total")
    cells = {(r, c): Cell.of(figures.get(r, 0) if c in filled else 0) for r, c in table.layout.addresses}
    return _with_table(report, "applications", replace(table, cells=cells))


def _set_four(report: Report, said: Mapping[str, list[int]]) -> Report:
    table = report.tables["proceedings"]
    assert table is not None
    cells = {}
    for block in _BLOCKS:
        counts = said.get(block, [0, 0, 0, 0])
        for column, count in (*zip(_RESULTS, counts, strict=True), ("total", sum(counts))):
            cells[block, column] = Cell.of(count)
    return _with_table(report, "proceedings", replace(table, cells=cells))


def _set_stream(report: Report, said: Mapping[str, Any]) -> Report:
    table = report.tables["applications"]
    assert table is not None
    addresses = list(table.addresses())
    row, _, column = said["at"].rpartition(".")
    at = addresses.index((row, column))
    cells = [table.cells[address] for address in addresses]
    if "insert" in said:
        cells = [*cells[:at], Cell.read(said["insert"]), *cells[at:-1]]
    else:
        cells = [*cells[:at], *cells[at + 1 :], Cell.read("")]
    return _with_table(report, "applications", replace(table, cells=dict(zip(addresses, cells, strict=True))))


def _with_table(report: Report, key: TableKey, table: Table) -> Report:
    return replace(report, tables={**report.tables, key: table})


# --- prose ----------------------------------------------------------------------------------------------------


def _set_aspect(report: Report, aspect: str, text: str) -> Report:
    """Another text under one of the five sub-headings of 总体情况; the others stay."""
    overview = report.section("overview")
    if overview is None:
        raise ValueError("the report has no 总体情况")
    titles = list(ASPECTS.values())
    lines: list[str] = []
    inside = False
    for line in overview.text.split("\n"):
        if any(line.strip().endswith(t) for t in titles):
            inside = line.strip().endswith(ASPECTS[aspect])
            lines += [line, text.strip("\n")] if inside else [line]
        elif not inside:
            lines.append(line)
    if text.strip("\n") not in lines:
        raise ValueError(f"the report has no {ASPECTS[aspect]}")
    return plain(report, "sections", {"overview": "\n".join(lines)})


def copied(report: Report, previous: Report, spec: Spec) -> Report:
    """Sections and tables that the case takes over from last year's report."""
    for key in spec.get("copied", []):
        report = plain(report, "sections", {key: moved(previous.text(key), 1)})
    for key in spec.get("copied_tables", []):
        table = previous.tables[key]
        assert table is not None
        report = _with_table(report, key, table)
    return report


def moved(text: str, years: int) -> str:
    """The text with every year in it so many years later."""
    return re.sub(r"(?<!\d)(20[0-4]\d)(?=年)", lambda m: str(int(m[1]) + years), text)
