"""Page 比较: a report against last year's and against peers of the reader's choice; two texts side by side."""

from typing import Any

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import join, tag
from nianbao.pages.page import guarded, say_failure, the_assistant
from nianbao.pages.plain import plain
from nianbao.pages.results.comparison import show_figures, show_files
from nianbao.pages.session import choice_in_address, from_address, profile_key, to_address
from nianbao.pages.shown.texts_beside import Piece, pieces_of
from nianbao.pages.sidebar import show_sidebar
from nianbao.pages.words import compare as words
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
    handed_in,
    last_year_entry,
    lay_down,
    may_be_peers,
    meeting,
)
from nianbao.work.handed.reading import read_named
from nianbao.work.handed.upload import Upload
from nianbao.work.last_year import last_years_report
from nianbao.work.library import report_in_library
from nianbao.work.profiles import profile_named, profiles

REPORT, FILE, LAST = "r", "u", "l"
HOW, VIEW, NAMED = "how", "view", "with"
CONDITIONS = ("kind", "level", "region", "year")
# What of this page stands in its address: of the library or handed in, last year's where it was handed in, how the peers
# are chosen, what is shown. What is chosen for one report is chosen anew for another.
_OF_A_REPORT = (LAST, NAMED, *CONDITIONS)
_REPORT, _FILE = "compare-report", "compare-file"
_ANY = "any"


def chosen_report(known: list[Candidate]) -> Report | None:
    """What stands in the address: of the library, or handed in here. Raises ``UserError``."""
    services = the_assistant().services
    names = {str(c.id): c.name for c in known}
    from_address(_REPORT, REPORT, names, None)
    library, upload = st.columns([3, 2])
    chosen = library.selectbox(
        words.WHICH,
        list(names),
        format_func=names.__getitem__,
        placeholder=words.WHICH_PLACEHOLDER,
        key=_REPORT,
        on_change=_choose,
    )
    with upload:
        if file := _taken(FILE, words.OR_UPLOAD, _FILE, (REPORT, *_OF_A_REPORT)):
            return read_named(file.name, file.content)
    return None if chosen is None else report_in_library(services, int(chosen))


def _choose() -> None:
    _forget(FILE, *_OF_A_REPORT)
    to_address(_REPORT, REPORT, None)


def _taken(name: str, label: str, widget: str, ends: tuple[str, ...] = ()) -> Upload | None:
    """The file that is handed in here, or was before a refresh: by the token in the address as ``name``. A new one ``ends``
    what else stands there. Raises ``UserError`` when it has gone."""
    args = name, widget, ends
    here = st.file_uploader(label, type=list(texts.REPORT_TYPES), key=widget, on_change=_hand_in, args=args)
    token = st.query_params.get(name)
    if token is None:
        return None
    file = handed_in(the_assistant().services, token)
    if file is None:
        raise UserError(words.GONE)
    if here is None:
        st.caption(plain(words.HANDED_IN.format(name=file.name)))
    return file


@guarded
def _hand_in(name: str, widget: str, ends: tuple[str, ...]) -> None:
    _forget(name, *ends)
    file = st.session_state[widget]
    if file is not None:
        st.query_params[name] = lay_down(the_assistant().services, Upload(file.name, file.getvalue()))


def _forget(*names: str) -> None:
    for name in names:
        st.query_params.pop(name, None)


def compared(report: Report, known: list[Candidate]) -> dict[str, Any]:
    """The comparison with the peers that are asked for."""
    services = the_assistant().services
    profile = profile_named(services, profile_key(profiles(services)))
    given = _last_year(report)
    how = choice_in_address(words.HOW, HOW, words.HOWS, "compare-how", "near", "visible")
    if how == "near":
        return compare_report(services, CompareRequest(report, given, profile=profile)).model_dump(mode="json")
    possible = may_be_peers(known, report)
    found = _by_conditions(possible, report) if how == "conditions" else _by_name(possible)
    if not found:
        st.info(words.NONE if how == "conditions" else words.NOBODY_CHOSEN)
    elif len(found) > MOST:
        st.caption(words.MOST.format(n=MOST))
    return compare_with(services, report, found, BY_CONDITIONS if how == "conditions" else CHOSEN, profile, given)


def _last_year(report: Report) -> Report | None:
    """Last year's report that is handed in here, where the library has none; that of the library is only named."""
    last = last_years_report(the_assistant().services.library, report.agency.name, report.year)
    if last.report is not None:
        st.caption(words.LAST_YEAR.format(served=LAST_YEAR_FROM[last.source], year=last.report.year))
        return None
    file = _taken(LAST, words.NO_LAST_YEAR, _widget(LAST))
    return read_named(file.name, file.content) if file else None


def _by_conditions(possible: list[Candidate], report: Report) -> list[Candidate]:
    own = report.agency
    asked: tuple[tuple[str, list[Any], Any, dict[Any, str]], ...] = (
        (words.KIND, [c.agency.kind for c in possible], own.kind, AGENCY_KIND_NAMES),
        (words.LEVEL, [c.agency.level for c in possible], own.level, AGENCY_LEVEL_NAMES),
        (words.REGION, [c.agency.region for c in possible], None, {}),
        (words.YEAR, [c.year for c in possible], report.year, {}),
    )
    chosen = []
    for column, name, (label, known, first, called) in zip(st.columns(4), CONDITIONS, asked, strict=True):
        with column:
            chosen.append(_condition(label, name, known, first, called))
    found = meeting(possible, Conditions(*chosen))
    st.caption(words.FOUND.format(n=len(found)))
    return found


def _condition(label: str, name: str, known: list[Any], own: Any, called: dict[Any, str]) -> Any:
    """One condition, the report's ``own`` until another is chosen; None for any."""
    values = {str(value): value for value in sorted({v for v in known if v is not None}, key=str)}
    labels = {_ANY: words.ANY} | {key: called.get(value, key) for key, value in values.items()}
    first, widget = str(own) if str(own) in values else _ANY, _widget(name)
    from_address(widget, name, labels, first)
    args = widget, name, first
    key = st.selectbox(label, list(labels), format_func=labels.__getitem__, key=widget, on_change=to_address, args=args)
    return values.get(key)


def _by_name(possible: list[Candidate]) -> list[Candidate]:
    by_id, widget = {str(c.id): c for c in possible}, _widget(NAMED)
    if widget not in st.session_state:
        st.session_state[widget] = [id for id in st.query_params.get_all(NAMED) if id in by_id]
    chosen = st.multiselect(words.NAMES, list(by_id), format_func=lambda id: by_id[id].name, key=widget)
    st.query_params[NAMED] = chosen
    return [by_id[id] for id in chosen]


def _widget(name: str) -> str:
    """The key of a choice that is made anew for every report."""
    return f"compare-{name}-{st.query_params.get(FILE) or st.query_params.get(REPORT)}"


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


st.title(words.HEADING)
st.caption(words.INTRO)
known = candidates(the_assistant().services)
try:
    report = chosen_report(known)
    if report is not None:
        data = compared(report, known)
        with st.container(horizontal=True, vertical_alignment="center", key="compare-bar"):
            view = choice_in_address(words.VIEW, VIEW, words.VIEWS, "compare-view", "figures")
            show_files(data, "compare-page")
        if view == "texts":
            show_texts(report, known, data)
        else:
            show_figures(data, "compare-page")
except UserError as error:
    say_failure(error)
show_sidebar()
