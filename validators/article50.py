"""The Article 50 verdict: a checklist computed from rules and passages alone; a model may explain it, never change it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from nianbao.report.layout import SECTION_KEYS, SectionKey, TableKey
from nianbao.report.model import Report
from nianbao.report.patterns import regex
from validators.engine import Context, RuleResult
from validators.prose.empty import is_empty, was_not_read
from validators.prose.evidence import Evidence, evidence
from validators.prose.foot import without_foot
from validators.prose.saying import has_figure, most_telling
from validators.prose.sentences import sentences
from validators.prose.spaced import closed_up
from validators.rules.content.aspects import ASPECTS
from validators.rules.content.problems import measure_evidence, problem_evidence
from validators.rules.content.results import RESULTS, owes_results, result_evidence

ItemVerdict = Literal["met", "partial", "missing", "unreadable", "undetermined"]
Verdict = Literal["meets", "meets_with_warnings", "does_not_meet", "unreadable", "undetermined"]
IN_ORDER: tuple[Verdict, ...] = ("meets", "meets_with_warnings")
"""Verdicts with which a report may be published as it is, or after its warnings were looked at."""

ITEM_NAMES: dict[str, str] = {
    "一": "主动公开政府信息的情况",
    "二": "收到和处理政府信息公开申请的情况",
    "三": "被申请行政复议、提起行政诉讼的情况",
    "四": "存在的主要问题及改进情况",
    "四之二": "工作考核、社会评议和责任追究结果情况",
    "五": "其他需要报告的事项",
}
STATUTE_ITEM: dict[str, int] = {"一": 1, "二": 2, "三": 3, "四": 4, "四之二": 4, "五": 5}
"""Which （项） of Article 50 paragraph 1 an item of the checklist is."""


@dataclass(frozen=True, slots=True)
class Item:
    """One requirement of Article 50 with its verdict, the passages that answer it and the rules behind it."""

    item: str
    verdict: ItemVerdict
    evidence: tuple[Evidence, ...]
    rules: tuple[str, ...]
    missing: tuple[str, ...] = ()


def checklist(context: Context) -> list[Item]:
    """The items in the statute's order; 四之二 for 各级人民政府, and undetermined where it is not known who reports.

    Of the prose as much as the rules look at (``validators.budget``): what is not found there may stand in the rest.
    """
    beyond_budget = context.cut is not None
    context = context.within_budget
    report = context.report
    items = [
        _active_disclosure(report),
        _with_table(
            report,
            "二",
            "applications",
            _spoken(report, ASPECTS["依申请公开"], ("overview", "applications")),
            ("STR-01", "STR-05", "STR-06", "CON-01"),
        ),
        _with_table(report, "三", "proceedings", _spoken(report, _CASES, SECTION_KEYS), ("STR-01", "STR-05", "STR-06")),
        _problems(report),
    ]
    owes = owes_results(context)
    if owes is not False:
        results = _results(report)
        items.append(results if owes else replace(results, verdict="undetermined", missing=()))
    items.append(_other(report))
    if report.notice("no_text_layer"):  # what is missing may stand on a page that is a picture
        items = [replace(i, verdict="unreadable") if i.verdict == "missing" else i for i in items]
    if beyond_budget or not report.complete:  # what is missing may stand behind the place where it was cut
        items = [replace(i, verdict="undetermined") if i.verdict in ("missing", "partial") else i for i in items]
    if context.misalignment:
        items = [replace(i, verdict="unreadable") if i.item == "二" else i for i in items]
    return items


def _active_disclosure(report: Report) -> Item:
    """Table two answers a part of the item, 总体情况 the rest: where nothing stands under that, or was read, not all is told."""
    spoken = _spoken(report, ASPECTS["主动公开"], ("overview", "active_disclosure"))
    item = _with_table(report, "一", "active_disclosure", spoken, ("STR-01", "STR-05", "STR-06", "CON-01"))
    if item.verdict == "met" and is_empty(report, "overview"):
        return replace(item, verdict="partial", missing=("第一部分只有标题，没有内容",))
    return replace(item, verdict="undetermined") if was_not_read(report, "overview") else item


def overall(items: Sequence[Item], results: Sequence[RuleResult], because: Sequence[str] = ()) -> Verdict:
    """missing or any error → does_not_meet; unreadable; undetermined; partial or any warning → meets_with_warnings; meets.

    ``because`` are the reasons for which no better verdict than undetermined may be given (``undetermined_because``).
    """
    severities = {f.severity for r in results for f in r.findings}
    verdicts = {i.verdict for i in items}
    if "missing" in verdicts or "error" in severities:
        return "does_not_meet"
    if "unreadable" in verdicts:
        return "unreadable"
    if "undetermined" in verdicts or because:
        return "undetermined"
    if "partial" in verdicts or "warning" in severities:
        return "meets_with_warnings"
    return "meets"


def _with_table(report: Report, item: str, key: TableKey, spoken: Evidence | None, rules: tuple[str, ...]) -> Item:
    """A table answers the item; without it prose answers part of it; an unreadable table decides nothing."""
    table = report.table(key)
    told = [spoken] if spoken else []
    if table is not None and any(cell.is_number for cell in table.cells.values()):
        told.append(_cell_evidence(report, key))
        return Item(item, "met", tuple(told), rules)
    if report.problem(key) is not None:
        return Item(item, "unreadable", tuple(told), rules)
    return Item(
        item,
        "partial" if spoken else "missing",
        tuple(told),
        rules,
        (f"{report.layout.tables[key].name}没有数字",),
    )


_KEY_CELLS: dict[TableKey, tuple[tuple[str, str], ...]] = {
    "active_disclosure": (("normative_documents", "in_force"), ("licensing", "decisions"), ("penalties", "decisions")),
    "applications": (("new", "total"), ("processed_total", "total"), ("carried_out", "total")),
    "proceedings": (("reconsideration", "total"), ("litigation_direct", "total"), ("litigation_after", "total")),
}


_MOST_CELLS = 3


def _cell_evidence(report: Report, key: TableKey) -> Evidence:
    """The main cells of a table that hold a number, as a quote; offsets are 0 because they stand in no prose."""
    table = report.tables[key]
    assert table is not None
    numbers = [place for place in (*_KEY_CELLS[key], *table.cells) if (c := table.get(*place)) and c.is_number]
    shown = [place for place in _KEY_CELLS[key] if place in numbers] or numbers[:_MOST_CELLS]
    said = [f"{table.layout.label(r, c)}：{table.cells[r, c].raw.strip()}" for r, c in shown]
    return Evidence(table.layout.section, 0, 0, "；".join(said))


_CASES = regex(r"复议|诉讼")


def _spoken(report: Report, words: re.Pattern[str], where: Sequence[SectionKey]) -> Evidence | None:
    """The sentence that tells of it, one with a figure before others, in the first section that has any."""
    told = None
    for section in report.sections:
        if section.key not in where:
            continue
        text = without_foot(section.text)
        sentence = most_telling(s for s in sentences(text) if words.search(closed_up(s.text)))
        if sentence is None:
            continue
        found = evidence(report, section.key, sentence)
        if has_figure(sentence.text):
            return found
        told = told or found
    return told


def _problems(report: Report) -> Item:
    found = {"问题": problem_evidence(report), "改进情况": measure_evidence(report)}
    told = tuple(e for e in found.values() if e)
    missing = tuple(name for name, e in found.items() if e is None)
    verdict: ItemVerdict = "met" if not missing else "partial" if told else "missing"
    if verdict == "missing" and was_not_read(report, "problems"):
        verdict = "undetermined"
    return Item("四", verdict, told, ("STR-01", "CON-03"), missing)


def _results(report: Report) -> Item:
    found = {name: result_evidence(report, name) for name in RESULTS}
    told = tuple(e for e in found.values() if e)
    missing = tuple(name for name, e in found.items() if e is None)
    verdict: ItemVerdict = "met" if not missing else "partial" if told else "missing"
    return Item("四之二", verdict, told, ("CON-02",), missing)


def _other(report: Report) -> Item:
    section: SectionKey = "other"
    rules = ("STR-01", "FEE-02")
    if was_not_read(report, section):
        return Item("五", "undetermined", (), rules, ("第六部分没有内容",))
    told = most_telling(sentences(without_foot(report.text(section))))
    if told is None:
        absent = report.section(section) is None
        nothing = "没有找到第六部分" if absent else "第六部分只有标题，没有内容"
        return Item("五", "missing", (), rules, (nothing,))
    return Item("五", "met", (evidence(report, section, told),), rules)
