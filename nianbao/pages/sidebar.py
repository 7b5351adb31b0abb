"""The sidebar, the same on every page: conversations, the blank workbook, who is at work, a short help."""

from datetime import date
from functools import partial

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.earlier import show_conversations
from nianbao.pages.gate import show_logout
from nianbao.pages.html import tag
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain
from nianbao.pages.session import (
    close_conversation,
    keep,
    open_conversation,
    profile_key,
    remember_name,
    reviewer_name,
)
from nianbao.pages.words import workbench as words
from nianbao.work.handed.downloads import XLSX_MIME, report_year, template_bytes
from nianbao.work.profiles import profiles
from nianbao.work.reviewed.notes import MAX_NAME

DESK, RULES = "nianbao/pages/desk.py", "nianbao/pages/rules.py"


def show_sidebar(on_desk: bool = False) -> None:
    """Drawn after the page itself, because it asks the database. Elsewhere a conversation leads back to the desk."""
    with st.sidebar:
        chosen = sidebar_contents(open_conversation() if on_desk else None)
    if chosen and not on_desk:
        st.switch_page(DESK)


def sidebar_contents(current: str | None) -> bool:
    """Conversations and settings, in the container that is open; true when a conversation was begun or opened."""
    services = the_assistant().services
    chosen = st.button(
        texts.NEW_CONVERSATION, on_click=close_conversation, width="stretch", icon=":material/add:", key="new"
    )
    _heading(texts.TEMPLATE_HEADING)
    template_button("template")
    _heading(texts.EARLIER)
    chosen |= show_conversations(services, current)
    _heading(texts.REVIEWING)
    _reviewing()
    _heading(texts.AT_WORK)
    st.caption(plain(services.at_work))
    with st.expander(texts.HELP_HEADING, icon=":material/help:"):
        for line in texts.HELP_LINES:
            st.markdown(line)
    return chosen


def _heading(text: str) -> None:
    st.html(tag("h4", text, "nb-side", aria_level="2"))


def _reviewing() -> None:
    """By which rules reviews are made, and who decides on what they find."""
    known = profiles(the_assistant().services)
    st.session_state["profile-field"] = profile_key(known)
    st.selectbox(
        texts.PROFILE,
        list(known),
        format_func=lambda source: known[source].name,
        key="profile-field",
        on_change=_keep_field,
        args=("profile",),
        help=texts.PROFILE_HELP,
    )
    st.page_link(RULES, label=words.PROFILES_LINK, query_params={"profiles": ""}, icon=":material/tune:")
    if not the_assistant().services.viewer.is_local:
        st.caption(plain(reviewer_name()))
        show_logout()
        return
    st.session_state["reviewer-field"] = reviewer_name()  # they may have signed on the page itself
    st.text_input(
        texts.REVIEWER,
        max_chars=MAX_NAME,
        key="reviewer-field",
        on_change=_keep_field,
        args=("reviewer",),
        placeholder=texts.REVIEWER_PLACEHOLDER,
        help=texts.REVIEWER_HELP,
    )
    remember_name()


def _keep_field(name: str) -> None:
    keep(name, st.session_state[f"{name}-field"])


def template_button(key: str) -> None:
    """Download of the blank workbook for the year that is due."""
    year = report_year(date.today())
    st.download_button(
        texts.TEMPLATE_BUTTON,
        partial(template_bytes, year),
        texts.TEMPLATE_FILE.format(year=year),
        XLSX_MIME,
        key=key,
        on_click="ignore",
        width="stretch",
        icon=":material/download:",
    )
