"""The people of an office and what each may do, entered and changed by whoever manages; its audit log, for whoever audits."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from nianbao.pages.html import table
from nianbao.pages.office.common import tried
from nianbao.pages.office.year import download
from nianbao.pages.page import guarded, the_assistant
from nianbao.pages.plain import plain, say_problems
from nianbao.pages.words import people as words
from nianbao.papers.audit import HEADS, audit_rows
from nianbao.report.errors import UserError
from nianbao.work import audit
from nianbao.work.handed.downloads import DOCX_MIME, XLSX_MIME
from nianbao.work.people import ROLE_NAMES, ROLES, Role, let_go, own_office, people, place, roles_said

if TYPE_CHECKING:
    from nianbao.store.people import PersonEntry

_SHOWN_LINES = 30
_SAID, _REFUSED = "people-said", "people-refused"


def show_people() -> None:
    """A line for each, open to be changed; below, one more by the id they were shown."""
    services = the_assistant().services
    st.subheader(words.PEOPLE)
    if services.viewer.is_local:
        st.caption(words.OF_ALL)
        if not services.settings.login_configured:
            st.info(words.NO_LOGIN)
    else:
        st.caption(plain(words.OF_OFFICE.format(office=own_office(services))))
    if said := st.session_state.pop(_SAID, ""):
        st.success(plain(said), icon=":material/check:")
    if refused := st.session_state.pop(_REFUSED, ""):
        say_problems(refused)
    found = people(services)
    if not found:
        st.caption(words.NOBODY)
    for person in found:
        with st.expander(plain(_line(person)), key=f"person-{person.id}", icon=":material/person:"):
            _change(person)
    if not services.viewer.is_local:
        _take_in()


def _line(person: "PersonEntry") -> str:
    named = {"name": person.name, "office": person.office or words.NO_OFFICE}
    line = words.LINE_OF if the_assistant().services.viewer.is_local else words.LINE
    said = line.format(roles=roles_said(person.roles) or words.NO_ROLE, **named)
    return said if person.active else f"{said}　{words.SHUT_OUT}"


def _change(person: "PersonEntry") -> None:
    services = the_assistant().services
    with st.form(f"change-{person.id}", border=False):
        office = person.office
        if services.viewer.is_local:
            office = st.text_input(words.OFFICE, office, key=f"office-{person.id}")
        roles = _roles(person.id, [role for role in ROLES if role in person.roles])
        active = st.toggle(words.MAY_LOG_IN, person.active, key=f"active-{person.id}")
        with st.container(horizontal=True, vertical_alignment="center"):
            saved = st.form_submit_button(words.SAVE, type="primary")
            gone = bool(person.office) and st.form_submit_button(words.LET_GO, help=words.LET_GO_SAYS)
    if saved:
        _say(tried(lambda: place(services, person.id, roles, office=office, active=active)), words.SAVED)
    if gone:
        _ask_to_let_go(person)


@st.dialog(words.LET_GO)
@guarded
def _ask_to_let_go(person: "PersonEntry") -> None:
    st.markdown(plain(words.LET_GO_ASKS.format(name=person.name, office=person.office)))
    with st.container(horizontal=True):
        gone = st.button(words.LET_GO_YES, key="let-go", type="primary", on_click=_let_go, args=(person,))
        if st.button(words.LET_GO_NO, key="let-go-not") or gone:
            st.rerun()


def _let_go(person: "PersonEntry") -> None:
    try:
        done = let_go(the_assistant().services, person.id)
    except UserError as error:
        st.session_state[_REFUSED] = str(error)
    else:
        st.session_state[_SAID] = words.GONE.format(name=done.name)


def _take_in() -> None:
    services = the_assistant().services
    with st.expander(words.ADD, icon=":material/person_add:"), st.form("take-in", border=False):
        st.caption(words.ADD_SAYS)
        person_id = st.text_input(words.ID, key="new-person", placeholder=words.ID_PLACEHOLDER)
        roles = _roles("new", [])
        added = st.form_submit_button(words.ADD_GO, type="primary")
    if added:
        _say(tried(lambda: place(services, person_id, roles)), words.ADDED)


def _roles(key: str, default: list[Role]) -> list[Role]:
    chosen: list[Role] = st.multiselect(
        words.ROLES,
        ROLES,
        default,
        format_func=lambda role: ROLE_NAMES[role],
        key=f"roles-{key}",
        placeholder=words.ROLES_PLACEHOLDER,
    )
    return chosen


def _say(done: "PersonEntry | None", words_of_it: str) -> None:
    """Drawn anew with what was done; an error that was said stays where it stands."""
    if done is not None:
        st.session_state[_SAID] = words_of_it.format(name=done.name)
        st.rerun()


def show_audit() -> None:
    """The office's log, the newest first, whether the whole chain holds, and the log as a paper."""
    services = the_assistant().services
    st.subheader(words.AUDIT)
    held, found = audit.verify(services), audit.lines(services, _SHOWN_LINES)
    if held.broken:
        say_problems(words.AUDIT_BROKEN.format(broken=held.broken))
    else:
        st.caption(words.AUDIT_HELD.format(n=len(found), all=held.lines))
    if found:
        st.html(table(HEADS, list(reversed(audit_rows(found))), "nb-audit"))
    st.caption(words.AUDIT_SAYS)
    name = words.AUDIT_FILE.format(day=date.today())
    with st.container(horizontal=True):
        download(words.AUDIT_DOCX, partial(audit.printed, services, ".docx"), f"{name}.docx", DOCX_MIME, "audit-d")
        download(words.AUDIT_XLSX, partial(audit.printed, services, ".xlsx"), f"{name}.xlsx", XLSX_MIME, "audit-x")
