"""A conversation on the screen: what was said, the turn that is being worked on, the one that broke off."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import join, lines, tag
from nianbao.pages.live import passages, passages_of
from nianbao.pages.page import run_script
from nianbao.pages.plain import plain, say_problems, without_links
from nianbao.pages.results import SHOW
from nianbao.pages.results.common import LIVE
from nianbao.pages.results.sets import show_set
from nianbao.pages.session import Asked, ask, profile_key
from nianbao.pages.words import home
from nianbao.work.conversations import uploads_named
from nianbao.work.profiles import profiles

if TYPE_CHECKING:
    from nianbao.assistant.service import Assistant
    from nianbao.store.conversations import Message
    from nianbao.work.draft import PassageDone

_USER, _ASSISTANT = ":material/person:", ":material/account_balance:"
_POLL_SECONDS = 1.0


def show_messages(messages: "list[Message]") -> None:
    """Every turn as it was kept. A question that is followed by another question was never answered."""
    for number, message in enumerate(messages, start=1):
        if message.role == "user":
            show_question(message.text, message.payload.get("files", []))
            if any(m.role == "user" for m in messages[number : number + 1]):
                st.caption(texts.UNFINISHED_EARLIER)
        else:
            with st.chat_message("assistant", avatar=_ASSISTANT):
                _show_answer(message.text, message.payload, key=f"m{message.position}")


def show_question(text: str, files: list[str]) -> None:
    with st.chat_message("user", avatar=_USER):
        attached = join(tag("span", name, "nb-file") for name in files)
        st.html(tag("div", join((tag("div", lines(text), "nb-question") if text else "", attached)), "nb-asked"))


def _show_answer(words: str, payload: dict[str, Any], key: str) -> None:
    _show_steps(payload.get("steps", []), failed=bool(payload.get("errors")))
    for notice in payload.get("notices", []):
        _notice(notice)
    for error in payload.get("errors", []):
        say_problems(error)
    results = payload.get("results", [])
    above, shown, below = st.container(), st.container(), st.container()
    with shown:
        for number, result in enumerate(results):
            SHOW[result["kind"]](result["data"], f"{key}-{number}")
    if words:
        place = above if _words_first([r["kind"] for r in results]) else below
        place.markdown(without_links(words))
    if at_work := payload.get("at_work"):
        st.html(tag("div", texts.DONE_BY.format(at_work=at_work), "nb-by"))


def _show_steps(steps: list[str], failed: bool) -> None:
    if steps:
        label = texts.STEPS_FAILED if failed else texts.STEPS_DONE.format(n=len(steps))
        with st.status(label, state="error" if failed else "complete"):
            for step in steps:
                st.markdown(plain(step))


def _notice(text: str) -> None:
    st.info(plain(text), icon=":material/info:")


def _words_first(kinds: list[str]) -> bool:
    """An answer from the law is said first and then shown; a verdict is shown first and then talked about."""
    return all(kind == "law" for kind in kinds)


def run_turn(assistant: "Assistant", conversation_id: str, asked: Asked) -> None:
    """Hand a question in and show steps, words and results as they come; then the page is drawn from what was kept."""
    show_question(asked.text, [u.name for u in asked.uploads])
    stand_at_last_question(conversation_id, -1)
    with st.chat_message("assistant", avatar=_ASSISTANT):
        status = st.status(texts.WORKING)
        st.html(tag("div", join(texts.ELAPSED, tag("span")), "nb-elapsed"))
        stop_button(assistant, conversation_id)
        above, results, written, below = st.empty(), st.container(), st.empty(), st.empty()
        done: list[PassageDone] = []
        kinds: list[str] = []
        words = ""
        profile = profile_key(profiles(assistant.services))
        for number, event in enumerate(assistant.turn(conversation_id, asked.text, asked.uploads, profile)):
            if event.kind == "step":
                status.update(label=plain(event.text) + "…", expanded=True)
                status.markdown(plain(event.text))
            elif event.kind == "words":
                words += event.text
                (above if _words_first(kinds) else below).markdown(without_links(words))
            elif event.passage is not None:
                done.append(event.passage)
                written.html(passages(done))
            elif event.kind == "result" and event.result is not None and event.result.kind in SHOW:
                written.empty()
                done.clear()
                kinds.append(event.result.kind)
                with results:
                    SHOW[event.result.kind](event.result.data, f"{LIVE}-{number}")
            elif event.kind == "notice":
                with results:
                    _notice(event.text)
            elif event.kind == "error":
                with results:
                    say_problems(event.text)
    st.rerun()


def stop_button(assistant: "Assistant", conversation_id: str) -> None:
    """Ends the turn at its next step; what was found stays."""
    st.button(home.STOP, key="stop", on_click=assistant.stop, args=(conversation_id,), icon=":material/stop:")


def stand_at_last_question(conversation_id: str, turn: int) -> None:
    """Once for every turn and every opening of the page; not again when something on the page is clicked."""
    run_script("scroll.js", __TURN__=f"{conversation_id} {turn}")


@st.fragment(run_every=_POLL_SECONDS)
def wait_for_answer(assistant: "Assistant", conversation_id: str) -> None:
    """A turn handed in before this page was opened: looked after until its answer is there."""
    if not assistant.is_running(conversation_id):
        st.rerun()
    with st.chat_message("assistant", avatar=_ASSISTANT):
        st.status(texts.WORKING_ELSEWHERE, state="running")
        stop_button(assistant, conversation_id)
        so_far = assistant.so_far(conversation_id)
        if done := passages_of(so_far):
            st.html(passages(done))
        if words := "".join(e.text for e in so_far if e.kind == "words"):
            st.markdown(without_links(words))


def show_broken_off(assistant: "Assistant", conversation_id: str, message: "Message") -> None:
    """The last question has no answer and nobody is working on it: the process that did is gone."""
    with st.chat_message("assistant", avatar=_ASSISTANT):
        st.warning(texts.UNFINISHED, icon=":material/warning:")
        if set_id := message.payload.get("set"):  # its files are with the set, where it is taken up again
            show_set({"set": set_id, "title": message.text, "files": len(message.payload["files"])}, "broken-off")
            return
        files = message.payload.get("files", [])
        if st.button(texts.RETRY, key="retry", type="primary", icon=":material/refresh:"):
            ask(message.text, uploads_named(assistant.services, conversation_id, files))
            st.rerun()
