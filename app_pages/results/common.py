"""Pieces that several results share: the verdict, findings with their law, official tables."""

from typing import Any

from app_pages import texts
from app_pages.html import Html, details, escape, join, lines, tag
from assistant.desk import Quotation, ShownTable, place_label, quotations
from assistant.present import SEVERITIES, VERDICTS

Json = dict[str, Any]
VERDICT_COLOURS = {"meets": "good", "meets_with_warnings": "fair", "does_not_meet": "bad", "unreadable": "unread"}
_WIDTHS: dict[str, tuple[float, ...]] = {
    "active_disclosure": (28, 24, 24, 24),
    "applications": (8, 12, 27.3, *(7.5,) * 6, 7.7),
    "proceedings": (6.66,) * 15,
}
"""Of the columns of the official forms, in percent."""
SEVERITY_COLOURS = {"error": "bad", "warning": "fair", "info": "note"}


def heading(text: str) -> Html:
    return tag("h4", text, "nb-heading")


def facts(pairs: list[tuple[str, object]]) -> Html:
    """``机关 … 年度 …`` in one line that wraps."""
    return tag("div", join(tag("span", join((tag("b", k), " ", escape(v)))) for k, v in pairs), "nb-facts")


def verdict_banner(review: Json) -> Html:
    """The verdict in words and colour, with the counts of findings."""
    counts = {s: sum(f["severity"] == s for f in review["findings"]) for s in SEVERITIES}
    chips = join(
        tag("span", f"{name} {counts[key]}", f"nb-chip {SEVERITY_COLOURS[key] if counts[key] else ''}".strip())
        for key, name in SEVERITIES.items()
    )
    verdict = review["verdict"]
    words = tag("div", VERDICTS[verdict], "nb-verdict-words")
    return tag("div", join((words, tag("div", chips))), f"nb-verdict {VERDICT_COLOURS[verdict]}", role="status")


def findings(review: Json) -> Html:
    """All findings, the gravest group first; each with its law behind a click."""
    if not review["findings"]:
        return tag("p", texts.NO_FINDINGS)
    groups = []
    for severity, name in SEVERITIES.items():
        of_group = [f for f in review["findings"] if f["severity"] == severity]
        if of_group:
            groups.append(tag("h5", f"{name}（{len(of_group)}）", f"nb-group {SEVERITY_COLOURS[severity]}"))
            groups += [_finding(f, review["report"]) for f in of_group]
    return join(groups)


def _finding(finding: Json, report: Json) -> Html:
    parts: list[tuple[str, object]] = [(texts.WHERE, place_label(finding["where"], report))]
    if finding["expression"]:
        parts.append((texts.EXPRESSION, tag("code", finding["expression"])))
    if finding["where"]["quote"]:
        parts.append((texts.QUOTE, tag("q", " ".join(finding["where"]["quote"].split()))))
    if finding["suggestion"]:
        parts.append((texts.SUGGESTION, finding["suggestion"]))
    parts.append((texts.BASIS, "、".join(finding["basis"])))
    rows = join(join((tag("dt", k), tag("dd", v))) for k, v in parts)
    quoted = [quotation(q) for q in quotations(finding["basis"])]
    law = details(texts.STATUTE, join(quoted)) if quoted else ""
    title = tag("div", join((tag("span", finding["rule"], "nb-rule"), finding["message"])), "nb-finding-title")
    return tag("div", join((title, tag("dl", rows), law)), f"nb-finding {SEVERITY_COLOURS[finding['severity']]}")


def quotation(quoted: Quotation) -> Html:
    """An article word for word, the provision that is cited set off."""
    shown = join(tag("p", line, "cited" if line in quoted.cited else "") for line in quoted.lines)
    return tag("blockquote", join((tag("b", f"{texts.REGULATION}{quoted.label}"), shown)), "nb-law")


def official_table(shown: ShownTable) -> Html:
    """One official table with its merged cells; the cells that a finding names are marked."""
    if not shown.rows:
        return tag("p", texts.TABLE_UNREAD.format(problem=shown.problem), "nb-note")
    body = join(tag("tr", join(_cell(c) for c in row)) for row in shown.rows)
    widths = join(tag("col", style=f"width: {width}%") for width in _WIDTHS[shown.key])
    form = join((tag("colgroup", widths), tag("tbody", body)))
    return tag("div", tag("table", form, f"nb-form {shown.key}"), "nb-scroll")


def _cell(cell: Any) -> Html:
    css = " ".join(filter(None, ("num" if cell.value else "", f"mark-{cell.mark}" if cell.mark else "")))
    spans = {name: span for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if span > 1}
    return tag("th" if cell.header else "td", lines(cell.text), css, **spans)


def agency_facts(report: Json) -> list[tuple[str, object]]:
    agency, year = report["agency"]["name"], report["year"]
    return [
        (texts.AGENCY_LABEL, agency or texts.UNKNOWN),
        (texts.YEAR_LABEL, year or texts.UNKNOWN),
        (texts.FORM_LABEL, texts.FORM_OF.format(layout=report["layout"])),
    ]


def file_name(pattern: str, report: Json, **more: object) -> str:
    """A name for a download that every file system takes."""
    name = pattern.format(agency=report["agency"]["name"] or texts.NAMELESS, year=report["year"] or "", **more)
    return "".join("_" if c in '\\/:*?"<>|' else c for c in name)
