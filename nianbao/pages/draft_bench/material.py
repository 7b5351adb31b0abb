"""Tab 材料: files dropped in, what each gave, and what of it a person has to settle."""

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.draft_bench.tab import Tab
from nianbao.pages.html import table
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain, say_problems
from nianbao.pages.session import reviewer_name
from nianbao.pages.words import drafts
from nianbao.report.errors import UserError
from nianbao.work.bench.lines import DECISIONS, Carried, carried_lines, followed_up
from nianbao.work.bench.material import (
    Handed,
    Wording,
    hand_in,
    settle_wording,
    take_out,
    what_each_gave,
    wordings_asked,
)
from nianbao.work.bench.opening import Bench
from nianbao.work.bench.saying import Said
from nianbao.work.handed.upload import Upload

_ROUND, _TOLD, _ASKED = "bench-round", "bench-told", "bench-whose"


def show_material(tab: Tab) -> None:
    _files(tab)
    bench = tab.bench
    _gave(tab, bench)
    left, right = st.columns([3, 2])
    zero = f"zero-{tab.id}-{_seen(bench, 'basic.blank_zero')}"
    left.toggle(
        drafts.ZERO,
        bool(bench.state.value("basic.blank_zero")),
        key=zero,
        on_change=_typed,
        args=(tab, "basic.blank_zero", zero, _seen(bench, "basic.blank_zero")),
    )
    signed = str(bench.state.value("basic.signed_on") or "")
    right.text_input(
        drafts.SIGNED,
        signed,
        placeholder=drafts.SIGNED_PLACEHOLDER,
        key=f"signed-{tab.id}",
        on_change=_typed,
        args=(tab, "basic.signed_on", f"signed-{tab.id}", _seen(bench, "basic.signed_on")),
    )
    _wrong(tab, "basic.signed_on")
    _wordings(tab, bench)
    _questions(tab, bench)
    _carried(tab, bench)
    _followed(tab, bench)


def _seen(bench: Bench, place: str) -> int:
    standing = bench.state.values.get(place)
    return standing.number if standing else 0


def _typed(tab: Tab, place: str, key: str, seen: int) -> None:
    """Streamlit calls this also for widgets that go with a change of tabs: then nothing was typed."""
    value = st.session_state[key]
    if (value or "") != (tab.bench.state.value(place) or ""):
        tab.say(Said(place, value if value is not None else "", seen))


def _wrong(tab: Tab, place: str) -> None:
    if place in tab.wrong:
        say_problems(tab.wrong[place])


def _files(tab: Tab) -> None:
    """Files count as soon as they are dropped; the field is empty again for the next ones."""
    key = f"{_ROUND}-{st.session_state.setdefault(_ROUND, 0)}"
    files = st.file_uploader(drafts.FILES, type=list(texts.UPLOAD_TYPES), accept_multiple_files=True, key=key)
    if files:
        with st.spinner(drafts.READING):
            _hand_in(tab, [Upload(f.name, f.getvalue()) for f in files])
        st.session_state[_ROUND] += 1
        st.rerun()
    told = st.session_state.pop(_TOLD, [])
    if taken := [drafts.TAKEN_AS.format(name=t.name, kind=t.kind, note=_noted(t)) for t in told if not t.wrong]:
        st.success(plain("".join(taken)))
    for one in told:
        if one.wrong and not one.may_count:
            say_problems(one.wrong)
    for number, (upload, why) in enumerate(st.session_state.get(_ASKED, {}).get(tab.id, [])):
        st.warning(plain(why))
        with st.container(horizontal=True):
            st.button(drafts.COUNT_ALL_THE_SAME, key=f"count-{number}", on_click=_settle, args=(tab, upload, True))
            st.button(drafts.TAKE_OUT, key=f"leave-{number}", on_click=_settle, args=(tab, upload, False))


def _hand_in(tab: Tab, uploads: list[Upload], of_any_agency: bool = False) -> None:
    """What bears another agency's name waits until a person has said whether it counts."""
    told = hand_in(the_assistant().services, tab.id, uploads, reviewer_name(), of_any_agency)
    st.session_state[_TOLD] = told
    asked = st.session_state.setdefault(_ASKED, {}).setdefault(tab.id, [])
    asked += [(upload, one.wrong) for upload, one in zip(uploads, told, strict=True) if one.may_count]


def _settle(tab: Tab, upload: Upload, counts: bool) -> None:
    asked = st.session_state[_ASKED]
    asked[tab.id] = [(u, why) for u, why in asked[tab.id] if u is not upload]
    if counts:
        _hand_in(tab, [upload], of_any_agency=True)


def _noted(one: Handed) -> str:
    return drafts.NOTE.format(note=one.note) if one.note else ""


def _gave(tab: Tab, bench: Bench) -> None:
    gave = what_each_gave(bench)
    if not gave:
        st.info(drafts.NO_MATERIAL, icon=":material/info:")
        return
    rows = [(g.name, g.kind, *(str(n) for n in g.counts.values()), str(g.open)) for g in gave]
    st.html(table(drafts.GAVE_HEADS, rows, numbers=(2, 3, 4, 5, 6)))
    if unread := [f"{g.name}：{why}" for g in gave for why in g.unread]:
        with st.expander(drafts.UNREAD.format(n=len(unread)), icon=":material/help:"):
            st.markdown("\n".join(f"- {plain(line)}" for line in unread))
    with st.popover(drafts.TAKE_OUT):
        which = st.selectbox(
            drafts.TAKE_OUT_WHICH,
            [g.key for g in gave],
            format_func={g.key: g.name for g in gave}.__getitem__,
            key="take-out",
        )
        if st.button(drafts.TAKE_OUT, key="take-out-go"):
            take_out(the_assistant().services, tab.id, which, reviewer_name())
            st.rerun()


# --- to be settled ---------------------------------------------------------------------------------------------


def _wordings(tab: Tab, bench: Bench) -> None:
    asked = wordings_asked(bench)
    if not asked:
        return
    with st.expander(drafts.WORDINGS.format(n=len(asked)), expanded=True, icon=":material/help:"):
        for number, wording in enumerate(asked):
            _wording(tab, wording, f"wording-{bench.state.last}-{number}")


def _wording(tab: Tab, wording: Wording, key: str) -> None:
    rows = "、".join(map(str, wording.rows[:10])) + ("…" if len(wording.rows) > 10 else "")
    what, answer, go = st.columns([3, 3, 1], vertical_alignment="bottom")
    what.markdown(plain(drafts.WORDING.format(raw=wording.raw or drafts.EMPTY, rows=rows)))
    label = plain(drafts.WORDING_IS.get(wording.asked, wording.asked))
    with answer:
        if wording.choices:
            likely = [c for c in wording.likely if c in wording.choices]
            options = [*likely, *(c for c in wording.choices if c not in likely)]
            said = st.selectbox(
                label, options, index=None, format_func=wording.choices.__getitem__, placeholder=drafts.CHOOSE, key=key
            )
        else:
            asked = drafts.ANSWER_PLACEHOLDER if wording.asked == "answered" else drafts.DAY_PLACEHOLDER
            said = st.text_input(label, placeholder=asked, key=key)
    if go.button(drafts.SETTLE, key=f"{key}-go", disabled=not said, width="stretch"):
        try:
            settle_wording(the_assistant().services, tab.id, wording, str(said), reviewer_name())
        except UserError as error:
            say_problems(str(error))
        else:
            st.rerun()


def _questions(tab: Tab, bench: Bench) -> None:
    """Contradictions and what was not said clearly: a figure is chosen, or the thing was looked at."""
    asked = bench.built.asked
    if not asked:
        return
    with st.expander(drafts.QUESTIONS.format(n=len(asked)), expanded=True, icon=":material/rule:"):
        for one in asked:
            st.markdown(f"**{plain(one.question.subject)}**　{plain('；'.join(one.question.said))}")
            with st.container(horizontal=True):
                for choice in one.choices:
                    said = [Said(place, value, _seen(bench, place)) for place, value in choice.steps]
                    label = plain(drafts.USE_VALUE.format(value=choice.value))
                    key = f"use-{one.id}-{choice.value}"
                    st.button(label, key=key, help=plain(choice.source), on_click=tab.say, args=said)
                looked = Said(f"question.{one.id}", True)
                st.button(drafts.LOOKED, key=f"looked-{one.id}", on_click=tab.say, args=(looked,))


def _carried(tab: Tab, bench: Bench) -> None:
    lines = carried_lines(bench)
    if not lines:
        return
    waiting = [line for line in lines if not line.decided]
    with st.expander(drafts.CARRIED.format(n=len(waiting)), expanded=bool(waiting), icon=":material/history_edu:"):
        st.caption(drafts.CARRIED_SAYS)
        for line in lines:
            _decide(tab, bench, line)
        if waiting:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(drafts.ALL_OF_THEM.format(n=len(waiting)))
                for decision in DECISIONS:
                    said = [Said(line.place, decision) for line in waiting]
                    st.button(decision, key=f"all-{decision}", on_click=tab.say, args=said)


def _decide(tab: Tab, bench: Bench, line: Carried) -> None:
    key = f"{line.place}-{tab.id}-{_seen(bench, line.place)}"
    text, choice = st.columns([3, 2], vertical_alignment="center")
    text.markdown(plain(line.words))
    if line.told:
        text.caption(plain(drafts.TOLD_ALREADY.format(told="、".join(line.told))))
    choice.segmented_control(
        plain(line.words),
        DECISIONS,
        default=line.decided or None,
        key=key,
        label_visibility="collapsed",
        on_change=_typed,
        args=(tab, line.place, key, _seen(bench, line.place)),
    )


def _followed(tab: Tab, bench: Bench) -> None:
    lines = followed_up(bench)
    if not lines:
        return
    with st.expander(drafts.FOLLOWED, icon=":material/task_alt:"):
        for line in lines:
            st.text_input(
                plain("　".join(filter(None, (line.problem, line.measure)))),
                line.said,
                key=f"{tab.id}-{line.place}",
                on_change=_typed,
                args=(tab, line.place, f"{tab.id}-{line.place}", line.seen),
            )
