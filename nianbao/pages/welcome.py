"""The empty conversation: four things to do, each one click away from being done."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain
from nianbao.pages.session import ask, is_asked, profile_key
from nianbao.pages.sidebar import template_button
from nianbao.pages.words import drafts
from nianbao.work.profiles import profiles

_TYPES = {"draft": texts.UPLOAD_TYPES, "review": texts.REPORT_TYPES, "compare": texts.REPORT_TYPES}


def show_welcome() -> None:
    st.html(f"<h2 class='nb-welcome'>{texts.WELCOME}</h2><p class='nb-small'>{texts.WELCOME_HINT}</p>")
    jobs: tuple[tuple[str, str, str, str, Callable[[], Any]], ...] = (
        ("draft", texts.JOB_DRAFT, texts.JOB_DRAFT_SAYS, texts.JOB_DRAFT_BUTTON, _draft),
        ("review", texts.JOB_REVIEW, texts.JOB_REVIEW_SAYS, texts.JOB_REVIEW_BUTTON, _review),
        ("compare", texts.JOB_COMPARE, texts.JOB_COMPARE_SAYS, texts.JOB_COMPARE_BUTTON, _compare),
        ("law", texts.JOB_LAW, texts.JOB_LAW_SAYS, texts.JOB_LAW_BUTTON, _law),
    )
    for column, (key, name, says, button, act) in zip(st.columns(len(jobs)), jobs, strict=True):
        with column.container(border=True, key=f"job-{key}"):
            st.html(f"<h3>{name}</h3><p>{says}</p>")
            if st.button(button, key=f"do-{key}", type="primary" if key == "draft" else "secondary", width="stretch"):
                act()


def _law() -> None:
    ask(texts.LAW_EXAMPLE)
    st.rerun()


@st.dialog(texts.DRAFT_DIALOG)
def _draft() -> None:
    st.markdown(texts.DRAFT_STEP_1)
    template_button("template-in-dialog")
    st.markdown(texts.DRAFT_STEP_2)
    _collect("draft", texts.DRAFT_FILES, texts.DRAFT_GO, texts.DRAFT_ASK)
    st.caption(drafts.OR_MATERIAL)
    st.page_link("nianbao/pages/draft.py", label=drafts.TO_BENCH, icon=":material/edit_document:")


@st.dialog(texts.REVIEW_DIALOG)
def _review() -> None:
    st.markdown(texts.REVIEW_SAYS)
    known = profiles(the_assistant().services)
    st.caption(texts.REVIEW_BY.format(profile=plain(known[profile_key(known)].name)))
    _collect("review", texts.REVIEW_FILES, texts.REVIEW_GO, texts.REVIEW_ASK)
    _sample("review", texts.REVIEW_ASK)


@st.dialog(texts.COMPARE_DIALOG)
def _compare() -> None:
    st.markdown(texts.COMPARE_SAYS)
    _collect("compare", texts.COMPARE_FILES, texts.COMPARE_GO, texts.COMPARE_ASK)
    _sample("compare", texts.COMPARE_ASK, with_last_year=True)


def _collect(key: str, label: str, go: str, question: str) -> None:
    """Files and the button that hands them in. The button's callback runs before the page is drawn again."""
    files = st.file_uploader(label, type=list(_TYPES[key]), accept_multiple_files=True, key=f"files-{key}")
    st.button(
        go,
        key=f"go-{key}",
        type="primary",
        disabled=not files,
        on_click=_hand_in,
        args=(question, files),
        width="stretch",
    )
    if is_asked():
        st.rerun()


def _hand_in(question: str, files: Sequence[Any]) -> None:
    ask(question, files)


def _sample(key: str, question: str, with_last_year: bool = False) -> None:
    st.caption(texts.OR_SAMPLE)
    st.button(texts.SAMPLE_BUTTON, key=f"sample-{key}", on_click=_hand_in_sample, args=(question, with_last_year))
    if is_asked():
        st.rerun()


def _hand_in_sample(question: str, with_last_year: bool) -> None:
    from nianbao.work.handed.downloads import sample_uploads

    ask(question, sample_uploads(with_last_year))
