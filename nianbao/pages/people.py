"""Page 管理: who may do what in the office, and what was done."""

import streamlit as st

from nianbao.pages.office.people import show_audit, show_people
from nianbao.pages.page import the_assistant
from nianbao.pages.sidebar import show_sidebar
from nianbao.pages.words import people as words
from nianbao.work.people import may

services = the_assistant().services
manages, audits = (may(services, "manager"), may(services, "auditor"))
st.title(words.HEADING)
if not (manages or audits):
    st.warning(words.NEITHER, icon=":material/lock:")
if manages:
    show_people()
if audits:
    show_audit()
show_sidebar()
