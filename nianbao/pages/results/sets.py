"""A set on the desk: where it is worked on."""

import streamlit as st

from nianbao.pages.plain import plain
from nianbao.pages.results.common import Json
from nianbao.pages.shown.sets import called
from nianbao.pages.words import sets

PAGE = "nianbao/pages/sets.py"


def show_set(data: Json, key: str) -> None:
    label = sets.OPEN.format(title=called(data["title"], data["files"]))
    st.page_link(PAGE, label=plain(label), icon=":material/library_books:", query_params={"s": data["set"]})
