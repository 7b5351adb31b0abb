"""A review on the desk: verdict, checklist of Article 50, findings, downloads, the three tables, which rules ran."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import Html, join, table, tag
from nianbao.pages.page import the_assistant
from nianbao.pages.results.common import (
    Json,
    agency_facts,
    facts,
    file_name,
    findings,
    heading,
    is_live,
    official_table,
    table_legend,
    verdict_banner,
)
from nianbao.pages.results.judgement import show_judgement
from nianbao.pages.session import open_conversation
from nianbao.pages.shown.law import rule_titles
from nianbao.pages.shown.tables import official_tables
from nianbao.pages.words import workbench as words
from nianbao.pages.workbench.again import is_unsettled, show_again
from nianbao.papers.wording import ITEM_VERDICTS, NOTICES, STATES, last_year_said, section_name, statute_text
from nianbao.report.patterns import regex
from nianbao.work.handed.downloads import DOCX_MIME, XLSX_MIME
from nianbao.work.reviewed.files import findings_workbook, marked_copy, opinion_paper, review_json
from nianbao.work.reviewed.versions import versions_before
from nianbao.work.reviewed.workbench import Address
from validators.article50 import ITEM_NAMES, Item
from validators.record import ReviewRecord, record_from_json
from validators.review import Review

_ITEM_COLOURS = {"met": "good", "partial": "fair", "missing": "bad", "unreadable": "unread", "undetermined": "fair"}
_STATE_COLOURS = {"pass": "good", "fail": "bad", "insufficient_data": "fair", "parse_error": "fair"}
_KEPT_KEY = regex(r"m(?P<position>\d+)-(?P<number>\d+)")
"""The key of a result that is kept: the position of its answer, its number in it."""
_DECIDED = ("pass", "fail")
_TO_BE_CHECKED = ("recognised", "no_text_layer", "left_out", "repaired", "cut", "several_reports")
"""Notices after which somebody should look at the file itself."""


def show_review(data: Json, key: str) -> None:
    """While the turn is still at work (a live key) there is nothing to click on yet."""
    record = record_from_json(data)
    review = record.review
    report, previous = review.report, review.previous
    about = [
        (texts.FILE_LABEL, record.file),
        *agency_facts(report),
        (texts.PREVIOUS_LABEL, last_year_said(previous) if previous else texts.PREVIOUS_NONE),
        (texts.PROFILE, review.profile.name or texts.UNKNOWN),
    ]
    if before := len({v.sha256 for v in versions_before(the_assistant().services, record)}):
        about.append((words.VERSION_LABEL, words.VERSION.format(n=before + 1)))
    st.html(tag("h3", report.title or texts.REVIEW_OF, "nb-title", aria_level="2"))
    rests_on = join((facts(about), remarks(review)))
    asked = join((heading(texts.CHECKLIST), checklist(review)))
    if is_live(key):
        st.html(join((verdict_banner(review), rests_on, asked, heading(texts.FINDINGS), findings(review))))
        return
    conversation = open_conversation()
    workbench = _workbench(conversation, key)
    if workbench is not None and is_unsettled(record):
        show_again(Address.of(workbench), record, key)
    show_judgement(record, rests_on, asked, key, workbench)
    show_downloads(record, key, conversation)
    show_tables(review)
    show_rules(review)


def _workbench(conversation: str | None, key: str) -> str | None:
    """The address of a kept review."""
    place = _KEPT_KEY.fullmatch(key)
    return f"{conversation}.{place['position']}.{place['number']}" if conversation and place else None


def remarks(review: Review) -> Html:
    """How the file was read, what could not be read, and rules that the profile switches off, with the reason."""
    titles = rule_titles()
    parts = [
        _remark(NOTICES[n.code], n.message, "fair" if n.code in _TO_BE_CHECKED else "") for n in review.report.notices
    ]
    parts += [_remark(texts.READ_PROBLEM, p.message, "fair") for p in review.report.problems]
    parts += [
        _remark(texts.RULE_OFF, texts.RULE_OFF_WHY.format(rule=rule, title=titles.get(rule, ""), why=why))
        for rule, why in review.profile.off.items()
    ]
    return tag("div", join(parts), "nb-remarks") if parts else Html("")


def _remark(label: str, said: str, colour: str = "") -> Html:
    return tag("div", join((tag("span", label, f"nb-chip {colour}".strip()), tag("span", said))))


def show_downloads(record: ReviewRecord, key: str, conversation: str | None, menu: bool = False) -> None:
    """Made of the record when they are asked for, with the decisions that stand then. ``conversation`` has the file.
    ``menu``: one below the other."""
    services = the_assistant().services
    agency, year = record.review.report.agency.name, record.review.report.year

    def named(pattern: str) -> str:
        return file_name(pattern, agency, year)

    with st.container(horizontal=not menu, key=f"downloads-{key}", gap="xsmall" if menu else "small"):
        word = partial(opinion_paper, services, record, ".docx")
        page = partial(opinion_paper, services, record, ".html")
        download = partial(_download, width="stretch" if menu else "content")
        download(texts.OPINION_DOCX, word, named(texts.OPINION_DOCX_FILE), DOCX_MIME, key, "primary")
        download(texts.OPINION_HTML, page, named(texts.OPINION_HTML_FILE), "text/html", key)
        rows = partial(findings_workbook, services, record)
        download(words.FINDING_LIST, rows, named(words.FINDING_LIST_FILE), XLSX_MIME, key)
        if conversation and record.is_docx and not record.draft:
            marked = partial(marked_copy, services, conversation, record)
            download(texts.MARKED_COPY, marked, named(texts.MARKED_COPY_FILE), DOCX_MIME, key)
        whole = partial(review_json, services, record)
        download(texts.REVIEW_JSON, whole, named(texts.REVIEW_JSON_FILE), "application/json", key)


def _download(
    label: str, made: Callable[[], bytes], name: str, mime: str, key: str, type: str = "secondary", *, width: str
) -> None:
    st.download_button(
        label,
        made,
        name,
        mime,
        key=f"{label}-{key}",
        on_click="ignore",
        type=type,  # type: ignore[arg-type]
        width=width,  # type: ignore[arg-type]
        icon=":material/download:",
    )


def checklist(review: Review) -> Html:
    """What Article 50 asks for, whether it is there, and the passages that show it."""
    rows = []
    for item in review.items:
        name = tag("b", f"{item.item}　{ITEM_NAMES[item.item]}")
        asked = join((name, tag("div", statute_text(item.item), "nb-small")))
        verdict = tag("span", ITEM_VERDICTS[item.verdict], f"nb-chip {_ITEM_COLOURS[item.verdict]}")
        if item.missing:
            lacking = tag("div", texts.MISSING_PARTS.format(parts="、".join(item.missing)), "nb-small")
            verdict = join((verdict, lacking))
        rows.append((asked, verdict, _evidence(item)))
    errors = [finding.rule for finding in review.findings if finding.severity == "error"]
    notes = []
    if errors and all(item.verdict == "met" for item in review.items):
        notes.append(texts.ALL_WRITTEN_BUT_ERRORS.format(n=len(errors), rules="、".join(dict.fromkeys(errors))))
    if any(item.item == texts.ITEM_TWICE for item in review.items):
        notes.append(texts.ITEM_FOUR_TWO)
    return join((table(texts.CHECKLIST_HEADS, rows, "nb-checklist"), *(tag("p", note, "nb-small") for note in notes)))


def _evidence(item: Item) -> Html:
    """The passages; where there are none, that nothing was found and that it could not be read never look alike."""
    if not item.evidence:
        return tag("span", texts.EVIDENCE_UNREAD if item.verdict == "unreadable" else texts.NO_EVIDENCE, "nb-small")
    return join(
        tag("div", join((tag("div", section_name(e.section), "nb-small"), tag("q", e.quote))), "nb-evidence")
        for e in item.evidence
    )


def show_tables(review: Review) -> None:
    """The three official tables as the file has them, behind a click."""
    with st.expander(texts.TABLES, icon=":material/table:"):
        shown = official_tables(review.report, review.findings)
        legend = table_legend(shown)
        st.html(
            join((legend, *(join((heading(f"{t.name}　{section_name(t.section)}"), official_table(t))) for t in shown)))
        )


def show_rules(review: Review) -> None:
    """How every rule ended: found nothing and did not run never look alike."""
    titles = rule_titles()
    states = [r.state for r in review.results]
    decided = sum(state in _DECIDED for state in states)
    with st.expander(texts.RULES_RUN.format(decided=decided, total=len(states)), icon=":material/checklist:"):
        rows = [
            (
                r.rule,
                titles.get(r.rule, ""),
                _state(r.state, STATES[r.state]),
                "；".join(dict.fromkeys(remark.reason for remark in r.remarks)),
            )
            for r in review.results
        ]
        counts = [_state(s, f"{said} {states.count(s)}") for s, said in STATES.items() if s in states]
        st.html(join((tag("p", join(counts)), table(texts.RULES_HEADS, rows, "nb-states"))))


def _state(state: str, said: str) -> Html:
    return tag("span", said, f"nb-chip {_STATE_COLOURS.get(state, '')}".strip())
