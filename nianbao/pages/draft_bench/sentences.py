"""Tab 文字: the sentences of the draft as cards by owner, with the ledger line of a number beside them."""

from typing import Any

import streamlit as st

from nianbao.pages.draft_bench.tab import Tab, component
from nianbao.pages.html import join, table, tag
from nianbao.pages.live import passages
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain
from nianbao.pages.session import reviewer_name
from nianbao.pages.shown.ledger import formula_in_numbers
from nianbao.pages.words import drafts, home
from nianbao.papers.wording import section_name
from nianbao.report.errors import UserError
from nianbao.work.bench.model import ask_model, let_finish
from nianbao.work.bench.opening import Bench
from nianbao.work.bench.sentences import Card, Edit, cards, to_add, words_apart
from nianbao.work.draft import PassageDone, Watch

KEY = "bench-sentences"


def show_sentences(tab: Tab) -> None:
    bench = tab.bench
    found = cards(bench)
    chosen = st.segmented_control(
        drafts.VIEW,
        list(drafts.FILTERS),
        format_func=lambda name: _filter(name, found),
        default="all",
        required=True,
        key="bench-filter",
        label_visibility="collapsed",
    )
    _ask_model(tab)
    shown = [_card(bench, card) for card in found]
    data = {
        "store": f"{tab.id}-sentences",
        "version": str(bench.state.last),
        "filter": chosen,
        "cards": shown,
        "adds": {key: _edit(edit) for key, edit in to_add().items()},
        "ledger": _ledger(bench),
        "wrong": tab.wrong,
        "places": len(bench.written.open),
        "done": tab.numbers,
        "draft": tab.id,
        "ack": tab.ack.get(KEY, 0),
        "words": _words(),
    }
    component("nianbao_sentences", _html(), "queue.js", "sentences.js")(
        key=KEY, data=data, on_queue_change=lambda: None
    )
    if apart := words_apart(bench):
        with st.expander(drafts.APART, icon=":material/history:"):
            st.html(table((drafts.EDIT,), [(a.template,) for a in apart]))


def _ask_model(tab: Tab) -> None:
    """With a model configured it may arrange the text; what it adds of its own are proposals."""
    services = the_assistant().services
    if services.model is None:
        return
    if st.button(drafts.ASK_MODEL, key="ask-model", help=drafts.ASK_MODEL_SAYS, icon=":material/edit_note:"):
        status = st.status(drafts.ASKING)
        st.button(home.STOP, key="stop-model", on_click=_stopped, args=(tab.id,), icon=":material/stop:")
        try:
            done = ask_model(services, tab.id, reviewer_name(), _watch(status, st.empty()))
            st.session_state["bench-asked"] = drafts.ASKED.format(n=done.passages, proposals=done.proposals)
        except UserError as error:
            st.session_state["bench-asked"] = str(error)
        st.rerun()
    if told := st.session_state.pop("bench-asked", None):
        st.info(plain(told))


def _watch(status: Any, place: Any) -> Watch:
    """Steps and passages as they come. While the model is silent the page is touched again and again: a click on 停止 ends
    this run at the next touch, and what the model has done is kept."""
    done: list[PassageDone] = []

    def passage(one: PassageDone) -> None:
        done.append(one)
        place.html(passages(done))

    def touched() -> bool:
        status.update(state="running")
        return False

    return Watch(lambda step: status.update(label=plain(step)), passage, touched)


def _stopped(id: int) -> None:
    let_finish(the_assistant().services, id)
    st.session_state["bench-asked"] = drafts.MODEL_STOPPED


def _filter(name: str, found: list[Card]) -> str:
    of_filter = {"all": len(found), "blank": sum(card.is_open for card in found)}
    count = of_filter.get(name, sum(card.owner == name for card in found))
    return f"{drafts.FILTERS[name]} {count}"


def _html() -> str:
    buttons = (("previous", drafts.PREVIOUS, "K"), ("next", drafts.NEXT, "J"), ("undo", drafts.UNDO, "U"))
    acts = [tag("button", join((label, tag("kbd", key))), data_do=what, type="button") for what, label, key in buttons]
    acts.append(tag("button", drafts.TURN_ALL, data_do="turn-all", type="button"))
    bar = tag("div", join((tag("span", "", "left", aria_live="polite"), tag("span", join(acts)))), "bar")
    inside = join(
        (
            bar,
            tag("div", "", "list", tabindex="0", role="region", aria_label=drafts.SENTENCES),
            tag("div", "", "ledger", tabindex="0", role="region", aria_label=drafts.LEDGER_LINE, aria_live="polite"),
        )
    )
    return str(tag("div", inside, "bench", tabindex="-1"))


def _card(bench: Bench, card: Card) -> dict[str, Any]:
    title = card.heading or drafts.TITLES.get(card.section) or section_name(card.section)
    return {
        "key": card.key,
        "title": title,
        "owner": card.owner,
        "open": card.is_open,
        "pieces": card.pieces,
        "original": card.original,
        "claims": card.claims,
        "rests": card.rests_on,
        "edits": [_edit(edit) for edit in card.edits],
        "fills": card.fills,
        "hint": drafts.SEE_FIGURES if card.owner == "blank" and not card.edits else "",
        "turns": card.turns,
        "changed": card.changed,
        "seen": card.seen,
        "proposalSeen": card.proposal_seen,
        "add": card.adds_to,
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "place": edit.place,
        "field": edit.field,
        "text": edit.text,
        "value": edit.value,
        "seen": edit.seen,
        "slots": edit.slots,
        "keeps": edit.keeps,
        "label": edit.label,
    }


def _ledger(bench: Bench) -> dict[str, Any]:
    ledger = bench.written.ledger
    values = {id: entry.shown if entry.is_open else str(entry.value) for id, entry in ledger.entries.items()}
    return {
        id: {
            "kind": entry.kind,
            "label": entry.label,
            "shown": entry.shown,
            "period": entry.period,
            "source": entry.source or "",
            "formula": formula_in_numbers(entry.formula, values) if entry.formula else "",
        }
        for id, entry in ledger.entries.items()
    }


def _words() -> dict[str, Any]:
    return {
        "owners": drafts.OWNERS,
        "original": drafts.ORIGINAL,
        "claims": drafts.CLAIMS,
        "take": drafts.TAKE,
        "drop": drafts.DROP,
        "edit": drafts.EDIT,
        "turn": drafts.TURN,
        "back": drafts.BACK,
        "add": drafts.ADD,
        "fill": drafts.FILL,
        "title": drafts.NEW_TITLE,
        "left": drafts.LEFT_IN_TEXT,
        "noneLeft": drafts.NONE_IN_TEXT,
        "ledger": drafts.LEDGER_LINE,
        "none": drafts.NO_LEDGER,
        "parts": drafts.LEDGER_PARTS,
        "slot": drafts.SLOT,
        "save": drafts.SAVE,
        "cancel": drafts.CANCEL,
    }
