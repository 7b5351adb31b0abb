"""The document pane: one component of our own, inline and offline. What is decided in it comes as an acknowledged queue."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import Html, join, tag
from nianbao.pages.page import the_assistant
from nianbao.pages.results.common import SEVERITY_COLOURS, finding_card
from nianbao.pages.session import reviewer_name
from nianbao.pages.workbench.sheet import sheet
from nianbao.papers.wording import DECISIONS, nothing_found
from nianbao.report.errors import UserError
from nianbao.work.reviewed.notes import MAX_TEXT, NEEDS_REASON, Judged, reviewers_word
from nianbao.work.reviewed.workbench import Said, Step, document_order, keep, take_back
from validators.record import ReviewRecord

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

    from nianbao.store.notes import Note

_HERE = Path(__file__).parent
UNDO = "undo"


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _component() -> "ComponentRenderer":
    bar = join(
        (
            tag("span", "", "left"),
            tag(
                "span",
                join(
                    (
                        _button("previous", texts.PREVIOUS_FINDING, "K"),
                        _button("next", texts.NEXT_FINDING, "J"),
                        _button(UNDO, texts.UNDO, "U"),
                    )
                ),
            ),
        )
    )
    right = join((tag("div", bar, "bar"), tag("div", "", "none", hidden=""), tag("div", "", "list")))
    inside = join(
        (
            tag("div", "", "sheet", tabindex="0", role="region", aria_label=texts.SHEET),
            tag("div", right, "cards", tabindex="0", role="region", aria_label=texts.FINDINGS),
        )
    )
    style = (_HERE.parent / "desk.css").read_text(encoding="utf-8") + _text("pane.css")
    html = tag("div", inside, "pane", tabindex="-1")
    return st.components.v2.component("nianbao_document_pane", html=str(html), css=style, js=_text("pane.js"))


def _button(what: str, label: str, key: str) -> Html:
    return tag("button", join((label, tag("kbd", key))), data_do=what, type="button")


def take_decisions(record: ReviewRecord, key: str) -> None:
    """Keep what the pane has sent since the last run; each is acknowledged whether it could be kept or not."""
    services, state = the_assistant().services, _state(key)
    queue: list[dict[str, Any]] = (st.session_state.get(key) or {}).get("queue") or []
    for sent in sorted((q for q in queue if q["seq"] > state["ack"]), key=lambda q: q["seq"]):
        steps: list[Step] = state["steps"]
        try:
            if sent["what"] != UNDO:
                said = Said(int(sent["finding"]), sent["what"], sent.get("text", ""), sent.get("seen"))
                done = keep(services, record, said, reviewer_name(), state["own"])
                steps.append(done)
            elif steps:
                done = take_back(services, record, steps.pop(), reviewer_name())
            else:
                state["ack"] = sent["seq"]
                continue
            state["own"].append(done.made)
            state["wrong"].pop(done.finding, None)
        except UserError as error:
            state["wrong"][int(sent["finding"])] = str(error)
        state["ack"] = sent["seq"]


def show_pane(record: ReviewRecord, shown: Sequence[int], key: str) -> None:
    """The two panes; ``shown`` are the findings that the filter lets through, in any order."""
    state, word = _state(key), reviewers_word(the_assistant().services, record)
    order = document_order(record)
    data = {
        "version": key,
        "sheet": str(sheet(record.review)),
        "cards": str(join(_card(record, n) for n in order)),
        "shown": sorted(shown),
        "said": {n: _said(j.note) for n, j in enumerate(word.judged) if j.note},
        "last": {n: j.last.id for n, j in enumerate(word.judged) if j.last},
        "before": {n: _before(j) for n, j in enumerate(word.judged) if j.earlier and not j.note},
        "wrong": state["wrong"],
        "undo": bool(state["steps"]),
        "ack": state["ack"],
        "longest": MAX_TEXT,
        "words": _words(record),
    }
    _component()(key=key, data=data, on_queue_change=lambda: None)


def _state(key: str) -> dict[str, Any]:
    """What this tab knows of its pane: the last acknowledged number, its own notes, steps to undo, refusals."""
    state: dict[str, Any] = st.session_state.setdefault(f"{key}-state", {"ack": 0, "own": [], "steps": [], "wrong": {}})
    return state


def _card(record: ReviewRecord, number: int) -> Html:
    finding = record.review.findings[number]
    colour = SEVERITY_COLOURS[finding.severity]
    inside = finding_card(finding, record.review.report)
    return tag("article", inside, f"card {colour}", data_n=str(number), tabindex="0", id=f"f{number + 1}")


def _said(note: "Note") -> dict[str, Any]:
    return {"what": note.decision, "text": note.text, "signed": _signed(note), "note": note.id}


def _signed(note: "Note") -> str:
    at: datetime = note.created_at.astimezone()
    return f"{note.reviewer or texts.UNSIGNED}　{at:%m-%d %H:%M}"


def _before(judged: Judged) -> str:
    note = judged.earlier
    assert note is not None
    then = note.about.get("expression") or note.about.get("message") or ""
    decision = DECISIONS[note.decision] + (f"（{note.text}）" if note.text else "")
    earlier = texts.EARLIER_DECISION.format(decision=decision, signed=f"　{_signed(note)}", then=then)
    return f"{texts.CHANGED}。{earlier}"


def _words(record: ReviewRecord) -> dict[str, str]:
    name = reviewer_name()
    return {
        "accepted": DECISIONS["accepted"],
        "dismissed": DECISIONS["dismissed"],
        "noted": DECISIONS["noted"],
        "withdrawn": texts.WITHDRAW,
        "dismissed_label": texts.REASON_LABEL,
        "noted_label": texts.REMARK_LABEL,
        "save": texts.SAVE,
        "cancel": texts.CANCEL,
        "needs": NEEDS_REASON,
        "saving": texts.SAVING,
        "none": nothing_found(record.review),
        "none_shown": texts.NONE_SHOWN,
        "left": texts.LEFT.replace("{name}", name) if name else texts.LEFT_UNSIGNED,
    }
