"""The filings of a year: counts, a line a unit, what can be handed in and taken away."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from nianbao.pages.html import Html, join, tag
from nianbao.pages.office import texts
from nianbao.pages.office.common import STANDING_COLOURS, STATE_COLOURS, acting_now, name_field, rules, tried
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain
from nianbao.papers.filings.publication import page_said
from nianbao.papers.filings.said import STATE_NAMES, summary_said
from nianbao.papers.rollup_text import rollup_lines
from nianbao.papers.wording import VERDICTS_IN_A_LIST
from nianbao.work.filings import consolidated, papers
from nianbao.work.filings.overview import counts, overview, reminders
from nianbao.work.filings.roster import read_roster_file, set_roster, years
from nianbao.work.filings.steps import file_by_name, load
from nianbao.work.handed.downloads import DOCX_MIME, XLSX_MIME, report_year
from nianbao.work.handed.upload import Upload
from nianbao.work.people import may

if TYPE_CHECKING:
    from nianbao.work.filings.overview import Line

HERE = "nianbao/pages/filings.py"
FILING, YEAR = "f", "y"
"""What of this page stands in its address."""
_EARLIER = 3
_OVERDUE = "overdue"
_WIDTHS = (3, 7)


def show_year() -> None:
    """The whole list."""
    st.title(texts.HEADING)
    st.caption(texts.INTRO)
    year = _year()
    lines = overview(the_assistant().services, year, rules())
    if not lines:
        st.info(texts.NO_ROSTER)
    else:
        st.html(tag("p", summary_said(counts(lines)), "nb-note", role="status"))
        _show_lines(_chosen(lines), year)
        _receive(year)
        _show_papers(lines, year)
        _show_rollup(year)
    if may(the_assistant().services, "manager"):
        _show_roster(year, expanded=not lines)


def _year() -> int:
    known = years(the_assistant().services)
    this = report_year(date.today())
    offered = sorted({*known, *range(this - _EARLIER, this + 1)}, reverse=True)
    asked = st.query_params.get(YEAR, "")
    first = int(asked) if asked.isdecimal() and int(asked) in offered else (known[0] if known else this)
    year: int = st.selectbox(texts.YEAR, offered, index=offered.index(first), key="filings-year", width=160)
    if st.query_params.get(YEAR) != str(year):
        st.query_params[YEAR] = str(year)
    return year


def _chosen(lines: "Sequence[Line]") -> "list[Line]":
    """Those that are shown: of one state, or overdue."""
    found = counts(lines)
    labels = {"": texts.SHOW_ALL.format(n=len(lines))}
    labels |= {s: texts.SHOW_STATE.format(state=STATE_NAMES[s], n=n) for s, n in found.by_state.items()}
    if found.overdue:
        labels[_OVERDUE] = texts.SHOW_OVERDUE.format(n=found.overdue)
    shown = st.segmented_control(
        texts.SHOW, list(labels), format_func=labels.__getitem__, key="filings-shown", label_visibility="collapsed"
    )
    if shown == _OVERDUE:
        return [line for line in lines if line.punctuality.standing == _OVERDUE]
    return [line for line in lines if shown in (None, "", line.state)]


def _show_lines(lines: "Sequence[Line]", year: int) -> None:
    with st.container(key="filings", gap=None):
        for line in lines:
            unit, rest = st.columns(_WIDTHS, vertical_alignment="center")
            unit.page_link(HERE, label=plain(line.unit), query_params={FILING: str(line.id), YEAR: str(year)})
            rest.html(_line(line))
    if not lines:
        st.caption(texts.NOBODY)


def _line(line: "Line") -> Html:
    parts = [
        tag("span", STATE_NAMES[line.state], f"nb-chip {STATE_COLOURS[line.state]}".strip()),
        tag("span", texts.LINE_DUE.format(due=line.due_on)),
        tag("span", line.punctuality.said, f"nb-chip {STANDING_COLOURS[line.punctuality.standing]}".strip()),
    ]
    if line.verdict:
        said = (
            texts.LINE_VERSION.format(version=line.version),
            VERDICTS_IN_A_LIST[line.verdict],
            texts.LINE_COUNTS.format(errors=line.errors, warnings=line.warnings),
        )
        parts.append(tag("span", join(said, "　")))
    if line.publication:
        told = texts.LINE_PUBLISHED.format(on=line.publication.on, page=page_said(line))
        parts.append(tag("span", told, "" if line.publication.is_same else "nb-chip bad"))
    return tag("div", join(parts, "　"), "nb-small")


# --- handed in --------------------------------------------------------------------------------------------------


def _show_roster(year: int, expanded: bool) -> None:
    with st.expander(texts.ROSTER, expanded=expanded, icon=":material/list_alt:"), st.form("roster", border=False):
        file = st.file_uploader(texts.ROSTER_FILE, type=["xlsx"], key="roster-file", help=texts.ROSTER_HELP)
        if not st.form_submit_button(texts.ROSTER_GO) or file is None:
            return
        lines = tried(lambda: read_roster_file(file.getvalue(), file.name))
        done = tried(lambda: set_roster(the_assistant().services, year, lines or (), rules())) if lines else None
        if done is None:
            return
        st.success(texts.ROSTER_DONE.format(year=year, units=done.units, new=done.new, off=done.off))
        if done.kept:
            st.warning(plain(texts.ROSTER_KEPT.format(names=", ".join(done.kept))))
        st.rerun()


def _receive(year: int) -> None:
    services = the_assistant().services
    with (
        st.expander(texts.RECEIVE, icon=":material/inbox:"),
        st.form("receive", clear_on_submit=True, border=False),
    ):
        files = st.file_uploader(texts.RECEIVE_FILES, accept_multiple_files=True, key="receive-files")
        name = name_field("receive")
        if not st.form_submit_button(texts.RECEIVE_GO, type="primary"):
            return
        for file in files:
            upload = Upload(file.name, file.getvalue())
            step = tried(lambda upload=upload: file_by_name(services, year, upload, acting_now(name)))  # type: ignore[misc]
            if step is not None:
                unit, verdict = load(services, step.filing).unit, VERDICTS_IN_A_LIST[step.detail["verdict"]]
                st.success(plain(texts.RECEIVED.format(unit=unit, version=step.version, verdict=verdict)))


# --- taken away -------------------------------------------------------------------------------------------------


def _show_papers(lines: "Sequence[Line]", year: int) -> None:
    services, profile = the_assistant().services, rules()
    with st.expander(texts.PAPERS, icon=":material/description:"):
        office = st.text_input(texts.SIGNING_OFFICE, key="signing-office")
        report = partial(papers.publication_report, services, year, profile, office.strip())
        table = partial(papers.publication_table, services, year, profile)
        name = texts.PUBLICATION_FILE.format(year=year)
        with st.container(horizontal=True):
            download(texts.PUBLICATION_DOCX, report, f"{name}.docx", DOCX_MIME, "publication-docx")
            download(texts.PUBLICATION_XLSX, table, f"{name}.xlsx", XLSX_MIME, "publication-xlsx")
            sent = partial(papers.reminder_list, services, year, profile)
            download(texts.REMINDERS_XLSX, sent, texts.REMINDERS_FILE.format(year=year), XLSX_MIME, "reminders")
            if profile.points:
                scores = partial(papers.score_table, services, year, profile)
                download(texts.SCORES_XLSX, scores, texts.SCORES_FILE.format(year=year), XLSX_MIME, "scores")
        if not profile.points:
            st.caption(plain(texts.NO_SCORES.format(profile=profile.name)))
    told = reminders(lines, year)
    with st.expander(texts.REMINDERS.format(n=len(told)), icon=":material/notifications:"):
        st.caption(texts.REMINDERS_SAYS if told else texts.NO_REMINDERS)
        if told:
            st.code("\n\n".join(said for _, said in told), language=None, wrap_lines=True)


def _show_rollup(year: int) -> None:
    services = the_assistant().services
    with st.expander(texts.ROLLUP, icon=":material/functions:"):
        st.caption(texts.ROLLUP_SAYS)
        with st.form("rollup", border=False):
            agency = st.text_input(texts.ROLLUP_AGENCY, key="rollup-agency").strip()
            asked = st.form_submit_button(texts.ROLLUP_GO)
        if not (agency and asked):
            return
        result = tried(lambda: consolidated.consolidated(services, agency, year))
        if result is None:
            return
        st.code("\n".join(rollup_lines(result)), language=None, wrap_lines=True)
        if not result.used:
            return
        made = partial(consolidated.inputs_workbook, services, agency, year)
        download(texts.ROLLUP_DOWNLOAD, made, texts.ROLLUP_FILE.format(agency=agency, year=year), XLSX_MIME, "rollup")


def download(label: str, made: object, name: str, mime: str, key: str) -> None:
    """A file that is made when it is asked for."""
    safe = "".join("_" if c in '\\/:*?"<>|' else c for c in name)
    st.download_button(
        label,
        made,  # type: ignore[arg-type]
        safe,
        mime,
        key=f"download-{key}",
        on_click="ignore",
        icon=":material/download:",
    )
