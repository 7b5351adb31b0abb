"""What the parts of the page 报送 share: by which rules, who acts, and how what could not be done is said."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import streamlit as st

from nianbao.pages.office import texts
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import say_problems
from nianbao.pages.session import profile_key, reviewer_name
from nianbao.report.errors import UserError
from nianbao.work.filings.steps import Acting
from nianbao.work.people import acting
from nianbao.work.profiles import profiles
from nianbao.work.reviewed.notes import MAX_NAME
from validators.profile import Profile

Done = TypeVar("Done")
_SIGNED = "filings-signed"
STATE_COLOURS = {
    "due": "",
    "filed": "note",
    "first_read": "note",
    "second_read": "note",
    "accepted": "good",
    "published": "good",
    "returned": "bad",
}
STANDING_COLOURS = {"waiting": "", "overdue": "bad", "in_time": "good", "late": "fair"}


def rules() -> Profile:
    """The profile of this tab."""
    known = profiles(the_assistant().services)
    return known[profile_key(known)]


def name_field(key: str) -> str:
    """Who acts: typed by the local person, the last who signed here until another is typed; whoever is logged in needs no
    field.

    It stands inside its form, so that name and act reach the server as one. Every form of a page has its own, and all of them
    follow when in one of them a name is signed with, or the sidebar's is changed. The sidebar's own, with which opinions on
    findings are signed, follows none of them.
    """
    viewer = the_assistant().services.viewer
    if not viewer.is_local:
        return viewer.name
    field, followed, signed = f"name-{key}", f"name-{key}-followed", _signed()
    if field not in st.session_state or st.session_state.get(followed) != signed:
        st.session_state[field] = signed
    st.session_state[followed] = signed
    return st.text_input(texts.NAME, max_chars=MAX_NAME, key=field, help=texts.NAME_HELP)


def _signed() -> str:
    """The name signed with last on this page, while the sidebar's is what it was then."""
    name, beside = st.session_state.get(_SIGNED, ("", None))
    return name if beside == reviewer_name() else reviewer_name()


def received_field(key: str) -> date:
    """The day on which a report came in, today until another is chosen."""
    chosen: date = st.date_input(texts.RECEIVED_ON, "today", max_value="today", key=f"received-{key}")
    return chosen


def acting_now(name: str, seen: int | None = None) -> Acting:
    """``seen``: how many steps of the filing stood on the screen."""
    services = the_assistant().services
    if services.viewer.is_local:
        st.session_state[_SIGNED] = name, reviewer_name()
    return Acting(acting(services, name), rules(), seen)


def tried(what: Callable[[], Done]) -> Done | None:
    """The outcome; None when it could not be done, which is said."""
    try:
        return what()
    except UserError as error:
        say_problems(str(error))
        return None
