"""The desk in the browser: ``streamlit run app.py``. The pages are files in ``nianbao/pages``; nothing heavy is imported.

The server reads this file for ``app``, which serves the desk and the doors beside it; each browser tab then runs it for
the page. The call of ``st.App`` has to stand here in full: the framework looks for it in the text.
"""

import logging

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    from nianbao.api.server import parts

    app = st.App(__file__, **parts())
else:
    from nianbao.pages import texts
    from nianbao.pages.gate import admit
    from nianbao.pages.office.texts import PAGE as PAGE_FILINGS
    from nianbao.pages.page import ICON, dress, say_failure

    st.set_page_config(page_title=texts.APP_TITLE, page_icon=ICON, layout="wide")
    dress()
    admit()
    page = st.navigation(
        [
            st.Page("nianbao/pages/desk.py", title=texts.PAGE_DESK, icon=":material/edit_document:", default=True),
            st.Page("nianbao/pages/draft.py", title=texts.PAGE_DRAFT, icon=":material/edit_note:", url_path="draft"),
            st.Page(
                "nianbao/pages/review.py", title=texts.PAGE_REVIEW, icon=":material/fact_check:", url_path="review"
            ),
            st.Page("nianbao/pages/sets.py", title=texts.PAGE_SET, icon=":material/library_books:", url_path="set"),
            st.Page(
                "nianbao/pages/compare.py",
                title=texts.PAGE_COMPARE,
                icon=":material/balance:",
                url_path="compare",
            ),
            st.Page(
                "nianbao/pages/filings.py", title=PAGE_FILINGS, icon=":material/move_to_inbox:", url_path="filings"
            ),
            st.Page("nianbao/pages/law.py", title=texts.PAGE_LAW, icon=":material/menu_book:", url_path="law"),
            st.Page("nianbao/pages/rules.py", title=texts.PAGE_RULES, icon=":material/rule:", url_path="rules"),
            st.Page(
                "nianbao/pages/library.py", title=texts.PAGE_LIBRARY, icon=":material/folder_open:", url_path="library"
            ),
            st.Page("nianbao/pages/people.py", title=texts.PAGE_PEOPLE, icon=":material/group:", url_path="people"),
        ],
        position="top",
    )
    try:
        page.run()
    except Exception as error:  # the clerk gets one Chinese sentence; the traceback goes to the log
        logging.getLogger(__name__).exception("page failed")
        say_failure(error)
