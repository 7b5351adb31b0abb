"""A roll-up on the desk: what was added up and what was not, and the office's inputs workbook to take away."""

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.page import the_assistant
from nianbao.pages.results.common import Json
from nianbao.pages.session import open_conversation
from nianbao.work.conversations import uploads_named
from nianbao.work.handed.downloads import XLSX_MIME
from nianbao.work.rollup import RollUp, inputs_bytes, rollup


def show_rollup(data: Json, key: str) -> None:
    """The sums with their parts; the workbook is made when it is wanted, from the same reports."""
    st.text(data["text"])
    conversation = open_conversation()
    if conversation is None or not any(agency["used"] for agency in data["agencies"]):
        return
    services = the_assistant().services

    def workbook() -> bytes:
        files = tuple(uploads_named(services, conversation, data["files"]))
        request = RollUp((), data["agency"], data["year"], stored=data["stored"], uploads=files)
        return inputs_bytes(rollup(request, services))

    name = texts.FILLED_WORKBOOK_NAME.format(year=data["year"])
    st.download_button(texts.FILLED_WORKBOOK, workbook, name, XLSX_MIME, key=f"rollup-{key}")
