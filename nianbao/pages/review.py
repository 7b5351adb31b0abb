"""Page 审核: one review as a workbench: the report beside its findings, Article 50, the rules, the earlier version."""

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import join
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain
from nianbao.pages.results.review import checklist, remarks, show_downloads
from nianbao.pages.sidebar import show_sidebar
from nianbao.pages.workbench.again import is_unsettled, show_again
from nianbao.pages.workbench.bar import bar, chosen_view, shown_findings
from nianbao.pages.workbench.pane import show_pane, take_decisions
from nianbao.pages.workbench.views import by_cause, with_earlier
from nianbao.papers.wording import VERDICTS
from nianbao.report.errors import UserError
from nianbao.work.review_notes import reviewers_word
from nianbao.work.versions import versions_before
from nianbao.work.workbench import Address, Kept, earlier_version, load_record, recent_reviews
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
            agency=review.report.agency.name or kept.record.file,
            year=review.report.year or texts.UNKNOWN,
            verdict=VERDICTS[review.verdict],
            n=sum(j.note is None for j in judged),
        )
    )


written = st.query_params.get(DOC)
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
        show_review(address, record)
show_sidebar()
