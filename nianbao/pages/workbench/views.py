"""The other views of a review: Article 50, the rules by cause, what became of the earlier version."""

from collections.abc import Sequence

from nianbao.pages import texts
from nianbao.pages.html import Html, join, table, tag
from nianbao.pages.results.common import SEVERITY_COLOURS, heading
from nianbao.pages.shown.law import rule_titles
from nianbao.papers.opinion.findings import message_of
from nianbao.papers.opinion.places import place_name
from nianbao.papers.wording import STATES, section_name
from nianbao.report.patterns import regex
from nianbao.work.reviewed.workbench import Kept
from validators.causes import UNDECIDED, Cause, causes_of
from validators.engine import Finding
from validators.record import ReviewRecord
from validators.review import Review
from validators.since import Change, since

_PIECES = regex(r"(?s)\d+(?:[.,]\d+)*|.")
"""A number is one piece, any other character is."""


def by_cause(review: Review) -> Html:
    """How all rules ended, then what kept rules from a conclusion: a line a cause."""
    states = [r.state for r in review.results]
    titles = rule_titles()
    counts = [
        tag("span", texts.GROUP.format(name=said, n=states.count(state)), "nb-chip")
        for state, said in STATES.items()
        if state in states
    ]
    found = [(r.rule, titles.get(r.rule, ""), len(r.findings)) for r in review.results if r.findings]
    rows = [_cause(cause) for cause in causes_of(review.results, (*UNDECIDED, "not_applicable"))]
    parts: list[object] = [tag("p", join(counts))]
    if found:
        parts += [heading(texts.RULES_FOUND), table(texts.RULES_FOUND_HEADS, found, numbers=(2,))]
    if rows:
        parts += [heading(texts.RULES_UNDECIDED), table(texts.CAUSE_HEADS, rows, "nb-causes")]
    return join(parts)


def _cause(cause: Cause) -> tuple[object, ...]:
    more = tag("div", texts.MORE_PROBLEMS.format(n=cause.more), "nb-small") if cause.more else ""
    return STATES[cause.state], join((cause.reason, more)), len(cause.rules), join(cause.rules, " ")


def with_earlier(record: ReviewRecord, earlier: Kept | None) -> Html:
    """Mended, still there, new; then every passage and cell that was changed, side by side."""
    if earlier is None:
        return tag("p", texts.NO_EARLIER_VERSION, "nb-note")
    before = earlier.record
    became = since(before.review, record.review)
    about = texts.EARLIER_VERSION.format(file=before.file, day=before.reviewed_on.isoformat())
    counts = texts.SINCE_COUNTS.format(fixed=len(became.fixed), still=len(became.still), new=len(became.new))
    parts: list[object] = [tag("p", about), tag("p", counts, "nb-since")]
    groups = ((texts.SINCE_FIXED, became.fixed), (texts.SINCE_STILL, became.still), (texts.SINCE_NEW, became.new))
    parts += [_group(name, found, record) for name, found in groups if found]
    parts.append(heading(texts.GROUP.format(name=texts.SINCE_CHANGES, n=len(became.changes))))
    parts.append(changes_table(became.changes))
    return join(parts)


def _group(name: str, found: Sequence[Finding], record: ReviewRecord) -> Html:
    lines = [
        tag(
            "li",
            join(
                (
                    tag("span", f.rule, "nb-rule"),
                    place_name(f.hit.where, record.review.report),
                    "　",
                    message_of(f, record.review.report),
                )
            ),
            SEVERITY_COLOURS[f.severity],
        )
        for f in found
    ]
    return join((heading(texts.GROUP.format(name=name, n=len(found))), tag("ul", join(lines), "nb-since-list")))


def changes_table(changes: Sequence[Change], heads: Sequence[str] = texts.SINCE_HEADS) -> Html:
    """Every passage and cell as it was and as it is, side by side, what differs set off."""
    return table(heads, [_change(c) for c in changes], "nb-changes")


def _change(change: Change) -> tuple[object, ...]:
    before, after = differing(change.before, change.after)
    return section_name(change.section), before, after


def differing(before: str, after: str) -> tuple[Html, Html]:
    """Both texts with what differs set off, a number always whole."""
    from difflib import SequenceMatcher

    one, other = (_PIECES.findall(text) for text in (before, after))

    old: list[object] = []
    new: list[object] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        was, now = "".join(one[a:b]), "".join(other[c:d])
        old.append(was if kind == "equal" or not was else tag("del", was))
        new.append(now if kind == "equal" or not now else tag("ins", now))
    return join(old), join(new)
