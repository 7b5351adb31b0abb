"""The conversations in the sidebar: all of them within reach, found by a word, renamed, thrown away."""

from typing import TYPE_CHECKING

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.plain import plain
from nianbao.pages.session import close_conversation, set_open_conversation
from nianbao.report.errors import UserError
from nianbao.work.conversations import MAX_TITLE, ConversationLine, conversations, delete, how_many, rename

if TYPE_CHECKING:
    from nianbao.work.services import Services

PAGE = 20
_HEIGHT = 260
"""Pixels; longer lists scroll in themselves, so that what stands below stays in sight."""
_SHOWN = "conversations-shown"


def show_conversations(services: "Services", current: str | None) -> bool:
    """A line for every conversation; true when one was clicked (its callback has opened it by then)."""
    total = how_many(services)
    if not total:
        st.caption(texts.NO_EARLIER)
        return False
    words = ""
    if total > PAGE // 2:
        words = st.text_input(
            texts.FIND_CONVERSATION,
            placeholder=texts.FIND_CONVERSATION_PLACEHOLDER.format(n=total),
            key="find-conversation",
            label_visibility="collapsed",
        )
    shown = st.session_state.get(_SHOWN, PAGE)
    known = conversations(services, shown + 1, words)
    if not known:
        st.caption(texts.NO_SUCH_CONVERSATION)
    with st.container(key="conversations", gap=None, height=_HEIGHT if len(known) > 7 else "content", border=False):
        clicked = [_line(line, current) for line in known[:shown]]
        if len(known) > shown:
            st.button(texts.MORE_CONVERSATIONS, key="more-conversations", on_click=_show_more, type="tertiary")
    opened = next((line for line in known if line.id == current), None)
    if opened:
        _manage(services, opened)
    return any(clicked)


def _line(line: ConversationLine, current: str | None) -> bool:
    day = plain(f"{line.updated_at.astimezone():%m-%d}")
    return st.button(
        f":gray[{day}]　{plain(line.title) or texts.UNTITLED}",
        key=f"open-{line.id}",
        on_click=set_open_conversation,
        args=(line.id,),
        type="tertiary",
        width="stretch",
        icon=":material/chevron_right:" if line.id == current else ":material/chat_bubble:",
    )


def _show_more() -> None:
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, PAGE) + PAGE


def _manage(services: "Services", line: ConversationLine) -> None:
    """Another name for the open conversation, or its end."""
    with st.popover(texts.THIS_CONVERSATION, icon=":material/more_horiz:", width="stretch", key="manage"):
        if error := st.session_state.pop("manage-error", ""):
            st.warning(plain(error))
        with st.form("rename", border=False):
            st.text_input(texts.RENAME_LABEL, line.title, MAX_TITLE, key=f"title-{line.id}")
            st.form_submit_button(texts.RENAME, on_click=_rename, args=(services, line.id))
        st.caption(texts.DELETE_SAYS)
        st.button(texts.DELETE, key="delete", on_click=_delete, args=(services, line.id), icon=":material/delete:")


def _rename(services: "Services", conversation_id: str) -> None:
    try:
        rename(services, conversation_id, st.session_state[f"title-{conversation_id}"])
    except UserError as error:
        st.session_state["manage-error"] = str(error)


def _delete(services: "Services", conversation_id: str) -> None:
    try:
        delete(services, conversation_id)
    except UserError as error:
        st.session_state["manage-error"] = str(error)
    else:
        close_conversation()
