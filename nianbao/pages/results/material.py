"""Material gathered for a draft on the desk: what each source gave, and the filled inputs workbook to take away."""

from functools import partial

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import tag
from nianbao.pages.results.common import Json
from nianbao.pages.words import material
from nianbao.work.handed.downloads import XLSX_MIME
from nianbao.work.jobs import workbook_of


def show_material(data: Json, key: str) -> None:
    """Each value with its source, what must be settled, and the workbook with both; a blank one alone."""
    if data.get("blank"):
        name = texts.TEMPLATE_FILE.format(year=data["year"])
        blank = partial(workbook_of, data)
        st.download_button(texts.TEMPLATE_BUTTON, blank, name, XLSX_MIME, key=f"material-{key}", on_click="ignore")
        return
    st.html(
        tag("h3", material.TITLE.format(agency=data["agency"] or material.NO_AGENCY, year=data["year"]), "nb-title")
    )
    if data["asked"]:
        st.text("\n".join(data["asked"]))
    with st.expander(material.FILLED.format(n=len(data["filled"])), icon=":material/table_view:"):
        st.text("\n".join(data["filled"]))
    name = texts.FILLED_WORKBOOK_NAME.format(year=data["year"])
    st.download_button(
        texts.FILLED_WORKBOOK, partial(workbook_of, data), name, XLSX_MIME, key=f"material-{key}", on_click="ignore"
    )
