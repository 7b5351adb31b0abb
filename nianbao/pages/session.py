"""What one browser tab is doing: which conversation is open (it stands in the address) and what was just asked."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, unquote

import streamlit as st

from nianbao.pages.page import run_script, the_assistant
from nianbao.work.reviewed.notes import MAX_NAME

if TYPE_CHECKING:
    from nianbao.work.handed.upload import Upload

_PARAMETER = "c"
_OPEN = "open_conversation"
_ASKED = "asked"
_COOKIE = "nianbao_reviewer"
_IN_ADDRESS = {"profile": "p"}
"""What of a tab's choices stands in its address, so that a refresh and a colleague's click find it again. Never a
person's name: whoever opened the link would sign with it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its files, taken from the screen and not yet handed to the assistant."""

    text: str
    uploads: "list[Upload]"


def open_conversation() -> str | None:
    """The id in the address; coming back from another page, the one that was open before."""
    conversation_id = st.query_params.get(_PARAMETER) or st.session_state.get(_OPEN)
    if conversation_id:
        set_open_conversation(conversation_id)
    return conversation_id


def set_open_conversation(conversation_id: str) -> None:
    st.session_state[_OPEN] = conversation_id
    if st.query_params.get(_PARAMETER) != conversation_id:
        st.query_params[_PARAMETER] = conversation_id


def close_conversation() -> None:
    """Begin anew; the conversation stays in the list."""
    st.session_state.pop(_OPEN, None)
    st.query_params.pop(_PARAMETER, None)


def ask(text: str, files: Sequence[Any] = ()) -> None:
    """Keep a question for the next run of the page; ``files`` are Streamlit's uploads or ours."""
    from nianbao.work.handed.upload import Upload

    uploads = [f if isinstance(f, Upload) else Upload(f.name, f.getvalue()) for f in files]
    st.session_state[_ASKED] = Asked(text, uploads)


def is_asked() -> bool:
    return _ASKED in st.session_state


def take_asked() -> Asked | None:
    asked: Asked | None = st.session_state.pop(_ASKED, None)
    return asked


def kept(name: str, default: str) -> str:
    """What was chosen in this tab (``reviewer``, ``profile``), a profile also before a refresh; else ``default``."""
    before = st.query_params.get(_IN_ADDRESS[name], default) if name in _IN_ADDRESS else default
    value: str = st.session_state.get(_kept_key(name), before)
    return value


def keep(name: str, value: str) -> None:
    st.session_state[_kept_key(name)] = value
    if name in _IN_ADDRESS:
        st.query_params[_IN_ADDRESS[name]] = value


def reviewer_name() -> str:
    """Who decides in this tab: whoever is logged in; else the name entered in this browser, else the setting's, perhaps nobody's."""
    if name := the_assistant().services.viewer.name:
        return name
    left = dict(st.context.cookies).get(_COOKIE, "")
    return kept("reviewer", unquote(left) or the_assistant().services.settings.reviewer).strip()[:MAX_NAME]


def remember_name() -> None:
    """Leave the name that was entered in this tab with its browser, for the next refresh. Never in the address."""
    name = st.session_state.get(_kept_key("reviewer"))
    if name is not None:
        run_script("name.js", __COOKIE__=json.dumps(f"{_COOKIE}={quote(name.strip())}"))


def from_address(widget: str, name: str, known: Collection[str], default: str | None) -> None:
    """Before a widget whose choice stands in the address as ``name``: at its first appearance, and whenever the address was
    changed by anything but the widget (a link, Back), it takes what stands there."""
    asked = st.query_params.get(name)
    seen = f"address-{widget}"
    if widget not in st.session_state or st.session_state.get(seen) != asked:
        st.session_state[widget] = asked if asked in known else default
    st.session_state[seen] = asked


def to_address(widget: str, name: str, default: str | None) -> None:
    """``on_change`` of such a widget; what is chosen anyway is not written."""
    chosen = st.session_state[widget]
    if chosen in (None, default):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen
    st.session_state[f"address-{widget}"] = st.query_params.get(name)


def choice_in_address(
    label: str,
    name: str,
    choices: Mapping[str, str],
    widget: str,
    default: str | None = None,
    label_visibility: Literal["visible", "collapsed"] = "collapsed",
) -> str | None:
    """A row of ``choices`` (key → as it is called), of which the chosen one stands in the address as ``name``. With a
    ``default`` there is always one chosen; without, none may be (None)."""
    from_address(widget, name, choices, default)
    chosen: str | None = st.segmented_control(
        label,
        list(choices),
        format_func=choices.__getitem__,
        key=widget,
        label_visibility=label_visibility,
        required=default is not None,
        on_change=to_address,
        args=(widget, name, default),
    )
    return default if chosen is None else chosen


def profile_key(known: Collection[str]) -> str:
    """The rule profile that reviews of this tab use, one of ``known``; the setting's until another is chosen."""
    setting = the_assistant().services.settings.profile
    chosen = kept("profile", setting)
    return chosen if chosen in known else setting


def _kept_key(name: str) -> str:
    return f"kept-{name}"
