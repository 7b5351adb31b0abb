"""A register on the desk: the page of plain Chinese, and the filled inputs workbook to take away."""

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.page import the_assistant
from nianbao.pages.results.common import Json
from nianbao.pages.session import open_conversation
from nianbao.work.conversations import uploads_named
from nianbao.work.handed.downloads import XLSX_MIME
from nianbao.work.register import filled_workbook


def show_register(data: Json, key: str) -> None:
    """Tables three and four with what must be asked; the workbook is made when it is wanted."""
    st.text(data["text"])
    conversation = open_conversation()
    if conversation is None:
        return
    services = the_assistant().services

    def workbook() -> bytes:
        files = tuple(uploads_named(services, conversation, data["files"]))
        return filled_workbook(files, data["year"], services.settings.data_dir, data.get("answers"))

    name = texts.FILLED_WORKBOOK_NAME.format(year=data["year"])
    st.download_button(texts.FILLED_WORKBOOK, workbook, name, XLSX_MIME, key=f"register-{key}")
