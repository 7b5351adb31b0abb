"""Pieces that several results share: the verdict, findings with their law, official tables."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any

from nianbao.pages import texts
from nianbao.pages.html import Html, details, escape, join, lines, tag
from nianbao.pages.shown.law import Quotation, quotations
from nianbao.pages.shown.tables import ShownCell, ShownTable
from nianbao.pages.words import workbench as words
from nianbao.pages.words.drafts import KINDS as OPEN_KINDS
from nianbao.papers.opinion.places import place_name
from nianbao.papers.wording import ORIGINS, SEVERITIES, VERDICTS, agency_words, nothing_found, verdict_reason
from nianbao.report.model import Report
from validators.engine import Finding
from validators.review import Review

Json = dict[str, Any]
VERDICT_COLOURS = {
    "meets": "good",
    "meets_with_warnings": "fair",
    "does_not_meet": "bad",
    "unreadable": "unread",
    "undetermined": "fair",
}
WIDTHS: dict[str, tuple[float, ...]] = {
    "active_disclosure": (28, 24, 24, 24),
    "applications": (8, 12, 27.3, *(7.5,) * 6, 7.7),
    "proceedings": (6.66,) * 15,
}
"""Of the columns of the official forms, in percent."""
LIVE = "live"
"""Begins the key of a result that is shown while its turn is still at work; the page is drawn again at its end."""
_PLACE_COLOURS = {"blank": "fair", "unbalanced": "bad", "unread": "fair", "proposed": "fair"}
SEVERITY_COLOURS = {"error": "bad", "warning": "fair", "info": "note"}


def is_live(key: str) -> bool:
    return key.startswith(LIVE)


def heading(text: str) -> Html:
    return tag("h4", text, "nb-heading", aria_level="2")


def facts(pairs: list[tuple[str, object]]) -> Html:
    """``机关 … 年度 …`` in one line that wraps."""
    return tag("div", join(tag("span", join((tag("b", k), " ", escape(v)))) for k, v in pairs), "nb-facts")


def verdict_banner(
    review: Review,
    dismissed: Callable[[str], int] | None = None,
    told: Collection[Finding] = (),
    places: Sequence[Json] = (),
) -> Html:
    """The verdict in words and colour with what made it, and the counts of findings; of those, how many were ``dismissed``.
    Of a draft, before them how many ``places`` of each kind are open; findings ``told`` there are not counted twice."""
    kinds = Counter(place["kind"] for place in places)
    chips = [
        tag("span", f"{said} {kinds[k]}", f"nb-chip {_PLACE_COLOURS[k]}") for k, said in OPEN_KINDS.items() if kinds[k]
    ]
    for key, name in SEVERITIES.items():
        count = sum(f.severity == key and f not in told for f in review.findings)
        of_these = dismissed(key) if dismissed else 0
        said = texts.COUNT_DISMISSED.format(name=name, n=count, dismissed=of_these) if of_these else f"{name} {count}"
        chips.append(tag("span", said, f"nb-chip {SEVERITY_COLOURS[key] if count else ''}".strip()))
    verdict = review.verdict
    words = tag("div", VERDICTS[verdict], "nb-verdict-words")
    reason = verdict_reason(review)
    why = tag("div", reason, "nb-verdict-why") if reason else ""
    inside = join((words, tag("div", join(chips)), why))
    return tag("div", inside, f"nb-verdict {VERDICT_COLOURS[verdict]}", role="status")


def findings(review: Review, told: Collection[Finding] = ()) -> Html:
    """All findings but those that are ``told`` elsewhere on the page, the gravest group first; each with its law behind a
    click."""
    if not review.findings:
        return tag("p", nothing_found(review))
    groups = []
    for severity, name in SEVERITIES.items():
        of_group = [f for f in review.findings if f.severity == severity and f not in told]
        if of_group:
            title = texts.GROUP.format(name=name, n=len(of_group))
            groups.append(tag("h5", title, f"nb-group {SEVERITY_COLOURS[severity]}", aria_level="3"))
            groups += [finding_card(f, review.report) for f in of_group]
    return join(groups)


def finding_card(finding: Finding, report: Report, decided: Html | None = None) -> Html:
    """One finding: what, where, both sides, what to do, the law behind a click; below it what was ``decided``."""
    hit = finding.hit
    parts: list[tuple[str, object]] = [(texts.WHERE, place_name(hit.where, report))]
    if hit.expression:
        parts.append((texts.EXPRESSION, tag("code", hit.expression)))
    if hit.where.quote:
        parts.append((texts.QUOTE, tag("q", " ".join(hit.where.quote.split()))))
    if hit.suggestion:
        parts.append((texts.SUGGESTION, hit.suggestion))
    parts.append((texts.BASIS, "、".join(finding.basis)))
    rows = join(join((tag("dt", k), tag("dd", v))) for k, v in parts)
    quoted = [quotation(q) for q in quotations(finding.basis)]
    law = details(texts.STATUTE, join(quoted)) if quoted else ""
    title = tag("div", join((tag("span", finding.rule, "nb-rule"), hit.message)), "nb-finding-title")
    colour = SEVERITY_COLOURS[finding.severity]
    return tag("div", join((title, tag("dl", rows), law, decided or "")), f"nb-finding {colour}")


def quotation(quoted: Quotation) -> Html:
    """An article word for word, the provision that is cited set off."""
    shown = join(tag("p", line, "cited" if line in quoted.cited else "") for line in quoted.lines)
    where = tag("a", words.IN_CONTEXT, href=f"law?a={quoted.article}", target="_blank", rel="noopener")
    title = join((tag("b", f"{texts.REGULATION}{quoted.label}"), tag("span", where, "nb-in-context")))
    return tag("blockquote", join((title, shown)), "nb-law")


def official_table(shown: ShownTable) -> Html:
    """One official table with its merged cells; the cells that a finding names are marked."""
    if not shown.rows:
        return tag("p", texts.TABLE_UNREAD.format(problem=shown.problem), "nb-note")
    body = join(tag("tr", join(_cell(c) for c in row)) for row in shown.rows)
    widths = join(tag("col", style=f"width: {width}%") for width in WIDTHS[shown.key])
    form = join((tag("colgroup", widths), tag("tbody", body)))
    return tag("div", tag("table", form, f"nb-form {shown.key}"), "nb-scroll")


def _cell(cell: ShownCell) -> Html:
    read_as = cell.origin if cell.origin != "printed" else ""
    css = " ".join(filter(None, ("num" if cell.value else "", f"mark-{cell.mark}" if cell.mark else "", read_as)))
    spans = {name: span for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if span > 1}
    named = " ".join(map(str, cell.findings)) or None
    return tag("th" if cell.header else "td", lines(cell.text), css, title=ORIGINS.get(read_as), data_f=named, **spans)


def table_legend(shown: Sequence[ShownTable]) -> Html:
    """What the colours and frames in the tables mean; only of those that occur."""
    origins = {origin for t in shown for origin in t.origins}
    samples = [
        tag("span", join((tag("span", texts.LEGEND_SAMPLE, f"nb-sample {origin}"), said)))
        for origin, said in ORIGINS.items()
        if origin in origins
    ]
    marks = [tag("span", texts.MARK_LEGEND)] if any(t.is_marked for t in shown) else []
    return tag("p", join((*marks, *samples), "　"), "nb-small") if marks or samples else Html("")


def agency_facts(report: Report) -> list[tuple[str, object]]:
    known: list[tuple[str, object]] = [
        (texts.AGENCY_LABEL, report.agency.name or texts.UNKNOWN),
        (texts.KIND_LABEL, agency_words(report.agency)),
        (texts.YEAR_LABEL, report.year or texts.UNKNOWN),
        (texts.FORM_LABEL, texts.FORM_OF.format(layout=report.layout.key)),
    ]
    if report.published:
        source = f"（{report.published_source}）" if report.published_source else ""
        known.append((texts.PUBLISHED_LABEL, f"{report.published}{source}"))
    return known


def file_name(pattern: str, agency: str, year: int | None, **more: object) -> str:
    """A name for a download that every file system takes."""
    name = pattern.format(agency=agency or texts.NAMELESS, year=year or "", **more)
    return "".join("_" if c in '\\/:*?"<>|' else c for c in name)
