"""Page 参考报告库: the stored reports that comparisons and searches draw on: filtered, opened, taken in, thrown away.

The filters and the report that lies open stand in the address.
"""

from collections.abc import Sequence

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import join, table, tag
from nianbao.pages.page import on_this_machine, say_failure, the_assistant
from nianbao.pages.plain import plain, say_problems
from nianbao.pages.results.draft import paper
from nianbao.pages.sidebar import show_sidebar
from nianbao.pages.words import library as words
from nianbao.report.errors import UserError
from nianbao.work.handed.upload import Upload
from nianbao.work.library import add_to_library, list_library, remove_from_library, report_in_library
from nianbao.work.sets.job import files_in

NAME, YEAR, SOURCE, REPORT = "name", "year", "source", "r"
MOST = 300  # lines shown at once; the filters find the rest
_HERE = "nianbao/pages/library.py"
_TAKEN_IN = "upload"


def show_adding() -> None:
    with st.expander(texts.LIBRARY_ADD, icon=":material/add:"):
        with st.form("add", clear_on_submit=True, border=False):
            files = st.file_uploader(texts.LIBRARY_FILES, type=texts.REPORT_TYPES, accept_multiple_files=True)
            if st.form_submit_button(texts.LIBRARY_GO, type="primary"):
                if files:
                    _take_in([Upload(f.name, f.getvalue()) for f in files])
                else:
                    say_problems(words.NO_FILES)
        if on_this_machine():
            with st.form("add-folder", border=False):
                folder = st.text_input(words.FOLDER, key="library-folder")
                if st.form_submit_button(words.FOLDER_GO):
                    try:
                        _take_in(files_in(folder))
                    except UserError as error:
                        say_failure(error)


def _take_in(files: Sequence[Upload]) -> None:
    """One after the other, each kept at once; a bad one does not keep the others out and is named at the end."""
    bar, refused = st.progress(0.0), []
    for done, file in enumerate(files):
        said = words.PROGRESS.format(done=done + 1, total=len(files), name=file.name)
        bar.progress(done / len(files), plain(said))
        try:
            name = add_to_library(the_assistant().services, file.name, file.content)
        except UserError as error:
            refused.append(str(error))
        else:
            if len(files) == 1:
                st.success(texts.LIBRARY_ADDED.format(name=plain(name)))
    bar.empty()
    if len(files) > 1:
        st.success(words.DONE.format(n=len(files) - len(refused)))
    if refused:
        heading = [words.REFUSED.format(n=len(refused))] if len(files) > 1 else []
        say_problems("\n".join((*heading, *refused)))


def show_list() -> None:
    show_adding()
    entries = list_library(the_assistant().services)
    years = sorted({str(e["year"]) for e in entries}, reverse=True)
    sources = list(dict.fromkeys(str(e["source_label"]) for e in entries))
    name_field, year_field, source_field = st.columns([3, 1, 1])
    wanted = name_field.text_input(
        texts.LIBRARY_FILTER,
        st.query_params.get(NAME, ""),
        placeholder=texts.LIBRARY_FILTER_PLACEHOLDER,
        key="library-filter",
    )
    with year_field:
        year = _choice(words.YEAR, YEAR, years)
    with source_field:
        source = _choice(words.SOURCE, SOURCE, sources)
    _to_address({NAME: wanted.strip(), YEAR: year, SOURCE: source})
    shown = [
        e
        for e in entries
        if wanted.strip() in str(e["agency"])
        and year in ("", str(e["year"]))
        and source in ("", str(e["source_label"]))
    ]
    if not shown:
        st.caption(texts.LIBRARY_EMPTY)
        return
    st.caption(texts.LIBRARY_COUNT.format(shown=len(shown), all=len(entries)))
    chosen = st.selectbox(
        words.OPEN,
        [e["id"] for e in shown],
        index=None,
        format_func={e["id"]: f"{e['agency']}　{e['year']}" for e in shown}.__getitem__,
        placeholder=words.OPEN_PLACEHOLDER,
        key="library-open",
    )
    if chosen is not None:
        st.query_params[REPORT] = str(chosen)
        st.rerun()
    rows = [(e["year"], _link(e), e["source_label"], e["file"]) for e in shown[:MOST]]
    st.html(table(texts.LIBRARY_HEADS, rows))


def _choice(label: str, name: str, options: list[str]) -> str:
    written = st.query_params.get(name, "")
    known = ["", *options]
    return st.selectbox(
        label,
        known,
        index=known.index(written) if written in known else 0,
        format_func=lambda value: value or words.ANY,
        key=f"library-{name}",
    )


def _to_address(chosen: dict[str, str]) -> None:
    for name, value in chosen.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def _link(entry: dict[str, object]) -> object:
    return tag("a", entry["agency"], href=f"library?{REPORT}={entry['id']}", target="_self")


def show_report(written: str) -> None:
    """One report as it was taken in."""
    services = the_assistant().services
    entry = next((e for e in list_library(services) if str(e["id"]) == written), None)
    if entry is None:
        st.warning(texts.LIBRARY_EMPTY)
        st.page_link(_HERE, label=words.BACK)
        return
    report = report_in_library(services, int(written))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(words.BACK, key="library-back", on_click=_close, icon=":material/arrow_back:")
        if entry["source"] == _TAKEN_IN:
            st.button(words.DELETE, key="library-delete", on_click=_delete, args=(int(written),))
        else:
            st.caption(words.KEPT_BY_PROGRAM)
    about = words.FACTS.format(source=entry["source_label"], file=entry["file"])
    st.html(join((tag("p", about, "nb-small"), paper(report))))


def _close() -> None:
    st.query_params.pop(REPORT, None)
    st.session_state.pop("library-open", None)


def _delete(report: int) -> None:
    try:
        name = remove_from_library(the_assistant().services, report)
    except UserError as error:
        st.session_state["library-said"] = str(error)
    else:
        st.session_state["library-said"] = words.DELETED.format(name=name)
    _close()


st.title(texts.LIBRARY_HEADING)
st.caption(texts.LIBRARY_INTRO)
if told := st.session_state.pop("library-said", ""):
    st.info(plain(told))
if opened := st.query_params.get(REPORT):
    show_report(opened)
else:
    show_list()
show_sidebar()
