"""Agency kind, level and rule profile of a review, to be told where its name does not tell; then it is reviewed again."""

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain
from nianbao.pages.session import profile_key
from nianbao.pages.words import workbench as words
from nianbao.papers.wording import AGENCY_KIND_NAMES, AGENCY_LEVEL_NAMES
from nianbao.report.errors import UserError
from nianbao.work.profiles import profiles
from nianbao.work.reviewed.again import AgainRequest, review_again
from nianbao.work.reviewed.workbench import Address
from validators.record import ReviewRecord

REVIEW = "nianbao/pages/review.py"


def is_unsettled(record: ReviewRecord) -> bool:
    """True when kind or level is not known: then there is no verdict."""
    agency = record.review.agency
    return not record.draft and (agency.kind is None or agency.level is None)


def show_again(address: Address, record: ReviewRecord, key: str) -> None:
    """The fields: open in a line of their own while something is unknown, else behind a click."""
    if is_unsettled(record):
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"settle-{key}"):
            _fields(address, record, key)
        return
    with st.popover(words.AGAIN, icon=":material/tune:", key="again"):
        if record.draft:
            st.caption(words.NOT_AGAIN)
            return
        st.caption(words.AGAIN_SAYS)
        _fields(address, record, key)


def _fields(address: Address, record: ReviewRecord, key: str) -> None:
    agency = record.review.agency
    known = profiles(the_assistant().services)
    kinds, levels = list(AGENCY_KIND_NAMES), list(AGENCY_LEVEL_NAMES)
    kind = st.selectbox(
        words.KIND,
        kinds,
        index=kinds.index(agency.kind) if agency.kind else None,
        format_func=AGENCY_KIND_NAMES.__getitem__,
        placeholder=words.CHOOSE,
        key=f"kind-{key}",
    )
    level = st.selectbox(
        words.LEVEL,
        levels,
        index=levels.index(agency.level) if agency.level else None,
        format_func=AGENCY_LEVEL_NAMES.__getitem__,
        placeholder=words.CHOOSE,
        key=f"level-{key}",
    )
    profile = st.selectbox(
        texts.PROFILE,
        list(known),
        index=list(known).index(_profile_of(record)),
        format_func=lambda source: known[source].name,
        key=f"rules-{key}",
    )
    asked = AgainRequest(
        kind, level, profile, inferred=agency.inferred and (kind, level) == (agency.kind, agency.level)
    )
    if st.button(words.REVIEW_AGAIN, key=f"again-{key}", type="primary", icon=":material/refresh:"):
        _again(address, record, asked)


def _profile_of(record: ReviewRecord) -> str:
    """The profile by which it was reviewed, while it is there; else the tab's."""
    known = profiles(the_assistant().services)
    same = [source for source, profile in known.items() if profile.name == record.review.profile.name]
    return same[0] if same else profile_key(known)


def _again(address: Address, record: ReviewRecord, asked: AgainRequest) -> None:
    try:
        with st.spinner(words.REVIEWING_AGAIN):
            there = review_again(the_assistant().services, address, record, asked)
    except UserError as error:
        st.warning(plain(error))
        return
    st.switch_page(REVIEW, query_params={"doc": str(there)})
