"""What every page of the desk needs: its looks, the one assistant of this process, and how failures are said."""

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from app_pages import texts
from report.errors import UserError

if TYPE_CHECKING:
    from assistant.service import Assistant

_HERE = Path(__file__).parent
_IN_CHINESE = "<script>document.documentElement.lang = 'zh-CN';</script>"


def dress() -> None:
    """Style sheet, logo, and the page's language, so that browsers choose Chinese glyphs and offer no translation."""
    st.html(_HERE / "desk.css")
    st.html(_IN_CHINESE, unsafe_allow_javascript=True)
    st.logo(str(_HERE / "logo.svg"), size="large", icon_image=str(_HERE / "icon.svg"))


@st.cache_resource(show_spinner=False)
def the_assistant() -> "Assistant":
    """One assistant for all sessions: it knows which conversations are being worked on."""
    from assistant.service import Assistant
    from assistant.services import Services

    return Assistant(Services())


def say_failure(error: Exception) -> None:
    """An error of ours is said in its own words; any other in general ones."""
    st.error(str(error) if isinstance(error, UserError) else texts.FAILURE)
