"""Page 成批: many reports reviewed as one job; the results as a table that is filtered, opened and handed out."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import tag
from nianbao.pages.page import guarded, on_this_machine, say_failure, the_assistant
from nianbao.pages.plain import plain, say_problems
from nianbao.pages.results.common import file_name
from nianbao.pages.results.sets import called
from nianbao.pages.session import choice_in_address, from_address, profile_key, to_address
from nianbao.pages.set_table import address_of, show_table
from nianbao.pages.shown.law import rule_titles
from nianbao.pages.shown.sets import Choice, by_state, by_subject
from nianbao.pages.side_chat import Beside, show_side_chat
from nianbao.pages.sidebar import show_sidebar
from nianbao.pages.words import sets
from nianbao.report.errors import UserError
from nianbao.work.handed.archive import unpacked
from nianbao.work.handed.downloads import XLSX_MIME
from nianbao.work.handed.upload import Upload
from nianbao.work.open_document import OpenDocument
from nianbao.work.profiles import profiles
from nianbao.work.reviewed.workbench import OF_SET
from nianbao.work.sets.job import files_in, make_set, set_title, start, stop, talk_of_set
from nianbao.work.sets.lines import Line, SetView, recent_sets, short_names, throw_away, view
from nianbao.work.sets.papers import all_papers, list_workbook, summary_html

if TYPE_CHECKING:
    from nianbao.store.sets import ReviewSet

SET, STATE, SUBJECT = "s", "only", "rule"
DOC = "doc"
_LEFT, _TOLD = "set-left", "set-told"
_REVIEW = "nianbao/pages/review.py"
_POLL_SECONDS = 1.0
_PAGE = 100  # lines shown at once: 90 reports stand on one page


# --- a new set ----------------------------------------------------------------------------------------------------


def show_beginning() -> None:
    st.title(sets.HEADING)
    st.caption(sets.INTRO)
    services = the_assistant().services
    known = profiles(services)
    if on_this_machine():
        with st.form("folder", border=False):
            path, button = st.columns([3, 1], vertical_alignment="bottom")
            folder = path.text_input(sets.FOLDER, placeholder=sets.FOLDER_PLACEHOLDER, key="set-folder")
            if button.form_submit_button(sets.FOLDER_GO, icon=":material/folder_open:", width="stretch"):
                _begin(lambda: files_in(folder), sets.FROM_FOLDER.format(folder=_last_part(folder)))
    files = st.file_uploader(sets.FILES, type=[*texts.REPORT_TYPES, "zip"], accept_multiple_files=True, key="set-files")
    st.caption(sets.BY_PROFILE.format(profile=plain(known[profile_key(known)].name)))
    if files and st.button(sets.FILES_GO.format(n=len(files)), type="primary", key="set-go"):
        uploads = [Upload(f.name, f.getvalue()) for f in files]
        _begin(lambda: unpacked(uploads))
    show_recent(recent_sets(services))


def _begin(files: Callable[[], list[Upload]], title: str = "") -> None:
    """Keep the files, start the work, and go to its address."""
    services = the_assistant().services
    try:
        found = files()
        set_id = make_set(services, title or set_title(found), found, profile_key(profiles(services)))
    except UserError as error:
        say_failure(error)
        return
    start(services, set_id)
    st.query_params[SET] = set_id
    st.rerun()


def _last_part(folder: str) -> str:
    return folder.strip().strip('"').rstrip("/\\").replace("\\", "/").rpartition("/")[2]


def show_recent(known: "list[ReviewSet]") -> None:
    st.subheader(sets.RECENT)
    if not known:
        st.caption(sets.NONE_YET)
    for each in known:
        line = sets.SET_LINE.format(title=called(each.title, each.total), state=sets.STATES[each.state])
        st.page_link(
            "nianbao/pages/sets.py", label=plain(line), query_params={SET: each.id}, icon=":material/library_books:"
        )


# --- a set --------------------------------------------------------------------------------------------------------


def show_set(set_id: str) -> None:
    """While it is worked on the whole is drawn anew every second; afterwards only when something is clicked."""
    now = view(the_assistant().services, set_id).set
    at_work = now.state in ("waiting", "running") and not now.is_stale
    st.fragment(guarded(_set), run_every=_POLL_SECONDS if at_work else None)(set_id, at_work)


def _set(set_id: str, was_at_work: bool) -> None:
    shown = view(the_assistant().services, set_id)
    at_work = shown.set.state in ("waiting", "running") and not shown.set.is_stale
    if was_at_work and not at_work:
        st.rerun()
    title, export, delete = st.columns([4, 1, 1], vertical_alignment="center")
    title.html(tag("div", tag("b", called(shown.set.title, shown.set.total), "nb-bar-who"), "nb-bar"))
    with export:
        _export(shown)
    if delete.button(sets.DELETE, key="set-delete", icon=":material/delete:", type="tertiary"):
        _ask_to_delete(shown.set)
    _progress(shown.set, at_work, sum(not line.waits for line in shown.lines))
    lines = _filtered(shown)
    pages = -(-len(lines) // _PAGE)
    page = 1
    if pages > 1:
        page = st.segmented_control(
            sets.PAGE, range(1, pages + 1), default=1, key=f"page-{set_id}", label_visibility="collapsed", required=True
        )
    clicked = show_table(set_id, lines[(page - 1) * _PAGE : page * _PAGE], f"table-{set_id}", short_names(shown.lines))
    if clicked is not None:
        st.session_state[_LEFT] = {name: st.query_params[name] for name in st.query_params}
        st.switch_page(_REVIEW, query_params={DOC: str(address_of(set_id, clicked))})


def _progress(kept: "ReviewSet", at_work: bool, reviewed: int) -> None:
    """``reviewed``: files of which the result is there; what was read is reviewed after that."""
    if at_work:
        phase, done = kept.phase, kept.done
        if phase and (done >= kept.total or reviewed):
            phase, done = sets.REVIEWS, reviewed
        said = sets.PROGRESS.format(phase=phase, done=done, total=kept.total) if phase else sets.BEGINS
        bar, button = st.columns([5, 1], vertical_alignment="center")
        bar.progress(min(done / max(kept.total, 1), 1.0), said)
        asked = the_assistant().services, kept.id
        button.button(sets.STOP, key="set-stop", on_click=stop, args=asked, icon=":material/stop:")
        return
    if kept.state != "done":
        say_problems(sets.STALE if kept.is_stale else kept.problem)
        st.button(sets.GO_ON, key="set-go-on", on_click=start, args=(the_assistant().services, kept.id), type="primary")


def _filtered(shown: SetView) -> list[Line]:
    with st.container(horizontal=True, key="set-bar", vertical_alignment="center"):
        states, widget = by_state(shown), f"state-{shown.set.id}"
        named = {key: choice.label for key, choice in states.items()}
        state = choice_in_address(sets.SHOW, STATE, named, widget, next(iter(states)))
        subjects, widget = by_subject(shown, rule_titles()), f"subject-{shown.set.id}"
        first = next(iter(subjects))
        from_address(widget, SUBJECT, subjects, first)
        subject = st.selectbox(
            sets.BY_RULE,
            subjects,
            format_func=_label(subjects),
            key=widget,
            label_visibility="collapsed",
            on_change=to_address,
            args=(widget, SUBJECT, first),
            width=300,
        )
    chosen = states.get(str(state)), subjects.get(subject)  # a kind may be gone by now, when nothing is left of it
    return [line for line in shown.lines if all(choice.keep(line) for choice in chosen if choice)]


def _label(choices: dict[str, Choice]) -> Callable[[str], str]:
    return lambda key: choices[key].label


def _export(shown: SetView) -> None:
    services, set_id = the_assistant().services, shown.set.id
    with st.popover(sets.EXPORT, icon=":material/download:", key="set-export"):
        for kind, label, made, mime, ending in (
            ("list", sets.LIST, list_workbook, XLSX_MIME, "xlsx"),
            ("summary", sets.SUMMARY, summary_html, "text/html", "html"),
            ("papers", sets.PAPERS, all_papers, "application/zip", "zip"),
        ):
            name = file_name(sets.FILE, "", None, kind=sets.KINDS[kind], title=shown.set.title)
            st.download_button(
                label,
                partial(made, services, set_id),
                f"{name}.{ending}",
                mime,
                key=f"set-{kind}",
                on_click="ignore",
                icon=":material/download:",
                disabled=not shown.reviewed,
            )


@st.dialog(sets.DELETE)
@guarded
def _ask_to_delete(kept: "ReviewSet") -> None:
    st.markdown(plain(sets.DELETE_ASKS.format(title=called(kept.title, kept.total))))
    with st.container(horizontal=True):
        gone = st.button(sets.DELETE_GO, key="set-delete-go", type="primary", on_click=_delete, args=(kept,))
        if st.button(sets.DELETE_NOT, key="set-delete-not") or gone:
            st.rerun()


@guarded
def _delete(kept: "ReviewSet") -> None:
    stop(the_assistant().services, kept.id)
    throw_away(the_assistant().services, kept.id)
    st.session_state[_TOLD] = sets.DELETED.format(title=kept.title)
    st.query_params.clear()


def _address() -> str | None:
    """The set that is asked for. On the way to a report of a set the browser keeps an address of this page with the report
    in it: whoever comes back there wants the list as it was left."""
    report = st.query_params.get(DOC)
    if report is not None and SET not in st.query_params:
        left: dict[str, str] = st.session_state.get(_LEFT) or {}
        of = report.removeprefix(OF_SET).partition(".")[0]
        st.query_params.from_dict(left if left.get(SET) == of else {SET: of})
    return st.query_params.get(SET)


written = _address()
beside: Beside | None = None
if told := st.session_state.pop(_TOLD, None):
    st.success(plain(told))
if written is None:
    show_beginning()
else:
    services = the_assistant().services
    try:
        kept = view(services, written).set
    except UserError as error:
        st.warning(plain(error))
        show_recent(recent_sets(services))
    else:
        st.query_params[SET] = written  # a link to the page itself does not change the browser's address
        show_set(written)
        document = OpenDocument("set", {"set": kept.id, "title": kept.title, "files": kept.total})
        beside = Beside(kept.id, kept.title, document, kept.conversation_id, partial(talk_of_set, services, kept.id))
if beside is None:
    show_sidebar()
else:
    show_side_chat(beside)
