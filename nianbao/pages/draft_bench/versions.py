"""Tabs 版本 and 导出: revisions told apart and brought back; the files of the work as it stands."""

from functools import partial

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.draft_bench.tab import Tab
from nianbao.pages.html import join, table, tag
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain, say_problems
from nianbao.pages.results.common import file_name
from nianbao.pages.session import reviewer_name
from nianbao.pages.words import drafts
from nianbao.papers.revision_text import HOW
from nianbao.papers.wording import section_name
from nianbao.report.errors import UserError
from nianbao.work.bench.versions import go_back, save_revision, saved_as
from nianbao.work.handed.downloads import DOCX_MIME, draft_docx, draft_page, draft_provenance
from nianbao.work.revised.revisions import RevisionLine, difference, list_revisions

_TOLD = "bench-went-back"


def show_versions(tab: Tab) -> None:
    services = the_assistant().services
    lines = list_revisions(services, tab.id)
    if told := st.session_state.pop(_TOLD, None):
        (say_problems if told[0] else st.success)(told[1])
    if not lines:
        st.info(drafts.NO_VERSION)
        return
    _state(tab)
    rows = [
        (drafts.NTH.format(n=r.number), r.author, f"{r.created_at.astimezone():%Y-%m-%d %H:%M}", _how(r), str(r.open))
        for r in reversed(lines)
    ]
    st.html(table(drafts.VERSION_HEADS, rows, numbers=(4,)))
    numbers = [r.number for r in lines]
    if len(numbers) < 2:
        return
    one, other = st.columns(2)
    nth = drafts.NTH.format
    asked = st.query_params.get("rev", "")
    start = numbers.index(int(asked)) if asked.isdecimal() and int(asked) in numbers else len(numbers) - 2
    a = one.selectbox(drafts.EARLIER, numbers, index=start, format_func=lambda n: nth(n=n), key="version-a")
    b = other.selectbox(drafts.LATER, numbers, index=len(numbers) - 1, format_func=lambda n: nth(n=n), key="version-b")
    a, b = sorted((a, b))  # whichever was chosen where: the earlier one is what the later one is told from
    _difference(tab, a, b)
    if a != numbers[-1]:
        st.button(
            drafts.GO_BACK.format(n=a),
            key="go-back",
            icon=":material/restore:",
            on_click=_back,
            args=(tab, a, numbers[-1]),
        )


def _how(line: RevisionLine) -> str:
    said = drafts.RESTORED_OF.format(n=line.of) if line.how == "restored" else HOW[line.how]
    return f"{said}　{line.file}" if line.file else said


def _back(tab: Tab, number: int, newest: int) -> None:
    try:
        made = go_back(the_assistant().services, tab.id, number, newest, reviewer_name())
        st.session_state[_TOLD] = (False, drafts.WENT_BACK.format(n=made.number))
    except UserError as error:
        st.session_state[_TOLD] = (True, str(error))


def _difference(tab: Tab, a: int, b: int) -> None:
    found = difference(the_assistant().services, tab.id, a, b)
    if not found:
        st.html(tag("p", drafts.NO_DIFFERENCE, "nb-small"))
        return
    rows: list[tuple[object, ...]] = [
        (section_name(s.section) if s.section != "title" else drafts.TITLE, tag("del", s.before), tag("ins", s.after))
        for s in found.sentences
    ]
    rows += [(c.label, tag("del", c.before), tag("ins", c.after)) for c in found.cells]
    heads = [h.format(a=a, b=b) for h in drafts.DIFFERENCE_HEADS]
    title = tag("h5", drafts.DIFFERENT.format(a=a, b=b, n=len(rows)), "nb-group", aria_level="2")
    st.html(join((title, table(heads, rows, "nb-changes"))))


def _state(tab: Tab) -> int | None:
    saved = saved_as(the_assistant().services, tab.bench)
    st.html(tag("p", drafts.UNSAVED if saved is None else drafts.SAVED.format(n=saved), "nb-small"))
    return saved


def show_export(tab: Tab) -> None:
    """The work as it stands has to be a revision before its files can be had."""
    services, bench = the_assistant().services, tab.bench
    saved = _state(tab)
    if places := bench.written.open:
        st.warning(drafts.OPEN_IN_FILE.format(n=len(places)), icon=":material/edit:")
    if saved is None:
        if st.button(drafts.SAVE_AS.format(n=bench.draft.latest + 1), type="primary", key="save-revision"):
            try:
                save_revision(services, tab.id, reviewer_name())
            except UserError as error:
                say_problems(str(error))
            else:
                st.rerun()
        return
    agency, year = bench.draft.agency, bench.draft.year
    offered = (
        ("docx", texts.DRAFT_DOCX, draft_docx, texts.DRAFT_DOCX_FILE, DOCX_MIME, ":material/download:"),
        ("page", texts.DRAFT_PAGE, draft_page, texts.DRAFT_PAGE_FILE, "text/html", ":material/public:"),
        ("ledger", texts.DRAFT_PROVENANCE, draft_provenance, texts.DRAFT_PROVENANCE_FILE, "application/json", ":material/receipt_long:"),
    )  # fmt: skip
    with st.container(horizontal=True):
        for key, label, fetch, name, mime, icon in offered:
            st.download_button(
                plain(label),
                partial(fetch, services, tab.id, saved),
                file_name(name, agency, year, revision=saved),
                mime,
                key=f"bench-{key}",
                on_click="ignore",
                type="primary" if key == "docx" else "secondary",
                icon=icon,
            )
