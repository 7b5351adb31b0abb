"""Raised figures after text: the mark of a note (12¹), which is no part of the number before it, or a power (m²)."""

from nianbao.report.patterns import regex

_NOTE_MARK = regex(r"\s*[\[［【(（〔]?(?:注\s*)?(?:\d{1,2}|[①-⑳]|[*＊†‡]+)[\]］】)）〕]?\s*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised_text(text: str, last: str) -> str:
    """What superscript text adds to a line that is not empty; ``last`` is the last character printed there."""
    if not _NOTE_MARK.fullmatch(text):
        return text
    return text.translate(_RAISED) if last.isascii() and last.isalpha() else ""
