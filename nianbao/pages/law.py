"""Page 查法规: search the regulation and our notes (or past reports), an article among its neighbours, the whole regulation.

What is searched and which article lies open stand in the address.
"""

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import details, join, tag
from nianbao.pages.page import run_script, the_assistant
from nianbao.pages.results.law import show_hits
from nianbao.pages.shown.law import neighbours, regulation_by_chapter
from nianbao.pages.sidebar import show_sidebar
from nianbao.pages.words import law as words
from nianbao.work.law import SearchKind, SearchRequest, search

HITS = 8
QUERY, SCOPE, ARTICLE = "q", "in", "a"
_HERE = "nianbao/pages/law.py"
SCOPES: dict[str, tuple[str, tuple[SearchKind, ...]]] = {
    "law": (texts.LAW_SCOPE_LAW, ("article", "note")),
    "reports": (texts.LAW_SCOPE_REPORTS, ("passage",)),
}


def show_search() -> None:
    """The form, begun from the address; what is asked goes there."""
    written = st.query_params.get(SCOPE, "law")
    with st.form("law", border=False):
        words_, button = st.columns([7, 2], vertical_alignment="bottom")
        query = words_.text_input(
            texts.LAW_QUERY,
            st.query_params.get(QUERY, ""),
            placeholder=texts.LAW_QUERY_PLACEHOLDER,
            key="law-query",
        )
        asked = button.form_submit_button(texts.LAW_SEARCH, type="primary", icon=":material/search:", width="stretch")
        scope = st.radio(
            texts.LAW_SCOPE,
            list(SCOPES),
            index=list(SCOPES).index(written) if written in SCOPES else 0,
            format_func=lambda key: SCOPES[key][0],
            horizontal=True,
            key="law-scope",
            label_visibility="collapsed",
        )
    if asked:
        st.query_params.pop(ARTICLE, None)
        st.query_params[QUERY], st.query_params[SCOPE] = query.strip(), scope
    if query.strip():
        show_found(query.strip(), scope)


def show_found(query: str, scope: str) -> None:
    with st.spinner(texts.LAW_SEARCHING):
        hits = search(the_assistant().services, SearchRequest(query, SCOPES[scope][1], HITS))
    st.subheader(texts.LAW_FOUND.format(n=len(hits)))
    if not hits:
        show_hits([])
    for number, hit in enumerate(hits):
        show_hits([hit.as_json()])
        if hit.kind == "article":
            article = hit.id.partition(":")[2].split(".")[0]
            _article_link(article, words.CONTEXT.format(label=hit.article), query, scope, f"context-{number}")


def show_article(written: str) -> None:
    """An article between those before and after it, and the way on."""
    around = neighbours(written)
    if not around:
        st.warning(words.NO_ARTICLE)
        return
    middle = next(a for a in around if a.number == int(written))
    query, scope = st.query_params.get(QUERY, ""), st.query_params.get(SCOPE, "law")
    st.query_params[ARTICLE] = written  # a link to the page itself does not change the browser's address
    st.subheader(words.HEADING.format(label=middle.label))
    st.caption(f"{texts.REGULATION}　{middle.chapter}")
    st.html(
        join(
            tag(
                "blockquote",
                join((tag("b", join((a.label, "　", a.title))), *(tag("p", line) for line in a.text.split("\n")))),
                "nb-law" if a.number == middle.number else "nb-law nb-beside",
                data_article=str(a.number),
            )
            for a in around
        )
    )
    run_script("open_article.js", __ARTICLE__=written)
    with st.container(horizontal=True):
        if around[0].number < middle.number:
            _article_link(str(middle.number - 1), words.BEFORE, query, scope, "before")
        if around[-1].number > middle.number:
            _article_link(str(middle.number + 1), words.AFTER, query, scope, "after")
        if query:
            with st.container(key="close", width="content"):
                st.page_link(_HERE, label=words.CLOSE, query_params={QUERY: query, SCOPE: scope})


def _article_link(article: str, label: str, query: str, scope: str, key: str) -> None:
    there = {ARTICLE: article} | ({QUERY: query, SCOPE: scope} if query else {})
    with st.container(key=key, width="content"):
        st.page_link(_HERE, label=label, query_params=there, icon=":material/unfold_more:")


def show_whole() -> None:
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


st.title(texts.LAW_HEADING)
st.caption(texts.LAW_INTRO)
if opened := st.query_params.get(ARTICLE):
    show_article(opened)
else:
    show_search()
show_whole()
show_sidebar()
