"""Page 工作台: the conversation that is open, or four things to begin with."""

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.conversation import run_turn, show_broken_off, show_messages, stand_at_last_question, wait_for_answer
from nianbao.pages.home import offer_to_edit, show_work
from nianbao.pages.page import the_assistant
from nianbao.pages.session import (
    ask,
    close_conversation,
    is_asked,
    open_conversation,
    set_open_conversation,
    take_asked,
)
from nianbao.pages.sidebar import show_sidebar
from nianbao.pages.welcome import show_welcome
from nianbao.work.conversations import conversation_exists, name_by_results


def take_from_input() -> None:
    """What was typed and attached at the foot of the page; runs before the page is drawn."""
    given = st.session_state["ask"]
    ask(given.text.strip(), given.files)


def show_input(disabled: bool) -> None:
    st.chat_input(
        texts.ASK_PLACEHOLDER,
        accept_file="multiple",
        file_type=list(texts.UPLOAD_TYPES),
        key="ask",
        on_submit=take_from_input,
        disabled=disabled,
    )


talk, foot = st.container(key="talk"), st.container(key="foot")
assistant = the_assistant()
current = open_conversation()
if current is not None and not conversation_exists(assistant.services, current):
    close_conversation()
    current = None
    talk.warning(texts.UNKNOWN_CONVERSATION)
running = current is not None and assistant.is_running(current)  # asked before reading: then no answer is missed
messages = assistant.messages(current) if current else []
if current and messages and not running:
    name_by_results(assistant.services, current, messages)
unanswered = messages[-1] if messages and messages[-1].role == "user" else None

with foot:
    show_input(disabled=running or is_asked())
with talk:
    begins = not messages and not is_asked()
    if begins:
        show_welcome()
    show_messages(messages)
    work = st.container(key="work")
show_sidebar(on_desk=True)
if begins:
    with work:
        show_work()
with talk:
    if current and running:
        if take_asked():
            st.warning(texts.BUSY)
        if unanswered:
            wait_for_answer(assistant, current)
    elif asked := take_asked():
        current = current or assistant.start()
        set_open_conversation(current)
        run_turn(assistant, current, asked)
    elif current and unanswered:
        show_broken_off(assistant, current, unanswered)
    elif current and messages:
        offer_to_edit(assistant, current, messages)
    if current:
        stand_at_last_question(current, len(messages))
