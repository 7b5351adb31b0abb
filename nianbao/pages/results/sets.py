"""A set on the desk: where it is worked on."""

import streamlit as st

from nianbao.pages.plain import plain
from nianbao.pages.results.common import Json
from nianbao.pages.words import sets

PAGE = "nianbao/pages/sets.py"


def called(title: str, count: int) -> str:
    """A set by its title and how many files it has, unless the title tells that."""
    alone = sets.TITLE.format(title="", n=count).strip()
    return title if title.endswith(alone) else sets.TITLE.format(title=title, n=count)


def show_set(data: Json, key: str) -> None:
    label = sets.OPEN.format(title=called(data["title"], data["files"]))
    st.page_link(PAGE, label=plain(label), icon=":material/library_books:", query_params={"s": data["set"]})
