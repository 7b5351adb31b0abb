"""Tab 核对: the draft reviewed by the same rules, what is left to do, and a Word file that comes back edited."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.draft_bench.tab import Tab
from nianbao.pages.html import join, table, tag
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain, say_problems
from nianbao.pages.results.common import findings, heading, verdict_banner
from nianbao.pages.results.judgement import WORKBENCH
from nianbao.pages.results.review import checklist
from nianbao.pages.session import reviewer_name
from nianbao.pages.words import drafts
from nianbao.papers.wording import section_name
from nianbao.report.errors import UserError
from nianbao.report.layout import cell_label
from nianbao.work.bench.from_word import WordChange, word_changes
from nianbao.work.bench.opening import Bench
from nianbao.work.bench.saying import Said
from nianbao.work.bench.versions import newest_from_word, newest_revision, saved_as
from nianbao.work.reviewed.workbench import Address
from nianbao.work.revised.edited_word import EditedWord, take_back
from nianbao.work.revised.match import OPEN_MARK
from validators.codec import review_from_json

if TYPE_CHECKING:
    from nianbao.work.revised.edited_word import TakenBack

_ROUND, _TOLD = "bench-word-round", "bench-word-told"


def show_check(tab: Tab) -> None:
    bench = tab.bench
    _edited(tab, bench)
    _matched(tab, bench)
    number: int | None
    if from_word := newest_from_word(the_assistant().services, tab.id):
        content, number = from_word.content, from_word.number
        said = drafts.REVIEWED_WORD.format(n=number)
    else:
        content, number = bench.written.as_json(), saved_as(the_assistant().services, bench)
        said = drafts.REVIEWED_SAVED.format(n=number) if number else drafts.REVIEWED
    review, places = review_from_json(content), content["open"]
    st.html(heading(said))
    marks = [f for f in review.findings if places and f.hit.where.quote and f.hit.where.quote.startswith(OPEN_MARK)]
    st.html(verdict_banner(review, told=marks, places=places))
    if number:
        query = {"doc": str(Address.of_draft(tab.id, number))}
        st.page_link(WORKBENCH, label=drafts.BESIDE_TEXT, query_params=query, icon=":material/vertical_split:")
    if places:
        with st.expander(drafts.OPEN.format(n=len(places)), icon=":material/checklist:", expanded=len(places) <= 12):
            rows = [(drafts.KINDS[p["kind"]], p["what"]) for p in places]
            st.html(table(drafts.OPEN_HEADS, rows, "nb-open"))
    above = tag("p", drafts.MARKS_ABOVE.format(n=len(places)), "nb-small") if marks else ""
    st.html(join((heading(texts.FINDINGS), above, findings(review, marks), checklist(review))))


def _edited(tab: Tab, bench: Bench) -> None:
    st.html(heading(drafts.EDITED))
    newest = newest_revision(the_assistant().services, tab.id)
    if newest is None:
        st.caption(drafts.NOT_YET)
        return
    st.caption(drafts.EDITED_SAYS)
    key = f"{_ROUND}-{st.session_state.setdefault(_ROUND, 0)}"
    types = ["docx", "doc", "wps", "rtf", "odt", "xml"]
    file = st.file_uploader(drafts.EDITED_FILE, type=types, key=key, label_visibility="collapsed")
    if file is not None:
        with st.spinner(drafts.READING):
            st.session_state[_TOLD] = _take(tab, file.name, file.getvalue(), newest.number)
        st.session_state[_ROUND] += 1
        st.rerun()
    told = st.session_state.pop(_TOLD, None)
    if isinstance(told, str):
        say_problems(told)
    elif told is not None:
        said = drafts.SAME_AS if told.unchanged else drafts.MATCHED
        st.success(plain(said.format(name=told.name, n=told.number)))


class _Told:
    def __init__(self, name: str, taken: "TakenBack") -> None:
        self.name, self.number, self.unchanged = name, taken.kept.number, taken.unchanged


def _take(tab: Tab, name: str, content: bytes, after: int) -> _Told | str:
    request = EditedWord(name, content, tab.id, reviewer_name() or drafts.NOBODY, after)
    try:
        return _Told(name, take_back(the_assistant().services, request))
    except UserError as error:
        return str(error)


def _matched(tab: Tab, bench: Bench) -> None:
    """The newest revision, when it was edited in Word: its numbers against the ledger, to be taken over one by one."""
    newest = newest_revision(the_assistant().services, tab.id)
    match = newest.content.get("match") if newest is not None else None
    if newest is None or not match:
        return
    counts = match["counts"]
    st.html(tag("p", drafts.COUNTS.format(all=len(match["numbers"]), **counts), "nb-small"))
    off = [n for n in match["numbers"] if n["state"] in drafts.STATES]
    if off:
        rows = [(drafts.STATES[n["state"]], _where(n), n["text"], n["ledger_value"] or "", n["quote"]) for n in off]
        st.html(table(drafts.NUMBERS_HEADS, rows))
    if changes := word_changes(the_assistant().services, bench):
        _take_over(tab, newest.number, changes)


def _take_over(tab: Tab, revision: int, changes: list[WordChange]) -> None:
    """Changes made in Word, each with its button; those that cannot be taken over as they are, to be done by hand."""
    with st.expander(drafts.IN_WORD.format(n=revision, count=len(changes)), icon=":material/merge:", expanded=True):
        ready = [c.said for c in changes if c.said is not None]
        if len(ready) > 1:
            st.button(drafts.ADOPT_ALL.format(n=len(ready)), key="adopt-all", on_click=_say_all, args=(tab, ready))
        for number, change in enumerate(changes):
            where = (
                change.where if change.said and change.said.place.startswith("figure.") else section_name(change.where)
            )
            told, act = st.columns([6, 1], vertical_alignment="center")
            told.html(table((where, ""), [(tag("del", change.before), tag("ins", change.after))], "nb-changes nb-pair"))
            if change.said is None:
                act.caption(drafts.BY_HAND)
            else:
                act.button(drafts.ADOPT, key=f"adopt-{number}-{change.where}", on_click=tab.say, args=(change.said,))


def _say_all(tab: Tab, said: list[Said]) -> None:
    """Each on its own, so that one that cannot be kept does not hold up the others."""
    for one in said:
        tab.say(one)


def _where(number: dict[str, Any]) -> str:
    return cell_label(number["cell"]) if number.get("cell") else section_name(number["section"])
