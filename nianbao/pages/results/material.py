"""Material gathered for a draft on the desk: what each source gave, and the filled inputs workbook to take away."""

from functools import partial

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.page import the_assistant
from nianbao.pages.results.common import Json
from nianbao.pages.session import open_conversation
from nianbao.work.conversations import uploads_named
from nianbao.work.handed.downloads import XLSX_MIME
from nianbao.work.jobs import gathered_again
from nianbao.work.template import filled_workbook


def show_material(data: Json, key: str) -> None:
    """Each value with its source, what must be settled; the workbook is made when it is wanted, from the same files."""
    st.text(data["text"])
    conversation = open_conversation()
    if conversation is None:
        return
    services = the_assistant().services

    def workbook() -> bytes:
        named = partial(uploads_named, services, conversation)
        return filled_workbook(gathered_again(data, named, services.settings.data_dir), data["year"])

    name = texts.FILLED_WORKBOOK_NAME.format(year=data["year"])
    st.download_button(texts.FILLED_WORKBOOK, workbook, name, XLSX_MIME, key=f"material-{key}")
