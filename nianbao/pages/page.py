"""What every page of the desk needs: its looks, the one assistant of this process, and how failures are said."""

import json
import logging
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.plain import say_problems
from nianbao.report.errors import UserError

if TYPE_CHECKING:
    from nianbao.assistant.service import Assistant
    from nianbao.work.people import Viewer
    from nianbao.work.services import Services

_HERE = Path(__file__).parent
ICON = str(_HERE / "icon.svg")


def dress() -> None:
    """Style sheet, logo, and the page's language: Chinese glyphs, no offer to translate, no English on the widgets."""
    st.html(_HERE / "desk.css")
    words = {"exact": texts.STREAMLIT_WORDS, "patterns": texts.STREAMLIT_PATTERNS}
    run_script("chinese.js", __WORDS__=json.dumps(words, ensure_ascii=False))
    run_script("narrow.js")
    st.logo(str(_HERE / "logo.svg"), size="large", icon_image=ICON)


VIEWER = "viewer"
"""Where this session keeps whose desk it is, once ``gate.admit`` has let them in."""
_MOST_PEOPLE = 500


_THIS_MACHINE = (None, "", "127.0.0.1", "::1")
"""How the address of a browser on the machine of the desk is known."""


def on_this_machine() -> bool:
    """The browser is on the machine that the desk runs on, and nobody logs in: then a folder of that machine may be
    named. Where people log in, a server before the desk may make every address look like this one."""
    return st.session_state.get(VIEWER) is None and st.context.ip_address in _THIS_MACHINE


def the_assistant() -> "Assistant":
    """The assistant of whoever sits here: all sessions of a person share one."""
    return _assistant_of(st.session_state.get(VIEWER))


@st.cache_resource(show_spinner=False, max_entries=_MOST_PEOPLE)
def _assistant_of(viewer: "Viewer | None") -> "Assistant":
    """``viewer``: None for the local person."""
    from nianbao.assistant.service import Assistant

    services = the_services()
    return Assistant(services if viewer is None else services.seen_by(viewer))


@st.cache_resource(show_spinner=False)
def the_services() -> "Services":
    """The resources of this process, as the local person has them."""
    from nianbao.work.services import Services

    return Services()


def run_script(name: str, **filled: str) -> None:
    """A script of ours in the page; ``filled`` replaces names in it. It runs once for every different text."""
    script = (_HERE / name).read_text(encoding="utf-8")
    for placeholder, value in filled.items():
        script = script.replace(placeholder, value)
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


_Given = ParamSpec("_Given")


def guarded(part: Callable[_Given, None]) -> Callable[_Given, None]:
    """A page, a fragment or a callback whose failure is one Chinese sentence; the traceback goes to the log. Each runs on
    its own: what went wrong in one does not pass through another."""

    @wraps(part)
    def said(*args: _Given.args, **kwargs: _Given.kwargs) -> None:
        try:
            part(*args, **kwargs)
        except UserError as error:  # what was opened is gone, or cannot be done now
            say_failure(error)
        except Exception as error:
            logging.getLogger(__name__).exception("page failed")
            say_failure(error)

    return said


def say_failure(error: Exception) -> None:
    """An error of ours is said in its own words; any other in general ones."""
    say_problems(str(error) if isinstance(error, UserError) else texts.FAILURE)
