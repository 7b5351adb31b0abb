"""Page 审核: one review as a workbench: the report beside its findings, Article 50, the rules, the earlier version."""

from functools import partial

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import join
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain
from nianbao.pages.results.review import checklist, remarks, show_downloads
from nianbao.pages.side_chat import Beside, show_side_chat
from nianbao.pages.sidebar import show_sidebar
from nianbao.pages.workbench.again import is_unsettled, show_again
from nianbao.pages.workbench.bar import bar, chosen_view, shown_findings, whose
from nianbao.pages.workbench.pane import show_pane, take_decisions
from nianbao.pages.workbench.views import by_cause, with_earlier
from nianbao.papers.wording import VERDICTS_IN_A_LIST
from nianbao.report.errors import UserError
from nianbao.work.open_document import open_draft, open_review
from nianbao.work.reviewed.notes import reviewers_word
from nianbao.work.reviewed.versions import versions_before
from nianbao.work.reviewed.workbench import (
    Address,
    Kept,
    conversation_beside,
    earlier_version,
    load_record,
    recent_reviews,
)
from nianbao.work.sets.job import talk_of_set
from validators.record import ReviewRecord

DOC = "doc"
_HERE = "nianbao/pages/review.py"


def show_review(address: Address, record: ReviewRecord) -> None:
    services, review, key = the_assistant().services, record.review, f"pane-{address}"
    take_decisions(record, key)
    word = reviewers_word(services, record)
    st.html(bar(review, 1 + len({v.sha256 for v in versions_before(services, record)})))
    if is_unsettled(record):
        show_again(address, record, key)
    with st.container(horizontal=True, key="workbench-bar", vertical_alignment="center"):
        view = chosen_view(key)
        shown = shown_findings(word, key) if view == "findings" else []
        if not is_unsettled(record):
            show_again(address, record, key)
        with st.popover(texts.EXPORT, icon=":material/download:", key="export"):
            show_downloads(
                record, f"workbench-{address}", None if address.is_draft else address.conversation, menu=True
            )
    if view == "findings":
        show_pane(record, shown, key)
    elif view == "article50":
        st.html(join((remarks(review), checklist(review))))
    elif view == "since":
        st.html(with_earlier(record, earlier_version(services, record)))
    else:
        st.html(by_cause(review))


def beside_of(address: Address, record: ReviewRecord) -> Beside:
    """What the conversation in the side panel is told of the review."""
    services = the_assistant().services
    document = open_review(services, address.conversation, record)
    if address.is_draft:
        document = open_draft(services, address.position, address.number)
    begun = partial(talk_of_set, services, address.set) if address.set else None
    return Beside(str(address), whose(record.review), document, conversation_beside(services, address), begun)


def show_recent() -> None:
    """Reviews to open, the latest first."""
    st.title(texts.REVIEW_HEADING)
    st.caption(texts.REVIEW_INTRO)
    kept = recent_reviews(the_assistant().services)
    if not kept:
        st.info(texts.NO_REVIEWS)
    for each in kept:
        st.page_link(_HERE, label=_line(each), query_params={DOC: str(each.address)}, icon=":material/fact_check:")


def _line(kept: Kept) -> str:
    review = kept.record.review
    judged = reviewers_word(the_assistant().services, kept.record).judged
    return plain(
        texts.REVIEW_LINE.format(
            day=f"{kept.at.astimezone():%m-%d %H:%M}",
            file=kept.record.file,
            agency=review.report.agency.name or kept.record.file,
            year=review.report.year or texts.UNKNOWN,
            verdict=VERDICTS_IN_A_LIST[review.verdict],
            n=sum(j.note is None for j in judged),
        )
    )


written = st.query_params.get(DOC)
beside: Beside | None = None
if written is None:
    show_recent()
else:
    try:
        address = Address.of(written)
        record = load_record(the_assistant().services, address)
    except UserError as error:
        st.warning(plain(error))
        show_recent()
    else:
        st.query_params[DOC] = written  # a link to the page itself does not change the browser's address
        show_review(address, record)
        beside = beside_of(address, record)
if beside is None:
    show_sidebar()
else:
    show_side_chat(beside)
