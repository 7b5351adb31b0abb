"""Page 比较: a report against last year's and against peers of the reader's choice; two texts side by side."""

from functools import partial
from typing import Any

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import join, tag
from nianbao.pages.page import say_failure, the_assistant
from nianbao.pages.results.common import file_name
from nianbao.pages.results.comparison import show_comparison
from nianbao.pages.session import profile_key
from nianbao.pages.shown.texts_beside import Piece, pieces_of
from nianbao.pages.sidebar import show_sidebar
from nianbao.pages.words import compare as words
from nianbao.papers.comparison_paper import comparison_docx, comparison_workbook
from nianbao.papers.wording import AGENCY_KIND_NAMES, AGENCY_LEVEL_NAMES, LAST_YEAR_FROM
from nianbao.report.errors import UserError
from nianbao.report.model import Report
from nianbao.work.compare import CompareRequest, compare_report
from nianbao.work.desk.comparing import (
    BY_CONDITIONS,
    CHOSEN,
    MOST,
    Candidate,
    Conditions,
    beside,
    candidates,
    compare_with,
    last_year_entry,
    may_be_peers,
    meeting,
)
from nianbao.work.handed.downloads import DOCX_MIME, XLSX_MIME
from nianbao.work.handed.reading import read_once
from nianbao.work.last_year import last_years_report
from nianbao.work.library import report_in_library
from nianbao.work.profiles import profile_named, profiles

REPORT = "r"


def chosen_report(known: list[Candidate]) -> Report | None:
    """Of the library, by address or choice; or a file that is handed in here."""
    ids = [c.id for c in known]
    written = st.query_params.get(REPORT, "")
    library, upload = st.columns([3, 2], vertical_alignment="bottom")
    chosen = library.selectbox(
        words.WHICH,
        ids,
        index=ids.index(int(written)) if written.isdecimal() and int(written) in ids else None,
        format_func={c.id: c.name for c in known}.__getitem__,
        placeholder=words.WHICH_PLACEHOLDER,
        key="compare-report",
    )
    file = upload.file_uploader(words.OR_UPLOAD, type=list(texts.REPORT_TYPES), key="compare-file")
    if file is not None:
        st.query_params.pop(REPORT, None)
        return read_once(file.getvalue(), file.name)
    if chosen is None:
        return None
    st.query_params[REPORT] = str(chosen)
    return report_in_library(the_assistant().services, chosen)


def compared(report: Report, known: list[Candidate]) -> dict[str, Any]:
    """The comparison with the peers that are asked for."""
    services = the_assistant().services
    profile = profile_named(services, profile_key(profiles(services)))
    st.html(
        tag("h2", words.WHOSE.format(agency=report.agency.name or texts.UNKNOWN, year=report.year or ""), "nb-title")
    )
    last = last_years_report(services.library, report.agency.name, report.year)
    said = words.LAST_YEAR.format(served=LAST_YEAR_FROM[last.source], year=last.report.year) if last.report else ""
    st.caption(said or words.NO_LAST_YEAR)
    how = st.segmented_control(
        words.HOW,
        list(words.HOWS),
        format_func=words.HOWS.__getitem__,
        default="near",
        key="compare-how",
        required=True,
    )
    if how == "near":
        return compare_report(services, CompareRequest(report, profile=profile)).model_dump(mode="json")
    possible = may_be_peers(known, report)
    found = _by_conditions(possible, report) if how == "conditions" else _by_name(possible)
    if not found:
        st.info(words.NONE)
    elif len(found) > MOST:
        st.caption(words.MOST.format(n=MOST))
    return compare_with(services, report, found, BY_CONDITIONS if how == "conditions" else CHOSEN, profile)


def _by_conditions(possible: list[Candidate], report: Report) -> list[Candidate]:
    columns = st.columns(4)
    with columns[0]:
        kind = _condition(words.KIND, "kind", [c.agency.kind for c in possible], report.agency.kind, AGENCY_KIND_NAMES)
    with columns[1]:
        level = _condition(
            words.LEVEL, "level", [c.agency.level for c in possible], report.agency.level, AGENCY_LEVEL_NAMES
        )
    with columns[2]:
        region = _condition(words.REGION, "region", [c.agency.region for c in possible], None, {})
    with columns[3]:
        year = _condition(words.YEAR, "year", [c.year for c in possible], report.year, {})
    found = meeting(possible, Conditions(kind, level, region, year))
    st.caption(words.FOUND.format(n=len(found)))
    return found


def _condition(label: str, key: str, known: list[Any], own: Any, names: dict[Any, str]) -> Any:
    options = [None, *sorted({value for value in known if value is not None}, key=str)]
    return st.selectbox(
        label,
        options,
        index=options.index(own) if own in options else 0,
        format_func=lambda value: words.ANY if value is None else names.get(value, str(value)),
        key=f"compare-{key}",
    )


def _by_name(possible: list[Candidate]) -> list[Candidate]:
    by_id = {c.id: c for c in possible}
    chosen = st.multiselect(words.NAMES, list(by_id), format_func=lambda id: by_id[id].name, key="compare-names")
    return [by_id[id] for id in chosen]


def show_texts(report: Report, known: list[Candidate], data: dict[str, Any]) -> None:
    """This report's text and another's, what both have marked in both."""
    services = the_assistant().services
    last = last_year_entry(services, report)
    wanted = [last.id] if last else []
    wanted += [p["report_id"] for p in data["peers"]]
    by_id = {c.id: c for c in known if c.has_prose}
    ids = [id for id in wanted if id in by_id]
    if not ids:
        st.caption(words.NO_PROSE)
        return
    other = st.selectbox(words.WITH_WHOM, ids, format_func=lambda id: by_id[id].name, key="compare-beside")
    found = beside(services, report, other, profile_named(services, profile_key(profiles(services))))
    shared = found.overlap
    said = words.SHARED.format(n=len(shared.runs), share=shared.covered_share or 0) if shared.runs else words.NOT_SHARED
    st.caption(said)
    sides = (("here", f"{report.agency.name}　{report.year or ''}"), ("there", by_id[other].name))
    for column, (side, name) in zip(st.columns(2), sides, strict=True):
        with column.container(height=560, key=f"text-{side}"):
            sections = [
                join((tag("h3", s.heading), *(tag("p", join(map(_piece, p))) for p in s.paragraphs)))
                for s in pieces_of(found, side)  # type: ignore[arg-type]  # one of the two names above
            ]
            st.html(join((tag("h4", name, "nb-heading"), tag("div", join(sections), "nb-paper nb-text-beside"))))


def _piece(piece: Piece) -> object:
    return tag("mark", piece.text, piece.mark) if piece.mark else piece.text


def show_downloads(data: dict[str, Any]) -> None:
    for label, made, pattern, mime in (
        (words.WORD, comparison_docx, words.WORD_FILE, DOCX_MIME),
        (words.EXCEL, comparison_workbook, words.EXCEL_FILE, XLSX_MIME),
    ):
        st.download_button(
            label,
            partial(made, data),
            file_name(pattern, data["agency"], data["year"]),
            mime,
            key=f"compare-{pattern}",
            on_click="ignore",
            icon=":material/download:",
        )


st.title(words.HEADING)
st.caption(words.INTRO)
known = candidates(the_assistant().services)
try:
    report = chosen_report(known)
    if report is not None:
        data = compared(report, known)
        with st.container(horizontal=True, vertical_alignment="center", key="compare-bar"):
            view = st.segmented_control(
                words.VIEW,
                list(words.VIEWS),
                format_func=words.VIEWS.__getitem__,
                default="figures",
                key="compare-view",
                required=True,
                label_visibility="collapsed",
            )
            show_downloads(data)
        if view == "texts":
            show_texts(report, known, data)
        else:
            show_comparison(data, "compare-page")
except UserError as error:
    say_failure(error)
show_sidebar()
