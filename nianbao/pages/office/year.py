"""The filings of a year: counts, a line a unit, what can be handed in and taken away."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from nianbao.pages.html import Html, join, tag
from nianbao.pages.office import texts
from nianbao.pages.office.common import (
    STANDING_COLOURS,
    STATE_COLOURS,
    acting_now,
    name_field,
    received_field,
    rules,
    tried,
)
from nianbao.pages.page import guarded, the_assistant
from nianbao.pages.plain import plain, say_problems
from nianbao.pages.session import choice_in_address, from_address, to_address
from nianbao.papers.filings.publication import page_said
from nianbao.papers.filings.said import NOT_COMPARED, STATE_NAMES, copies_said, roster_change_lines, summary_said
from nianbao.papers.rollup_text import rollup_lines
from nianbao.papers.wording import VERDICTS_IN_A_LIST
from nianbao.report.errors import UserError
from nianbao.work.filings import consolidated, papers
from nianbao.work.filings.overview import counts, overview, reminders
from nianbao.work.filings.roster import read_roster_file, roster_change, set_roster, years
from nianbao.work.filings.steps import Acting, file_by_name, load
from nianbao.work.handed.downloads import DOCX_MIME, XLSX_MIME, report_year
from nianbao.work.handed.upload import Upload
from nianbao.work.people import may

if TYPE_CHECKING:
    from nianbao.work.filings.overview import Line
    from nianbao.work.filings.roster import RosterLine

HERE = "nianbao/pages/filings.py"
FILING, YEAR, SHOWN = "f", "y", "only"
"""What of this page stands in its address."""
_EARLIER = 3
_OVERDUE = "overdue"
_ROSTER, _TOLD, _RECEIVED, _ROUND = "roster-asked", "filings-told", "filings-received", "filings-round"
_YEAR, _SHOWN = "filings-year", "filings-shown"
_WIDTHS = (3, 7)


def show_year() -> None:
    """The whole list."""
    st.title(texts.HEADING)
    st.caption(texts.INTRO)
    year = _year()
    if done := st.session_state.pop(_TOLD, None):
        st.success(plain(done))
    if _ROSTER in st.session_state:
        _show_change()
    manages = may(the_assistant().services, "manager")
    lines = overview(the_assistant().services, year, rules())
    if not lines:
        st.info(texts.NO_ROSTER if manages else texts.NO_ROSTER_YET)
    else:
        st.html(tag("p", summary_said(counts(lines)), "nb-note", role="status"))
        _show_lines(_chosen(lines), year)
        _receive(year)
        _show_papers(lines, year)
        _show_rollup(year)
    if manages:
        _show_roster(year, expanded=not lines)


def _year() -> int:
    known = years(the_assistant().services)
    this = report_year(date.today())
    offered = [str(y) for y in sorted({*known, *range(this - _EARLIER, this + 1)}, reverse=True)]
    first = str(known[0] if known else this)
    from_address(_YEAR, YEAR, offered, first)
    year: str = st.selectbox(texts.YEAR, offered, key=_YEAR, width=160, on_change=to_address, args=(_YEAR, YEAR, None))
    st.query_params[YEAR] = year  # a link inside the page leaves the filing it came from in the browser's address
    return int(year)


def _chosen(lines: "Sequence[Line]") -> "list[Line]":
    """Those that are shown: of one state, or overdue."""
    found = counts(lines)
    labels: dict[str, str] = {"": texts.SHOW_ALL.format(n=len(lines))}
    labels |= {s: texts.SHOW_STATE.format(state=STATE_NAMES[s], n=n) for s, n in found.by_state.items()}
    if found.overdue:
        labels[_OVERDUE] = texts.SHOW_OVERDUE.format(n=found.overdue)
    shown = choice_in_address(texts.SHOW, SHOWN, labels, _SHOWN, "")
    if shown == _OVERDUE:
        return [line for line in lines if line.punctuality.standing == _OVERDUE]
    return [line for line in lines if shown in ("", line.state)]


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
        parts.append(tag("span", join((*said, *([] if line.compared else [NOT_COMPARED])), "　")))
    if line.publication:
        told = texts.LINE_PUBLISHED.format(on=line.publication.on, page=page_said(line))
        parts.append(tag("span", told, "" if line.publication.is_same else "nb-chip bad"))
    return tag("div", join(parts, "　"), "nb-small")


# --- handed in --------------------------------------------------------------------------------------------------


def _show_roster(year: int, expanded: bool) -> None:
    with st.expander(texts.ROSTER, expanded=expanded, icon=":material/list_alt:"):
        _import_roster(year)
        if not expanded and st.button(texts.ROSTER_DROP, key="roster-drop", type="tertiary", icon=":material/delete:"):
            _ask_to_drop(year)


def _import_roster(year: int) -> None:
    with st.form("roster", border=False):
        file = st.file_uploader(texts.ROSTER_FILE, type=["xlsx"], key="roster-file", help=texts.ROSTER_HELP)
        if not st.form_submit_button(texts.ROSTER_GO):
            return
        if file is None:
            say_problems(texts.ROSTER_NONE)
            return
        read = tried(lambda: read_roster_file(file.getvalue(), file.name))
        if read is None:
            return
        doubts = read.doubts_of(year)
        change = roster_change(the_assistant().services, year, read.lines, rules())
        if doubts or change is not None:
            st.session_state[_ROSTER] = year, read, change
        else:
            _set_roster(year, read.lines)
        st.rerun()


def _show_change() -> None:
    """A roster that waits for a yes: what is to be looked at in it, and what it would change."""
    year, read, change = st.session_state[_ROSTER]
    said = [*read.doubts_of(year), *(roster_change_lines(change) if change is not None else [])]
    with st.container(border=True, key="roster-change"):
        st.markdown(f"**{plain(texts.ROSTER_ASKS.format(year=year, n=len(read.lines)))}**")
        st.markdown("\n".join(f"- {plain(line)}" for line in said))
        with st.container(horizontal=True):
            st.button(texts.ROSTER_YES, key="roster-yes", type="primary", on_click=_set_roster, args=(year, read.lines))
            st.button(texts.ROSTER_NO, key="roster-no", on_click=st.session_state.pop, args=(_ROSTER,))


@guarded
def _set_roster(year: int, lines: "Sequence[RosterLine]") -> None:
    st.session_state.pop(_ROSTER, None)
    done = set_roster(the_assistant().services, year, lines, rules())
    said = [texts.ROSTER_DONE.format(year=year, units=done.units, new=done.new, off=done.off)]
    said += [texts.ROSTER_KEPT.format(names="、".join(done.kept))] if done.kept else []
    st.session_state[_TOLD] = "\n\n".join(said)


@st.dialog(texts.ROSTER_DROP)
@guarded
def _ask_to_drop(year: int) -> None:
    st.markdown(plain(texts.ROSTER_DROP_ASKS.format(year=year)))
    with st.container(horizontal=True):
        gone = st.button(
            texts.ROSTER_DROP_YES, key="roster-drop-yes", type="primary", on_click=_set_roster, args=(year, ())
        )
        if st.button(texts.ROSTER_DROP_NO, key="roster-drop-no") or gone:
            st.rerun()


def _receive(year: int) -> None:
    """Reports that came in, kept under their units. The chosen files stay until they have been looked at."""
    kept, refused = st.session_state.pop(_RECEIVED, ([], []))
    for said in kept:
        st.success(plain(said))
    for wrong in refused:
        say_problems(wrong)
    key = f"receive-{st.session_state.setdefault(_ROUND, 0)}"
    chosen = bool(st.session_state.get(key))  # the files and what is wrong with the form stay in sight
    with (
        st.expander(texts.RECEIVE, expanded=chosen, icon=":material/inbox:"),
        st.form("receive", border=False),
    ):
        files = st.file_uploader(texts.RECEIVE_FILES, accept_multiple_files=True, key=key)
        received = received_field("several")
        name = name_field("receive")
        if not st.form_submit_button(texts.RECEIVE_GO, type="primary"):
            return
        if not files:
            say_problems(texts.FILE_NONE)
            return
        if not name.strip():
            say_problems(texts.NO_NAME)
            return
        uploads = [Upload(file.name, file.getvalue()) for file in files]
        st.session_state[_RECEIVED] = _file_all(year, uploads, acting_now(name), received)
        st.session_state[_ROUND] += 1
        st.rerun()


def _file_all(year: int, uploads: list[Upload], by: Acting, received: date) -> tuple[list[str], list[str]]:
    """What became of each: kept with which verdict, or why not."""
    services, kept, wrong = the_assistant().services, list[str](), list[str]()
    for upload in uploads:
        try:
            step = file_by_name(services, year, upload, by, received)
        except UserError as error:
            wrong.append(str(error))
            continue
        unit, verdict = load(services, step.filing).unit, VERDICTS_IN_A_LIST[step.detail["verdict"]]
        said = texts.RECEIVED.format(unit=unit, version=step.version, verdict=verdict, copies=copies_said(step.detail))
        kept.append(said)
    return kept, wrong


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
        if asked and not agency:
            say_problems(texts.ROLLUP_NONE)
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
