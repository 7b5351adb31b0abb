"""The bar above a review: whose report, the verdict with its reason, the views, the counts as a filter.

View and filter stand in the address, so that a refresh and a colleague's click find the same.
"""

from nianbao.pages import texts
from nianbao.pages.html import Html, join, tag
from nianbao.pages.results.common import VERDICT_COLOURS
from nianbao.pages.session import choice_in_address
from nianbao.pages.words import workbench as words
from nianbao.papers.wording import SEVERITIES, VERDICTS, verdict_reason
from nianbao.work.reviewed.notes import ReviewersWord
from validators.review import Review

VIEW, ONLY = "view", "only"
UNDECIDED = "undecided"


def whose(review: Review) -> str:
    """Agency and year."""
    return f"{review.report.agency.name or texts.UNKNOWN} · {review.report.year or texts.UNKNOWN}"


def bar(review: Review, version: int = 1) -> Html:
    """Whose report, of which year, the verdict with what made it; which version it is, from the second on."""
    reason = verdict_reason(review)
    said = join((tag("b", VERDICTS[review.verdict]), tag("span", reason) if reason else ""), "　")
    verdict = tag("span", said, f"nb-bar-verdict {VERDICT_COLOURS[review.verdict]}", role="status")
    nth = tag("span", words.VERSION.format(n=version), "nb-chip") if version > 1 else ""
    return tag("div", join((tag("b", whose(review), "nb-bar-who"), nth, verdict)), "nb-bar")


def chosen_view(key: str) -> str:
    """One of ``texts.VIEWS``."""
    widget, first = f"{VIEW}-{key}", next(iter(texts.VIEWS))
    return choice_in_address(texts.VIEW, VIEW, texts.VIEWS, widget, first) or first


def shown_findings(word: ReviewersWord, key: str) -> list[int]:
    """The findings that are shown: of one severity, or those that nobody has decided on."""
    severities = [judged.finding.severity for judged in word.judged]
    undecided = [n for n, judged in enumerate(word.judged) if judged.note is None]
    labels: dict[str, str] = {
        name: f"{said} {severities.count(name)}" for name, said in SEVERITIES.items() if name in severities
    }
    labels[UNDECIDED] = texts.UNDECIDED_SHORT.format(n=len(undecided))
    chosen = choice_in_address(texts.FILTER, ONLY, labels, f"{ONLY}-{key}")
    if chosen == UNDECIDED:
        return undecided
    return [n for n, severity in enumerate(severities) if chosen in (None, severity)]
