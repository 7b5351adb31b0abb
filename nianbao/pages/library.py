"""Page 参考报告库: the stored reports that comparisons and searches draw on, and adding one."""

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import table
from nianbao.pages.page import say_failure, the_assistant
from nianbao.pages.plain import plain
from nianbao.pages.sidebar import show_sidebar
from nianbao.work.library import add_to_library, list_library


def show_adding() -> None:
    with st.expander(texts.LIBRARY_ADD, icon=":material/add:"), st.form("add", clear_on_submit=True, border=False):
        files = st.file_uploader(texts.LIBRARY_FILES, type=texts.REPORT_TYPES, accept_multiple_files=True)
        if not st.form_submit_button(texts.LIBRARY_GO, type="primary"):
            return
        for file in files:
            try:
                with st.spinner(texts.LIBRARY_READING.format(name=plain(file.name)), show_time=True):
                    name = add_to_library(the_assistant().services, file.name, file.getvalue())
            except Exception as error:  # one bad file must not keep the others out
                say_failure(error)
            else:
                st.success(texts.LIBRARY_ADDED.format(name=plain(name)))


st.title(texts.LIBRARY_HEADING)
st.caption(texts.LIBRARY_INTRO)
show_adding()
wanted = st.text_input(texts.LIBRARY_FILTER, placeholder=texts.LIBRARY_FILTER_PLACEHOLDER, key="library-filter")
entries = [e for e in list_library(the_assistant().services) if wanted.strip() in str(e["agency"])]
if entries:
    st.caption(texts.LIBRARY_COUNT.format(shown=len(entries)))
    st.html(table(texts.LIBRARY_HEADS, [(e["year"], e["agency"], e["source_label"], e["file"]) for e in entries]))
else:
    st.caption(texts.LIBRARY_EMPTY)
show_sidebar()
