"""The clean reports: the samples of the corpus, and the same with the paragraph on applications worded otherwise."""

import re
from dataclasses import replace
from pathlib import Path

import yaml

from benchmarks.mutation_kinds.model import Base, Stated, find_stated, with_text
from nianbao.documents import read
from nianbao.paths import CORPUS_DIR
from nianbao.report.model import Report

STATED_FILE = Path(__file__).resolve().parent.parent / "stated_figures.yaml"
REQUESTS = "（二）依申请公开"
FEWEST = 10
"""Reports with fewer new applications are left in their own words."""

# The shapes in which reports state the same figures; {measure} is what the tables say.
WORDINGS = (
    "受理政府信息公开申请{received}件，答复{answered}件（含上年度结转{carried_in}件，另有{carried_out}件顺延到下年度答复）。"
    "{reconsideration}件行政复议中，维持{upheld}件；行政诉讼{litigation}件。",
    "全年新收政府信息公开申请数量 {received} 件，上年结转政府信息公开申请数量 {carried_in} 件。其中，予以公开 {granted} 件，"
    "部分公开 {partial} 件，不予公开 {denied} 件，本机关无法提供 {unable} 件，不予处理 {rejected} 件，其他处理 {other} 件，"
    "结转下年度继续办理 {carried_out} 件。政府信息公开行政复议 {reconsideration} 件，其中结果维持 {upheld} 件，结果纠正 {corrected} 件，"
    "其他结果 {r_other} 件，尚未审结 {pending} 件；政府信息公开行政诉讼 {litigation} 件。",
    "共收到信息公开申请{received}起，办理上年度结转申请{carried_in}起。已办结{answered}起，剩余{carried_out}起结转下年度办理。"
    "予以公开及部分公开{both}起，占办结总数的{share}%；不予公开{denied}起，无法提供{unable}起。"
    "因政府信息公开引发行政复议{reconsideration}件、行政诉讼{litigation}件。",
)
OLD_SUIT = "未经复议直接起诉的案件系上年尚未审结的旧案。"
# Agencies of the other city, which no report of this one has reason to name.
FOREIGN = {
    "云岭市": ("芦屿县自然资源局", "汐川市住房和城乡建设局", "鹭栖镇人民政府"),
    "汐川市": ("青禾县教育局", "砚洲县市场监督管理局", "柳溪镇人民政府"),
}


def clean_bases() -> list[Base]:
    """All clean reports with what they state; last year's where the corpus has it."""
    samples = {path.stem: read(path) for path in sorted((CORPUS_DIR / "reports").glob("*.md"))}
    marked = yaml.safe_load(STATED_FILE.read_text(encoding="utf-8"))
    own = [
        Base(name, report, _previous(name, samples), find_stated(report, marked[name]), _foreign(report))
        for name, report in samples.items()
    ]
    reworded = [
        _reworded(base, number, wording)
        for base in own
        if _figures(base.report)["received"] >= FEWEST and base.report.text("overview").count(REQUESTS) == 1
        for number, wording in enumerate(WORDINGS, start=1)
    ]
    return own + reworded


def _previous(name: str, samples: dict[str, Report]) -> Report | None:
    stem, _, year = name.rpartition("-")
    return samples.get(f"{stem}-{int(year) - 1}")


def _foreign(report: Report) -> tuple[str, ...]:
    return next((names for city, names in FOREIGN.items() if city in report.agency.name), ())


def _figures(report: Report) -> dict[str, int]:
    table, cases = report.tables["applications"], report.tables["proceedings"]
    assert table is not None
    assert cases is not None
    rows = {"received": "new", "carried_in": "carried_in", "answered": "processed_total", "carried_out": "carried_out"}
    groups = ("granted", "partial", "denied", "unable", "rejected", "other")
    figures = {measure: table.integer(row) or 0 for measure, row in rows.items()}
    figures |= {group: table.group_total(group) or 0 for group in groups}
    columns = {"upheld": "upheld", "corrected": "corrected", "r_other": "other", "pending": "pending"}
    figures |= {measure: cases.integer("reconsideration", column) or 0 for measure, column in columns.items()}
    figures["reconsideration"] = cases.integer("reconsideration") or 0
    figures["litigation"] = sum(cases.integer(row) or 0 for row in ("litigation_direct", "litigation_after"))
    figures["both"] = figures["granted"] + figures["partial"]
    return figures


def _reworded(base: Base, number: int, wording: str) -> Base:
    """The sample with another paragraph under 依申请公开; what stood there is forgotten, the rest moves along."""
    figures = {measure: str(value) for measure, value in _figures(base.report).items()}
    figures["share"] = f"{100 * int(figures['both']) / int(figures['answered']):.1f}"
    text = base.report.text("overview")
    start = text.index(REQUESTS) + len(REQUESTS) + 1
    end = text.index("\n", start)
    cases = base.report.tables["proceedings"]
    if cases is not None and cases.integer("litigation_direct"):
        wording += OLD_SUIT
    paragraph, stated = _filled(wording, figures, start)
    moved = len(paragraph) - (end - start)
    kept = [s for s in base.stated if not (s.section == "overview" and start <= s.start < end)]
    kept = [
        replace(s, start=s.start + moved, end=s.end + moved) if s.section == "overview" and s.start >= end else s
        for s in kept
    ]
    report = with_text(base.report, "overview", text[:start] + paragraph + text[end:])
    return replace(base, name=f"{base.name} 换写法{number}", report=report, stated=(*kept, *stated))


def _filled(wording: str, figures: dict[str, str], offset: int) -> tuple[str, list[Stated]]:
    text, stated, done = "", [], 0
    for slot in re.finditer(r"\{(\w+)\}", wording):
        text += wording[done : slot.start()]
        start = offset + len(text)
        value = figures[slot[1]]
        if value != "0":
            stated.append(Stated(slot[1], "overview", start, start + len(value), value))
        text += value
        done = slot.end()
    return text + wording[done:], stated
