"""The rule profiles to choose from: what each sets otherwise; the office's own can be handed in, shown, used, thrown away."""

from functools import partial
from typing import Any

import streamlit as st

from nianbao.pages.html import Html, table
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain, say_problems
from nianbao.pages.session import keep, profile_key
from nianbao.pages.shown.law import rule_titles
from nianbao.pages.words import workbench as words
from nianbao.papers.wording import SEVERITIES
from nianbao.report.errors import UserError
from nianbao.work.profiles import (
    ENDING,
    OWN,
    Difference,
    add_profile,
    delete_profile,
    differences,
    profile_text,
    profiles,
)
from validators.profile import Profile
from validators.score import GROUND_NAMES

_TOML = "application/toml"


def show_profiles() -> None:
    st.caption(words.PROFILES_SAY)
    services = the_assistant().services
    with st.container(horizontal=True, vertical_alignment="bottom", key="profile-add"):
        file = st.file_uploader(words.PROFILE_FILE, type=[ENDING], key=f"profile-{_turn()}")
        st.button(
            words.PROFILE_ADD, disabled=file is None, on_click=_add, args=(file,), type="primary", key="add-profile"
        )
    blank = partial(profile_text, services, "national")
    st.download_button(
        words.PROFILE_BLANK, blank, words.PROFILE_BLANK_FILE, _TOML, on_click="ignore", icon=":material/download:"
    )
    if said := st.session_state.pop("profile-said", ""):
        st.success(plain(said))
    if wrong := st.session_state.pop("profile-wrong", ""):
        say_problems(wrong)
    known = profiles(services)
    used = profile_key(known)
    for key, profile in known.items():
        _show(key, profile, used=key == used)


def _show(key: str, profile: Profile, used: bool) -> None:
    found = differences(profile)
    whose = words.PROFILE_OWN if key.startswith(OWN) else words.PROFILE_COMES
    line = words.PROFILE_LINE.format(name=plain(profile.name), whose=whose, n=len(found))
    with st.expander(line, expanded=used and key.startswith(OWN), key=f"profile-of-{key}"):
        if found:
            st.html(table(words.PROFILE_HEADS, [_row(each) for each in found], "nb-profile"))
        else:
            st.caption(words.PROFILE_SAME)
        with st.container(horizontal=True, key=f"profile-acts-{key}"):
            label = words.PROFILE_IN_USE if used else words.PROFILE_USE
            st.button(label, disabled=used, on_click=_use, args=(key,), key=f"use-{key}")
            if key.startswith(OWN):
                text = partial(profile_text, the_assistant().services, key)
                name = f"{key.removeprefix(OWN)}{ENDING}"
                st.download_button(words.PROFILE_DOWNLOAD, text, name, _TOML, on_click="ignore", key=f"download-{key}")
                st.button(words.PROFILE_DELETE, on_click=_delete, args=(key,), key=f"delete-{key}")


def _row(each: Difference) -> tuple[str | Html, ...]:
    own, usual = (SEVERITIES.get(v, v) if each.table == "severities" else v for v in (each.own, each.national))
    return words.PROFILE_TABLES[each.table], _called(each), usual, own


def _called(each: Difference) -> str:
    """A key in words: who has the deadline, which rule, what points are taken off for."""
    if each.table == "points":
        return words.PROFILE_KEYS.get(each.key) or GROUND_NAMES[each.key]  # type: ignore[index]
    rule, _, _ = each.key.partition(".")
    title = rule_titles().get(rule, "")
    return words.PROFILE_KEYS.get(each.key) or f"{rule} {title}"


def _turn() -> int:
    turn: int = st.session_state.setdefault("profile-turn", 0)
    return turn


def _add(file: Any) -> None:
    try:
        key = add_profile(the_assistant().services, file.getvalue())
    except UserError as error:
        st.session_state["profile-wrong"] = str(error)
        return
    st.session_state["profile-said"] = words.PROFILE_ADDED.format(name=key.removeprefix(OWN))
    st.session_state["profile-turn"] = _turn() + 1  # an empty field again


def _use(key: str) -> None:
    keep("profile", key)


def _delete(key: str) -> None:
    try:
        delete_profile(the_assistant().services, key)
    except UserError as error:
        st.session_state["profile-wrong"] = str(error)
