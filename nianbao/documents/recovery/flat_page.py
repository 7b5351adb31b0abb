"""A page flattened into one line, put back into paragraphs: at section headings, sub-headings and the title.

What a website prints around the article (path, source, share buttons) is dropped only where it stands directly
before or after the title, or at the very end, and is nothing else.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from nianbao.documents.recognise.headings import MAX_HEADING_LENGTH, find_title, section_heading
from nianbao.documents.stream import Block, Paragraph
from nianbao.report.layout import SECTIONS, SectionKey
from nianbao.report.numerals import chinese_to_int
from nianbao.report.patterns import regex
from nianbao.report.text import fold

MIN_SECTIONS = 2
"""So many section headings inside longer lines show that lines have run together; one may be a mention."""
CONTENTS_RUN = 3
"""So many headings directly one after another are a table of contents."""
MIN_TEXT = 4
"""Characters between two headings below which nothing stands between them."""

_ORDINAL = regex(r"(?:[一二三四五六七八九十]|\d)\s*[、.,:]")
_TITLE_END = regex(r"情况|措施|事项|概述")
_PERHAPS_HEADING = regex(
    rf"(?:[一二三四五六七八九十]|\d)\s*[、.,:．，：].{{0,{MAX_HEADING_LENGTH}}}?(?:{_TITLE_END.pattern})", re.DOTALL
)
"""As the two above, in text as printed: prose without any is left alone."""
_MENTION = "“\"‘'《〈「『(、,和与及见即第"
_SUB_HEADING = regex(r"\(\s*([一二三四五六七八九十])\s*\)")
_SENTENCE_END = "。!?;…]"
_PATH = regex(r"^(?:您?(?:所在|现在)?的?(?:当前)?位置|首页)")
_MORE_CHROME = regex(
    r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{1,2}:\d{2}(?::\d{2})?|\d+次?|全真版|文字版|文件下载|附件下载|相关链接:?|-->|<!--"
)
"""Words around a flattened article that are met only word by word."""


class _Mark(NamedTuple):
    """A heading inside a line."""

    key: SectionKey
    start: int
    end: int


def split_flat_text(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with run-together lines split into paragraphs; other blocks as they are.

    Lines have run together when at least two section headings with their ordinals stand inside longer lines and
    nowhere as lines of their own.
    """
    given = tuple(blocks)
    standing = {h.key for b in given if isinstance(b, Paragraph) and (h := section_heading(b)) is not None}
    marks = {
        number: [m for m in _marks(block.text) if m.key not in standing]
        for number, block in enumerate(given)
        if isinstance(block, Paragraph) and len(block.text) > MAX_HEADING_LENGTH
    }
    if len({mark.key for found in marks.values() for mark in found}) < MIN_SECTIONS:
        return given
    last_of_all = max((n for n, block in enumerate(given) if isinstance(block, Paragraph)), default=-1)
    split: list[Block] = []
    in_front = True
    for number, block in enumerate(given):
        found = marks.get(number, ())
        if not found or not isinstance(block, Paragraph):
            split.append(block)
            continue
        pieces = list(_pieces(block.text, found, in_front))
        if number == last_of_all and pieces:
            pieces[-1] = _without_tail(pieces[-1])
        split += [Paragraph(piece, page=block.page) for piece in pieces if piece]
        in_front = False
    return tuple(split)


def _pieces(text: str, marks: Sequence[_Mark], in_front: bool) -> Iterator[str]:
    front = text[: marks[0].start]
    if in_front:
        yield from _front(front)
    else:
        yield from _paragraphs(front)
    for mark, following in zip(marks, (*(m.start for m in marks[1:]), len(text)), strict=True):
        yield text[mark.start : mark.end].strip()
        yield from _paragraphs(text[mark.end : following].lstrip(" 　。:：;；"))


def _paragraphs(text: str) -> Iterator[str]:
    """Prose at its sub-headings （一）（二）…, where they begin a sentence and follow one another."""
    folded = fold(text)
    cuts = [0]
    wanted = 1
    for match in _SUB_HEADING.finditer(folded):
        before = folded[: match.start()].rstrip()
        if chinese_to_int(match[1]) == wanted and (not before or before[-1] in _SENTENCE_END):
            cuts.append(match.start())
            wanted += 1
    for start, end in zip(cuts, (*cuts[1:], len(text)), strict=True):
        if piece := text[start:end].strip():
            yield piece


# --- headings -------------------------------------------------------------------------------------------------


def _marks(text: str) -> list[_Mark]:
    """Section headings inside a line, in order, without those of a table of contents."""
    if _PERHAPS_HEADING.search(text) is None:
        return []
    folded = fold(text)
    marks: list[_Mark] = []
    for match in _ORDINAL.finditer(folded):
        mark = _mark(folded, match)
        if mark is not None and (not marks or mark.start >= marks[-1].end):
            marks.append(mark)
    return _without_contents(marks, folded) if marks else []


def _mark(text: str, match: re.Match[str]) -> _Mark | None:
    """The heading that begins at an ordinal: the shortest official title from there on."""
    start = match.start()
    before = text[:start].rstrip()[-1:]
    if before and before in _MENTION:
        return None
    for end in _TITLE_END.finditer(text, match.end(), start + MAX_HEADING_LENGTH):
        heading = section_heading(Paragraph(text[start : end.end()]))
        if heading is None or heading.key is None:
            continue
        if (
            text[start].isdecimal()
            and text[start - 1 : start].isdecimal()
            and heading.ordinal != _official(heading.key)
        ):
            return None  # a figure runs into the ordinal, and it is not the one the form gives
        return _Mark(heading.key, start, end.end())
    return None


def _official(key: SectionKey) -> int | None:
    return next(chinese_to_int(s.ordinal) for s in SECTIONS if s.key == key)


def _without_contents(marks: Sequence[_Mark], text: str) -> list[_Mark]:
    """Without the headings of a run with nothing between them that come again later."""
    runs: list[list[_Mark]] = [[]]
    for mark, following in zip(marks, (*(m.start for m in marks[1:]), len(text)), strict=True):
        runs[-1].append(mark)
        if len(re.findall(r"\w", text[mark.end : following])) >= MIN_TEXT:
            runs.append([])
    last = {mark.key: mark.start for mark in marks}
    listed = {mark for run in runs if len(run) >= CONTENTS_RUN for mark in run if last[mark.key] > mark.start}
    return [mark for mark in marks if mark not in listed]


# --- what a website prints around the article -----------------------------------------------------------------


def _front(text: str) -> Iterator[str]:
    """Title and preamble of a flattened page, the path before and the buttons after the title dropped."""
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    title = next((n for n, (a, b) in enumerate(words) if find_title([Paragraph(text[a:b])])), None)
    if title is None:
        yield from _paragraphs(text)
        return
    before = text[: words[title][0]].strip()
    if before and not _PATH.match(before):
        yield before
    yield text[words[title][0] : words[title][1]]
    rest = title + 1
    while rest < len(words) and _is_chrome(text[slice(*words[rest])]):
        rest += 1
    if rest < len(words):
        yield from _paragraphs(text[words[rest][0] :])


def _is_chrome(word: str) -> bool:
    from nianbao.documents.recognise.site_words import is_chrome  # few files need it

    return is_chrome(word) or _MORE_CHROME.fullmatch(fold(word)) is not None


def _without_tail(text: str) -> str:
    words = text.split()
    while len(words) > 1 and _is_chrome(words[-1]):
        text = text.rstrip()[: -len(words.pop())].rstrip()
    return text
