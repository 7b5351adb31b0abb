"""Page 审核: one review as a workbench: the report beside its findings, Article 50, the rules, the earlier version."""

import streamlit as st

from nianbao.pages import texts
from nianbao.pages.html import Html, join, tag
from nianbao.pages.page import the_assistant
from nianbao.pages.plain import plain
from nianbao.pages.results.common import VERDICT_COLOURS
from nianbao.pages.results.review import checklist, remarks, show_downloads
from nianbao.pages.side_chat import Beside, show_side_chat
from nianbao.pages.sidebar import show_sidebar
from nianbao.pages.workbench.pane import show_pane, take_decisions
from nianbao.pages.workbench.views import by_cause, with_earlier
from nianbao.papers.wording import SEVERITIES, VERDICTS, verdict_reason
from nianbao.report.errors import UserError
from nianbao.work.open_document import open_review
from nianbao.work.review_notes import ReviewersWord, reviewers_word
from nianbao.work.workbench import Address, Kept, earlier_version, load_record, recent_reviews
from validators.record import ReviewRecord
from validators.review import Review

DOC = "doc"
_HERE = "nianbao/pages/review.py"


def whose(review: Review) -> str:
    return f"{review.report.agency.name or texts.UNKNOWN} · {review.report.year or texts.UNKNOWN}"


def bar(review: Review) -> Html:
    """Whose report, of which year, the verdict with what made it."""
    reason = verdict_reason(review)
    said = join((tag("b", VERDICTS[review.verdict]), tag("span", reason) if reason else ""), "　")
    verdict = tag("span", said, f"nb-bar-verdict {VERDICT_COLOURS[review.verdict]}", role="status")
    return tag("div", join((tag("b", whose(review), "nb-bar-who"), verdict)), "nb-bar")


def counts_as_filter(word: ReviewersWord, key: str) -> list[int]:
    """The findings that are shown: of one severity, or those that nobody has decided on."""
    severities = [judged.finding.severity for judged in word.judged]
    undecided = [n for n, judged in enumerate(word.judged) if judged.note is None]
    labels: dict[str, str] = {
        name: f"{said} {severities.count(name)}" for name, said in SEVERITIES.items() if name in severities
    }
    labels["undecided"] = texts.UNDECIDED_SHORT.format(n=len(undecided))
    chosen = st.segmented_control(
        texts.FILTER, list(labels), format_func=labels.__getitem__, key=f"filter-{key}", label_visibility="collapsed"
    )
    if chosen == "undecided":
        return undecided
    return [n for n, severity in enumerate(severities) if chosen in (None, severity)]


def show_review(address: Address, record: ReviewRecord) -> None:
    review, key = record.review, f"pane-{address}"
    take_decisions(record, key)
    word = reviewers_word(the_assistant().services, record)
    st.html(bar(review))
    with st.container(horizontal=True, key="workbench-bar", vertical_alignment="center"):
        view = st.segmented_control(
            texts.VIEW,
            texts.VIEWS,
            default=texts.VIEWS[0],
            key=f"view-{key}",
            label_visibility="collapsed",
            required=True,
        )
        shown = counts_as_filter(word, key) if view == texts.VIEWS[0] else []
        with st.popover(texts.EXPORT, icon=":material/download:", key="export"):
            show_downloads(record, f"workbench-{address}", address.conversation)
    if view == texts.VIEWS[0]:
        show_pane(record, shown, key)
    elif view == texts.VIEWS[1]:
        st.html(join((remarks(review), checklist(review))))
    elif view == texts.VIEWS[2]:
        st.html(by_cause(review))
    else:
        st.html(with_earlier(record, earlier_version(the_assistant().services, address, record)))


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
        show_review(address, record)
        beside = Beside(
            written,
            whose(record.review),
            open_review(the_assistant().services, address.conversation, record),
            address.conversation,
        )
if beside is None:
    show_sidebar()
else:
    show_side_chat(beside)
