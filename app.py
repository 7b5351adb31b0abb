"""The desk in the browser: ``streamlit run app.py``. The pages are files in ``app_pages``; nothing heavy is imported."""

import logging

import streamlit as st

from app_pages import texts
from app_pages.page import ICON, dress, say_failure

st.set_page_config(page_title=texts.APP_TITLE, page_icon=ICON, layout="wide")
dress()
page = st.navigation(
    [
        st.Page("app_pages/desk.py", title=texts.PAGE_DESK, icon=":material/edit_document:", default=True),
        st.Page("app_pages/law.py", title=texts.PAGE_LAW, icon=":material/menu_book:", url_path="law"),
        st.Page("app_pages/rules.py", title=texts.PAGE_RULES, icon=":material/rule:", url_path="rules"),
        st.Page("app_pages/library.py", title=texts.PAGE_LIBRARY, icon=":material/folder_open:", url_path="library"),
    ],
    position="top",
)
try:
    page.run()
except Exception as error:  # the clerk gets one Chinese sentence; the traceback goes to the log
    logging.getLogger(__name__).exception("page failed")
    say_failure(error)
