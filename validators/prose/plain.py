"""Prose without what hides a figure from a reader of patterns, and the way back to where each character stood.

Three disguises, by accident or on purpose: characters that print nothing (marks of direction, joiners), blanks inside a
word (收 到 申 请), and a bracketed aside between a verb and its number (收到（详见附件）申请5件).
"""

from collections.abc import Iterator
from typing import NamedTuple

from nianbao.report.patterns import HAN, regex
from validators.lexicon import any_of

BROKEN_WORDS = frozenset((
    "新收", "收到", "接到", "申请", "受理", "答复", "办结", "回复", "结转", "复议", "诉讼", "公开", "维持", "纠正", "政府", "信息", "行政", "处理", "不予",
    "予以", "提供", "下年", "上年", "年度",
))  # fmt: skip
"""Words of the figures, whose two characters a blank may part."""
FIGURE_VERBS = ("收到", "新收", "接到", "受理", "答复", "办结", "结转", "复议", "诉讼")
SAYS_OF_WHAT = (
    "含", "除", "仅", "其中", "包括", "本级", "机关", "全[省市县区镇乡]", "上年", "去年", "年", "结转", "同比", "较", "比", "网", "信函", "当面", "自然人", "法人",
    "企业", "以下", "简称", "撤", "重复",
)  # fmt: skip
"""An aside with one of these says of what the figure is, and stays."""

_NOT_PRINTED = regex(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_GAP = regex(r"(?<=(\S))[ \t\u3000]+(?=(\S))")
_SPACED_OUT = regex(rf"(?<!{HAN}){HAN}(?:[ \u3000]{HAN}){{2,}}(?!{HAN})")
"""Characters that stand singly, three and more: 共 收 到."""
_BLANK = regex(r"[ \u3000]")
_ASIDE = regex(r"[(（][^()（）\d,，。；;\n]{1,20}[)）](?=[^\d,，。；;:：()（）\n]{0,12}\d)")
_KEPT = regex(any_of(*SAYS_OF_WHAT))
_VERB_BEFORE = regex(rf"{any_of(*FIGURE_VERBS)}[^\d,，。；;:：()（）\n]{{0,12}}$")
_MAY_BE_DISGUISED = regex(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff \u3000\t(（]")


class Plain(NamedTuple):
    """``text`` without the disguises; ``places[i]`` is where its character ``i`` stood, one more for its end."""

    text: str
    places: list[int]


def plain(text: str) -> Plain | None:
    """The text as a person reads its figures, or None when it has no disguise."""
    if not _MAY_BE_DISGUISED.search(text):
        return None
    current = Plain(text, list(range(len(text) + 1)))
    for disguises in (_unprinted, _blanks, _asides):
        current = _without(current, list(disguises(current.text)))
    return current if len(current.text) < len(text) else None


def _without(before: Plain, spans: list[tuple[int, int]]) -> Plain:
    if not spans:
        return before
    pieces, places, since = [], [], 0
    for start, end in [*spans, (len(before.text), len(before.text))]:
        pieces.append(before.text[since:start])
        places += before.places[since:start]
        since = end
    return Plain("".join(pieces), [*places, before.places[-1]])


def _unprinted(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _NOT_PRINTED.finditer(text))


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    found = {match.span() for match in _GAP.finditer(text) if match[1] + match[2] in BROKEN_WORDS}
    for run in _SPACED_OUT.finditer(text):
        found |= {match.span() for match in _BLANK.finditer(text, *run.span())}
    last = 0
    for start, end in sorted(found):
        if start >= last:
            yield start, end
            last = end


def _asides(text: str) -> Iterator[tuple[int, int]]:
    for match in _ASIDE.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()]
        if not _KEPT.search(match.group()) and _VERB_BEFORE.search(before):
            yield match.span()


def place_at(places: list[int], start: int, end: int) -> tuple[int, int]:
    """A span of the plain text as a span of the text as printed."""
    first = places[start]
    return first, places[end - 1] + 1 if end > start else first
