"""The reviewer's own word: findings of a review, each to be accepted, dismissed with a reason, or noted.

Dismissed findings are folded and counted, never hidden. Everything is in the database as soon as it is clicked.
"""

from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import Html, details, join, tag
from nianbao.pages.page import guarded, the_assistant
from nianbao.pages.plain import plain
from nianbao.pages.results.common import SEVERITY_COLOURS, finding_card, heading, verdict_banner
from nianbao.pages.session import reviewer_name
from nianbao.papers.wording import DECISIONS, SEVERITIES, nothing_found
from nianbao.report.errors import UserError
from nianbao.work.reviewed.notes import MAX_TEXT, Judged, ReviewersWord, decide, reviewers_word
from validators.record import ReviewRecord

if TYPE_CHECKING:
    from nianbao.store.notes import Decision, Note

WORKBENCH = "nianbao/pages/review.py"
_CHIPS = {"accepted": "good", "dismissed": "", "noted": "fair"}
_LABELS = {"dismissed": texts.REASON_LABEL, "noted": texts.REMARK_LABEL}
_CHANGE = "change"


@st.fragment
@guarded
def show_judgement(record: ReviewRecord, rests_on: Html, checklist: Html, key: str, workbench: str | None) -> None:
    """The verdict first, what it rests on, checklist and findings with what was decided. Drawn anew by itself when something
    is decided. ``workbench``: the address of the review there."""
    word = reviewers_word(the_assistant().services, record)
    st.html(join((verdict_banner(record.review, word.dismissed), _summary(word), rests_on)))
    if workbench is not None:
        icon = ":material/vertical_split:"
        st.page_link(WORKBENCH, label=texts.OPEN_WORKBENCH, icon=icon, query_params={"doc": workbench})
    how = _how_to_decide() if word.judged else tag("p", nothing_found(record.review))
    st.html(join((checklist, heading(texts.FINDINGS), how)))
    for severity, said in SEVERITIES.items():
        _show_group(record, word, severity, said, key)
    if word.gone:
        st.html(details(texts.GONE.format(n=len(word.gone)), join(_gone(note) for note in word.gone), "nb-gone"))


def _show_group(record: ReviewRecord, word: ReviewersWord, severity: str, said: str, key: str) -> None:
    of_group = [(n, j) for n, j in enumerate(word.judged) if j.finding.severity == severity]
    if not of_group:
        return
    title = texts.GROUP.format(name=said, n=len(of_group))
    st.html(tag("h5", title, f"nb-group {SEVERITY_COLOURS[severity]}", aria_level="3"))
    for number, judged in of_group:
        if not judged.is_dismissed:
            _show_finding(record, judged, number, key)
    dismissed = [(n, j) for n, j in of_group if j.is_dismissed]
    if dismissed:
        told = any(f"error-{key}-{n}" in st.session_state for n, _ in dismissed)
        folded = texts.DISMISSED_GROUP.format(n=len(dismissed))
        with st.expander(folded, expanded=told, key=f"dismissed-{severity}-{key}"):
            for number, judged in dismissed:
                _show_finding(record, judged, number, key)


def _how_to_decide() -> Html:
    name = reviewer_name()
    return tag("p", texts.SIGNED_AS.format(name=name) if name else texts.SIGNED_BY_NOBODY, "nb-small")


def _summary(word: ReviewersWord) -> Html:
    """How many findings were decided on, and how; nothing before the first."""
    decisions = [j.note.decision for j in word.judged if j.note]
    if not decisions and not word.changed:
        return Html("")
    counts = [
        texts.DECIDED.format(said=said, n=decisions.count(decision))
        for decision, said in DECISIONS.items()
        if decision in decisions
    ]
    counts.append(texts.UNDECIDED.format(n=len(word.judged) - len(decisions)))
    if word.changed:
        counts.append(texts.CHANGED_COUNT.format(n=word.changed))
    return tag("p", texts.DECIDED_SUMMARY.format(counts="，".join(counts)), "nb-small nb-decided")


# --- one finding ----------------------------------------------------------------------------------------------


def _show_finding(record: ReviewRecord, judged: Judged, number: int, key: str) -> None:
    colour = SEVERITY_COLOURS[judged.finding.severity]
    place = f"{key}-{number}"
    with st.container(key=f"finding-{colour}-{place}", gap=None):
        st.html(finding_card(judged.finding, record.review.report, _decided(judged)))
        if error := st.session_state.pop(f"error-{place}", ""):
            st.warning(plain(error), icon=":material/info:")
        opened = _opened(key).get(number)
        if opened in _LABELS:
            _show_form(record, judged, number, key, opened)
        else:
            _show_buttons(record, judged, number, key, changing=opened == _CHANGE)


def _show_buttons(record: ReviewRecord, judged: Judged, number: int, key: str, changing: bool) -> None:
    """The three decisions; for what is decided already one button that brings them back."""
    with st.container(horizontal=True, gap="small", key=f"decide-{key}-{number}"):
        if judged.note and not changing:
            _button(texts.CHANGE, f"change-{key}-{number}", _open, key, number, _CHANGE)
            return
        _button(DECISIONS["accepted"], f"accept-{key}-{number}", _keep, record, judged, number, key, "accepted")
        _button(texts.DISMISS, f"dismiss-{key}-{number}", _open, key, number, "dismissed")
        _button(texts.REMARK, f"note-{key}-{number}", _open, key, number, "noted")
        if judged.note:
            _button(texts.WITHDRAW, f"withdraw-{key}-{number}", _keep, record, judged, number, key, "withdrawn")
            _button(texts.CANCEL, f"close-{key}-{number}", _close, key, number)


def _button(label: str, key: str, act: object, *args: object) -> None:
    st.button(label, key=key, on_click=act, args=args)  # type: ignore[arg-type]


def _show_form(record: ReviewRecord, judged: Judged, number: int, key: str, decision: str) -> None:
    """Why it is dismissed, or what is to be noted; Enter keeps it."""
    standing = judged.note.text if judged.note and judged.note.decision == decision else ""
    with st.form(f"form-{decision}-{key}-{number}", border=False):
        st.text_input(_LABELS[decision], standing, MAX_TEXT, key=f"text-{decision}-{key}-{number}")
        with st.container(horizontal=True, gap="small"):
            args = (record, judged, number, key, decision)
            st.form_submit_button(texts.SAVE, type="primary", on_click=_keep, args=args)
            st.form_submit_button(texts.CANCEL, on_click=_close, args=(key, number))


def _decided(judged: Judged) -> Html:
    """What was decided, by whom and when; or what was decided while the numbers were others."""
    if judged.note:
        said = join((tag("span", DECISIONS[judged.note.decision], f"nb-chip {_CHIPS[judged.note.decision]}"), "　"))
        return tag("div", join((said, judged.note.text, tag("span", _signed(judged.note), "nb-small"))), "nb-word")
    if judged.earlier is None:
        return Html("")
    chip = tag("span", texts.CHANGED, "nb-chip fair")
    return tag("div", join((chip, tag("div", _earlier(judged.earlier), "nb-small"))), "nb-word")


def _earlier(note: "Note") -> str:
    then = note.about.get("expression") or note.about.get("message") or ""
    decision = DECISIONS[note.decision] + (f"（{note.text}）" if note.text else "")
    return texts.EARLIER_DECISION.format(decision=decision, signed=_signed(note), then=then)


def _gone(note: "Note") -> Html:
    rule, message = note.about.get("rule", ""), note.about.get("message", "")
    title = tag("div", join((tag("span", rule, "nb-rule"), message)))
    return tag("div", join((title, tag("div", _earlier(note), "nb-small"))), "nb-gone-line")


def _signed(note: "Note") -> str:
    at: datetime = note.created_at.astimezone()
    return f"　{note.reviewer or texts.UNSIGNED}　{at:%Y-%m-%d %H:%M}"


# --- what a click does (before the page is drawn again) --------------------------------------------------------


def _opened(key: str) -> dict[int, str]:
    """Finding → what is open under it: the field for a decision, or the buttons to change one."""
    opened: dict[int, str] = st.session_state.setdefault(f"opened-{key}", {})
    return opened


def _open(key: str, number: int, what: str) -> None:
    _opened(key)[number] = what


def _close(key: str, number: int) -> None:
    _opened(key).pop(number, None)


def _keep(record: ReviewRecord, judged: Judged, number: int, key: str, decision: "Decision") -> None:
    text = st.session_state.get(f"text-{decision}-{key}-{number}", "")
    try:
        decide(the_assistant().services, record, judged, decision, text, reviewer_name())
    except UserError as error:
        st.session_state[f"error-{key}-{number}"] = str(error)
    else:
        _close(key, number)
