"""The sidebar: conversations, the blank workbook, who is at work, a short help."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from app_pages import texts
from app_pages.session import close_conversation, set_open_conversation
from assistant.desk import XLSX_MIME, conversations, report_year, template_bytes

if TYPE_CHECKING:
    from assistant.service import Assistant


def show_sidebar(assistant: "Assistant", current: str | None) -> None:
    with st.sidebar:
        st.button(
            texts.NEW_CONVERSATION, on_click=close_conversation, width="stretch", icon=":material/add:", key="new"
        )
        _template()
        _earlier(assistant, current)
        st.html(f"<h4 class='nb-side'>{texts.AT_WORK}</h4>")
        st.caption(assistant.services.at_work)
        with st.expander(texts.HELP_HEADING, icon=":material/help:"):
            for line in texts.HELP_LINES:
                st.markdown(line)


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


def _plain(title: str) -> str:
    """A title without what Streamlit would take for Markdown."""
    return "".join(c for c in title if c not in "*_`#[]:$\\~<>|")


def _template() -> None:
    st.html(f"<h4 class='nb-side'>{texts.TEMPLATE_HEADING}</h4>")
    template_button("template")


def _earlier(assistant: "Assistant", current: str | None) -> None:
    st.html(f"<h4 class='nb-side'>{texts.EARLIER}</h4>")
    known = conversations(assistant.services)
    if not known:
        st.caption(texts.NO_EARLIER)
    with st.container(key="conversations", gap=None):
        for line in known:
            st.button(
                f"{_plain(line.title) or texts.UNTITLED}　:gray[{line.updated_at.astimezone():%m-%d %H:%M}]",
                key=f"open-{line.id}",
                on_click=set_open_conversation,
                args=(line.id,),
                type="tertiary",
                width="stretch",
                icon=":material/chevron_right:" if line.id == current else ":material/chat_bubble:",
            )
