"""The gate before every page where people log in: nobody passes whom our table does not place in an office."""

import streamlit as st

from nianbao.pages.office import texts
from nianbao.pages.page import VIEWER, the_assistant, the_services
from nianbao.pages.plain import plain
from nianbao.settings import get_settings
from nianbao.work.people import is_admitted, note_login, who_came


def admit() -> None:
    """The script ends here for whoever may not go on. Without login nothing happens: there is one local person."""
    settings = get_settings()
    if not settings.login_configured:
        return
    subject = str(st.user.get("sub") or "") if st.user.is_logged_in else ""
    if not subject:
        st.session_state.pop(VIEWER, None)
        _say(texts.LOGIN_TITLE, texts.LOGIN_SAYS)
        st.button(texts.LOGIN_GO, on_click=st.login, type="primary", icon=":material/login:", key="login")
        st.stop()
    name = str(st.user.get("name") or st.user.get("preferred_username") or subject)
    person = who_came(the_services(), str(st.user.get("iss") or settings.oidc_metadata_url), subject, name)
    if not is_admitted(person):
        st.session_state.pop(VIEWER, None)
        _say(texts.NOT_PLACED_TITLE, texts.NOT_PLACED.format(name=plain(person.name), id=person.id))
        show_logout()
        st.stop()
    is_new = st.session_state.get(VIEWER) != person.viewer
    st.session_state[VIEWER] = person.viewer
    if is_new:
        note_login(the_assistant().services)


def show_logout() -> None:
    st.button(texts.LOGOUT, on_click=st.logout, icon=":material/logout:", key="logout")


def _say(title: str, said: str) -> None:
    st.title(title)
    st.markdown(said)
