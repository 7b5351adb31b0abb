"""Sections under whose heading nothing stands, as against those that we could not read."""

from nianbao.report.layout import SECTION_KEYS, SectionKey
from nianbao.report.model import NoticeCode, Report
from validators.prose.foot import without_foot
from validators.prose.saying import most_telling
from validators.prose.sentences import sentences

_UNSURE: tuple[NoticeCode, ...] = ("no_text_layer", "recognised", "left_out", "repaired")
"""What was not read may have stood there."""


def is_empty(report: Report, key: SectionKey) -> bool:
    """True for a section whose heading stands there, once, with nothing under it but the foot of the report.

    Its text may have gone astray, and it is not called empty, where a table stands instead, where pages are pictures,
    parts of the file were not read or it stops there, and where what comes next may be a sub-heading that was taken for
    the next section's.
    """
    section = report.section(key)
    if section is None or section.heading is None or without_foot(section.text).strip():
        return False
    return not may_have_lost(report, key) and _is_followed_in_order(report, key)


def may_have_lost(report: Report, key: SectionKey) -> bool:
    """Whether text of a section may stand in the file and not have come to us."""
    if key in report.tables_found_in.values() or any(report.notice(code) for code in _UNSURE):
        return True
    return report.ends_in is not None and (report.lies_behind_end(key) or report.ends_in.section == key)


def _is_followed_in_order(report: Report, key: SectionKey) -> bool:
    """The heading stands once, and the next one is the next section's, numbered as sections are."""
    places = [at for at, heading in enumerate(report.headings) if heading.key == key]
    if len(places) > 1:
        return False
    rest = report.headings[places[0] + 1 :] if places else ()
    if not rest:
        return key == SECTION_KEYS[-1]
    following = rest[0]
    in_order = following.key is not None and SECTION_KEYS.index(following.key) > SECTION_KEYS.index(key)
    return in_order and following.numbering in ("chinese", "auto")


def was_not_read(report: Report, key: SectionKey) -> bool:
    """A section that is there, of which no text was read and of which it cannot be said that it has none."""
    blank = report.section(key) is not None and not without_foot(report.text(key)).strip()
    return blank and not is_empty(report, key)


def nothing_told(report: Report, key: SectionKey) -> bool:
    """A section that is there and in which no sentence says anything, all of it having been read."""
    if report.section(key) is None or was_not_read(report, key):
        return False
    return most_telling(sentences(without_foot(report.text(key)))) is None
