"""What 首页 shows above the field: what waits for somebody and what was worked on last, each a click from its workbench."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from nianbao.pages.html import tag
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain
from nianbao.pages.session import ask
from nianbao.pages.words import home
from nianbao.work.conversations import uploads_named
from nianbao.work.desk.waiting import Piece, latest_work

if TYPE_CHECKING:
    from nianbao.assistant.service import Assistant
    from nianbao.store.conversations import Message

SHOWN = 6
_PAGES = {
    "draft": ("nianbao/pages/draft.py", "d", ":material/edit_document:"),
    "review": ("nianbao/pages/review.py", "doc", ":material/fact_check:"),
    "set": ("nianbao/pages/sets.py", "s", ":material/library_books:"),
    "filings": ("nianbao/pages/filings.py", "y", ":material/move_to_inbox:"),
}


def show_work() -> None:
    """Drawn after the page itself, because it asks the database. Nothing is shown where nothing was done yet."""
    pieces = latest_work(the_assistant().services)
    waits, last = [p for p in pieces if p.left], [p for p in pieces if not p.left]
    columns = st.columns(2 if waits and last else 1)
    for column, (heading, group) in zip(columns, filter(_any, ((home.WAITS, waits), (home.LAST, last))), strict=False):
        with column.container(gap="small"):
            st.html(tag("h3", heading, "nb-heading"))
            for piece in group[:SHOWN]:
                _link(piece)


def offer_to_edit(assistant: "Assistant", conversation: str, messages: "Sequence[Message]") -> None:
    """The last question once more, in other words, with the files that came with it; what was answered stays."""
    asked = next((m for m in reversed(messages) if m.role == "user"), None)
    if asked is None or asked.payload.get("set"):
        return
    names = asked.payload.get("files", [])
    with st.popover(home.EDIT_QUESTION, icon=":material/edit:", key="edit-question", type="tertiary"):
        if names:
            st.caption(plain(home.EDIT_FILES.format(files="、".join(names))))
        with st.form("edit-question-form", border=False):
            words = st.text_area(home.EDIT_LABEL, asked.text, key=f"edit-{conversation}-{asked.position}")
            if st.form_submit_button(home.ASK_AGAIN, type="primary") and words.strip():
                ask(words.strip(), uploads_named(assistant.services, conversation, names))
                st.rerun()


def _any(group: tuple[str, list[Piece]]) -> bool:
    return bool(group[1])


def _link(piece: Piece) -> None:
    page, parameter, icon = _PAGES[piece.kind]
    said = home.NOTHING_LEFT[piece.kind]
    if piece.left:
        said = (home.AT_WORK if piece.at_work else home.LEFT[piece.kind]).format(n=piece.left)
    label = plain(home.LINE.format(title=piece.title, said=said))
    st.page_link(page, label=label, query_params={parameter: piece.address}, icon=icon)
