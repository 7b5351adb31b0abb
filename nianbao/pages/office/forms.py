"""The forms of the steps that may be taken now. What was taken is kept at once; what may not be is said and changes nothing."""

from typing import TYPE_CHECKING

import streamlit as st

from nianbao.pages.office import texts
from nianbao.pages.office.common import acting_now, name_field, received_field, tried
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain, say_problems
from nianbao.papers.wording import VERDICTS_IN_A_LIST
from nianbao.work.filings.steps import (
    Publishing,
    Returned,
    file_version,
    is_being_read,
    next_acts,
    publish,
    read_version,
    record_of,
    send_back,
)
from nianbao.work.handed.upload import Upload
from validators.article50 import IN_ORDER

if TYPE_CHECKING:
    from nianbao.store.filings import Filing
    from nianbao.work.filings.steps import Act


def show_forms(filing: "Filing") -> None:
    """In the order of the table of transitions; the one that leads on stands open."""
    if not filing.is_host and is_being_read(filing):
        st.info(texts.HOST_ONLY)
    for act in next_acts(the_assistant().services, filing):
        if act == "file":
            _file(filing)
        elif act == "return":
            _return(filing)
        elif act == "publish":
            _publish(filing)
        else:
            _read(filing, act)


def _file(filing: "Filing") -> None:
    first = filing.version == 0
    waited_for = first or filing.state == "returned"
    with (
        st.expander(texts.FILE_GO, expanded=waited_for, icon=":material/upload_file:"),
        st.form(f"file-{filing.steps}", border=False),
    ):
        if not first:
            st.caption(texts.FILE_AGAIN)
        file = st.file_uploader(texts.FILE_LABEL, key=f"filed-{filing.id}-{filing.steps}")
        received = received_field(f"{filing.id}-{filing.steps}")
        name = name_field("file")
        if st.form_submit_button(texts.FILE_GO, type="primary"):
            if file is None:
                say_problems(texts.FILE_NONE)
                return
            upload, services = Upload(file.name, file.getvalue()), the_assistant().services
            if tried(lambda: file_version(services, filing.id, upload, acting_now(name, filing.steps), received)):
                st.rerun()


def _read(filing: "Filing", act: "Act") -> None:
    label = texts.READ_GO[act]
    with (
        st.expander(label, expanded=True, icon=":material/approval:"),
        st.form(f"{act}-{filing.steps}", border=False),
    ):
        held = _held_against(filing)
        text = st.text_area(texts.OPINION, key=f"opinion-{filing.steps}", placeholder=texts.OPINION_PLACEHOLDER)
        knows = bool(held) and st.checkbox(texts.PASS_KNOWING, key=f"knows-{act}-{filing.steps}")
        name = name_field(act)
        if st.form_submit_button(label, type="primary"):
            services = the_assistant().services
            if held and not (text.strip() or knows):
                say_problems(texts.PASS_ASKS)
                return
            text = text.strip() or (texts.PASSED_KNOWING.format(held=held) if held else "")
            if tried(lambda: read_version(services, filing.id, act, text, acting_now(name, filing.steps))):
                st.rerun()


def _held_against(filing: "Filing") -> str:
    """What the review of the version that is read holds against it, which the form says; empty when it is in order."""
    review = record_of(the_assistant().services, filing.id, filing.version).review
    errors = [finding.rule for finding in review.findings if finding.severity == "error"]
    if not errors and review.verdict in IN_ORDER:
        return ""
    counted = texts.ERRORS.format(n=len(errors), rules="、".join(dict.fromkeys(errors))) if errors else texts.NO_ERRORS
    held = texts.HELD.format(verdict=VERDICTS_IN_A_LIST[review.verdict], counted=counted)
    st.warning(plain(texts.PASS_WARNS.format(held=held)), icon=":material/warning:")
    return held


def _return(filing: "Filing") -> None:
    found = record_of(the_assistant().services, filing.id, filing.version).review.findings
    with (
        st.expander(texts.RETURN_TITLE, icon=":material/undo:"),
        st.form(f"return-{filing.steps}", border=False),
    ):
        chosen = st.multiselect(
            texts.RETURN_FINDINGS,
            range(len(found)),
            default=[n for n, finding in enumerate(found) if finding.severity != "info"],
            format_func=lambda n: plain(f"{found[n].rule} {found[n].hit.message}"),
            key=f"findings-{filing.id}-{filing.steps}",
            placeholder=texts.RETURN_NONE,
        )
        text = st.text_area(texts.RETURN_TEXT, key=f"why-{filing.steps}")
        name = name_field("return")
        if st.form_submit_button(texts.RETURN_GO):
            services, why = the_assistant().services, Returned(tuple(chosen), text)
            if tried(lambda: send_back(services, filing.id, why, acting_now(name, filing.steps))):
                st.rerun()


def _publish(filing: "Filing") -> None:
    again = filing.state == "published"
    with (
        st.expander(texts.PUBLISH_TITLE, expanded=not again, icon=":material/public:"),
        st.form(f"publish-{filing.steps}", border=False),
    ):
        if again:
            st.caption(texts.PUBLISH_AGAIN)
        page = st.file_uploader(texts.PUBLISH_PAGE, key=f"page-{filing.id}-{filing.steps}")
        on = st.date_input(
            texts.PUBLISH_ON, None, max_value="today", key=f"on-{filing.steps}", help=texts.PUBLISH_ON_HELP
        )
        address = st.text_input(texts.PUBLISH_ADDRESS, key=f"address-{filing.steps}")
        name = name_field("publish")
        if st.form_submit_button(texts.PUBLISH_GO, type="primary"):
            if page is None:
                say_problems(texts.PUBLISH_NONE)
                return
            services = the_assistant().services
            published = Publishing(Upload(page.name, page.getvalue()), on, address)
            if tried(lambda: publish(services, filing.id, published, acting_now(name, filing.steps))):
                st.rerun()
