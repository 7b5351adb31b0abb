"""Page 查法规: search the regulation and our notes (or past reports), and the whole regulation to read."""

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import details, join, tag
from nianbao.pages.page import the_assistant
from nianbao.pages.results.law import show_hits
from nianbao.pages.shown.law import regulation_by_chapter
from nianbao.pages.sidebar import show_sidebar
from nianbao.work.law import SearchKind, SearchRequest, search

HITS = 8
SCOPES: dict[str, tuple[SearchKind, ...]] = {
    texts.LAW_SCOPE_LAW: ("article", "note"),
    texts.LAW_SCOPE_REPORTS: ("passage",),
}

st.title(texts.LAW_HEADING)
st.caption(texts.LAW_INTRO)
with st.form("law", border=False):
    words, button = st.columns([7, 2], vertical_alignment="bottom")
    query = words.text_input(texts.LAW_QUERY, placeholder=texts.LAW_QUERY_PLACEHOLDER, key="law-query")
    button.form_submit_button(texts.LAW_SEARCH, type="primary", icon=":material/search:", width="stretch")
    scope = st.radio(texts.LAW_SCOPE, list(SCOPES), horizontal=True, key="law-scope", label_visibility="collapsed")
if query.strip():
    with st.spinner(texts.LAW_SEARCHING):
        hits = search(the_assistant().services, SearchRequest(query.strip(), SCOPES[scope], HITS))
    st.subheader(texts.LAW_FOUND.format(n=len(hits)))
    show_hits([hit.as_json() for hit in hits])

st.subheader(texts.LAW_BROWSE)
st.caption(texts.REGULATION)
for chapter, articles in regulation_by_chapter().items():
    with st.expander(chapter):
        st.html(
            join(
                details(
                    join((tag("b", a.label), "　", a.title)),
                    tag("blockquote", join(tag("p", line) for line in a.text.split("\n")), "nb-law"),
                    "nb-article",
                )
                for a in articles
            )
        )
show_sidebar()
