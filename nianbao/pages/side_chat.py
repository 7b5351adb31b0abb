"""The conversation beside an open document, in the side panel: the same as on 首页, and it knows what lies open.

A page of a document calls ``show_side_chat`` in place of ``show_sidebar``; 这份 and 第一条 then speak of its document.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from nianbao.pages.html import join, lines, tag
from nianbao.pages.live import passages
from nianbao.pages.page import run_script, the_assistant
from nianbao.pages.plain import plain, say_problems, without_links
from nianbao.pages.results.law import show_law
from nianbao.pages.session import Asked, profile_key
from nianbao.pages.sidebar import sidebar_contents
from nianbao.pages.words import side
from nianbao.papers.wording import VERDICTS
from nianbao.work.conversations import conversation_exists
from nianbao.work.profiles import profiles

if TYPE_CHECKING:
    from nianbao.store.conversations import Message
    from nianbao.work.draft import PassageDone
    from nianbao.work.open_document import OpenDocument

DESK, REVIEW, SET = "nianbao/pages/desk.py", "nianbao/pages/review.py", "nianbao/pages/sets.py"
DRAFT = "nianbao/pages/draft.py"
_STYLE = Path(__file__).with_name("side_chat.css")
SHOWN = 8
"""Messages in the panel; the whole conversation stands on the first page."""
_POLL_SECONDS = 1.0
_CHANGING = frozenset({"draft", "set"})
"""Results after which the page itself has something new to show."""


@dataclass(frozen=True)
class Beside:
    """What lies open. ``key``: a name for it in this tab; ``title``: 柳溪镇人民政府 · 2024; ``conversation``: where it was
    made, None while there is none (one is begun with the first question, and ``begun`` is told its id)."""

    key: str
    title: str
    document: "OpenDocument"
    conversation: str | None = None
    begun: Callable[[str], None] | None = None

    @property
    def kept(self) -> str:
        return f"side-{self.key}"


def show_side_chat(beside: Beside) -> None:
    """The conversation on top, what else the sidebar has behind a click. Drawn after the page, as it asks the database."""
    with st.sidebar:
        _talk(beside)
        with st.expander(side.MORE, icon=":material/more_horiz:", key="side-more"):
            chosen = sidebar_contents(None)
    st.html(_STYLE)
    run_script("side_chat.js")
    if chosen:
        st.switch_page(DESK)


@st.fragment
def _talk(beside: Beside) -> None:
    assistant = the_assistant()
    current = _conversation(beside)
    asked: Asked | None = st.session_state.pop(f"{beside.kept}-asked", None)
    running = current is not None and assistant.is_running(current)  # before reading: then no answer is missed
    messages = assistant.messages(current) if current else []
    st.html(
        join(
            (
                tag("h4", side.HEADING, "nb-side", aria_level="2"),
                tag("p", side.ABOUT.format(title=beside.title), "nb-side-about"),
            )
        )
    )
    with st.container(key="side-talk", autoscroll=True):
        if not messages and asked is None:
            st.html(tag("p", side.HINT.format(examples="".join(side.EXAMPLES[beside.document.kind])), "nb-small"))
        _messages(messages, current, beside.key)
        if running and current:
            _wait(current)
        elif asked is not None:
            _turn(beside, current, asked)
    st.chat_input(
        side.PLACEHOLDER,
        key="side-ask",
        on_submit=_take,
        args=(beside.kept,),
        disabled=running or asked is not None,
    )


def _take(kept: str) -> None:
    st.session_state[f"{kept}-asked"] = Asked(st.session_state["side-ask"].strip(), [])


def _conversation(beside: Beside) -> str | None:
    """Where the document was made; else the one that was begun here. One that was thrown away is begun anew."""
    known: str | None = beside.conversation or st.session_state.get(beside.kept)
    return known if known and conversation_exists(the_assistant().services, known) else None


# --- what was said ------------------------------------------------------------------------------------------------


def _messages(messages: "list[Message]", conversation: str | None, open_key: str) -> None:
    """The last few, small; results as links to where they can be worked on, but for what lies open."""
    if len(messages) > SHOWN:
        label = side.EARLIER_TURNS.format(n=len(messages) - SHOWN)
        st.page_link(DESK, label=label, query_params={"c": conversation or ""})
    for message in messages[-SHOWN:]:
        if message.role == "user":
            _question(message.text, message.payload.get("files", []))
        else:
            _answer(message, conversation or "", open_key)


def _question(text: str, files: list[str]) -> None:
    attached = join(tag("span", name, "nb-file") for name in files)
    st.html(tag("div", join((lines(text), attached)), "nb-side-asked"))


def _answer(message: "Message", conversation: str, open_key: str) -> None:
    payload = message.payload
    for error in payload.get("errors", []):
        say_problems(error)
    if message.text:
        st.markdown(without_links(message.text))
    for number, result in enumerate(payload.get("results", [])):
        _result(result, conversation, message.position, number, open_key)


def _result(result: dict[str, Any], conversation: str, position: int, number: int, open_key: str) -> None:
    kind, data = result["kind"], result["data"]
    if kind == "law":
        show_law(data, f"side-{position}-{number}")
    elif kind == "review" and open_key != f"{conversation}.{position}.{number}":
        report = data["report"]
        label = side.OPEN_REVIEW.format(agency=report["agency"]["name"], verdict=VERDICTS[data["verdict"]])
        st.page_link(REVIEW, label=plain(label), query_params={"doc": f"{conversation}.{position}.{number}"})
    elif kind == "set" and open_key != data["set"]:
        st.page_link(SET, label=side.OPEN_SET.format(n=data["files"]), query_params={"s": data["set"]})
    elif kind == "draft":
        label = side.MADE[kind].format(revision=data["revision"])
        address = {"d": str(data["draft_id"]), "rev": str(data["revision"])}
        st.page_link(DRAFT, label=label, query_params=address)
    elif kind in side.MADE:
        said = side.MADE[kind].format(revision=data.get("revision", ""))
        st.page_link(DESK, label=side.SEE_ON_DESK.format(said=said), query_params={"c": conversation})


# --- a turn -------------------------------------------------------------------------------------------------------


def _turn(beside: Beside, current: str | None, asked: Asked) -> None:
    """Hand the question in, with the open document; then the panel is drawn from what was kept, or the whole page where
    the document was changed."""
    assistant = the_assistant()
    if current is None:
        current = assistant.start()
        st.session_state[beside.kept] = current
        if beside.begun is not None:
            beside.begun(current)
    _question(asked.text, [])
    status = st.status(side.HEADING)
    _stop_button(current)
    below, words, changed = st.empty(), "", False
    done: list[PassageDone] = []
    profile = profile_key(profiles(assistant.services))
    for event in assistant.turn(current, asked.text, asked.uploads, profile, beside.document):
        if event.kind == "step":
            status.update(label=plain(event.text) + "…")
        elif event.kind == "words":
            words += event.text
            below.markdown(without_links(words))
        elif event.passage is not None:
            done.append(event.passage)
            below.html(passages(done))
        elif event.kind == "result" and event.result is not None:
            changed |= event.result.kind in _CHANGING
    _draw_again(whole=changed)


def _draw_again(whole: bool) -> None:
    """The panel alone where that is enough; within a run of the whole page Streamlit draws only the whole."""
    if not whole:
        with suppress(StreamlitAPIException):
            st.rerun(scope="fragment")
    st.rerun()


@st.fragment(run_every=_POLL_SECONDS)
def _wait(conversation: str) -> None:
    """A turn that was handed in before: looked after until its answer is there."""
    if not the_assistant().is_running(conversation):
        st.rerun()
    st.status(side.HEADING, state="running")
    _stop_button(conversation)


def _stop_button(conversation: str) -> None:
    st.button(side.STOP, key="side-stop", on_click=the_assistant().stop, args=(conversation,), icon=":material/stop:")
