"""Search hits on the desk: the statute word for word, our notes and past reports named as such."""

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import Html, details, join, prose, tag
from nianbao.pages.results.common import Json

_NEAR = 3
_KINDS = {"article": texts.KIND_ARTICLE, "note": texts.KIND_NOTE, "report": texts.KIND_PASSAGE}


def show_law(data: Json, key: str) -> None:
    """The nearest hits in full, the others behind a click."""
    near, others = data["hits"][:_NEAR], data["hits"][_NEAR:]
    show_hits(near)
    if others:
        st.html(details(texts.LAW_OTHERS.format(n=len(others)), join(card(hit) for hit in others)))


def show_hits(hits: list[Json]) -> None:
    if not hits:
        st.info(texts.NO_HITS, icon=":material/search_off:")
        return
    st.html(join(card(hit) for hit in hits))


def card(hit: Json) -> Html:
    """One hit: what kind of text it is, its title, the text itself."""
    kind = hit["id"].partition(":")[0]
    head = join((tag("span", _KINDS[kind], f"nb-chip kind-{kind}"), tag("b", _title(kind, hit))))
    if kind == "article":
        body = tag("blockquote", join(tag("p", line) for line in hit["text"].split("\n")), "nb-law")
    else:
        body = tag("div", prose(hit["text"]), "nb-hit-text")
    return tag("div", join((tag("div", head, "nb-hit-title"), body)), f"nb-hit {kind}")


def _title(kind: str, hit: Json) -> str:
    title = str(hit["title"])
    if kind != "article":
        return title
    return f"{texts.REGULATION}{hit['article']}　{title.removeprefix(hit['article']).strip()}"
